// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/jobs.h"

#include <stddef.h>

#include "sim/random/maths.h"

#define AT(field) offsetof(struct jobs_def, field)

const struct param jobs_params[] = {
    {.key = "other_base",
     .kind = PARAM_REAL,
     .at = AT(other_base),
     .max = 1e6,
     .standard = {.a = 0},
     .unit = "jobs",
     .meaning = "Direct jobs on the airport outside the simulated halls at tonnes_base.",
     .source = "L92",
     .confidence = "medium"},
    {.key = "tonnes_base",
     .kind = PARAM_REAL,
     .at = AT(tonnes_base),
     .min = 1,
     .max = 1e9,
     .standard = {.a = 870644},
     .unit = "t",
     .meaning = "Tonnes of the year in which other_base was counted.",
     .source = "L4",
     .confidence = "high"},
    {.key = "other_elasticity",
     .kind = PARAM_REAL,
     .at = AT(other_elasticity),
     .min = -1,
     .max = 3,
     .standard = {DIST_TRIANGULAR, .a = 0.3, .b = 0.45, .c = 0.7},
     .unit = "",
     .meaning = "By how many per cent those jobs grow when tonnes grow by one.",
     .source = "M13",
     .confidence = "medium"},
    {.key = "indirect_per_direct",
     .kind = PARAM_REAL,
     .at = AT(indirect_per_direct),
     .max = 10,
     .standard = {DIST_UNIFORM, .a = 0.6, .b = 0.68},
     .unit = "jobs per job",
     .meaning = "Jobs at suppliers per direct job, as measured twice at this airport.",
     .source = "M1",
     .confidence = "high"},
    {.key = "induced_per_direct",
     .kind = PARAM_REAL,
     .at = AT(induced_per_direct),
     .max = 10,
     .standard = {DIST_UNIFORM, .a = 0.41, .b = 0.45},
     .unit = "jobs per job",
     .meaning = "Jobs from the spending of those, per direct job.",
     .source = "M3",
     .confidence = "high"},
    {.key = "customs_agents_share",
     .kind = PARAM_REAL,
     .at = AT(customs_agents_share),
     .max = 1,
     .standard = {.a = 0.17},
     .unit = "share",
     .meaning = "Of the direct jobs as counted, those at private customs agents.",
     .source = "L98",
     .confidence = "high"},
};
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
