// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/random/arrivals.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>

#include "sim/random/maths.h"
#include "sim/base/require.h"

static const double HOUR_US = 3.6e9;
static const double LONGEST_GAP_US = 4e18;

void arrivals_start(struct arrivals *arrivals, uint64_t seed, const char *name,
                    uint32_t replication, uint64_t index, int64_t from_us, double most_per_h)
{
    REQUIRE(NULL, most_per_h > 0 && most_per_h < INFINITY, "%s: at most %g an hour", name,
            most_per_h);
    REQUIRE(NULL, from_us >= 0, "%s: arrivals before tick 0", name);
    char keeps[128];
    const int length = snprintf(keeps, sizeof keeps, "%s, kept", name);
    REQUIRE(NULL, length < (int)sizeof keeps, "%s: the name is too long", name);
    *arrivals = (struct arrivals){.gaps = stream_named(seed, name, replication, index),
                                  .keeps = stream_named(seed, keeps, replication, index),
                                  .candidate_us = from_us,
                                  .part_us = 0,
                                  .most_per_h = most_per_h,
                                  .waiting = false};
}

/* Moves to the next candidate. The part of a tick is carried along, so that rounding does not thin
 * the arrivals out. */
static void draw_candidate(struct arrivals *arrivals)
{
    const double u = stream_uniform(&arrivals->gaps);
    const double gap_us = -maths_log(1 - u) * (HOUR_US / arrivals->most_per_h) + arrivals->part_us;
    const double whole_us = floor(gap_us);
    if (whole_us >= LONGEST_GAP_US - (double)arrivals->candidate_us) {
        arrivals->candidate_us = INT64_MAX;
        return;
    }
    arrivals->candidate_us += (int64_t)whole_us;
    arrivals->part_us = gap_us - whole_us;
}

static bool is_kept(struct arrivals *arrivals, arrivals_rate *rate, const void *context)
{
    const double per_h = rate(context, arrivals->candidate_us);
    REQUIRE(NULL, per_h >= 0 && per_h <= arrivals->most_per_h,
            "arrivals: a rate of %.17g an hour, at most %.17g was promised", per_h,
            arrivals->most_per_h);
    return stream_uniform(&arrivals->keeps) * arrivals->most_per_h < per_h;
}

int64_t arrivals_next(struct arrivals *arrivals, arrivals_rate *rate, const void *context,
                      int64_t until_us)
{
    for (;;) {
        if (!arrivals->waiting) draw_candidate(arrivals);
        arrivals->waiting = arrivals->candidate_us >= until_us;
        if (arrivals->waiting) return ARRIVALS_NONE;
        if (is_kept(arrivals, rate, context)) return arrivals->candidate_us;
    }
}
