// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/histogram.h -- quantiles of positive durations in bounded memory, with a stated bound.
 *
 * Knows          bins whose width is at most 1/64 of their lower edge (relative error of a quantile
 *                at most 1.6 %; below 64 units the nearest whole number, so whole numbers there are
 *                exact), up to 2^41 units; what is longer shares the last bin. Merging is adding,
 *                so any split of the data gives the same quantiles.
 * Does not know  time or units.
 */
#ifndef SIM_STATS_HISTOGRAM_H
#define SIM_STATS_HISTOGRAM_H

#include <stdint.h>

enum { HISTOGRAM_BINS = 64 * 36 };

struct histogram {
    uint64_t n;
    uint64_t bin[HISTOGRAM_BINS];
};

void histogram_clear(struct histogram *histogram);

/* Counts `weight` observations of value x (x >= 0). */
void histogram_add(struct histogram *histogram, double x, uint64_t weight);
void histogram_merge(struct histogram *into, const struct histogram *from);

double histogram_middle(uint64_t bin);

/* The value below which a share p of the observations lies (middle of the bin); NAN when empty. */
double histogram_quantile(const struct histogram *histogram, double p);

#endif
