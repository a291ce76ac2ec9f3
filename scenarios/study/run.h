// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/run.h -- N replications of a plan over threads, gathered into an outcome.
 *
 * Knows          replications, threads, progress, interruption; the promises and the record that go
 *                with a scenario.
 * Does not know  how it is printed or drawn.
 * May include    models/hub.h, scenarios/study/outcome.h, scenarios/read/scenario.h, sim/replicate.h
 */
#ifndef SCENARIOS_RUN_H
#define SCENARIOS_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "models/hub.h"
#include "scenarios/study/outcome.h"

struct run_request {
    const struct plan *plan;
    const struct observed *observed; /* may be NULL */
    uint64_t seed;
    uint32_t replications;
    uint32_t threads; /* 0: all processors */
    const volatile int *stop;
    void (*progress)(void *context, uint32_t done, uint32_t n); /* may be NULL */
    void *context;
};

struct run {
    struct outcome outcome;
    uint32_t done;           /* replications finished: fewer than asked if stopped */
    uint64_t events;         /* of all replications */
    uint64_t digest;         /* of the replications' digests, in order */
    /* [done]: conservation figures; value and day point into the outcome */
    struct hub_result *each;
};

/* NULL if the machine refuses memory. Stopped runs keep the replications 0 .. done - 1 that
 * finished without a gap. */
struct run *run_replications(const struct run_request *request);
void run_free(struct run *run);

#endif
