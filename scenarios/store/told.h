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

#include "scenarios/read/again.h"

struct told {
    char *text; /* the resolved scenario */
    struct again_files files;
    char *version, *model;
    uint64_t hash, seed;
    uint32_t replications;
    uint64_t *digest; /* [replications] */
    struct sqlite3 *db; /* the JSON as a table of one row; for told_mean */
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

/* Calls back for each yearly mean, as its digits ("null": nobody knows), until it answers false. */
typedef bool told_mean(void *context, const char *measure, int32_t year, const char *digits);
void told_means(const struct told *told, told_mean *mean, void *context);

#endif
