// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/year_detail.h -- a closer look at one year, in several replications.
 *
 * Knows          that a run may end with the year looked at; that a look is too wide to be kept or
 *                sent, so replications run here, on the threads of this process, and not in batch.
 * Does not know  what is looked for: staffing and the like.
 */
#ifndef SCENARIOS_STUDIES_YEAR_DETAIL_H
#define SCENARIOS_STUDIES_YEAR_DETAIL_H

#include <stdint.h>

#include "models/hub/hub_def.h"
#include "models/hub/hub_detail.h"
#include "scenarios/input/scenario.h"

struct year_detail_request {
    const struct scenario *scenario;
    int32_t year; /* one of the whole years of the scenario */
    uint64_t seed;
    uint32_t replications;
    uint32_t threads; /* 0: all processors */
    const volatile int *stop;
    void (*progress)(void *context, uint64_t done, uint64_t n); /* may be NULL */
    void *context;
};

struct year_detail {
    const struct hub_def *def; /* of the scenario: names of halls, title */
    int32_t year;
    uint64_t seed;
    uint32_t done; /* replications 0 .. done - 1 */
    struct hub_detail *each;
};

/* NULL if the machine refuses memory. Fewer are done if `stop` was set. */
struct year_detail *year_detail_run(const struct year_detail_request *request);
void year_detail_free(struct year_detail *detail);

#endif
