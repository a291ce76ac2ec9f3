// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/theory/network.h -- stations in a row, with branches and loops, open or closed.
 *
 * What happens   Jobs come to node 0 by Poisson (open), or `population` of them go round for ever
 *                (closed). At each node a job waits for one of its servers, is served, and goes on
 *                to `next` or, with chance branch_share, to `branch`.
 * Left out       priorities, batches, blocking.
 * Equations      with the cases (theory_flows.c, theory_loops.c)
 * Sources        [Jackson1957] [ReiserLavenberg1980]
 */
#ifndef MODELS_THEORY_NETWORK_H
#define MODELS_THEORY_NETWORK_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/random/dist.h"

enum { NETWORK_NODES = 5, NETWORK_OUT = NETWORK_NODES };

struct network_node {
    uint32_t servers; /* more than there are jobs: nobody waits */
    struct dist service_s;
    int next, branch; /* NETWORK_OUT: leaves */
    double branch_share;
};

struct network_def {
    int nodes;
    struct network_node node[NETWORK_NODES];
    double rate_per_s;   /* open */
    uint32_t population; /* closed; all begin at node 0 */
    double warm_s, run_s;
};

struct network_result {
    double inside[NETWORK_NODES]; /* mean number waiting and served */
    double per_s[NETWORK_NODES];  /* jobs done */
};

/* False: the machine refuses memory. */
bool network_run(const struct network_def *def, uint64_t seed, uint32_t replication,
                 struct network_result *result);

#endif
