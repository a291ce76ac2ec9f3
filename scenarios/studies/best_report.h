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
#include "scenarios/report/pictures.h"
#include "scenarios/report/study_header.h"

struct best_report {
    const struct best *best;
    const struct responses_one *what;
    double level;
    bool least;
};

void best_report_print(const struct best_report *report, const struct study_header *header,
                       bool quiet, FILE *to);
void best_report_json(const struct best_report *report, const struct study_header *header,
                      FILE *to);
void best_report_csv(const struct best_report *report, const struct study_header *header, FILE *to);
int best_report_draw(const struct best_report *report, const struct study_header *header,
                     const struct pictures *pictures, const struct pictures_wish *wish,
                     FILE *messages);

#endif
