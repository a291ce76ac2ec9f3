// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/bottleneck_report.h -- where resources' time goes, for the terminal (at most
 * 100 columns) and for other programs.
 *
 * Knows          which sentence names the constraint, and whether people or places are short.
 * Does not know  files.
 */
#ifndef SCENARIOS_STUDIES_BOTTLENECK_REPORT_H
#define SCENARIOS_STUDIES_BOTTLENECK_REPORT_H

#include <stdio.h>

#include "scenarios/studies/bottleneck.h"
#include "scenarios/report/study_header.h"

/* The year's shares, the months in which work waits, a sentence for each hall. */
void bottleneck_report_print(const struct bottleneck *bottleneck, FILE *to);

/* hall,resource,month,units,busy,starved,blocked,down,off shift,waits: month 0 is the year. */
void bottleneck_report_csv(const struct bottleneck *bottleneck, const struct study_header *header,
                           FILE *to);
void bottleneck_report_json(const struct bottleneck *bottleneck, const struct study_header *header,
                            FILE *to);

#endif
