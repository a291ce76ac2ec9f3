// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/hindcast_report.h -- how a hindcast is reported: line by line, then in three
 * sentences.
 *
 * Knows          a table of at most 100 columns; CSV and JSON with everything; what a handful of
 *                lines does not allow to say.
 * Does not know  how it was scored.
 */
#ifndef SCENARIOS_STUDIES_HINDCAST_REPORT_H
#define SCENARIOS_STUDIES_HINDCAST_REPORT_H

#include <stdio.h>

#include "scenarios/input/comparable.h"
#include "scenarios/studies/hindcast.h"
#include "scenarios/report/pictures.h"
#include "scenarios/report/study_header.h"

struct hindcast_report {
    const struct hindcast *hindcast;
    const struct comparable *comparable; /* NULL: not asked for */
    size_t replications;
};

void hindcast_report_table(const struct hindcast_report *scored, FILE *to);
void hindcast_report_csv(const struct hindcast *hindcast, FILE *to);
void hindcast_report_json(const struct hindcast_report *scored, const struct study_header *header,
                          FILE *to);

/* Each band about its count; as the functions of struct pictures. */
int hindcast_report_draw(const struct hindcast_report *scored, const struct study_header *header,
                         const struct pictures *pictures, const struct pictures_wish *wish,
                         FILE *messages);

#endif
