// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/run.h -- N replications of a plan over threads, gathered into an outcome.
 *
 * Knows          which replications of a stopped run count; the promises and the record that go
 *                with a scenario.
 * Does not know  threads (scenarios/run/batch.h); how it is printed or drawn.
 */
#ifndef SCENARIOS_RUN_RUN_H
#define SCENARIOS_RUN_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "models/hub/hub.h"
#include "scenarios/run/batch.h"
#include "scenarios/run/outcome.h"

/* Asked after each block of replications: true if there are enough. */
struct run;
typedef bool run_enough(void *context, const struct run *so_far);

struct run_request {
    const struct scenario *scenario;
    const struct observed *observed; /* may be NULL */
    uint64_t seed;
    uint32_t replications;
    const struct batch *batch;
    run_enough *enough; /* NULL: all of them; else `replications` is the most */
    void *enough_context;
};

struct run {
    struct outcome outcome;
    uint32_t done;           /* replications finished: fewer than asked if stopped */
    struct batch_done batch; /* how the work went */
    uint64_t events;         /* of all replications */
    uint64_t parcels_moved;  /* one by one, in all replications */
    uint64_t bytes;          /* of the largest replication */
    uint64_t digest;         /* of the replications' digests, in order */
    /* [done]: conservation figures; value and day point into the outcome */
    struct hub_result *each;
};

/* NULL if the machine refuses memory. Stopped runs keep the replications 0 .. done - 1 that
 * finished without a gap. */
struct run *run_replications(const struct run_request *request);
void run_free(struct run *run);

#endif
