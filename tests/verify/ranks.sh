#!/bin/sh
# The long form of test_ranks.sh: 50 random SIGKILLs over ranks, of runs and of sweeps, each resumed over ranks to the same bytes.
#   BUILD=build KILLS=50 sh tests/verify/ranks.sh
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/../program/claims.sh"
kills=${KILLS:-50}
before_end=0 gone_on=0
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1
export OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_btl_vader_single_copy_mechanism=none
run="run scenarios/liege/actual.cfg --set run.from=2024-01-01 --until 2025-01-01 --replications 24"
sweep="sweep scenarios/liege/actual.cfg --set run.from=2024-01-01 --until 2025-01-01 --replications 8 \
    --vary lanes.cainiao.load_out_share={0.2,0.4,0.6}"

# Ranks of a launcher: their processes are its children.
children() {
    sed -n "s/^\([0-9]*\) (.*) [A-Za-z] $1 .*/\1/p" /proc/[0-9]*/stat 2>/dev/null | sort -n
}
quietly() { "$@" >"$dir/out" 2>"$dir/err"; }
random() { od -An -N2 -tu2 /dev/urandom | tr -d ' '; }

# shellcheck disable=SC2086
claim "an undisturbed run" quietly "$hubsim" $run --csv
cp "$dir/out" "$dir/run"
# shellcheck disable=SC2086
claim "an undisturbed sweep" quietly "$hubsim" $sweep --csv
cp "$dir/out" "$dir/sweep"
kill=1
while [ "$kill" -le "$kills" ]; do
    rm -f "$dir"/r.db*
    if [ $((kill % 2)) = 1 ]; then question=$run whole=$dir/run; else question=$sweep whole=$dir/sweep; fi
    # shellcheck disable=SC2086
    mpirun -n 3 "$hubsim" $question --db "$dir/r.db" --csv >"$dir/out" 2>"$dir/err" & launcher=$!
    tries=0
    while [ ! -s "$dir/r.db" ] && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
    sleep "$(($(random) % 3)).$(($(random) % 10))"
    victim=$(children "$launcher" | sed -n "$(($(random) % 3 + 1))p")
    [ -z "$victim" ] || kill -KILL "$victim" 2>/dev/null
    wait "$launcher" || before_end=$((before_end + 1))
    claim "kill $kill: the database is whole" [ "$("$hubsim" results check "$dir/r.db")" = ok ]
    # shellcheck disable=SC2086
    claim "... resumed" quietly mpirun -n 2 "$hubsim" $question --db "$dir/r.db" --csv
    grep -q '[1-9][0-9]* known from before' "$dir/err" && gone_on=$((gone_on + 1))
    claim "... to the same bytes" cmp -s "$dir/out" "$whole"
    kill=$((kill + 1))
done
echo "killed $before_end of $kills times before the end, $gone_on went on from what was kept"
claim "most kills came before the end" [ $((2 * before_end)) -ge "$kills" ]
claim "most went on from what was kept" [ $((2 * gone_on)) -ge "$kills" ]
sum_up
