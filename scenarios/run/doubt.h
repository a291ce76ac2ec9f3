// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/doubt.h -- where the spread of a figure comes from: inputs nobody knows exactly,
 * chance, the model.
 *
 * Knows          that chance is what is left when all uncertain inputs are held at their means: a
 *                few more replications of that scenario, with the same random numbers, show it. Of
 *                a figure x judged with the model's error e (models/base/discrepancy.h)
 *                  (1) Var(x e) = Var(x) + d^2 (Var(x) + mean(x)^2)
 *                  (2) Var(x) = inputs + chance
 * Does not know  printing; which input it is (hubsim sense asks that).
 */
#ifndef SCENARIOS_RUN_DOUBT_H
#define SCENARIOS_RUN_DOUBT_H

#include "scenarios/run/batch.h"
#include "scenarios/run/outcome.h"

enum { DOUBT_CHANCE_MIN = 4 }; /* fewer replications say too little of a variance */

/* Shares of the variance of what is judged; they add up to 1. NAN: there is no spread. */
struct doubt_shares {
    double inputs, chance, model;
};

/* Simulates `n` replications with all uncertain inputs at their means, and fills
 * variance[year * measures + measure]. False: not all was done. */
bool doubt_chance(const struct scenario *scenario, uint64_t seed, uint32_t n,
                  const struct batch *batch, const struct outcome *outcome, double *variance);

struct doubt_shares doubt_of(const struct outcome *outcome, size_t measure, size_t year,
                             const double *variance);

#endif
