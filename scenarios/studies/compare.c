// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/scenario_mix.h"
#include "sim/stats/interval.h"

static const double level = 0.95;

/* ---- what was changed ------------------------------------------------------------------------ */

struct listing {
    struct compare_other *other;
    size_t room;
    bool fine;
};

static char *copy(const char *text)
{
    return text ? strdup(text) : NULL;
}

static void list_change(void *context, const struct scenario_difference *difference)
{
    struct listing *listing = context;
    struct compare_other *other = listing->other;
    if (other->changes == listing->room) {
        const size_t room = 2 * listing->room + 16;
        struct compare_change *more = realloc(other->change, room * sizeof *more);
        listing->fine &= more != NULL;
        if (!more) return;
        other->change = more;
        listing->room = room;
    }
    other->change[other->changes++] =
        (struct compare_change){copy(difference->path), copy(difference->a), copy(difference->b)};
}

static bool list_changes(struct compare *comparison, const struct scenario *const *scenario)
{
    bool fine = true;
    for (size_t i = 1; i < comparison->n; i++) {
        struct listing listing = {.other = &comparison->other[i - 1], .fine = true};
        scenario_differences(scenario[0], scenario[i], list_change, &listing);
        fine &= listing.fine;
    }
    return fine;
}

/* ---- what moved ------------------------------------------------------------------------------ */

struct scratch {
    struct compare *comparison;
    const struct responses_table *table;
    double *a, *b, *p, *holm;
};

/* A chance cannot change by more than 1. */
static void hold_within_one(struct interval *interval)
{
    if (interval->lo < -1) interval->lo = -1;
    if (interval->hi > 1) interval->hi = 1;
}

static void pair_rows(const struct scratch *scratch)
{
    struct compare *comparison = scratch->comparison;
    const size_t n = comparison->replications, responses = comparison->responses.n;
    for (size_t i = 1; i < comparison->n; i++) {
        for (size_t j = 0; j < responses; j++) {
            struct compare_row *row = &comparison->other[i - 1].row[j];
            responses_take(scratch->table, 0, j, n, scratch->a);
            responses_take(scratch->table, i, j, n, scratch->b);
            row->mean_a = interval_average(scratch->a, n);
            row->mean_b = interval_average(scratch->b, n);
            row->paired = paired_difference(scratch->a, scratch->b, n, level);
            if (comparison->responses.one[j].promise) hold_within_one(&row->paired.interval);
            scratch->p[(i - 1) * responses + j] = row->paired.p;
        }
    }
}

static void correct(const struct scratch *scratch)
{
    struct compare *comparison = scratch->comparison;
    const size_t responses = comparison->responses.n;
    paired_holm(scratch->p, (comparison->n - 1) * responses, scratch->holm);
    for (size_t i = 1; i < comparison->n; i++) {
        for (size_t j = 0; j < responses; j++) {
            struct compare_row *row = &comparison->other[i - 1].row[j];
            row->p_holm = scratch->holm[(i - 1) * responses + j];
            row->moved = row->p_holm <= 1 - level;
        }
    }
}

static bool judge(struct compare *comparison, const struct responses_table *table)
{
    const size_t tests = (comparison->n - 1) * comparison->responses.n;
    const size_t n = comparison->replications;
    struct scratch scratch = {comparison, table, NULL, NULL, NULL, NULL};
    double *room = calloc(2 * (n + 1) + 2 * (tests + 1), sizeof *room);
    if (!room) return false;
    scratch.a = room;
    scratch.b = scratch.a + n + 1;
    scratch.p = scratch.b + n + 1;
    scratch.holm = scratch.p + tests + 1;
    pair_rows(&scratch);
    correct(&scratch);
    free(room);
    return true;
}

struct compare *compare_run(const struct compare_request *request)
{
    struct compare *comparison = calloc(1, sizeof *comparison);
    if (!comparison) return NULL;
    comparison->n = request->n;
    comparison->responses = *request->responses;
    comparison->other = calloc(request->n, sizeof *comparison->other);
    struct responses_table table = {0};
    bool fine =
        comparison->other && list_changes(comparison, request->scenario) &&
        responses_table_new(&table, request->n, request->replications, request->responses->n);
    if (fine) {
        comparison->batch =
            responses_run(request->responses, request->scenario, NULL, request->n, request->seed, 0,
                          request->replications, request->batch, &table);
        comparison->replications = responses_whole(&table, request->n);
        fine = judge(comparison, &table);
    }
    responses_table_free(&table);
    if (fine) return comparison;
    compare_free(comparison);
    return NULL;
}

void compare_free(struct compare *comparison)
{
    if (!comparison) return;
    for (size_t i = 0; comparison->other && i + 1 < comparison->n; i++) {
        struct compare_other *other = &comparison->other[i];
        for (size_t j = 0; j < other->changes; j++) {
            free(other->change[j].path);
            free(other->change[j].a);
            free(other->change[j].b);
        }
        free(other->change);
    }
    free(comparison->other);
    free(comparison);
}

/* t is about 2: n = (2 sd / d)^2, never fewer than two. */
double compare_pairs_needed(const struct compare_row *row)
{
    const double d = row->paired.difference;
    if (!(row->paired.variance >= 0) || !(fabs(d) > 0)) return NAN;
    return fmax(2, ceil(4 * row->paired.variance / (d * d)));
}
