#!/bin/sh
# What cannot work by arithmetic is said before the run, at the line it stands in; what can work is not.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

# Ten flights a week of 100 t in 40 ULDs, nothing by chance: 1,000 t in, 500 t out, 400 ULDs, a million loose parcels of 1 kg.
cat >"$dir/hub.cfg" <<'CFG'
title = "One hall"; question = "Does it keep up?";
run = { from = "2024-01-01"; to = "2026-01-01"; warm_up_weeks = 1; replications = 1; };
aircraft = { freighter = { payload_t = 100.0; volume_m3 = 700.0; ulds = 40; }; };
traffic = { cancelled_share = 0.0; };
lanes = { east = { business = "ecommerce"; halls = ("one"); aircraft = ("freighter"); flights_per_week = 10.0;
  density_kg_per_m3 = 200.0; density_out_kg_per_m3 = 200.0; load_in_share = 1.0; load_out_share = 0.5; load_cv = 0.0;
  parcel_share_in = 1.0; parcel_kg = 1.0; }; };
halls = { one = {
  phase1_m2 = 3000.0; phase1_opens = "2020-01-01";
  flow_t_per_m2_year = 26.1; surge_share = 1.0;
  m2_per_workstation = 300.0; team = 3; uld_setup_min = 6.0; pieces_per_worker_h = 500.0; bagged_share = 0.0;
  buildup_t_per_team_h = 1.6; screened_share = 0.4;
  sorters = 1; sorter_pieces_per_h = 12000.0; operational_share = 0.7; recirculation_share = 0.0;
  sorter_uptime_h = 99.0; sorter_repair_min = 60.0;
  m2_per_door = 500.0; parcel_truck_kg = 5000.0; general_truck_kg = 5000.0; truck_load_min = 60.0;
}; };
customs = { officers = 40; shift_share = [1.0, 1.0, 1.0]; files_per_officer_h = 5.0; examined_share = 0.01;
  document_share = 0.0; };
CFG

silent() { [ ! -s "$dir/err" ]; }
one() { [ "$(wc -l <"$dir/err")" = 1 ]; }
check() { ends 0 check "$dir/hub.cfg" "$@"; }

claim "a hub that can do its work"              check
claim "... gets no warning"                     silent

# 3,000 m2 x 25 / 52 = 1,442 t a week for 1,500; x 26.1 / 52 = 1,506.
claim "a floor too small"                       check --set halls.one.flow_t_per_m2_year=25.0
claim "... by its tonnes"                       tells "too much for the floor: on 2024-01-01 1500 t of freight, in and out, come in a mean week for 1440 (104 %)"
claim "... and nothing else"                    one
# 10 workstations, 8 for breakdown: 8 x 168 = 1,344 team-hours. 400 ULDs x 0.1 h + 1,000,000 / (3 x 200) = 1,707.
claim "breakdown too slow"                      check --set halls.one.pieces_per_worker_h=200.0
claim "... by its team-hours"                   tells "too much for the places for breakdown: on 2024-01-01 1710 team-hours come in a mean week for 1340 (127 %)"
claim "... at the line of the setting"          tells "hub.cfg:11: halls.one.m2_per_workstation = 300: warning"
# A quarter of the ULDs unopened: 1,280.
claim "... not if a quarter passes unopened"    check --set halls.one.pieces_per_worker_h=200.0 --set lanes.east.parcel_intact_share=0.25
claim "... by the same arithmetic"              silent
# In bags of 40: 25,000 pieces, 82 team-hours.
claim "... nor with parcels in bags"            check --set halls.one.pieces_per_worker_h=200.0 --set halls.one.bagged_share=1.0 --set halls.one.bag_parcels=40.0
claim "... likewise"                            silent
# The mean of what is drawn counts: (100 + 200 + 300) / 3.
cat >"$dir/drawn.cfg" <<'CFG'
halls = { one = { pieces_per_worker_h = { dist = "triangular"; min = 100.0; mode = 200.0; max = 300.0; }; }; };
CFG
claim "a rate that is drawn"                    check --with "$dir/drawn.cfg"
claim "... counts with its mean"                tells "1710 team-hours come in a mean week for 1340 (127 %)"
# 12,000 x 0.5 x 168 h = 1,008,000, and 99 h of 100 not under repair: 997,920 for a million.
claim "a sorter too slow by its repairs"        check --set halls.one.operational_share=0.5
claim "... by its pieces"                       tells "too much for the sorter: on 2024-01-01 1000000 pieces come in a mean week for 998000 (100 %)"
claim "... not if it is never repaired"         check --set halls.one.operational_share=0.5 --set halls.one.sorter_repair_min=0.0
claim "... with 1,008,000"                      silent
# 1,000,000 / 1,200 = 833 line-hours; 4 x 168 = 672.
claim "X-ray lines too few"                     check --set halls.one.xray_lines=4
claim "... by their line-hours"                 tells "too much for the X-ray lines: on 2024-01-01 833 line-hours come in a mean week for 672 (124 %)"
# 500 x 0.4 / 1 = 200 of 168 h.
claim "screening too slow"                      check --set halls.one.screening_t_per_h=1.0
claim "... by its hours"                        tells "200 machine-hours come in a mean week for 168 (119 %)"
# Half of ten workstations: 840 team-hours for 500 / 0.5 = 1,000, or half of it if half comes built up.
claim "build-up too slow"                       check --set halls.one.buildup_t_per_team_h=0.5
claim "... by its team-hours"                   tells "too much for the places for build-up: on 2024-01-01 1000 team-hours come in a mean week for 840 (119 %)"
claim "... not if half comes built up"          check --set halls.one.buildup_t_per_team_h=0.5 --set lanes.east.built_up_share=0.5
claim "... with 500"                            silent
# 200 trucks out and 100 in, 3.5 h each, at 6 doors: 1,050 of 1,008. Unopened ULDs take 0.25 + 0.75 x 0.33 of it.
claim "doors too few"                           check --set halls.one.truck_load_min=210.0
claim "... by their door-hours"                 tells "too much for the truck doors: on 2024-01-01 1050 door-hours come in a mean week for 1010 (104 %)"
claim "... not if ULDs pass unopened"           check --set halls.one.truck_load_min=210.0 --set lanes.east.parcel_intact_share=1.0
claim "... with 698"                            silent
# 10,000 files / 5 = 2,000 h; 10 officers x 168 = 1,680.
claim "officers too few"                        check --set customs.officers=10
claim "... by their hours"                      tells "customs.officers = 10: warning: too much for customs: on 2024-01-01 2000 officer-hours come in a mean week for 1680 (119 %)"
claim "... not if they follow the files"        check --set customs.officers=10 --set customs.officers_follow=true
claim "... however many"                        silent

# ---- dates -----------------------------------------------------------------------------------------------------------

cat >"$dir/dated.cfg" <<'CFG'
timeline = ( { at = "2024-05-01"; set = { halls = { one = { pieces_per_worker_h = 200.0; }; }; }; source = "definition"; },
             { at = "2025-03-01"; set = { halls = { one = { pieces_per_worker_h = 100.0; }; }; }; source = "definition"; } );
CFG
claim "what changes at dates"                   check --with "$dir/dated.cfg"
# 40 + 1,000,000 / 300 = 3,373 of 1,344
claim "... is told with the first and the worst" tells "on 2024-05-01 1710 team-hours come in a mean week for 1340 (127 %), 251 % on 2025-03-01"
claim "... once"                                one
# 1,500 t x 1.2 = 1,800 of 1,506 in the second year.
claim "what grows"                              check --set lanes.east.growth_share_per_year=0.2 --set 'lanes.east.growth_from="2024-01-01"'
claim "... is told at New Year"                 tells "too much for the floor: on 2025-01-01 1800 t of freight, in and out, come in a mean week for 1510 (120 %)"
claim "... and nothing else"                    one

# ---- which hall ------------------------------------------------------------------------------------------------------

# Room for 3,000 x 13 / 52 = 750 t in the first hall; the second gets 750 of 1,500.
cat >"$dir/two.cfg" <<'CFG'
lanes = { east = { halls = ("one", "two"); }; };
halls = { one = { flow_t_per_m2_year = 13.0; };
          two = { phase1_m2 = 3000.0; phase1_opens = "2020-01-01"; surge_share = 1.0; flow_t_per_m2_year = 14.0; }; };
CFG
claim "what the first hall has no room for"     check --with "$dir/two.cfg"
claim "... goes to the next"                    silent
claim "... the last takes what is left"         check --with "$dir/two.cfg" --set halls.two.flow_t_per_m2_year=10.0
claim "... though it is too much"               tells "halls.two.flow_t_per_m2_year = 10: warning: too much for the floor: on 2024-01-01 750 t of freight, in and out, come in a mean week for 577 (130 %)"
claim "... for that hall alone"                 one

# ---- mistakes --------------------------------------------------------------------------------------------------------

claim "a hall that never opens"                 check --set 'halls.one.phase1_opens="never"'
claim "... is told"                             tells 'halls.one.phase1_opens = "never": warning: lanes send freight to this hall, which has no floor before the run ends'
claim "... and whose freight finds no hall"     tells "hub.cfg:5: lanes.east.halls = [\"one\"]: warning: from 2024-01-01 its flights have 1500 t a week, and none of its halls is open"
claim "a hall that opens too late"              check --set 'halls.one.phase1_opens="2024-07-01"'
claim "... is told until then"                  tells "warning: from 2024-01-01 until 2024-07-01 its flights have 1500 t a week, and none of its halls is open"
claim "... not if nobody flies before"          check --set 'halls.one.phase1_opens="2024-07-01"' --set lanes.east.flights_per_week=0.0
claim "... at all"                              silent
claim "an e-commerce lane without parcels"      check --set lanes.east.parcel_share_in=0.0 --set customs.officers=40
claim "... is told"                             tells "lanes.east.parcel_share_in = 0: warning: an e-commerce or express lane that brings no parcels"
sed 's/parcel_share_in = 1.0; //' "$dir/hub.cfg" >"$dir/forgot.cfg"
claim "... also if it was forgotten"            ends 0 check "$dir/forgot.cfg"
claim "... at the line of its business"         tells "forgot.cfg:5: lanes.east.parcel_share_in = 0: warning"
claim "... an express lane likewise"            ends 0 check "$dir/forgot.cfg" --set 'lanes.east.business="express"'
claim "... is told"                             tells "an e-commerce or express lane that brings no parcels"
claim "... a general lane needs none"           ends 0 check "$dir/forgot.cfg" --set 'lanes.east.business="general"'
claim "... and is not told"                     silent
claim "a run says the same"                     ends 0 run "$dir/hub.cfg" --until 2025-01-01 --set halls.one.flow_t_per_m2_year=25.0
claim "... before it starts"                    tells "too much for the floor: on 2024-01-01 1500 t"

# ---- what is shipped -------------------------------------------------------------------------------------------------

shipped=$(dirname "$0")/../../scenarios
for file in "$shipped"/lessons/0[1-7]*.cfg "$shipped"/anchors/*.cfg "$shipped"/liege/plan2018.cfg; do
    claim "$(basename "$file")"                 ends 0 check "$file"
    claim "... gets no warning"                 silent
done
# 60,000 m2, from July 2019 90,000, for all that no other hall takes.
claim "the first line of Liège"                 ends 0 check "$shipped/liege/actual.cfg"
claim "... gets more than its floor passes"     tells "halls.first_line.flow_t_per_m2_year"
claim "... and no other warning"                one

sum_up
