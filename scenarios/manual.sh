#!/bin/sh
# Writes the man page anew: its own words, with what the commands say of themselves in the middle.
#   sh scenarios/manual.sh HUBSIM < scenarios/hubsim.1 > new.1
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
hubsim=$1

# A text as it is, in letters of one width: no line of it is a request, no hyphen is broken.
as_it_is() { sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^[.']/\\\\\&&/"; }

say_commands() {
    "$hubsim" --help | sed -n '/^$/,$ s/^  hubsim \([a-z]*\) .*/\1/p' | while read -r command; do
        printf '.SS hubsim %s\n.EX\n' "$command"
        "$hubsim" "$command" --help | as_it_is
        echo .EE
    done
}

while IFS= read -r line; do
    case $line in
    *'Written by make manual.'*) printf '%s\n' "$line"; say_commands; skipping=yes ;;
    *'" Up to here.'*) skipping=; printf '%s\n' "$line" ;;
    *) [ "${skipping:-}" ] || printf '%s\n' "$line" ;;
    esac
done
