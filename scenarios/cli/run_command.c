// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/commands.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "scenarios/cli/common_options.h"
#include "scenarios/cli/one_scenario.h"
#include "scenarios/cli/job.h"
#include "scenarios/run/experiment.h"
#include "scenarios/run/cautions.h"
#include "scenarios/input/flight_schedule.h"
#include "scenarios/input/posterior.h"
#include "scenarios/input/truck_schedule.h"
#include "scenarios/run/stopping_rule.h"
#include "scenarios/run/run.h"
#include "scenarios/report/backlog_report.h"
#include "scenarios/report/csv_metadata.h"
#include "scenarios/report/results_csv.h"
#include "scenarios/report/manifest.h"
#include "scenarios/report/shown.h"
#include "scenarios/report/whole_file.h"
#include "scenarios/report/run_report.h"
#include "scenarios/run/doubt.h"
#include "sim/date.h"
#include "sim/replicate.h"

static const char run_help[] =
    "Examples\n"
    "  hubsim run scenarios/liege/actual.cfg\n"
    "  hubsim run scenarios/liege/actual.cfg --out out\n"
    "  hubsim run scenarios/liege/actual.cfg --set airport.stands_wide=30 --replications 100\n"
    "  hubsim run scenarios/liege/actual.cfg --grain parcel --year 2025 --replications 2\n"
    "  hubsim run scenarios/liege/actual.cfg --json --seed 7 | jq '.promises[] | .id, .p_kept'\n"
    "\n"
    "hubsim run SCENARIO: simulates it and holds the promises against what comes out.\n"
    "\n"
    "  --with FILE          lays this overlay on top; may be given again\n"
    "  --set PATH=VALUE     one more setting, last; PATH*=FACTOR multiplies; may be given again\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --year YEAR          the same as --set run.from=YEAR-01-01, run.to the year after\n"
    "  --grain parcel       the same as --set run.grain=parcel: every parcel by itself\n"
    "  --known-by DATE      as it was known then: what became known later is left out and drawn\n"
    "                       from forecast, announcements and markets\n"
    "  --replications N     independent replications (else run.replications)\n"
    "  --seed S             where the random streams start (else run.seed)\n"
    "  --threads N          the results do not depend on it (else all processors)\n"
    "  --out DIR            writes results.json, measures.csv, verdicts.csv, scenario.cfg and\n"
    "                       pictures there\n"
    "  --no-plots           no pictures in DIR\n"
    "  --terminal           draws the pictures in the terminal\n"
    "  --db FILE            keeps each replication there (else in DIR/results.db), and runs\n"
    "                       none twice\n"
    "  --resume             goes on with the run that was left unfinished there\n"
    "  --replications +N    N more than the finished run kept there had\n"
    "  --shard K/N          does the K-th of N parts, for hubsim results merge\n"
    "  --events N           keeps what happened in the first N replications there too, moment\n"
    "                       by moment\n"
    "  --events-from DATE, --events-until DATE\n"
    "                       only from then on, only before then (a year of an airport has 4 million)\n"
    "  --json, --csv        prints that instead of tables\n"
    "  --quiet              prints the promises only\n"
    "  --parts N            says how much of the spread is inputs, chance and the model: N more "
    "replications with\n"
    "                       the inputs held at their means show the chance\n"
    "  --check              ends with 4 if a promise is unlikely or very unlikely\n"
    "  --precision P%@NAME@YEAR   goes on until the figure is known to within P per cent of it (without %:\n"
    "                       P of its unit), 95 % sure; --replications N is the most (else 1000)\n"
    "  --budget TIME        stops after 90s, 10min, 2h\n"
    "\n"
    "Ends with 0 fine, 1 failed while running, 2 wrong command line, 3 wrong scenario, 4\n"
    "promise unlikely (with --check), 6 the precision asked for was not reached, 7 a picture\n"
    "could not be drawn (with --out), 130 interrupted: what is done is shown.\n";

enum { CHECK, PARTS, PRECISION, BUDGET, EVENTS, EVENTS_FROM, EVENTS_UNTIL, OPTIONS };
enum { MOST_REPLICATIONS = 1000 }; /* for a precision, if nobody says */
static const struct args_option options[OPTIONS] = {
    [CHECK] = {"--check", NULL},
    [PARTS] = {"--parts", "a whole number, 4 to 1000"},
    [PRECISION] = {"--precision", "a precision and a measure, such as 2%@airport.tonnes@2025"},
    [BUDGET] = {"--budget", "a time, such as 10min"},
    [EVENTS] = {"--events", "a whole number, 1 to 1000000"},
    [EVENTS_FROM] = {"--events-from", "a date such as 2025-11-11"},
    [EVENTS_UNTIL] = {"--events-until", "a date such as 2025-11-12"}};

struct arguments {
    struct common_options common;
    const struct command_call *call;
    bool check;
    uint64_t parts;        /* 0: not asked for */
    const char *precision; /* NULL: not asked for */
    double budget_s;       /* 0: none */
    struct stopping_rule rule;
    double began_s;
    uint64_t events; /* 0: not asked for */
    int64_t events_from_us, events_until_us;
};

static bool take_date(const struct args_option *given, const char *value, int64_t *to_us)
{
    if (date_read(value, to_us) && *to_us != DATE_NEVER_US) return true;
    fprintf(stderr, "hubsim: %s: give %s\n", given->name, given->value);
    return false;
}

static bool take_option(void *context, int option, const char *value)
{
    struct arguments *args = context;
    if (option == EVENTS)
        return common_options_whole(&options[EVENTS], value, 1, 1000000, &args->events);
    if (option == EVENTS_FROM) return take_date(&options[option], value, &args->events_from_us);
    if (option == EVENTS_UNTIL) return take_date(&options[option], value, &args->events_until_us);
    if (option == PARTS)
        return common_options_whole(&options[PARTS], value, DOUBT_CHANCE_MIN, 1000, &args->parts);
    if (option == CHECK) args->check = true;
    if (option == PRECISION) args->precision = value;
    if (option != BUDGET || stopping_rule_read_time(value, &args->budget_s)) return true;
    fprintf(stderr, "hubsim: --budget: give %s\n", options[BUDGET].value);
    return false;
}

/* ---- when there are enough ------------------------------------------------------------------- */

static bool has_enough(void *context, const struct run *so_far)
{
    struct arguments *args = context;
    const bool reached = args->precision && stopping_rule_look(&args->rule, so_far);
    return reached ||
           (args->budget_s > 0 && common_options_now_s() - args->began_s >= args->budget_s);
}

/* Results stay alone on stdout for programs. */
static enum ending print_precision(const struct arguments *args)
{
    char text[400];
    if (!args->precision) return ENDING_FINE;
    stopping_rule_say(&args->rule, text, sizeof text);
    fprintf(stderr, "%s\n", text);
    return args->rule.found.verdict == PRECISION_REACHED ? ENDING_FINE : ENDING_NOT_PRECISE;
}

/* ---- what is written ------------------------------------------------------------------------- */

/* The record goes with the scenario, so that DIR/scenario.cfg can be run as it lies there. Empty if
 * there is none, or if it lies in another folder than the scenario. */
static const char *record_name(const struct manifest *manifest)
{
    const char *name = scenario_plan(manifest->scenario)->base->observed;
    return strchr(name, '/') == NULL ? name : "";
}

/* The lane whose timetable has that name, for the same reason; NULL if there is none. */
static const struct lane_def *lane_of_schedule(const struct hub_def *def, const char *name)
{
    for (uint32_t l = 0; l < def->lanes_n; l++)
        if (strcmp(def->lanes[l].schedule, name) == 0) return &def->lanes[l];
    return NULL;
}

static bool is_schedule_to_write(const struct hub_def *def, uint32_t l)
{
    const char *name = def->lanes[l].schedule;
    return *name != '\0' && strchr(name, '/') == NULL &&
           lane_of_schedule(def, name) == &def->lanes[l];
}

/* The same for a hall's trucks: its number, or halls_n. */
static uint32_t hall_of_trucks(const struct hub_def *def, const char *name)
{
    uint32_t h = 0;
    while (h < def->halls_n && strcmp(def->halls[h].trucks, name) != 0)
        h++;
    return h;
}

static bool are_trucks_to_write(const struct hub_def *def, uint32_t h)
{
    const char *name = def->halls[h].trucks;
    return *name != '\0' && strchr(name, '/') == NULL && hall_of_trucks(def, name) == h;
}

static bool is_plain_name(const char *name)
{
    return *name != '\0' && strchr(name, '/') == NULL;
}

static void list_file(void *listing, const char *path)
{
    shown_text(listing, path);
    fputc('\n', listing);
}

static bool write_file(const char *folder, const char *name, const struct manifest *manifest,
                       FILE *listing)
{
    struct whole_file file;
    bool fine = whole_file_open(&file, folder, name);
    if (fine) {
        const struct outcome *outcome = &manifest->run->outcome;
        bool whole = true;
        if (strcmp(name, "results.json") == 0) whole = manifest_write(manifest, file.to);
        const bool rows = strcmp(name, "measures.csv") == 0 || strcmp(name, "verdicts.csv") == 0;
        if (rows) manifest_csv(manifest, file.to);
        if (strcmp(name, "measures.csv") == 0) whole = results_csv_measures(outcome, file.to);
        if (strcmp(name, "verdicts.csv") == 0) results_csv_promises(outcome, file.to);
        if (strcmp(name, "csv-metadata.json") == 0)
            csv_metadata_write(manifest, record_name(manifest), file.to);
        if (strcmp(name, "scenario.cfg") == 0) scenario_write(manifest->scenario, file.to);
        if (strcmp(name, record_name(manifest)) == 0)
            results_csv_observed(outcome->observed, file.to);
        const struct hub_def *def = scenario_plan(manifest->scenario)->base;
        const struct lane_def *lane = lane_of_schedule(def, name);
        if (lane) flight_schedule_write(&lane->timetable, def->aircraft, file.to);
        const uint32_t hall = hall_of_trucks(def, name);
        if (hall < def->halls_n) truck_schedule_write(def, hall, file.to);
        if (strcmp(name, def->posterior) == 0)
            posterior_write(posterior_of(manifest->scenario), file.to);
        fine = whole_file_close(&file) && whole;
    }
    if (fine) list_file(listing, file.path);
    else fprintf(stderr, "hubsim: %s/%s: %s\n", folder, name, strerror(errno));
    return fine;
}

/* Files, then pictures. Whatever fails, the rest is still done. */
static enum ending write_files(const struct arguments *args, const struct manifest *manifest,
                               FILE *listing)
{
    static const char *const name[] = {"results.json", "measures.csv", "verdicts.csv",
                                       "csv-metadata.json", "scenario.cfg"};
    enum ending ending = ENDING_FINE;
    if (!whole_file_folder(args->common.out)) {
        fprintf(stderr, "hubsim: %s: %s\n", args->common.out, strerror(errno));
        return ENDING_FAILED;
    }
    fputs("\nWritten:\n", listing);
    if (!args->common.db) shown_text(listing, args->common.out);
    if (!args->common.db) fputs("/results.db\n", listing);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (!write_file(args->common.out, name[i], manifest, listing)) ending = ENDING_FAILED;
    const char *record = record_name(manifest);
    if (*record != '\0' && !write_file(args->common.out, record, manifest, listing))
        ending = ENDING_FAILED;
    const struct hub_def *def = scenario_plan(manifest->scenario)->base;
    if (is_plain_name(def->posterior) &&
        !write_file(args->common.out, def->posterior, manifest, listing))
        ending = ENDING_FAILED;
    for (uint32_t l = 0; l < def->lanes_n; l++)
        if (is_schedule_to_write(def, l) &&
            !write_file(args->common.out, def->lanes[l].schedule, manifest, listing))
            ending = ENDING_FAILED;
    for (uint32_t h = 0; h < def->halls_n; h++)
        if (are_trucks_to_write(def, h) &&
            !write_file(args->common.out, def->halls[h].trucks, manifest, listing))
            ending = ENDING_FAILED;
    return ending;
}

static enum ending draw(const struct arguments *args, const struct manifest *manifest,
                        FILE *listing)
{
    const struct common_options *common = &args->common;
    const char *folder = common->no_plots ? NULL : common->out;
    if (!folder && !common->terminal) return ENDING_FINE;
    char *text = manifest_text(manifest);
    const struct pictures_wish wish = {.manifest = text,
                                       .folder = folder,
                                       .terminal = common->terminal ? stdout : NULL,
                                       .drawn = list_file,
                                       .context = listing};
    const struct pictures *pictures = args->call->pictures;
    const int failed = pictures->outcome(&manifest->run->outcome, &wish, stderr);
    free(text);
    return failed == 0 ? ENDING_FINE : ENDING_NO_PICTURE;
}

static bool print_outcome(const struct common_options *args, const struct manifest *manifest)
{
    const struct outcome *outcome = &manifest->run->outcome;
    if (args->json) return manifest_write(manifest, stdout);
    if (args->csv) manifest_csv(manifest, stdout);
    if (args->csv) return results_csv_measures(outcome, stdout);
    if (!args->quiet) run_report_title(outcome, stdout);
    run_report_promises(outcome, stdout);
    if (args->quiet) return true;
    if (!run_report_years(outcome, stdout)) return false;
    backlog_report_print(outcome, stdout);
    return run_report_sentences(outcome, stdout);
}

static bool any_unlikely(const struct outcome *outcome)
{
    for (size_t i = 0; i < outcome->promises; i++)
        if (outcome_is_unlikely(outcome->promise[i].verdict)) return true;
    return false;
}

/* What the machine refused comes first, then what the user asked to hear. */
static enum ending present(const struct arguments *args, const struct manifest *manifest)
{
    const struct common_options *common = &args->common;
    FILE *listing = common->json || common->csv ? stderr : stdout;
    enum ending ending = print_outcome(common, manifest) ? ENDING_FINE : ENDING_FAILED;
    enum ending next = common->out ? write_files(args, manifest, listing) : ENDING_FINE;
    if (ending == ENDING_FINE) ending = next;
    next = draw(args, manifest, listing);
    if (ending == ENDING_FINE) ending = next;
    if (ending == ENDING_FINE && args->check && any_unlikely(&manifest->run->outcome))
        ending = ENDING_NOT_KEPT;
    return ending;
}

/* ---- what is run ----------------------------------------------------------------------------- */

/* On stderr, as it depends on the machine. */
static void print_speed(const struct manifest *manifest)
{
    const struct run *run = manifest->run;
    if (run->parcels_moved == 0) return;
    const uint32_t cores = manifest->threads < run->done ? manifest->threads : run->done;
    fprintf(
        stderr,
        "%.1f million parcels moved one by one in %.1f s: %.1f million a second and core, %.0f MB each.\n",
        1e-6 * (double)run->parcels_moved, manifest->wall_s,
        1e-6 * (double)run->parcels_moved / manifest->wall_s / cores, 1e-6 * (double)run->bytes);
}

static enum ending print_unfinished(const struct arguments *args, const struct run *run)
{
    const bool stopped = *args->call->stop != 0;
    if (run->batch.done == run->batch.asked) return ENDING_FINE;
    fprintf(stderr, "hubsim: %s after %llu of %llu replications\n",
            stopped ? "interrupted" : "the machine ran out of memory",
            (unsigned long long)run->batch.done, (unsigned long long)run->batch.asked);
    return stopped ? ENDING_INTERRUPTED : ENDING_FAILED;
}

/* The span asked for, or the whole run. */
static struct event_log_wish wish_of(const struct arguments *args, const struct scenario *scenario)
{
    const struct hub_run_def *run = &scenario_plan(scenario)->base->run;
    return (struct event_log_wish){
        (uint32_t)args->events,
        args->events_from_us != DATE_NEVER_US ? args->events_from_us : run->from_us,
        args->events_until_us != DATE_NEVER_US ? args->events_until_us : run->to_us};
}

static bool is_sensible_span(const struct arguments *args, const struct scenario *scenario)
{
    const struct hub_run_def *run = &scenario_plan(scenario)->base->run;
    const struct event_log_wish wish = wish_of(args, scenario);
    char from[17], to[17];
    const bool fine =
        wish.from_us < wish.until_us && wish.from_us < run->to_us && wish.until_us > run->from_us;
    if (args->events == 0 || fine) return true;
    fprintf(
        stderr,
        "hubsim run: --events-from, --events-until: give a span of the run, which goes from %s to %s\n",
        date_write(from, run->from_us, false), date_write(to, run->to_us, false));
    return false;
}

/* For people; the numbers that programs read do not depend on it. */
static bool print_doubt(const struct arguments *args, const struct scenario *scenario,
                        const struct job *job, const struct outcome *outcome)
{
    FILE *to = args->common.json || args->common.csv ? stderr : stdout;
    if (args->parts == 0) return true;
    double *variance = calloc(outcome->years * outcome->measures + 1, sizeof *variance);
    const bool fine = variance && doubt_chance(scenario, job->seed, (uint32_t)args->parts,
                                               &job->batch, outcome, variance);
    if (fine) run_report_doubt(outcome, variance, to);
    free(variance);
    return fine;
}

static enum ending run_question(struct arguments *args, const struct scenario_request *request,
                                const struct experiment *experiment)
{
    const struct common_options *common = &args->common;
    struct job job;
    if (!job_open(&job, common, args->call, experiment->scenario, "replications"))
        return ENDING_FAILED;
    const struct event_log_wish wish = wish_of(args, experiment->scenario);
    if (args->events && !job_log_events(&job, &wish)) return job_close(&job, ENDING_FAILED);
    const bool open_end = args->precision || args->budget_s > 0;
    args->began_s = job.progress.began_s;
    const struct run_request run_request = {
        .scenario = experiment->scenario,
        .observed = &experiment->observed,
        .seed = job.seed,
        .replications = open_end && !common->replications ? MOST_REPLICATIONS : job.replications,
        .batch = &job.batch,
        .enough = open_end ? has_enough : NULL,
        .enough_context = args};
    struct manifest manifest = {.build = args->call->build,
                                .command = args->call->name,
                                .argc = args->call->argc,
                                .argv = args->call->argv,
                                .word = common->said,
                                .words = common->said_n,
                                .request = request,
                                .scenario = experiment->scenario,
                                .asked = run_request.replications,
                                .started = time(NULL),
                                .threads = common->threads ? (uint32_t)common->threads
                                                           : replicate_processors()};
    struct run *run = run_replications(&run_request);
    if (!run) {
        fprintf(stderr, "hubsim: out of memory\n");
        return job_close(&job, ENDING_FAILED);
    }
    manifest.run = run;
    manifest.wall_s = common_options_now_s() - job.progress.began_s;
    enum ending ending = print_unfinished(args, run);
    if (run->done > 0 && !job_is_part(&job)) {
        print_speed(&manifest);
        job_keep_promises(&job, &run->outcome);
        const enum ending presented = present(args, &manifest);
        if (ending == ENDING_FINE) ending = presented;
        if (!print_doubt(args, experiment->scenario, &job, &run->outcome)) ending = ENDING_FAILED;
        if (ending == ENDING_FINE) ending = print_precision(args);
    }
    run_free(run);
    return job_close(&job, ending);
}

static bool read_precision(struct arguments *args, const struct experiment *experiment)
{
    char error[RESPONSES_ERROR_BYTES];
    if (!args->precision ||
        stopping_rule_read(&args->rule, experiment->scenario, args->precision, error))
        return true;
    fprintf(stderr, "hubsim run: %s\n", error);
    return false;
}

static bool is_sensible(const struct arguments *args)
{
    const struct common_options *common = &args->common;
    const char *wrong = one_scenario_wrong(common);
    const bool span =
        args->events_from_us != DATE_NEVER_US || args->events_until_us != DATE_NEVER_US;
    if (args->events && !common->db && !common->out)
        wrong = "--events keeps them in a database: say where, with --db or --out";
    if (span && !args->events) wrong = "--events-from and --events-until go with --events N";
    if (common->json && common->csv) wrong = "give --json or --csv, not both";
    if (common->terminal && (common->json || common->csv))
        wrong = "--terminal draws where --json and --csv write: leave one out";
    if (wrong) one_scenario_refuse("run", wrong);
    return !wrong;
}

static enum ending run_one(void *context, const struct scenario_request *request,
                           const struct experiment *experiment)
{
    struct arguments *args = context;
    if (!read_precision(args, experiment) || !is_sensible_span(args, experiment->scenario))
        return ENDING_USAGE;
    cautions_print(experiment, request->file, stderr);
    return run_question(args, request, experiment);
}

static enum ending run(const struct command_call *call)
{
    struct arguments args = {
        .call = call, .events_from_us = DATE_NEVER_US, .events_until_us = DATE_NEVER_US};
    const struct common_options_more more = {options, OPTIONS, take_option, &args};
    if (!common_options_read(&args.common, call,
                             COMMON_OPTIONS_ALL | COMMON_OPTIONS_KEPT | COMMON_OPTIONS_PARTS |
                                 COMMON_OPTIONS_KNOWN | COMMON_OPTIONS_SPAN,
                             &more, run_help))
        return ENDING_USAGE;
    if (args.common.help) return ENDING_FINE;
    const int silent[] = {CHECK, PARTS, EVENTS, EVENTS_FROM, EVENTS_UNTIL};
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
        common_options_unsay(&args.common, &options[silent[i]]);
    if (!is_sensible(&args)) return ENDING_USAGE;
    const enum ending ending = one_scenario_open(&args.common, run_one, &args);
    common_options_close(&args.common);
    return ending;
}

const struct command run_command = {"run", "simulates a scenario and judges its promises", run};
