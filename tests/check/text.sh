#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# How the files are written: licence line, width, blanks, last line, nothing left half done; the four headings of a model's
# header; and that nothing which steers the simulation calls the C library's log, exp, pow or sin (they differ between
# processors; sim/random/maths.h does not).
#   BUILD=build sh tests/check/text.sh
set -u
build=${BUILD:-build}
columns=100
found=$(mktemp) || exit 1
trap 'rm -f "$found"' EXIT
export LC_ALL=C.UTF-8 # a column is a character, not a byte

code=$(find sim models scenarios plots tests hubsim.c -name '*.[ch]' 2>/dev/null | sort)
# tests/bad/ holds files that are wrong on purpose.
prose=$(find sim models scenarios plots tests .ci README.md CHANGELOG.md CONTRIBUTING.md CITATION.cff -type f \
    \( -name '*.md' -o -name '*.sh' -o -name '*.cfg' -o -name '*.csv' -o -name '*.cff' -o -path '.ci/*' \
       -o -path '*/run' \) ! -path 'tests/bad/*' 2>/dev/null | sort)
[ -n "$code" ] || { echo "text: no files; run from the project's root"; exit 1; }

for file in $code; do
    head -n 1 "$file" | grep -q '^// SPDX-License-Identifier: GPL-3\.0-or-later$' ||
        echo "$file:1: the first line is // SPDX-License-Identifier: GPL-3.0-or-later"
    awk -v file="$file" -v columns="$columns" '
        { line = $0; gsub(/[\200-\277]/, "", line) } # continuation bytes, for an awk that counts bytes
        length(line) > columns && line !~ /https?:\/\// && line !~ /^ *(: )?".*"[,;)}]*$/ { # sentences people read stay whole
            print file ":" FNR ": " length(line) " columns, at most " columns }
        /\t/ { print file ":" FNR ": a tab" }
    ' "$file"
done >>"$found"

# Words are put together here, so that this file does not find itself.
unfinished="TO""DO|FIX""ME|X""XX"
machine="/wo""rk/|(^|[^A-Za-z0-9_.-])/(ho""me|Us""ers)/[a-z]"
for file in $code $prose Makefile; do
    [ -f "$file" ] || continue
    grep -nE '[[:blank:]]+$' "$file" | sed "s|^\([0-9]*\):.*|$file:\1: blanks at the end|"
    grep -nE "(^|[^A-Za-z])($unfinished)([^A-Za-z]|\$)" "$file" | sed "s|^\([0-9]*\):.*|$file:\1: something is left to do|"
    grep -nE "$machine" "$file" | sed "s|^\([0-9]*\):.*|$file:\1: a path of somebody's machine|"
    [ ! -s "$file" ] || [ -z "$(tail -c 1 "$file")" ] || echo "$file: the last line does not end"
done >>"$found"

# What a station leaves out, and where its numbers come from, stands at its door.
for header in $(find models -name '*.h' | sort); do
    for heading in 'What happens' 'Left out' 'Equations' 'Sources'; do
        grep -q "^ \* $heading" "$header" || echo "$header: no heading '$heading' in its first comment"
    done
done >>"$found"

# Written by clang-format 14 and nobody else (`make format`).
# shellcheck disable=SC2086
clang-format-14 --dry-run --Werror $code 2>&1 | sed -n 's/\(:[0-9]*\):[0-9]*: error: .*/\1: not as clang-format writes it (make format)/p' >>"$found"

objects=0
for layer in sim models; do
    for source in $(find "$layer" -name '*.c' ! -path 'sim/examples/*' | sort); do
        object=$build/${source%.c}.o
        [ -f "$object" ] || { echo "$source: no $object; build first" >>"$found"; continue; }
        objects=$((objects + 1))
        nm -u "$object" | awk -v source="$source" '
            { name = $NF; sub(/@.*/, "", name) }
            name ~ /^(log|log2|log10|log1p|exp|exp2|exp10|expm1|pow|cbrt|sin|cos|tan|sincos|asin|acos|atan|atan2|sinh|cosh|tanh|erf|erfc|lgamma|tgamma)[fl]?$/ {
                print source ": calls " name " of the C library; sim/random/maths.h gives the same bits everywhere"
            }'
    done
done >>"$found"

if [ -s "$found" ]; then cat "$found"; exit 1; fi
[ "$objects" -gt 0 ] || { echo "text: no objects under $build"; exit 1; }
echo "text ok: $(echo "$code" | wc -l) files of code, $objects objects without the C library's log, exp, pow or sin"
