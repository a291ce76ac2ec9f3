// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/solve.h -- what it would take: the value of one input from which a target is
 * reached with a stated chance.
 *
 * Knows          "hall.cainiao.jobs>=900@2025" and promises as targets; that all values are tried
 *                with common random numbers, so that each replication has one value from which it
 *                reaches the target.
 * Does not know  which value is tried next (sim/analysis/root.h); printing.
 */
#ifndef SCENARIOS_STUDIES_SOLVE_H
#define SCENARIOS_STUDIES_SOLVE_H

#include "scenarios/studies/design_points.h"
#include "sim/analysis/root.h"

struct solve_target {
    struct responses response; /* one: the measure itself */
    bool at_most;
    double value;
};

/* Reads "measure>=value@year", "measure<=value@year" or "promise.ID". False: `error`. */
bool solve_read_target(struct solve_target *target, const struct scenario *scenario,
                       const char *word, char error[static RESPONSES_ERROR_BYTES]);

struct solve_request {
    const struct scenario_request *scenario;
    const struct factors *inputs; /* one range */
    const struct solve_target *target;
    double chance;
    size_t steps; /* of the range; 0: a hundred, or every whole number */
    uint64_t seed;
    uint32_t replications;
    const struct batch *batch;
};

struct solve_point {
    double x, mean, chance;
    struct interval chance_95; /* Clopper and Pearson */
    size_t kept;
};

struct solve {
    struct root_answer answer;
    struct solve_point point[ROOT_POINTS]; /* by x */
    size_t points;
    struct solve_point again; /* ROOT_FOUND: the value found, run once more with another seed */
    bool has_again;
    size_t unknown; /* replications without an answer: they count as not kept */
    struct batch_done batch;
};

/* False: `diagnostics` say what is wrong, or there is no memory. */
bool solve_find(const struct solve_request *request, struct solve *solve,
                struct diagnostics *diagnostics);

#endif
