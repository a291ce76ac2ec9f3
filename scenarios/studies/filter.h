// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/filter.h -- which combinations of inputs make sense: "stands_wide > 2 * tugs
 * and not flights_per_week < 10".
 *
 * Knows          numbers, names of inputs, + - * /, < <= > >= == !=, and, or, not, brackets;
 *                nothing else, so that nothing else can happen.
 * Does not know  what the inputs are.
 */
#ifndef SCENARIOS_STUDIES_FILTER_H
#define SCENARIOS_STUDIES_FILTER_H

#include <stdbool.h>

#include "scenarios/studies/factors.h"

/* x[i]: the value of input i. False: `error` says where the expression goes wrong. */
bool filter_holds(const char *expression, const struct factors *inputs, const double *x,
                  bool *holds, char error[static FACTORS_ERROR_BYTES]);

#endif
