// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/value_format.h -- values as a scenario file writes them.
 *
 * Knows          the shortest digits that give the same number back; quotes; { dist = ...; }; that
 *                libconfig wants one type in [ ], and an L or a point in large whole numbers.
 * Does not know  layers, ranges.
 */
#ifndef SCENARIOS_INPUT_VALUE_FORMAT_H
#define SCENARIOS_INPUT_VALUE_FORMAT_H

#include "scenarios/input/resolved.h"

const char *value_format_number(struct text_arena *arena,
                                double number); /* NAN: "unknown", with its quotes */
const char *value_format_real(struct text_arena *arena, double number);    /* 2 as 2.0 */
const char *value_format_text(struct text_arena *arena, const char *text); /* in quotes */
const char *value_format_dist(struct text_arena *arena, const struct dist *dist);
const char *value_format_date(struct text_arena *arena, int64_t at_us); /* in quotes */
const char *value_format_value(struct text_arena *arena, const struct resolved *resolved,
                               const struct param *param, const struct plan_change *value);

#endif
