#!/bin/sh
# Rosters as a user meets them: what is refused, and the people of a hall by hour of week.
# SPDX-License-Identifier: GPL-3.0-or-later
set -u
hubsim=${BUILD:-build}/hubsim
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0

claim() {
    words=$1; shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $words"; fi
}
ends() {
    code=$1; shift
    "$hubsim" "$@" >"$dir/out" 2>"$dir/err"; got=$?
    [ "$got" = "$code" ] || { echo "exit $got, not $code: hubsim $*"; head -n 3 "$dir/err"; return 1; }
}
says() { grep -qF -- "$1" "$dir/out"; }

cat >"$dir/small.cfg" <<'CFG'
title = "A small hub"; question = "Who is there?";
run = { from = "2024-01-01"; to = "2025-01-01"; replications = 2; seed = 7; };
halls = { one = { phase1_m2 = 5000.0; phase1_opens = "2020-01-01"; }; };
aircraft = { b777f = { payload_t = 102.0; ulds = 37; volume_m3 = 650.0; }; };
lanes = { cargo = { business = "ecommerce"; halls = ("one"); aircraft = ("b777f"); flights_per_week = 7.0; }; };
CFG

printf 'extends = "small.cfg";\nlabour.long_start_every_h = 3;\nlabour.short_shift_h = 1;\n' >"$dir/bad.cfg"
claim "shifts that do not end with the week are refused" ends 3 check "$dir/bad.cfg"
claim "... with the starts that fit"            says "bad.cfg:2: labour.long_start_every_h = 3: give 1, 2, 4 or 8"
claim "... and so are shifts of an hour"        says "bad.cfg:3: labour.short_shift_h = 1: give 0, or 2 to 7"
claim "every hour covered, with all of it on"   ends 0 run "$dir/small.cfg" --quiet --set 'labour.shift_plan="cover"' \
    --set labour.standby_confidence=0.9 --set labour.overtime_max_share=0.1 --set labour.training_weeks=2

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
