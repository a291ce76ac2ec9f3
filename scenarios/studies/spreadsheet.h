// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/spreadsheet.h -- the rival that simulates nothing: flights times capacity times
 * load.
 *
 * Knows          the settings of a scenario day by day, each drawn number at its mean:
 *                (1) tonnes of a year = sum over weeks and lanes of
 *                    flights per week x growth x (capacity in x load in + capacity out x load out)
 *                (2) capacity = the lesser of payload and volume x density, mean over the types
 * Does not know  halls, people, delays, caps, customs: a planner's spreadsheet does not either.
 */
#ifndef SCENARIOS_STUDIES_SPREADSHEET_H
#define SCENARIOS_STUDIES_SPREADSHEET_H

#include <stdint.h>

#include "scenarios/input/scenario.h"

/* NAN if the machine refuses memory. */
double spreadsheet_tonnes(const struct scenario *scenario, int32_t year);

#endif
