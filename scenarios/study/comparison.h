// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/comparison.h -- one scenario against others with the same luck: what was changed,
 * what moved, and how sure that is.
 *
 * Knows          that replication i of every scenario has the same luck, so that differences are
 *                paired [Law2015]; that many figures looked at together need a correction (Holm's,
 *                over all figures and all scenarios).
 * Does not know  printing.
 * May include    scenarios/study/responses.h, sim/stats/paired.h
 */
#ifndef SCENARIOS_COMPARISON_H
#define SCENARIOS_COMPARISON_H

#include "scenarios/study/responses.h"
#include "sim/stats/paired.h"

enum { COMPARISON_MAX = 32 };

struct comparison_change {
    char *path, *a, *b; /* NULL: that scenario has no such item */
};

/* One figure in one of the others. */
struct comparison_row {
    double mean_a, mean_b;
    struct paired paired; /* b - a, 95 % */
    double p_holm;
    bool moved; /* p_holm at most 0.05 */
};

struct comparison_other {
    struct comparison_change *change;
    size_t changes;
    struct comparison_row row[RESPONSES_MAX]; /* by response */
};

struct comparison {
    size_t n;            /* scenarios; the first is the base */
    size_t replications; /* pairs that count: fewer than asked if stopped */
    struct responses responses;
    struct comparison_other *other; /* [n - 1] */
    struct batch_done batch;
};

struct comparison_request {
    const struct scenario *const *scenario;
    size_t n;
    const struct responses *responses; /* all must fit all scenarios */
    uint64_t seed;
    uint32_t replications;
    const struct batch *batch;
};

/* NULL: no memory. */
struct comparison *comparison_run(const struct comparison_request *request);
void comparison_free(struct comparison *comparison);

/* Pairs of histories needed to see a difference of the size found, 95 % sure; NAN if none was
 * found. */
double comparison_pairs_needed(const struct comparison_row *row);

#endif
