// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/sweep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/studies/filter.h"
#include "sim/analysis/design.h"

static const double level = 0.95;

/* ---- points ---------------------------------------------------------------------------------- */

static bool fail(char error[static FACTORS_ERROR_BYTES], const char *what)
{
    snprintf(error, FACTORS_ERROR_BYTES, "%s", what);
    return false;
}

static bool make_room(struct sweep *sweep, size_t points, char error[static FACTORS_ERROR_BYTES])
{
    sweep->points = points;
    sweep->at = calloc(points * sweep->inputs + 1, sizeof *sweep->at);
    return sweep->at != NULL || fail(error, "out of memory");
}

static bool plan_grid(struct sweep *sweep, const struct sweep_request *request,
                      char error[static FACTORS_ERROR_BYTES])
{
    size_t levels[FACTORS_MAX], number[FACTORS_MAX];
    for (size_t i = 0; i < sweep->inputs; i++) {
        const struct factors_one *one = &request->inputs->one[i];
        levels[i] = one->values;
        if (one->values > 0) continue;
        snprintf(error, FACTORS_ERROR_BYTES,
                 "%.90s: a grid wants steps: path=from:to:step or {a,b}", one->path);
        return false;
    }
    const size_t points = design_grid_points(levels, sweep->inputs);
    if (points > SWEEP_POINTS_MAX)
        return fail(error, "more than 100000 points: take a coarser grid");
    if (!make_room(sweep, points, error)) return false;
    for (size_t p = 0; p < points; p++) {
        design_grid_at(levels, sweep->inputs, p, number);
        for (size_t i = 0; i < sweep->inputs; i++)
            sweep->at[p * sweep->inputs + i] = (double)number[i];
    }
    return true;
}

/* Between 0 and 1 first, then in the inputs' own values. */
static bool plan_cloud(struct sweep *sweep, const struct sweep_request *request,
                       char error[static FACTORS_ERROR_BYTES])
{
    struct stream stream = stream_named(request->seed, "study.design", 0, 0);
    if (request->points > SWEEP_POINTS_MAX) return fail(error, "more than 100000 points");
    if (!make_room(sweep, request->points, error)) return false;
    if (request->design == SWEEP_LATIN)
        design_latin(&stream, sweep->points, sweep->inputs, sweep->at);
    else if (sweep->inputs > DESIGN_SOBOL_INPUTS ||
             !design_sobol(&stream, sweep->points, sweep->inputs, sweep->at))
        return fail(error, "Sobol points: at most 40 inputs");
    for (size_t p = 0; p < sweep->points; p++) {
        for (size_t i = 0; i < sweep->inputs; i++) {
            const struct factors_one *one = &request->inputs->one[i];
            double *x = &sweep->at[p * sweep->inputs + i];
            *x = design_points_by_number(one) ? (double)factors_number(one, *x)
                                              : factors_at(one, *x);
        }
    }
    return true;
}

static bool filter(struct sweep *sweep, const struct sweep_request *request,
                   char error[static FACTORS_ERROR_BYTES])
{
    size_t left = 0;
    for (size_t p = 0; p < sweep->points; p++) {
        double x[FACTORS_MAX];
        bool holds = true;
        double *at = &sweep->at[p * sweep->inputs];
        for (size_t i = 0; i < sweep->inputs; i++) {
            const struct factors_one *one = &request->inputs->one[i];
            x[i] = design_points_by_number(one) ? factors_listed(one, (size_t)at[i]) : at[i];
        }
        if (request->where && !filter_holds(request->where, request->inputs, x, &holds, error))
            return false;
        if (holds) memmove(&sweep->at[sweep->inputs * left++], at, sweep->inputs * sizeof *at);
    }
    sweep->points = left;
    return left > 0 || fail(error, "--where leaves no point");
}

struct sweep *sweep_plan(const struct sweep_request *request,
                         char error[static FACTORS_ERROR_BYTES])
{
    struct sweep *sweep = calloc(1, sizeof *sweep);
    if (!sweep) {
        fail(error, "out of memory");
        return NULL;
    }
    sweep->inputs = request->inputs->n;
    sweep->responses = *request->responses;
    const bool planned = request->design == SWEEP_GRID ? plan_grid(sweep, request, error)
                                                       : plan_cloud(sweep, request, error);
    if (planned && filter(sweep, request, error)) return sweep;
    sweep_free(sweep);
    return NULL;
}

/* ---- answers --------------------------------------------------------------------------------- */

static struct sweep_value value_of(const double *x, size_t n)
{
    return (struct sweep_value){.n = n,
                                .mean = n == 1 ? x[0] : interval_average(x, n),
                                .sd = interval_sd(x, n),
                                .mean_95 = interval_mean(x, n, level),
                                .band_95 = interval_prediction(x, n, level)};
}

/* Replications from 0 on that this point has finished. */
static size_t count_done(const struct responses_table *table, size_t point)
{
    size_t n = 0;
    while (n < table->replications && table->finished[point * table->replications + n])
        n++;
    return n;
}

static bool sum_up(struct sweep *sweep, const struct responses_table *table)
{
    const size_t responses = sweep->responses.n;
    double *x = calloc(table->replications + 1, sizeof *x);
    sweep->value = calloc(sweep->points * responses + 1, sizeof *sweep->value);
    for (size_t p = 0; x && sweep->value && p < sweep->points; p++) {
        const size_t n = count_done(table, p);
        sweep->done += n > 0;
        for (size_t r = 0; r < responses; r++) {
            responses_take(table, p, r, n, x);
            sweep->value[p * responses + r] = value_of(x, n);
        }
    }
    free(x);
    return x != NULL && sweep->value != NULL;
}

bool sweep_run(struct sweep *sweep, const struct sweep_request *request,
               struct diagnostics *diagnostics)
{
    const struct design_points points = {request->scenario, request->inputs, sweep->points,
                                         sweep->at};
    struct responses_table table;
    if (!responses_table_new(&table, sweep->points, request->replications, request->responses->n)) {
        diagnostics_add(diagnostics, request->scenario->file, 0, NULL, NULL, "out of memory");
        return false;
    }
    const bool fine = design_points_run(&points, NULL, request->responses, request->seed, 0,
                                        request->replications, request->batch, &table, diagnostics,
                                        &sweep->batch) &&
                      sum_up(sweep, &table);
    responses_table_free(&table);
    return fine;
}

void sweep_free(struct sweep *sweep)
{
    if (!sweep) return;
    free(sweep->at);
    free(sweep->value);
    free(sweep);
}
