#!/bin/sh
# Many processes: the same bytes for any number of ranks, clear words when a rank dies or MPI is not built in.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"
build=${BUILD:-build}
# What a test as root on two cores has to allow; a cluster needs none of it.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
export ASAN_OPTIONS=detect_leaks=0 # Open MPI keeps some memory to the end
export OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_btl_vader_single_copy_mechanism=none
question="run scenarios/liege/actual.cfg --set run.from=2022-01-01 --until 2023-01-01 --replications 5"

# What may differ stands in manifest.run: time, threads.
without_run() { sed '/^  "run": {/,/^  }/d' "$1"; }
same() { without_run "$1" >"$1.cut"; cmp -s "$1.cut" "$2"; }
ends() { exits "$@"; }
dies() { "$@" >"$dir/out" 2>"$dir/err" && return 1; return 0; }
# The ranks that a launcher has started; pgrep is not everywhere.
children() {
    sed -n "s/^\([0-9]*\) (.*) [A-Za-z] $1 .*/\1/p" /proc/[0-9]*/stat 2>/dev/null | sort -n
}

# shellcheck disable=SC2086
claim "one process"                              ends 0 "$hubsim" $question --threads 1 --json
without_run "$dir/out" >"$dir/alone"
claim "... says something"                       [ "$(wc -c <"$dir/alone")" -gt 10000 ]
for ranks in 1 2 4; do
    # shellcheck disable=SC2086
    claim "$ranks ranks"                         ends 0 mpirun -n $ranks "$hubsim" $question --json
    claim "... print the same bytes"             same "$dir/out" "$dir/alone"
done
# Every command that shares out, its rows and its answer; one rank has a terminal that is none. mpirun reads what is there
# to read, so it is given nothing.
cat >"$dir/counted.csv" <<'CSV'
measure,year,value,unit,role,known,source,confidence,note
airport.tonnes,2024,15100,t,context,,L1,high,
airport.tonnes,2025,15200,t,judged,,L1,high,
hall.one.jobs,2024,170,jobs,calibration,,L1,high,
CSV
cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; observed = "counted.csv";
run = { from = "2024-01-01"; to = "2026-01-01"; replications = 4; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };
lanes = { east = { business = "ecommerce"; halls = ["one"]; aircraft = ["big"]; flights_per_week = 2.0;
    load_in_share = { dist = "uniform"; min = 0.5; max = 1.0; }; }; };
CFG
printf 'extends = "small.cfg";\ntitle = "Twice";\nlanes = { east = { flights_per_week = 4.0; }; };\n' >"$dir/twice.cfg"
commands=0
while read -r asked; do
    asked=$(echo "$asked" | sed "s|SMALL|$dir/small.cfg|; s|TWICE|$dir/twice.cfg|")
    commands=$((commands + 1))
    for ranks in 1 2 4; do
        [ $ranks = 4 ] && format=json || format=csv
        if [ $ranks != 2 ]; then
            # shellcheck disable=SC2086
            claim "${asked%% *} --$format"       ends 0 "$hubsim" $asked --$format --threads 1
            without_run "$dir/out" >"$dir/one"
        fi
        # shellcheck disable=SC2086
        claim "... by $ranks ranks"              ends 0 mpirun -n $ranks "$hubsim" $asked --$format </dev/null
        claim "... is the same bytes"            same "$dir/out" "$dir/one"
    done
done <<'QUESTIONS'
run SMALL
sweep SMALL --vary airport.stands_wide=20:40:10
sense SMALL --vary lanes.east.flights_per_week=1:8 --vary airport.stands_wide=20:40 --walks 2 --rows 4
why SMALL TWICE --measure airport.tonnes
compare SMALL --but airport.stands_wide=29
solve SMALL --vary lanes.east.flights_per_week=1:8 --target airport.tonnes>=15000@2024
best SMALL --but lanes.east.flights_per_week=4.0 --measure airport.tonnes --first 4 --most 10
score SMALL
calibrate SMALL --vary lanes.east.flights_per_week=1:8 --points 10 --waves 2
QUESTIONS
claim "every command that shares out"            [ $commands = 9 ]
# shellcheck disable=SC2086
claim "two ranks and two threads"                ends 0 mpirun -n 2 "$hubsim" $question --json --threads 2
claim "... print the same bytes"                 same "$dir/out" "$dir/alone"
timed="run scenarios/liege/actual.cfg --with scenarios/whatif/cainiao_timetable.cfg --set run.from=2022-01-01 --until 2023-01-01 --replications 3"
# shellcheck disable=SC2086
claim "a lane that flies a timetable"            ends 0 "$hubsim" $timed --json
without_run "$dir/out" >"$dir/timed"
# shellcheck disable=SC2086
claim "... flies it on all ranks"                ends 0 mpirun -n 3 "$hubsim" $timed --json
claim "... and prints the same bytes"            same "$dir/out" "$dir/timed"
claim "more ranks than replications"             ends 0 mpirun -n 4 "$hubsim" run scenarios/liege/actual.cfg \
    --set run.from=2022-01-01 --until 2023-01-01 --replications 1 --quiet
claim "help is printed once"                     ends 0 mpirun -n 2 "$hubsim" --help
claim "... by rank 0"                            [ "$(grep -c '^Examples' "$dir/out")" = 1 ]
claim "a wrong scenario ends all ranks"          dies mpirun -n 2 "$hubsim" run nowhere.cfg
claim "... and is reported once"                     [ "$(grep -c 'nowhere.cfg' "$dir/err")" = 1 ]

# A rank that dies takes the run with it; what was finished is in the database, and --resume goes on to the same bytes.
longer="run scenarios/liege/actual.cfg --set run.from=2022-01-01 --until 2023-01-01 --replications 12"
# shellcheck disable=SC2086
"$hubsim" $longer --csv >"$dir/undisturbed" 2>"$dir/err"
for victim in 1 2 3; do
    rm -f "$dir"/r.db*
    # shellcheck disable=SC2086
    mpirun -n 3 "$hubsim" $longer --db "$dir/r.db" --quiet >"$dir/out" 2>"$dir/err" & launcher=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
        [ -s "$dir/r.db" ] && [ "$(children "$launcher" | wc -l)" -ge 3 ] && break
        sleep 0.5
    done
    sleep 0.$victim
    kill -KILL "$(children "$launcher" | sed -n "${victim}p")" 2>/dev/null
    wait "$launcher"; code=$?
    claim "rank $((victim - 1)) dies, the run ends"   [ "$code" != 0 ]
    claim "... and the launcher says which"           grep -q 'signal 9' "$dir/err"
    claim "... the database is whole"                 [ "$("$hubsim" results check "$dir/r.db")" = ok ]
    # shellcheck disable=SC2086
    claim "... --resume over ranks goes on"           ends 0 mpirun -n 2 "$hubsim" $longer --db "$dir/r.db" --resume --csv
    claim "... to the same bytes"                     cmp -s "$dir/out" "$dir/undisturbed"
done

# The same program without MPI: one object differs.
if make -s BUILD="$dir/off" MPI=off "$dir/off/sim/ranks.o" >"$dir/off.log" 2>&1; then
    claim "the build says that MPI is off"       grep -q 'MPI is off' "$dir/off.log"
    claim "... and still links"                  ${CC:-cc} -o "$dir/hubsim" "$build/hubsim.o" "$dir/off/sim/ranks.o" \
        "$build/libplots.a" "$build/libscenarios.a" "$build/libmodels.a" "$build/libsim.a" \
        -lconfig -lsqlite3 -lz -lgsl -lgslcblas -lm -pthread ${LDFLAGS:-}
    claim "... works alone"                      ends 0 "$dir/hubsim" --version
    claim "... and refuses to be several"        dies mpirun -n 2 "$dir/hubsim" --version
    claim "... saying why"                       grep -q 'built without MPI' "$dir/err"
else
    claim "builds without MPI" false
fi
sum_up
