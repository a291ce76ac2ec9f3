// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/calibrate.h -- inputs set so that what comes out is what was counted.
 *
 * Knows          the counts to be met, as shares of themselves (so that tonnes and jobs weigh
 *                alike); that all tries use common random numbers, so that the misfit is a smooth
 *                function of the inputs; which inputs the counts say nothing about.
 * Does not know  printing.
 */
#ifndef SCENARIOS_STUDIES_CALIBRATE_H
#define SCENARIOS_STUDIES_CALIBRATE_H

#include "scenarios/input/observed.h"
#include "scenarios/studies/design_points.h"

enum { CALIBRATE_COUNTS = RESPONSES_MAX, CALIBRATE_INPUTS = 12 };

struct calibrate_request {
    const struct scenario_request *scenario;
    const struct factors *inputs;      /* ranges, at most CALIBRATE_INPUTS */
    const struct responses *responses; /* one for each count */
    const double *count;               /* [responses] */
    size_t tries;                      /* at most so many points */
    uint64_t seed;
    uint32_t replications;
    const struct batch *batch;
};

struct calibrate {
    size_t inputs, counts, tries;
    double value[CALIBRATE_INPUTS];
    double
        error[CALIBRATE_INPUTS]; /* by how much the value may be off; NAN: the counts say nothing */
    double before[CALIBRATE_COUNTS],
        after[CALIBRATE_COUNTS];  /* in the middle of the ranges, and fitted */
    double misfit_before, misfit; /* root mean square of the relative misses */
    double correlation[CALIBRATE_INPUTS][CALIBRATE_INPUTS]; /* of the errors */
    bool converged;
    struct batch_done batch;
};

/* False: `diagnostics` say what is wrong, or there is no memory. */
bool calibrate_run(const struct calibrate_request *request, struct calibrate *fit,
                   struct diagnostics *diagnostics);

#endif
