// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/precision.h -- how many replications are enough?
 *
 * Knows          Student's half width against a goal, absolute or relative to the mean, looked at
 *                after every replication from `least` on [ChowRobbins1965] [Law2015]; and the
 *                number of replications that the goal will probably need.
 * Honesty        Whoever stops when the interval looks narrow stops more often when the variance
 *                looks too small: the interval then covers a little less than it says. Found for
 *                exponential data and 95 %: a relative goal of 10 % takes some 470 replications and
 *                covers 95 %; a goal of 50 % takes some 34 and covers 91 %
 *                (tests/sim/test_precision.c). With a relative goal g the half width is held to
 *                g / (1 + g) of the mean found, so that the error is at most g of the true mean.
 * Does not know  time or budgets.
 */
#ifndef SIM_ANALYSIS_PRECISION_H
#define SIM_ANALYSIS_PRECISION_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/stats/interval.h"
#include "sim/stats/tally.h"

struct precision_goal {
    double half_width; /* in the measure's unit, or if `relative` as a share of the mean */
    bool relative;
    double level;
    size_t least; /* not before so many replications; 10 or more */
};

enum precision_verdict {
    PRECISION_UNKNOWN, /* a value is NAN, or a relative goal has a mean of 0 */
    PRECISION_NOT_YET,
    PRECISION_REACHED
};

struct precision {
    enum precision_verdict verdict;
    double half_width; /* now, in the goal's own terms */
    size_t needed;     /* replications that will probably do; SIZE_MAX beyond a billion */
};

/* After tally->n replications. */
struct precision precision_look(const struct precision_goal *goal, const struct tally *tally);

/* The least i >= tally->n with t(i - 1) sqrt(variance / i) within the goal, if mean and variance
 * stay as they are: Law's n_a and n_r. */
size_t precision_needed(const struct precision_goal *goal, const struct tally *tally);

/* Replications for a share near `share` to be known within +- half_width (normal approximation). */
size_t precision_needed_share(double share, double half_width, double level);

#endif
