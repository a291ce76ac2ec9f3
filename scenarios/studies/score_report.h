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
#include "scenarios/report/pictures.h"
#include "scenarios/report/study_header.h"

struct score_report {
    const struct score *score;
    const struct comparable *comparable; /* NULL: not asked for */
    size_t replications;
};

void score_report_table(const struct score_report *scored, FILE *to);
void score_report_csv(const struct score *score, FILE *to);
void score_report_json(const struct score_report *scored, const struct study_header *header,
                       FILE *to);

/* Each band about its count; as the functions of struct pictures. */
int score_report_draw(const struct score_report *scored, const struct study_header *header,
                      const struct pictures *pictures, const struct pictures_wish *wish,
                      FILE *messages);

#endif
