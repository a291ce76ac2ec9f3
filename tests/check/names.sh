#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The file's name is the prefix of what it exports, and nothing writable is global. Asks nm about the objects under $BUILD.
#   BUILD=build sh tests/check/names.sh
#
# Exported by lane_params.c: lane_params, lane_params_..., and, because lane.h stands beside it, lane_... . Exported by stream.c:
# also stream_key_..., because stream.h defines struct stream_key. A const table is
# fine; in position-independent code one that holds addresses lies in .data.rel.ro, which the loader closes.
set -u
build=${BUILD:-build}
found=$(mktemp) || exit 1
trap 'rm -f "$found"' EXIT
objects=0
for layer in sim models scenarios plots; do
    for source in $(find "$layer" -name '*.c' ! -path 'sim/examples/*' | sort); do
        beside=${source%/*}
        object=$build/${source%.c}.o
        [ -f "$object" ] || { echo "$source: no $object; build first" >>"$found"; continue; }
        objects=$((objects + 1))
        base=$(basename "$source" .c)
        prefixes=$base
        short=$base
        while [ "$short" != "${short%_*}" ]; do # hub_measures.c -> hub, if there is a hub.h
            short=${short%_*}
            [ -f "$beside/$short.h" ] && prefixes="$prefixes $short"
        done
        if [ -f "$beside/$base.h" ]; then
            prefixes="$prefixes $(sed -n "s/^struct \([a-z_0-9]*\) {.*/\1/p" "$beside/$base.h" | tr "\n" " ")"
        fi
        nm -f sysv "$object" | awk -F'|' -v source="$source" -v prefixes="$prefixes" '
            function fits(name, i, n, p) {
                n = split(prefixes, p, " ")
                for (i = 1; i <= n; i++) if (name == p[i] || index(name, p[i] "_") == 1) return 1
                return 0
            }
            NF < 7 { next }
            {
                name = $1; class = $3; section = $7
                gsub(/ /, "", name); gsub(/ /, "", class); gsub(/ /, "", section)
                if (name ~ /^(__odr_asan|__asan|__ubsan|\.)/ || name ~ /^__func__/) next # what a sanitizer adds
                if (class ~ /^[TDBRCVWGS]$/ && !fits(name))
                    print source ": exports " name ", which begins with none of: " prefixes
                if (class ~ /^[dDbBcCgGsS]$/ && section !~ /^\.data\.rel\.ro/)
                    print source ": " name " is a writable global (" section ")"
            }' >>"$found"
    done
done
if [ -s "$found" ]; then cat "$found"; exit 1; fi
[ "$objects" -gt 0 ] || { echo "names: no objects under $build"; exit 1; }
echo "names ok: $objects objects export their own names, no writable globals"
