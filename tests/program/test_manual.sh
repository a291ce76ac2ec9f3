#!/bin/sh
# What the program says of its options is what it takes: the help of each command, the man page, what a shell completes.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

commands=$("$hubsim" --help | sed -n '/^$/,$ s/^  hubsim \([a-z]*\) .*/\1/p')
# All there are, from the tables of options; and those that take no value.
options=$(grep -oh '"--[a-z][a-z-]*"' scenarios/cli/*.c scenarios/studies/*.c | tr -d '"' | sort -u)
flags=$(grep -oh '{"--[a-z-]*", *NULL' scenarios/cli/*.c scenarios/studies/*.c | grep -o -- '--[a-z-]*' | sort -u)
claim "there are twenty-one commands"           [ "$(echo "$commands" | wc -l)" = 21 ]
claim "... and dozens of options"               [ "$(echo "$options" | wc -l)" -gt 50 ]

# Taken: no message that there is no such option. The second word ends the program before anything else happens.
takes() { ! "$hubsim" "$1" "$2=x" --no-such-option 2>&1 </dev/null | grep -qF "no such option '$2'"; }
in_help() { grep -oE -- '--[a-z][a-z-]*' "$dir/$1.help" | grep -qx -- "$2"; }
# Known to the reader that all share, and refused with a sentence.
refuses() {
    case $1$2 in
    best--replications | staff--quiet | staff--terminal | bottleneck--quiet) return 0 ;;
    why--shard | solve--shard | sense--shard | best--shard | calibrate--shard | score--shard | exante--shard) return 0 ;;
    esac
    return 1
}

all_agree() {
    for option in $options; do
        wanted=no
        if takes "$1" "$option" && ! refuses "$1" "$option" && [ "$option" != --help ]; then wanted=yes; fi
        said=no
        if in_help "$1" "$option"; then said=yes; fi
        [ "$wanted" = "$said" ] || { echo "hubsim $1 $option: taken $wanted, in its help $said"; return 1; }
    done
}
for command in $commands; do
    "$hubsim" "$command" --help >"$dir/$command.help"
    claim "$command: its help has the options it takes, and no other" all_agree "$command"
done
flight=scenarios/lessons/01_one_flight.cfg
claim "replications of best are set otherwise" ends 2 best $flight $flight --measure airport.tonnes@2024 --replications 3
claim "... and it says how"                     tells "say how many replications with --first and --most"
claim "a table is not quieter"                  ends 2 bottleneck $flight --quiet

sh scenarios/manual.sh "$hubsim" <scenarios/hubsim.1 >"$dir/hubsim.1"
claim "the man page is what the commands say of themselves (make manual writes it)" cmp scenarios/hubsim.1 "$dir/hubsim.1"
claim "... of each of them"                     [ "$(grep -c '^\.SS hubsim ' "$dir/hubsim.1")" = 21 ]
ends_in_man() { for n in 0 1 2 3 4 5 6 7 130; do grep -q "^$n  " scenarios/hubsim.1 || return 1; done; }
claim "... with every ending"                   ends_in_man
if command -v man >/dev/null; then
    MANWIDTH=120 man -l scenarios/hubsim.1 >"$dir/man" 2>"$dir/man.err"
    claim "... which man reads without complaint" [ ! -s "$dir/man.err" ]
    claim "... to its end"                      grep -q HUBSIM_GNUPLOT "$dir/man"
else
    skip "the man page as man shows it: there is no man"
fi

# Completion, as bash calls it: the words so far, the last of them to be completed.
cat >"$dir/complete" <<'BASH'
. scenarios/completions/hubsim.bash
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_hubsim
printf '%s\n' "${COMPREPLY[@]}"
BASH
if command -v bash >/dev/null; then
    completes() { bash "$dir/complete" "$hubsim" "$@" | sort -u; }
    offers() { wanted=$1; shift; completes "$@" | grep -qx -- "$wanted"; }
    same_commands() { [ "$(completes '')" = "$(printf '%s\n' "$commands" --help --version | sort -u)" ]; }
    claim "a shell completes the commands"      same_commands
    same_options() { [ "$(completes "$1" x --)" = "$({ grep -oE -- '--[a-z][a-z-]*' "$dir/$1.help"; echo --help; } | sort -u)" ]; }
    for command in $commands; do
        claim "... and the options of $command" same_options "$command"
    done
    # After a value's option no option is offered; after a flag one is.
    options_after() { offers --help run "$1" --he; }
    knows_flags() {
        for option in $options; do
            flag=no; after=no
            if echo "$flags" | grep -qx -- "$option"; then flag=yes; fi
            if options_after "$option"; then after=yes; fi
            [ "$flag" = "$after" ] || { echo "$option: takes no value: $flag; completed as if: $after"; return 1; }
        done
    }
    claim "... knowing which take a value"      knows_flags
    claim "scenarios"                           offers scenarios/liege/actual.cfg run scenarios/liege/ac
    claim "overlays"                            offers scenarios/whatif/eu_duty_2026.cfg run a.cfg --with scenarios/whatif/eu
    claim "areas"                               offers breakdown staff a.cfg --area b
    claim "cases"                               offers mm1 validate mm
    claim "what can be done with results"       offers merge results m
else
    skip "what a shell completes: there is no bash"
fi

# A reader finds each file in the README of its room.
in_its_room() {
    for file in "$1"/*.[ch]; do
        name=$(basename "${file%.*}")
        case $name in *_command | *_report | *_parts | *_params | *_write) continue ;; esac
        grep -qE "\`$name(\.[ch])?\`" "$1/README.md" || { echo "not there: $file"; return 1; }
    done
}
for room in $(find sim models scenarios -name '*.[ch]' | sed 's|/[^/]*$||' | sort -u); do
    claim "$room/README.md knows all of its files" in_its_room "$room"
done

sum_up
