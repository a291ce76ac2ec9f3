// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/work.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "models/hub.h"
#include "scenarios/store/logs.h"
#include "scenarios/store/memory.h"
#include "scenarios/store/runs.h"
#include "scenarios/tell/outfile.h"
#include "sim/replicate.h"

enum { PATH_BYTES = OUTFILE_PATH_BYTES };

/* Where results are kept: --db, else in the folder of --out, else nowhere. */
static bool name_database(const struct ask *ask, char path[PATH_BYTES])
{
    if (!ask->db && !ask->out) return false;
    snprintf(path, PATH_BYTES, ask->db ? "%s" : "%s/results.db", ask->db ? ask->db : ask->out);
    return true;
}

static bool open_store(struct work *work)
{
    char path[PATH_BYTES];
    if (!name_database(work->ask, path)) return true;
    if (work->ask->out && !outfile_folder(work->ask->out)) {
        fprintf(stderr, "hubsim: %s: %s\n", work->ask->out, strerror(errno));
        return false;
    }
    work->store = store_open(path, STORE_WRITE, stderr);
    return work->store != NULL;
}

/* "+20" is twenty more than the largest finished run of the same question had. */
static bool count_replications(struct work *work, struct runs_def *def, uint32_t standard)
{
    const uint64_t asked = work->ask->replications;
    enum { MOST = 1000000 };
    uint64_t n = asked ? asked : standard;
    if (work->ask->more) n = asked + runs_replications(work->store, def);
    if (n > MOST) {
        fprintf(stderr, "hubsim: --replications: that makes %llu; %d are the most\n",
                (unsigned long long)n, MOST);
        return false;
    }
    work->replications = def->replications = (uint32_t)n;
    return true;
}

static bool enter_run(struct work *work, struct runs_def *def)
{
    if (!runs_begin(work->store, def)) {
        fprintf(stderr, "hubsim: %s: %s\n", store_file(work->store), store_trouble(work->store));
        return false;
    }
    work->memory = memory_of(work->store);
    work->batch.memory = &work->memory;
    return true;
}

bool work_open(struct work *work, const struct ask *ask, const struct command_call *call,
               const struct scenario *scenario, const char *of)
{
    const struct hub_run_def *standard = &scenario_plan(scenario)->base->run;
    *work = (struct work){.ask = ask,
                          .call = call,
                          .seed = ask->has_seed ? ask->seed : standard->seed,
                          .progress = ask_progress_start(of),
                          .batch = {.threads = (uint32_t)ask->threads,
                                    .stop = call->stop,
                                    .progress = ask_progress_show,
                                    .shard = (uint32_t)ask->shard,
                                    .shards = (uint32_t)ask->shards}};
    work->batch.progress_context = &work->progress;
    struct runs_def def = {.build = call->build,
                           .command = call->name,
                           .argc = ask->resumed ? ask->resumed->argc : call->argc,
                           .argv = ask->resumed ? ask->resumed->argv : call->argv,
                           .scenario = scenario,
                           .seed = work->seed,
                           .threads = ask->threads ? (uint32_t)ask->threads : replicate_processors(),
                           .shard = (uint32_t)ask->shard,
                           .shards = (uint32_t)ask->shards};
    const bool fine = open_store(work) && count_replications(work, &def, standard->replications) &&
                      (!work->store || enter_run(work, &def));
    if (!fine) store_close(work->store);
    return fine;
}

bool work_tell(struct work *work, const struct logbook_wish *wish)
{
    work->batch.moments = *wish;
    if (logs_want(work->store, wish)) return true;
    fprintf(stderr, "hubsim: %s: %s\n", store_file(work->store), store_trouble(work->store));
    return false;
}

bool work_is_part(const struct work *work)
{
    return work->ask && work->ask->shards > 0;
}

void work_keep_promises(struct work *work, const struct outcome *outcome)
{
    if (work->store) runs_keep_promises(work->store, outcome);
}

/* ---- the end ---- */

static void tell_trouble(const struct work *work, const struct memory_count *count)
{
    fprintf(stderr, "hubsim: %s: %s\n", store_file(work->store), store_trouble(work->store));
    if (count->refused)
        fprintf(stderr,
                "hubsim: %llu replications could not be kept; what was kept before is safe, and"
                " --resume goes on from there\n",
                (unsigned long long)count->refused);
}

static void tell_kept(const struct work *work, const struct memory_count *count)
{
    const bool alone = work->ask->quiet && !work_is_part(work);
    if ((count->found == 0 && !work_is_part(work)) || alone) return;
    fprintf(stderr, "%s: %llu %s simulated, %llu known from before\n", store_file(work->store),
            (unsigned long long)count->kept, work->progress.of, (unsigned long long)count->found);
}

enum ending work_close(struct work *work, enum ending ending)
{
    if (!work->store) return ending;
    const bool answered = ending == ENDING_FINE || ending == ENDING_NOT_KEPT ||
                          ending == ENDING_NOT_PRECISE || ending == ENDING_NO_PICTURE;
    const enum runs_state state = answered                        ? RUNS_FINISHED
                                  : ending == ENDING_INTERRUPTED ? RUNS_INTERRUPTED
                                                                 : RUNS_FAILED;
    struct memory_count count = memory_count(work->store);
    const bool whole = !store_trouble(work->store);
    runs_end(work->store, whole ? state : RUNS_FAILED, ask_now_s() - work->progress.began_s);
    tell_kept(work, &count);
    if (store_trouble(work->store)) {
        tell_trouble(work, &count);
        if (answered) ending = ENDING_FAILED;
    }
    store_close(work->store);
    work->store = NULL;
    return ending;
}

/* ---- going on ---- */

struct runs_words *work_resume(const struct ask *ask, const struct command_call *call)
{
    char path[PATH_BYTES], here[PATH_BYTES] = "";
    if (!name_database(ask, path)) {
        fprintf(stderr, "hubsim: --resume goes on from results that were kept: say where, with --db or"
                        " --out\n");
        return NULL;
    }
    struct store *store = store_open(path, STORE_READ, stderr);
    if (!store) return NULL;
    struct runs_words *words = runs_last_words(store, call->name);
    if (!words) fprintf(stderr, "hubsim: %s: holds no hubsim %s to resume\n", path, call->name);
    if (words && (!getcwd(here, sizeof here) || strcmp(here, words->folder) != 0)) {
        fprintf(stderr, "hubsim: %s: that run was started in %s: resume it from there\n", path,
                words->folder);
        runs_words_free(words);
        words = NULL;
    }
    store_close(store);
    return words;
}
