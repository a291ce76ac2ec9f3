// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/scenario_mix.h -- two scenarios setting by setting: where they differ, and a
 * third one that has some settings of each.
 *
 * Knows          that a setting is its value at the start with all that changes it later; that
 *                names of halls, lanes and aircraft mean the same in both, whatever their order.
 * Does not know  what the settings mean; running.
 */
#ifndef SCENARIOS_INPUT_SCENARIO_MIX_H
#define SCENARIOS_INPUT_SCENARIO_MIX_H

#include <stdbool.h>

#include "scenarios/input/scenario.h"

/* A setting that is not the same in a and b, with all that is said of it: "2, from 2021-11-08: 21".
 * a or b is NULL where that scenario has no such item. Texts live as long as the call. */
struct scenario_difference {
    const char *path, *a, *b;
    const struct param *param;
};
typedef void scenario_differs(void *context, const struct scenario_difference *difference);

/* In the order of the tables; what stands at the top of the file (title, question), `run` and the
 * promises do not count as differences. */
void scenario_differences(const struct scenario *a, const struct scenario *b,
                          scenario_differs *differs, void *context);

/* True: this setting is taken from b. */
typedef bool scenario_choose(void *context, const char *path);

/* A scenario with a's items, title, run and promises, and each other setting from a or from b. An
 * item that b does not have stays as it is in a. NULL if a setting of b names an item that a
 * does not have. The caller owns the result; it borrows from a and b. */
struct scenario *scenario_mix(const struct scenario *a, const struct scenario *b,
                              scenario_choose *from_b, void *context);

/* The world of the start: the same scenario, in which no dated entry ever happens. Borrows. */
struct scenario *scenario_still(const struct scenario *scenario);

#endif
