#!/bin/sh
# Rosters as a user meets them: what is refused, the people of a hall by hour of week, and what holds it up.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; question = "Who is there?";
run = { from = "2024-01-01"; to = "2025-01-01"; replications = 2; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { b777f = { payload_t = 102.0; ulds = 37; volume_m3 = 650.0; }; };
lanes = { cargo = { business = "ecommerce"; halls = ("one"); aircraft = ("b777f"); flights_per_week = 7.0; }; };
CFG

printf 'extends = "small.cfg";\nlabour = { long_start_every_h = 3;\n short_shift_h = 1;\n shift_plan = "cover"; };\n' >"$dir/bad.cfg"
claim "shifts that do not end with the week are refused" ends 3 check "$dir/bad.cfg"
claim "... with the starts that fit"            says "bad.cfg:2: labour.long_start_every_h = 3: give 1, 2, 4, 5, 8"
claim "... and so are shifts of an hour"        says "bad.cfg:3: labour.short_shift_h = 1: give 0, or 2 to 7"
printf 'extends = "small.cfg";\nlabour = { absence_share = 0.02; };\n' >"$dir/bad.cfg"
claim "more short notice than absence is refused" ends 3 check "$dir/bad.cfg"
claim "... as the part of it that it is"        says "labour.short_notice_share = 0.045: give at most absence_share, of which it is a part"
cat >"$dir/crew.cfg" <<'CFG'
extends = "small.cfg";
halls = { one = {
  ramp_crew = 5;
  ramp_loader_drivers = 2;
  ramp_tug_drivers = 2;
  ramp_loader_licence_share = 0.0;
  ramp_tug_licence_share = 0.0;
}; };
CFG
claim "a crew of more drivers than people is refused" ends 3 check "$dir/crew.cfg"
claim "... with what they are"                  says "crew.cfg:3: halls.one.ramp_crew = 5: give at least ramp_loader_drivers for two decks and ramp_tug_drivers"
claim "... and so are licences nobody has"      says "crew.cfg:6: halls.one.ramp_loader_licence_share = 0: give more than 0 if loaders need drivers"
claim "... for tugs as well"                    says "crew.cfg:7: halls.one.ramp_tug_licence_share = 0: give more than 0 if tugs need drivers"
claim "... and licences for more than everybody" ends 3 check "$dir/small.cfg" --set halls.one.ramp_tug_licence_share=0.7
claim "... with how many there are"             says "halls.one.ramp_tug_licence_share = 0.7: give at most 1 less ramp_loader_licence_share"
claim "wide stands for narrow aircraft, all of them kept" ends 3 check "$dir/small.cfg" \
    --set airport.narrow_on_wide=true --set airport.wide_stands_kept=30
claim "... are refused"                         says "airport.wide_stands_kept = 30: give less than airport.stands_wide"
claim "every hour covered, with all of it on"   ends 0 run "$dir/small.cfg" --quiet --set 'labour.shift_plan="cover"' \
    --set labour.standby_confidence=0.9 --set labour.overtime_max_share=0.1 --set labour.training_weeks=2

claim "staff"                                   ends 0 staff "$dir/small.cfg"
claim "... has the areas"                       grep -q '^breakdown ' "$dir/out"
claim "... the employers"                       says "jobs by employer: operator"
clerks_apart() { # what hubsim run counts of each, to the nearest job
    "$hubsim" run "$dir/small.cfg" --csv | awk -F, '/^jobs\.(operator|handler|agency|security|clerks),/ {
        printf "%s %.0f\n", substr($1, 6), $5 }' | sed 's/^clerks/them/' >"$dir/run"
    [ "$(wc -l <"$dir/run")" = 5 ] && while read -r line; do says " $line" || return 1; done <"$dir/run"
}
claim "... which are those of hubsim run"       clerks_apart
claim "... the hours"                           says "hours paid:"
claim "... the week"                            says "required/rostered/present"
# awk may count bytes: shares and signs here are plain letters.
claim "... within 100 columns"                  awk 'length($0) > 100 { exit 1 }' "$dir/out"
claim "--csv has 168 hours of each area"        ends 0 staff "$dir/small.cfg" --csv --area docks --hall one
claim "... and a head"                          [ "$(rows "$dir/out" | wc -l)" = 169 ]
"$hubsim" staff "$dir/small.cfg" --json --threads 1 >"$dir/one"
claim "--json"                                  ends 0 staff "$dir/small.cfg" --json --threads 2
claim "... the same bytes on two threads"       cmp -s "$dir/one" "$dir/out"
claim "--out writes files and the picture"      ends 0 staff "$dir/small.cfg" --out "$dir/o"
for file in people.csv people.json staff.csv staff.gp staff.svg staff.png; do
    claim "... $file"                           [ -s "$dir/o/$file" ]
done
claim "a year outside the run"                  ends 2 staff "$dir/small.cfg" --year 2031
claim "... says what to give"                grep -q 'year 2031: give 2024 to 2024' "$dir/err"
claim "a hall that is not there"                ends 2 staff "$dir/small.cfg" --hall oen
claim "... is recognised"                       grep -q "did you mean 'one'?" "$dir/err"
claim "an area misspelt"                        ends 2 staff "$dir/small.cfg" --area dock
claim "... is recognised"                       grep -q "did you mean 'docks'?" "$dir/err"
claim "two scenarios"                           ends 2 staff "$dir/small.cfg" "$dir/small.cfg"
claim "--help has examples first"               ends 0 staff --help
claim "... and says so"                         [ "$(head -n 1 "$dir/out")" = Examples ]

claim "bottleneck"                              ends 0 bottleneck "$dir/small.cfg"
claim "... names the constraint"                grep -q '^Hall one: the constraint is its ' "$dir/out"
claim "... says what its words mean"            says "starved: free, and nothing to do."
claim "... and what would help by its name"     grep -qE 'would help; more (people|workstations|dock doors|machine|equipment) would' "$dir/out"
claim "... within 100 columns"                  awk 'length($0) > 100 { exit 1 }' "$dir/out"
claim "--csv"                                   ends 0 bottleneck "$dir/small.cfg" --csv
claim "... has the year and twelve months"      [ "$(grep -c '^one,door teams,' "$dir/out")" = 13 ]
claim "... whose shares add up to one"          awk -F, 'NR > 3 && $4 > 0 {
    s = $5 + $6 + $7 + $8 + $9; if (s < 0.999999 || s > 1.000001) exit 1 }' "$dir/out"
"$hubsim" bottleneck "$dir/small.cfg" --json --threads 1 >"$dir/one"
claim "--json"                                  ends 0 bottleneck "$dir/small.cfg" --json --threads 2
claim "... the same bytes on two threads"       cmp -s "$dir/one" "$dir/out"
claim "a hall that is not there"                ends 2 bottleneck "$dir/small.cfg" --hall two
claim "--help has examples first"               ends 0 bottleneck --help
claim "... and says so"                         [ "$(head -n 1 "$dir/out")" = Examples ]

sum_up
