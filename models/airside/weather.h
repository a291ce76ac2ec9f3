// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airside/weather.h -- what the sky does to the airport: lightning stops the ramp, snow the
 * runway, frost sends departures to be de-iced.
 *
 * What happens   Each day has its stops, drawn when somebody first asks about that day: how many,
 *                when, how long; more of them in some months than in others. Work outdoors stands
 *                still during a stop and goes on after it, so whoever begins work asks until when
 *                it will take. A departure needs de-icing with the chance of its month.
 * Left out       wind, fog, heat; stops that last more than a day; slower work in bad weather;
 *                fluid, and de-icing anew after a long wait
 * Equations      (1) stops of a day ~ Poisson(per year / 365.25 x index of the month / mean index)
 *                (2) end of work = start + work + the parts of stops between the two
 * Sources        see weather_params
 */
#ifndef MODELS_AIRSIDE_WEATHER_H
#define MODELS_AIRSIDE_WEATHER_H

#include <stdbool.h>

#include "models/base/param.h"
#include "sim/sim.h"

enum weather_stop { WEATHER_LIGHTNING, WEATHER_SNOW, WEATHER_STOPS };

struct weather_def {
    double stops_per_year[WEATHER_STOPS];
    struct dist stop_min[WEATHER_STOPS];
    double month_index[WEATHER_STOPS][12];
    double deicing_share[12]; /* of the departures of a month */
    struct dist deicing_min;
    uint32_t deicing_rigs;
};

extern const struct param weather_params[];
extern const size_t weather_params_n;

struct weather;

/* def is borrowed and may change under it; days already drawn stay as they are. */
struct weather *weather_new(struct sim *sim, const struct weather_def *def);

/* (2): when work of work_us, ready to begin at start_us (now or later), is done. A NULL weather is
 * always fair. What stops took is added up in weather_lost_h. */
int64_t weather_until_us(struct weather *weather, enum weather_stop stop, int64_t start_us,
                         int64_t work_us);

/* Minutes of de-icing that this departure needs; 0: none. `index` is the address of its random
 * stream. */
double weather_deicing_min(const struct weather *weather, uint64_t index);

uint32_t weather_rigs(const struct weather *weather);

/* Hours by which work was put off since the last new year, all work together. */
double weather_lost_h(const struct weather *weather, enum weather_stop stop);
void weather_new_year(struct weather *weather);

#endif
