// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/steady.h -- one long run of a system without an end: what is start-up, and how sure
 * is the rest?
 *
 * Knows          MSER (where to cut off the start-up; on means of five it is MSER-5,
 *                [White2000]), means of nonoverlapping [Conway1963] and overlapping batches
 *                [MeketonSchmeiser1984] with their intervals, and von Neumann's test whether the
 *                batches are still correlated [Neumann1941].
 * Does not know  whether the system has a steady state at all. A hub that grows has none: its
 *                question is about dates, and replications answer it.
 */
#ifndef SIM_ANALYSIS_STEADY_H
#define SIM_ANALYSIS_STEADY_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/stats/interval.h"

struct steady_cut {
    size_t cut;       /* so many observations at the start are start-up */
    double statistic; /* of that cut: the smallest */
    double mean;      /* of the observations after it */
    bool too_short;   /* the best cut is half of the run, the last that is tried, or there are
                         fewer than ten batches: nothing is known */
};

/* Z_1 .. Z_k are means of `batch` observations (5 for MSER-5); a rest at the end is not looked at.
 * The cut is the first d <= k / 2 with the least
 *     sum over i > d of (Z_i - their mean)^2 / (k - d)^2 */
struct steady_cut steady_mser(const double *x, size_t n, size_t batch);

struct steady_batches {
    size_t batches, size;
    double mean;
    double variance; /* n times the variance of the mean of n, for long runs */
    double freedom;
    struct interval interval;
};

/* `batches` batches of n / batches; what does not fit is left out at the start. */
struct steady_batches steady_nonoverlapping(const double *x, size_t n, size_t batches,
                                            double level);

/* All n - size + 1 batches of that size; 1.5 (n / size - 1) degrees of freedom. */
struct steady_batches steady_overlapping(const double *x, size_t n, size_t size, double level);

struct steady_lag1 {
    double r1;        /* correlation of neighbours */
    double statistic; /* nearly standard normal if there is none */
    double p; /* chance of one as large without correlation: below 0.05 they are correlated */
};

struct steady_lag1 steady_test(const double *x, size_t n);

enum steady_verdict { STEADY_FINE, STEADY_CORRELATED, STEADY_TOO_SHORT };

struct steady {
    struct steady_cut cut;
    struct steady_batches batches, overlapping;
    struct steady_lag1 lag1; /* of the batches */
    enum steady_verdict verdict;
};

/* All of it: MSER-5, then 20 batches of what is left; 10 if 20 are correlated at 5 %.
 * STEADY_TOO_SHORT when MSER says so or fewer than 50 observations are left, STEADY_CORRELATED when
 * 10 batches look correlated, too, at 20 %: their interval is too narrow then. */
struct steady steady_judge(const double *x, size_t n, double level);

#endif
