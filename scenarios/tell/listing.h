// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/listing.h -- every setting there is, for a person: what it is
 *                        called, what it is without a word from the scenario, what it may be, what
 *                        it means, where that comes from.
 *
 * Knows          the tables of struct param, and how a scenario file would write their defaults.
 * Does not know  any scenario.
 * May include    models/param.h, scenarios/read/written.h
 */
#ifndef SCENARIOS_LISTING_H
#define SCENARIOS_LISTING_H

#include <stddef.h>
#include <stdio.h>

#include "models/param.h"

/* Settings whose path begins with `prefix` ("halls.cainiao.ramp" finds "halls.*.ramp...").
 * Returns how many. */
size_t listing_write(const struct param_group *groups, size_t n, const char *prefix, FILE *to);

/* The path of the group most like `prefix`, or NULL. */
const char *listing_nearest(const struct param_group *groups, size_t n, const char *prefix);

#endif
