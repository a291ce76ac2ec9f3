#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets the uncertain inputs of Liège by rule on what was counted to 2021, and writes calibrated.cfg and its sample,
# calibrated.csv, beside this file. No count of 2022 or later is used: the record judges from then on, and hubsim calibrate
# refuses it. One count may miss: the second-largest implausibility rules out [Vernon2010]. That was chosen after the largest
# had ruled everything out, by the jobs of one hall (README.md). 480 replications of four years; what is finished is kept and not
# done again.
#   sh scenarios/liege/calibrate.sh BUILD [OPTION...]      (or make calibration)
set -eu
build=${1:-build}
[ $# -eq 0 ] || shift
out=$build/calibration
mkdir -p "$out"
"$build/hubsim" calibrate scenarios/liege/actual.cfg --vary scenarios/liege/priors.cfg --set 'posterior=""' --seed 1 --may-miss 1 --out "$out" --db "$out/points.db" --resume "$@" >"$out/calibration.txt"
cp "$out/calibrated.cfg" "$out/calibrated.csv" "$out/calibration.txt" scenarios/liege/
cat scenarios/liege/calibration.txt
