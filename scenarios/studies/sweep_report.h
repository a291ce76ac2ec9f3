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
#include "scenarios/report/pictures.h"
#include "scenarios/report/study_header.h"

struct sweep_report {
    const struct sweep *sweep;
    const struct factors *inputs;
    bool grid;
};

void sweep_report_print(const struct sweep_report *sweeps, const struct study_header *header,
                        bool quiet, FILE *to);
void sweep_report_json(const struct sweep_report *sweeps, const struct study_header *header,
                       FILE *to);
void sweep_report_csv(const struct sweep_report *sweeps, FILE *to);

/* One picture for each figure, up to four. */
int sweep_report_draw(const struct sweep_report *sweeps, const struct study_header *header,
                      const struct pictures *pictures, const struct pictures_wish *wish,
                      FILE *messages);

/* The points and nothing else, for a dry run. */
void sweep_report_list(const struct sweep_report *sweeps, FILE *to);

#endif
