# SPDX-License-Identifier: GPL-3.0-or-later
# Completes hubsim's commands, options and scenario files in bash. Commands and options are those that hubsim itself
# tells with --help. Installed as share/bash-completion/completions/hubsim.
_hubsim_files() # ENDING
{
    mapfile -t COMPREPLY < <(compgen -d -S / -- "$word"; compgen -f -X "!*.$1" -- "$word")
}

_hubsim()
{
    local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]} words=
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    if [ "$COMP_CWORD" = 1 ]; then
        words="$("$program" --help 2>/dev/null | sed -n '/^$/,$ s/^  hubsim \([a-z]*\) .*/\1/p') --help --version"
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
        return
    fi
    case $before in
    --check | --csv | --dry-run | --exact | --help | --json | --least | --list | --no-plots | --permute-ties | --quiet | \
        --resume | --terminal) ;; # these take no value
    --with | --all-with) _hubsim_files cfg; return ;;
    --class) _hubsim_files csv; return ;;
    --db) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --out) mapfile -t COMPREPLY < <(compgen -d -- "$word"); return ;;
    --area) words="ramp breakdown sort docks buildup clerks security maintenance supervision office" ;;
    --grain) words="batch parcel" ;;
    --design) words="grid lhs sobol" ;;
    --*) return ;;
    esac
    if [ -z "$words" ] && [ "$COMP_CWORD" = 2 ] && [ "$command" = results ]; then
        words="list show export diff merge remove check --help"
    elif [ -z "$words" ] && [ "${word#-}" != "$word" ]; then
        words="$("$program" "$command" --help 2>/dev/null | grep -oE -- '--[a-z][a-z-]*') --help"
    elif [ -z "$words" ]; then
        case $command in
        params) return ;;
        reproduce | results) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
        validate) words=$("$program" validate --list 2>/dev/null | sed -n 's/^\([^ ]*\): .*/\1/p') ;;
        steady) _hubsim_files csv; return ;;
        *) _hubsim_files cfg; return ;;
        esac
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o filenames -F _hubsim hubsim
