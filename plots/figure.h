// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/figure.h -- the figures: what each shows, into a picture that is open.
 *
 * Knows          which measures belong together and what a reader asks of them.
 * Does not know  gnuplot's moods (gnuplot.h), files (picture.h).
 *
 * Each returns FIGURE_NOTHING if the outcome has nothing of that kind (no promises, no such
 * measures): that is no failure.
 */
#ifndef PLOTS_FIGURE_H
#define PLOTS_FIGURE_H

#include "plots/fan.h"
#include "plots/look.h"
#include "scenarios/studies/staff.h"
#include "scenarios/report/pictures.h"

enum figure_made { FIGURE_MADE, FIGURE_NOTHING, FIGURE_NO_MEMORY };

/* One row per promise: the measure as percent of what was promised. */
enum figure_made figure_promises(struct picture *picture, const struct outcome *outcome);

/* Fans over the years, two by two; measures by name, at most FIGURE_PANELS, those that are not
 * there are left out. */
enum { FIGURE_PANELS = 8 };
enum figure_made figure_projections(struct picture *picture, const struct outcome *outcome,
                                    const char *const *measures, size_t n);

/* One day by hour: flows on the left, what waits or is in use on the right. */
enum figure_made figure_day(struct picture *picture, const struct outcome *outcome);

/* Jobs by employer, stacked, beside what was counted. */
enum figure_made figure_jobs(struct picture *picture, const struct outcome *outcome);

/* People required, rostered and there by hour of the mean week, one panel for each hall. */
enum figure_made figure_staff(struct picture *picture, const struct staff *staffing);

/* A study's answer: rows of marks with intervals; a waterfall; curves over an input. */
enum figure_made figure_rows(struct picture *picture, const struct pictures_rows *rows);
enum figure_made figure_steps(struct picture *picture, const struct pictures_steps *steps);
enum { FIGURE_CURVES = 6, FIGURE_APART = 12 }; /* on the same axes; side by side */
enum figure_made figure_curves(struct picture *picture, const struct pictures_curves *curves);

#endif
