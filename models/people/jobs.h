// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/people/jobs.h -- from the people in the halls to the jobs of the airport and its
 * surroundings.
 *
 * What happens   At the end of a year: jobs in the halls come from their rosters. Jobs elsewhere on
 *                the airport (airlines, maintenance, authorities, forwarders, customs agents)
 *                follow the tonnes of the year with an elasticity: they are typed in, and do not
 *                come out of any work. Indirect and induced jobs, and those at customs agents,
 *                follow the direct ones with the measured ratios. The counts behind those ratios
 *                leave agency workers out, and so do they.
 * Left out       jobs lost elsewhere; wages; the time these others take to adjust
 * Equations      (1) other = other_base x (tonnes / tonnes_base) ^ other_elasticity
 *                (2) direct = sum of hall jobs + other;  FTE = other x fte_per_job + those of the
 *                    halls;  sum of hall jobs = standing + flow (roster.h (10))
 *                (3) indirect = counted x indirect_per_direct;  induced = counted x
 *                    induced_per_direct;  at customs agents = counted x customs_agents_share, with
 *                    counted = direct less agency. Customs agents are part of direct, in the halls
 *                    (clerks) and elsewhere (other)
 * Sources        jobs_params
 */
#ifndef MODELS_PEOPLE_JOBS_H
#define MODELS_PEOPLE_JOBS_H

#include "models/base/param.h"

struct jobs_def {
    double other_base, tonnes_base, other_elasticity;
    double indirect_per_direct, induced_per_direct, customs_agents_share;
};

extern const struct param jobs_params[];
extern const size_t jobs_params_n;

double jobs_other(const struct jobs_def *def, double tonnes); /* (1) */
/* (3) */
double jobs_indirect(const struct jobs_def *def, double counted);
double jobs_induced(const struct jobs_def *def, double counted);
double jobs_customs_agents(const struct jobs_def *def, double counted);

#endif
