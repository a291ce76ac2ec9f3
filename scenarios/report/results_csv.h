// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/results_csv.h -- results as tidy rows, one number's story per line, for R,
 * pandas and spreadsheets.
 *
 * Knows          RFC 4180 (quotes where needed, also for a #, which begins the two lines before the
 *                rows); "unknown" is an empty field; a text that a spreadsheet would take for a
 *                formula gets a ' before it.
 * Does not know  files.
 */
#ifndef SCENARIOS_REPORT_RESULTS_CSV_H
#define SCENARIOS_REPORT_RESULTS_CSV_H

#include <stdbool.h>
#include <stdio.h>

#include "scenarios/run/outcome.h"

/* Two lines before the rows that begin with #: what this is, and `json`, which says how the rows
 * were made, on one line; a terminal is spared it. */
void results_csv_head(FILE *to, const char *json);

/* One field, made safe; without the comma. */
void results_csv_field(FILE *to, const char *text);

/* One field; a comma before it unless it is the first of its line. */
void results_csv_text(FILE *to, const char *text, bool first);
void results_csv_number(FILE *to, double number);

/* measure,unit,year,n,mean,sd,lo,hi,band_lo,band_hi,observed. False if the machine refuses
 * memory. */
bool results_csv_measures(const struct outcome *outcome, FILE *to);

/* One row per promise. */
void results_csv_promises(const struct outcome *outcome, FILE *to);

/* The record, as scenarios/input/observed.h reads it. */
void results_csv_observed(const struct observed *observed, FILE *to);

#endif
