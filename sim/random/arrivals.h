// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/random/arrivals.h -- Poisson arrivals whose rate changes with time, by thinning
 * [LewisShedler1979].
 *
 * Knows          candidates at the constant rate `most_per_h`, each kept with chance rate(t) /
 *                most. The gaps and the keeping have a stream each, so that two scenarios whose
 *                rates differ see the same candidates.
 * Does not know  what arrives, or how the rate comes about.
 */
#ifndef SIM_RANDOM_ARRIVALS_H
#define SIM_RANDOM_ARRIVALS_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/random/stream.h"

/* The rate at that tick, arrivals per hour, between 0 and the most_per_h given to
 * arrivals_start. */
typedef double arrivals_rate(const void *context, int64_t at_us);

struct arrivals {
    struct stream gaps, keeps;
    int64_t candidate_us; /* the last candidate looked at, kept or not */
    double part_us;       /* the part of a tick by which it came later */
    double most_per_h;
    bool waiting; /* the candidate was drawn, but came too late for the last call */
};

enum { ARRIVALS_NONE = -1 };

/*
 * Arrivals after from_us. `most_per_h` is at least the peak of the rate, and above zero: a rate
 * above it stops the program (REQUIRE), for the answer would be wrong in silence. The two streams
 * are those of "NAME" and "NAME, kept" at (seed, replication, index).
 */
void arrivals_start(struct arrivals *arrivals, uint64_t seed, const char *name,
                    uint32_t replication, uint64_t index, int64_t from_us, double most_per_h);

/*
 * The tick of the next arrival, if it is before until_us; then further calls go on after it. Else
 * ARRIVALS_NONE, and the candidate that was too late waits for a call with a later until_us. Ticks
 * must not be negative.
 */
int64_t arrivals_next(struct arrivals *arrivals, arrivals_rate *rate, const void *context,
                      int64_t until_us);

#endif
