#!/bin/sh
# A scenario as it was known on a day: nothing that became known later leaks into it.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; observed = "counted.csv";
run = { from = "2020-01-01"; to = "2025-01-01"; replications = 4; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; phase2_m2 = 4000.0; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 2.0; load_in_share = 0.9; }; };
known = ( { on = "2023-06-01"; of = ["lanes.east.load_in_share"]; } );
timeline = (
  { at = "2021-01-01"; set = { lanes = { east = { flights_per_week = 3.0; }; }; }; known = "2021-12-31"; },
  { at = "2023-01-01"; set = { lanes = { east = { flights_per_week = 5.0; }; }; }; }
);
forecast = { reference_class = "class.csv"; };
announcements = {
  more = { known = "2021-06-01"; at = "2023-01-01"; sets = "lanes.east.flights_per_week"; value = 10.0; };
  hall = { known = "2021-06-01"; at = "2022-06-01"; sets = "halls.one.phase2_opens"; };
};
markets = { all = { lanes = ["east"]; exits_per_year = 0.02; }; };
CFG

record() { # VALUE OF 2023
    echo "measure,year,value,unit,role,known,source,confidence,note"
    for row in 2018,9000,context 2019,9500,context 2020,10000,context 2021,15000,judged 2022,16000,judged "2023,$1,judged"; do
        echo "airport.tonnes,${row%,*},t,${row##*,},,x,high,"
    done
}
class() { # COUNTED LATER
    echo "hub,kind,said,promised,counted,unit,counted_on,known,source,confidence,note"
    echo "A,level,2004-11-09,3500,3500,jobs,2013-12-10,2013-12-10,x,high,"
    echo "B,level,1998-04-13,1500,234,jobs,2011-08-17,2011-08-21,x,high,"
    echo "E,level,2018-04-13,1500,$1,jobs,2023-08-17,2023-08-21,x,high,"
    echo "C,opening,1998-04-13,2003-12-31,2009-06-01,,,2009-06-30,x,high,"
    echo "D,opening,2008-01-01,2011-09-23,,,,2012-02-27,x,high,"
}
record 26000 >"$dir/counted.csv"
class 900 >"$dir/class.csv"
knew() { "$hubsim" run "$dir/small.cfg" --known-by "$1" --csv >"$dir/out" 2>"$dir/err"; }

claim "a scenario as it was known in 2022"      ends 0 run "$dir/small.cfg" --known-by 2022-01-01 --csv
cp "$dir/out" "$dir/then"
claim "... the same bytes on two threads"       ends 0 run "$dir/small.cfg" --known-by 2022-01-01 --csv --threads 2
claim "... to the last"                         cmp -s "$dir/out" "$dir/then"
claim "with all that is known it is another"    ends 0 run "$dir/small.cfg" --csv
claim "... with other numbers"                  [ "$(rows "$dir/out" | cksum)" != "$(rows "$dir/then" | cksum)" ]

# What becomes known after the day is altered: flights, a setting, a count, another hub. Lines stay where they are.
sed -i 's/flights_per_week = 5.0/flights_per_week = 55.0/; s/load_in_share = 0.9/load_in_share = 0.2/' "$dir/small.cfg"
record 99000 >"$dir/counted.csv"
class 3 >"$dir/class.csv"
knew 2022-01-01
claim "another future leaves what was known alone" cmp -s "$dir/out" "$dir/then"
knew 2023-12-31; cp "$dir/out" "$dir/later"
record 26000 >"$dir/counted.csv"
knew 2023-12-31
claim "... and so does a count that is not out yet"      cmp -s "$dir/out" "$dir/later"
class 900 >"$dir/class.csv"
sed -i 's/flights_per_week = 55.0/flights_per_week = 5.0/' "$dir/small.cfg"
knew 2023-12-31
claim "... once it is known"                    [ "$(rows "$dir/out" | cksum)" != "$(rows "$dir/later" | cksum)" ]

# What a result keeps of it can be run again, without the record or the other hubs.
claim "a result as it was known"                ends 0 run "$dir/small.cfg" --known-by 2022-01-01 --out "$dir/o" --no-plots
claim "... says what it drew from"              grep -q 'late_y = { .*draw = "announcements"' "$dir/o/scenario.cfg"
rm "$dir/class.csv"
claim "... and comes out again"                 ends 0 reproduce "$dir/o/results.json"

claim "a day that is none"                      ends 2 run "$dir/small.cfg" --known-by yesterday
claim "... is told"                             tells "--known-by: give a date such as 2019-12-06"
class 900 >"$dir/class.csv"
sed -i 's/sets = "halls.one.phase2_opens"/sets = "halls.one.phase2_open"/' "$dir/small.cfg"
claim "an announcement of nothing"              ends 3 check "$dir/small.cfg" --known-by 2022-01-01
claim "... gets its line"                       says "announcements.hall.sets = \"halls.one.phase2_open\": name a setting of this scenario"
sum_up
