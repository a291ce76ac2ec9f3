// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/study_header.h -- what every answer of a study says about itself: which
 * scenarios, with which seed, how many replications.
 *
 * Knows          the head of the JSON and of the CSV of all commands but hubsim run
 *                (scenarios/report/manifest.h).
 * Does not know  any study.
 */
#ifndef SCENARIOS_REPORT_STUDY_HEADER_H
#define SCENARIOS_REPORT_STUDY_HEADER_H

#include "scenarios/input/scenario.h"
#include "scenarios/report/build_info.h"
#include "scenarios/report/json.h"
#include "scenarios/report/manifest.h"

struct study_header_scenario {
    char label[128]; /* its title; what makes it differ where titles are the same */
    const char *file;
    const struct scenario *scenario;
};

struct study_header {
    const char *study;
    const struct build_info *build;
    const struct manifest_word *word; /* of the call, but for those that do not change the answer */
    size_t words;
    const struct study_header_scenario *scenario;
    size_t n; /* 0: none, nothing was simulated */
    uint64_t seed;
    uint32_t asked; /* replications of each scenario */
};

/* Opens the object; the caller goes on and closes it. replications: those that count. */
void study_header_json(const struct study_header *header, size_t replications, struct json *json);

/* The same head as an object of its own, for pictures; the caller frees. NULL: no memory. */
char *study_header_text(const struct study_header *header);

/* The same before the rows of a CSV file. */
void study_header_csv(const struct study_header *header, FILE *to);

/* "20 replications, seed 1" */
void study_header_footer(const struct study_header *header, size_t replications, char *to,
                         size_t room);

#endif
