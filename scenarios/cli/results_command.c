// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/commands.h"

#include <inttypes.h>
#include <string.h>

#include "scenarios/cli/common_options.h"
#include "scenarios/store/merge.h"
#include "scenarios/store/rows.h"
#include "scenarios/store/schema.h"
#include "scenarios/store/results_report.h"

static const char results_help[] =
    "Examples\n"
    "  hubsim results list out/results.db\n"
    "  hubsim results show out/results.db --run 3\n"
    "  hubsim results export out/results.db measures > measures.csv\n"
    "  hubsim results diff out/results.db 1 2\n"
    "  hubsim results merge all.db part1.db part2.db\n"
    "\n"
    "hubsim results looks into databases of results. FILE may be the folder that has a\n"
    "results.db.\n"
    "\n"
    "  list FILE            one line for each run\n"
    "  show FILE            how the last run was made, and its promises\n"
    "  export FILE [TABLE]  its rows as CSV: measures (else), means, replications, series, inputs,\n"
    "                       promises, events (if the run kept them), runs\n"
    "  diff FILE [RUN] [FILE] [RUN]\n"
    "                       settings and yearly means that are not the same in two runs\n"
    "  merge INTO FILE...   brings in what INTO does not have; a file comes in whole or not at all\n"
    "  remove FILE --run N  takes out a run, and the results that no other run asked for\n"
    "  check FILE           whether the file is sound\n"
    "\n"
    "  --run N              that run instead of the last\n"
    "  --json               rows as JSON, with the manifest before them (export)\n"
    "\n"
    "Ends with 0 fine (diff: the same), 1 failed, 2 wrong command line, 5 not the same (diff).\n";

enum { RUN, JSON, OPTIONS };
static const struct args_option options[OPTIONS] = {
    [RUN] = {"--run", "the number of a run, 1 or more"},
    [JSON] = {"--json", NULL},
};

struct arguments {
    struct common_options common;
    uint64_t run;
    bool json;
};

static bool take_option(void *context, int option, const char *value)
{
    struct arguments *args = context;
    if (option == RUN) return common_options_whole(&options[RUN], value, 1, INT64_MAX, &args->run);
    args->json = true;
    return true;
}

static enum ending print_usage(const char *what)
{
    fprintf(stderr, "hubsim results: %s; hubsim results --help shows how\n", what);
    return ENDING_USAGE;
}

/* The run asked for, or the last; 0: a line says why. */
static int64_t choose_run(struct store *store, uint64_t args)
{
    const int64_t run = args ? (int64_t)args : results_report_last(store);
    if (!run)
        fprintf(stderr, "hubsim: %s: %s\n", store_file(store),
                store_trouble(store) ? store_trouble(store) : "holds no run");
    return run;
}

static enum ending end_of(struct store *store, bool fine)
{
    if (!fine)
        fprintf(stderr, "hubsim: %s: %s\n", store_file(store),
                store_trouble(store) ? store_trouble(store) : "cannot be read");
    return fine ? ENDING_FINE : ENDING_FAILED;
}

/* ---- what can be done; word[0] is the name of it --------------------------------------------- */

static enum ending list(const struct arguments *args)
{
    struct store *store = rows_open(args->common.word[1], stderr);
    if (!store) return ENDING_FAILED;
    const enum ending ending = end_of(store, results_report_list(store, stdout));
    store_close(store);
    return ending;
}

static enum ending show(const struct arguments *args)
{
    struct store *store = rows_open(args->common.word[1], stderr);
    const int64_t run = store ? choose_run(store, args->run) : 0;
    const bool fine = run && results_report_run(store, run, stdout);
    if (run && !fine)
        fprintf(stderr, "hubsim: %s: holds no run %" PRId64 "\n", store_file(store), run);
    store_close(store);
    return fine ? ENDING_FINE : ENDING_FAILED;
}

static bool is_table(const char *name)
{
    for (const char *const *view = schema_views; *view; view++)
        if (strcmp(name, *view) == 0) return true;
    return false;
}

static enum ending refuse_table(const char *name)
{
    size_t n = 0;
    while (schema_views[n])
        n++;
    args_unknown("table", name, schema_views, n, stderr);
    return ENDING_USAGE;
}

static enum ending export(const struct arguments *args) {
    const char *name = args->common.words > 2 ? args->common.word[2] : "measures";
    if (!is_table(name)) return refuse_table(name);
    struct store *store = rows_open(args->common.word[1], stderr);
    const int64_t run = store ? choose_run(store, args->run) : 0;
    const enum results_report_format format = args->json ? RESULTS_REPORT_JSON : RESULTS_REPORT_CSV;
    enum ending ending = ENDING_FAILED;
    if (run) ending = end_of(store, results_report_rows(store, name, run, format, stdout));
    store_close(store);
    return ending;
}

/* FILE [RUN] [FILE] [RUN]: digits alone are a run. */
static bool read_sides(const struct common_options *common, const char *file[2], uint64_t run[2])
{
    size_t files = 0, runs = 0;
    for (size_t i = 1; i < common->words; i++) {
        uint64_t number;
        if (files > 0 && runs < 2 && args_whole(common->word[i], 1, INT64_MAX, &number))
            run[files == 2 ? 1 : runs] = number, runs++;
        else if (files < 2) file[files++] = common->word[i];
        else return false;
    }
    if (files == 1) file[1] = file[0];
    return files == 2 || runs > 0;
}

static enum ending print_sides(const struct results_report_side side[2])
{
    uint64_t lines;
    if (results_report_difference(&side[0], &side[1], stdout, &lines))
        return lines ? ENDING_NOT_REPRODUCED : ENDING_FINE;
    return end_of(side[store_trouble(side[0].store) ? 0 : 1].store, false);
}

static enum ending diff(const struct arguments *args)
{
    const char *file[2] = {NULL, NULL};
    uint64_t run[2] = {0, 0};
    if (!read_sides(&args->common, file, run)) return print_usage("diff: give two runs");
    struct results_report_side side[2] = {{rows_open(file[0], stderr), 0}, {NULL, 0}};
    if (side[0].store) side[1].store = rows_open(file[1], stderr);
    enum ending ending = ENDING_FAILED;
    if (side[1].store) {
        for (int i = 0; i < 2; i++)
            side[i].run = choose_run(side[i].store, run[i]);
        if (side[0].run && side[1].run) ending = print_sides(side);
    }
    store_close(side[0].store);
    store_close(side[1].store);
    return ending;
}

static enum ending merge(const struct arguments *args)
{
    const struct common_options *common = &args->common;
    if (common->words < 3)
        return print_usage("merge: give a file to merge into, and what to merge");
    struct store *store = store_open(common->word[1], STORE_WRITE, stderr);
    bool fine = store != NULL;
    for (size_t i = 2; fine && i < common->words; i++) {
        struct merge_count count;
        fine = merge_file(store, common->word[i], &count, stderr);
        if (fine)
            printf("%s: %" PRId64 " replications and %" PRId64 " runs came in\n", common->word[i],
                   count.replications, count.runs);
    }
    store_close(store);
    return fine ? ENDING_FINE : ENDING_FAILED;
}

static enum ending take_out(const struct arguments *args)
{
    if (!args->run) return print_usage("remove: say which, with --run");
    /* a file that is not there is not made here */
    struct store *store = rows_open(args->common.word[1], stderr);
    store_close(store);
    store = store ? store_open(args->common.word[1], STORE_WRITE, stderr) : NULL;
    const bool fine = store && merge_remove(store, (int64_t)args->run, stderr);
    store_close(store);
    return fine ? ENDING_FINE : ENDING_FAILED;
}

static enum ending check(const struct arguments *args)
{
    struct store *store = store_open(args->common.word[1], STORE_READ, stderr);
    const bool fine = store && results_report_check(store, stdout);
    store_close(store);
    return fine ? ENDING_FINE : ENDING_FAILED;
}

static const struct way {
    const char *name;
    enum ending (*go)(const struct arguments *args);
    size_t words_max;
} ways[] = {
    {"list", list, 2},
    {"show", show, 2},
    {"export", export, 3},
    {"diff", diff, 5},
    {"merge", merge, COMMON_OPTIONS_WORDS_MAX},
    {"remove", take_out, 2},
    {"check", check, 2},
};
enum { WAYS = sizeof ways / sizeof *ways };

static enum ending results(const struct command_call *call)
{
    struct arguments args = {.run = 0};
    const struct common_options_more more = {options, OPTIONS, take_option, &args};
    const char *names[WAYS];
    if (!common_options_read(&args.common, call, COMMON_OPTIONS_NOTHING, &more, results_help))
        return ENDING_USAGE;
    if (args.common.help) return ENDING_FINE;
    if (args.common.words == 0) return print_usage("say what to do: list, show, export, ...");
    for (size_t i = 0; i < WAYS; i++) {
        names[i] = ways[i].name;
        if (strcmp(args.common.word[0], ways[i].name) != 0) continue;
        if (args.common.words < 2) return print_usage("give a database");
        if (args.common.words > ways[i].words_max) return print_usage("too many words");
        return ways[i].go(&args);
    }
    args_unknown("way to look at results", args.common.word[0], names, WAYS, stderr);
    return ENDING_USAGE;
}

const struct command results_command = {
    "results", "lists, shows, exports, compares and merges results", results};
