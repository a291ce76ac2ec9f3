// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/batch.h -- many replications of many scenarios: every study asks here, and only
 * here is anything simulated.
 *
 * Knows          that a result belongs to (scenario, seed, replication) and to nothing else, so it
 *                may come from a memory of finished ones; that work goes replication by
 *                replication over all scenarios, so that an interrupted study has as much of each;
 *                that scenarios which differ only from some date on share their past.
 * Does not know  what a study wants to know; files; how the memory keeps what it keeps.
 */
#ifndef SCENARIOS_RUN_BATCH_H
#define SCENARIOS_RUN_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/hub/hub.h"
#include "scenarios/input/scenario.h"
#include "scenarios/run/event_log.h"

struct batch_point {
    const struct scenario *scenario; /* borrowed */
    uint64_t seed;
    uint32_t first, n; /* replications first .. first + n - 1 */
};

/* Finished replications that somebody keeps. All are called by one thread at a time. */
struct batch_memory {
    /* A batch of these points begins; what follows is about them. May be NULL. */
    void (*begin)(void *context, const struct batch_point *point, size_t points);
    /* True: it was known, and *result is filled (value and day point to room for it). */
    bool (*find)(void *context, const struct batch_point *point, uint32_t replication,
                 struct hub_result *result);
    /* False: it could not be kept; the batch goes on and batch_run tells. book: its moments, if
     * they were asked for; else NULL. */
    bool (*keep)(void *context, const struct batch_point *point, uint32_t replication,
                 const struct hub_result *result, struct event_log *book);
    void *context;
};

/* How the work of a command is done; one for all batches of a study. */
struct batch {
    uint32_t threads; /* of this process; 0: all processors, or 1 if there are several ranks */
    const volatile int *stop;
    const struct batch_memory *memory; /* NULL: nothing is kept */
    /* Moments for the memory to keep. Such replications are simulated by this process itself,
     * before the others. */
    struct event_log_wish moments;
    /* Of the replications in their order, every shards-th from the shard-th (1 to shards) on; 0, 0:
     * all. The others are not done here. */
    uint32_t shard, shards;
    void (*progress)(void *context, uint64_t done, uint64_t n); /* may be NULL */
    void *progress_context;
};

/* A replication has come in, in no order, never two at once. The result is lent for the call. */
typedef void batch_take(void *context, size_t point, uint32_t replication,
                        const struct hub_result *result);

struct batch_done {
    uint64_t done, asked; /* replications */
    uint64_t remembered;  /* of them, not run but known */
    bool out_of_memory;   /* some were not run, or nothing could be */
    bool kept_all;        /* false: the memory refused one */
};

/* Does all replications of all points. Fewer are done if `stop` was set or memory refused. */
struct batch_done batch_run(const struct batch *batch, const struct batch_point *point,
                            size_t points, batch_take *take, void *context);

#endif
