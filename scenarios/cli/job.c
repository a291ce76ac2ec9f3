// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/job.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "models/hub/hub.h"
#include "scenarios/store/event_rows.h"
#include "scenarios/store/replication_cache.h"
#include "scenarios/store/runs.h"
#include "scenarios/report/shown.h"
#include "scenarios/report/whole_file.h"
#include "sim/replicate.h"

enum { PATH_BYTES = WHOLE_FILE_PATH_BYTES };

/* Where results are kept: --db, else in the folder of --out, else nowhere. */
static bool name_database(const struct common_options *common, char path[PATH_BYTES])
{
    if (!common->db && !common->out) return false;
    snprintf(path, PATH_BYTES, common->db ? "%s" : "%s/results.db",
             common->db ? common->db : common->out);
    return true;
}

static bool open_store(struct job *job)
{
    char path[PATH_BYTES];
    if (!name_database(job->common, path)) return true;
    if (job->common->out && !whole_file_folder(job->common->out)) {
        fprintf(stderr, "hubsim: %s: %s\n", job->common->out, strerror(errno));
        return false;
    }
    job->store = store_open(path, STORE_WRITE, stderr);
    return job->store != NULL;
}

/* "+20" is twenty more than the largest finished run of the same question had. */
static bool count_replications(struct job *job, struct runs_def *def, uint32_t standard)
{
    const uint64_t asked = job->common->replications;
    enum { MOST = 1000000 };
    uint64_t n = asked ? asked : standard;
    if (job->common->more) n = asked + runs_replications(job->store, def);
    if (n > MOST) {
        fprintf(stderr, "hubsim: --replications: that makes %llu; %d are the most\n",
                (unsigned long long)n, MOST);
        return false;
    }
    job->replications = def->replications = (uint32_t)n;
    return true;
}

static bool enter_run(struct job *job, struct runs_def *def)
{
    if (!runs_begin(job->store, def)) {
        fprintf(stderr, "hubsim: %s: %s\n", store_file(job->store), store_trouble(job->store));
        return false;
    }
    job->memory = replication_cache_of(job->store);
    job->batch.memory = &job->memory;
    return true;
}

bool job_open(struct job *job, const struct common_options *common, const struct command_call *call,
              const struct scenario *scenario, const char *of)
{
    const struct hub_run_def *standard = &scenario_plan(scenario)->base->run;
    *job = (struct job){.common = common,
                        .call = call,
                        .seed = common->has_seed ? common->seed : standard->seed,
                        .progress = common_options_progress_start(of),
                        .batch = {.threads = (uint32_t)common->threads,
                                  .stop = call->stop,
                                  .progress = common_options_progress_show,
                                  .shard = (uint32_t)common->shard,
                                  .shards = (uint32_t)common->shards}};
    job->batch.progress_context = &job->progress;
    struct runs_def def = {.build = call->build,
                           .command = call->name,
                           .argc = common->resumed ? common->resumed->argc : call->argc,
                           .argv = common->resumed ? common->resumed->argv : call->argv,
                           .scenario = scenario,
                           .seed = job->seed,
                           .threads =
                               common->threads ? (uint32_t)common->threads : replicate_processors(),
                           .shard = (uint32_t)common->shard,
                           .shards = (uint32_t)common->shards};
    const bool fine = open_store(job) && count_replications(job, &def, standard->replications) &&
                      (!job->store || enter_run(job, &def));
    if (!fine) store_close(job->store);
    return fine;
}

bool job_log_events(struct job *job, const struct event_log_wish *wish)
{
    job->batch.moments = *wish;
    if (event_rows_want(job->store, wish)) return true;
    fprintf(stderr, "hubsim: %s: %s\n", store_file(job->store), store_trouble(job->store));
    return false;
}

bool job_is_part(const struct job *job)
{
    return job->common && job->common->shards > 0;
}

void job_keep_promises(struct job *job, const struct outcome *outcome)
{
    if (job->store) runs_keep_promises(job->store, outcome);
}

/* ---- the end --------------------------------------------------------------------------------- */

static void print_trouble(const struct job *job, const struct replication_cache_count *count)
{
    fprintf(stderr, "hubsim: %s: %s\n", store_file(job->store), store_trouble(job->store));
    if (count->refused)
        fprintf(stderr,
                "hubsim: %llu replications could not be kept; what was kept before is safe, and"
                " --resume goes on from there\n",
                (unsigned long long)count->refused);
}

static void print_kept(const struct job *job, const struct replication_cache_count *count)
{
    const bool alone = job->common->quiet && !job_is_part(job);
    if ((count->found == 0 && !job_is_part(job)) || alone) return;
    fprintf(stderr, "%s: %llu %s simulated, %llu known from before\n", store_file(job->store),
            (unsigned long long)count->kept, job->progress.of, (unsigned long long)count->found);
}

enum ending job_close(struct job *job, enum ending ending)
{
    if (!job->store) return ending;
    const bool finished = ending == ENDING_FINE || ending == ENDING_NOT_KEPT ||
                          ending == ENDING_NOT_PRECISE || ending == ENDING_NO_PICTURE;
    const enum runs_state state = finished                       ? RUNS_FINISHED
                                  : ending == ENDING_INTERRUPTED ? RUNS_INTERRUPTED
                                                                 : RUNS_FAILED;
    struct replication_cache_count count = replication_cache_count(job->store);
    const bool whole = !store_trouble(job->store);
    runs_end(job->store, whole ? state : RUNS_FAILED,
             common_options_now_s() - job->progress.began_s);
    print_kept(job, &count);
    if (store_trouble(job->store)) {
        print_trouble(job, &count);
        if (finished) ending = ENDING_FAILED;
    }
    store_close(job->store);
    job->store = NULL;
    return ending;
}

/* ---- going on -------------------------------------------------------------------------------- */

struct runs_words *job_resume(const struct common_options *common, const struct command_call *call)
{
    char path[PATH_BYTES], here[PATH_BYTES] = "";
    if (!name_database(common, path)) {
        fprintf(stderr,
                "hubsim: --resume goes on from results that were kept: say where, with --db or"
                " --out\n");
        return NULL;
    }
    struct store *store = store_open(path, STORE_READ, stderr);
    if (!store) return NULL;
    struct runs_words *words = runs_last_words(store, call->name);
    if (!words) fprintf(stderr, "hubsim: %s: holds no hubsim %s to resume\n", path, call->name);
    if (words && (!getcwd(here, sizeof here) || strcmp(here, words->folder) != 0)) {
        fprintf(stderr, "hubsim: %s: that run was started in ", path);
        shown_text(stderr, words->folder);
        fputs(": resume it from there\n", stderr);
        runs_words_free(words);
        words = NULL;
    }
    store_close(store);
    return words;
}
