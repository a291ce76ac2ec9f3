// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/timetable.h -- a timetable as plain rows: the flights of a lane, one by one or week after
 * week.
 *
 * What happens   Nothing here: rows that a lane reads each Monday. A row is a flight of one date,
 *                or of some weekdays between two dates.
 * Left out       where the rows came from (scenarios/read/schedule.h); trucks
 * Equations      none
 * Sources        the user's own file
 * May include    sim/date.h
 */
#ifndef MODELS_TIMETABLE_H
#define MODELS_TIMETABLE_H

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

static inline bool timetable_flies_on(const struct timetable_row *row, int64_t midnight_us)
{
    bool inside = midnight_us >= row->from_us && midnight_us < row->until_us;
    return inside && (row->weekdays >> date_weekday(midnight_us) & 1u) != 0;
}

#endif
