// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/stored_run.h -- a run as the database kept it: what it was about, and each
 * number, to be held against what comes out now.
 *
 * Knows          that measures are the same if their names are, whatever program counted them.
 * Does not know  running.
 */
#ifndef SCENARIOS_STORE_STORED_RUN_H
#define SCENARIOS_STORE_STORED_RUN_H

#include <stddef.h>
#include <stdint.h>

#include "models/hub/hub.h"
#include "scenarios/input/snapshot.h"
#include "scenarios/store/store.h"

/* One point of a run. */
struct stored_run_point {
    int64_t point; /* its number in the tables */
    char *text;    /* the resolved scenario */
    struct snapshot_files files;
    uint64_t hash, seed;
    uint32_t first, n;
};

struct stored_run_run {
    int64_t run;
    char *command, *version, *model;
    struct stored_run_point *point;
    size_t points;
};

/* run: 0 is the last. NULL: a line on `messages` says why. The caller frees. */
struct stored_run_run *stored_run_read(struct store *store, int64_t run, FILE *messages);
void stored_run_free(struct stored_run_run *run);

/* True: that replication was kept; its digest and counts are in *result. */
bool stored_run_replication(struct store *store, int64_t point, uint32_t replication,
                            struct hub_result *result, int64_t *id);

/* What two results of one replication part in. NAN: nobody knows. */
struct stored_run_difference {
    char what[MEASURE_NAME_BYTES +
              16]; /* a measure, a series with its hour, or "digest of all events" */
    int32_t year;  /* 0: no year */
    double kept, now;
};

/* What a replication gave now. */
struct stored_run_now {
    const struct measure *measure; /* [measures] */
    size_t measures, years;
    int32_t first_year;
    const struct hub_result *result;
};

/* True: every number kept of replication `id` came out again, and so did the digest and the counts
 * of *kept; else the first that did not is in *difference. */
bool stored_run_is_the_same(struct store *store, int64_t id, const struct hub_result *kept,
                            const struct stored_run_now *now,
                            struct stored_run_difference *difference);

#endif
