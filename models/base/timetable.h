// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/timetable.h -- timetables as plain rows: the flights of a lane, the trucks of a hall,
 * one by one or week after week.
 *
 * What happens   Nothing here: rows that a lane reads each Monday, trucks.h each midnight. A row is
 *                a flight or truck of one date, or of some weekdays between two dates.
 * Left out       where the rows came from (scenarios/input/flight_schedule.h, truck_schedule.h)
 * Equations      none
 * Sources        the user's own file
 */
#ifndef MODELS_BASE_TIMETABLE_H
#define MODELS_BASE_TIMETABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/date.h"

struct timetable_row {
    int64_t from_us, until_us; /* midnight of the first day, and after the last */
    int64_t lands_us;          /* after midnight */
    int64_t ground_us;         /* to the scheduled departure; negative: traffic.ground_time_h */
    double in_t, out_t;        /* NAN: as the lane loads its flights */
    uint32_t weekdays;         /* bit 0 is Monday */
    uint16_t aircraft;         /* number in hub_def.aircraft */
    bool cancelled;            /* stands in the timetable, never comes */
};

struct timetable { /* borrowed: whoever read the file owns the rows */
    const struct timetable_row *row;
    size_t n;
};

enum timetable_way { TIMETABLE_IN, TIMETABLE_OUT_PARCELS, TIMETABLE_OUT_GENERAL };

struct timetable_truck {
    int64_t from_us, until_us; /* as above */
    int64_t at_us;             /* at the gate, or at the door, after midnight */
    int32_t kg;                /* brought, or its room; 0: as the hall's trucks */
    uint32_t weekdays;
    uint16_t lane;       /* in: whose flights the freight is for */
    uint8_t destination; /* out: its place in the hall */
    uint8_t way;         /* enum timetable_way */
};

struct timetable_trucks { /* borrowed likewise */
    const struct timetable_truck *row;
    size_t n;
};

/* Whether a row of those days stands for the day that begins at that midnight. */
static inline bool timetable_holds(int64_t from_us, int64_t until_us, uint32_t weekdays,
                                   int64_t midnight_us)
{
    bool inside = midnight_us >= from_us && midnight_us < until_us;
    return inside && (weekdays >> date_weekday(midnight_us) & 1u) != 0;
}

static inline bool timetable_flies_on(const struct timetable_row *row, int64_t midnight_us)
{
    return timetable_holds(row->from_us, row->until_us, row->weekdays, midnight_us);
}

#endif
