// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/manifest.h -- how a result was made, enough to make it again; and the whole
 * result of a run as JSON: manifest, every promise, every measure.
 *
 * Knows          which settings were used and where each stood; versions of what took part; that
 *                time and threads belong in one place, manifest.run, so that the rest is the same
 *                bytes on any number of threads.
 * Does not know  files.
 */
#ifndef SCENARIOS_REPORT_MANIFEST_H
#define SCENARIOS_REPORT_MANIFEST_H

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#include "scenarios/run/run.h"
#include "scenarios/input/scenario.h"
#include "scenarios/report/build_info.h"
#include "scenarios/report/json.h"

/* A word of the call, with its value if it is an option that has one. */
struct manifest_word {
    const char *word, *value;
};

struct manifest {
    const struct build_info *build;
    const char *command; /* "run" */
    int argc;            /* the words after it */
    char *const *argv;
    const struct manifest_word *word; /* of them those that change the answer */
    size_t words;
    const struct scenario_request *request;
    const struct scenario *scenario;
    const struct run *run;
    uint32_t asked; /* replications asked for */
    /* What may differ from run to run: */
    time_t started;
    uint32_t threads;
    double wall_s;
};

/* Each has the text of the scenario, so that `hubsim reproduce` needs nothing else. */
enum manifest_length {
    MANIFEST_WHOLE, /* with the settings one by one */
    MANIFEST_SHORT,
    MANIFEST_SAME /* short, and without time and threads: the same for the same question */
};

/* "manifest": {...}, within an object. */
void manifest_put(struct json *json, const struct manifest *manifest, enum manifest_length length);

/* Parts of it, for the heads of other answers: which program on which machine, within an object;
 * the words of the call that change the answer; a scenario's text and timetables. */
void manifest_put_build(struct json *json, const struct build_info *build);
void manifest_put_words(struct json *json, const struct manifest_word *word, size_t words);
void manifest_put_text(struct json *json, const struct scenario *scenario);

/* MANIFEST_SAME as one JSON object, for pictures; the caller frees. NULL: no memory. */
char *manifest_text(const struct manifest *manifest);

/* The same before the rows of a CSV file. */
void manifest_csv(const struct manifest *manifest, FILE *to);

/* {"manifest": ..., "promises": [...], "measures": [...]} and a line end. False if the machine
 * refuses memory. */
bool manifest_write(const struct manifest *manifest, FILE *to);

#endif
