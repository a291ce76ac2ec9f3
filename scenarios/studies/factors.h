// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/factors.h -- what a study varies: "airport.stands_wide=10:40:5",
 * "lanes.cainiao.flights_per_week*=0.5:2", "halls.cainiao.phase2_opens={2023-07-01,never}".
 *
 * Knows          how that is written; whole numbers; the place of a value in its range, 0 to 1; the
 *                layer (--set) that gives a scenario that value.
 * Does not know  which values a study tries.
 */
#ifndef SCENARIOS_STUDIES_FACTORS_H
#define SCENARIOS_STUDIES_FACTORS_H

#include <stdbool.h>
#include <stddef.h>

#include "scenarios/input/scenario.h"

enum {
    FACTORS_MAX = 128,
    FACTORS_VALUES_MAX = 200,
    FACTORS_WORD_BYTES = 96,
    FACTORS_ERROR_BYTES = 320
};

struct factors_one {
    char path[FACTORS_WORD_BYTES];
    char unit[24], meaning[160];
    bool factor;         /* "*=": multiplies what the scenario says */
    bool whole;          /* a count */
    bool listed;         /* {a,b}: else a range */
    double lo, hi, step; /* of a range; step NAN: none was given */
    bool drawn;          /* a range with a law: what the scenario says of it */
    struct dist law;
    double most; /* of a drawn factor: what no entry of the setting would survive; INFINITY: none */
    /* of a list, or of a range with a step: the values as they are written */
    char (*value)[FACTORS_WORD_BYTES];
    size_t values;
};

struct factors {
    struct factors_one one[FACTORS_MAX];
    size_t n;
};

/* Adds what `word` says of a setting of this scenario. False: `error` says what to give. */
bool factors_add(struct factors *inputs, const struct scenario *scenario, const char *word,
                 char error[static FACTORS_ERROR_BYTES]);
/* Adds every number that the scenario gives as a distribution and draws once for each replication:
 * the middle 95 % of it. Where dated entries follow, it is a factor on all of them. Returns how
 * many do not fit in. */
size_t factors_add_uncertain(struct factors *inputs, const struct scenario *scenario);

void factors_free(struct factors *inputs);

/* The value at that place of the range, 0 to 1; of a list or steps: the number of the value. */
double factors_at(const struct factors_one *one, double unit);
size_t factors_number(const struct factors_one *one, double unit);

/* "airport.stands_wide=20": the layer for the value x of a range. */
void factors_set(const struct factors_one *one, double x, char *to, size_t room);
/* The same for value number i of a list or steps. */
void factors_set_listed(const struct factors_one *one, size_t i, char *to, size_t room);

/* Value number i of a list or steps as a number; NAN: it is none. */
double factors_listed(const struct factors_one *one, size_t i);

/* The last word of the path, enough where no other input has the same: "stands_wide". */
const char *factors_name(const struct factors *inputs, size_t i);

#endif
