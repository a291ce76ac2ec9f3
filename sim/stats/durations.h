// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/durations.h -- many stretches of time, say of waiting: how many, how long, how
 * different.
 *
 * Knows          sums of whole ticks and of their squares in 128 bits. So they are exact, in
 *                whatever order they come, and cheaper in the loop than Welford's update
 *                (sim/stats/tally.h), which divides. The squares of 1e9 spans of a year each fit.
 * Does not know  when each was.
 * Equations      q = S1 / n rounded down, r = S1 - n q, of n spans x with sum S1 and squares S2:
 *                  (1)  mean = q + r / n
 *                  (2)  sum of (x - mean)^2 = (S2 - 2 q S1 + n q^2) - r^2 / n     whole numbers in
 *                  brackets
 */
#ifndef SIM_STATS_DURATIONS_H
#define SIM_STATS_DURATIONS_H

#include <stdint.h>

#include "sim/stats/tally.h"
#include "sim/stats/wide.h"

struct durations {
    uint64_t n;
    uint64_t min_us, max_us;
    struct wide sum, squares;
};

void durations_clear(struct durations *spans);

static inline void durations_add(struct durations *spans, uint64_t us)
{
    spans->n++;
    wide_add(&spans->sum, us);
    wide_add_product(&spans->squares, (int64_t)us, (int64_t)us);
    if (us < spans->min_us) spans->min_us = us;
    if (us > spans->max_us) spans->max_us = us;
}

/* The same of no time at all. */
static inline void durations_add_none(struct durations *spans)
{
    spans->n++;
    spans->min_us = 0;
}

/* In seconds. */
struct tally durations_tally_s(const struct durations *spans);

#endif
