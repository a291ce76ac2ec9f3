#!/bin/sh
# hubsim validate and hubsim steady as a student and a shell meet them.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

# ---- validate ----
claim "help with examples first"                ends 0 validate --help
claim "... examples"                            [ "$(head -n 1 "$dir/out")" = Examples ]
claim "the list names every case"               ends 0 validate --list
claim "... with formulas"                       says "C / (c mu - l)"
claim "... and exact values: M/M/1 at 0.8"      grep -Eq '^  Wq +  *= 4 ' "$dir/out"
claim "one case"                                ends 0 validate trucks-full
claim "... says that it agrees"                 says "3 of 3 measures agree"
cp "$dir/out" "$dir/first"
claim "the same seed, the same bytes"           ends 0 validate trucks-full --threads 1
claim "... on one thread"                       cmp -s "$dir/first" "$dir/out"
claim "another seed"                            ends 0 validate trucks-full --seed 2
claim "... is another seed"                       [ "$(cat "$dir/first")" != "$(cat "$dir/out")" ]
claim "the beginning of names"                  ends 0 validate trucks --list
cp "$dir/out" "$dir/trucks"
claim "the whole list"                          ends 0 validate --list
claim "... has several such"                    [ "$(grep -c '^trucks' "$dir/out")" -ge 3 ]
claim "... all were taken"                      [ "$(grep -c '^trucks' "$dir/trucks")" = "$(grep -c '^trucks' "$dir/out")" ]
claim "... and no other"                        [ "$(grep -c '^[a-z]' "$dir/trucks")" = "$(grep -c '^trucks' "$dir/trucks")" ]
claim "a case twice is run once"                ends 0 validate stop stop --csv
claim "... as rows"                             [ "$(rows "$dir/out" | wc -l)" = 3 ]
claim "JSON"                                    ends 0 validate stop --json
claim "... has the exact value"                 says '"exact": 1875'
claim "... and no interval without chance"        says '"z": null'
claim "quietly"                                 ends 0 validate stop --quiet
claim "... says two lines"                      [ "$(wc -l <"$dir/out")" = 2 ]
claim "an unknown case"                         ends 2 validate mm3
claim "... is recognised"                       tells "did you mean 'mm"
claim "one replication proves nothing"          ends 2 validate mm1 --replications 1
claim "... and says so"                      tells "give 2 or more"
claim "JSON and CSV together"                   ends 2 validate --json --csv

# ---- steady: 0.6 x + noise with a start at 30; noise from a fixed linear congruence ----
awk 'BEGIN { s = 1; x = 30; print "t,station,wait_s"
    for (i = 0; i < 3000; i++) {
        e = 0; for (k = 0; k < 12; k++) { s = (s * 16807) % 2147483647; e += s / 2147483647 }
        x = 0.6 * x + e - 6; printf "%d,dock,%.4f\n%d,\"a, b\",%d\n", i, x + 5, i, i } }' >"$dir/waits.csv"
claim "a long run is fine"                      ends 0 steady "$dir/waits.csv" --where station=dock
claim "... and says so"                         says "Fine: the run is long enough"
claim "... its start-up is cut off"             says "are cut off (MSER-5)"
claim "as JSON"                                 ends 0 steady "$dir/waits.csv" --where station=dock --json
claim "... with the verdict"                    says '"verdict": "fine"'
claim "as CSV"                                  ends 0 steady "$dir/waits.csv" --where station=dock --csv
claim "... a header and a row"                  [ "$(rows "$dir/out" | wc -l)" = 2 ]
claim "a trend has no steady state"             ends 6 steady "$dir/waits.csv" --where 'station=a, b'
claim "... and is too short at any length"      says "Too short"
claim "an unknown column"                       ends 3 steady "$dir/waits.csv" --column wait
claim "... and which there are"                 tells "the first line has t, station, wait_s"
claim "words where numbers should be"           ends 3 steady "$dir/waits.csv" --column station
claim "... with file and line"                  tells "waits.csv:2: station = dock: give a number"
claim "... and not 6,000 times"                 [ "$(wc -l <"$dir/err")" -le 10 ]
claim "no such rows"                            ends 3 steady "$dir/waits.csv" --where station=dok
claim "a folder"                                ends 3 steady "$dir"
claim "a file that is not there"                ends 3 steady "$dir/none.csv"
claim "no file"                                 ends 2 steady
: >"$dir/empty.csv"
claim "an empty file"                           ends 3 steady "$dir/empty.csv"
awk 'BEGIN { for (i = 0; i < 2000; i++) print i % 7 }' | "$hubsim" steady - >"$dir/out" 2>&1
claim "numbers without a header from a pipe"    says "column 1: 2000 observations"
printf 'x\n1\n2\n\n3\n' >"$dir/three.csv"
printf 'wait\n1,5\n2,5\n' >"$dir/comma.csv"
claim "a decimal comma is not two columns"      ends 3 steady "$dir/comma.csv"
claim "... says what to give"                   tells "comma.csv:2: give as many fields as the first line: 1 (commas make 2"
printf '1,5\n2,5\n' >"$dir/comma.csv"
claim "... nor without a header"                ends 3 steady "$dir/comma.csv"
printf 'i;wait\n1;5\n' >"$dir/semicolon.csv"
claim "semicolons are refused"                  ends 3 steady "$dir/semicolon.csv"
claim "... and named"                           tells "separated by ; here"
printf '\357\273\277wait\n1\n2\n' >"$dir/bom.csv"
claim "so is a byte order mark"                 ends 3 steady "$dir/bom.csv"
printf 'wait\n"1"x\n2\n' >"$dir/junk.csv"
claim "and what follows a closing quote"        ends 3 steady "$dir/junk.csv"
claim "three numbers are too few"               ends 6 steady "$dir/three.csv"
claim "... says how many it takes"              says "fewer than 50"
claim "... counted without the empty line"      says "x: 3 observations"

sum_up
