// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/compare_report.h -- a comparison on one page, and in a sentence that needs no
 * statistics to be understood.
 *
 * Knows          how differences are reported; that what may be chance is not reported as a
 *                difference.
 * Does not know  files, drawing.
 */
#ifndef SCENARIOS_STUDIES_COMPARE_REPORT_H
#define SCENARIOS_STUDIES_COMPARE_REPORT_H

#include <stdio.h>

#include "scenarios/studies/compare.h"
#include "scenarios/report/pictures.h"
#include "scenarios/report/study_header.h"

/* headline: the response that the sentence is about. quiet: the sentences only. */
void compare_report_print(const struct compare *comparison, const struct study_header *header,
                          size_t headline, bool quiet, FILE *to);
void compare_report_json(const struct compare *comparison, const struct study_header *header,
                         FILE *to);
void compare_report_csv(const struct compare *comparison, const struct study_header *header,
                        FILE *to);

/* Draws how far each figure moved, in per cent of the base. Returns how many pictures failed;
 * false in *fine: no memory. */
int compare_report_draw(const struct compare *comparison, const struct study_header *header,
                        const struct pictures *pictures, const struct pictures_wish *wish,
                        FILE *messages);

#endif
