// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/inputs.h -- resolved scenarios in the database: the whole text, and each setting with
 * the place where it stood.
 *
 * Knows          that most settings of a thousand scenarios are the same: each is kept once.
 * Does not know  results.
 * May include    scenarios/read/scenario.h, scenarios/store/store.h
 */
#ifndef SCENARIOS_STORE_INPUTS_H
#define SCENARIOS_STORE_INPUTS_H

#include "scenarios/read/scenario.h"
#include "scenarios/store/store.h"

/* The scenario's number in the table, kept now or before; within a transaction. 0: trouble. */
int64_t inputs_keep(struct store *store, const struct scenario *scenario);

/* As scenario_write has it, all of it with a NUL behind; the caller frees. NULL: no memory. */
char *inputs_text(const struct scenario *scenario, size_t *n);

#endif
