// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/roster.h -- a hall's people: from the work of the past weeks to posts, shifts,
 * contracts, and who is there tonight.
 *
 * What happens   Stations report the work offered to each area (worker-hours, by hour of week).
 *                Every Monday the forecast takes the week in; every few weeks posts and shifts are
 *                set from it (posts.h), and contracts follow (contracts.h): permanent people join
 *                after the hiring time, leave by attrition, are let go slowly; the agency fills the
 *                gap at once, up to its limit. When a shift comes in, those on its roster less
 *                those who do not come are there; if posts stay empty, colleagues may work longer.
 *                They work at the rate their experience allows, and one after the other has his
 *                break. Who is at work is reported by `changed` and limits the work.
 * Left out       skills shared between areas; shift swaps; who in person is tired
 * Equations      (1) forecast of the work, from week to week: workload.h
 *                (2) crews, shifts, FTE required: posts.h
 *                (3) posts are set for the week in which newcomers start: workload.h (3) for
 *                    hiring_weeks + 1
 *                (4) on the roster = posts.h (4), times the share of the FTE required that there is
 *                (5) present ~ binomial(on the roster, 1 - short_notice_share)
 *                (6) overtime = posts - present, from 0 to overtime_max_share x present
 *                (7) paid = worked + idle + break + absent + leave + training + spare, in hours, by
 *                    labour.h (2); a break that is not paid is in none of them; spare are those
 *                    that there are above the FTE required, not yet let go
 *                (8) behind a roster stand (on it) (1 - short_notice_share) / ((1 - absence_share)
 *                    (1 - leave_share)) on contract: absence_share is all absence, that of short
 *                    notice in it. So a year's hours paid are FTE x fte_week_h, week by week
 *                (9) at work, of those present, at any time: worked / L (labour.h (2))
 *                (10) standing jobs = jobs x FTE that one crew around the clock takes / FTE
 *                    required (posts_least_fte); of supervision and office, the share of those
 *                    they lead. The rest is what the flow makes
 *                (11) supervision and office, who stand on no roster, work (1 - absence_share)
 *                    (1 - leave_share) of the hours they are paid
 * Sources        labour_params, hall_params
 */
#ifndef MODELS_PEOPLE_ROSTER_H
#define MODELS_PEOPLE_ROSTER_H

#include <stdbool.h>

#include "models/base/hall.h"
#include "models/people/labour.h"
#include "models/base/port.h"
#include "models/people/posts.h"
#include "sim/sim.h"

enum { ROSTER_HOURS = 168 };

/* Hours since the last new year, by area. paid = present + rest + absent + leave + training +
 * spare, and present = worked + idle. Overtime is counted in paid, present and rest. */
struct roster_hours {
    double paid_h, present_h, rest_h, absent_h, leave_h, training_h, spare_h;
    double overtime_h; /* of paid_h */
};

/* The mean week since the last new year, in people, by calendar hour of the week. */
enum roster_series {
    ROSTER_WORK,     /* worker-hours of work that arrived */
    ROSTER_REQUIRED, /* posts that the load asks for */
    ROSTER_ROSTERED, /* on the roster */
    ROSTER_PRESENT,  /* there, at work or at their break; overtime counted as people */
    ROSTER_SERIES
};

struct roster;

struct roster *roster_new(struct sim *sim, const struct labour_def *labour,
                          const struct hall_def *hall);
struct roster_ports {
    struct port changed;
};
void roster_connect(struct roster *roster, struct roster_ports ports);

/* Starts weeks and shifts; the opening time of the hall begins with its first work. */
void roster_start(struct roster *roster);

/* Work offered now: worker-hours at full rate. */
void roster_work(struct roster *roster, enum hall_area area, double worker_h);

/* People at work in the area now, weighted by experience: (9); many while the hall is opening. */
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
double roster_jobs_last_quarter(const struct roster *roster, enum hall_area area,
                                enum hall_employer employer);
double roster_fte_last_quarter(const struct roster *roster, enum hall_area area);
double roster_standing_last_quarter(const struct roster *roster, enum hall_area area); /* (10) */

/* Hours since the last new year that anybody was there to work, in all areas; not those of the
 * weeks in which the hall opens. Unlike jobs they do not rise with absence. */
double roster_worked_h(const struct roster *roster);
const struct roster_hours *roster_hours(const struct roster *roster, enum hall_area area);
double roster_forecast_h(const struct roster *roster, enum hall_area area, uint32_t hour_of_week);
uint32_t roster_shift_posts(const struct roster *roster, enum hall_area area, enum shift_sort sort,
                            uint32_t roster_hour);
double roster_mean_week(const struct roster *roster, enum hall_area area, enum roster_series series,
                        uint32_t hour_of_week); /* NAN before that hour has been */
void roster_new_year(struct roster *roster);

#endif
