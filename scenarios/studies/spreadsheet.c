// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/spreadsheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub_params.h"
#include "sim/date.h"

/* The same plan with every drawn number at its mean. */
static struct plan_change *without_chance(const struct plan *plan)
{
    struct plan_change *change = calloc(plan->n + 1, sizeof *change);
    for (size_t i = 0; change && i < plan->n; i++) {
        change[i] = plan->changes[i];
        const bool drawn = change[i].kind == PARAM_REAL || change[i].operation != PLAN_SET;
        if (drawn) change[i].number = dist_constant(dist_mean(&change[i].number));
    }
    return change;
}

static double capacity_t(const struct lane_aircraft_def *type, double density_kg_per_m3)
{
    return fmin(type->payload_t, type->volume_m3 * density_kg_per_m3 / 1000); /* (2) */
}

static double tonnes_per_flight(const struct hub_def *def, const struct lane_def *lane)
{
    double in_t = 0, out_t = 0, shares = 0;
    for (uint32_t i = 0; i < lane->aircraft.n; i++) {
        const struct lane_aircraft_def *type = &def->aircraft[lane->aircraft.item[i]];
        const double share = lane->aircraft_share[i];
        in_t += share * capacity_t(type, lane->density_kg_per_m3);
        out_t += share * capacity_t(type, lane->density_out_kg_per_m3);
        shares += share;
    }
    return (in_t * lane->load_in_share + out_t * lane->load_out_share) / shares;
}

static double tonnes_per_week(const struct hub_def *def, int64_t at_us)
{
    double tonnes = 0;
    for (uint32_t l = 0; l < def->lanes_n; l++) {
        const struct lane_def *lane = &def->lanes[l];
        tonnes += lane_flights_per_week(lane, at_us) * tonnes_per_flight(def, lane); /* (1) */
    }
    return tonnes;
}

/* A ramp is taken half way between its ends, as a step in its middle. */
static int64_t moment_of(const struct plan_change *change)
{
    if (change->at_us == PLAN_START_US || change->until_us <= change->at_us) return change->at_us;
    return change->at_us + (change->until_us - change->at_us) / 2;
}

double spreadsheet_tonnes(const struct scenario *scenario, int32_t year)
{
    const struct plan *plan = scenario_plan(scenario);
    struct plan_change *change = without_chance(plan);
    bool *done = calloc(plan->n + 1, sizeof *done);
    struct hub_def *def = malloc(hub_params_bytes(plan->base));
    double tonnes = change && done && def ? 0 : NAN;
    const struct plan means = {.base = plan->base, .changes = change, .n = plan->n};
    if (!isnan(tonnes)) hub_params_copy(def, plan->base);
    const int64_t from_us = date_us(year, 1, 1), until_us = date_us(year + 1, 1, 1);
    for (int64_t at_us = from_us; !isnan(tonnes) && at_us < until_us; at_us += DATE_DAY_US) {
        for (size_t i = 0; i < plan->n; i++) {
            if (done[i] || moment_of(&change[i]) > at_us) continue;
            plan_apply(&means, i, def, 1, NAN, 0, 0);
            done[i] = true;
        }
        tonnes += tonnes_per_week(def, at_us) / 7;
    }
    free(change);
    free(done);
    free(def);
    return tonnes;
}
