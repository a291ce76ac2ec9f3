#!/bin/sh
# The long form of test_store.sh: 50 kills; and results of this build made again by others (-O0, clang), and theirs by this one.
#   BUILD=build KILLS=50 sh tests/verify/store.sh
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/../program/claims.sh"
build=${BUILD:-build} kills=${KILLS:-50}
quietly() { "$@" >"$dir/out" 2>"$dir/err"; }
matches() { "$1/hubsim" reproduce "$2" | grep -q '^MATCH: 2 replications'; }

KILLS=$kills BUILD=$build sh tests/program/test_store.sh >"$dir/log" 2>&1
claim "$kills kills" [ $? = 0 ]
grep -E 'FAILED|killed|passed' "$dir/log"

question="run scenarios/liege/actual.cfg --set run.from=2024-01-01 --replications 2 --quiet --no-plots"
# shellcheck disable=SC2086
claim "a result of this build" quietly "$build/hubsim" $question --out "$dir/here"
try() { # NAME CC OPT
    if ! command -v "$2" >/dev/null; then echo "there is no $2 here: not tried"; return; fi
    claim "$1 builds" quietly make -s BUILD="$build/$1" CC="$2" OPT="$3" "$build/$1/hubsim"
    claim "$1 makes this build's result again" matches "$build/$1" "$dir/here"
    claim "... from the JSON too" matches "$build/$1" "$dir/here/results.json"
    # shellcheck disable=SC2086
    claim "a result of $1" quietly "$build/$1/hubsim" $question --out "$dir/$1"
    claim "... is made again by this build" matches "$build" "$dir/$1"
}
try O0 "${CC:-gcc}" -O0
try O3 "${CC:-gcc}" -O3
try clang clang -O2
try clang-14 clang-14 -O2

sum_up
