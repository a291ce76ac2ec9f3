// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/fan.h -- one measure over the years, or one series over a day: where the replications lie,
 * what was counted, what was promised. All that the line pictures draw, and the rows of their CSV
 * files.
 *
 * Knows          quantiles over replications (those without an answer left out), the observed rows,
 * the promises' marks.
 * Does not know  pictures.
 */
#ifndef PLOTS_FAN_H
#define PLOTS_FAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "scenarios/run/outcome.h"

/* The quantiles that bound the bands of 95, 80 and 50 %, and the median in their middle. */
enum { FAN_025, FAN_10, FAN_25, FAN_50, FAN_75, FAN_90, FAN_975, FAN_QUANTILES };
enum { FAN_MARKS = 8 };

struct fan_point {
    double x; /* the year, or the middle of the hour */
    double mean, quantile[FAN_QUANTILES];
    double judged, calibration, context; /* counted, by role; NAN: not */
};

struct fan_mark {
    double x, value; /* year of `by`, promised value */
    bool at_most;
};

struct fan {
    struct measure measure;
    struct fan_point *point;
    size_t points;
    struct fan_mark mark[FAN_MARKS]; /* promises about this measure, each value and year once; more
                                        are left out */
    size_t marks;
    size_t simulated; /* points with an answer */
};

/* One point for each year simulated, plus years up to five later if a promise falls due there.
 * False: no memory. */
bool fan_of_measure(struct fan *fan, const struct outcome *outcome, size_t measure);

/* One point for each hour. False: no memory. */
bool fan_of_day(struct fan *fan, const struct outcome *outcome, enum measure_day series);

void fan_free(struct fan *fan);

/* What the picture has to hold, zero included. Both 0 if there is nothing. */
void fan_range(const struct fan *fan, double *lo, double *hi);

/* The CSV's first line; then the rows of series `number`: column 1 is the number, 2 the x. */
void fan_head(FILE *csv);
void fan_rows(FILE *csv, const struct fan *fan, int number);

/* The same for one layer of a stack, from[] (NULL: the ground) to to[], one of each per point. */
void fan_layer_rows(FILE *csv, const struct fan *fan, int number, const double *from,
                    const double *to);

/* The columns of that CSV, as gnuplot counts them. */
enum {
    FAN_COLUMN_SERIES = 1,
    FAN_COLUMN_X,
    FAN_COLUMN_MEAN,
    FAN_COLUMN_QUANTILE, /* the first of FAN_QUANTILES */
    FAN_COLUMN_JUDGED = FAN_COLUMN_QUANTILE + FAN_QUANTILES,
    FAN_COLUMN_CALIBRATION,
    FAN_COLUMN_CONTEXT,
    FAN_COLUMN_AT_LEAST, /* promised */
    FAN_COLUMN_AT_MOST,
    FAN_COLUMN_FROM, /* of a layer in a stack */
    FAN_COLUMN_TO
};

#endif
