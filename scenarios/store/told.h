// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/told.h -- a result that was told as a file, read back: results.json, or a CSV file or
 * picture that carries its manifest.
 *
 * Knows          where JSON, CSV, PNG and SVG have the manifest; SQLite reads the JSON.
 * Does not know  running.
 * May include    scenarios/read/again.h, sqlite3.h
 */
#ifndef SCENARIOS_STORE_TOLD_H
#define SCENARIOS_STORE_TOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "models/measure.h"
#include "scenarios/read/again.h"

struct told {
    char *text; /* the resolved scenario */
    struct again_files files;
    char *version, *model;
    uint64_t hash, seed;
    uint32_t replications;
    uint64_t *digest; /* [replications] */
    char *rows;         /* of a CSV file, names first; NULL: it is none */
    struct sqlite3 *db; /* the JSON as a table of one row; for told_is_the_same */
};

/* The word in PNG and SVG before the manifest. */
extern const char told_keyword[];

/* All of a file with a NUL behind; NULL: a line says why. The caller frees. */
char *told_load(const char *file, size_t *n, FILE *messages);

/* Moves the JSON in it to its beginning; false: there is none. */
bool told_find(char *all, size_t n);

/* False: a line on `messages` says why, and there is nothing to close. */
bool told_open(struct told *told, const char *file, FILE *messages);
void told_close(struct told *told);

/* Where two results part: the kept one may be but a manifest. */
struct told_difference {
    char what[MEASURE_NAME_BYTES + 40]; /* "mean of airport.tonnes" */
    int32_t year;                       /* 0: no year */
    char kept[40], now[40];
};

/* now: results.json as it comes out now. True: each number and word of the kept one came out again, except the
 * record, which is not in a result; else the first that did not is in *difference. */
bool told_is_the_same(const struct told *told, const char *now, struct told_difference *difference);

#endif
