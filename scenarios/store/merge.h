// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/merge.h -- databases laid together, and runs taken out.
 *
 * Knows          that what two databases both have must be the same; that merging twice changes
 *                nothing.
 * Does not know  what the results are about.
 */
#ifndef SCENARIOS_STORE_MERGE_H
#define SCENARIOS_STORE_MERGE_H

#include <stdint.h>

#include "scenarios/store/store.h"

struct merge_count {
    int64_t replications, runs; /* that came in */
};

/* All of `from` into `store`, or nothing: then a line on `messages` says why. */
bool merge_file(struct store *store, const char *from, struct merge_count *count, FILE *messages);

/* Takes out a run, and the results that no other run asked for. False: a line says why. */
bool merge_remove(struct store *store, int64_t run, FILE *messages);

#endif
