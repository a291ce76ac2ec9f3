// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/sensitivity.h -- which inputs matter: screening walks over all of them, then the
 * shares of the variance of those that matter most.
 *
 * Knows          Morris's walks with the same luck in all steps of a walk; which inputs are kept for
 *                the second part (those that are large for any of the figures); Sobol's and Shapley's
 *                shares with the same luck at all points; half of the rows beside all of them, to see
 *                whether it has settled.
 * Does not know  printing; the arithmetic (sim/stats/morris.h, sim/stats/sobol.h).
 * May include    scenarios/study/points.h, sim/stats/morris.h, sim/stats/sobol.h
 */
#ifndef SCENARIOS_SENSITIVITY_H
#define SCENARIOS_SENSITIVITY_H

#include "scenarios/study/points.h"
#include "sim/stats/morris.h"
#include "sim/stats/sobol.h"

enum { SENSITIVITY_RESPONSES = 8, SENSITIVITY_KEPT = 16 };

struct sensitivity_request {
    const struct scenario_request *scenario;
    const struct inputs *inputs; /* ranges */
    const struct responses *responses;
    size_t walks; /* of the screening, 2 or more; walk i has the luck of history i */
    size_t keep;  /* inputs for the second part; 0: screening only */
    size_t rows;  /* of the second part */
    uint64_t seed;
    uint32_t replications; /* at each point of the second part */
    const struct batch *batch;
};

struct sensitivity {
    size_t inputs, responses;
    size_t walks;                         /* that were finished */
    struct morris_effect *effect;         /* [response * inputs + input] */
    size_t kept, input[SENSITIVITY_KEPT]; /* the inputs of the second part, the largest first */
    size_t rows;                          /* that were finished; 0: there is no second part */
    double variance[SENSITIVITY_RESPONSES];
    double noise_share[SENSITIVITY_RESPONSES]; /* NAN with one history at each point */
    struct sobol_index index[SENSITIVITY_RESPONSES][SENSITIVITY_KEPT];
    struct sobol_index half[SENSITIVITY_RESPONSES][SENSITIVITY_KEPT]; /* from half of the rows */
    struct batch_done batch;
};

/* Histories that it will take. */
uint64_t sensitivity_histories(const struct sensitivity_request *request);

/* False: `mistakes` say what is wrong, or there is no memory. */
bool sensitivity_run(const struct sensitivity_request *request, struct sensitivity *to,
                     struct mistakes *mistakes);
void sensitivity_free(struct sensitivity *sensitivity);

/* The inputs by what they move one response, the largest mu* first, into order[inputs]. */
void sensitivity_order(const struct sensitivity *sensitivity, size_t response, size_t *order);

#endif
