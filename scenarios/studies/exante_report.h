// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/exante_report.h -- how two exams are reported: promises by day, then scores side
 * by side.
 *
 * Knows          a table of chances, one of scores; CSV and JSON with everything; the picture of
 *                chances over time.
 * Does not know  how they were made.
 */
#ifndef SCENARIOS_STUDIES_EXANTE_REPORT_H
#define SCENARIOS_STUDIES_EXANTE_REPORT_H

#include <stdio.h>

#include "scenarios/report/pictures.h"
#include "scenarios/report/study_header.h"
#include "scenarios/studies/exante.h"

struct exante_report {
    const struct exante *exante;
    const struct hub_def *def; /* of the conditional scenario */
    size_t replications;
};

void exante_report_table(const struct exante_report *report, FILE *to);
void exante_report_csv(const struct exante_report *report, FILE *to);
void exante_report_json(const struct exante_report *report, const struct study_header *header,
                        FILE *to);
int exante_report_draw(const struct exante_report *report, const struct study_header *header,
                       const struct pictures *pictures, const struct pictures_wish *wish,
                       FILE *messages);

#endif
