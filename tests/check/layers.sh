#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Includes point down only. The rooms stand here in order, lowest first; a file may include from its own room and from rooms
# before it, so there is no way back up and no circle, between folders and between the folders of a folder. Where two rooms of
# one line know nothing of each other, a '|' parts them. Also: a *_internal.h stays within
# its folder, an include names its folder, what it names exists, and every
# folder of code says in a README what is there.
#   sh tests/check/layers.sh
set -u
rooms='
sim/base
sim/random
sim/stats
sim
sim/analysis
models/base | models/theory
models/economy | models/people
models/airside
models/hall | models/landside
models/hub
scenarios/input
scenarios/run
scenarios/report
scenarios/store
scenarios/cli
scenarios/studies
plots
.
'
found=$(mktemp) || exit 1
trap 'rm -f "$found"' EXIT
level=0
map=$(mktemp) || exit 1
trap 'rm -f "$found" "$map"' EXIT
echo "$rooms" | while read -r line; do
    [ -n "$line" ] || continue
    level=$((level + 1))
    echo "$line" | tr '|' '\n' | while read -r room; do echo "$room $level"; done
done >"$map"

# The examples of the engine stand for programs outside: they may include all of it.
files=$(find sim models scenarios plots -name '*.[ch]' ! -path 'sim/examples/*' | sort; echo hubsim.c)
[ -d sim ] && [ -f hubsim.c ] || { echo "layers: no files; run from the project's root"; exit 1; }
# shellcheck disable=SC2086
awk -v map="$map" '
    BEGIN { while ((getline line < map) > 0) { split(line, part, " "); level[part[1]] = part[2] } }
    function room(path) { if (path !~ /\//) return "."; sub(/\/[^\/]*$/, "", path); return path }
    FNR == 1 {
        own = room(FILENAME)
        if (!(own in level)) { print FILENAME ": its folder is no room of tests/check/layers.sh"; }
    }
    /^[[:space:]]*#[[:space:]]*include[[:space:]]*"/ {
        header = $0; sub(/^[^"]*"/, "", header); sub(/".*/, "", header)
        if (header == "version.h" || header == "built.h") next # made by the Makefile
        if (header !~ /\//) { print FILENAME ": \"" header "\": say which folder it lies in"; next }
        there = room(header)
        if (!(header in is_there)) is_there[header] = system("[ -f " header " ]") == 0
        if (!(there in level) || !is_there[header]) { print FILENAME ": \"" header "\": there is no such file"; next }
        if (header ~ /_internal\.h$/ && there != own) print FILENAME ": \"" header "\": is inside its folder"
        if (there != own && level[there] >= level[own]) print FILENAME ": \"" header "\": includes point down only"
    }' $files >>"$found"

for file in $files; do
    case $file in */*) [ -f "${file%/*}/README.md" ] || echo "${file%/*}/: no README.md" >>"$found" ;; esac
done
for layer in sim models scenarios plots; do
    for file in "tests/$layer"/*.c "tests/$layer"/*.h; do
        [ -f "$file" ] || continue
        sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$file" | while read -r header; do
            case $header in version.h | built.h) continue ;; esac
            [ -f "$header" ] || echo "$file: \"$header\": there is no such file"
        done >>"$found"
    done
done
[ -f tests/README.md ] || echo "tests/: no README.md" >>"$found"

if [ -s "$found" ]; then sort -u "$found"; exit 1; fi
echo "layers ok: $(echo "$files" | wc -l) files include only what lies below them, every folder has a README"
