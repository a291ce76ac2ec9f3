// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/value.h -- what a setting's words mean: a checked value, or an error that says
 * what to give.
 *
 * Knows          the kinds of struct param: what each accepts, its range, its default.
 * Does not know  layers; when the value applies; distributions (scenarios/input/uncertain.h).
 */
#ifndef SCENARIOS_INPUT_VALUE_H
#define SCENARIOS_INPUT_VALUE_H

#include "scenarios/input/resolved.h"
#include "scenarios/input/settings.h"

/* Both fill the value only (kind, n, number, reals, date_us, names, text) and return false after
 * an error was reported. */
bool value_read(const struct resolved *resolved, const struct param *param,
                const struct setting *setting, struct plan_change *out);

/* The default. A name in it that no item has is reported where the item first appears. */
bool value_standard(const struct resolved *resolved, const struct resolved_slot *slot,
                    const struct resolved_item *item, struct plan_change *out);

#endif
