// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/tables.h -- an outcome as a person reads it in a terminal: at most 100 columns, then
 * three sentences.
 *
 * Knows          how a reader wants numbers; which measures are shown (all are in the CSV and the
 *                JSON).
 * Does not know  files, pictures, colours.
 * May include    scenarios/study/outcome.h, scenarios/study/verdict.h
 */
#ifndef SCENARIOS_TABLES_H
#define SCENARIOS_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "scenarios/study/outcome.h"

enum { TABLES_COLUMNS = 100, TABLES_NUMBER_BYTES = 32 };

/* "n/a", "0.31", "276", "148,000", "1.36 M", "1.36 bn". Returns `to`. */
const char *tables_number(char to[static TABLES_NUMBER_BYTES], double value);

/* The same with its unit in mind: a share as per cent. */
const char *tables_figure(char to[static TABLES_NUMBER_BYTES], double value, const char *unit);

/* The unit as it stands behind a figure: "jobs", "per year", nothing for a share. */
const char *tables_unit(const char *unit);

/* Left-aligned in `wide` columns, cut if need be. */
void tables_cell(FILE *to, const char *text, size_t wide);

/* printf, as tables_text breaks it. */
void tables_say(FILE *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Words broken at blanks into lines of at most TABLES_COLUMNS characters; control bytes are left
 * out. */
void tables_text(FILE *to, const char *text);

void tables_title(const struct outcome *outcome, FILE *to);
void tables_promises(const struct outcome *outcome, FILE *to);

/* False if the machine refuses memory; so the next. */
bool tables_years(const struct outcome *outcome, FILE *to);
bool tables_sentences(const struct outcome *outcome, FILE *to);

#endif
