// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/jobs.h"

#include <stddef.h>

#include "models/base/param_table.h"
#include "sim/random/maths.h"

#define AT(field) offsetof(struct jobs_def, field)

// clang-format off
const struct param jobs_params[] = {
    {KEY(other_base), REAL("jobs", 0, 1e6), VALUE(0), "L92", "medium",
     "Direct jobs on the airport outside the simulated halls at tonnes_base."},
    {KEY(tonnes_base), REAL("t", 1, 1e9), VALUE(870644), "L4", "high",
     "Tonnes of the year in which other_base was counted."},
    {KEY(other_elasticity), REAL("", -1, 3), TRIANGULAR(0.3, 0.45, 0.7), "M13", "medium",
     "By how many per cent those jobs grow when tonnes grow by one."},
    {KEY(indirect_per_direct), REAL("jobs per job", 0, 10), UNIFORM(0.6, 0.68), "M1", "high",
     "Jobs at suppliers per direct job, as measured twice at this airport."},
    {KEY(induced_per_direct), REAL("jobs per job", 0, 10), UNIFORM(0.41, 0.45), "M3", "high",
     "Jobs from the spending of those, per direct job."},
    {KEY(customs_agents_share), REAL("share", 0, 1), VALUE(0.17), "L98", "high",
     "Of the direct jobs as counted, those at private customs agents."},
};
// clang-format on
const size_t jobs_params_n = sizeof jobs_params / sizeof *jobs_params;

double jobs_other(const struct jobs_def *def, double tonnes)
{
    if (!(tonnes > 0)) return 0;
    return def->other_base * maths_pow(tonnes / def->tonnes_base, def->other_elasticity);
}

double jobs_indirect(const struct jobs_def *def, double counted)
{
    return counted * def->indirect_per_direct;
}

double jobs_induced(const struct jobs_def *def, double counted)
{
    return counted * def->induced_per_direct;
}

double jobs_customs_agents(const struct jobs_def *def, double counted)
{
    return counted * def->customs_agents_share;
}
