// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/outcome.h"

#include <string.h>

#include "sim/base/require.h"

int outcome_measure(const struct outcome *outcome, const char *name)
{
    for (size_t i = 0; i < outcome->measures; i++)
        if (strcmp(outcome->measure[i].name, name) == 0) return (int)i;
    return -1;
}

void outcome_values(const struct outcome *outcome, size_t measure, size_t year, double *x)
{
    REQUIRE(NULL, measure < outcome->measures, "measure %zu of %zu", measure, outcome->measures);
    REQUIRE(NULL, year < outcome->years, "year %zu of %zu", year, outcome->years);
    for (size_t r = 0; r < outcome->replications; r++)
        x[r] = outcome->value[(r * outcome->years + year) * outcome->measures + measure];
}

void outcome_judged(const struct outcome *outcome, size_t measure, double *x)
{
    const enum discrepancy_kind kind = discrepancy_kind_of(&outcome->measure[measure]);
    for (size_t r = 0; r < outcome->replications; r++)
        x[r] *= discrepancy_error(&outcome->discrepancy, kind, outcome->seed, (uint32_t)r);
}

const char *outcome_verdict_word(enum outcome_verdict verdict)
{
    static const char *const word[] = {[OUTCOME_VERY_UNLIKELY] = "very unlikely",
                                       [OUTCOME_UNLIKELY] = "unlikely",
                                       [OUTCOME_EVEN] = "about even",
                                       [OUTCOME_LIKELY] = "likely",
                                       [OUTCOME_VERY_LIKELY] = "very likely",
                                       [OUTCOME_CANNOT_TELL] = "cannot tell"};
    return word[verdict];
}

bool outcome_is_unlikely(enum outcome_verdict verdict)
{
    return verdict == OUTCOME_VERY_UNLIKELY || verdict == OUTCOME_UNLIKELY;
}

bool outcome_is_likely(enum outcome_verdict verdict)
{
    return verdict == OUTCOME_LIKELY || verdict == OUTCOME_VERY_LIKELY;
}
