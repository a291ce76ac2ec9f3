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
claim "... how long a ULD took"              says "Where the 2 h 27 min of its larger part went:"
claim "... what weighed most"                says "1 h 16 min   52 %  while doors were opened"
claim "... a line for each ULD"              [ "$(grep -c '^ *[0-9]* *10000  *2500 ' "$dir/out")" = 40 ]
claim "another ULD"                          ends 0 trace $lesson --uld 0
claim "... is told"                          says "ULD 0"
claim "another flight"                       ends 0 trace $lesson --flight 3
claim "... is a fortnight later"             says "planned for 2024-01-16"
claim "another moment"                       ends 0 trace $lesson --from 2024-06-01 --lane one
claim "... is the Tuesday after"             says "planned for 2024-06-04"
claim "another history"                      ends 0 trace $lesson --replication 1
claim "... has other minutes"                [ "$(grep -c 'planned for 2024-01-02 06:03' "$dir/out")" = 0 ]
claim "an overlay"                           ends 0 trace $lesson --set halls.hall.tugs=1
claim "... shows in the waits"               says "53 min   29 %  waiting for a tug"
claim "a flight after the end"               ends 1 trace $lesson --flight 1000
claim "... is told"                          tells "no such flight"
claim "a ULD that is not aboard"             ends 1 trace $lesson --uld 40
claim "... is told"                          tells "no ULD 40"
claim "a lane that is not there"             ends 2 trace $lesson --lane oen
claim "... and what is near"                 tells "did you mean 'one'?"
claim "a date that is none"                  ends 2 trace $lesson --from yesterday
claim "... and what to give"                 tells "--from: give a date"
claim "no scenario"                          ends 2 trace
claim "a scenario that is not there"         ends 3 trace "$dir/none.cfg"
claim "moments as CSV"                       ends 0 trace $lesson --until 2024-01-04 --csv
claim "... with a head"                      [ "$(head -n 1 "$dir/out")" = at,lane,flight,uld,step,hall,kg,parcels,other_time,detail ]
claim "... each ULD is taken apart once"     [ "$(grep -c ',handed_on,' "$dir/out")" = 40 ]
claim "... and is on one truck"              [ "$(grep -c ',truck,' "$dir/out")" = 40 ]
claim "... in ten fields a line"             [ "$(awk -F, 'NF != 10' "$dir/out" | wc -l)" = 0 ]
claim "where parcels move one by one"        ends 0 trace $lesson --grain parcel
claim "... they are followed to breakdown"   [ "$(grep -c 'one by one$' "$dir/out")" = 40 ]

sum_up
