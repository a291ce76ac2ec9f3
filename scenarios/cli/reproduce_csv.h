// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/reproduce_csv.h -- the rows of a CSV file of hubsim run, held against those that
 * come out now.
 *
 * Knows          which files hubsim run --out writes, by the names of their columns; that what was
 *                counted is not in a result, and so not in the rows of now.
 * Does not know  where the outcome comes from.
 */
#ifndef SCENARIOS_CLI_REPRODUCE_CSV_H
#define SCENARIOS_CLI_REPRODUCE_CSV_H

#include <stdbool.h>
#include <stdio.h>

#include "scenarios/run/outcome.h"
#include "scenarios/report/pictures.h"

enum reproduce_csv { REPRODUCE_CSV_SAME, REPRODUCE_CSV_OTHER, REPRODUCE_CSV_UNKNOWN };

/* kept: the names of the columns and the rows behind them. Other: a line on `to` says what differs
 * first. Unknown: no file of hubsim run has these columns, or it cannot be made here. */
enum reproduce_csv reproduce_csv_rows(const char *kept, const struct outcome *outcome,
                                      const struct pictures *pictures, FILE *to);

#endif
