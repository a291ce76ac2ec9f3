// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/roster.h -- a hall's people: from the work of the past weeks to posts, shifts, contracts,
 * and who is there tonight.
 *
 * What happens   Stations report the work offered to each area (worker-hours, by hour of week).
 *                Every Monday the forecast takes the week in; every few weeks posts per shift are
 *                set from it, and contracts follow: permanent people join after the hiring time,
 *                leave by attrition, are let go slowly; the agency fills the gap at once, up to its
 *                limit. At 06, 14 and 22 h a shift comes in: those on the roster less those who do
 *                not come, at the rate their experience allows. What is present is told by
 *                `changed` and limits the work.
 * Left out       skills shared between areas; overtime; short peak shifts; shift swaps
 * Equations      (1) forecast = (1 - w) forecast + w week
 *                (2) posts of a shift = crew x ceil(a / target + beta sqrt(a)), a = forecast
 *                    worker-hours / hours of the shift / crew: the crews at work. At least one crew
 *                (3) FTE required = sum over the 21 shifts of posts x fte_per_weekly_shift
 *                    (labour.h (2))
 *                (4) on the roster = posts x min(1, (permanent + agency) / FTE required) / (1
 *                    - short_notice_share)
 *                (5) present ~ binomial(on the roster, 1 - short_notice_share)
 *                (6) paid = worked + idle + break + absent + leave, in hours
 *                (7) load is taken ahead by the trend of the forecast over the hiring time, at
 *                    most doubled
 * Sources        labour_params, hall_params
 * May include    sim/, models/labour.h, models/hall.h, models/port.h
 */
#ifndef MODELS_ROSTER_H
#define MODELS_ROSTER_H

#include <stdbool.h>

#include "models/hall.h"
#include "models/labour.h"
#include "models/port.h"
#include "sim/sim.h"

enum { ROSTER_SHIFTS = 21, ROSTER_HOURS = 168 };

/* Hours since the last new year, by area. paid = worked + idle + rest + absent + leave. */
struct roster_hours {
    double paid_h, present_h, rest_h, absent_h, leave_h;
};

struct roster;

struct roster *roster_new(struct sim *sim, const struct labour_def *labour, const struct hall_def *hall);
void roster_connect(struct roster *roster, struct port changed);

/* Starts weeks and shifts; the opening time of the hall begins with its first work. */
void roster_start(struct roster *roster);

/* Work offered now: worker-hours at full rate. */
void roster_work(struct roster *roster, enum hall_area area, double worker_h);

/* People present in the area now, weighted by experience; many while the hall is opening. */
double roster_present(const struct roster *roster, enum hall_area area);
bool roster_opening(const struct roster *roster);

/* How many teams of `size` they make, rounded; at least 1 if anybody is there. */
uint32_t roster_teams(const struct roster *roster, enum hall_area area, uint32_t size);

/* Heads on contract now: jobs, in an area and for an employer (agency workers count for the
 * agency). */
double roster_jobs(const struct roster *roster, enum hall_area area, enum hall_employer employer);
double roster_fte(const struct roster *roster, enum hall_area area);

/* Mean over the last quarter of the year (October to December) of jobs and FTE, or over what of
 * it has passed. */
double roster_jobs_last_quarter(const struct roster *roster, enum hall_area area, enum hall_employer employer);
double roster_fte_last_quarter(const struct roster *roster, enum hall_area area);

const struct roster_hours *roster_hours(const struct roster *roster, enum hall_area area);
uint32_t roster_posts(const struct roster *roster, enum hall_area area, uint32_t shift);
double roster_forecast_h(const struct roster *roster, enum hall_area area, uint32_t hour_of_week);
void roster_new_year(struct roster *roster);

#endif
