// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/rows.h -- the numbers of a replication as rows that anybody can read, and packed
 * where there is no time for that.
 *
 * Knows          that a row costs 0.6 us, and a replication has 1,500 of them: too much while
 *                thousands of ranks hand in theirs. Then they are kept packed, and made into rows
 *                when the run is done.
 * Does not know  who asks.
 */
#ifndef SCENARIOS_STORE_ROWS_H
#define SCENARIOS_STORE_ROWS_H

#include "models/hub/hub.h"
#include "scenarios/store/store_parts.h"

/* Their numbers in the tables of names, new or not; within a transaction. 0, false: trouble. */
int64_t rows_number_measure(struct store *store, const struct measure *measure);
bool rows_number_series(struct store *store);

/* All numbers of replication `id`, within a transaction. */
bool rows_keep(struct store *store, const struct store_point *at, int64_t id,
               const struct hub_result *result);

/* value and day, one after the other as they lie in memory; the caller frees. NULL: no memory. */
size_t rows_packed_bytes(const struct store_point *at);
void *rows_pack(const struct store_point *at, const struct hub_result *result);
/* Back into the room of *result; false: these are not so many. */
bool rows_unpack(const struct store_point *at, const void *packed, size_t bytes,
                 struct hub_result *result);

/* Makes rows of all that is packed, some at a time, so that others can write meanwhile. */
bool rows_unpack_all(struct store *store);

/* Opens a database to look into it, after bringing it up to date and making rows of what is packed
 * there, if we may. */
struct store *rows_open(const char *file, FILE *messages);

#endif
