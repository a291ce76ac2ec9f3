// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/event_rows.h -- what happened inside a replication, moment by moment, for those
 * who asked.
 *
 * Knows          that a log belongs to a replication and to the span of time asked for, and is
 *                there whole or not at all.
 * Does not know  who listened (scenarios/run/event_log.h).
 */
#ifndef SCENARIOS_STORE_EVENT_ROWS_H
#define SCENARIOS_STORE_EVENT_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "models/hub/hub_def.h"
#include "scenarios/store/store_parts.h"
#include "scenarios/run/event_log.h"

/* The run that was begun asks for these; n = 0: for none. False: trouble. */
bool event_rows_want(struct store *store, const struct event_log_wish *wish);

/* Whether nothing is missing of what the run asks of this replication, which is kept as `id`. */
bool event_rows_known(const struct store *store, uint32_t replication, int64_t id);

/* All moments of the book, within a transaction. def: whose lanes and halls they name. */
bool event_rows_keep(struct store *store, int64_t id, const struct hub_def *def,
                     struct event_log *book);

#endif
