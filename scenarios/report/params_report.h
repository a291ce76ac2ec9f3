// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/params_report.h -- every setting there is, for a person: what it is
 *                        called, what it is without a word from the scenario, what it may be, what
 *                        it means, where that comes from.
 *
 * Knows          the tables of struct param, and how a scenario file would write their defaults.
 * Does not know  any scenario.
 */
#ifndef SCENARIOS_REPORT_PARAMS_REPORT_H
#define SCENARIOS_REPORT_PARAMS_REPORT_H

#include <stddef.h>
#include <stdio.h>

#include "models/base/param.h"

/* Settings whose path begins with `prefix` ("halls.cainiao.ramp" finds "halls.*.ramp...").
 * Returns how many. */
size_t params_report_write(const struct param_group *groups, size_t n, const char *prefix,
                           FILE *to);

/* The path of the group most like `prefix`, or NULL. */
const char *params_report_nearest(const struct param_group *groups, size_t n, const char *prefix);

#endif
