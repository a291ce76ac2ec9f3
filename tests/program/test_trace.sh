#!/bin/sh
# hubsim trace as a user meets it: the story of one flight, what is wrong with a question, the moments as CSV.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"
lesson=scenarios/lessons/01_one_flight.cfg

claim "--help is fine"                       ends 0 trace --help
claim "... with examples first"              [ "$(head -n 1 "$dir/out")" = Examples ]
claim "the first flight of lesson 1"         ends 0 trace $lesson
claim "... its load"                         says "400,000 parcels, 100,000 kg in 40 ULDs"
claim "... how long a ULD took"              says "Where the 2 h 27 min of its contents went, in the mean:"
claim "... what weighed most"                says "55 min   38 %  while ULDs before it came off"
claim "... a line for each ULD"              [ "$(grep -c '^ *[0-9]* *10000  *2500 ' "$dir/out")" = 40 ]
claim "another ULD"                          ends 0 trace $lesson --uld 0
claim "... is reported"                          says "ULD one/11542528/0"
claim "another flight"                       ends 0 trace $lesson --flight 3
claim "... is a fortnight later"             says "planned for 2024-01-16"
claim "another moment"                       ends 0 trace $lesson --from 2024-06-01 --lane one
claim "... is the Tuesday after"             says "planned for 2024-06-04"
claim "another replication"                      ends 0 trace $lesson --replication 1
claim "... has other minutes"                [ "$(grep -c 'planned for 2024-01-02 06:03' "$dir/out")" = 0 ]
claim "an overlay"                           ends 0 trace $lesson --set halls.hall.tugs=1
claim "... shows in the waits"               says "53 min   29 %  waiting for a tug"
claim "a flight after the end"               ends 1 trace $lesson --flight 1000
claim "... is reported"                          tells "no such flight"
claim "a ULD that is not aboard"             ends 1 trace $lesson --uld 40
claim "... is reported"                          tells "no ULD 40"
claim "a lane that is not there"             ends 2 trace $lesson --lane oen
claim "... and what is near"                 tells "did you mean 'one'?"
claim "a date that is none"                  ends 2 trace $lesson --from yesterday
claim "... and what to give"                 tells "--from: give a date"
claim "no scenario"                          ends 2 trace
claim "a scenario that is not there"         ends 3 trace "$dir/none.cfg"
claim "a flight refused at night"            ends 0 trace $lesson --set airport.night_quota_per_year=1 --flight 2
claim "... and why"                          says "refused: the night quota is used up"
claim "a flight above the cap"               ends 0 trace $lesson --set airport.movement_cap_per_year=1
claim "... and why"                          says "refused: the permit's cap is used up"
claim "a flight that is cancelled, by name"  ends 0 trace $lesson --set traffic.cancelled_share=1 --flight one/11546624
claim "... says so"                       says "2024-01-01 00:00  cancelled: it was to land at 2024-01-09 06:03"
claim "... and none of them arrives"         ends 1 trace $lesson --set traffic.cancelled_share=1
claim "moments as CSV"                       ends 0 trace $lesson --until 2024-01-04 --csv
claim "... with a head"                      [ "$(sed -n 3p "$dir/out")" = at,lane,flight,uld,part,parcel,step,hall,kg,parcels,other_time,called,other_lane,detail ]
claim "... each ULD is taken apart once"     [ "$(grep -c ',handed_on,' "$dir/out")" = 40 ]
claim "... and is on one truck"              [ "$(grep -c ',truck,' "$dir/out")" = 40 ]
claim "... in 14 fields a line"              [ "$(rows "$dir/out" | awk -F, 'NF != 14' | wc -l)" = 0 ]
claim "where parcels move one by one"        ends 0 trace $lesson --grain parcel
claim "... each piece is followed"           says "its parcels move one by one (--parcel N tells one)"
claim "... all of them to a truck"           [ "$(grep -c '^ *[0-9]* *10000  *2500 .*[0-9]$' "$dir/out")" = 40 ]

claim "... and none is called a batch"       says "half of it is off; its parcels go on one by one"

# ---- why a flight is late ----
# One hour from landing to departure; it taxies for 10 minutes, and is off 15 + 61 minutes after on block.
claim "an hour on the ground is too short"   ends 0 trace $lesson --set traffic.ground_time_h=1 --set airport.turn_min_h=1
claim "... and it is said by how much"       says "It leaves 26 min late: 26 min of work beyond its time on the ground."
# Planned are 180 minutes from landing to departure; 10 of taxiing and a turn of 120 are needed: 50 to spare.
claim "two and a half hours late"            ends 0 trace $lesson --set traffic.late_share=1 --set traffic.delay_late_min=150
claim "... of which the turn makes up 50 min" \
    grep -q "It leaves 1 h 40 min late: it came 2 h 30 min late; 50 min of that was made up for" "$dir/out"

claim "the latest departures of a fortnight" ends 0 trace $lesson --until 2024-01-16 --late 3 --set traffic.ground_time_h=1 --set airport.turn_min_h=1
claim "... are all of them"                  says "The latest of 2 departures, against the timetable"
claim "... with what most of it was"         grep -q '^one/11542528 .* 26 min  26 min of work beyond its time on the ground$' "$dir/out"
claim "those on time are not among them"     ends 0 trace $lesson --until 2024-01-16 --late 3
claim "... though they were looked at"       [ "$(grep -c '^one/[0-9]* ' "$dir/out")" = 0 ]

# ---- one parcel, by its name ----
claim "a parcel of its ULD, in a batch"      ends 0 trace $lesson --uld 36 --parcel 4021
claim "... goes with the others"             says "Parcel one/11542528/36/4021, which goes with 9,999 others of its ULD"
claim "... to a truck"                       says "on a truck to destination 1: called 08:10, leaves 08:40"
claim "one by one, with its whole name"      ends 0 trace $lesson --grain parcel --parcel one/11542528/36/4021
claim "... in its bag"                       says "Parcel one/11542528/36/4021, in a bag of 50"
claim "... down its chute"                   says "down the chute of destination 1"
claim "... its waits are reported"               says "while ULDs before it came off"
claim "a parcel that is not in the ULD"      ends 1 trace $lesson --uld 36 --parcel 10000
claim "... is reported"                          tells "no such parcel of that ULD"
claim "a flight by its number"               ends 0 trace $lesson --flight one/11542528
claim "... is the first"                     says "planned for 2024-01-02 06:03"
claim "a name with a part missing"           ends 2 trace $lesson --uld one/11542528
claim "... what to give"                     tells "--uld: give a whole number, 0 to 63, or LANE/NUMBER/ULD"
claim "a lane that is not there, in a name"  ends 2 trace $lesson --flight oen/11542528
claim "a number that is none"                ends 2 trace $lesson --parcel one/x/0/0

# ---- the latest, freight out ----
claim "the three latest of a fortnight"      ends 0 trace $lesson --until 2024-01-16 --late 3
claim "... of two flights with 40 ULDs"      says "The latest of 80 ULDs"
claim "... three lines"                      [ "$(grep -c '^one/' "$dir/out")" = 3 ]
claim "... with what weighed most"           says "while ULDs before it came off"
claim "... as CSV"                           ends 0 trace $lesson --until 2024-01-16 --late 3 --csv
claim "... whose spans add up"               [ "$(awk -F, 'NR > 3 { s = 0; for (i = 9; i <= NF; i++) s += $i; d = s - $8;
                                                 if (d < 0.001 && d > -0.001) n++ } END { print n }' "$dir/out")" = 3 ]
cat >"$dir/out.cfg" <<'CFG'
title = "Both ways"; question = "What does it fly home?";
run = { from = "2024-01-01"; to = "2024-02-01"; replications = 1; seed = 7; };
halls = { one = { phase1_m2 = 9000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "general"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 7.0; load_out_share = 0.5; }; };
CFG
claim "a flight that takes freight out"      ends 0 trace "$dir/out.cfg" --from 2024-01-10
claim "... a line for each ULD"              [ "$(grep -c '^east/[0-9]*/[0-9]*\.[0-9]' "$dir/out")" -gt 10 ]
claim "... what it waited for"               says "ready, waiting for a flight"
claim "... no line is too long"              [ "$(awk 'length($0) > 100' "$dir/out" | wc -l)" = 0 ]
claim "its moments as CSV"                   ends 0 trace "$dir/out.cfg" --from 2024-01-10 --until 2024-01-12 --csv
claim "... from the gate to the flight"      [ "$(grep -cE ',(at_gate|at_door|unloaded|screened|build_up|ready|aboard),' "$dir/out")" -gt 50 ]

sum_up
