// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/kept.h -- a run as the database kept it: what it was about, and each number, to be
 * held against what comes out now.
 *
 * Knows          that measures are the same if their names are, whatever program counted them.
 * Does not know  running.
 * May include    scenarios/store/store.h, scenarios/read/again.h, models/hub.h
 */
#ifndef SCENARIOS_STORE_KEPT_H
#define SCENARIOS_STORE_KEPT_H

#include <stddef.h>
#include <stdint.h>

#include "models/hub.h"
#include "scenarios/read/again.h"
#include "scenarios/store/store.h"

/* One point of a run. */
struct kept_point {
    int64_t point; /* its number in the tables */
    char *text;    /* the resolved scenario */
    struct again_files files;
    uint64_t hash, seed;
    uint32_t first, n;
};

struct kept_run {
    int64_t run;
    char *command, *version, *model;
    struct kept_point *point;
    size_t points;
};

/* run: 0 is the last. NULL: a line on `messages` says why. The caller frees. */
struct kept_run *kept_read(struct store *store, int64_t run, FILE *messages);
void kept_free(struct kept_run *run);

/* True: that replication was kept; its digest and counts are in *result. */
bool kept_replication(struct store *store, int64_t point, uint32_t replication,
                      struct hub_result *result, int64_t *id);

/* What two results of one replication part in. NAN: nobody knows. */
struct kept_difference {
    char what[MEASURE_NAME_BYTES + 16]; /* a measure, a series with its hour, or "digest of all events" */
    int32_t year;                       /* 0: no year */
    double kept, now;
};

/* What a replication gave now. */
struct kept_now {
    const struct measure *measure; /* [measures] */
    size_t measures, years;
    int32_t first_year;
    const struct hub_result *result;
};

/* True: every number kept of replication `id` came out again, and so did the digest and the counts of *kept; else
 * the first that did not is in *difference. */
bool kept_is_the_same(struct store *store, int64_t id, const struct hub_result *kept,
                      const struct kept_now *now, struct kept_difference *difference);

#endif
