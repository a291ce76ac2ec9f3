// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/score_report.h -- how a hindcast is reported: line by line, then in three
 * sentences.
 *
 * Knows          a table of at most 100 columns; CSV and JSON with everything; what a handful of
 *                lines does not allow to say.
 * Does not know  how it was scored.
 */
#ifndef SCENARIOS_STUDIES_SCORE_REPORT_H
#define SCENARIOS_STUDIES_SCORE_REPORT_H

#include <stdio.h>

#include "scenarios/input/comparable.h"
#include "scenarios/studies/score.h"
#include "scenarios/studies/study_session.h"

struct score_report {
    const struct score *score;
    const struct comparable *comparable; /* NULL: not asked for */
    size_t replications;
};

/* Draws each band about its count. */
extern const struct study_session_writers score_report_writers;

#endif
