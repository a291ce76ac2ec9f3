// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/interval.h -- what a handful of replications allows us to say, and what it does not.
 *
 * Knows          Student's t interval for a mean, the t prediction interval for one further
 *                replication, Wilson's interval for a proportion, order-statistic intervals for
 *                quantiles (type 7 estimator, [HyndmanFan1996]).
 * Does not know  where the numbers come from. With too few of them the bounds are NAN: one
 *                replication has no interval.
 */
#ifndef SIM_STATS_INTERVAL_H
#define SIM_STATS_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tally;

struct interval {
    double lo, hi;
};

/* level: 0.95 for 95 %. x[0..n-1] in the order of the replications: the sums are taken in that
 * order. NANs make NAN. */
struct interval interval_mean(const double *x, size_t n, double level);

/* The same for values that were only tallied. */
struct interval interval_of_tally(const struct tally *tally, double level);

/* Where one more replication (or the real world, if the model is right) would fall: mean +- t sd
 * sqrt(1 + 1/n). */
struct interval interval_prediction(const double *x, size_t n, double level);

/* Wilson's score interval; n = 0 gives NAN. */
struct interval interval_proportion(uint64_t successes, uint64_t n, double level);

/* Clopper and Pearson's: holds with chance `level` at least, mostly more [ClopperPearson1934]. For
 * what must not be promised lightly; Wilson's is the one to show. */
struct interval interval_proportion_safe(uint64_t successes, uint64_t n, double level);

double interval_average(const double *x, size_t n);
double interval_sd(const double *x, size_t n); /* NAN below two */

/* Type 7 quantile of x (copied and sorted inside). NAN if n is 0. */
double interval_quantile(const double *x, size_t n, double p);

/* Ranks from 1: the lo-th to the hi-th smallest of n values hold the p-quantile with chance `level`
 * at least, whatever the distribution. lo is 0, or hi n + 1, where n is too small for that side. */
void interval_ranks(size_t n, double p, double level, size_t *lo, size_t *hi);

/* Distribution-free interval for the p-quantile; NAN bounds where n is too small for that level. */
struct interval interval_of_quantile(const double *x, size_t n, double p, double level);

#endif
