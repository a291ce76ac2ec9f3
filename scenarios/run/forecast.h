// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/forecast.h -- what was not known on a day, drawn from what was: announcements by a
 * reference class, growth by the record.
 *
 * Knows          that an announcement counts from the day it was said until it is withdrawn or due;
 *                that only counts and cases known by that day are evidence; how growth and its
 *                spread are estimated from yearly counts:
 *                  (1) x(y) = log(count(y) / count(y - 1));  m, s: their mean and deviation
 *                  (2) growth drawn once: m, with deviation s / sqrt(n)
 *                  (3) a year's shock: s sqrt((n - 1) / (n - 3)), the deviation of Student's law;
 *                      with n < 4: m = 0 and s = growth_sd, in (2) with n = 4
 * Does not know  how a timeline is read: it writes one, as text, and the scenario is read again
 *                with it. So a result keeps all that was drawn from, and can be run again.
 */
#ifndef SCENARIOS_RUN_FORECAST_H
#define SCENARIOS_RUN_FORECAST_H

#include <stddef.h>

#include "scenarios/input/observed.h"
#include "scenarios/input/reference_class.h"
#include "scenarios/input/scenario.h"

struct forecast_growth {
    size_t n; /* years of growth that were known */
    double mean, mean_sd, year_sd;
};

struct forecast_growth forecast_growth(const struct observed *record, const char *measure,
                                       int64_t by_us, double assumed_sd);

/* A timeline in the words of a scenario file; lives in the arena. scenario: as it was known by that
 * day. Announcements that change no setting are reported (file:line). */
typedef void forecast_complain(void *context, const char *path, const char *what_to_give);
const char *forecast_text(const struct scenario *scenario, const struct observed *record,
                          const struct reference_class *all, int64_t by_us,
                          struct text_arena *arena, forecast_complain *complain, void *context);

#endif
