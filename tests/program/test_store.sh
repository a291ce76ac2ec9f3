#!/bin/sh
# Results that last: nothing finished is lost or run twice, whatever happens; what is not ours is never written to.
#   KILLS=50 sh tests/program/test_store.sh      the long form, in make verify
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"
hubsim=$(cd "$(dirname "${BUILD:-build}/hubsim")" && pwd)/hubsim
kills=${KILLS:-4}
chmod 755 "$dir"
trap 'umount "$dir/small" 2>/dev/null; rm -rf "$dir"' EXIT

same() { cmp -s "$1" "$2"; }
sound() { [ "$("$hubsim" results check "$1" 2>&1)" = ok ]; }
unchanged() { [ "$(cksum <"$1")" = "$2" ]; }

# Three years of a hub of one lane: some 20 ms a replication.
cat >"$dir/small.cfg" <<'CFG'
title = "A small hub'); DROP TABLE runs; --"; question = "Is anything lost? \"quoted\" 'quoted' ; %s %n";
run = { from = "2024-01-01"; to = "2027-01-01"; replications = 4; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 9.0; }; };
promises = { cap = { measure = "airport.movements"; at_most = 1000000.0; who = "'; DROP TABLE points; --"; unit = "1 per year"; by = "2024-12-31"; }; };
CFG
small=$dir/small.cfg
db=$dir/r.db

# ---- kept once, found again ----
claim "a run that keeps nothing"                 ends 0 run "$small" --csv
cp "$dir/out" "$dir/undisturbed"
claim "a run that keeps everything"              ends 0 run "$small" --csv --db "$db"
claim "... prints the same"                      same "$dir/out" "$dir/undisturbed"
claim "the same again"                           ends 0 run "$small" --csv --db "$db"
claim "... is not simulated"                     tells "0 replications simulated, 4 known"
claim "... and prints the same"                  same "$dir/out" "$dir/undisturbed"
claim "another title and promise"                ends 0 run "$small" --csv --db "$db" --set title=X --set promises.cap.at_most=1
claim "... need no simulation"                   tells "0 replications simulated, 4 known"
claim "another setting"                          ends 0 run "$small" --csv --db "$db" --set airport.stands_wide=29
claim "... does"                                 sh -c '! grep -q "known from before" "$1"' sh "$dir/err"
claim "another seed"                             ends 0 run "$small" --csv --db "$db" --seed 8
claim "... does too"                             sh -c '! grep -q "known from before" "$1"' sh "$dir/err"
claim "two more replications"                    ends 0 run "$small" --csv --db "$db" --replications +2
claim "... are two"                              tells "2 replications simulated, 4 known"
cp "$dir/out" "$dir/more"
claim "... as if six had been asked for"         ends 0 run "$small" --csv --replications 6
tail -n +3 "$dir/more" >"$dir/more.rows"; tail -n +3 "$dir/out" >"$dir/out.rows"
claim "... to the byte (the rows)"              same "$dir/out.rows" "$dir/more.rows"
claim "--resume without a question"              ends 0 run --resume --db "$db" --csv
claim "... goes on with the last"                same "$dir/out" "$dir/more"
claim "+2 without a database"                    ends 2 run "$small" --replications +2
claim "... is refused"                           tells "say where, with --db or --out"
claim "--resume without a database"              ends 2 run --resume
claim "--resume of nothing"                      ends 2 run --resume --db "$dir/none.db"
claim "a shard of nothing"                       ends 2 run "$small" --db "$db" --shard 3/2
claim "the database is sound"                    sound "$db"
claim "names from a scenario are only names"     ends 0 results show "$db" --run 1
claim "... the title stands as it was"           says "A small hub'); DROP TABLE runs; --"
claim "a title cannot steer a terminal"          sh -c '! grep -q "$(printf "\033")" "$1"' sh "$dir/out"

# ---- what is in it ----
claim "results list"                             ends 0 results list "$db"
claim "... has a line for each run"              [ "$(wc -l <"$dir/out")" = 8 ]
claim "results export"                           ends 0 results export "$db" measures --run 1
claim "... has a header"    [ "$(sed -n 3p "$dir/out")" = run,place,replication,measure,unit,year,value ]
claim "... and four replications"                [ "$(grep -c ',airport.tonnes,t,2024,' "$dir/out")" = 4 ]
claim "results export --json"                    ends 0 results export "$db" promises --json --run 1
claim "... has the manifest"                     says '"manifest": {'
for table in runs inputs replications means series; do
    claim "results export $table"                ends 0 results export "$db" $table
    claim "... has rows"                         [ "$(rows "$dir/out" | wc -l)" -gt 1 ]
done
claim "no such table"                            ends 2 results export "$db" measure
claim "... is recognised"                        tells "did you mean 'measures'?"
claim "results diff of a run with itself"        ends 0 results diff "$db" 1 1
claim "results diff"                             ends 5 results diff "$db" 1 4
claim "... names the setting"                    says "airport.stands_wide: 30 -> 29"
claim "no such run"                              ends 1 results show "$db" --run 99
claim "results remove"                           ends 0 results remove "$db" --run 5
claim "... takes one out"                        sh -c '! "$1" results show "$2" --run 5 2>/dev/null' sh "$hubsim" "$db"
claim "... and leaves the others"                ends 0 run "$small" --csv --db "$db"
claim "... whole"                                tells "0 replications simulated, 4 known"

# ---- the same again ----
claim "reproduce"                                ends 0 reproduce "$db" --run 1
claim "... matches"                              says "MATCH: 4 replications"
claim "--out keeps too"                          ends 0 run "$small" --out "$dir/made" --no-plots --quiet
claim "reproduce a folder"                       ends 0 reproduce "$dir/made"
claim "reproduce its JSON"                       ends 0 reproduce "$dir/made/results.json" --threads 1
claim "... matches"                              says "MATCH: 4 replications"
sed -e '/"digests": \[/,/\]/{s/"\(...............\)f"/"\10"/;t' -e 's/"\(...............\)[0-9a-e]"/"\1f"/;}' "$dir/made/results.json" >"$dir/other.json"
claim "another digest"                           ends 5 reproduce "$dir/other.json"
claim "... is named by its replication"          says "DIFFERENT: replication 0, digest"
sed 's/"mean": 1/"mean": 2/' "$dir/made/results.json" >"$dir/other.json"
claim "another mean"                             ends 5 reproduce "$dir/other.json"
claim "... is named by measure and year"         grep -q '^DIFFERENT: mean of [a-z._]*, 20[0-9][0-9]: kept 2.*, now 1' "$dir/out"
claim "a result that says nothing"               ends 1 reproduce "$small"

# ---- killed at any moment ----
question="run $small --replications 20 --threads 2"
# some moment of a time that an undisturbed run takes, in thousandths of a second, as sleep wants it
some_moment() { od -An -N2 -tu2 /dev/urandom | awk -v most="$1" '{ printf "%.3f", $1 % most / 1000 }'; }
began=$(date +%s%3N)
# shellcheck disable=SC2086
"$hubsim" $question --csv >"$dir/undisturbed" 2>/dev/null
took=$(($(date +%s%3N) - began))
killed=0 round=0
while [ $round -lt "$kills" ]; do
    round=$((round + 1))
    [ $((round % 4)) = 1 ] && rm -f "$dir"/k.db*    # four in a row on the same file
    # shellcheck disable=SC2086
    "$hubsim" $question --db "$dir/k.db" --quiet >/dev/null 2>&1 & pid=$!
    sleep "$(some_moment $((took * 2 / 5 + 1)))"
    kill -KILL $pid 2>/dev/null && killed=$((killed + 1))
    wait $pid 2>/dev/null
    if [ -f "$dir/k.db" ] && "$hubsim" results list "$dir/k.db" >/dev/null 2>&1; then
        claim "killed ($round): sound"           sound "$dir/k.db"
    fi
    if [ $((round % 4)) = 0 ] || [ $round = "$kills" ]; then
        # shellcheck disable=SC2086
        claim "killed ($round): --resume goes on"    ends 0 $question --db "$dir/k.db" --resume --csv
        claim "killed ($round): to the same bytes"   same "$dir/out" "$dir/undisturbed"
    fi
done
echo "killed $killed of $kills times before the end"
claim "most kills came before the end"          [ $((2 * killed)) -ge "$kills" ]
sweep="sweep $small --vary airport.stands_wide=20:40:10 --replications 4 --threads 2"
# shellcheck disable=SC2086
"$hubsim" $sweep --json >"$dir/swept" 2>/dev/null
round=0
while [ $round -lt $(((kills + 1) / 2)) ]; do
    round=$((round + 1))
    rm -f "$dir"/s.db*
    # shellcheck disable=SC2086
    "$hubsim" $sweep --db "$dir/s.db" --json >/dev/null 2>&1 & pid=$!
    sleep "$(some_moment $((took / 2 + 1)))"
    kill -KILL $pid 2>/dev/null; wait $pid 2>/dev/null
    # shellcheck disable=SC2086
    claim "a sweep killed ($round): goes on"     ends 0 $sweep --db "$dir/s.db" --resume --json
    claim "... to the same bytes"                same "$dir/out" "$dir/swept"
    claim "... and is sound"                     sound "$dir/s.db"
done
claim "--resume alone, of a sweep"               ends 0 sweep --resume --db "$dir/s.db" --json
claim "... says the same"                        same "$dir/out" "$dir/swept"
claim "a sweep can be made again"                ends 0 reproduce "$dir/s.db" --replications 2
claim "... every scenario of it"                 says "MATCH: 6 replications of 3 scenarios"

# ---- several at once ----
# shellcheck disable=SC2086
"$hubsim" $question --db "$dir/two.db" --csv >"$dir/a" 2>/dev/null & one=$!
# shellcheck disable=SC2086
"$hubsim" $question --db "$dir/two.db" --csv >"$dir/b" 2>/dev/null & two=$!
wait $one; one=$?; wait $two; two=$?
claim "two processes, one file: both end well"   [ $one$two = 00 ]
claim "... the first has it all"                 same "$dir/a" "$dir/undisturbed"
claim "... so has the second"                    same "$dir/b" "$dir/undisturbed"
claim "... and the file is sound"                sound "$dir/two.db"
claim "... each replication there once"          ends 0 reproduce "$dir/two.db" --replications 2
for part in 1 2 3; do
    # shellcheck disable=SC2086
    claim "part $part of three"                  ends 0 $question --shard $part/3 --db "$dir/part$part.db"
    claim "... says no more than that"           [ ! -s "$dir/out" ]
    claim "... did a third"                        tells " replications simulated, 0 known"
done
claim "merged"                                   ends 0 results merge "$dir/all.db" "$dir"/part?.db
comparison="compare $small --but airport.stands_wide=29 --replications 5"
# shellcheck disable=SC2086
claim "a comparison"                             ends 0 $comparison --json
cp "$dir/out" "$dir/compared"
for part in 1 2 3; do
    # shellcheck disable=SC2086
    claim "... part $part of three"              ends 0 $comparison --shard $part/3 --db "$dir/compare$part.db"
done
claim "... merged"                               ends 0 results merge "$dir/compare.db" "$dir"/compare?.db
# shellcheck disable=SC2086
claim "... needs no simulation"                  ends 0 $comparison --json --db "$dir/compare.db"
claim "... says how much it knew"                tells "0 replications simulated, 10 known"
claim "... and says the same"                    same "$dir/out" "$dir/compared"
claim "what goes by what came out has no parts"  ends 2 solve "$small" --vary airport.stands_wide=20:40 --target airport.tonnes --shard 1/3 --db "$dir/x.db"
claim "... and says so"                          tells "no parts"
# shellcheck disable=SC2086
claim "... and asked"                            ends 0 $question --db "$dir/all.db" --csv
claim "... nothing is left to do"                tells "0 replications simulated, 20 known"
claim "... the same bytes"                       same "$dir/out" "$dir/undisturbed"
claim "merged again"                             ends 0 results merge "$dir/all.db" "$dir/part1.db"
claim "... changes nothing"                      says "0 replications and 0 runs came in"
for part in 1 2; do
    # shellcheck disable=SC2086
    claim "part $part of two of a sweep"         ends 0 $sweep --shard $part/2 --db "$dir/half$part.db"
done
claim "merged"                                   ends 0 results merge "$dir/swept.db" "$dir/half1.db" "$dir/half2.db"
# shellcheck disable=SC2086
claim "... and asked"                            ends 0 $sweep --db "$dir/swept.db" --json
claim "... it is the whole sweep"                same "$dir/out" "$dir/swept"
claim "into itself"                              ends 1 results merge "$dir/all.db" "$dir/all.db"

# ---- no room, no right ----
(ulimit -f 1000; "$hubsim" run "$small" --replications 20 --csv --db "$dir/full.db" >"$dir/out" 2>"$dir/err"; echo $? >"$dir/code")
claim "no room (limit of the file): ends with 1" [ "$(cat "$dir/code")" = 1 ]
claim "... says so"                              tells "could not be kept; what was kept before is safe"
claim "... and still shows what came out"        same "$dir/out" "$dir/undisturbed"
claim "... the file is sound"                    sound "$dir/full.db"
# shellcheck disable=SC2086
claim "... with room it goes on"                 ends 0 $question --db "$dir/full.db" --csv
claim "... from what was kept"                   sh -c '! grep -q " 0 known" "$1" && grep -q "known from before" "$1"' sh "$dir/err"
claim "... to the same bytes"                    same "$dir/out" "$dir/undisturbed"
mkdir "$dir/small"
if mount -t tmpfs -o size=360k none "$dir/small" 2>/dev/null; then
    # shellcheck disable=SC2086
    claim "no room (a full disk): ends with 1"   ends 1 $question --db "$dir/small/r.db" --csv
    claim "... says so"                          tells "could not be kept"
    claim "... and shows what came out"          same "$dir/out" "$dir/undisturbed"
    claim "... the file is sound"                sound "$dir/small/r.db"
    umount "$dir/small"
else
    skip "a disk that is full: no right to mount one; the limit of a file is tried above"
fi
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
else
    nobody=
fi
mkdir "$dir/closed"; cp "$db" "$dir/closed/r.db"; chmod 555 "$dir/closed"; chmod 444 "$dir/closed/r.db"; chmod 644 "$small"
if $nobody test ! -w "$dir/closed" && $nobody "$hubsim" --version >/dev/null 2>&1; then
    $nobody "$hubsim" run "$small" --db "$dir/closed/new.db" >"$dir/out" 2>"$dir/err"; code=$?
    claim "a folder without the right: ends with 1"  [ $code = 1 ]
    claim "... says which file and why"          tells "closed/new.db: cannot be made: Permission denied"
    $nobody "$hubsim" run "$small" --db "$dir/closed/r.db" >"$dir/out" 2>"$dir/err"; code=$?
    claim "a file without the right: ends with 1"    [ $code = 1 ]
    $nobody "$hubsim" results list "$dir/closed/r.db" >"$dir/out" 2>"$dir/err"; code=$?
    claim "... but it can be read there"         [ $code = 0 ]
else
    claim "somebody without rights can be had" false
fi
chmod 755 "$dir/closed"

# ---- not ours ----
printf 'This is a letter, not a database.\n' >"$dir/letter.db"
head -c 8192 /dev/urandom >"$dir/noise.db"
{ head -c 3000 "$db"; head -c 20000 /dev/urandom; } >"$dir/torn.db"
for file in letter noise torn; do
    sum=$(cksum <"$dir/$file.db")
    claim "$file: refused"                       ends 1 run "$small" --db "$dir/$file.db"
    claim "... says what it is"                  tells "not a database, or a damaged one"
    claim "... and leaves it alone"              unchanged "$dir/$file.db" "$sum"
    claim "... results too"                      ends 1 results list "$dir/$file.db"
done
# user_version stands at byte 60 of the file, application_id at byte 68
cp "$dir/part1.db" "$dir/newer.db"; printf '\0\0\0\143' | dd of="$dir/newer.db" bs=1 seek=60 conv=notrunc 2>/dev/null
cp "$dir/part1.db" "$dir/foreign.db"; printf 'abcd' | dd of="$dir/foreign.db" bs=1 seek=68 conv=notrunc 2>/dev/null
for file in newer foreign; do
    sum=$(cksum <"$dir/$file.db")
    claim "$file: refused"                       ends 1 run "$small" --db "$dir/$file.db"
    claim "... and left alone"                   unchanged "$dir/$file.db" "$sum"
done
claim "... says why"                             tells "a database of another program"
claim "a newer edition"                          ends 1 results list "$dir/newer.db"
claim "... says so"                              tells "made by a newer hubsim"
claim "a name that SQLite keeps in memory"       sh -c 'cd "$1" && "$2" run small.cfg --db :memory: --quiet' sh "$dir" "$hubsim" >"$dir/out" 2>"$dir/err"
claim "... is a file here"                       sound "$dir/:memory:"
claim "a name that SQLite takes for an address"  sh -c 'cd "$1" && "$2" run small.cfg --db "file:x.db?mode=memory" --quiet' sh "$dir" "$hubsim" >"$dir/out" 2>"$dir/err"
claim "... is a file, too"                       sound "$dir/file:x.db?mode=memory"
mkfifo "$dir/pipe.db"
for way in "results list" "results merge $dir/new.db" "run $small --db"; do
    # shellcheck disable=SC2086
    claim "a pipe is no file: ${way%% /*}"       ends 1 $way "$dir/pipe.db"
    claim "... says so"                          tells "not a file"
done
claim "nor is a device"                          ends 1 run "$small" --db /dev/full
claim "... says so"                              tells "not a file"
claim "words with quotes"                        ends 0 run "$small" --db "$dir/words.db" --set "title=a 'b' c" --quiet
claim "... are shown"                            ends 0 results show "$dir/words.db"
claim "... as a shell would take them"           says "--set 'title=a '\\''b'\\'' c'"
claim "a link to the same file"                  ln -s "$dir/all.db" "$dir/link.db"
claim "... is not merged into itself"            ends 1 results merge "$dir/link.db" "$dir/all.db"
head -c 30000 "$dir/all.db" >"$dir/holes.db"; head -c 60000 /dev/urandom >>"$dir/holes.db"; tail -c +90001 "$dir/all.db" >>"$dir/holes.db"
for way in "results export $dir/holes.db" "reproduce $dir/holes.db" "results remove $dir/holes.db --run 1" "results merge $dir/new.db $dir/holes.db"; do
    # shellcheck disable=SC2086
    claim "damaged within: ${way%% /*}"         ends 1 $way
    claim "... says so"                          grep -q 'malformed\|damaged' "$dir/err"
done
claim "a folder that is none"                    ends 1 run "$small" --db "$dir/nowhere/r.db"

sum_up
