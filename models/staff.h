// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/staff.h -- the people of one area of a hall over a year, as numbers side by side.
 *
 * What happens   Nothing moves: at the end of a year the roster is read off: the mean week by hour,
 *                jobs by employer, FTE, hours paid and what became of them.
 * Left out       who they are; hours of supervisors and office, who have no shifts
 * Equations      (1) paid = worked + idle + on post + break + absent + leave + training + spare:
 *                    idle is what is left of present
 * Sources        none
 * May include    models/roster.h
 */
#ifndef MODELS_STAFF_H
#define MODELS_STAFF_H

#include "models/roster.h"

enum staff_hours {
    STAFF_WORKED,
    STAFF_IDLE,
    STAFF_BREAK,
    STAFF_ABSENT,
    STAFF_LEAVE,
    STAFF_TRAINING,
    STAFF_SPARE, /* on contract and on no roster: too many, not yet let go */
    STAFF_ON_POST, /* there, where nobody counts what is done: guards, technicians, clerks */
    STAFF_HOURS
};
extern const char *const staff_hours_name[STAFF_HOURS];

struct staff_area {
    double week[ROSTER_SERIES][ROSTER_HOURS]; /* NAN: no such hour with the hall at work */
    double jobs[HALL_EMPLOYERS], fte;         /* means of the last quarter */
    double hours[STAFF_HOURS];                /* of the year */
    double paid_h, overtime_h;                /* overtime is part of paid */
};

/* `worked_h`: worker-hours at work this year, as the area's station counted them; NAN if it counts
 * none: then all of present is on post. */
void staff_read(struct staff_area *staff, const struct roster *roster, enum hall_area area, double worked_h);

#endif
