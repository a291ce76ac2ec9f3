// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * plots/scale.h -- promises of very different size on one axis: percent of what was promised.
 *
 * Knows          where a value stands relative to its promise, also when the promise is zero or
 * below; the CSV of promises.
 * Does not know  pixels.
 * plots/text.h
 *
 * With a promised value p > 0 a value v stands at 100 v / p. A promise of zero has no percentages,
 * and of a negative one they would run backwards: there v stands at 100 + 100 (v - p) / span, so
 * more is always to the right and the promise always at 100; span is |p|, or for p = 0 a round
 * number that brings everything known into view. Such a row has its own axis.
 */
#ifndef PLOTS_SCALE_H
#define PLOTS_SCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "scenarios/run/outcome.h"

enum { SCALE_PROMISED = 100, SCALE_LEAST = 0, SCALE_EDGE = 8 };

struct scale {
    bool own;    /* not percent of the promise */
    double span; /* value of 100 units of the axis */
    double mean, observed;
    struct interval mean_95, band; /* all as positions; NAN: nothing there */
};

struct scale scale_of(const struct outcome_promise *promise);

/* The axis' end that shows most rows whole: 120 to 200. What is beyond is clipped and named in
 * figures. */
double scale_most(const struct outcome_promise *promise, size_t n);

/* Whether the observed value of this promise was used to set inputs, or is only context: then it
 * judges nothing. */
bool scale_is_input(const struct observed *observed, const struct outcome_promise *promise);

/* The CSV: column 1 the row, 2 to 8 positions (mean, its interval, band, observed as judge,
 * observed otherwise). */
void scale_head(FILE *csv);
void scale_row(FILE *csv, const struct outcome_promise *promise, const struct scale *scale,
               bool input, size_t row);

#endif
