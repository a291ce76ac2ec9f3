// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/bootstrap.h -- an interval for a number that has no formula for one.
 *
 * Knows          drawing n rows out of n with replacement, again and again, and the percentiles of
 *                what comes out [Efron1979].
 * Does not know  what a row is. Rows must be independent of each other; with fewer than about 20 of
 *                them, or for extremes, the interval is too narrow.
 */
#ifndef SIM_STATS_BOOTSTRAP_H
#define SIM_STATS_BOOTSTRAP_H

#include <stddef.h>

#include "sim/random/stream.h"
#include "sim/stats/interval.h"

/* The number in question, of the rows row[0..n-1] of `data`. */
typedef double bootstrap_statistic(const void *data, const size_t *row, size_t n);

/* Percentile interval from `resamples` (1,000 or more) draws. The same stream draws the same rows,
 * so that several statistics can be compared. NAN bounds for n < 2, fewer than 40 resamples, when a
 * resample gives NAN, or without memory. */
struct interval bootstrap_interval(bootstrap_statistic *statistic, const void *data, size_t n,
                                   size_t resamples, double level, struct stream stream);

#endif
