// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/store_parts.h -- what an open database consists of: for the files of this folder.
 *
 * Knows          the connection, the statements that are used again and again, the points of the
 *                batch that is being worked on.
 * Does not know  SQL.
 */
#ifndef SCENARIOS_STORE_STORE_PARTS_H
#define SCENARIOS_STORE_STORE_PARTS_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/measure.h"
#include "scenarios/store/store.h"
#include "scenarios/run/event_log.h"

enum store_statement {
    STORE_FIND, /* a replication */
    STORE_FIND_MEASURES,
    STORE_FIND_SERIES,
    STORE_KEEP,
    STORE_KEEP_MEASURE, /* one row, then many at once */
    STORE_KEEP_MEASURES,
    STORE_KEEP_HOUR,
    STORE_KEEP_HOURS,
    STORE_THERE,   /* is our run still there? */
    STORE_SETTING, /* add if new */
    STORE_INPUT,
    STORE_KEEP_MOMENT,
    STORE_STATEMENTS
};

/* A point of the batch, as the tables number it. */
struct store_point {
    int64_t point;
    size_t years, measures;
    int32_t first_year;
    int64_t *measure; /* [measures]: its number in measure_names */
};

struct store {
    sqlite3 *db;
    char *file;
    char trouble[256]; /* "": none */
    sqlite3_stmt *statement[STORE_STATEMENTS];
    int64_t build, run;        /* of this process; 0: none yet */
    char model[40];            /* what the program simulates with: part of every address */
    int64_t places;            /* points of this run so far, over all its batches */
    struct store_point *point; /* [points] of the batch under way */
    size_t points;
    const void *first;                  /* where that batch begins */
    int64_t series[MEASURE_DAY_SERIES]; /* their numbers in series_names */
    double synced_s, kept_s;            /* when */
    uint64_t kept, found, refused;      /* replications */
    struct event_log_wish wish;         /* moments that the run asks for */
};

double store_now_s(void); /* a clock that only goes forward */

/* Remembers the first trouble; always false. */
bool store_failed(struct store *store);

/* As sql_number: 0 if there is none, or if the file is damaged: then trouble is remembered. */
int64_t store_number(struct store *store, const char *sql);

/* A transaction that may write. False: trouble is remembered, and nothing is open; so too if
 * somebody has taken our run out. */
bool store_begin(struct store *store);
/* Ends it: with `fine` it counts, else nothing of it does. */
bool store_end(struct store *store, bool fine);

/* Prepared at the first use; NULL: trouble. */
sqlite3_stmt *store_prepared(struct store *store, enum store_statement which, const char *sql);

#endif
