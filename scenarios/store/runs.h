// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/runs.h -- each call of the program that asked a database: how it was called, by
 * which build, on which machine, how it ended.
 *
 * Knows          that a run which ends without a word (killed) still stands as "running", and so is
 *                taken up again; which libraries take part.
 * Does not know  results of replications (scenarios/store/replication_cache.h).
 */
#ifndef SCENARIOS_STORE_RUNS_H
#define SCENARIOS_STORE_RUNS_H

#include <stddef.h>
#include <stdint.h>

#include "scenarios/input/scenario.h"
#include "scenarios/store/store.h"
#include "scenarios/run/outcome.h"
#include "scenarios/report/build_info.h"

struct runs_def {
    const struct build_info *build;
    const char *command; /* "run" */
    int argc;            /* the words after it */
    char *const *argv;
    const struct scenario *scenario; /* what the run is about */
    uint64_t seed;
    uint32_t replications, threads;
    uint32_t shard, shards; /* 0, 0: all of it */
};

/* Enters it as running. False: trouble. */
bool runs_begin(struct store *store, const struct runs_def *def);

enum runs_state { RUNS_FINISHED, RUNS_INTERRUPTED, RUNS_FAILED };
bool runs_end(struct store *store, enum runs_state state, double wall_s);

/* What the run says of the promises. */
bool runs_keep_promises(struct store *store, const struct outcome *outcome);

/* Replications that the largest finished run of this command had of this scenario, program and
 * seed; 0: there is none. */
uint32_t runs_replications(struct store *store, const struct runs_def *def);

/* The words of the last run of a command that was not finished, or else of the last: a copy that
 * the caller frees. NULL: there is none, or the machine refuses memory. */
struct runs_words {
    int argc;
    char **argv;
    char *folder;          /* where it was called */
    uint32_t replications; /* asked for, "+20" reckoned out */
};
struct runs_words *runs_last_words(struct store *store, const char *command);
void runs_words_free(struct runs_words *words);

#endif
