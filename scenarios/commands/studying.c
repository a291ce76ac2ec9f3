// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/studying.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/commands/one.h"
#include "scenarios/tell/outfile.h"
#include "sim/replicate.h"

/* ---- the command line ---- */

bool studying_read(struct studying *studying, const struct command_call *call, const char *name,
                   unsigned sets, const struct ask_more *more, const char *help)
{
    *studying = (struct studying){.name = name, .call = call};
    return ask_read(&studying->ask, call, sets, more, help);
}

void studying_refuse(const struct studying *studying, const char *wrong)
{
    fprintf(stderr, "hubsim %s: %s; hubsim %s --help shows how\n", studying->name, wrong,
            studying->name);
}

bool studying_add(const struct studying *studying, const char **list, size_t *n, size_t most,
                  const char *word)
{
    if (*n < most) {
        list[(*n)++] = word;
        return true;
    }
    fprintf(stderr, "hubsim %s: more than %zu of the same are too many\n", studying->name, most);
    return false;
}

bool studying_is_sensible(const struct studying *studying)
{
    const struct ask *ask = &studying->ask;
    const char *wrong = NULL;
    if (ask->json && ask->csv) wrong = "give --json or --csv, not both";
    if (ask->terminal && (ask->json || ask->csv))
        wrong = "--terminal draws where --json and --csv write: leave one out";
    if (wrong) studying_refuse(studying, wrong);
    return !wrong;
}

/* ---- scenarios ---- */

static bool is_taken(const struct studying *studying, const char *label)
{
    for (size_t i = 0; i < studying->n; i++)
        if (strcmp(studying->scenario[i].label, label) == 0) return true;
    return false;
}

static void label_it(const struct studying *studying, struct studied_scenario *to,
                     const char *title, const char *also)
{
    const char *slash = strrchr(to->file, '/');
    const char *name = *title ? title : slash ? slash + 1 : to->file;
    snprintf(to->label, sizeof to->label, "%.120s", name);
    if (!is_taken(studying, to->label)) return;
    if (also)
        snprintf(to->label, sizeof to->label, "%.60s, %.60s", name, also);
    else
        snprintf(to->label, sizeof to->label, "%.60s (%.60s)", name, to->file);
}

bool studying_open(struct studying *studying, const struct scenario_request *request,
                   const char *also)
{
    if (!studying->mistakes) studying->mistakes = mistakes_new();
    if (studying->n == STUDYING_MAX) {
        mistakes_add(studying->mistakes, request->file, 0, NULL, NULL,
                     "more than %d scenarios are too many", STUDYING_MAX);
        return false;
    }
    struct mistakes *own = mistakes_new(); /* question_open refuses what others did wrong, too */
    struct question *question = &studying->question[studying->n];
    struct studied_scenario *to = &studying->scenario[studying->n];
    const bool fine = question_open(question, request, own);
    if (fine) {
        to->file = request->file;
        to->scenario = question->scenario;
        label_it(studying, to, scenario_plan(question->scenario)->base->title, also);
        studying->n++;
    } else {
        mistakes_free(own);
        own = NULL;
        question_open(question, request, studying->mistakes);
    }
    mistakes_free(own);
    return fine;
}

enum ending studying_ready(struct studying *studying, uint32_t replications)
{
    const struct ask *ask = &studying->ask;
    if (!studying->mistakes || mistakes_count(studying->mistakes) > 0 || studying->n == 0) {
        if (studying->mistakes) mistakes_print(studying->mistakes, stderr);
        return ENDING_BAD_SCENARIO;
    }
    const struct hub_run_def *standard = &scenario_plan(studying->scenario[0].scenario)->base->run;
    studying->seed = ask->has_seed ? ask->seed : standard->seed;
    studying->replications = ask->replications ? (uint32_t)ask->replications
                             : replications    ? replications
                                               : standard->replications;
    if (studying->dry_run) return ENDING_FINE;
    if (!work_open(&studying->work, ask, studying->call, studying->scenario[0].scenario,
                   "histories"))
        return ENDING_FAILED;
    studying->is_open = true;
    if (ask->replications || !replications) studying->replications = studying->work.replications;
    return ENDING_FINE;
}

/* What lies on all, then `with`; the --set, then `but`. */
static void open_option(struct studying *studying, const struct studying_options *options,
                        const char *file, const char *with, const char *but)
{
    const struct ask *ask = &studying->ask;
    const char *layer[STUDYING_MAX + 1], *set[ASK_WORDS_MAX + 1];
    size_t layers = options->all_with_n, sets = ask->set_n;
    memcpy(layer, options->all_with, layers * sizeof *layer);
    memcpy(set, ask->set, sets * sizeof *set);
    if (with) layer[layers++] = with;
    if (but) set[sets++] = but;
    const struct scenario_request request = {
        .file = file, .with = layer, .with_n = layers, .set = set, .set_n = sets};
    studying_open(studying, &request, with ? with : but);
}

enum ending studying_open_options(struct studying *studying, const struct studying_options *options,
                                  uint32_t replications)
{
    const struct ask *ask = &studying->ask;
    for (size_t i = 0; i < ask->words; i++)
        open_option(studying, options, ask->word[i], NULL, NULL);
    for (size_t i = 0; i < ask->with_n; i++)
        open_option(studying, options, ask->word[0], ask->with[i], NULL);
    for (size_t i = 0; i < options->but_n; i++)
        open_option(studying, options, ask->word[0], NULL, options->but[i]);
    return studying_ready(studying, replications);
}

struct ahead {
    struct studying *studying;
    studying_choose *choose;
    void *context;
    int32_t year;
};

static enum ending look_ahead(void *context, const struct scenario_request *request,
                              const struct question *question)
{
    (void)request;
    struct ahead *ahead = context;
    char why[RESPONSES_WHY_BYTES] = "";
    if (ahead->choose(ahead->context, question->scenario, &ahead->year, why)) return ENDING_FINE;
    fprintf(stderr, "hubsim %s: %s\n", ahead->studying->name, why);
    return ENDING_USAGE;
}

enum ending studying_look_ahead(struct studying *studying, studying_choose *choose, void *context)
{
    struct ask *ask = &studying->ask;
    struct ahead ahead = {studying, choose, context, 0};
    const enum ending ending = one_open(ask, look_ahead, &ahead);
    if (ending != ENDING_FINE || ask->set_n == ASK_WORDS_MAX) return ending;
    snprintf(studying->until, sizeof studying->until, "run.to=%d-01-01", ahead.year + 1);
    ask->set[ask->set_n++] = studying->until;
    return ENDING_FINE;
}

enum ending studying_open_one(struct studying *studying, uint32_t replications)
{
    const struct scenario_request request = ask_request(&studying->ask, studying->ask.word[0]);
    studying_open(studying, &request, NULL);
    return studying_ready(studying, replications);
}

bool studying_measures(const struct studying *studying, struct responses *responses,
                       const char *const *word, size_t n)
{
    const struct scenario *scenario = studying->scenario[0].scenario;
    const struct promise_def *promise = responses_first_promise(scenario);
    char why[RESPONSES_WHY_BYTES] = "", kept[96];
    bool fine = true;
    for (size_t i = 0; i < n && fine; i++)
        fine = responses_add(responses, scenario, word[i], why);
    if (n == 0 && promise) {
        snprintf(kept, sizeof kept, "promise.%s", promise->name);
        fine = responses_add_of_promise(responses, scenario, promise->name, why) &&
               responses_add(responses, scenario, kept, why);
    } else if (n == 0) {
        fine = responses_add(responses, scenario, "airport.jobs_direct", why);
    }
    if (!fine) fprintf(stderr, "hubsim %s: %s\n", studying->name, why);
    return fine;
}

const struct batch *studying_batch(const struct studying *studying)
{
    return &studying->work.batch;
}

struct studied studying_studied(const struct studying *studying)
{
    return (struct studied){.study = studying->name,
                            .build = studying->call->build,
                            .word = studying->ask.said,
                            .words = studying->ask.said_n,
                            .scenario = studying->scenario,
                            .n = studying->n,
                            .seed = studying->seed,
                            .asked = studying->replications};
}

enum ending studying_unfinished(const struct studying *studying, const struct batch_done *done)
{
    const bool stopped = *studying->call->stop != 0;
    const bool rest_is_others = work_is_part(&studying->work) && !done->out_of_memory;
    if (done->done == done->asked || (rest_is_others && !stopped)) return ENDING_FINE;
    fprintf(stderr, "hubsim: %s after %llu of %llu histories\n",
            stopped ? "interrupted" : "the machine ran out of memory",
            (unsigned long long)done->done, (unsigned long long)done->asked);
    return stopped ? ENDING_INTERRUPTED : ENDING_FAILED;
}

/* ---- where the answer goes ---- */

static void write_rows(const struct studying_teller *teller, const void *answer,
                       const struct studied *studied, FILE *to)
{
    studied_csv(studied, to);
    teller->csv(answer, studied, to);
}

/* rows: the CSV, else the JSON. */
static bool write_file(const struct studying *studying, const struct studying_teller *teller,
                       const void *answer, bool rows, FILE *listing)
{
    const struct studied studied = studying_studied(studying);
    struct outfile file;
    char name[40];
    snprintf(name, sizeof name, rows ? "%.30s" : "%.30s.json",
             rows ? teller->csv_name : studying->name);
    bool fine = outfile_open(&file, studying->ask.out, name);
    if (fine) {
        if (rows)
            write_rows(teller, answer, &studied, file.to);
        else
            teller->json(answer, &studied, file.to);
        fine = outfile_close(&file);
    }
    if (fine)
        fprintf(listing, "%s\n", file.path);
    else
        fprintf(stderr, "hubsim: %s/%s: %s\n", studying->ask.out, name, strerror(errno));
    return fine;
}

static enum ending write_files(const struct studying *studying,
                               const struct studying_teller *teller, const void *answer,
                               FILE *listing)
{
    if (!outfile_folder(studying->ask.out)) {
        fprintf(stderr, "hubsim: %s: %s\n", studying->ask.out, strerror(errno));
        return ENDING_FAILED;
    }
    fputs("\nWritten:\n", listing);
    bool fine = write_file(studying, teller, answer, false, listing);
    fine &= write_file(studying, teller, answer, true, listing);
    return fine ? ENDING_FINE : ENDING_FAILED;
}

static void list_picture(void *listing, const char *path)
{
    fprintf(listing, "%s\n", path);
}

static enum ending draw(const struct studying *studying, const struct studying_teller *teller,
                        const void *answer, FILE *listing)
{
    const struct ask *ask = &studying->ask;
    const struct studied studied = studying_studied(studying);
    struct pictures_wish wish = {.folder = ask->no_plots ? NULL : ask->out,
                                 .terminal = ask->terminal ? stdout : NULL,
                                 .drawn = list_picture,
                                 .context = listing};
    if (!wish.folder && !wish.terminal) return ENDING_FINE;
    char *text = studied_text(&studied);
    wish.manifest = text;
    const int failed = teller->draw(answer, &studied, studying->call->pictures, &wish, stderr);
    free(text);
    return failed == 0 ? ENDING_FINE : ENDING_NO_PICTURE;
}

enum ending studying_present(const struct studying *studying, const struct studying_teller *teller,
                             const void *answer)
{
    const struct ask *ask = &studying->ask;
    const struct studied studied = studying_studied(studying);
    FILE *listing = ask->json || ask->csv ? stderr : stdout;
    if (ask->json)
        teller->json(answer, &studied, stdout);
    else if (ask->csv)
        write_rows(teller, answer, &studied, stdout);
    else
        teller->print(answer, &studied, ask->quiet, stdout);
    enum ending ending = ask->out ? write_files(studying, teller, answer, listing) : ENDING_FINE;
    const enum ending drawn = draw(studying, teller, answer, listing);
    return ending == ENDING_FINE ? drawn : ending;
}

/* ---- dry runs ---- */

static void take_nothing(void *context, size_t point, uint32_t replication,
                         const struct hub_result *result)
{
    (void)context, (void)point, (void)replication, (void)result;
}

static void write_time(double s, FILE *to)
{
    if (s < 90)
        fprintf(to, "%.0f s", ceil(s));
    else if (s < 5400)
        fprintf(to, "%.0f min", ceil(s / 60));
    else
        fprintf(to, "%.1f h", s / 3600);
}

void studying_estimate(const struct studying *studying, uint64_t histories, FILE *to)
{
    const struct batch_point point = {studying->scenario[0].scenario, studying->seed, 0, 1};
    const struct batch batch = {.threads = (uint32_t)studying->ask.threads,
                                .stop = studying->call->stop};
    const double began_s = ask_now_s();
    batch_run(&batch, &point, 1, take_nothing, NULL);
    const double each_s = ask_now_s() - began_s;
    const uint32_t threads = batch.threads ? batch.threads : replicate_processors();
    fprintf(to, "%llu histories of about %.2f s each: ", (unsigned long long)histories, each_s);
    write_time(each_s * (double)histories / threads, to);
    fprintf(to, " on %u thread%s.\n", threads, threads == 1 ? "" : "s");
}

enum ending studying_close(struct studying *studying, enum ending ending)
{
    if (studying->is_open) ending = work_close(&studying->work, ending);
    for (size_t i = 0; i < studying->n; i++)
        question_close(&studying->question[i]);
    mistakes_free(studying->mistakes);
    ask_close(&studying->ask);
    studying->n = 0;
    studying->mistakes = NULL;
    studying->is_open = false;
    return ending;
}
