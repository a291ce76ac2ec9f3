// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/tally.h -- count, mean, variance, least and most of single observations.
 *
 * Knows          Welford's update and Chan's merge, so that tallies of parts give the tally of the
 *                whole.
 * Does not know  time. A variance of fewer than two observations is NAN, never 0.
 */
#ifndef SIM_STATS_TALLY_H
#define SIM_STATS_TALLY_H

#include <stdint.h>

struct tally {
    uint64_t n;
    double mean;
    double m2; /* sum of squared distances from the mean */
    double min, max;
};

void tally_clear(struct tally *tally);
/* Moves min or max, or lets a NAN get in, which then stays. */
void tally_widen(struct tally *tally, double min, double max);

/* [Welford1962]: no sum of squares, hence no cancellation. */
static inline void tally_add(struct tally *tally, double x)
{
    const double before = x - tally->mean;
    tally->n++;
    tally->mean += before / (double)(int64_t)tally->n;
    tally->m2 += before * (x - tally->mean);
    if (!(x >= tally->min && x <= tally->max)) tally_widen(tally, x, x);
}

void tally_merge(struct tally *into, const struct tally *from);
double tally_mean(const struct tally *tally);     /* NAN when empty */
double tally_variance(const struct tally *tally); /* NAN below two observations */
double tally_sd(const struct tally *tally);

#endif
