// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/design_points.h -- one scenario at many points of its inputs, and what comes
 * out there.
 *
 * Knows          that a point is the scenario with one more setting for each input; that scenarios
 *                are read a few dozen at a time, so that memory does not grow with the study.
 * Does not know  why these points.
 */
#ifndef SCENARIOS_STUDIES_DESIGN_POINTS_H
#define SCENARIOS_STUDIES_DESIGN_POINTS_H

#include "scenarios/input/diagnostics.h"
#include "scenarios/studies/factors.h"
#include "scenarios/run/responses.h"

struct design_points {
    const struct scenario_request *request; /* the scenario without them */
    const struct factors *inputs;
    size_t n;
    /* [point * inputs + input]: a number, or of lists and steps the number of the value */
    const double *at;
};

/* Whether input i is named by the number of its value. */
bool design_points_by_number(const struct factors_one *one);

/* Simulates replications first .. first + n - 1 of the points into rows `row` of the table (NULL:
 * row i is point i). Wrong points are reported in `diagnostics` and nothing more is simulated:
 * false. */
bool design_points_run(const struct design_points *points, const size_t *row,
                       const struct responses *responses, uint64_t seed, uint32_t first, uint32_t n,
                       const struct batch *batch, struct responses_table *table,
                       struct diagnostics *diagnostics, struct batch_done *done);

#endif
