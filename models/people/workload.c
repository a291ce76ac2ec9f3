// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/workload.h"

void workload_offer(struct workload *workload, int32_t hour_of_week, double worker_h)
{
    workload->week_h[hour_of_week] += worker_h;
}

static double sum_of(const double hours[WORKLOAD_HOURS])
{
    double sum_h = 0;
    for (int h = 0; h < WORKLOAD_HOURS; h++)
        sum_h += hours[h];
    return sum_h;
}

void workload_new_week(struct workload *workload, double weight)
{
    double before_h = sum_of(workload->forecast_h), week_h = sum_of(workload->week_h);
    double rise_h = weight * (week_h - before_h); /* of the forecast, this week */
    workload->trend_h += before_h > 0 ? 0.5 * weight * (rise_h - workload->trend_h) : 0;
    for (int h = 0; h < WORKLOAD_HOURS; h++) {
        workload->forecast_h[h] += weight * (workload->week_h[h] - workload->forecast_h[h]);
        workload->week_h[h] = 0;
    }
}

double workload_ahead(const struct workload *workload, double weeks)
{
    double week_h = sum_of(workload->forecast_h);
    if (week_h <= 0 || workload->trend_h <= 0) return 1.0;
    double ahead = 1.0 + workload->trend_h * weeks / week_h;
    return ahead < 2.0 ? ahead : 2.0;
}

bool workload_expected(const struct workload *workload)
{
    for (int h = 0; h < WORKLOAD_HOURS; h++)
        if (workload->forecast_h[h] > 0) return true;
    return false;
}
