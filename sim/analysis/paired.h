// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/paired.h -- is B another thing than A, and did common random numbers help to see it?
 *
 * Knows          Student's interval of the differences of replications with common random numbers,
 *                Welch's interval for those that do not [Welch1947], and Holm's correction where
 *                several comparisons are made at once [Holm1979].
 * Does not know  what was measured. NANs make NAN; fewer than two replications have no interval.
 */
#ifndef SIM_ANALYSIS_PAIRED_H
#define SIM_ANALYSIS_PAIRED_H

#include <stddef.h>

#include "sim/stats/interval.h"

struct paired {
    double difference; /* mean of B - A */
    struct interval interval;
    double p;              /* chance of such a difference, or a larger one, if there were none */
    double variance;       /* of one difference: B - A of one replication */
    double variance_apart; /* with independent numbers: variance of A + variance of B */
    double freedom;        /* degrees of freedom of the t behind interval and p */
};

/* Replication i of A and of B used common random numbers. Where all differences are equal the
 * interval is a point. p is Student's, but never below 2 / 2^n: so often would n differences all
 * have one sign by chance. */
struct paired paired_difference(const double *a, const double *b, size_t n, double level);

/* A and B used independent random numbers; `variance` is then `variance_apart`. */
struct paired paired_welch(const double *a, size_t a_n, const double *b, size_t b_n, double level);

/* The share of the variance that common random numbers removed, 1 - variance / variance_apart: 0.9
 * means a tenth of the replications suffice; below 0 it did harm. NAN if there was no variance. */
double paired_won_share(const struct paired *paired);

/* Holm's adjusted p-values of k comparisons, in the order given, into another array. Reject where
 * the adjusted one is at most alpha: then the chance of any false alarm is at most alpha, whatever
 * the dependence. A NAN stays NAN and does not count as a comparison. */
void paired_holm(const double *p, size_t k, double *adjusted);

/* The level of each of k intervals that hold all together with chance `level` [Bonferroni]. */
double paired_level_each(double level, size_t k);

/* The least number of pairs with which one of k comparisons can be rejected: 2 / 2^n <= alpha /
 * k. */
size_t paired_least_pairs(double alpha, size_t k);

#endif
