#!/bin/sh
# A lane that flies by a CSV file: found beside the scenario, kept with the results, part of what a run is known by.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

cat >"$dir/timed.cfg" <<'CFG'
title = "By timetable"; question = "Does it fly what stands there?";
run = { from = "2024-01-01"; to = "2025-01-01"; warm_up_weeks = 2; replications = 2; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
traffic = { cancelled_share = 0.0; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; schedule = "flights.csv"; }; };
CFG
head='days,from,until,lands,leaves,aircraft,in_t,out_t,cancelled'
# 2024 is a leap year that begins on a Monday: 53 Mondays, 53 Tuesdays, one more flight on the last day,
# one cancelled, one of another year: 107 landings of 20 t.
printf '%s\n12,,,04:00,08:00,big,20,0,\n2024-06-05,,,04:00,,big,,,yes\n2024-12-31,,,03:00,,big,20,0,\n2023-06-05,,,04:00,,big,,,\n' \
    "$head" >"$dir/flights.csv"
# value MEASURE FILE: the mean of 2024
value() { awk -F, -v m="$1" '$1 == m && $3 == 2024 { print $5 }' "$2"; }

claim "check reads the timetable"               ends 0 check "$dir/timed.cfg"
claim "run"                                     ends 0 run "$dir/timed.cfg" --out "$dir/a" --no-plots --quiet
claim "... brings 107 flights' 2,140 t"         [ "$(value airport.tonnes_in "$dir/a/measures.csv")" = 2140 ]
claim "... keeps the timetable"                 [ -s "$dir/a/flights.csv" ]
claim "... and can be run again"                ends 0 run "$dir/a/scenario.cfg" --out "$dir/b" --no-plots --quiet
claim "... with the same result"                same_rows "$dir/a/measures.csv" "$dir/b/measures.csv"
hash_of() { sed -n 's/.*"hash": "\(.*\)".*/\1/p' "$1/results.json" | head -n 1; }
claim "... and the same hash"                   [ "$(hash_of "$dir/a")" = "$(hash_of "$dir/b")" ]
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
export OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_btl_vader_single_copy_mechanism=none
export ASAN_OPTIONS=detect_leaks=0 # Open MPI keeps some memory to the end
csv_of() { "$@" --csv >"$dir/out" 2>"$dir/err"; }
claim "two ranks have the same flights"         csv_of mpirun -n 2 "$hubsim" run "$dir/timed.cfg" --replications 3
cp "$dir/out" "$dir/ranks.csv"
claim "... and the same figures as one process" csv_of "$hubsim" run "$dir/timed.cfg" --replications 3
claim "... to the byte"                         cmp -s "$dir/out" "$dir/ranks.csv"
printf '%s\n12,,,04:00,08:00,big,20,0,\n' "$head" >"$dir/flights.csv"
claim "another timetable, into the same folder" ends 0 run "$dir/timed.cfg" --out "$dir/b" --no-plots --quiet
claim "... has another hash"                    [ "$(hash_of "$dir/a")" != "$(hash_of "$dir/b")" ]
claim "... and brings less"                     [ "$(value airport.tonnes_in "$dir/b/measures.csv")" = 2120 ]

printf '%s\n12,,,04:00,08:00,bgi,20,0,\n' "$head" >"$dir/flights.csv"
claim "a type nobody knows"                     ends 3 check "$dir/timed.cfg"
claim "... is reported with file and line"          grep -q 'flights.csv:2: aircraft = bgi: no such type; did you mean big?' "$dir/out"
rm "$dir/flights.csv"
claim "a file that is not there"                ends 3 check "$dir/timed.cfg"
claim "... is reported where it is named"           grep -q 'timed.cfg:6: lanes.east.schedule = ".*flights.csv": No such file' "$dir/out"
printf '%s\n' "$head" >"$dir/flights.csv"
echo 'timeline = ( { at = "2024-05-01"; set = { lanes = { east = { schedule = "other.csv"; }; }; }; } );' >>"$dir/timed.cfg"
claim "a timetable from a date on"              ends 3 check "$dir/timed.cfg"
claim "... says what to do instead"          grep -q 'lanes.east.schedule.*its rows have from and until' "$dir/out"

sum_up
