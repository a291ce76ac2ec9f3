#!/bin/sh
# The same bytes and the same digest, whatever compiler, optimisation, processor and number of threads: builds the program with each
# and compares what it says of three short runs with what the ordinary build says. Takes about ten minutes.
#   BUILD=build sh tests/verify/same_bytes.sh
# VERIFY_COMPILERS (gcc clang), VERIFY_LEVELS (-O0 -O1 -O2 -O3 -O3 -march=native).
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
build=${BUILD:-build}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0

claim() {
    words=$1; shift
    if "$@"; then passed=$((passed + 1)); echo "same    $words"; else failed=$((failed + 1)); echo "FAILED: $words"; fi
}

# outcome PROGRAM FILE: every measure of every replication, and the digest of all events
outcome() {
    : >"$2"
    for scenario in scenarios/liege/actual.cfg scenarios/liege/plan2018.cfg; do
        "$1" run "$scenario" --until 2019-01-01 --replications 3 --threads "${3:-2}" --csv >>"$2" 2>"$dir/err" &&
            "$1" run "$scenario" --until 2019-01-01 --replications 3 --threads "${3:-2}" --no-plots --quiet --out "$dir/out" \
                >/dev/null 2>>"$dir/err" || { cat "$dir/err"; return 1; }
        sed -n '/"digest"/p' "$dir/out/results.json" >>"$2"
        cat "$dir/out/measures.csv" >>"$2"
        rm -rf "$dir/out"
    done
    sed -i '/^#/d' "$2" # says which compiler
}
agrees() { outcome "$@" && cmp -s "$dir/want" "$2"; }
masked() { GLIBC_TUNABLES=$mask agrees "$build/hubsim" "$dir/got" 2; }
differs() { ! cmp -s "$1" "$2"; }

outcome "$build/hubsim" "$dir/want" 1 || exit 1
claim "the ordinary build says something"  eval '[ "$(wc -c <"$dir/want")" -gt 20000 ] && grep -q digest "$dir/want"'
claim "another seed says something else"   eval '"$build/hubsim" run scenarios/liege/actual.cfg --until 2019-01-01 \
    --replications 3 --seed 77 --csv 2>/dev/null | grep -v "^#" >"$dir/other" && ! cmp -s "$dir/want" "$dir/other"'
for threads in 2 3 7; do
    claim "$threads threads"               agrees "$build/hubsim" "$dir/got" $threads
done

# Does the mask work on this machine? The C library's own functions show it.
mask=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX2_Usable,-FMA_Usable,-FMA4_Usable
cat >"$dir/libm.c" <<'C'
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
int main(void)
{
    uint64_t hash = 0;
    for (int i = 1; i < 1000000; i++) {
        double y = pow(i * 1.1e-5, 0.7) + sin(i * 0.37) + exp(-i * 1e-5);
        uint64_t bits;
        memcpy(&bits, &y, sizeof bits);
        hash = (hash ^ bits) * 0x100000001b3u;
    }
    return printf("%llx\n", (unsigned long long)hash) < 0;
}
C
${CC:-cc} -O1 -o "$dir/libm" "$dir/libm.c" -lm
"$dir/libm" >"$dir/with"; GLIBC_TUNABLES=$mask "$dir/libm" >"$dir/without"
if cmp -s "$dir/with" "$dir/without"; then echo "note    the C library does not differ with FMA masked: the next line shows little here"
else echo "note    the C library's pow, sin and exp differ with FMA masked"; fi
claim "without FMA and AVX2"               masked

for compiler in ${VERIFY_COMPILERS:-gcc clang}; do
    command -v "$compiler" >/dev/null 2>&1 || { echo "note    no $compiler here"; continue; }
    for level in ${VERIFY_LEVELS:--O0 -O1 -O2 -O3 '-O3_-march=native_-mfma'}; do
        level=$(echo "$level" | tr _ ' ')
        out=$dir/$compiler
        rm -rf "$out"
        make -s -j2 CC="$compiler" OPT="$level" BUILD="$out" "$out/hubsim" >"$dir/log" 2>&1 || { cat "$dir/log"; }
        claim "$compiler $level"           agrees "$out/hubsim" "$dir/got" 2
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
