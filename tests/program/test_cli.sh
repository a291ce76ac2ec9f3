#!/bin/sh
# The program as a user and a shell meet it: exit codes, messages, what is on which stream, the same bytes.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

claim "without a command: usage"                ends 2
claim "... with examples first"                 [ "$(head -n 1 "$dir/err")" = Examples ]
claim "--help is fine"                          ends 0 --help
claim "... and lists the commands"              says "hubsim params"
claim "--version is fine"                       ends 0 --version
claim "... and says which"                      grep -Eq '^hubsim [0-9]+\.[0-9]+\.[0-9]+' "$dir/out"
for command in run check params reproduce results; do
    claim "$command --help is fine"             ends 0 $command --help
    claim "... with examples first"             [ "$(head -n 1 "$dir/out")" = Examples ]
done
claim "an unknown command"                      ends 2 rnu
claim "... is recognised"                       tells "did you mean 'run'?"
claim "an unknown option"                       ends 2 run --thread 2 x.cfg
claim "... is recognised, never completed"      tells "did you mean '--threads'?"
for number in "" 0 -1 1.5 1e3 ' 5' 5x 0x10 1000001 99999999999999999999999; do
    claim "--replications '$number' is refused" ends 2 run --replications "$number" x.cfg
done
claim "a seed of more than 64 bits is refused"  ends 2 run --seed 18446744073709551616 x.cfg
claim "a date that is none is refused"          ends 2 run --until 2024-02-30 x.cfg
claim "a year that is none is refused"          ends 2 run --year 20245 x.cfg
claim "a grain that is none is refused"         ends 2 run --grain box x.cfg
claim "... and what to give is said"            tells "--grain: give batch or parcel"
claim "a value is missing"                      ends 2 run x.cfg --out
claim "... and what to give is said"            tells "--out: give a folder"
claim "no scenario"                             ends 2 run
claim "--json and --csv together"               ends 2 run --json --csv x.cfg
claim "a scenario that is not there"            ends 3 run "$dir/none.cfg"
claim "... is named"                            tells "none.cfg"
claim "check: a scenario that is not there"     ends 3 check "$dir/none.cfg"
claim "params finds a setting"                  ends 0 params airport.stands_wide
claim "... with its range"                      says "stands, 1 to 500"
claim "params by an item's name"                ends 0 params halls.cainiao.sorters
claim "params finds nothing"                    ends 2 params arport
claim "... and says what is near"               tells "did you mean airport?"

# A hub of one lane, small enough to be run many times.
cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; question = "Does the program work?"; observed = "counted.csv";
run = { from = "2024-01-01"; to = "2025-01-01"; replications = 20; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "general"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 2.0; }; };
promises = {
  cap = { measure = "airport.movements"; at_most = 1000000.0; unit = "1 per year"; by = "2024-12-31"; };
  jobs = { measure = "hall.one.jobs"; at_least = 1000000.0; unit = "jobs"; by = "2024-12-31"; };
  later = { measure = "airport.tonnes"; at_least = 1.0; unit = "t"; by = "2040-12-31"; };
};
CFG
printf 'measure,year,value,unit,role,known,source,confidence,note\nairport.movements,2024,1,1 per year,judged,,L1,high,\n' >"$dir/counted.csv"
claim "the small hub is fine"                   ends 0 check "$dir/small.cfg"
claim "... and check says so"                   says "small.cfg: ok"
claim "run"                                     ends 0 run "$dir/small.cfg"
claim "... finds a promise likely"              grep -q '^cap .* likely$' "$dir/out"
claim "... and one unlikely"                    grep -q '^jobs .* unlikely$' "$dir/out"
claim "... cannot tell one"                     grep -q '^later .* cannot tell$' "$dir/out"
claim "... sums it up"                          says "Of 3 promises 1 is likely or very likely"
claim "... marks what lies outside the band"    grep -Eq 'counted .* 1!' "$dir/out"
# awk may count bytes: a sign such as \342\211\245 is three of them.
claim "... within 100 columns"                  awk '{ gsub(/\342\211./, "x") } length($0) > 100 { exit 1 }' "$dir/out"
claim "... says nothing of refused flights"     sh -c '! grep -q "refused" "$1"' sh "$dir/out"
"$hubsim" run "$dir/small.cfg" --set airport.movement_cap_per_year=10 >"$dir/capped"
claim "... but tells how many there were"       grep -q '^  refused, per year  *[1-9]' "$dir/capped"
claim "--check of an unlikely promise"             ends 4 run "$dir/small.cfg" --check --quiet
claim "... and --quiet prints the promises"     says "jobs"
claim "... and no years"                        sh -c '! grep -q "mean by year" "$1"' sh "$dir/out"
claim "--check of likely ones"                    ends 0 run "$dir/small.cfg" --check --set promises.jobs.at_least=1
claim "a figure that the scenario gives"        ends 0 run "$dir/small.cfg" --set 'promises.cap.given_by="lanes.east.flights_per_week"'
claim "... is no projection"                    grep -q '^cap .* (given)$' "$dir/out"
claim "... of others that is not said"          grep -q '^jobs .* unlikely$' "$dir/out"
claim "... in words"                            says "1 more is about what the scenario itself gives"
"$hubsim" run "$dir/small.cfg" --set 'promises.cap.given_by="lanes.east.flights_per_week"' --quiet --no-plots --out "$dir/given" >"$dir/out"
claim "... in its database too"                 ends 0 results export "$dir/given" promises
claim "... by name"                             grep -q '^1,cap,.*,lanes.east.flights_per_week$' "$dir/out"
claim "... and in words"                        sh -c '"$1" results show "$2" | grep -q "^  cap: .*likely (given);"' sh "$hubsim" "$dir/given"
claim "given by what is no setting"             ends 3 run "$dir/small.cfg" --set 'promises.cap.given_by="lanes.east.flights"'
claim "... says what to give"                   tells "name settings of this scenario"
claim "--json on one thread"                    ends 0 run "$dir/small.cfg" --json --threads 1
cp "$dir/out" "$dir/one.json"
claim "... and nothing on stderr"               [ ! -s "$dir/err" ]
claim "--json on three threads"                 ends 0 run "$dir/small.cfg" --json --threads 3
without_run() { sed '/^  "run": {/,/^  }/d' "$1"; }
without_run "$dir/one.json" >"$dir/a"; without_run "$dir/out" >"$dir/b"
claim "... is the same but for manifest.run"    cmp -s "$dir/a" "$dir/b"
claim "... in which the threads stand"          grep -q '"threads": 3' "$dir/out"
claim "... and nowhere else"                    sh -c '! grep -q "\"threads\"" "$1"' sh "$dir/b"
if command -v python3 >/dev/null; then
    claim "... and is JSON"                     python3 -m json.tool "$dir/out" /dev/null
else
    skip "another program reads the JSON: there is no python3"
fi
claim "another seed"                            ends 0 run "$dir/small.cfg" --json --seed 4294967295
claim "... is another world"                    sh -c '! cmp -s "$1" "$2"' sh "$dir/out" "$dir/one.json"
claim "--csv"                                   ends 0 run "$dir/small.cfg" --csv
claim "... has its header"   [ "$(sed -n 3p "$dir/out")" = measure,unit,year,n,mean,sd,lo,hi,band_lo,band_hi,observed ]
claim "... and twenty replications"             grep -q '^airport.movements,1 per year,2024,20,.*,1$' "$dir/out"
claim "--replications"                          ends 0 run "$dir/small.cfg" --csv --replications 2
claim "... counts"                              grep -q '^airport.movements,1 per year,2024,2,' "$dir/out"
claim "--until"                                 ends 0 run "$dir/small.cfg" --csv --replications 2 --until 2026-01-01
claim "... adds a year"                         grep -q '^airport.movements,1 per year,2025,2,' "$dir/out"
claim "--year"                                  ends 0 run "$dir/small.cfg" --csv --replications 2 --year 2025
claim "... is that year alone"                  sh -c '! grep -q ",2024," "$1"' sh "$dir/out"
claim "--grain parcel"                          ends 0 run "$dir/small.cfg" --csv --replications 2 --grain parcel
claim "--out"                                   ends 0 run "$dir/small.cfg" --out "$dir/new/folder" --no-plots --quiet
for file in results.json measures.csv verdicts.csv csv-metadata.json scenario.cfg results.db; do
    claim "... writes $file"                    [ -s "$dir/new/folder/$file" ]
    claim "... and names it"                    says "new/folder/$file"
done
claim "... and nothing else"                    [ "$(ls "$dir/new/folder" | wc -l)" = 7 ]
claim "... and the scenario can be run again"   ends 0 run "$dir/new/folder/scenario.cfg" --csv
claim "a folder that cannot be"                 ends 1 run "$dir/small.cfg" --no-plots --quiet --out "$dir/small.cfg/x"
export HUBSIM_GNUPLOT=/nonexistent
claim "a picture asked for that cannot be drawn" ends 7 run "$dir/small.cfg" --quiet --out "$dir/pictures"
unset HUBSIM_GNUPLOT
claim "a full disk"                             sh -c '"$1" run "$2" --quiet >/dev/full 2>/dev/null; [ $? = 1 ]' sh "$hubsim" "$dir/small.cfg"

sed 's/hall.one.jobs/hall.one.jbos/' "$dir/small.cfg" >"$dir/bad.cfg"
claim "a measure nobody knows"                  ends 3 run "$dir/bad.cfg"
claim "... has file, line and a suggestion"     grep -q 'bad.cfg:8: promises.jobs.measure = "hall.one.jbos": .*did you mean hall.one.jobs?' "$dir/err"
sed 's/2025-01-01/2023-01-01/' "$dir/small.cfg" >"$dir/bad.cfg"
claim "a run that ends before it begins"        ends 3 check "$dir/bad.cfg"
claim "... has file and line"                   says "bad.cfg:2: run.to"
sed 's/counted.csv/nothing.csv/' "$dir/small.cfg" >"$dir/bad.cfg"
claim "a record that is not there"              ends 3 check "$dir/bad.cfg"

"$hubsim" run "$dir/small.cfg" --replications 20000 --threads 2 --quiet >"$dir/out" 2>"$dir/err" &
pid=$!
sleep 2; kill -TERM $pid; wait $pid; code=$?
claim "an interrupted run ends with 130"        [ $code = 130 ]
claim "... says how far it came"                tells "interrupted after"
claim "... and shows it"                        says "cap"

# A day that is never, or outside the run, is not drawn as if nothing had happened on it.
claim "a run without a day"                     ends 0 run "$dir/small.cfg" --replications 2 --out "$dir/noday"
claim "... draws none"                          [ ! -e "$dir/noday/day.svg" ]
claim "a day after the run"                     ends 0 run "$dir/small.cfg" --replications 2 --set run.day=2031-01-01 --out "$dir/late"
claim "... is not drawn"                        [ ! -e "$dir/late/day.svg" ]
claim "a day of the run"                        ends 0 run "$dir/small.cfg" --replications 2 --set run.day=2024-05-01 --out "$dir/day"
claim "... is drawn"                            [ -s "$dir/day/day.svg" ]
# The scenario that lies beside the results gives them again.
claim "seed and number are in the scenario"     ends 0 run "$dir/small.cfg" --seed 9 --replications 3 --no-plots --out "$dir/seed"
claim "... as asked"                            sh -c 'grep -q "seed = 9" "$1" && grep -q "replications = 3" "$1"' sh "$dir/seed/scenario.cfg"
claim "... which gives the same rows"           ends 0 run "$dir/seed/scenario.cfg" --csv
grep -v '^#' "$dir/out" >"$dir/again.rows"; grep -v '^#' "$dir/seed/measures.csv" >"$dir/seed.rows"
claim "... to the byte"                         cmp -s "$dir/again.rows" "$dir/seed.rows"

sum_up
