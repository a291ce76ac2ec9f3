#!/bin/sh
# Addressed streams before somebody else's judge: dieharder (Debian's package; Diehard, STS, its author's tests).
#   BUILD=build sh tests/verify/battery.sh
# BATTERY_WAYS: the ways (see streams.c); BATTERY_TESTS: the tests, by dieharder's numbers.
#
# The verdict: a test whose p-values are uniform with a chance below 1e-6 (or above 1 - 1e-6) is FAILED, and one of
# them fails the script. Between that and 0.005 it is WEAK, as one in a hundred is of a right generator: dieharder goes
# on drawing until it is one or the other (-Y 1). There are some 60 verdicts for each of seven ways, so a right
# generator fails once in about a thousand such nights. Left out are the tests that dieharder's own list calls suspect
# or not to be used (5, 6, 7, 14), and those that take hours (200 to 204).
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
build=${BUILD:-build}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0

command -v dieharder >/dev/null 2>&1 || { echo "FAILED: there is no dieharder here"; echo "0 passed, 1 failed"; exit 1; }

tests=${BATTERY_TESTS:-0 1 2 3 4 8 9 10 11 12 15 16 17 100 101 102 205 206 207 208 209}

# judge WAY: the verdicts, one a line
judge() {
    for test in $tests; do
        "$build/tests/verify/streams" raw "$1" | dieharder -g 200 -d "$test" -Y 1 2>/dev/null |
            grep -E 'PASSED|WEAK|FAILED' || echo "FAILED: test $test broke off"
    done
}

for way in ${BATTERY_WAYS:-within within-low index index-low replication seed name}; do
    judge "$way" >"$dir/said"
    grep FAILED "$dir/said"
    if grep -q FAILED "$dir/said"; then
        failed=$((failed + 1))
        echo "FAILED: $way"
    else
        passed=$((passed + 1))
        echo "holds   $way: $(grep -c PASSED "$dir/said") passed, $(grep -c WEAK "$dir/said") weak at first"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
