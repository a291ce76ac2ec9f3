#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the tables of a README again, in place: below each line
#     <!-- made by: COMMAND -->
# stands what the command prints, between two fences. COMMAND runs in the top folder; a table that did not change stays byte for
# byte, so `git diff` shows what moved. A table whose command fails stays as it was, and the script ends with 1.
#   sh scenarios/tables.sh README.md...      (or make tables, of all READMEs; make tables-list says what it runs)
set -eu
[ $# -gt 0 ] || { echo "usage: sh scenarios/tables.sh README.md..." >&2; exit 2; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM

made_by() { # line
    printf '%s\n' "$1" | sed -n 's/^<!-- made by: \(.*\) -->$/\1/p'
}

remake() { # file
    state=text # or fence: the opening one must follow; new, old: below a fence whose table is new, or stays
    while IFS= read -r line || [ -n "$line" ]; do
        case $state in
        fence)
            [ "$line" = '```text' ] || { echo "$1: a fence with text must follow: $command" >&2; return 1; }
            printf '```text\n'
            if sh -c "$command" >"$dir/made" 2>"$dir/error"; then
                sed 's/[[:space:]]*$//' "$dir/made"
                state=new
            else
                echo "$1: failed: $command" >&2
                cat "$dir/error" >&2
                touch "$dir/failed"
                state=old
            fi
            continue ;;
        new)
            [ "$line" = '```' ] || continue
            state=text ;;
        old)
            [ "$line" != '```' ] || state=text ;;
        esac
        printf '%s\n' "$line"
        command=$(made_by "$line")
        [ -n "$command" ] || continue
        printf '  %s\n' "$command" >&2
        state=fence
    done <"$1"
}

for file in "$@"; do
    grep -q '^<!-- made by: ' "$file" || continue
    echo "$file" >&2
    remake "$file" >"$dir/remade"
    cmp -s "$dir/remade" "$file" || { cat "$dir/remade" >"$file"; echo "$file: moved; git diff shows what" >&2; }
done
[ ! -f "$dir/failed" ]
