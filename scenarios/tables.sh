#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the tables of a README again, in place: below each line
#     <!-- made by: COMMAND -->
# stands what the command prints, between two fences. COMMAND runs in the top folder; a table that did not change stays byte for
# byte, so `git diff` shows what moved. What fails leaves the file as it was.
#   sh scenarios/tables.sh README.md...      (or make tables, of all READMEs; make tables-list says what it runs)
set -eu
[ $# -gt 0 ] || { echo "usage: sh scenarios/tables.sh README.md..." >&2; exit 2; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT INT TERM

made_by() { # line
    printf '%s\n' "$1" | sed -n 's/^<!-- made by: \(.*\) -->$/\1/p'
}

remake() { # file
    fences=0
    while IFS= read -r line || [ -n "$line" ]; do
        case $fences in
        2) [ "$line" != '```text' ] && { echo "$1: a fence with text must follow: $command" >&2; return 1; }
           fences=1
           continue ;;
        1) [ "$line" != '```' ] || fences=0
           continue ;;
        esac
        printf '%s\n' "$line"
        command=$(made_by "$line")
        [ -n "$command" ] || continue
        printf "  %s\n" "$command" >&2
        sh -c "$command" >"$dir/made" 2>"$dir/error" || { echo "$1: failed: $command" >&2; cat "$dir/error" >&2; return 1; }
        printf '```text\n'
        sed 's/[[:space:]]*$//' "$dir/made"
        printf '```\n'
        fences=2
    done <"$1"
}

for file in "$@"; do
    grep -q '^<!-- made by: ' "$file" || continue
    echo "$file" >&2
    remake "$file" >"$dir/remade"
    cmp -s "$dir/remade" "$file" || { cat "$dir/remade" >"$file"; echo "$file: moved; git diff shows what" >&2; }
done
