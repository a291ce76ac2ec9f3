#!/bin/sh
# What could have been said of promises, New Year by New Year, as a user meets it.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; observed = "counted.csv";
run = { from = "2020-01-01"; to = "2024-01-01"; replications = 4; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 2.0; }; };
promises = { many = { measure = "airport.tonnes"; at_least = 90000.0; unit = "t"; by = "2023-12-31"; known = "2021-06-01"; }; };
markets = { all = { lanes = ["east"]; }; };
CFG
sed 's/observed = "counted.csv";//' "$dir/small.cfg" >"$dir/bare.cfg"
cat >"$dir/counted.csv" <<'CSV'
measure,year,value,unit,role,known,source,confidence,note
airport.tonnes,2019,10000,t,context,2020-01-10,x,high,
airport.tonnes,2020,11000,t,judged,2021-01-10,x,high,
airport.tonnes,2021,12100,t,judged,2022-01-10,x,high,
airport.tonnes,2022,15000,t,judged,2022-12-31,x,high,
airport.tonnes,2023,16000,t,judged,2024-01-10,x,high,
CSV
asks() { code=$1; shift; ends "$code" exante "$dir/small.cfg" --from 2021-01-01 --to 2023-01-01 --replications 4 "$@"; }

claim "exante --help is fine"                   ends 0 exante --help
claim "... with examples first"                 [ "$(head -n 1 "$dir/out")" = Examples ]
claim "three New Years"                         asks 0
claim "... a chance before the promise was said is in brackets" grep -qE '^many +2023 +\(0\) +0 +0 +0 +16,000' "$dir/out"
# Known later and of that year or later: 2021, 2022, 2023; then 2022 and 2023; then 2023 alone.
claim "... what is scored became known later"   grep -qE '^known by 2021-01-01 +3 ' "$dir/out"
claim "... and is of that year"                 grep -qE '^known by 2022-01-01 +2 ' "$dir/out"
claim "... to the last"                         grep -qE '^known by 2023-01-01 +1 ' "$dir/out"
claim "... few replications give no wide band"  says "Bands of 95 % need 39 replications"
# Said on two of the days and due in 2023: both certain and right; whoever believed the promise was wrong twice.
claim "... chances are scored"                  says "Brier score of 2 chances (0 perfect): 0.000; whoever believed the promise 1.000"
claim "the numbers for programs"                asks 0 --csv
claim "... the last count before 2022 is that of 2019, of 2020 it is not out" grep -q '^count,2021-01-01,airport.tonnes,2021,.*,10000,,' "$dir/out"
# 11000 in 2020 after 10000 in 2019: a tenth more each year, 13310 in 2022.
claim "... the trend goes on"                   grep -qE '^count,2022-01-01,airport.tonnes,2022,.*,11000,13310(\.0+[0-9]*)?,' "$dir/out"
cp "$dir/out" "$dir/first"
claim "on one thread"                           asks 0 --csv --threads 1
claim "... the same bytes"                      cmp -s "$dir/out" "$dir/first"
sed -i 's/16000,t/99000,t/' "$dir/counted.csv"
rows "$dir/first" | cut -d, -f1-15 | grep '^promise' >"$dir/before"
asks 0 --csv; rows "$dir/out" | cut -d, -f1-15 | grep '^promise' >"$dir/after"
claim "another future moves no chance"          cmp -s "$dir/before" "$dir/after"
claim "no New Year"                             ends 2 exante "$dir/small.cfg" --from 2021-02-01 --to 2021-03-01
claim "... is told"                             tells "there is no New Year from --from to --to"
claim "a scenario without a record"             ends 3 exante "$dir/bare.cfg"
claim "... is told so"                          tells "names no record"
sum_up
