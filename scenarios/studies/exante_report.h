// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/exante_report.h -- how two exams are reported: promises by day, then scores
 * side by side.
 *
 * Knows          a table of chances, one of scores; CSV and JSON with everything; the picture of
 *                chances over time.
 * Does not know  how they were made.
 */
#ifndef SCENARIOS_STUDIES_EXANTE_REPORT_H
#define SCENARIOS_STUDIES_EXANTE_REPORT_H

#include <stdio.h>

#include "scenarios/studies/study_session.h"
#include "scenarios/studies/exante.h"

struct exante_report {
    const struct exante *exante;
    const struct hub_def *def; /* of the conditional scenario */
    size_t replications;
};

extern const struct study_session_writers exante_report_writers;

#endif
