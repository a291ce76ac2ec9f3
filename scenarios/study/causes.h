// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/causes.h -- why B is not A: the gap between two scenarios, shared out over the
 * groups of settings in which they differ.
 *
 * Knows          Shapley's values [Shapley1953], exactly from all coalitions of groups, or from sampled
 *                orders; that a coalition simulated once need not be simulated again; that groups
 *                which move next to nothing can go together as one, so that few coalitions are left.
 * Does not know  printing; how scenarios are mixed (scenarios/study/groups.h).
 * May include    scenarios/study/groups.h, scenarios/study/responses.h, sim/stats/shapley.h
 */
#ifndef SCENARIOS_CAUSES_H
#define SCENARIOS_CAUSES_H

#include "scenarios/study/groups.h"
#include "scenarios/study/responses.h"
#include "sim/stats/shapley.h"

struct causes_request {
    const struct scenario *a, *b;
    const struct responses *response; /* exactly one */
    const char *const *wish;          /* --group */
    size_t wishes;
    uint64_t seed;
    uint32_t replications;
    uint64_t
        runs; /* histories that may be simulated: 0 for all that exact values of all groups take */
    size_t orders; /* pairs of orders to sample instead; 0: exact */
    const struct batch *batch;
};

/* What will be done. */
struct causes_plan {
    size_t groups;
    bool screened; /* first each group alone and last, then the largest exactly, the rest as one */
    uint32_t screen_replications;
    uint64_t most_runs; /* at most so many histories */
};

struct causes {
    struct groups groups;                 /* as they were in the end */
    struct shapley_part part[GROUPS_MAX]; /* by group */
    size_t merged;                        /* so many went into the last group; 0: none did */
    size_t orders;                        /* sampled; 0: all */
    double mean_a, mean_b, gap;           /* the parts add up to the gap to the last bit */
    struct interval a_95, b_95, gap_95;
    size_t replications; /* that count */
    uint64_t histories;  /* of all coalitions, each counted once */
    size_t coalitions;
    struct batch_done batch; /* sums of all batches */
};

/* False: `why`. */
bool causes_plan(const struct causes_request *request, struct causes_plan *plan,
                 char why[static GROUPS_WHY_BYTES]);

/* NULL: `why`. If it was stopped before any replication was whole, replications is 0. */
struct causes *causes_find(const struct causes_request *request, char why[static GROUPS_WHY_BYTES]);
void causes_free(struct causes *causes);

#endif
