// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/sweep.h -- a scenario over a grid, a Latin hypercube or Sobol points of its
 * inputs.
 *
 * Knows          which points there are, and which of them a condition leaves; that all points have
 *                common random numbers; that points without a single replication have no answer.
 * Does not know  printing.
 */
#ifndef SCENARIOS_STUDIES_SWEEP_H
#define SCENARIOS_STUDIES_SWEEP_H

#include "scenarios/studies/design_points.h"
#include "sim/stats/interval.h"

enum sweep_design { SWEEP_GRID, SWEEP_LATIN, SWEEP_SOBOL };
enum { SWEEP_POINTS_MAX = 100000 };

struct sweep_request {
    const struct scenario_request *scenario;
    const struct factors *inputs;
    enum sweep_design design;
    size_t points;     /* of a Latin hypercube or Sobol's: before the condition */
    const char *where; /* NULL: all */
    const struct responses *responses;
    uint64_t seed;
    uint32_t replications;
    const struct batch *batch;
};

/* What came out of one response at one point. */
struct sweep_value {
    size_t n; /* replications with an answer */
    double mean, sd;
    struct interval mean_95, band_95;
};

struct sweep {
    struct responses responses;
    size_t inputs, points;
    double *at;                /* as in struct design_points */
    struct sweep_value *value; /* [point * responses + response] */
    size_t done;               /* points with at least one replication */
    struct batch_done batch;
};

/* The points only. NULL: `error`. */
struct sweep *sweep_plan(const struct sweep_request *request,
                         char error[static FACTORS_ERROR_BYTES]);

/* Simulates them. False: `diagnostics` say which point is wrong, or there was no memory. */
bool sweep_run(struct sweep *sweep, const struct sweep_request *request,
               struct diagnostics *diagnostics);
void sweep_free(struct sweep *sweep);

#endif
