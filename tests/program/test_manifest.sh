#!/bin/sh
# Every output of every command says how it was made: CSV, JSON and pictures, on the screen and in files.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; observed = "counted.csv";
run = { from = "2024-01-01"; to = "2026-01-01"; replications = 2; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 2.0;
    load_in_share = { dist = "uniform"; min = 0.5; max = 1.0; }; }; };
promises = { tonnes = { measure = "airport.tonnes"; at_least = 15000.0; unit = "t"; by = "2024-12-31"; }; };
CFG
cat >"$dir/counted.csv" <<'CSV'
measure,year,value,unit,role,known,source,confidence,note
airport.tonnes,2024,15100,t,context,,L1,high,
airport.tonnes,2025,15200,t,judged,,L1,high,
hall.one.jobs,2024,170,jobs,calibration,,L1,high,
CSV
awk 'BEGIN { print "wait_s"; for (i = 0; i < 4000; i++) { e = (e * 7919 + 13) % 10007; print e / 10007 } }' >"$dir/waits.csv"
small=$dir/small.cfg
printf 'extends = "small.cfg";\ntitle = "Twice";\nlanes = { east = { flights_per_week = 4.0; }; };\n' >"$dir/twice.cfg"
few='lanes.east.flights_per_week=2:4:1'

# What the project promises of each: program, version, model, commit, compiler, flags, libraries, host, the words that were asked, and, if
# there is a scenario, its text with the origin of every value, its hash, the seed and the replications.
says_how() { # FILE yes|no
    for key in version model commit compiler flags gsl libconfig sqlite host asked; do
        grep -q "\"$key\": *[[\"{]" "$1" || { echo "$1: no $key"; return 1; }
    done
    [ "$2" = no ] && return 0
    for key in hash seed replications text; do
        grep -q "\"$key\": " "$1" || { echo "$1: no $key"; return 1; }
    done
    grep -q '# [^ ]*small.cfg:[0-9]' "$1" || { echo "$1: no origins"; return 1; }
}
# The second line of CSV is JSON behind "# ", and the third has the names.
is_well_headed() {
    sed -n '1s/^# Rows begin in line 3.*/fine/p' "$1" | grep -q fine && sed -n 2p "$1" | grep -q '^# {.*}$' &&
        sed -n 3p "$1" | grep -q '^[a-z_]*,' && [ "$(grep -c '^#' "$1")" = 2 ]
}

# Each command, how it is asked here, whether it is about a scenario, and its formats.
commands=0
while read -r name scenario formats question; do
    commands=$((commands + 1))
    question=$(echo "$question" | sed "s|SMALL|$small|; s|WAITS|$dir/waits.csv|; s|FEW|$few|; s|TWICE|$dir/twice.cfg|")
    for format in $(echo "$formats" | tr , ' '); do
        case $format in
        json | csv)
            # shellcheck disable=SC2086
            "$hubsim" "$name" $question --$format >"$dir/out" 2>"$dir/err"
            claim "$name --$format: says how it was made"  says_how "$dir/out" "$scenario"
            [ $format = json ] || claim "$name --csv: in two lines before the names"  is_well_headed "$dir/out" ;;
        out)
            rm -rf "$dir/made"
            # shellcheck disable=SC2086
            "$hubsim" "$name" $question --out "$dir/made" >"$dir/out" 2>"$dir/err"
            files=0
            for file in "$dir/made"/*.json "$dir/made"/*.csv "$dir/made"/*.svg; do
                [ -f "$file" ] && [ "$(basename "$file")" != counted.csv ] && [ "$(basename "$file")" != calibrated.csv ] || continue # inputs
                files=$((files + 1))
                claim "$name --out, $(basename "$file"): says how it was made"  says_how "$file" "$scenario"
            done
            for file in "$dir/made"/*.png; do
                [ -f "$file" ] || continue
                files=$((files + 1))
                claim "$name --out, $(basename "$file"): carries a manifest"  grep -aq hubsim-manifest "$file"
            done
            claim "$name --out: writes CSV, JSON and pictures"  [ $files -ge 4 ]
            case $name in
            run) claim "... made again from its pictures" ends 0 reproduce "$dir/made/promises.svg" ;;
            score | calibrate)
                claim "... its JSON lacks the record"   ends 1 reproduce "$dir/made/$name.json"
                claim "... and says what to give"       tells "give the folder or results.db"
                claim "... which is made again"         ends 0 reproduce "$dir/made" ;;
            *)
                for file in "$dir/made"/*.json "$dir/made"/[!csbw]*.csv; do
                    claim "... $(basename "$file") is made again from itself"  ends 0 reproduce "$file"
                    claim "... MATCH"                   says "MATCH: all numbers of hubsim $name"
                done
                claim "... a picture has no numbers"    ends 1 reproduce "$(ls "$dir/made"/*.png | head -n 1)"
                claim "... and says what to give"       tells "give the .json or .csv beside it" ;;
            esac ;;
        esac
    done
done <<'COMMANDS'
run yes json,csv,out SMALL
compare yes json,csv,out SMALL --but airport.stands_wide=29
why yes json,csv,out SMALL TWICE --measure airport.tonnes
sweep yes json,csv,out SMALL --vary FEW
solve yes json,csv,out SMALL --vary lanes.east.flights_per_week=1:8 --target airport.tonnes>=15000@2024 --replications 4
sense yes json,csv,out SMALL --vary lanes.east.flights_per_week=1:8 --vary airport.stands_wide=20:40 --walks 2 --rows 4
best yes json,csv,out SMALL --but airport.stands_wide=29 --measure airport.tonnes
calibrate yes json,csv,out SMALL --vary lanes.east.flights_per_week=1:8 --points 10 --waves 2
score yes json,csv,out SMALL --replications 2
staff yes json,csv,out SMALL
bottleneck yes json,csv SMALL
trace yes csv SMALL --until 2024-02-01
trace yes csv SMALL --until 2024-02-01 --late 3
validate no json,csv mm1
steady no json,csv WAITS
COMMANDS
# A command that learns a format must be in the list above, or here, if it only prints for people or to a reader of its own.
all=$("$hubsim" --help | sed -n 's/^  hubsim \([a-z]*\)  *[a-z].*/\1/p' | sort -u)
for name in $all; do
    [ "$name" = results ] && continue # below
    [ "$name" = exante ] && continue  # tests/program/test_exante.sh
    "$hubsim" "$name" --help | grep -qE -- '--(json|csv|out)\b' || continue
    claim "$name: its formats are tried here"    grep -qE "^$name (yes|no) " "$0"
done
claim "every command was asked"                  [ $commands = 15 ]

# ---- databases ----
"$hubsim" run "$small" --db "$dir/r.db" --events 1 --events-until 2024-02-01 --quiet >/dev/null 2>&1
for table in runs inputs replications measures means series promises events; do
    for format in --json ''; do
        # shellcheck disable=SC2086
        "$hubsim" results export "$dir/r.db" $table $format >"$dir/out" 2>"$dir/err"
        for key in version model commit_id compiler flags libraries arguments folder host started hash seed replications text; do
            claim "results export $table $format: says $key"  grep -q "\"$key\": " "$dir/out"
        done
        [ -n "$format" ] || claim "results export $table: in two lines before the names"  is_well_headed "$dir/out"
    done
done

# ---- and is understood ----
"$hubsim" compare "$small" --but airport.stands_wide=29 --but lanes.east.flights_per_week=4.0 --json >"$dir/answer.json" 2>/dev/null
sed 's/"mean_a": 1/"mean_a": 2/' "$dir/answer.json" >"$dir/other.json"
claim "an answer with another number"            ends 5 reproduce "$dir/other.json"
claim "... is reported by its line"                  grep -q '^DIFFERENT: line [0-9]* of the answer,  *"mean_a": 2' "$dir/out"
sed "s|\"--but=airport.stands_wide=29\"|\"--out=$dir/planted\", \"--db=$dir/planted.db\"|" "$dir/answer.json" >"$dir/other.json"
claim "words that were planted in an answer"     ends 0 reproduce "$dir/other.json"
claim "... write nothing"                        [ ! -e "$dir/planted" -a ! -e "$dir/planted.db" ]
sed 's|"study": "compare"|"study": "results"|' "$dir/answer.json" >"$dir/other.json"
claim "another command planted there"            ends 1 reproduce "$dir/other.json"
claim "... is not called"                        tells "gives no answer that holds its scenarios"
rm "$dir/counted.csv"
claim "without the files that were asked"        ends 0 reproduce "$dir/answer.json"
printf 'measure,year,value,unit,role,known,source,confidence,note\nairport.tonnes,2024,15100,t,judged,,L1,high,\nairport.tonnes,2025,15200,t,judged,,L1,high,\n' >"$dir/counted.csv"
claim "the rows of hubsim run"                   ends 0 run "$small" --csv
cp "$dir/out" "$dir/rows.csv"
claim "... are made again from themselves"       ends 0 reproduce "$dir/rows.csv"
claim "... MATCH"                                says "MATCH: 2 replications"
# One digit more in any number of any output: said by measure and year.
"$hubsim" run "$small" --out "$dir/made" --quiet >/dev/null 2>&1
another_digit() { # FILE: the last number with a point in a row of the simulated, 9 behind it
    awk -F, -v OFS=, '{ if (!done && NR > 3 && /,[0-9]+\.[0-9]+,/) for (i = 3; i <= 10 && !done; i++)
        if ($i ~ /^[0-9]+\.[0-9]+$/) { $i = $i 9; done = 1 } print }' "$1" >"$dir/other.csv"
    ! cmp -s "$1" "$dir/other.csv"
}
for name in measures verdicts projections jobs promises; do
    claim "$name.csv is made again"              ends 0 reproduce "$dir/made/$name.csv"
    claim "... with another digit"               another_digit "$dir/made/$name.csv"
    claim "... it is not"                        ends 5 reproduce "$dir/other.csv"
    claim "... and says where"                   grep -q '^DIFFERENT: [a-z_0-9]* of [a-z._]*.*: kept [0-9.]*9, now [0-9.]*$' "$dir/out"
done
for key in sd hi p_kept promised events kg_in n; do
    sed "0,/\"$key\": \([0-9]\)/s//\"$key\": 9\1/" "$dir/made/results.json" >"$dir/other.json"
    claim "another $key in results.json"         ends 5 reproduce "$dir/other.json"
    claim "... is reported"                          says "DIFFERENT: $key of "
done
sed '0,/"verdict": "/s//&un/' "$dir/made/results.json" >"$dir/other.json"
claim "another verdict"                          ends 5 reproduce "$dir/other.json"
claim "... is reported"                              says "DIFFERENT: verdict of tonnes: kept \"un"
claim "the same question on other threads"       ends 0 run "$small" --csv --threads 1 --db "$dir/again.db"
claim "... is the same bytes, head and all"      cmp -s "$dir/out" "$dir/rows.csv"
claim "a record with such a head is read"        sh -c '{ echo "# x"; echo "# {}"; cat "$1"; } >"$1.new" && mv "$1.new" "$1"' sh "$dir/counted.csv"
claim "..."                                      ends 0 score "$small" --replications 2
claim "so is a column of numbers, if a short one"  ends 6 steady "$dir/rows.csv" --column mean --where measure=airport.tonnes --json
claim "... all of them"                          says '"observations": 2'

sum_up
