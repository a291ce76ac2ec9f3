// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/store.h -- a database of results: one file that several processes may use at
 * once.
 *
 * Knows          how such a file is opened, made and refused: what is not ours, damaged or of a
 *                newer edition is named and never written to; that a commit survives the end of the
 *                process at once, and a power cut after a second.
 * Does not know  what stands in the tables (scenarios/store/replication_cache.h,
 *                scenarios/store/runs.h).
 */
#ifndef SCENARIOS_STORE_STORE_H
#define SCENARIOS_STORE_STORE_H

#include <stdbool.h>
#include <stdio.h>

struct store;

enum store_use {
    STORE_READ, /* the file must be there; works in a folder that may not be written to */
    STORE_WRITE /* the file is made if it is missing */
};

/* NULL: a line on `messages` says why. */
struct store *store_open(const char *file, enum store_use use, FILE *messages);

/* NULL is fine. */
void store_close(struct store *store);

const char *store_file(const struct store *store);

/* The first thing that could not be written or read since it was opened, in SQLite's words; NULL:
 * all went well. */
const char *store_trouble(const struct store *store);

#endif
