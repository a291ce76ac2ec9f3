// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/draws.h -- small draws that several stations need.
 *
 * What happens   draws_pick chooses a place with chances given as weights; draws_pick_and_rest also
 *                says how far into it; draws_spread is a factor with mean 1.
 * Left out       nothing
 * Equations      spread: lognormal, mean 1, coefficient of variation cv
 * Sources        none
 */
#ifndef MODELS_BASE_DRAWS_H
#define MODELS_BASE_DRAWS_H

#include "sim/random/dist.h"

/* The place whose share of the weights u (0..1) falls in. Weights need not add up to 1. */
static inline uint32_t draws_pick(const double *weight, uint32_t n, double u)
{
    double sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += weight[i];
    double left = u * sum;
    for (uint32_t i = 0; i + 1 < n; i++) {
        left -= weight[i];
        if (left < 0) return i;
    }
    return n - 1;
}

/* The same, and leaves in *u how far into that place it falls (0..1). */
static inline uint32_t draws_pick_and_rest(const double *weight, uint32_t n, double *u)
{
    double sum = 0;
    for (uint32_t i = 0; i < n; i++)
        sum += weight[i];
    double left = *u * sum;
    uint32_t place = 0;
    while (place + 1 < n && left >= weight[place])
        left -= weight[place++];
    *u = weight[place] > 0 && left < weight[place] ? left / weight[place] : 0;
    return place;
}

static inline double draws_spread(double cv, struct stream *stream)
{
    double u = stream_uniform(stream);
    if (cv <= 0) return 1.0;
    return dist_spread_quantile(cv, u);
}

#endif
