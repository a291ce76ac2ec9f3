// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/looks.h -- a closer look at one year, in several replications.
 *
 * Knows          that a run may end with the year looked at; that a look is too wide to be kept or
 *                sent, so replications run here, on the threads of this process, and not in batch.
 * Does not know  what is looked for: staffing and the like.
 * May include    models/hub.h, models/hub_look.h, scenarios/read/scenario.h, sim/replicate.h
 */
#ifndef SCENARIOS_STUDY_LOOKS_H
#define SCENARIOS_STUDY_LOOKS_H

#include <stdint.h>

#include "models/hub_def.h"
#include "models/hub_look.h"
#include "scenarios/read/scenario.h"

struct looks_request {
    const struct scenario *scenario;
    int32_t year; /* one of the whole years of the scenario */
    uint64_t seed;
    uint32_t replications;
    uint32_t threads; /* 0: all processors */
    const volatile int *stop;
    void (*progress)(void *context, uint64_t done, uint64_t n); /* may be NULL */
    void *context;
};

struct looks {
    const struct hub_def *def; /* of the scenario: names of halls, title */
    int32_t year;
    uint64_t seed;
    uint32_t done; /* replications 0 .. done - 1 */
    struct hub_look *each;
};

/* NULL if the machine refuses memory. Fewer are done if `stop` was set. */
struct looks *looks_run(const struct looks_request *request);
void looks_free(struct looks *looks);

#endif
