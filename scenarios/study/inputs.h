// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/inputs.h -- what a study varies: "airport.stands_wide=10:40:5",
 * "lanes.cainiao.flights_per_week*=0.5:2", "halls.cainiao.phase2_opens={2023-07-01,never}".
 *
 * Knows          how that is written; whole numbers; the place of a value in its range, 0 to 1; the
 *                layer (--set) that gives a scenario that value.
 * Does not know  which values a study tries.
 * May include    scenarios/read/scenario.h
 */
#ifndef SCENARIOS_INPUTS_H
#define SCENARIOS_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "scenarios/read/scenario.h"

enum { INPUTS_MAX = 128, INPUTS_VALUES_MAX = 200, INPUTS_WORD_BYTES = 96, INPUTS_WHY_BYTES = 320 };

struct inputs_one {
    char path[INPUTS_WORD_BYTES];
    char unit[24], meaning[160];
    bool factor;         /* "*=": multiplies what the scenario says */
    bool whole;          /* a count */
    bool listed;         /* {a,b}: else a range */
    double lo, hi, step; /* of a range; step NAN: none was given */
    bool drawn;          /* a range with a law: what the scenario says of it */
    struct dist law;
    /* of a list, or of a range with a step: the values as they are written */
    char (*value)[INPUTS_WORD_BYTES];
    size_t values;
};

struct inputs {
    struct inputs_one one[INPUTS_MAX];
    size_t n;
};

/* Adds what `word` says of a setting of this scenario. False: `why` says what to give. */
bool inputs_add(struct inputs *inputs, const struct scenario *scenario, const char *word,
                char why[static INPUTS_WHY_BYTES]);
/* Adds every number that the scenario gives as a distribution and draws once for each history: the
 * middle 95 % of it. Where dated entries follow, it is a factor on all of them. Returns how many do
 * not fit in. */
size_t inputs_add_uncertain(struct inputs *inputs, const struct scenario *scenario);

void inputs_free(struct inputs *inputs);

/* The value at that place of the range, 0 to 1; of a list or steps: the number of the value. */
double inputs_at(const struct inputs_one *one, double unit);
size_t inputs_number(const struct inputs_one *one, double unit);

/* "airport.stands_wide=20": the layer for the value x of a range. */
void inputs_set(const struct inputs_one *one, double x, char *to, size_t room);
/* The same for value number i of a list or steps. */
void inputs_set_listed(const struct inputs_one *one, size_t i, char *to, size_t room);

/* Value number i of a list or steps as a number; NAN: it is none. */
double inputs_listed(const struct inputs_one *one, size_t i);

/* The last word of the path, enough where no other input has the same: "stands_wide". */
const char *inputs_name(const struct inputs *inputs, size_t i);

#endif
