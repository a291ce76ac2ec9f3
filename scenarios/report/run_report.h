// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/run_report.h -- an outcome as a person reads it in a terminal: at most 100
 * columns, then three sentences.
 *
 * Knows          how a reader wants numbers; which measures are shown (all are in the CSV and the
 *                JSON).
 * Does not know  files, pictures, colours.
 */
#ifndef SCENARIOS_REPORT_RUN_REPORT_H
#define SCENARIOS_REPORT_RUN_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "scenarios/run/outcome.h"

enum { RUN_REPORT_COLUMNS = 100, RUN_REPORT_NUMBER_BYTES = 32 };

/* "n/a", "0.31", "276", "148,000", "1.36 M", "1.36 bn". Returns `to`. */
const char *run_report_number(char to[static RUN_REPORT_NUMBER_BYTES], double value);

/* The same with its unit in mind: a share as per cent. */
const char *run_report_figure(char to[static RUN_REPORT_NUMBER_BYTES], double value,
                              const char *unit);

/* The unit as it stands behind a figure: "jobs", "per year", nothing for a share. */
const char *run_report_unit(const char *unit);

/* Left-aligned in `wide` columns, cut if need be. */
void run_report_cell(FILE *to, const char *text, size_t wide);

/* printf, as run_report_text breaks it. */
void run_report_say(FILE *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Words broken at blanks into lines of at most RUN_REPORT_COLUMNS characters; control bytes are
 * left out. */
void run_report_text(FILE *to, const char *text);

void run_report_title(const struct outcome *outcome, FILE *to);
void run_report_promises(const struct outcome *outcome, FILE *to);

/* Whose doubt the figures of the promises hold; variance: scenarios/run/doubt.h. */
void run_report_doubt(const struct outcome *outcome, const double *variance, FILE *to);

/* False if the machine refuses memory; so the next. */
bool run_report_years(const struct outcome *outcome, FILE *to);
bool run_report_sentences(const struct outcome *outcome, FILE *to);

#endif
