// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/fan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plots/text.h"
#include "sim/date.h"

enum { HOURS = 24, YEARS_AFTER = 5 };

static const double level[FAN_QUANTILES] = {0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975};

static void clear_point(struct fan_point *point, double x)
{
    *point =
        (struct fan_point){.x = x, .mean = NAN, .judged = NAN, .calibration = NAN, .context = NAN};
    for (int q = 0; q < FAN_QUANTILES; q++)
        point->quantile[q] = NAN;
}

/* Sums up the replications that have an answer; x[] is reordered so that these come first, in their
 * order. */
static bool sum_up(struct fan_point *point, double *x, size_t n)
{
    size_t answers = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(x[i])) x[answers++] = x[i];
    if (answers == 0) return false;
    point->mean = interval_average(x, answers);
    for (int q = 0; q < FAN_QUANTILES; q++)
        if (answers > 1 || q == FAN_50)
            point->quantile[q] = interval_quantile(x, answers, level[q]);
    return true;
}

static double year_of(int64_t at_us)
{
    return at_us == DATE_NEVER_US ? NAN : (double)date_of(at_us).year;
}

static bool is_marked(const struct fan *fan, double x, double value)
{
    for (size_t i = 0; i < fan->marks; i++)
        if (fan->mark[i].x == x && fan->mark[i].value == value) return true;
    return false;
}

/* Marks the promises about this measure that fall due in sight of the run; returns the last year so
 * marked. */
static double mark_promises(struct fan *fan, const struct outcome *outcome, double last)
{
    const double sight = last + YEARS_AFTER;
    for (size_t i = 0; i < outcome->promises && fan->marks < FAN_MARKS; i++) {
        const struct outcome_promise *promise = &outcome->promise[i];
        const double x = year_of(promise->by_us);
        if (strcmp(promise->measure, fan->measure.name) != 0 || !isfinite(promise->promised))
            continue;
        if (!(x >= outcome->first_year && x <= sight)) continue;
        if (is_marked(fan, x, promise->promised)) continue;
        fan->mark[fan->marks++] = (struct fan_mark){x, promise->promised, promise->at_most};
        if (x > last) last = x;
    }
    return last;
}

static void place_observed(struct fan *fan, const struct observed *observed)
{
    for (size_t i = 0; observed != NULL && i < observed->n; i++) {
        const struct observed_row *row = &observed->row[i];
        if (strcmp(row->measure, fan->measure.name) != 0) continue;
        for (size_t p = 0; p < fan->points; p++) {
            struct fan_point *point = &fan->point[p];
            if (point->x != row->year) continue;
            double *to = row->role == OBSERVED_JUDGED        ? &point->judged
                         : row->role == OBSERVED_CALIBRATION ? &point->calibration
                                                             : &point->context;
            if (isnan(*to)) *to = row->value;
        }
    }
}

bool fan_of_measure(struct fan *fan, const struct outcome *outcome, size_t measure)
{
    *fan = (struct fan){.measure = outcome->measure[measure]};
    const double first = outcome->first_year;
    const double last = mark_promises(fan, outcome, first + (double)outcome->years - 1);
    fan->points = (size_t)(last - first + 1);
    fan->point = calloc(fan->points + 1, sizeof *fan->point);
    double *x = calloc(outcome->replications + 1, sizeof *x);
    const bool fine = fan->point != NULL && x != NULL;
    for (size_t year = 0; fine && year < fan->points; year++) {
        clear_point(&fan->point[year], first + (double)year);
        if (year >= outcome->years) continue;
        outcome_values(outcome, measure, year, x);
        fan->simulated += sum_up(&fan->point[year], x, outcome->replications);
    }
    if (fine) place_observed(fan, outcome->observed);
    free(x);
    return fine;
}

bool fan_of_day(struct fan *fan, const struct outcome *outcome, enum measure_day series)
{
    *fan = (struct fan){.measure = measure_day[series], .points = HOURS};
    fan->point = calloc(HOURS, sizeof *fan->point);
    double *x = calloc(outcome->replications + 1, sizeof *x);
    const bool fine = fan->point != NULL && x != NULL;
    for (size_t hour = 0; fine && hour < HOURS; hour++) {
        clear_point(&fan->point[hour], (double)hour + 0.5);
        for (size_t r = 0; r < outcome->replications; r++)
            x[r] = outcome->day[(r * HOURS + hour) * MEASURE_DAY_SERIES + series];
        fan->simulated += sum_up(&fan->point[hour], x, outcome->replications);
    }
    free(x);
    return fine;
}

void fan_free(struct fan *fan)
{
    free(fan->point);
    *fan = (struct fan){0};
}

static void widen(double *lo, double *hi, double value)
{
    if (!isfinite(value)) return;
    if (value < *lo) *lo = value;
    if (value > *hi) *hi = value;
}

void fan_range(const struct fan *fan, double *lo, double *hi)
{
    *lo = *hi = 0;
    for (size_t i = 0; i < fan->points; i++) {
        const struct fan_point *point = &fan->point[i];
        const double value[] = {point->mean,   point->quantile[FAN_025], point->quantile[FAN_975],
                                point->judged, point->calibration,       point->context};
        for (size_t v = 0; v < sizeof value / sizeof *value; v++)
            widen(lo, hi, value[v]);
    }
    for (size_t i = 0; i < fan->marks; i++)
        widen(lo, hi, fan->mark[i].value);
}

void fan_head(FILE *csv)
{
    fputs("series,x,mean,q025,q10,q25,q50,q75,q90,q975,"
          "observed_judged,observed_calibration,observed_context,promised_at_least,promised_at_"
          "most,stacked_from,stacked_to,measure,unit\n",
          csv);
}

static void write_row(FILE *csv, const struct fan *fan, int number, double x, const double *value,
                      size_t n)
{
    fprintf(csv, "%d,%.17g", number, x);
    for (size_t i = 0; i < n; i++) {
        fputc(',', csv);
        text_value(csv, value[i]);
    }
    fputc(',', csv);
    text_csv(csv, fan->measure.name);
    fputc(',', csv);
    text_csv(csv, fan->measure.unit);
    fputc('\n', csv);
}

enum { VALUES = FAN_COLUMN_TO - FAN_COLUMN_X };

static double *at_column(double value[VALUES], int column)
{
    return &value[column - FAN_COLUMN_MEAN];
}

static void write_point(FILE *csv, const struct fan *fan, int number, size_t i, double from,
                        double to)
{
    const struct fan_point *point = &fan->point[i];
    double value[VALUES];
    for (size_t v = 0; v < VALUES; v++)
        value[v] = NAN;
    *at_column(value, FAN_COLUMN_MEAN) = point->mean;
    memcpy(at_column(value, FAN_COLUMN_QUANTILE), point->quantile, sizeof point->quantile);
    *at_column(value, FAN_COLUMN_JUDGED) = point->judged;
    *at_column(value, FAN_COLUMN_CALIBRATION) = point->calibration;
    *at_column(value, FAN_COLUMN_CONTEXT) = point->context;
    *at_column(value, FAN_COLUMN_FROM) = from;
    *at_column(value, FAN_COLUMN_TO) = to;
    write_row(csv, fan, number, point->x, value, VALUES);
}

void fan_rows(FILE *csv, const struct fan *fan, int number)
{
    for (size_t i = 0; i < fan->points; i++)
        write_point(csv, fan, number, i, NAN, NAN);
    for (size_t i = 0; i < fan->marks; i++) {
        const struct fan_mark *mark = &fan->mark[i];
        double value[VALUES];
        for (size_t v = 0; v < VALUES; v++)
            value[v] = NAN;
        *at_column(value, mark->at_most ? FAN_COLUMN_AT_MOST : FAN_COLUMN_AT_LEAST) = mark->value;
        write_row(csv, fan, number, mark->x, value, VALUES);
    }
}

void fan_layer_rows(FILE *csv, const struct fan *fan, int number, const double *from,
                    const double *to)
{
    for (size_t i = 0; i < fan->points; i++)
        write_point(csv, fan, number, i, from != NULL ? from[i] : isfinite(to[i]) ? 0 : NAN, to[i]);
}
