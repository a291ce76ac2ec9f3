// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/landside/stay.h -- how long freight, or a truck, stays: with those who are still there.
 *
 * What happens   Who comes is written down by the hour, and crossed out on leaving. What is left at
 *                any moment is known with its age. The year's durations are then estimated from
 *                those who left, those who are there, and those who were there when it began: a
 *                hall from which nothing leaves has no short stays, but none at all.
 * Left out       who it is; minutes of those who are still there (their age is known to the hour,
 *                and counts as the younger end of it)
 * Equations      sim/stats/survival.h
 * Sources        none
 * Cost           8 bytes an hour, from the first hour of which anything is still there
 */
#ifndef MODELS_LANDSIDE_STAY_H
#define MODELS_LANDSIDE_STAY_H

#include "sim/ring.h"
#include "sim/stats/histogram.h"

struct stay {
    struct sim *sim;
    struct ring still;  /* int64_t weights, by the hour of coming */
    int64_t first_hour; /* of the ring's first */
    int64_t arrived;    /* of the year so far */
    struct histogram entered_min, ended_min;
};

void stay_start(struct stay *stay, struct sim *sim);
void stay_begin(struct stay *stay, int64_t since_us, int64_t weight);
void stay_end(struct stay *stay, int64_t since_us, int64_t leaves_us, int64_t weight);

/* Of the year so far, of all n together, in minutes. A quantile among those who are still there, or
 * of nobody, is NAN; the mean counts them as if they left now. */
double stay_quantile_min(const struct stay *const *stays, size_t n, double p);
double stay_mean_min(const struct stay *const *stays, size_t n);
void stay_new_year(struct stay *stay);

#endif
