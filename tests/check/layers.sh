#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Includes point down only: hubsim.c > plots/ > scenarios/ > models/ > sim/; and every folder of code says in a README what
# lives there. Also: an include names its folder, and what it names exists.
set -u
found=$(mktemp) || exit 1
trap 'rm -f "$found"' EXIT
files=0

# check FILE 'LAYERS IT MAY INCLUDE'
check() {
    files=$((files + 1))
    sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$1" | while read -r header; do
        case $header in
            version.h | built.h) continue ;; # made by the Makefile
            */*) folder=${header%%/*} ;;
            *) echo "$1: \"$header\": say which folder it lies in"; continue ;;
        esac
        case " $2 " in
            *" $folder "*) [ -f "$header" ] || echo "$1: \"$header\": there is no such file" ;;
            *) echo "$1: \"$header\": includes point down only (here: $2)" ;;
        esac
    done >>"$found"
}

below=
for layer in sim models scenarios plots; do
    below="$layer $below"
    for file in $(find "$layer" -name '*.[ch]' | sort); do
        [ -f "${file%/*}/README.md" ] || echo "${file%/*}/: no README.md" >>"$found"
        check "$file" "${below% }"
    done
    for file in "tests/$layer"/*.c "tests/$layer"/*.h; do
        # A test may read scenario files to run a model on them, and has helpers of its own.
        if [ -f "$file" ]; then check "$file" "${below% } scenarios tests"; fi
    done
done
if [ -f hubsim.c ]; then check hubsim.c "${below% }"; fi
[ -f tests/README.md ] || echo "tests/: no README.md" >>"$found"

if [ -s "$found" ]; then sort -u "$found"; exit 1; fi
[ "$files" -gt 0 ] || { echo "layers: no files; run from the project's root"; exit 1; }
echo "layers ok: $files files include only what lies below them, every folder has a README"
