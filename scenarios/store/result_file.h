// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/result_file.h -- a result that was reported as a file, read back: results.json,
 * or a CSV file or picture that carries its manifest.
 *
 * Knows          where JSON, CSV, PNG and SVG have the manifest; SQLite reads the JSON.
 * Does not know  running.
 */
#ifndef SCENARIOS_STORE_RESULT_FILE_H
#define SCENARIOS_STORE_RESULT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "models/base/measure.h"
#include "scenarios/input/snapshot.h"

struct result_file {
    char *text; /* the resolved scenario */
    struct snapshot_files files;
    char *version, *model;
    uint64_t hash, seed;
    uint32_t replications;
    uint64_t *digest;   /* [replications] */
    char *rows;         /* of a CSV file, names first; NULL: it is none */
    struct sqlite3 *db; /* the JSON as a table of one row; for result_file_is_the_same */
};

/* The word in PNG and SVG before the manifest. */
extern const char result_file_keyword[];

/* All of a file with a NUL behind; NULL: a line says why. The caller frees. */
char *result_file_load(const char *file, size_t *n, FILE *messages);

/* Moves the JSON in it to its beginning; false: there is none. */
bool result_file_find(char *all, size_t n);

/* False: a line on `messages` says why, and there is nothing to close. */
bool result_file_open(struct result_file *result, const char *file, FILE *messages);
void result_file_close(struct result_file *result);

/* Where two results part: the kept one may be but a manifest. */
struct result_file_difference {
    char what[MEASURE_NAME_BYTES + 40]; /* "mean of airport.tonnes" */
    int32_t year;                       /* 0: no year */
    char kept[40], now[40];
};

/* now: results.json as it comes out now. True: each number and word of the kept one came out again,
 * except the record, which is not in a result; else the first that did not is in *difference. */
bool result_file_is_the_same(const struct result_file *result, const char *now,
                             struct result_file_difference *difference);

#endif
