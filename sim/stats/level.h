// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/level.h -- a quantity over time: its time-weighted mean, and its extremes.
 *
 * Knows          integrals of piecewise constant levels, exact in ticks (128-bit sums of whole
 *                numbers).
 * Does not know  who moves it.
 * Equation       A level of value v now that started at t0 with v0 and changed by c(i) at t(i):
 *                  (1)  area up to t = v t - m,   m = v0 t0 + sum of c(i) t(i)
 *                So a change costs one product, and none if it is a constant 1: no time of the last
 *                change is kept.
 */
#ifndef SIM_STATS_LEVEL_H
#define SIM_STATS_LEVEL_H

#include <stddef.h>
#include <stdint.h>

#include "sim/base/require.h"
#include "sim/stats/wide.h"

struct level {
    int64_t value;
    int64_t min, max;
    int64_t start_us;   /* of measuring */
    struct wide moment; /* m of (1) */
};

void level_start(struct level *level, int64_t now_us, int64_t value);

static inline void level_add(struct level *level, int64_t now_us, int64_t change)
{
    const int64_t value = level->value + change;
    wide_add_product(&level->moment, change, now_us); /* (1) */
    level->value = value;
    if (value < level->min) level->min = value;
    if (value > level->max) level->max = value;
}

/* The same by one, for what is counted up and down; the clock is not below 0. */
static inline void level_up(struct level *level, int64_t now_us)
{
    const int64_t value = level->value + 1;
    wide_add(&level->moment, (uint64_t)now_us);
    level->value = value;
    if (value > level->max) level->max = value;
}

static inline void level_down(struct level *level, int64_t now_us)
{
    const int64_t value = level->value - 1;
    wide_take(&level->moment, (uint64_t)now_us);
    level->value = value;
    if (value < level->min) level->min = value;
}

static inline void level_set(struct level *level, int64_t now_us, int64_t value)
{
    level_add(level, now_us, value - level->value);
}

/* Forgets the past, keeps the value. */
void level_reset(struct level *level, int64_t now_us);

/* Value times seconds since the start of measuring. */
double level_area_s(const struct level *level, int64_t now_us);

/* NAN if no time has passed. */
double level_mean(const struct level *level, int64_t now_us);

#endif
