// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/param_table.h -- the words in which a table of settings is written.
 *
 * What happens   A setting is a row of two lines, which reads from left to right: its key, what
 *                kind of value it takes with its unit and range, its default, its source, how sure
 *                that is; and below them what it means. Before the table stands which struct it
 *                fills, as AT(field):
 *
 *                  #define AT(field) offsetof(struct hall_def, field)
 *                  // clang-format off
 *                  const struct param hall_params[] = {
 *                      {KEY(ramp_crew), COUNT("people", 1, 40), VALUE(8), "OPS29", "medium",
 *                       "People around one aircraft, loaders and drivers included."},
 *
 *                Behind the meaning may follow .apart = true (see struct param).
 * Left out       settings whose key is not the field's name say both, "phase1_m2", AT(phase_m2[0])
 * Equations      none
 * Sources        none
 *
 * Only files with such a table include this: the words are short ones.
 */
#ifndef MODELS_BASE_PARAM_TABLE_H
#define MODELS_BASE_PARAM_TABLE_H

#include <stddef.h>

#include "models/base/param.h"

#define KEY(field) #field, AT(field)

/* What kind of value: PARAM_REAL for REAL and so on. */
#define NUMBERS(of_kind, of_unit, from, to) .kind = of_kind, .unit = of_unit, .min = from, .max = to
#define REAL(unit, min, max) NUMBERS(PARAM_REAL, unit, min, max)
#define DIST(unit, min, max) NUMBERS(PARAM_DIST, unit, min, max)
#define COUNT(unit, min, max) NUMBERS(PARAM_COUNT, unit, min, max)
#define REALS(count, unit, min, max) NUMBERS(PARAM_REALS, unit, min, max), .n = count
#define FLAG .kind = PARAM_FLAG, .unit = "yes/no"
#define DATE .kind = PARAM_DATE, .unit = "date"
#define TEXT(of_unit) .kind = PARAM_TEXT, .unit = of_unit
#define CHOICE(words) .kind = PARAM_CHOICE, .unit = "", .choices = words
#define NAME(group, of_unit) .kind = PARAM_NAME, .unit = of_unit, .refers = group
#define NAMES(group, of_unit) .kind = PARAM_NAMES, .unit = of_unit, .refers = group

/* The default: a number (a flag: 0 or 1), a distribution, a word, or none. Each leaves off at
 * `standard`, so that the source comes next. */
#define VALUE(x) .standard = {.a = x}
#define UNIFORM(min, max) .standard = {DIST_UNIFORM, .a = min, .b = max}
#define TRIANGULAR(min, mode, max) .standard = {DIST_TRIANGULAR, .a = min, .b = mode, .c = max}
#define LOGNORMAL(mean, cv) .standard = {DIST_LOGNORMAL, .a = mean, .b = cv}
#define EXPONENTIAL(mean) .standard = {DIST_EXPONENTIAL, .a = mean}
#define GAMMA(mean, cv) .standard = {DIST_GAMMA, .a = mean, .b = cv}
#define WORD(text) .standard_text = text, .standard = {.a = 0}
#define REQUIRED .required = true, .standard = {.a = 0}

#endif
