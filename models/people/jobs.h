// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/jobs.h -- from the people in the halls to the jobs of the airport and its
 * surroundings.
 *
 * What happens   At the end of a year: jobs in the halls come from their rosters. Jobs elsewhere on
 *                the airport (airlines, maintenance, authorities, forwarders, customs agents)
 *                follow the tonnes of the year with an elasticity. Indirect and induced jobs follow
 *                the direct ones with the measured ratios.
 * Left out       jobs lost elsewhere; wages; the time these others take to adjust
 * Equations      (1) other = other_base x (tonnes / tonnes_base) ^ other_elasticity
 *                (2) direct = sum of hall jobs + other;  FTE = direct x fte_per_job (halls:
 *                    their own FTE)
 *                (3) indirect = direct x indirect_per_direct;  induced = direct x
 *                    induced_per_direct
 * Sources        jobs_params
 */
#ifndef MODELS_PEOPLE_JOBS_H
#define MODELS_PEOPLE_JOBS_H

#include "models/base/param.h"

struct jobs_def {
    double other_base, tonnes_base, other_elasticity;
    double indirect_per_direct, induced_per_direct;
};

extern const struct param jobs_params[];
extern const size_t jobs_params_n;

double jobs_other(const struct jobs_def *def, double tonnes);    /* (1) */
double jobs_indirect(const struct jobs_def *def, double direct); /* (3) */
double jobs_induced(const struct jobs_def *def, double direct);  /* (3) */

#endif
