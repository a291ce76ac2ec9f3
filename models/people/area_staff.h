// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/area_staff.h -- the people of one area of a hall over a year, as numbers side by
 * side.
 *
 * What happens   Nothing moves: at the end of a year the roster is read off: the mean week by hour,
 *                jobs by employer, FTE, hours paid and what became of them.
 * Left out       who they are; hours of supervisors and office, who have no shifts
 * Equations      (1) paid = worked + idle + on post + break + absent + leave + training + spare:
 *                    idle is what is left of present
 * Sources        none
 */
#ifndef MODELS_PEOPLE_AREA_STAFF_H
#define MODELS_PEOPLE_AREA_STAFF_H

#include "models/people/roster.h"

enum area_staff_hours {
    AREA_STAFF_WORKED,
    AREA_STAFF_IDLE,
    AREA_STAFF_BREAK,
    AREA_STAFF_ABSENT,
    AREA_STAFF_LEAVE,
    AREA_STAFF_TRAINING,
    AREA_STAFF_SPARE,   /* on contract and on no roster: too many, not yet let go */
    AREA_STAFF_ON_POST, /* there, where nobody counts what is done: guards, technicians, clerks */
    AREA_STAFF_HOURS
};
extern const char *const area_staff_hours_name[AREA_STAFF_HOURS];

struct area_staff_area {
    double week[ROSTER_SERIES][ROSTER_HOURS]; /* NAN: no such hour with the hall at work */
    double jobs[HALL_EMPLOYERS], fte;         /* means of the last quarter */
    double hours[AREA_STAFF_HOURS];           /* of the year */
    double paid_h, overtime_h;                /* overtime is part of paid */
};

/* `worked_h`: worker-hours at work this year, as the area's station counted them; NAN if it counts
 * none: then all of present is on post. */
void area_staff_read(struct area_staff_area *staff, const struct roster *roster,
                     enum hall_area area, double worked_h);

#endif
