// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/solve_report.h -- what it would take, reported: the values tried, the answer in
 * a sentence, the chance as a curve.
 *
 * Knows          that an answer has an interval, and that there may be none in the range.
 * Does not know  how it was found (scenarios/studies/solve.h).
 */
#ifndef SCENARIOS_STUDIES_SOLVE_REPORT_H
#define SCENARIOS_STUDIES_SOLVE_REPORT_H

#include "scenarios/studies/solve.h"
#include "scenarios/studies/study_session.h"

struct solve_report {
    const struct solve *solve;
    const struct solve_target *target;
    const struct factors_one *input;
    double chance;
};

extern const struct study_session_writers solve_report_writers;

#endif
