// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/sweep_report.h -- a sweep as a tidy table, and as curves over its first input.
 *
 * Knows          one row for each point and figure; that a cloud of points is no curve.
 * Does not know  which points there are and why.
 */
#ifndef SCENARIOS_STUDIES_SWEEP_REPORT_H
#define SCENARIOS_STUDIES_SWEEP_REPORT_H

#include "scenarios/studies/sweep.h"
#include "scenarios/studies/study_session.h"

struct sweep_report {
    const struct sweep *sweep;
    const struct factors *inputs;
    bool grid;
};

/* Draws one picture for each figure, up to four. */
extern const struct study_session_writers sweep_report_writers;

/* The points and nothing else, for a dry run. */
void sweep_report_list(const struct sweep_report *sweeps, FILE *to);

#endif
