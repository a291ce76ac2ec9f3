// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/memory.h -- finished replications, found again and kept: what a batch asks for.
 *
 * Knows          the address of a replication: what is simulated (scenario_address), with which sources
 *                (the program's `model`), from which seed, its number. One transaction each, so it
 *                is there whole or not at all.
 * Does not know  what the replications are for.
 * May include    scenarios/store/store.h, scenarios/study/batch.h
 */
#ifndef SCENARIOS_STORE_MEMORY_H
#define SCENARIOS_STORE_MEMORY_H

#include "scenarios/store/store.h"
#include "scenarios/study/batch.h"

/* For struct batch; the store must have a run (scenarios/store/runs.h). */
struct batch_memory memory_of(struct store *store);

/* How it went: replications found, kept, and refused by the disk. */
struct memory_count {
    uint64_t found, kept, refused;
};
struct memory_count memory_count(const struct store *store);

/* The counts of a replication (events, kilograms, parcels) as one flat JSON object, and back.
 * to: at least MEMORY_COUNTS_BYTES. False: something is missing. */
enum { MEMORY_COUNTS_BYTES = 1024 };
void memory_write_counts(const struct hub_result *result, char *to);
bool memory_read_counts(const char *text, struct hub_result *result);

#endif
