// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/why.h -- why B is not A: the gap between two scenarios, shared out over the
 * groups of settings in which they differ.
 *
 * Knows          Shapley's values [Shapley1953], exactly from all coalitions of groups, or from
 *                sampled orders; that a coalition simulated once need not be simulated again; that
 *                groups which move next to nothing can go together as one, so that few coalitions
 *                are left.
 * Does not know  printing; how scenarios are mixed (scenarios/studies/why_groups.h).
 */
#ifndef SCENARIOS_STUDIES_WHY_H
#define SCENARIOS_STUDIES_WHY_H

#include "scenarios/studies/why_groups.h"
#include "scenarios/run/responses.h"
#include "sim/analysis/shapley.h"

struct why_request {
    const struct scenario *a, *b;
    const struct responses *response; /* exactly one */
    const char *const *wish;          /* --group */
    size_t wishes;
    uint64_t seed;
    uint32_t replications;
    uint64_t runs; /* replications to spend at most; 0: what exact values of all groups take */
    size_t orders; /* pairs of orders to sample instead; 0: exact */
    const struct batch *batch;
};

/* What will be done. */
struct why_plan {
    size_t groups;
    bool screened; /* first each group alone and last, then the largest exactly, the rest as one */
    uint32_t screen_replications;
    uint64_t most_runs; /* at most so many replications */
};

struct why {
    struct why_groups groups;                 /* as they were in the end */
    struct shapley_part part[WHY_GROUPS_MAX]; /* by group */
    size_t merged;                            /* so many went into the last group; 0: none did */
    size_t orders;                            /* sampled; 0: all */
    double mean_a, mean_b, gap;               /* the parts add up to the gap to the last bit */
    struct interval a_95, b_95, gap_95;
    size_t replications; /* that count */
    uint64_t simulated;  /* of all coalitions, each counted once */
    size_t coalitions;
    struct batch_done batch; /* sums of all batches */
};

/* False: `error`. */
bool why_plan(const struct why_request *request, struct why_plan *plan,
              char error[static WHY_GROUPS_ERROR_BYTES]);

/* NULL: `error`. If it was stopped before any replication was whole, replications is 0. */
struct why *why_find(const struct why_request *request, char error[static WHY_GROUPS_ERROR_BYTES]);
void why_free(struct why *why);

#endif
