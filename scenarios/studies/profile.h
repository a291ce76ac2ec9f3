// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/profile.h -- where the time of one replication goes, and whether the order of
 * ties
 *                              matters to what comes out.
 *
 * Knows          events and nanoseconds by kind; the most events pending; memory; ties; how many
 *                waited where; a second run with ties in another order, measure by measure.
 * Does not know  how it is shown.
 */
#ifndef SCENARIOS_STUDIES_PROFILE_H
#define SCENARIOS_STUDIES_PROFILE_H

#include "models/hub/hub.h"
#include "scenarios/input/scenario.h"
#include "sim/pool.h"

enum { PROFILE_KINDS = 256, PROFILE_LINES = 512 };

/* Who waited for the units of a pool, from the beginning of the warm-up on. */
struct profile_line {
    const char *pool;
    uint32_t number, namesakes; /* it is the number-th pool of that name, of so many: one a hall */
    struct pool_line line;
};

struct profile_request {
    const struct scenario *scenario;
    uint64_t seed;
    uint32_t replication;
    bool permute; /* run once more, with ties permuted */
    const volatile int *stop;
};

struct profile {
    const struct hub_def *def;
    struct sim_profile_row row[PROFILE_KINDS]; /* most time first */
    size_t rows;
    struct profile_line line[PROFILE_LINES]; /* where most waited in the mean first */
    size_t lines;
    struct hub_result result, permuted; /* permuted: if asked for */
    uint64_t most_pending;
    double seconds; /* of the run, without the profile's own */
    size_t measures, years;
    struct measure *measure;
};

/* NULL if the machine refuses memory or `stop` was set. */
struct profile *profile_run(const struct profile_request *request);
void profile_free(struct profile *profile);

#endif
