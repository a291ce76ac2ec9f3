// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/landside/linehaul.h -- where a hall's trucks go: destinations with names, each with its
 * share of the
 *                      freight, its waves, trucks and promise.
 *
 * What happens   A hall for which destinations are named sends its freight there instead of to the
 *                hall's own numbered ones, in the order in which they are named. At a wave a truck
 *                leaves only with its least fill; what it leaves behind goes with a later wave that
 *                has enough, with a full truck, or when it has been held for the longest time.
 *                Freight is on time if it is there by the hour promised, so many days after its
 *                aircraft came on block.
 * Left out       the road: traffic jams, drivers' hours; several stops on a tour; trucks that come
 *                back
 * Equations      (1) may leave at a wave: kg waiting >= min_fill_share x truck, dock.h
 *                (2) due = midnight before on block + due_days x 24 h + due_hour
 *                (3) on time: leaves + drive_h <= due
 * Sources        linehaul_params
 */
#ifndef MODELS_LANDSIDE_LINEHAUL_H
#define MODELS_LANDSIDE_LINEHAUL_H

#include "models/base/hall.h"
#include "models/base/param.h"
#include "sim/date.h"

enum { LINEHAUL_MAX = HALL_MAX * HALL_DESTINATIONS, LINEHAUL_WAVES = 6 };

struct linehaul_def {
    char name[PARAM_NAME_BYTES];
    uint32_t hall;  /* its number */
    double share;   /* of the hall's freight; only the proportions matter */
    double drive_h; /* to the destination's door */
    double
        wave_hour[LINEHAUL_WAVES]; /* hour of day; 24 or more: not used. None: the hall's waves */
    double wave_days[7];           /* Monday first; 0: no wave of its own on that day */
    double parcel_truck_kg, general_truck_kg; /* 0: the hall's */
    double min_fill_share, hold_at_most_h;
    double due_hour; /* hour of day; 24 or more: nothing is promised */
    uint32_t due_days;
};

extern const struct param linehaul_params[];
extern const size_t linehaul_params_n;

/* The destinations of that hall, in order; gives how many (at most HALL_DESTINATIONS). */
uint32_t linehaul_of(const struct linehaul_def *hauls, uint32_t n, uint32_t hall,
                     const struct linehaul_def *to[HALL_DESTINATIONS]);

/* Writes the shares of named destinations into their halls' destination_share. */
void linehaul_settle(const struct linehaul_def *hauls, uint32_t n, struct hall_def *halls,
                     uint32_t halls_n);

bool linehaul_has_waves(const struct linehaul_def *haul);
bool linehaul_promises(const struct linehaul_def *haul);
bool linehaul_is_on_time(const struct linehaul_def *haul, int64_t on_block_us,
                         int64_t leaves_us); /* (2), (3) */

/* Whether a wave of its own leaves on the day that moment lies in. */
static inline bool linehaul_leaves_on(const struct linehaul_def *haul, int64_t at_us)
{
    return haul->wave_days[date_weekday(at_us)] > 0;
}

#endif
