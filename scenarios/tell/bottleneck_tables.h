// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/bottleneck_tables.h -- where resources' time goes, for the terminal (at most 100
 * columns) and for other programs.
 *
 * Knows          which sentence names the constraint, and whether people or places are short.
 * Does not know  files.
 * May include    scenarios/study/bottleneck.h, scenarios/tell/tables.h,
 *                scenarios/tell/studied.h
 */
#ifndef SCENARIOS_TELL_BOTTLENECK_TABLES_H
#define SCENARIOS_TELL_BOTTLENECK_TABLES_H

#include <stdio.h>

#include "scenarios/study/bottleneck.h"
#include "scenarios/tell/studied.h"

/* The year's shares, the months in which work waits, a sentence for each hall. */
void bottleneck_tables_print(const struct bottleneck *bottleneck, FILE *to);

/* hall,resource,month,units,busy,starved,blocked,down,off shift,waits: month 0 is the year. */
void bottleneck_tables_csv(const struct bottleneck *bottleneck, const struct studied *studied,
                           FILE *to);
void bottleneck_tables_json(const struct bottleneck *bottleneck, const struct studied *studied,
                            FILE *to);

#endif
