// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/study_session.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/cli/one_scenario.h"
#include "scenarios/report/whole_file.h"
#include "sim/replicate.h"

/* ---- the command line ------------------------------------------------------------------------ */

bool study_session_read(struct study_session *session, const struct command_call *call,
                        const char *name, unsigned sets, const struct common_options_more *more,
                        const char *help)
{
    *session = (struct study_session){.name = name, .call = call};
    return common_options_read(&session->common, call, sets, more, help);
}

void study_session_refuse(const struct study_session *session, const char *wrong)
{
    fprintf(stderr, "hubsim %s: %s; hubsim %s --help shows how\n", session->name, wrong,
            session->name);
}

bool study_session_add(const struct study_session *session, const char **list, size_t *n,
                       size_t most, const char *word)
{
    if (*n < most) {
        list[(*n)++] = word;
        return true;
    }
    fprintf(stderr, "hubsim %s: more than %zu of the same are too many\n", session->name, most);
    return false;
}

bool study_session_is_sensible(const struct study_session *session)
{
    const struct common_options *common = &session->common;
    const char *wrong = NULL;
    if (common->json && common->csv) wrong = "give --json or --csv, not both";
    if (common->terminal && (common->json || common->csv))
        wrong = "--terminal draws where --json and --csv write: leave one out";
    if (wrong) study_session_refuse(session, wrong);
    return !wrong;
}

/* ---- scenarios ------------------------------------------------------------------------------- */

static bool is_taken(const struct study_session *session, const char *label)
{
    for (size_t i = 0; i < session->n; i++)
        if (strcmp(session->scenario[i].label, label) == 0) return true;
    return false;
}

static void label_it(const struct study_session *session, struct study_header_scenario *to,
                     const char *title, const char *also)
{
    const char *slash = strrchr(to->file, '/');
    const char *name = *title ? title : slash ? slash + 1 : to->file;
    snprintf(to->label, sizeof to->label, "%.120s", name);
    if (!is_taken(session, to->label)) return;
    if (also) snprintf(to->label, sizeof to->label, "%.60s, %.60s", name, also);
    else snprintf(to->label, sizeof to->label, "%.60s (%.60s)", name, to->file);
}

bool study_session_open(struct study_session *session, const struct scenario_request *request,
                        const char *also)
{
    if (!session->diagnostics) session->diagnostics = diagnostics_new();
    if (session->n == STUDY_SESSION_MAX) {
        diagnostics_add(session->diagnostics, request->file, 0, NULL, NULL,
                        "more than %d scenarios are too many", STUDY_SESSION_MAX);
        return false;
    }
    struct diagnostics *own =
        diagnostics_new(); /* experiment_open refuses what others did wrong, too */
    struct experiment *experiment = &session->experiment[session->n];
    struct study_header_scenario *to = &session->scenario[session->n];
    const bool fine = experiment_open(experiment, request, own);
    if (fine) {
        to->file = request->file;
        to->scenario = experiment->scenario;
        label_it(session, to, scenario_plan(experiment->scenario)->base->title, also);
        session->n++;
    } else {
        diagnostics_free(own);
        own = NULL;
        experiment_open(experiment, request, session->diagnostics);
    }
    diagnostics_free(own);
    return fine;
}

enum ending study_session_ready(struct study_session *session, uint32_t replications)
{
    const struct common_options *common = &session->common;
    if (!session->diagnostics || diagnostics_count(session->diagnostics) > 0 || session->n == 0) {
        if (session->diagnostics) diagnostics_print(session->diagnostics, stderr);
        return ENDING_BAD_SCENARIO;
    }
    const struct hub_run_def *standard = &scenario_plan(session->scenario[0].scenario)->base->run;
    session->seed = common->has_seed ? common->seed : standard->seed;
    session->replications = common->replications ? (uint32_t)common->replications
                            : replications       ? replications
                                                 : standard->replications;
    if (session->dry_run) return ENDING_FINE;
    if (!job_open(&session->job, common, session->call, session->scenario[0].scenario,
                  "replications"))
        return ENDING_FAILED;
    session->is_open = true;
    if (common->replications || !replications) session->replications = session->job.replications;
    return ENDING_FINE;
}

/* What lies on all, then `with`; the --set, then `but`. */
static void open_option(struct study_session *session, const struct study_session_options *options,
                        const char *file, const char *with, const char *but)
{
    const struct common_options *common = &session->common;
    const char *layer[STUDY_SESSION_MAX + 1], *set[COMMON_OPTIONS_WORDS_MAX + 1];
    size_t layers = options->all_with_n, sets = common->set_n;
    memcpy(layer, options->all_with, layers * sizeof *layer);
    memcpy(set, common->set, sets * sizeof *set);
    if (with) layer[layers++] = with;
    if (but) set[sets++] = but;
    const struct scenario_request request = {
        .file = file, .with = layer, .with_n = layers, .set = set, .set_n = sets};
    study_session_open(session, &request, with ? with : but);
}

enum ending study_session_open_options(struct study_session *session,
                                       const struct study_session_options *options,
                                       uint32_t replications)
{
    const struct common_options *common = &session->common;
    for (size_t i = 0; i < common->words; i++)
        open_option(session, options, common->word[i], NULL, NULL);
    for (size_t i = 0; i < common->with_n; i++)
        open_option(session, options, common->word[0], common->with[i], NULL);
    for (size_t i = 0; i < options->but_n; i++)
        open_option(session, options, common->word[0], NULL, options->but[i]);
    return study_session_ready(session, replications);
}

struct ahead {
    struct study_session *session;
    study_session_choose *choose;
    void *context;
    int32_t year;
};

static enum ending look_ahead(void *context, const struct scenario_request *request,
                              const struct experiment *experiment)
{
    (void)request;
    struct ahead *ahead = context;
    char error[RESPONSES_ERROR_BYTES] = "";
    if (ahead->choose(ahead->context, experiment->scenario, &ahead->year, error))
        return ENDING_FINE;
    fprintf(stderr, "hubsim %s: %s\n", ahead->session->name, error);
    return ENDING_USAGE;
}

enum ending study_session_look_ahead(struct study_session *session, study_session_choose *choose,
                                     void *context)
{
    struct common_options *common = &session->common;
    struct ahead ahead = {session, choose, context, 0};
    const enum ending ending = one_scenario_open(common, look_ahead, &ahead);
    if (ending != ENDING_FINE || common->set_n == COMMON_OPTIONS_WORDS_MAX) return ending;
    snprintf(session->until, sizeof session->until, "run.to=%d-01-01", ahead.year + 1);
    common->set[common->set_n++] = session->until;
    return ENDING_FINE;
}

enum ending study_session_open_one(struct study_session *session, uint32_t replications)
{
    const struct scenario_request request =
        common_options_request(&session->common, session->common.word[0]);
    study_session_open(session, &request, NULL);
    return study_session_ready(session, replications);
}

bool study_session_measures(const struct study_session *session, struct responses *responses,
                            const char *const *word, size_t n)
{
    const struct scenario *scenario = session->scenario[0].scenario;
    const struct promise_def *promise = responses_first_promise(scenario);
    char error[RESPONSES_ERROR_BYTES] = "", kept[96];
    bool fine = true;
    for (size_t i = 0; i < n && fine; i++)
        fine = responses_add(responses, scenario, word[i], error);
    if (n == 0 && promise) {
        snprintf(kept, sizeof kept, "promise.%s", promise->name);
        fine = responses_add_of_promise(responses, scenario, promise->name, error) &&
               responses_add(responses, scenario, kept, error);
    } else if (n == 0) {
        fine = responses_add(responses, scenario, "airport.jobs_direct", error);
    }
    if (!fine) fprintf(stderr, "hubsim %s: %s\n", session->name, error);
    return fine;
}

const struct batch *study_session_batch(const struct study_session *session)
{
    return &session->job.batch;
}

struct study_header study_session_studied(const struct study_session *session)
{
    return (struct study_header){.study = session->name,
                                 .build = session->call->build,
                                 .word = session->common.said,
                                 .words = session->common.said_n,
                                 .scenario = session->scenario,
                                 .n = session->n,
                                 .seed = session->seed,
                                 .asked = session->replications};
}

enum ending study_session_unfinished(const struct study_session *session,
                                     const struct batch_done *done)
{
    const bool stopped = *session->call->stop != 0;
    const bool rest_is_others = job_is_part(&session->job) && !done->out_of_memory;
    if (done->done == done->asked || (rest_is_others && !stopped)) return ENDING_FINE;
    fprintf(stderr, "hubsim: %s after %llu of %llu replications\n",
            stopped ? "interrupted" : "the machine ran out of memory",
            (unsigned long long)done->done, (unsigned long long)done->asked);
    return stopped ? ENDING_INTERRUPTED : ENDING_FAILED;
}

/* ---- where the answer goes ------------------------------------------------------------------- */

static void write_rows(const struct study_session_writers *writers, const void *answer,
                       const struct study_header *header, FILE *to)
{
    study_header_csv(header, to);
    writers->csv(answer, header, to);
}

/* rows: the CSV, else the JSON. */
static bool write_file(const struct study_session *session,
                       const struct study_session_writers *writers, const void *answer, bool rows,
                       FILE *listing)
{
    const struct study_header header = study_session_studied(session);
    struct whole_file file;
    char name[40];
    snprintf(name, sizeof name, rows ? "%.30s" : "%.30s.json",
             rows ? writers->csv_name : session->name);
    bool fine = whole_file_open(&file, session->common.out, name);
    if (fine) {
        if (rows) write_rows(writers, answer, &header, file.to);
        else writers->json(answer, &header, file.to);
        fine = whole_file_close(&file);
    }
    if (fine) fprintf(listing, "%s\n", file.path);
    else fprintf(stderr, "hubsim: %s/%s: %s\n", session->common.out, name, strerror(errno));
    return fine;
}

static enum ending write_files(const struct study_session *session,
                               const struct study_session_writers *writers, const void *answer,
                               FILE *listing)
{
    if (!whole_file_folder(session->common.out)) {
        fprintf(stderr, "hubsim: %s: %s\n", session->common.out, strerror(errno));
        return ENDING_FAILED;
    }
    fputs("\nWritten:\n", listing);
    bool fine = write_file(session, writers, answer, false, listing);
    fine &= write_file(session, writers, answer, true, listing);
    return fine ? ENDING_FINE : ENDING_FAILED;
}

static void list_picture(void *listing, const char *path)
{
    fprintf(listing, "%s\n", path);
}

static enum ending draw(const struct study_session *session,
                        const struct study_session_writers *writers, const void *answer,
                        FILE *listing)
{
    const struct common_options *common = &session->common;
    const struct study_header header = study_session_studied(session);
    struct pictures_wish wish = {.folder = common->no_plots ? NULL : common->out,
                                 .terminal = common->terminal ? stdout : NULL,
                                 .drawn = list_picture,
                                 .context = listing};
    if (!wish.folder && !wish.terminal) return ENDING_FINE;
    char *text = study_header_text(&header);
    wish.manifest = text;
    const int failed = writers->draw(answer, &header, session->call->pictures, &wish, stderr);
    free(text);
    return failed == 0 ? ENDING_FINE : ENDING_NO_PICTURE;
}

enum ending study_session_present(const struct study_session *session,
                                  const struct study_session_writers *writers, const void *answer)
{
    const struct common_options *common = &session->common;
    const struct study_header header = study_session_studied(session);
    FILE *listing = common->json || common->csv ? stderr : stdout;
    if (common->json) writers->json(answer, &header, stdout);
    else if (common->csv) write_rows(writers, answer, &header, stdout);
    else writers->print(answer, &header, common->quiet, stdout);
    enum ending ending = common->out ? write_files(session, writers, answer, listing) : ENDING_FINE;
    const enum ending drawn = draw(session, writers, answer, listing);
    return ending == ENDING_FINE ? drawn : ending;
}

/* ---- dry runs -------------------------------------------------------------------------------- */

static void take_nothing(void *context, size_t point, uint32_t replication,
                         const struct hub_result *result)
{
    (void)context, (void)point, (void)replication, (void)result;
}

static void write_time(double s, FILE *to)
{
    if (s < 90) fprintf(to, "%.0f s", ceil(s));
    else if (s < 5400) fprintf(to, "%.0f min", ceil(s / 60));
    else fprintf(to, "%.1f h", s / 3600);
}

void study_session_estimate(const struct study_session *session, uint64_t replications, FILE *to)
{
    const struct batch_point point = {session->scenario[0].scenario, session->seed, 0, 1};
    const struct batch batch = {.threads = (uint32_t)session->common.threads,
                                .stop = session->call->stop};
    const double began_s = common_options_now_s();
    batch_run(&batch, &point, 1, take_nothing, NULL);
    const double each_s = common_options_now_s() - began_s;
    const uint32_t threads = batch.threads ? batch.threads : replicate_processors();
    fprintf(to, "%llu replications of about %.2f s each: ", (unsigned long long)replications,
            each_s);
    write_time(each_s * (double)replications / threads, to);
    fprintf(to, " on %u thread%s.\n", threads, threads == 1 ? "" : "s");
}

enum ending study_session_close(struct study_session *session, enum ending ending)
{
    if (session->is_open) ending = job_close(&session->job, ending);
    for (size_t i = 0; i < session->n; i++)
        experiment_close(&session->experiment[i]);
    diagnostics_free(session->diagnostics);
    common_options_close(&session->common);
    session->n = 0;
    session->diagnostics = NULL;
    session->is_open = false;
    return ending;
}
