// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/area_staff.h"

#include <math.h>

const char *const area_staff_hours_name[AREA_STAFF_HOURS] = {
    "worked", "idle", "break", "absent", "leave", "training", "spare", "on post"};

void area_staff_read(struct area_staff_area *staff, const struct roster *roster,
                     enum hall_area area, double worked_h)
{
    const struct roster_hours *hours = roster_hours(roster, area);
    for (int s = 0; s < ROSTER_SERIES; s++)
        for (uint32_t h = 0; h < ROSTER_HOURS; h++)
            staff->week[s][h] = roster_mean_week(roster, area, (enum roster_series)s, h);
    for (int e = 0; e < HALL_EMPLOYERS; e++)
        staff->jobs[e] = roster_jobs_last_quarter(roster, area, (enum hall_employer)e);
    staff->fte = roster_fte_last_quarter(roster, area);
    bool counted = !isnan(worked_h);
    staff->hours[AREA_STAFF_WORKED] = counted ? worked_h : 0;
    staff->hours[AREA_STAFF_IDLE] = counted ? hours->present_h - worked_h : 0; /* (1) */
    staff->hours[AREA_STAFF_ON_POST] = counted ? 0 : hours->present_h;
    staff->hours[AREA_STAFF_BREAK] = hours->rest_h;
    staff->hours[AREA_STAFF_ABSENT] = hours->absent_h;
    staff->hours[AREA_STAFF_LEAVE] = hours->leave_h;
    staff->hours[AREA_STAFF_TRAINING] = hours->training_h;
    staff->hours[AREA_STAFF_SPARE] = hours->spare_h;
    staff->paid_h = hours->paid_h;
    staff->overtime_h = hours->overtime_h;
}
