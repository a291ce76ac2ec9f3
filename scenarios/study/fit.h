// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/fit.h -- inputs set so that what comes out is what was counted.
 *
 * Knows          the counts to be met, as shares of themselves (so that tonnes and jobs weigh alike);
 *                that all tries have the same luck, so that the misfit is a smooth function of the
 *                inputs; which inputs the counts say nothing about.
 * Does not know  printing.
 * May include    scenarios/study/points.h, scenarios/read/observed.h, GSL
 */
#ifndef SCENARIOS_FIT_H
#define SCENARIOS_FIT_H

#include "scenarios/read/observed.h"
#include "scenarios/study/points.h"

enum { FIT_COUNTS = RESPONSES_MAX, FIT_INPUTS = 12 };

struct fit_request {
    const struct scenario_request *scenario;
    const struct inputs *inputs;       /* ranges, at most FIT_INPUTS */
    const struct responses *responses; /* one for each count */
    const double *count;               /* [responses] */
    size_t tries;                      /* at most so many points */
    uint64_t seed;
    uint32_t replications;
    const struct batch *batch;
};

struct fit {
    size_t inputs, counts, tries;
    double value[FIT_INPUTS];
    double error[FIT_INPUTS]; /* by how much the value may be off; NAN: the counts say nothing */
    double before[FIT_COUNTS], after[FIT_COUNTS]; /* in the middle of the ranges, and fitted */
    double misfit_before, misfit;                 /* root mean square of the relative misses */
    double correlation[FIT_INPUTS][FIT_INPUTS];   /* of the errors */
    bool converged;
    struct batch_done batch;
};

/* False: `mistakes` say what is wrong, or there is no memory. */
bool fit_run(const struct fit_request *request, struct fit *fit, struct mistakes *mistakes);

#endif
