// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/why_report.h -- why B is not A, reported: a table of causes, a sentence, a
 * waterfall.
 *
 * Knows          that a promise stands before A, and what was counted after B: their distances to
 *                the simulation are steps of the same waterfall.
 * Does not know  how the gap was shared out (scenarios/studies/why.h).
 */
#ifndef SCENARIOS_STUDIES_WHY_REPORT_H
#define SCENARIOS_STUDIES_WHY_REPORT_H

#include "scenarios/studies/why.h"
#include "scenarios/studies/study_session.h"

struct why_report {
    const struct why *why;
    const struct responses_one *what;
    double promised;     /* NAN: no promise is looked at */
    const char *promise; /* its words */
    double counted;      /* NAN: nobody has */
    int32_t counted_year;
};

extern const struct study_session_writers why_report_writers;

#endif
