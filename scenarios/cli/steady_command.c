// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/commands.h"

#include <math.h>

#include "scenarios/cli/common_options.h"
#include "scenarios/input/series.h"
#include "scenarios/report/json.h"
#include "scenarios/report/study_header.h"
#include "sim/analysis/steady.h"

static const char steady_help[] =
    "Examples\n"
    "  hubsim steady waits.csv\n"
    "  hubsim steady waits.csv --column wait_s --where station=dock\n"
    "  seq 1 500 | hubsim steady -\n"
    "\n"
    "hubsim steady FILE: one long run of something without an end (waits at a fixed load, say)\n"
    "in the order it happened, one number a line. Tells how much of the start to cut off\n"
    "(MSER-5), the mean of the rest with its interval (batch means), whether the batches are\n"
    "still correlated, and whether the run is long enough. A hub that grows has no steady\n"
    "state: ask about dates then, and let replications answer.\n"
    "\n"
    "  --column NAME        of the header, or a number from 1 (else the last)\n"
    "  --where NAME=VALUE   only rows in which that column has that value\n"
    "  --json, --csv        prints that instead of words\n"
    "  --quiet              prints the verdict only\n"
    "\n"
    "Ends with 0 if the interval can be used, 2 wrong command line, 3 wrong file, 6 the run is\n"
    "too short or too correlated.\n";

enum { COLUMN, WHERE, OPTIONS };

static const struct args_option options[OPTIONS] = {
    [COLUMN] = {"--column", "a name of the header, or a number from 1"},
    [WHERE] = {"--where", "column=value"}};

static const double LEVEL = 0.95;

static bool take_option(void *context, int option, const char *value)
{
    struct series_request *request = context;
    *(option == COLUMN ? &request->column : &request->where) = value;
    return true;
}

static const char *name_of(enum steady_verdict verdict)
{
    static const char *const name[] = {"fine", "correlated", "too short"};
    return name[verdict];
}

static void print_verdict(const struct steady *steady)
{
    switch (steady->verdict) {
    case STEADY_FINE:
        printf("Fine: the run is long enough for this interval.\n");
        break;
    case STEADY_CORRELATED:
        printf("Correlated: even 10 batches remember each other (p = %.3f), so the interval is too "
               "narrow.\nRun at least four times as long.\n",
               steady->lag1.p);
        break;
    case STEADY_TOO_SHORT:
        if (steady->batches.batches == 0) {
            printf("Too short: fewer than 50 observations are left after the start-up.\n");
            break;
        }
        printf(
            "Too short: nothing says that the start-up is over before half of the run.\n"
            "Run at least four times as long; if that does not help there is no steady state.\n");
    }
}

static void print_words(const struct series *series, const struct steady *steady)
{
    const struct steady_batches *batches = &steady->batches, *lapped = &steady->overlapping;
    printf("%s: %zu observations\n", series->column, series->n);
    printf("  start-up       the first %zu are cut off (MSER-5)\n", steady->cut.cut);
    if (batches->batches > 0) {
        printf("  mean           %.6g, 95 %% interval %.6g to %.6g (%zu batches of %zu)\n",
               batches->mean, batches->interval.lo, batches->interval.hi, batches->batches,
               batches->size);
        printf("  overlapping    %.6g to %.6g (%zu batches of %zu)\n", lapped->interval.lo,
               lapped->interval.hi, lapped->batches, lapped->size);
        if (isnan(steady->lag1.p)) printf("  correlation    n/a: the batches never change\n");
        else
            printf("  correlation    of neighbouring batches %.2f, p = %.3f\n", steady->lag1.r1,
                   steady->lag1.p);
    }
    putchar('\n');
}

/* The same names in JSON and CSV. */
struct figure {
    const char *name;
    double value;
};

static size_t list_figures(const struct series *series, const struct steady *steady,
                           struct figure figure[16])
{
    size_t n = 0;
    figure[n++] = (struct figure){"observations", (double)series->n};
    figure[n++] = (struct figure){"cut", (double)steady->cut.cut};
    figure[n++] = (struct figure){"mean", steady->batches.mean};
    figure[n++] = (struct figure){"lo", steady->batches.interval.lo};
    figure[n++] = (struct figure){"hi", steady->batches.interval.hi};
    figure[n++] = (struct figure){"batches", (double)steady->batches.batches};
    figure[n++] = (struct figure){"batch_size", (double)steady->batches.size};
    figure[n++] = (struct figure){"overlapping_lo", steady->overlapping.interval.lo};
    figure[n++] = (struct figure){"overlapping_hi", steady->overlapping.interval.hi};
    figure[n++] = (struct figure){"variance", steady->batches.variance};
    figure[n++] = (struct figure){"lag1", steady->lag1.r1};
    figure[n++] = (struct figure){"p", steady->lag1.p};
    return n;
}

static void print_json(const struct series *series, const struct steady *steady,
                       const struct study_header *header)
{
    struct figure figure[16];
    const size_t n = list_figures(series, steady, figure);
    struct json json = json_to(stdout);
    study_header_json(header, 0, &json);
    json_text(&json, "column", series->column);
    for (size_t i = 0; i < n; i++)
        json_number(&json, figure[i].name, figure[i].value);
    json_text(&json, "verdict", name_of(steady->verdict));
    json_object_end(&json);
}

static void print_csv(const struct series *series, const struct steady *steady,
                      const struct study_header *header)
{
    struct figure figure[16];
    const size_t n = list_figures(series, steady, figure);
    study_header_csv(header, stdout);
    for (size_t i = 0; i < n; i++)
        printf("%s,", figure[i].name);
    puts("verdict");
    for (size_t i = 0; i < n; i++) {
        json_digits(stdout, figure[i].value);
        putchar(',');
    }
    puts(name_of(steady->verdict));
}

static void present(const struct command_call *call, const struct common_options *common,
                    const struct series *series)
{
    const struct study_header header = {
        .study = call->name, .build = call->build, .word = common->said, .words = common->said_n};
    const struct steady steady = steady_judge(series->x, series->n, LEVEL);
    if (common->json) {
        print_json(series, &steady, &header);
    } else if (common->csv) {
        print_csv(series, &steady, &header);
    } else {
        if (!common->quiet) print_words(series, &steady);
        print_verdict(&steady);
    }
}

static enum ending steady(const struct command_call *call)
{
    struct series_request request = {0};
    const struct common_options_more more = {options, OPTIONS, take_option, &request};
    struct common_options common;
    if (!common_options_read(&common, call, COMMON_OPTIONS_FORMATS, &more, steady_help))
        return ENDING_USAGE;
    if (common.help) return ENDING_FINE;
    if (common.words != 1 || (common.json && common.csv)) {
        fprintf(stderr, "hubsim steady: %s; hubsim steady --help shows how\n",
                common.words != 1 ? "give one CSV file" : "give --json or --csv, not both");
        return ENDING_USAGE;
    }
    request.file = common.word[0];
    struct diagnostics *diagnostics = diagnostics_new();
    struct series series = series_read(&request, diagnostics);
    enum ending ending = ENDING_BAD_SCENARIO;
    if (diagnostics_count(diagnostics) > 0) diagnostics_print(diagnostics, stderr);
    else
        ending = steady_judge(series.x, series.n, LEVEL).verdict == STEADY_FINE
                     ? ENDING_FINE
                     : ENDING_NOT_PRECISE;
    if (series.n > 0) present(call, &common, &series);
    series_free(&series);
    diagnostics_free(diagnostics);
    return ending;
}

const struct command steady_command = {"steady", "start-up, interval and verdict of one long run",
                                       steady};
