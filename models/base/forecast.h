// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/forecast.h -- what a scenario says of the years that nobody knows yet.
 *
 * What happens   Nothing in the simulated world: with --known-by DATE these become dated entries of
 *                the timeline (scenarios/run/forecast.h). An announcement is what somebody said
 *                would come; it gets as far, and comes as late, as other announcements of its kind
 *                did. A market is how lanes grow or shrink together, by the record of a measure.
 * Left out       announcements that depend on each other but through `draw`; a market that
 *                remembers (a boom followed by its correction)
 * Equations      (1) factor of a year = exp of the mean growth (drawn once) + a shock of the year
 *                    (2) one hub leaves in a year with chance exits_per_year, to left_share
 * Sources        defaults: see forecast_params; each announcement names its own
 */
#ifndef MODELS_BASE_FORECAST_H
#define MODELS_BASE_FORECAST_H

#include "models/base/param.h"

enum { FORECAST_ANNOUNCEMENTS_MAX = 24, FORECAST_MARKETS_MAX = 8 };

struct forecast_def {
    char reference_class[PARAM_TEXT_BYTES]; /* a CSV beside the scenario */
    double most_share;
};

struct forecast_announcement {
    char name[PARAM_NAME_BYTES];
    char sets[PARAM_TEXT_BYTES]; /* path of a setting */
    double value;                /* NAN: the setting is a date, and `at` is it */
    int64_t known_us, withdrawn_us, at_us;
    bool certain;
    char draw[PARAM_TEXT_BYTES], source[PARAM_TEXT_BYTES], note[PARAM_TEXT_BYTES];
};

struct forecast_market {
    char name[PARAM_NAME_BYTES];
    struct param_names lanes;
    char record[PARAM_TEXT_BYTES]; /* a measure of the record */
    double growth_sd, own_sd, exits_per_year, left_share;
};

extern const struct param forecast_params[], forecast_params_announcement[],
    forecast_params_market[];
extern const size_t forecast_params_n, forecast_params_announcement_n, forecast_params_market_n;

#endif
