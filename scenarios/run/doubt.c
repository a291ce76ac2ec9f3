// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/doubt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/posterior.h"

struct gathering {
    double *value; /* [replication * values + value] */
    size_t values;
};

static void take_one(void *context, size_t point, uint32_t replication,
                     const struct hub_result *result)
{
    (void)point;
    const struct gathering *gathering = context;
    memcpy(gathering->value + replication * gathering->values, result->value,
           gathering->values * sizeof(double));
}

static void find_variances(const struct gathering *gathering, uint32_t n, double *x,
                           double *variance)
{
    for (size_t i = 0; i < gathering->values; i++) {
        for (uint32_t r = 0; r < n; r++)
            x[r] = gathering->value[r * gathering->values + i];
        const double sd = interval_sd(x, n);
        variance[i] = sd * sd;
    }
}

bool doubt_chance(const struct scenario *scenario, uint64_t seed, uint32_t n,
                  const struct batch *batch, const struct outcome *outcome, double *variance)
{
    struct text_arena *arena = text_arena_new();
    const struct posterior *middle = posterior_middle(scenario, arena);
    struct scenario *held = middle ? scenario_alike(scenario) : NULL;
    if (held) posterior_attach(held, middle);
    const struct batch_point point = {held ? held : scenario, seed, 0, n};
    struct gathering gathering = {NULL, outcome->years * outcome->measures};
    gathering.value = calloc(n * gathering.values + 1, sizeof(double));
    double *x = calloc(n + 1, sizeof *x);
    bool fine = gathering.value && x;
    struct batch alone = *batch; /* a result keeps the replications that were asked for */
    alone.memory = NULL;
    alone.moments = (struct event_log_wish){0};
    alone.shard = alone.shards = 0;
    if (fine) {
        const struct batch_done done = batch_run(&alone, &point, 1, take_one, &gathering);
        fine = done.done == done.asked && done.done == n;
    }
    if (fine) find_variances(&gathering, n, x, variance);
    free(x);
    free(gathering.value);
    scenario_free(held);
    text_arena_free(arena);
    return fine;
}

struct doubt_shares doubt_of(const struct outcome *outcome, size_t measure, size_t year,
                             const double *variance)
{
    const size_t n = outcome->replications;
    const double d =
        discrepancy_of(&outcome->discrepancy, discrepancy_kind_of(&outcome->measure[measure]));
    double *x = calloc(n + 1, sizeof *x);
    struct doubt_shares shares = {NAN, NAN, NAN};
    if (!x) return shares;
    outcome_values(outcome, measure, year, x);
    const double mean = interval_average(x, n), sd = interval_sd(x, n);
    free(x);
    const double simulated = sd * sd;
    const double model = d * d * (simulated + mean * mean); /* (1) */
    const double all = simulated + model;
    if (!(all > 0)) return shares;
    const double chance = fmin(simulated, variance[year * outcome->measures + measure]); /* (2) */
    return (struct doubt_shares){(simulated - chance) / all, chance / all, model / all};
}
