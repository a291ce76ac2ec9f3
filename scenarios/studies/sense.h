// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/sense.h -- which inputs matter: screening walks over all of them, then the
 * shares of the variance of those that matter most.
 *
 * Knows          Morris's walks with common random numbers in all steps of a walk; which inputs are
 *                kept for the second part (those that are large for any of the figures); Sobol's
 *                and Shapley's shares with common random numbers at all points; half of the rows
 *                beside all of them, to see whether it has settled.
 * Does not know  printing; the arithmetic (sim/analysis/morris.h, sim/analysis/sobol.h).
 */
#ifndef SCENARIOS_STUDIES_SENSE_H
#define SCENARIOS_STUDIES_SENSE_H

#include "scenarios/studies/design_points.h"
#include "sim/analysis/morris.h"
#include "sim/analysis/sobol.h"

enum { SENSE_RESPONSES = 8, SENSE_KEPT = 16 };

struct sense_request {
    const struct scenario_request *scenario;
    const struct factors *inputs; /* ranges */
    const struct responses *responses;
    size_t walks; /* of the screening, 2 or more; walk i uses replication i */
    size_t keep;  /* inputs for the second part; 0: screening only */
    size_t rows;  /* of the second part */
    uint64_t seed;
    uint32_t replications; /* at each point of the second part */
    const struct batch *batch;
};

struct sense {
    size_t inputs, responses;
    size_t walks;                   /* that were finished */
    struct morris_effect *effect;   /* [response * inputs + input] */
    size_t kept, input[SENSE_KEPT]; /* the inputs of the second part, the largest first */
    size_t rows;                    /* that were finished; 0: there is no second part */
    double variance[SENSE_RESPONSES];
    double noise_share[SENSE_RESPONSES]; /* NAN with one replication at each point */
    struct sobol_index index[SENSE_RESPONSES][SENSE_KEPT];
    struct sobol_together together[SENSE_RESPONSES];
    struct sobol_index half[SENSE_RESPONSES][SENSE_KEPT]; /* from half of the rows */
    struct batch_done batch;
};

/* Replications that it will take. */
uint64_t sense_replications(const struct sense_request *request);

/* False: `diagnostics` say what is wrong, or there is no memory. */
bool sense_run(const struct sense_request *request, struct sense *to,
               struct diagnostics *diagnostics);
void sense_free(struct sense *sense);

/* The inputs by what they move one response, the largest mu* first, into order[inputs]. */
void sense_order(const struct sense *sense, size_t response, size_t *order);

#endif
