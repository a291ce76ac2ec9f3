// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/uncertain.h -- { dist = "triangular"; min = 450; mode = 600; max = 900; }: a
 * number that is not known exactly.
 *
 * Knows          which keys each distribution has; whether one suits the range of a setting.
 * Does not know  layers.
 */
#ifndef SCENARIOS_INPUT_UNCERTAIN_H
#define SCENARIOS_INPUT_UNCERTAIN_H

#include "scenarios/input/resolved.h"
#include "scenarios/input/settings.h"

/* The lines that together say one distribution. */
struct uncertain_parts {
    const char *path;           /* of the setting */
    const struct setting **row; /* first of the file first */
    const char **key;           /* "dist", "min"... */
    size_t n;
};

/* False after an error was reported. */
bool uncertain_read(const struct resolved *resolved, const struct uncertain_parts *parts,
                    struct dist *out);

/* NULL if a distribution (or a constant) suits the range of the setting, else what to give. A
 * distribution without end may reach beyond with one draw in a hundred; such draws are taken at
 * the end of the range (models/base/plan.h). */
const char *uncertain_range_wrong(struct text_arena *arena, const struct param *param,
                                  const struct dist *dist);

/* "0 to 1", "10 min or more" */
const char *uncertain_range_words(struct text_arena *arena, const struct param *param);

/* A table without min and max takes any number. */
bool uncertain_has_range(const struct param *param);

/* The lowest and highest of what can be drawn; where there is no end: all but one draw in a
 * hundred on that side. */
void uncertain_ends(const struct dist *dist, double *low, double *high);

#endif
