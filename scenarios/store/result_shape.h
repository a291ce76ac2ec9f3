// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/result_shape.h -- whether the JSON of a result is built as hubsim builds it,
 * before anything is read from it.
 *
 * Knows          that a result may come from a stranger: a list may be an object, a number a text,
 *                a key may stand twice, a text may hold a NUL.
 * Does not know  what the values mean.
 */
#ifndef SCENARIOS_STORE_RESULT_SHAPE_H
#define SCENARIOS_STORE_RESULT_SHAPE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* As `most`: an integer may take 64 bits without a sign. */
enum { RESULT_SHAPE_64_BITS = -1 };

/* What each value that a path stands for must be, if it is there. */
struct result_shape {
    const char
        *path; /* as SQLite's GLOB has it: "$.scenarios[[]*].text"; "$.asked[[]]": each of a list */
    const char *type; /* "text", "integer", "array", "object" */
    int64_t most;     /* of an integer, or of the elements of an array; the least is 0 */
    bool needed;      /* the path has no pattern in it, and something must stand there */
};

/* db: a table report with the JSON in its column body, in the row that came first. False: a line on
 * `messages` says which value is wrong, and what it must be. */
bool result_shape_holds(sqlite3 *db, const struct result_shape *shape, size_t n, const char *file,
                        FILE *messages);

#endif
