// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/workload.h -- the work of an area as a planner knows it: the week that runs, and
 * what past weeks let expect of the next.
 *
 * What happens   Work is noted by hour of week as it arrives. On Monday the week is taken into the
 *                forecast and forgotten. Rising work is noticed.
 * Left out       seasons known beforehand: a planner here knows only what was
 * Equations      (1) forecast = (1 - w) forecast + w week, hour by hour
 *                (2) trend: rise of the forecast's sum a week, smoothed with w / 2
 *                (3) ahead, for n weeks = 1 + trend n / sum of the forecast, at most 2; falling
 *                    work is not planned ahead for
 * Sources        none
 */
#ifndef MODELS_PEOPLE_WORKLOAD_H
#define MODELS_PEOPLE_WORKLOAD_H

#include <stdbool.h>
#include <stdint.h>

enum { WORKLOAD_HOURS = 168 };

struct workload {
    double week_h[WORKLOAD_HOURS], forecast_h[WORKLOAD_HOURS]; /* worker-hours, by hour of week */
    double trend_h;
};

void workload_offer(struct workload *workload, int32_t hour_of_week, double worker_h);
void workload_new_week(struct workload *workload, double weight);     /* (1), (2) */
double workload_ahead(const struct workload *workload, double weeks); /* (3) */
bool workload_expected(const struct workload *workload);              /* any work at all */

#endif
