// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/level.h -- a quantity over time: its time-weighted mean, and its extremes.
 *
 * Knows          integrals of piecewise constant levels, exact in ticks (128-bit sums of whole
 *                numbers).
 * Does not know  who moves it.
 * May include    sim/require.h
 */
#ifndef SIM_LEVEL_H
#define SIM_LEVEL_H

#include <stddef.h>
#include <stdint.h>

#include "sim/require.h"

struct level {
    int64_t value;
    int64_t since_us; /* last change */
    int64_t start_us; /* start of measuring */
    int64_t min, max;
    __extension__ __int128 area; /* value times ticks, up to since_us */
};

void level_start(struct level *level, int64_t now_us, int64_t value);
static inline void level_set(struct level *level, int64_t now_us, int64_t value)
{
    REQUIRE(NULL, now_us >= level->since_us, "a level was set in its past");
    __extension__ const __int128 gained = (__int128)level->value * (now_us - level->since_us);
    level->area += gained;
    level->since_us = now_us;
    level->value = value;
    if (value < level->min) level->min = value;
    if (value > level->max) level->max = value;
}

static inline void level_add(struct level *level, int64_t now_us, int64_t change)
{
    level_set(level, now_us, level->value + change);
}

/* Forgets the past, keeps the value. */
void level_reset(struct level *level, int64_t now_us);

/* Value times seconds since the start of measuring. */
double level_area_s(const struct level *level, int64_t now_us);

/* NAN if no time has passed. */
double level_mean(const struct level *level, int64_t now_us);

#endif
