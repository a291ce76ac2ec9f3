// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/best_report.h -- the best of several, reported with its guarantee.
 *
 * Knows          that a guarantee is a sentence; that several may be left.
 * Does not know  how it was chosen (scenarios/studies/best.h).
 */
#ifndef SCENARIOS_STUDIES_BEST_REPORT_H
#define SCENARIOS_STUDIES_BEST_REPORT_H

#include "scenarios/studies/best.h"
#include "scenarios/studies/study_session.h"

struct best_report {
    const struct best *best;
    const struct responses_one *what;
    double level;
    bool least;
};

extern const struct study_session_writers best_report_writers;

#endif
