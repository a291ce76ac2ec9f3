#!/bin/sh
# Events on demand: every moment of the replications asked for is in the database, the same on any number of threads and ranks.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"
hubsim=$(cd "$(dirname "${BUILD:-build}/hubsim")" && pwd)/hubsim
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
export OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_btl_vader_single_copy_mechanism=none
export ASAN_OPTIONS=detect_leaks=0 # Open MPI keeps some memory to the end

same() { cmp -s "$1" "$2"; }
# The moments of a run as rows, without the number of the run. events_of DATABASE RUN FILE
events_of() { "$hubsim" results export "$1" events --run "$2" 2>"$dir/err" | rows | cut -d, -f2- >"$3"; }
# Of one replication, as hubsim trace --csv has them.
moments_of() { awk -F, -v r="$2" 'NR > 1 && $2 == r' "$1" | cut -d, -f4-; }

cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; run = { from = "2024-11-04"; to = "2025-02-03"; replications = 4; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 9.0; }; };
CFG
small=$dir/small.cfg
db=$dir/r.db
week="--events 3 --events-from 2024-11-11 --events-until 2024-11-18"

# ---- what is kept is what happened ----
"$hubsim" run "$small" --csv >"$dir/plain" 2>/dev/null
claim "a run with its moments"                   ends 0 run "$small" --csv --db "$db" --events 2 --threads 1
claim "... prints the same as without"           same "$dir/out" "$dir/plain"
events_of "$db" 1 "$dir/all"
for r in 0 1; do
    "$hubsim" trace "$small" --replication $r --csv | rows | tail -n +2 >"$dir/traced"
    moments_of "$dir/all" $r >"$dir/kept"
    claim "replication $r: has thousands"        [ "$(wc -l <"$dir/kept")" -gt 10000 ]
    claim "... the moments of hubsim trace"      same "$dir/kept" "$dir/traced"
done
claim "replication 2 was not asked for"          [ "$(moments_of "$dir/all" 2 | wc -l)" = 0 ]
claim "the same names as hubsim trace"           [ "$(head -n 1 "$dir/all" | cut -d, -f4-)" = "$("$hubsim" trace "$small" --csv | sed -n 3p)" ]
claim "asked again"                              ends 0 run "$small" --csv --db "$db" --events 2
claim "... nothing is simulated"                 tells "0 replications simulated, 4 known"
claim "without them"                             ends 0 run "$small" --csv --db "$db"
claim "... neither"                              tells "0 replications simulated, 4 known"
events_of "$db" 3 "$dir/none"
claim "... and that run has none"                [ "$(wc -l <"$dir/none")" = 1 ]
# shellcheck disable=SC2086
claim "a week of three"                          ends 0 run "$small" --csv --db "$db" $week
claim "... is simulated once more"               tells "3 replications simulated, 1 known"
claim "... with the same results"                same "$dir/out" "$dir/plain"
events_of "$db" 4 "$dir/week"
moments_of "$dir/week" 1 >"$dir/kept"
moments_of "$dir/all" 1 | awk -F, '$1 >= "2024-11-11" && $1 < "2024-11-18"' >"$dir/traced"
claim "... has that week of the whole"           same "$dir/kept" "$dir/traced"
claim "... which is not nothing"                 [ "$(wc -l <"$dir/kept")" -gt 1000 ]
claim "results show"                             ends 0 results show "$db" --run 4
claim "... counts them"                          says "moments of 3 replications"
claim "as JSON"                                  ends 0 results export "$db" events --run 4 --json
claim "... under the manifest"                   says '"step": "on_block"'

# ---- threads, ranks, parts, kills ----
# shellcheck disable=SC2086
claim "two threads"                              ends 0 run "$small" --csv --db "$dir/two.db" $week --threads 2
events_of "$dir/two.db" 1 "$dir/got"
claim "... keep the same moments"                same "$dir/got" "$dir/week"
if "$hubsim" --version >/dev/null && ldd "$hubsim" | grep -q libmpi; then
    # shellcheck disable=SC2086
    claim "three ranks"                          exits 0 mpirun -n 3 "$hubsim" run "$small" --csv --db "$dir/three.db" $week
    claim "... print the same"                   same "$dir/out" "$dir/plain"
    events_of "$dir/three.db" 1 "$dir/got"
    claim "... keep the same moments"            same "$dir/got" "$dir/week"
else
    echo "built without MPI: ranks are not tried"
fi
for part in 1 2; do
    # shellcheck disable=SC2086
    claim "part $part of two"                    ends 0 run "$small" --db "$dir/part$part.db" $week --shard $part/2
done
claim "merged"                                   ends 0 results merge "$dir/both.db" "$dir/part1.db" "$dir/part2.db"
# shellcheck disable=SC2086
claim "... and asked"                            ends 0 run "$small" --csv --db "$dir/both.db" $week
claim "... nothing is left to do"                tells "0 replications simulated, 4 known"
events_of "$dir/both.db" 3 "$dir/got"
claim "... the same moments"                     same "$dir/got" "$dir/week"
claim "merged into results without moments"      ends 0 run "$small" --quiet --db "$dir/bare.db"
claim "..."                                      ends 0 results merge "$dir/bare.db" "$dir/two.db"
events_of "$dir/bare.db" 2 "$dir/got"
claim "... they come with their run"             same "$dir/got" "$dir/week"
claim "... once"                                 ends 0 results merge "$dir/bare.db" "$dir/two.db"
claim "... and not again"                        says "0 replications and 0 runs came in"
killed=0
for s in 02 06 10; do
    # shellcheck disable=SC2086
    "$hubsim" run "$small" --db "$dir/killed.db" $week --replications 20 --events 20 --quiet >/dev/null 2>&1 & pid=$!
    sleep 0.$s
    kill -KILL $pid 2>/dev/null && killed=$((killed + 1))
    wait $pid 2>/dev/null
done
claim "killed before the end"                    [ $killed -gt 0 ]
# shellcheck disable=SC2086
claim "resumed"                                  ends 0 run "$small" --csv --db "$dir/killed.db" $week
events_of "$dir/killed.db" "$("$hubsim" results list "$dir/killed.db" | tail -n 1 | awk '{ print $1 }')" "$dir/got"
claim "... to the same moments"                  same "$dir/got" "$dir/week"
claim "... in a sound file"                      ends 0 results check "$dir/killed.db"

# ---- taken out, no room, wrong words ----
claim "a run is taken out"                       ends 0 results remove "$db" --run 4
events_of "$db" 1 "$dir/got"
claim "... the moments of others stay"           same "$dir/got" "$dir/all"
# shellcheck disable=SC2086
claim "... its own are gone"                     ends 0 run "$small" --csv --db "$db" $week
claim "... and made again"                       tells "3 replications simulated, 1 known"
(ulimit -f 3000; "$hubsim" run "$small" --csv --db "$dir/full.db" --events 4 >"$dir/out" 2>"$dir/err"; echo $? >"$dir/code")
claim "no room: ends with 1"                     [ "$(cat "$dir/code")" = 1 ]
claim "... says so"                              tells "could not be kept"
claim "... and shows what came out"              same "$dir/out" "$dir/plain"
claim "... the file is sound"                    ends 0 results check "$dir/full.db"
claim "... no part of a replication is left there"   [ "$("$hubsim" results export "$dir/full.db" events | rows | wc -l)" = 1 ]
claim "no database"                              ends 2 run "$small" --events 2
claim "... says what to give"                    tells "say where, with --db or --out"
claim "a span of nothing"                        ends 2 run "$small" --db "$db" --events-from 2024-11-11
claim "... says what to give"                    tells "go with --events N"
claim "a span outside the run"                   ends 2 run "$small" --db "$db" --events 1 --events-from 2025-11-11
claim "... says how far the run goes"            tells "which goes from 2024-11-04 to 2025-02-03"
claim "a span upside down"                       ends 2 run "$small" --db "$db" --events 1 --events-from 2024-12-02 --events-until 2024-12-01
claim "no date"                                  ends 2 run "$small" --db "$db" --events 1 --events-from yesterday
claim "no number"                                ends 2 run "$small" --db "$db" --events all

sum_up
