// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/best.h -- the best of several scenarios, with a guarantee.
 *
 * Knows          that all options use common random numbers; that after the first replications what
 *                is surely not the best is dropped (subset selection), and that the rest go on side
 *                by side until one is left (KN), or no more replications may be spent.
 * Does not know  the arithmetic (sim/analysis/selection.h); printing.
 */
#ifndef SCENARIOS_STUDIES_BEST_H
#define SCENARIOS_STUDIES_BEST_H

#include "scenarios/run/responses.h"
#include "sim/stats/interval.h"

enum { BEST_MAX = 32 };

struct best_request {
    const struct scenario *const *scenario;
    size_t options;
    const struct responses *response; /* one */
    bool least;                       /* the least is best */
    double delta; /* a difference worth finding; 0: a hundredth of the largest mean of the first */
    double level;
    uint32_t first, most; /* replications of each: before the first decision, and at most */
    uint64_t seed;
    const struct batch *batch;
};

struct best {
    size_t options;
    struct {
        size_t n; /* replications */
        double mean;
        struct interval mean_95;
        bool subset, kept; /* after the first replications; at the end */
    } option[BEST_MAX];
    size_t best, left; /* the best mean of those kept; how many are */
    double delta;
    bool tied;     /* several are left, and were exactly equal in every replication */
    size_t needed; /* replications of each that may be needed, if several are left */
    bool unknown;  /* an option has no answer: nothing can be said */
    struct batch_done batch;
};

/* False: no memory. */
bool best_make(const struct best_request *request, struct best *best);

#endif
