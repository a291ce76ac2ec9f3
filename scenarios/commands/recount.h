// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/recount.h -- the rows of a CSV file of hubsim run, held against those that come out now.
 *
 * Knows          which files hubsim run --out writes, by the names of their columns; that what was counted is
 *                not in a result, and so not in the rows of now.
 * Does not know  where the outcome comes from.
 * May include    scenarios/study/outcome.h, scenarios/tell/pictures.h
 */
#ifndef SCENARIOS_COMMANDS_RECOUNT_H
#define SCENARIOS_COMMANDS_RECOUNT_H

#include <stdbool.h>
#include <stdio.h>

#include "scenarios/study/outcome.h"
#include "scenarios/tell/pictures.h"

enum recount { RECOUNT_SAME, RECOUNT_OTHER, RECOUNT_UNKNOWN };

/* kept: the names of the columns and the rows behind them. Other: a line on `to` says what differs first.
 * Unknown: no file of hubsim run has these columns, or it cannot be made here. */
enum recount recount_rows(const char *kept, const struct outcome *outcome,
                          const struct pictures *pictures, FILE *to);

#endif
