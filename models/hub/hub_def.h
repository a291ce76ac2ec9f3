// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_def.h -- everything a scenario can say, in one struct: what the tables of
 * hub_params.h fill.
 *
 * What happens   Nothing: plain data, as many lanes and halls as the scenario names. A replication
 *                owns a copy (hub_params_copy), which the timeline changes at dates.
 * Left out       where the values came from (scenarios/input/scenario.h)
 * Equations      none
 * Sources        the tables
 */
#ifndef MODELS_HUB_HUB_DEF_H
#define MODELS_HUB_HUB_DEF_H

#include "models/airside/airport.h"
#include "models/economy/backhaul.h"
#include "models/hall/customs.h"
#include "models/economy/demand.h"
#include "models/base/discrepancy.h"
#include "models/base/forecast.h"
#include "models/base/hall.h"
#include "models/people/jobs.h"
#include "models/people/labour.h"
#include "models/airside/lane.h"
#include "models/landside/linehaul.h"
#include "models/economy/policy.h"
#include "models/base/promise.h"
#include "models/economy/route.h"
#include "models/economy/trade.h"
#include "models/economy/visibility.h"
#include "models/airside/weather.h"

enum hub_grain { HUB_GRAIN_BATCH, HUB_GRAIN_PARCEL };

struct hub_run_def {
    int64_t from_us, to_us; /* to: exclusive; whole calendar years are reported */
    uint32_t warm_up_weeks;
    uint32_t replications;
    uint32_t seed;
    uint32_t grain; /* enum hub_grain */
    int64_t day_us; /* the day drawn hour by hour */
};

struct hub_def {
    char title[PARAM_TEXT_BYTES], question[PARAM_TEXT_BYTES], observed[PARAM_TEXT_BYTES];
    char posterior[PARAM_TEXT_BYTES];
    struct hub_run_def run;
    struct airport_def airport;
    struct weather_def weather;
    struct lane_traffic_def traffic;
    struct customs_def customs;
    struct labour_def labour;
    struct jobs_def jobs;
    struct trade_def trade;
    struct visibility_def visibility;
    struct policy_def policy;
    struct demand_def demand;
    struct route_def route;
    struct backhaul_def backhaul;
    struct discrepancy_def discrepancy; /* nothing simulated depends on it, nor on what follows */
    struct forecast_def forecast;
    /* The items, behind the struct in the same block (param.h), and how many there are. */
    struct route_rival_def *rivals;
    struct lane_aircraft_def *aircraft;
    struct lane_def *lanes;
    struct hall_def *halls;
    struct linehaul_def *hauls;
    struct promise_def *promises;
    struct forecast_announcement *announcements;
    struct forecast_market *markets;
    uint32_t aircraft_n, lanes_n, halls_n, hauls_n, promises_n, rivals_n;
    uint32_t announcements_n, markets_n;
};

#endif
