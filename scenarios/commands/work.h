// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/work.h -- how a command that simulates gets its work done: threads, seed,
 * replications, progress, and the database that remembers what was done before.
 *
 * Knows          --db, --out, --resume, --shard, --replications N and +N; that results which could not
 *                be kept are a failure, though they are still shown.
 * Does not know  what the command wants to know.
 * May include    scenarios/commands/ask.h, scenarios/store/..., scenarios/study/batch.h
 */
#ifndef SCENARIOS_COMMANDS_WORK_H
#define SCENARIOS_COMMANDS_WORK_H

#include "scenarios/commands/ask.h"
#include "scenarios/store/store.h"
#include "scenarios/study/batch.h"
#include "scenarios/study/outcome.h"

struct work {
    struct batch batch;    /* hand this to the study */
    uint64_t seed;         /* and these */
    uint32_t replications;
    /* The rest is work.c's own. */
    const struct ask *ask;
    const struct command_call *call;
    struct store *store; /* NULL: nothing is kept */
    struct batch_memory memory;
    struct ask_progress progress;
};

/* scenario: what the command is about; its run.seed and run.replications stand in for what was not
 * asked for. of: what is counted ("replications", "runs"). `work` must stay where it is until it is
 * closed. False: a line on stderr says why, and there is nothing to close. */
bool work_open(struct work *work, const struct ask *ask, const struct command_call *call,
               const struct scenario *scenario, const char *of);

/* What happens in these replications is kept too, moment by moment; the work must have a database.
 * False: a line on stderr says why, and the work is still to be closed. */
bool work_tell(struct work *work, const struct logbook_wish *wish);

/* True with --shard: this process does its part and leaves the answer to whoever merges the parts.
 * Then the command shows nothing. */
bool work_is_part(const struct work *work);

/* What a run says of the promises, for the database. Nothing without one. */
void work_keep_promises(struct work *work, const struct outcome *outcome);

/* Says what is to be said of the database. The ending of the command: as given, unless something
 * finished could not be kept. */
enum ending work_close(struct work *work, enum ending ending);

/* The words of the run that --resume goes on with; NULL: a line on stderr says why. */
struct runs_words;
struct runs_words *work_resume(const struct ask *ask, const struct command_call *call);

#endif
