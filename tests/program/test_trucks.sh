#!/bin/sh
# A hall whose trucks run by a CSV file: found beside the scenario, kept with the results, carried to ranks and to what is
# simulated again, part of what a run is known by.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

cat >"$dir/timed.cfg" <<'CFG'
title = "By timetable"; question = "Do trucks run as they stand there?";
run = { from = "2024-01-01"; to = "2025-01-01"; warm_up_weeks = 3; replications = 2; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; trucks = "trucks.csv"; }; };
linehaul = { west = { hall = "one"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
traffic = { cancelled_share = 0.0; early_share = 0.0; late_share = 0.0; delay_min = 0.0; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; schedule = "flights.csv"; parcel_share_in = 1.0; }; };
CFG
printf 'days,from,until,lands,leaves,aircraft,in_t,out_t,cancelled\n12,,,04:00,08:00,big,20,70,\n' >"$dir/flights.csv"
head='days,from,until,at,way,lane,destination,freight,tonnes'
printf '%s\ndaily,,,10:00,in,east,,,5\n1,,,14:00,out,,west,parcels,12\n' "$head" >"$dir/trucks.csv"
# value MEASURE FILE: the mean of 2024
value() { awk -F, -v m="$1" '$1 == m && $3 == 2024 { print $5 }' "$2"; }
hash_of() { sed -n 's/.*"hash": "\(.*\)".*/\1/p' "$1/results.json" | head -n 1; }

claim "check reads the timetable"               ends 0 check "$dir/timed.cfg"
claim "run"                                     ends 0 run "$dir/timed.cfg" --out "$dir/a" --no-plots --quiet
# 2024 is a leap year that begins on a Monday. Flights leave on Mondays and Tuesdays at 8:00 and take the 5 t of 10:00
# the day before: those of 26 December 2023 to 30 December 2024, 371 trucks; the 70 t of the flights order none.
claim "... 371 trucks bring 1,855 t that fly"   [ "$(value airport.tonnes_out "$dir/a/measures.csv")" = 1855 ]
claim "... each with the flight it is booked on" [ "$(value lane.east.rolled_over_share "$dir/a/measures.csv")" = 0 ]
# 40 t a week come in, a truck of 12 t leaves on each of 53 Mondays, always full.
claim "... 53 trucks take 636 t away"           [ "$(value linehaul.west.tonnes "$dir/a/measures.csv")" = 636 ]
claim "... all of them full"                    [ "$(value linehaul.west.fill_share "$dir/a/measures.csv")" = 1 ]
claim "... keeps the timetable"                 [ -s "$dir/a/trucks.csv" ]
claim "... and can be run again"                ends 0 run "$dir/a/scenario.cfg" --out "$dir/b" --no-plots --quiet
claim "... with the same result"                same_rows "$dir/a/measures.csv" "$dir/b/measures.csv"
claim "... and the same hash"                   [ "$(hash_of "$dir/a")" = "$(hash_of "$dir/b")" ]
claim "what the database kept is enough"        ends 0 reproduce "$dir/a/results.db"
claim "... and says so"                         grep -q MATCH "$dir/out"
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
export OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_btl_vader_single_copy_mechanism=none
export ASAN_OPTIONS=detect_leaks=0 # Open MPI keeps some memory to the end
csv_of() { "$@" --csv >"$dir/out" 2>"$dir/err"; }
claim "two ranks have the same trucks"          csv_of mpirun -n 2 "$hubsim" run "$dir/timed.cfg" --replications 3
cp "$dir/out" "$dir/ranks.csv"
claim "... and the same figures as one process" csv_of "$hubsim" run "$dir/timed.cfg" --replications 3
claim "... to the byte"                         cmp -s "$dir/out" "$dir/ranks.csv"
claim "one more replication, resumed"               ends 0 run --resume --replications +1 --out "$dir/a" --no-plots --quiet
claim "... still 636 t"                         [ "$(value linehaul.west.tonnes "$dir/a/measures.csv")" = 636 ]
printf '%s\ndaily,,,10:00,in,east,,,5\n1,,,14:00,out,,west,parcels,11\n' "$head" >"$dir/trucks.csv"
claim "another timetable, into the same folder" ends 0 run "$dir/timed.cfg" --out "$dir/b" --no-plots --quiet
claim "... has another hash"                    [ "$(hash_of "$dir/a")" != "$(hash_of "$dir/b")" ]
claim "... and takes less away"                 [ "$(value linehaul.west.tonnes "$dir/b/measures.csv")" = 583 ]

printf '%s\ndaily,,,10:00,in,esat,,,5\n' "$head" >"$dir/trucks.csv"
claim "a lane nobody knows"                     ends 3 check "$dir/timed.cfg"
claim "... is reported with file and line"          grep -q 'trucks.csv:2: lane = esat: did you mean east?' "$dir/out"
rm "$dir/trucks.csv"
claim "a file that is not there"                ends 3 check "$dir/timed.cfg"
claim "... is reported where it is named"           grep -q 'timed.cfg:3: halls.one.trucks = ".*trucks.csv": No such file' "$dir/out"
printf '%s\n' "$head" >"$dir/trucks.csv"
echo 'timeline = ( { at = "2024-05-01"; set = { halls = { one = { trucks = "other.csv"; }; }; }; } );' >>"$dir/timed.cfg"
claim "a timetable from a date on"              ends 3 check "$dir/timed.cfg"
claim "... says what to do instead"          grep -q 'halls.one.trucks.*its rows have from and until' "$dir/out"

sum_up
