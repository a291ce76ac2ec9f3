// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/panels.h -- small multiples: several fans on one page, each with its own scale, all with
 * the same x axis.
 *
 * Knows          where panels stand, round axes, bands below lines below points.
 * Does not know  which measures are worth showing.
 */
#ifndef PLOTS_PANELS_H
#define PLOTS_PANELS_H

#include "plots/fan.h"
#include "plots/look.h"

struct panels {
    const struct fan *fan; /* row by row; its place + 1 is its series in the CSV */
    size_t n, columns;
    bool hours; /* x is the hour of a day, with a mean; else the year, with a median and three bands
                 */
    double top, row_height; /* px */
};

/* An axis that holds lo to hi in round numbers: lo and hi are moved outwards to multiples of the
 * step. */
struct panels_axis {
    double lo, hi, step, unit; /* lo, hi and step in units of `unit` */
    const char *word;          /* of the unit */
};
struct panels_axis panels_axis(double lo, double hi, int steps);

/* Where one panel goes: the rectangle of its axes (px); its heading stands in the PANELS_HEAD
 * above. */
struct panels_place {
    double x0, y0, x1, y1;
    double last_x;    /* end of the x axis, if beyond the fan's */
    bool hours, feet; /* feet: name the x axis below it */
};
enum { PANELS_HEAD = 46, PANELS_FEET = 36, PANELS_TICKS = 44 };

void panels_one(struct picture *picture, const struct fan *fan, int series,
                struct panels_place place);

/* Two lines of words and the unit above the axes. */
void panels_heading(struct picture *picture, const char *words, const char *unit,
                    struct panels_place place);

/* The x axis alone, for a plot that is not a fan. */
void panels_x_axis(struct picture *picture, double first, double last, bool hours);

void panels_draw(struct picture *picture, const struct panels *panels);

#endif
