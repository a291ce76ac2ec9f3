// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/verdict.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/suggest.h"
#include "sim/date.h"

enum { EARLIEST_YEAR = 1900 }; /* the record goes no further back */

static const struct interval nothing = {NAN, NAN};

struct verdict_year verdict_year(const struct outcome *outcome, size_t measure, size_t year,
                                 double *x)
{
    struct verdict_year v = {.mean = NAN, .sd = NAN, .mean_95 = nothing, .band_95 = nothing};
    outcome_values(outcome, measure, year, x);
    for (size_t i = 0; i < outcome->replications; i++)
        v.n += isfinite(x[i]) != 0;
    if (v.n > 0 && v.n == outcome->replications) {
        v.mean = interval_average(x, v.n);
        v.sd = interval_sd(x, v.n);
        v.mean_95 = interval_mean(x, v.n, 0.95);
        outcome_judged(outcome, measure, x);
        v.band_95 = interval_prediction(x, v.n, 0.95);
    }
    if (outcome->observed)
        v.observed = observed_find(outcome->observed, outcome->measure[measure].name,
                                   outcome->first_year + (int32_t)year);
    return v;
}

bool verdict_is_miss(const struct verdict_year *year)
{
    if (!year->observed || year->observed->role != OBSERVED_JUDGED) return false;
    /* comparisons with NAN are false: no band, no miss */
    const double observed = year->observed->value;
    return observed < year->band_95.lo || observed > year->band_95.hi;
}

/* ---- one promise ----------------------------------------------------------------------------- */

__attribute__((format(printf, 2, 3))) static void cannot_tell(struct outcome_promise *promise,
                                                              const char *why, ...)
{
    char reason[120];
    va_list list;
    va_start(list, why);
    vsnprintf(reason, sizeof reason, why, list);
    va_end(list);
    promise->verdict = OUTCOME_CANNOT_TELL;
    snprintf(promise->why, sizeof promise->why, "cannot tell: %s", reason);
}

static struct outcome_promise start_promise(const struct promise_def *def)
{
    const bool at_most = isfinite(def->at_most);
    return (struct outcome_promise){.id = def->name,
                                    .measure = def->measure,
                                    .unit = def->unit,
                                    .what = def->what,
                                    .who = def->who,
                                    .given_by = def->given_by,
                                    .source = def->source,
                                    .reading = promise_reading_word[def->reading],
                                    .at_most = at_most,
                                    .promised = at_most ? def->at_most : def->at_least,
                                    .by_us = def->by_us,
                                    .mean = NAN,
                                    .mean_95 = nothing,
                                    .band_95 = nothing,
                                    .p_kept = NAN,
                                    .p_kept_95 = nothing,
                                    .shift_for_even = NAN,
                                    .observed = NAN,
                                    .verdict = OUTCOME_CANNOT_TELL};
}

/* The latest count not after the year of the promise; the year itself comes first. */
static void find_observed(const struct observed *observed, struct outcome_promise *promise,
                          int32_t year)
{
    for (int32_t y = year; observed && y >= EARLIEST_YEAR; y--) {
        const struct observed_row *row = observed_find(observed, promise->measure, y);
        if (!row) continue;
        promise->observed = row->value;
        promise->observed_year = y;
        return;
    }
}

static void count_kept(struct outcome_promise *promise, const double *x, size_t n)
{
    uint64_t kept = 0;
    for (size_t i = 0; i < n; i++)
        kept += promise->at_most ? x[i] <= promise->promised : x[i] >= promise->promised;
    promise->p_kept = (double)kept / (double)n;
    promise->p_kept_95 = interval_proportion_safe(kept, n, 0.95);
    promise->shift_for_even = promise->promised - interval_quantile(x, n, 0.5);
}

enum outcome_verdict verdict_of_chance(struct interval chance_95)
{
    if (chance_95.hi < 0.10) return OUTCOME_VERY_UNLIKELY;
    if (chance_95.hi < 0.33) return OUTCOME_UNLIKELY;
    if (chance_95.lo > 0.90) return OUTCOME_VERY_LIKELY;
    if (chance_95.lo > 0.66) return OUTCOME_LIKELY;
    if (chance_95.lo > 0.33 && chance_95.hi < 0.66) return OUTCOME_EVEN;
    return OUTCOME_CANNOT_TELL;
}

static void decide(struct outcome_promise *promise, size_t n)
{
    promise->verdict = verdict_of_chance(promise->p_kept_95);
    if (n < VERDICT_REPLICATIONS_MIN)
        cannot_tell(promise, "a verdict needs %d replications, these are %zu",
                    VERDICT_REPLICATIONS_MIN, n);
    else if (promise->verdict == OUTCOME_CANNOT_TELL)
        cannot_tell(promise, "the chance is %.0f to %.0f %%: more replications may tell",
                    100 * promise->p_kept_95.lo, 100 * promise->p_kept_95.hi);
}

static void judge_year(const struct outcome *outcome, struct outcome_promise *promise,
                       size_t measure, size_t year, double *x)
{
    const struct verdict_year v = verdict_year(outcome, measure, year, x);
    if (v.n < outcome->replications || v.n == 0) {
        cannot_tell(promise, "%zu of %zu replications have no answer", outcome->replications - v.n,
                    outcome->replications);
        return;
    }
    promise->mean = v.mean;
    promise->mean_95 = v.mean_95;
    promise->band_95 = v.band_95;
    if (!isfinite(promise->promised)) {
        cannot_tell(promise, "no figure was promised");
        return;
    }
    count_kept(promise, x, v.n);
    decide(promise, v.n);
}

static void judge_promise(const struct outcome *outcome, const struct promise_def *def,
                          struct outcome_promise *promise, double *x)
{
    if (promise->by_us == DATE_NEVER_US) {
        cannot_tell(promise, "no date was promised");
        return;
    }
    const int32_t by = date_of(promise->by_us).year;
    const int64_t year = (int64_t)by - outcome->first_year;
    const int measure = outcome_measure(outcome, promise->measure);
    find_observed(outcome->observed, promise, by);
    if (def->counted_only)
        cannot_tell(promise, "only a count can say, the simulation makes no such figure");
    else if (outcome->replications == 0) cannot_tell(promise, "no replication was finished");
    else if (measure < 0) cannot_tell(promise, "no measure is called %.60s", promise->measure);
    else if (year < 0) cannot_tell(promise, "no whole year up to %d is simulated", by);
    else if ((uint64_t)year >= outcome->years)
        cannot_tell(promise, "the run ends before %d is over", by);
    else judge_year(outcome, promise, (size_t)measure, (size_t)year, x);
}

bool verdict_judge(const struct hub_def *def, struct outcome *outcome)
{
    double *x = calloc(outcome->replications + 1, sizeof *x);
    if (!x) return false;
    outcome->promises = def->promises_n;
    for (size_t i = 0; i < outcome->promises; i++) {
        outcome->promise[i] = start_promise(&def->promises[i]);
        judge_promise(outcome, &def->promises[i], &outcome->promise[i], x);
    }
    free(x);
    return true;
}

/* ---- names that nobody measures -------------------------------------------------------------- */

static bool is_measure(const struct measure *measure, size_t measures, const char *name)
{
    for (size_t i = 0; i < measures; i++)
        if (strcmp(measure[i].name, name) == 0) return true;
    return false;
}

void verdict_check(const struct hub_def *def, const struct measure *measure, size_t measures,
                   verdict_unknown *unknown, void *context)
{
    const char **names = calloc(measures + 1, sizeof *names);
    for (size_t i = 0; names && i < measures; i++)
        names[i] = measure[i].name;
    for (uint32_t i = 0; i < def->promises_n; i++) {
        const struct promise_def *promise = &def->promises[i];
        if (promise->counted_only || is_measure(measure, measures, promise->measure)) continue;
        const char *nearest = names ? suggest_nearest(promise->measure, names, measures) : NULL;
        unknown(context, promise->name, promise->measure, nearest);
    }
    free(names);
}
