// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/sense_report.h -- which inputs matter, reported: a table for each figure, a
 * sentence, a tornado.
 *
 * Knows          that a share whose interval holds 0 is "not distinguishable from zero".
 * Does not know  how it was found (scenarios/studies/sense.h).
 */
#ifndef SCENARIOS_STUDIES_SENSE_REPORT_H
#define SCENARIOS_STUDIES_SENSE_REPORT_H

#include "scenarios/studies/sense.h"
#include "scenarios/report/pictures.h"
#include "scenarios/report/study_header.h"

struct sense_report {
    const struct sense *sense;
    const struct factors *inputs;
    const struct responses *responses;
    size_t shown; /* inputs in each table */
};

void sense_report_print(const struct sense_report *report, const struct study_header *header,
                        bool quiet, FILE *to);
void sense_report_json(const struct sense_report *report, const struct study_header *header,
                       FILE *to);
void sense_report_csv(const struct sense_report *report, FILE *to);

/* One tornado for each figure, up to four. */
int sense_report_draw(const struct sense_report *report, const struct study_header *header,
                      const struct pictures *pictures, const struct pictures_wish *wish,
                      FILE *messages);

#endif
