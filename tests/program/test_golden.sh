#!/bin/sh
# What people read on the screen, word for word: a change of it is seen in review and not found by a user. The figures in
# tests/golden/studies_*.txt are those of a small hub and defended nowhere.
#   GOLDEN=write sh tests/program/test_golden.sh     (make golden) writes tests/golden/ anew
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"
kept=tests/golden

cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; question = "What do the studies print?";
run = { from = "2024-01-01"; to = "2025-01-01"; replications = 4; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 2.0;
    load_in_share = { dist = "uniform"; min = 0.5; max = 1.0; }; }; };
CFG
echo 'lanes = { east = { flights_per_week = 4.0; }; };' >"$dir/twice.cfg"
echo 'extends = "small.cfg"; lanes = { east = { flights_per_week = 4.0; }; }; aircraft = { big = { payload_t = 80.0; }; };' >"$dir/other.cfg"

# Without what differs from day to day and from machine to machine: times, versions, digests, folders.
masked() {
    sed -e "s|$dir/||g" -e 's/[0-9.]* s\b/TIME/g' -e 's/[0-9.]* s each/TIME each/g' \
        -e 's/version [0-9][0-9.]*/version VERSION/' -e 's/hubsim [0-9][0-9.]*[0-9]/hubsim VERSION/' \
        -e 's/commit [0-9a-f][0-9a-f]*/commit COMMIT/' -e 's/\b[0-9a-f]\{16\}\b/DIGEST/g' "$dir/out"
}
# golden NAME ARGUMENTS...: what hubsim prints is what is kept.
golden() {
    name=$1; shift
    "$hubsim" "$@" >"$dir/out" 2>"$dir/err" || { head -n 3 "$dir/err"; return 1; }
    masked >"$dir/now"
    [ "${GOLDEN:-}" = write ] && cp "$dir/now" "$kept/$name.txt"
    diff -u "$kept/$name.txt" "$dir/now" || { echo "if this is meant: make golden, and read the difference"; return 1; }
}

claim "the first help"         golden help --help
claim "the help of a command"  golden help_compare compare --help
claim "a table of parameters"  golden params_customs params customs
claim "the first lesson"       golden run_lesson_1 run scenarios/lessons/01_one_flight.cfg
claim "compare"                golden studies_compare compare "$dir/small.cfg" --with "$dir/twice.cfg" --measure airport.tonnes@2024 --quiet
claim "solve"                  golden studies_solve solve "$dir/small.cfg" --vary lanes.east.flights_per_week=1:8 \
    --target 'airport.tonnes>=20000@2024' --replications 20 --quiet
claim "why"                    golden studies_why why "$dir/small.cfg" "$dir/other.cfg" --measure airport.tonnes@2024
claim "sense"                  golden studies_sense sense "$dir/small.cfg" --measure airport.tonnes@2024 --walks 4 --keep 0 \
    --vary lanes.east.flights_per_week=1:8 --vary aircraft.big.payload_t=50:100 --vary traffic.cancelled_share=0:0.1
sum_up
