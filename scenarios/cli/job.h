// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/job.h -- how a command that simulates gets its work done: threads, seed,
 * replications, progress, and the database that remembers what was done before.
 *
 * Knows          --db, --out, --resume, --shard, --replications N and +N; that results which could
 *                not be kept are a failure, though they are still shown.
 * Does not know  what the command wants to know.
 */
#ifndef SCENARIOS_CLI_JOB_H
#define SCENARIOS_CLI_JOB_H

#include "scenarios/cli/common_options.h"
#include "scenarios/store/store.h"
#include "scenarios/run/batch.h"
#include "scenarios/run/outcome.h"

struct job {
    struct batch batch; /* hand this to the study */
    uint64_t seed;      /* and these */
    uint32_t replications;
    /* The rest is work.c's own. */
    const struct common_options *common;
    const struct command_call *call;
    struct store *store; /* NULL: nothing is kept */
    struct batch_memory memory;
    struct common_options_progress progress;
};

/* scenario: what the command is about; its run.seed and run.replications stand in for what was not
 * asked for. of: what is counted ("replications", "runs"). `work` must stay where it is until it is
 * closed. False: a line on stderr says why, and there is nothing to close. */
bool job_open(struct job *job, const struct common_options *common, const struct command_call *call,
              const struct scenario *scenario, const char *of);

/* What happens in these replications is kept too, moment by moment; the work must have a database.
 * False: a line on stderr says why, and the work is still to be closed. */
bool job_log_events(struct job *job, const struct event_log_wish *wish);

/* True with --shard: this process does its part and leaves the answer to whoever merges the parts.
 * Then the command shows nothing. */
bool job_is_part(const struct job *job);

/* What a run says of the promises, for the database. Nothing without one. */
void job_keep_promises(struct job *job, const struct outcome *outcome);

/* Says what is to be said of the database. The ending of the command: as given, unless something
 * finished could not be kept. */
enum ending job_close(struct job *job, enum ending ending);

/* The words of the run that --resume goes on with; NULL: a line on stderr says why. */
struct runs_words;
struct runs_words *job_resume(const struct common_options *common, const struct command_call *call);

#endif
