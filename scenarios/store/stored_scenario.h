// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/stored_scenario.h -- resolved scenarios in the database: the whole text, and each
 * setting with the place where it stood.
 *
 * Knows          that most settings of a thousand scenarios are the same: each is kept once.
 * Does not know  results.
 */
#ifndef SCENARIOS_STORE_STORED_SCENARIO_H
#define SCENARIOS_STORE_STORED_SCENARIO_H

#include "scenarios/input/scenario.h"
#include "scenarios/store/store.h"

/* The scenario's number in the table, kept now or before; within a transaction. 0: trouble. */
int64_t stored_scenario_keep(struct store *store, const struct scenario *scenario);

/* As scenario_write has it, all of it with a NUL behind; the caller frees. NULL: no memory. */
char *stored_scenario_text(const struct scenario *scenario, size_t *n);

#endif
