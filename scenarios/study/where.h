// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/where.h -- which combinations of inputs make sense: "stands_wide > 2 * tugs and not
 * flights_per_week < 10".
 *
 * Knows          numbers, names of inputs, + - * /, < <= > >= == !=, and, or, not, brackets; nothing
 *                else, so that nothing else can happen.
 * Does not know  what the inputs are.
 * May include    scenarios/study/inputs.h
 */
#ifndef SCENARIOS_WHERE_H
#define SCENARIOS_WHERE_H

#include <stdbool.h>

#include "scenarios/study/inputs.h"

/* x[i]: the value of input i. False: `why` says where the expression goes wrong. */
bool where_holds(const char *expression, const struct inputs *inputs, const double *x, bool *holds,
                 char why[static INPUTS_WHY_BYTES]);

#endif
