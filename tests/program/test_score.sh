#!/bin/sh
# A projection held against a record, as a user meets it.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; observed = "counted.csv";
run = { from = "2023-01-01"; to = "2025-01-01"; replications = 4; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 2.0; }; };
CFG
sed 's/observed = "counted.csv";//' "$dir/small.cfg" >"$dir/bare.cfg"
cat >"$dir/counted.csv" <<'CSV'
measure,year,value,unit,role,known,source,confidence,note
airport.tonnes,2022,9000,t,calibration,,x,high,
airport.tonnes,2023,15000,t,judged,,x,high,
airport.tonnes,2024,16000,t,judged,,x,high,
airport.tonnes,2025,17000,t,judged,,x,high,
airport.movements,2024,208,1 per year,context,,x,high,
CSV
cat >"$dir/class.csv" <<'CSV'
hub,announced,promised_jobs,counted,counted_jobs,source,note
Elsewhere,2001,100,2010,40,x,
Nowhere,2001,100,,,x,
CSV

claim "score --help is fine"                    ends 0 score --help
claim "... with examples first"                 [ "$(head -n 1 "$dir/out")" = Examples ]
claim "a record is scored"                      ends 0 score "$dir/small.cfg" --replications 4 --class "$dir/class.csv"
claim "... two lines of it"                     [ "$(grep -c '^airport.tonnes ' "$dir/out")" = 2 ]
claim "... the rest is counted"                 says "1 lines used to set inputs, 1 for context, 1 of years not simulated"
claim "... four replications give no wide band"    says "A band of 95 % needs 39 replications; these are 4."
claim "... other hubs stand beside it"          says "40.0 %"
claim "... too few of them to say anything"     says "Both figures are known of 1: too few"
claim "the numbers for programs"                ends 0 score "$dir/small.cfg" --replications 4 --csv
claim "... one line each"                       [ "$(rows "$dir/out" | wc -l)" = 3 ]
cp "$dir/out" "$dir/first"
claim "on one thread"                           ends 0 score "$dir/small.cfg" --replications 4 --csv --threads 1
claim "... the same bytes"                      cmp -s "$dir/out" "$dir/first"
claim "a scenario without a record"             ends 3 score "$dir/bare.cfg"
claim "... says so"                          tells "names no record"
printf 'hub,jobs\nx,1\n' >"$dir/class.csv"
claim "a list of hubs with another header"      ends 3 score "$dir/small.cfg" --class "$dir/class.csv"
claim "... gets the right one"                  tells "class.csv:1: begin with the line hub,announced,promised_jobs"
printf 'hub,announced,promised_jobs,counted,counted_jobs,source,note\nx,1999,many,2000,5,,\n' >"$dir/class.csv"
claim "a list with wrong numbers"               ends 3 score "$dir/small.cfg" --class "$dir/class.csv"
claim "... says what to give"                tells "class.csv:2: promised_jobs = many: give a whole number"
claim "... and what is missing"                 tells "class.csv:2: source: say where this was read"
sed 's/^airport.tonnes,2023,15000,t,/airport.tonnes,2023,15000,kg,/' "$dir/counted.csv" >"$dir/heads.csv"
sed 's/counted.csv/heads.csv/' "$dir/small.cfg" >"$dir/heads.cfg"
claim "a count in another unit"                 ends 3 score "$dir/heads.cfg"
claim "... is reported with its line"               tells "heads.csv:3: unit = kg: airport.tonnes is in t: give that, or another name"
echo 'promises = { fte = { measure = "hall.one.fte"; at_least = 5.0; unit = "jobs"; by = "2024-12-31"; }; };' >>"$dir/bare.cfg"
claim "a promise in another unit"               ends 3 run "$dir/bare.cfg"
claim "... is reported"                             tells "promises.fte.unit"
claim "... what to give"                        tells "hall.one.fte is in FTE: give that, or a measure of what was promised"
claim "what is simulated needs no count alone"  ends 3 run "$dir/bare.cfg" --set promises.fte.counted_only=true
claim "... is reported"                             tells "the simulation makes this measure; leave counted_only out"
claim "without a scenario"                      ends 2 score
sum_up
