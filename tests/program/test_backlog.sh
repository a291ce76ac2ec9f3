#!/bin/sh
# What cannot keep up is named: freight that waits for customs, for a floor, for people, makes no figure better.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

# 10 t in 4 general ULDs, every day at 08:00. Half of the ULDs are examined, 20 h each: 40 h of work a day, for one officer
# round the clock 24. The other half is at the dock within 6 h.
cp "$(dirname "$0")/../../scenarios/lessons/01_one_flight.cfg" "$dir/lesson.cfg"
printf 'days,from,until,lands,leaves,aircraft,in_t,out_t,cancelled\ndaily,,,08:00,12:00,freighter,10,,\n' >"$dir/t.csv"
cat >"$dir/examined.cfg" <<'CFG'
extends = "lesson.cfg";
title = "Examined for twenty hours"; question = "Who waits?";
lanes = { one = { schedule = "t.csv"; business = "general"; parcel_share_in = 0.0; intact_share = 0.0; }; };
customs = { officers = 20; shift_share = [1.0, 1.0, 1.0]; files_per_officer_h = 0.05; general_examined_share = 0.5;
            general_document_share = 0.0; };
halls = { hall = { wave_hour = [6.0, 14.0, 22.0, 24.0]; }; };
CFG
none='customs.shift_share=[0.0, 0.0, 0.0]'

lacks() { ! says "$1"; }
measure() { rows "$dir/out" | awk -F, -v name="$1" '$1 == name { print $5 }'; }
# Of 366 x 4 ULDs half are drawn to be examined, give or take 5 % (2.6 standard deviations).
about_half() { measure hall.hall.ready_6h_share | awk '{ n++; if ($1 > 0.465 && $1 < 0.535) fine++ } END { exit !(n == 1 && fine == 1) }'; }
between() { measure "$1" | awk -v lo="$2" -v hi="$3" '{ if ($1 != "" && $1 >= lo && $1 <= hi) fine++ } END { exit fine != 1 }'; }
no_answer() { [ "$(rows "$dir/out" | grep -c "^$1,h,2024,0,,")" = 1 ]; }

claim "with officers enough"                    ends 0 run "$dir/examined.cfg" --csv
claim "... the half without examination is ready in 6 h" about_half
cp "$dir/out" "$dir/enough"
claim "... the examined within a day and a bit" between hall.hall.dwell_p95_h 20 24
claim "with one officer"                        ends 0 run "$dir/examined.cfg" --csv --set customs.officers=1
claim "... the same share is ready in 6 h"      [ "$(measure hall.hall.ready_6h_share)" = "$(
    rows "$dir/enough" | awk -F, '$1 == "hall.hall.ready_6h_share" { print $5 }')" ]
claim "... and the queue is months long"        between hall.hall.dwell_p95_h 2000 8784
# 16 of 40 h a day are not done: 0.8 ULDs of 2.5 t, 366 days and a week of warm-up; chance moves 2 x 19 ULDs.
claim "... 0.8 ULDs a day stay"                 between hall.hall.in_building_t 650 850
claim "with no officer on shift"                ends 0 run "$dir/examined.cfg" --csv --set "$none"
claim "... the same share is ready in 6 h"      about_half
claim "... and no 95 % ever leave"              no_answer hall.hall.dwell_p95_h
claim "what a few took is no quantile of all"   between hall.hall.in_building_t 1700 2100

for officers in '[1.0, 1.0, 1.0]' '[0.0, 0.0, 0.0]'; do
    claim "bottleneck, officers $officers"      ends 0 bottleneck "$dir/examined.cfg" --set customs.officers=1 \
        --set "customs.shift_share=$officers"
    claim "... are what holds up the hub"       says "The hub: the constraint is its customs officers. Work waits there 100 %"
    claim "... before what holds up the hall"   says "Hall hall: the constraint within it is its breakdown teams"
done
claim "bottleneck with officers enough"         ends 0 bottleneck "$dir/examined.cfg"
claim "... names the hall's own"                says "Hall hall: the constraint is its breakdown teams"

# ---- named on the screen ---------------------------------------------------------------------------------------------

claim "a run that keeps up"                     ends 0 run "$dir/examined.cfg"
claim "... names nobody"                        lacks "Cannot keep up"
claim "a run with no officer on shift"          ends 0 run "$dir/examined.cfg" --set "$none"
claim "... says so"                             says "Cannot keep up:"
claim "... and what it waits for"               says "Hall hall: freight in waits for customs (or X-ray lines)."
claim "... also to programs"                    ends 0 run "$dir/examined.cfg" --json --set "$none"
claim "... by the stage"                        says '"stage": "customs"'

# The lesson's own hall: 100 t of parcels a week. Without a floor nothing is opened and nothing leaves: the flights of 53
# Tuesdays and the one of the warm-up lie there.
claim "a hall without a floor"                  ends 0 run "$dir/lesson.cfg" --set halls.hall.phase1_m2=0
claim "... is named"                            says "Hall hall: freight in waits for breakdown, and none leaves."
claim "... with the 54 flights that lie there"     says "5,400 t inside"
claim "... and so is one that never opens"      ends 0 run "$dir/lesson.cfg" --set 'halls.hall.phase1_opens="never"'
claim "... in the same words"                   says "and none leaves"
# 3,000 m2 x 0.02 = 60 m2: no workstation of 300 m2, no door.
claim "check warns of a hall without a floor"   ends 0 check "$dir/lesson.cfg" --set halls.hall.phase1_m2=0
claim "... by its setting"                      tells "halls.hall.phase1_m2 = 0: warning: lanes send freight to this hall"
claim "... and of customs without officers"     ends 0 check "$dir/examined.cfg" --set "$none"
claim "... by theirs"                           tells "warning: customs select files, and no officer is ever on shift"
claim "... and else of nothing"                 ends 0 check "$dir/examined.cfg"
claim "... at all"                              [ ! -s "$dir/err" ]
claim "a floor of a fiftieth"                   ends 0 run "$dir/lesson.cfg" --set 'halls.hall.phase1_m2*=0.02'
claim "... is named"                            says "Cannot keep up:"
claim "the lesson's hall"                       ends 0 run "$dir/lesson.cfg"
claim "... keeps up"                            lacks "Cannot keep up"

# ---- beyond its floor ------------------------------------------------------------------------------------------------

# 3,000 m2 x 1.04 t / 52 = 60 t a week for the 100 t of each of 53 Tuesdays: 53 x 40 = 2,120 t beyond. In the 366 days the
# floor passes 366 / 7 x 60 = 3,137 t. Nobody else can take it, so all of it leaves.
claim "a floor for three fifths of the freight" ends 0 run "$dir/lesson.cfg" --set halls.hall.flow_t_per_m2_year=1.04 \
    --set halls.hall.surge_share=1.0
cp "$dir/out" "$dir/floor"
tr '\n' ' ' <"$dir/floor" >"$dir/out"
claim "... is said"                             says "Beyond its floor: Hall hall: 2,120 t came in weeks without room"
claim "... with all that came and passes"       says "in all 5,300 t in 2024 for the 3,137 t that its floor passes (1.8 t/m2 for 1.0)"
claim "... also to programs"                    ends 0 run "$dir/lesson.cfg" --json --set halls.hall.flow_t_per_m2_year=1.04 \
    --set halls.hall.surge_share=1.0
claim "... in tonnes"                           says '"beyond_t": 2120'
claim "a floor for all of it"                   ends 0 run "$dir/lesson.cfg" --set halls.hall.flow_t_per_m2_year=1.74 \
    --set halls.hall.surge_share=1.0
claim "... is no matter"                        lacks "Beyond its floor"

sum_up
