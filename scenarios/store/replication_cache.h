// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/replication_cache.h -- finished replications, found again and kept: what a batch
 * asks for.
 *
 * Knows          the address of a replication: what is simulated (scenario_address), with which
 *                sources (the program's `model`), from which seed, its number. One transaction
 *                each, so it is there whole or not at all.
 * Does not know  what the replications are for.
 */
#ifndef SCENARIOS_STORE_REPLICATION_CACHE_H
#define SCENARIOS_STORE_REPLICATION_CACHE_H

#include "scenarios/store/store.h"
#include "scenarios/run/batch.h"

/* For struct batch; the store must have a run (scenarios/store/runs.h). */
struct batch_memory replication_cache_of(struct store *store);

/* How it went: replications found, kept, and refused by the disk. */
struct replication_cache_count {
    uint64_t found, kept, refused;
};
struct replication_cache_count replication_cache_count(const struct store *store);

/* The counts of a replication (events, kilograms, parcels) as one flat JSON object, and back.
 * to: at least REPLICATION_CACHE_COUNTS_BYTES. False: something is missing. */
enum { REPLICATION_CACHE_COUNTS_BYTES = 1024 };
void replication_cache_write_counts(const struct hub_result *result, char *to);
bool replication_cache_read_counts(const char *text, struct hub_result *result);

#endif
