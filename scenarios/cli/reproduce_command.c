// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/commands.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scenarios/cli/common_options.h"
#include "scenarios/cli/reproduce_study.h"
#include "scenarios/cli/reproduce_csv.h"
#include "scenarios/store/stored_run.h"
#include "scenarios/store/rows.h"
#include "scenarios/store/result_file.h"
#include "scenarios/run/run.h"
#include "scenarios/report/json.h"
#include "scenarios/report/manifest.h"
#include "scenarios/report/shown.h"

static const char reproduce_help[] =
    "Examples\n"
    "  hubsim reproduce out/results.db\n"
    "  hubsim reproduce out/results.json --threads 1\n"
    "  hubsim reproduce out/projections.png\n"
    "\n"
    "hubsim reproduce RESULT: simulates again what a result says it was made of, and nothing\n"
    "else, and says MATCH, or the first replication, measure and year that came out otherwise.\n"
    "What was counted (the record) is not made again; a picture holds no numbers but those of\n"
    "its manifest. RESULT: a database, a folder with one, a results.json, rows of hubsim run,\n"
    "its pictures in SVG or PNG; or the JSON or CSV of a study, whose question is asked again.\n"
    "\n"
    "  --run N              that run of the database (else the last; hubsim results list)\n"
    "  --replications N     only the first N replications of each scenario (not of a study's\n"
    "                       answer)\n"
    "  --threads N          the results do not depend on it\n"
    "  --quiet              says MATCH or the difference, no more\n"
    "\n"
    "Ends with 0 match, 1 failed while running, 2 wrong command line, 3 the scenario cannot be\n"
    "read any more, 5 not the same.\n";

enum { RUN, THREADS, REPLICATIONS, QUIET, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [RUN] = {"--run", "the number of a run, 1 or more"},
    [THREADS] = {"--threads", "a whole number, 1 to 1024"},
    [REPLICATIONS] = {"--replications", "a whole number, 1 to 1000000"},
    [QUIET] = {"--quiet", NULL},
};

struct arguments {
    struct common_options common;
    const struct command_call *call;
    uint64_t run, threads, replications;
    bool quiet;
};

static bool take_option(void *context, int option, const char *value)
{
    struct arguments *args = context;
    switch (option) {
    case RUN:
        return common_options_whole(&options[RUN], value, 1, INT64_MAX, &args->run);
    case THREADS:
        return common_options_whole(&options[THREADS], value, 1, 1024, &args->threads);
    case REPLICATIONS:
        return common_options_whole(&options[REPLICATIONS], value, 1, 1000000, &args->replications);
    default:
        args->quiet = true;
        return true;
    }
}

/* ---- common to both -------------------------------------------------------------------------- */

static struct batch batch_of(const struct arguments *args, struct common_options_progress *progress)
{
    *progress = common_options_progress_start("replications");
    return (struct batch){.threads = (uint32_t)args->threads,
                          .stop = args->call->stop,
                          .progress = common_options_progress_show,
                          .progress_context = progress};
}

static uint32_t limit(const struct arguments *args, uint32_t n)
{
    return args->replications && args->replications < n ? (uint32_t)args->replications : n;
}

/* From the kept text alone. What has changed in the meantime is reported, and does not end it. */
static bool read_snapshot(const struct arguments *args, const char *text,
                          const struct snapshot_files *files, uint64_t hash,
                          struct snapshot *snapshot)
{
    if (!snapshot_open(snapshot, text, files, stderr)) return false;
    if (scenario_hash(snapshot->scenario) != hash && !args->quiet)
        fputs("The settings are not quite those of then: this program has others.\n", stderr);
    return true;
}

static void compare_builds(const struct arguments *args, const char *version, const char *model)
{
    if (args->quiet || strcmp(model, args->call->build->model) == 0) return;
    fputs("Made by hubsim ", stderr);
    shown_text(stderr, version);
    fputs(" with model ", stderr);
    shown_text(stderr, model);
    fprintf(stderr, "; this one has model %s, so other numbers would be no surprise.\n",
            args->call->build->model);
}

static enum ending print_match(uint64_t replications, size_t points)
{
    if (points == 1) printf("MATCH: %" PRIu64 " replications came out the same\n", replications);
    else
        printf("MATCH: %" PRIu64 " replications of %zu scenarios came out the same\n", replications,
               points);
    return ENDING_FINE;
}

static void print_number(double number)
{
    if (isfinite(number)) json_digits(stdout, number);
    else fputs("n/a", stdout);
}

static enum ending print_unfinished(const struct arguments *args, const struct batch_done *done)
{
    const bool stopped = *args->call->stop != 0;
    fprintf(stderr, "hubsim: %s after %" PRIu64 " of %" PRIu64 " replications\n",
            stopped ? "interrupted" : "the machine ran out of memory", done->done, done->asked);
    return stopped ? ENDING_INTERRUPTED : ENDING_FAILED;
}

/* ---- a database ------------------------------------------------------------------------------ */

struct comparing {
    struct store *store;
    const struct stored_run_run *run;
    const struct batch_point *point;
    uint64_t compared, missing;
    bool differs;
    size_t place; /* of the first difference, in the order of places and replications */
    uint32_t replication;
    struct stored_run_difference difference;
};

static void compare(void *context, size_t place, uint32_t replication,
                    const struct hub_result *result)
{
    struct comparing *comparing = context;
    const struct hub_def *def = scenario_plan(comparing->point[place].scenario)->base;
    const size_t measures = hub_measures(def, NULL);
    struct hub_result kept = {0};
    int64_t id;
    if (!stored_run_replication(comparing->store, comparing->run->point[place].point, replication,
                                &kept, &id)) {
        comparing->missing++;
        return;
    }
    struct measure *measure = calloc(measures + 1, sizeof *measure);
    if (measure) hub_measures(def, measure);
    const struct stored_run_now now = {.measure = measure,
                                       .measures = measure ? measures : 0,
                                       .years = hub_years(def),
                                       .first_year = hub_first_year(def),
                                       .result = result};
    struct stored_run_difference difference;
    const bool same = stored_run_is_the_same(comparing->store, id, &kept, &now, &difference);
    const bool earlier = !comparing->differs || place < comparing->place ||
                         (place == comparing->place && replication < comparing->replication);
    comparing->compared++;
    if (!same && earlier) {
        comparing->differs = true;
        comparing->place = place;
        comparing->replication = replication;
        comparing->difference = difference;
    }
    free(measure);
}

static enum ending print_difference(const struct comparing *comparing)
{
    const struct stored_run_difference *difference = &comparing->difference;
    printf("DIFFERENT: ");
    if (comparing->run->points > 1) printf("scenario %zu, ", comparing->place);
    printf("replication %u, ", comparing->replication);
    shown_text(stdout, difference->what);
    if (difference->year) printf(", %d", difference->year);
    if (!isnan(difference->kept) || !isnan(difference->now)) {
        printf(": kept ");
        print_number(difference->kept);
        printf(", now ");
        print_number(difference->now);
    }
    putchar('\n');
    return ENDING_NOT_REPRODUCED;
}

/* A run that went on in several batches has the same scenario in several places. */
static size_t count_scenarios(const struct stored_run_run *run)
{
    size_t n = 0;
    for (size_t i = 0; i < run->points; i++)
        n += i == 0 || run->point[i].point != run->point[i - 1].point;
    return n;
}

static enum ending print_comparison(const struct arguments *args, const struct comparing *comparing)
{
    if (comparing->missing && !args->quiet)
        fprintf(stderr, "%" PRIu64 " replications of that run were never finished.\n",
                comparing->missing);
    if (comparing->differs) return print_difference(comparing);
    if (comparing->compared > 0)
        return print_match(comparing->compared, count_scenarios(comparing->run));
    fputs("hubsim: nothing was finished in that run\n", stderr);
    return ENDING_FAILED;
}

/* again: room for the scenarios, one for each point. */
static enum ending compare_points(const struct arguments *args, struct comparing *comparing,
                                  struct batch_point *point, struct snapshot *snapshot)
{
    struct common_options_progress progress;
    const struct batch batch = batch_of(args, &progress);
    const struct stored_run_run *run = comparing->run;
    for (size_t i = 0; i < run->points; i++) {
        const struct stored_run_point *kept = &run->point[i];
        if (!read_snapshot(args, kept->text, &kept->files, kept->hash, &snapshot[i]))
            return ENDING_BAD_SCENARIO;
        point[i] = (struct batch_point){snapshot[i].scenario, kept->seed, kept->first,
                                        limit(args, kept->n)};
    }
    const struct batch_done done = batch_run(&batch, point, run->points, compare, comparing);
    return done.done == done.asked ? print_comparison(args, comparing)
                                   : print_unfinished(args, &done);
}

static enum ending reproduce_kept(const struct arguments *args, const char *file)
{
    struct store *store = rows_open(file, stderr);
    struct stored_run_run *run = store ? stored_run_read(store, (int64_t)args->run, stderr) : NULL;
    struct batch_point *point = run ? calloc(run->points + 1, sizeof *point) : NULL;
    struct snapshot *snapshot = run ? calloc(run->points + 1, sizeof *snapshot) : NULL;
    enum ending ending = ENDING_FAILED;
    if (point && snapshot) {
        struct comparing comparing = {.store = store, .run = run, .point = point};
        compare_builds(args, run->version, run->model);
        ending = compare_points(args, &comparing, point, snapshot);
    }
    for (size_t i = 0; snapshot && i < run->points; i++)
        snapshot_close(&snapshot[i]);
    free(snapshot);
    free(point);
    stored_run_free(run);
    store_close(store);
    return ending;
}

/* ---- a file that tells ----------------------------------------------------------------------- */

static bool are_digests_the_same(const struct result_file *result, const struct run *run)
{
    for (uint32_t i = 0; i < run->done; i++) {
        if (run->each[i].digest == result->digest[i]) continue;
        printf("DIFFERENT: replication %u, digest of all events: kept %016" PRIx64
               ", now %016" PRIx64 "\n",
               i, result->digest[i], run->each[i].digest);
        return false;
    }
    return true;
}

/* results.json as it comes out now; NULL: no memory. The caller frees. */
static char *write_now(const struct arguments *args, const struct scenario *scenario,
                       const struct run *run)
{
    const struct scenario_request request = {.file = ""};
    const struct manifest manifest = {.build = args->call->build,
                                      .command = "run",
                                      .request = &request,
                                      .scenario = scenario,
                                      .run = run,
                                      .asked = run->done};
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    const bool fine = to && manifest_write(&manifest, to);
    if (to && fclose(to) == 0 && fine) return text;
    free(text);
    return NULL;
}

static bool are_numbers_the_same(const struct result_file *result, const char *now)
{
    struct result_file_difference difference;
    if (result_file_is_the_same(result, now, &difference)) return true;
    printf("DIFFERENT: ");
    shown_text(stdout, difference.what);
    if (difference.year) printf(", %d", difference.year);
    printf(": kept ");
    shown_text(stdout, difference.kept);
    printf(", now %s\n", difference.now);
    return false;
}

/* Of fewer replications than were recorded only the digests can be compared. */
static enum ending compare_run(const struct arguments *args, const struct result_file *result,
                               const struct scenario *scenario, const struct run *run)
{
    if (!are_digests_the_same(result, run)) return ENDING_NOT_REPRODUCED;
    if (run->done < result->replications) return print_match(run->done, 1);
    char *now = write_now(args, scenario, run);
    if (!now) return ENDING_FAILED;
    const bool same = are_numbers_the_same(result, now);
    free(now);
    if (!same) return ENDING_NOT_REPRODUCED;
    const enum reproduce_csv rows =
        result->rows ? reproduce_csv_rows(result->rows, &run->outcome, args->call->pictures, stdout)
                     : REPRODUCE_CSV_SAME;
    if (rows == REPRODUCE_CSV_OTHER) return ENDING_NOT_REPRODUCED;
    if (rows == REPRODUCE_CSV_UNKNOWN && !args->quiet)
        fputs("The rows could not be made again here: only what is before them was compared.\n",
              stderr);
    return print_match(run->done, 1);
}

static enum ending reproduce_result(const struct arguments *args, const char *file)
{
    struct result_file result;
    struct common_options_progress progress;
    const struct batch batch = batch_of(args, &progress);
    if (!result_file_open(&result, file, stderr)) return ENDING_FAILED;
    compare_builds(args, result.version, result.model);
    enum ending ending = ENDING_BAD_SCENARIO;
    struct snapshot snapshot;
    if (read_snapshot(args, result.text, &result.files, result.hash, &snapshot)) {
        const struct run_request request = {.scenario = snapshot.scenario,
                                            .seed = result.seed,
                                            .replications = limit(args, result.replications),
                                            .batch = &batch};
        struct run *run = run_replications(&request);
        ending = ENDING_FAILED;
        if (run)
            ending = run->batch.done == run->batch.asked
                         ? compare_run(args, &result, snapshot.scenario, run)
                         : print_unfinished(args, &run->batch);
        run_free(run);
        snapshot_close(&snapshot);
    }
    result_file_close(&result);
    return ending;
}

/* The answer of a study is asked for again; anything else is simulated here. */
static enum ending reproduce_file(const struct arguments *args, const char *file)
{
    struct study_file stored;
    const int is = study_file_open(&stored, file, stderr);
    if (is < 0) return ENDING_FAILED;
    if (is == 0) return reproduce_result(args, file);
    compare_builds(args, stored.version, stored.model);
    const enum ending ending = reproduce_study(&stored, args->threads);
    study_file_close(&stored);
    return ending;
}

/* A folder stands for its database. */
static bool is_database(const char *file)
{
    char start[16] = "";
    struct stat status;
    if (stat(file, &status) == 0 && S_ISDIR(status.st_mode)) return true;
    FILE *from = fopen(file, "rb");
    const size_t n = from ? fread(start, 1, sizeof start, from) : 0;
    if (from) fclose(from);
    return n == sizeof start && memcmp(start, "SQLite format 3", sizeof start) == 0;
}

static enum ending reproduce(const struct command_call *call)
{
    struct arguments args = {.call = call};
    const struct common_options_more more = {options, OPTIONS, take_option, &args};
    if (!common_options_read(&args.common, call, COMMON_OPTIONS_NOTHING, &more, reproduce_help))
        return ENDING_USAGE;
    if (args.common.help) return ENDING_FINE;
    if (args.common.words != 1) {
        fputs("hubsim reproduce: give one result; hubsim reproduce --help shows how\n", stderr);
        return ENDING_USAGE;
    }
    const char *file = args.common.word[0];
    return is_database(file) ? reproduce_kept(&args, file) : reproduce_file(&args, file);
}

const struct command reproduce_command = {
    "reproduce", "makes a result again from what it says of itself", reproduce};
