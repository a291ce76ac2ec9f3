// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/level.h -- a quantity over time: its time-weighted mean, and its extremes.
 *
 * Knows          integrals of piecewise constant levels, exact in ticks (128-bit sums of whole
 *                numbers).
 * Does not know  who moves it.
 * May include    nothing.
 */
#ifndef SIM_LEVEL_H
#define SIM_LEVEL_H

#include <stdint.h>

struct level {
    int64_t value;
    int64_t since_us; /* last change */
    int64_t start_us; /* start of measuring */
    int64_t min, max;
    __extension__ __int128 area; /* value times ticks, up to since_us */
};

void level_start(struct level *level, int64_t now_us, int64_t value);
void level_set(struct level *level, int64_t now_us, int64_t value);
void level_add(struct level *level, int64_t now_us, int64_t change);

/* Forgets the past, keeps the value. */
void level_reset(struct level *level, int64_t now_us);

/* Value times seconds since the start of measuring. */
double level_area_s(const struct level *level, int64_t now_us);

/* NAN if no time has passed. */
double level_mean(const struct level *level, int64_t now_us);

#endif
