// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/studied.h -- what every answer of a study says about itself: which scenarios, with
 * which luck, how many histories.
 *
 * Knows          the head of the JSON and of the CSV of all commands but hubsim run
 *                (scenarios/tell/manifest.h).
 * Does not know  any study.
 * May include    scenarios/read/scenario.h, scenarios/tell/build.h, scenarios/tell/csv.h,
 *                scenarios/tell/json.h, scenarios/tell/manifest.h
 */
#ifndef SCENARIOS_STUDIED_H
#define SCENARIOS_STUDIED_H

#include "scenarios/read/scenario.h"
#include "scenarios/tell/build.h"
#include "scenarios/tell/json.h"
#include "scenarios/tell/manifest.h"

struct studied_scenario {
    char label[128]; /* its title; what makes it differ where titles are the same */
    const char *file;
    const struct scenario *scenario;
};

struct studied {
    const char *study;
    const struct build *build;
    const struct manifest_word *word; /* of the call, but for those that do not change the answer */
    size_t words;
    const struct studied_scenario *scenario;
    size_t n; /* 0: none, and no luck */
    uint64_t seed;
    uint32_t asked; /* histories of each scenario */
};

/* Opens the object; the caller goes on and closes it. replications: those that count. */
void studied_json(const struct studied *studied, size_t replications, struct json *json);

/* The same head as an object of its own, for pictures; the caller frees. NULL: no memory. */
char *studied_text(const struct studied *studied);

/* The same before the rows of a CSV file. */
void studied_csv(const struct studied *studied, FILE *to);

/* "20 histories, seed 1" */
void studied_footer(const struct studied *studied, size_t replications, char *to, size_t room);

#endif
