#!/bin/sh
# The same bytes and the same digest for any number of threads and with the processor's FMA and AVX2 hidden from the C library.
# make verify does the same for compilers and optimisation levels (tests/verify/same_bytes.sh).
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
. "$(dirname "$0")/claims.sh"

# outcome FILE THREADS ARGUMENTS...
outcome() {
    to=$1 threads=$2; shift 2
    "$hubsim" run scenarios/liege/actual.cfg --until 2019-01-01 --replications 3 --threads "$threads" --quiet --no-plots \
        --out "$dir/out" "$@" >/dev/null 2>"$dir/err" || { cat "$dir/err"; return 1; }
    sed -n '/"digest"/p' "$dir/out/results.json" | cat - "$dir/out/measures.csv" | grep -v '^#' >"$to"
    rm -rf "$dir/out"
}
agrees() { outcome "$dir/got" "$@" && cmp -s "$dir/want" "$dir/got"; }
differs() { outcome "$dir/got" "$@" && ! cmp -s "$dir/want" "$dir/got"; }

claim "one thread"                       outcome "$dir/want" 1
claim "... gives a digest and measures"  eval '[ "$(wc -c <"$dir/want")" -gt 1000 ] && grep -q digest "$dir/want"'
claim "another seed gives other bytes"   differs 1 --seed 77
claim "two threads give the same"        agrees 2
claim "five threads give the same"       agrees 5
GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX2_Usable,-FMA_Usable
export GLIBC_TUNABLES
claim "without FMA and AVX2 the same"    agrees 2

sum_up
