// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/exante.h -- what could have been said of each promise on a day, and how well
 * what was said foretold what was counted later.
 *
 * Knows          two exams that are never mixed: ex ante (a scenario as it was known on each day)
 *                and conditional (given all that happened). What is scored ex ante became known
 *                after the day and is of its year or later. Rivals: the last count known, the trend
 *                of the last two, for chances the promise itself and the last count; for tonnes the
 *                spreadsheet. Errors are in shares of the count.
 *                (1) series worth n independent ones: n^2 / sum of all correlations of the
 *                forecasts
 * Does not know  how a scenario is cut (scenarios/run/experiment.h); printing.
 */
#ifndef SCENARIOS_STUDIES_EXANTE_H
#define SCENARIOS_STUDIES_EXANTE_H

#include "scenarios/run/experiment.h"
#include "scenarios/run/run.h"
#include "sim/analysis/forecast_score.h"

enum { EXANTE_DAYS_MAX = 24 };

/* One forecast of one count. */
struct exante_line {
    const struct observed_row *row;
    size_t day;        /* number of the day it was made on */
    double mean, crps; /* crps: share of the count */
    struct interval band[FORECAST_SCORE_BANDS];
    bool inside[FORECAST_SCORE_BANDS];
    double last, trend, spreadsheet; /* what the rivals said; NAN: nothing */
};

/* What one exam made of some counts; skill: 1 - crps / crps of that rival on the same counts. */
struct exante_score {
    struct forecast_score all;
    double skill_last, skill_trend, skill_spreadsheet;
    size_t with_last, with_trend, with_spreadsheet;
    double series; /* (1) */
};

struct exante_promise {
    const struct promise_def *def;
    bool is_said[EXANTE_DAYS_MAX];  /* by that day */
    bool is_due[EXANTE_DAYS_MAX];   /* its year was over by then */
    double p_kept[EXANTE_DAYS_MAX]; /* NAN: no answer */
    struct interval p_kept_95[EXANTE_DAYS_MAX];
    double quantile[EXANTE_DAYS_MAX][3]; /* 5, 50, 95 % of the measure */
    double counted;                      /* in its year; NAN: nobody has */
    double p_conditional;
};

struct exante {
    int64_t day_us[EXANTE_DAYS_MAX];
    size_t days;
    struct exante_promise *promise;
    size_t promises;
    struct exante_line *line;
    size_t lines;
    struct exante_score on_day[EXANTE_DAYS_MAX], all, judged, conditional;
    /* Chances of promises said and not yet due, of which the outcome is counted now. */
    struct exante_chance {
        size_t n;
        double brier, itself, last, even;
    } chance;
};

struct exante_request {
    const struct experiment *conditional;
    const struct experiment *day; /* [days] */
    const int64_t *day_us;
    size_t days;
    const struct run *conditional_run;
    struct run *const *day_run;
};

/* False if the machine refuses memory. */
bool exante_make(const struct exante_request *request, struct exante *exante);
void exante_free(struct exante *exante);

/* The latest count of a measure known by that day; NAN: none. *year: its year; before: only of
 * years before that one. */
double exante_last_count(const struct observed *record, const char *measure, int64_t by_us,
                         int32_t before, int32_t *year);

/* The last two counts known, carried on at their yearly rate to `year`. */
double exante_trend(const struct observed *record, const char *measure, int64_t by_us,
                    int32_t year);

#endif
