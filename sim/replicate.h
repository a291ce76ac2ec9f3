// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/replicate.h -- many replications over threads, the same bytes for any number of them.
 *
 * Knows          a shared counter from which idle threads take the next replication; progress; a
 *                wish to stop.
 * Does not know  what a replication is or where its results go: the caller keeps one slot per
 *                replication, so that sums are taken in the order of replications, never in the
 *                order of finishing.
 */
#ifndef SIM_REPLICATE_H
#define SIM_REPLICATE_H

#include <stdbool.h>
#include <stdint.h>

/* Runs replication number `replication` (first .. first + n - 1). Called from several threads at
 * once. False: it failed. */
typedef bool replicate_one(void *context, uint32_t replication);

/* Called after each finished replication, never by two threads at once. */
typedef void replicate_progress(void *context, uint32_t done, uint32_t n);

struct replicate_def {
    uint32_t first;
    uint32_t n;
    uint32_t threads; /* 0: as many as the machine has processors online */
    replicate_one *one;
    replicate_progress *progress; /* may be NULL */
    void *context;
    /* may be NULL; non-zero: start no further replication (set by a signal handler) */
    const volatile int *stop;
};

/* Returns how many replications were done without failing. If the machine refuses threads it
 * goes on with fewer. */
uint32_t replicate(const struct replicate_def *def);

uint32_t replicate_processors(void);

#endif
