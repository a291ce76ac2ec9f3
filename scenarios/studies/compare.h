// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/compare.h -- one scenario against others with common random numbers: what was
 * changed, what moved, and how sure that is.
 *
 * Knows          that replication i of every scenario uses common random numbers, so that
 *                differences are paired [Law2015]; that many figures looked at together need a
 *                correction (Holm's, over all figures and all scenarios).
 * Does not know  printing.
 */
#ifndef SCENARIOS_STUDIES_COMPARE_H
#define SCENARIOS_STUDIES_COMPARE_H

#include "scenarios/run/responses.h"
#include "sim/analysis/paired.h"

enum { COMPARE_MAX = 32 };

struct compare_change {
    char *path, *a, *b; /* NULL: that scenario has no such item */
};

/* One figure in one of the others. */
struct compare_row {
    double mean_a, mean_b;
    struct paired paired; /* b - a, 95 % */
    double p_holm;
    bool moved; /* p_holm at most 0.05 */
};

struct compare_other {
    struct compare_change *change;
    size_t changes;
    struct compare_row row[RESPONSES_MAX]; /* by response */
};

struct compare {
    size_t n;            /* scenarios; the first is the base */
    size_t replications; /* pairs that count: fewer than asked if stopped */
    struct responses responses;
    struct compare_other *other; /* [n - 1] */
    struct batch_done batch;
};

struct compare_request {
    const struct scenario *const *scenario;
    size_t n;
    const struct responses *responses; /* all must fit all scenarios */
    uint64_t seed;
    uint32_t replications;
    const struct batch *batch;
};

/* NULL: no memory. */
struct compare *compare_run(const struct compare_request *request);
void compare_free(struct compare *comparison);

/* Pairs of replications needed to see a difference of the size found, 95 % sure; NAN if none was
 * found. */
double compare_pairs_needed(const struct compare_row *row);

#endif
