// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/cli/common_options.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "scenarios/cli/job.h"
#include "scenarios/store/runs.h"
#include "sim/date.h"
#include "sim/base/require.h"

// clang-format off
enum option {
    HELP, WITH, SET, UNTIL, YEAR, GRAIN, KNOWN_BY, REPLICATIONS, THREADS, SEED, JSON, CSV, QUIET,
    OUT, NO_PLOTS, TERMINAL, DB, RESUME, SHARD, COMMON
};
// clang-format on

static const struct args_option common_table[COMMON] = {
    [HELP] = {"--help", NULL},
    [WITH] = {"--with", "an overlay file"},
    [SET] = {"--set", "path=value"},
    [UNTIL] = {"--until", "a date such as 2030-01-01"},
    [YEAR] = {"--year", "a year, 1990 to 2100"},
    [GRAIN] = {"--grain", "batch or parcel"},
    [KNOWN_BY] = {"--known-by", "a date such as 2019-12-06"},
    [REPLICATIONS] = {"--replications", "a whole number, 1 to 1000000"},
    [THREADS] = {"--threads", "a whole number, 1 to 1024"},
    [SEED] = {"--seed", "a whole number, 0 to 4294967295"},
    [JSON] = {"--json", NULL},
    [CSV] = {"--csv", NULL},
    [QUIET] = {"--quiet", NULL},
    [OUT] = {"--out", "a folder"},
    [NO_PLOTS] = {"--no-plots", NULL},
    [TERMINAL] = {"--terminal", NULL},
    [DB] = {"--db", "a file for the results"},
    [RESUME] = {"--resume", NULL},
    [SHARD] = {"--shard", "which part of how many, such as 2/8"},
};
static const unsigned set_of[COMMON] = {
    [WITH] = COMMON_OPTIONS_LAYERS,       [SET] = COMMON_OPTIONS_LAYERS,
    [UNTIL] = COMMON_OPTIONS_LAYERS,      [YEAR] = COMMON_OPTIONS_SPAN,
    [GRAIN] = COMMON_OPTIONS_SPAN,        [KNOWN_BY] = COMMON_OPTIONS_KNOWN,
    [REPLICATIONS] = COMMON_OPTIONS_RUNS, [THREADS] = COMMON_OPTIONS_RUNS,
    [SEED] = COMMON_OPTIONS_RUNS,         [JSON] = COMMON_OPTIONS_FORMATS,
    [CSV] = COMMON_OPTIONS_FORMATS,       [QUIET] = COMMON_OPTIONS_FORMATS,
    [OUT] = COMMON_OPTIONS_PICTURES,      [NO_PLOTS] = COMMON_OPTIONS_PICTURES,
    [TERMINAL] = COMMON_OPTIONS_PICTURES, [DB] = COMMON_OPTIONS_KEPT,
    [RESUME] = COMMON_OPTIONS_KEPT,       [SHARD] = COMMON_OPTIONS_KEPT};

/* The options of this call in one table, and which each is. */
struct reading {
    struct common_options *common;
    const struct common_options_more *more;
    struct args_option table[ARGS_OPTIONS_MAX];
    int is
        [ARGS_OPTIONS_MAX]; /* below COMMON: a common one; else COMMON + number of the command's */
    size_t n;
};

static bool add_word(const char **list, size_t *n, const char *word)
{
    if (*n == COMMON_OPTIONS_WORDS_MAX) {
        fprintf(stderr, "hubsim: more than %d of the same are too many\n",
                COMMON_OPTIONS_WORDS_MAX);
        return false;
    }
    list[(*n)++] = word;
    return true;
}

bool common_options_whole(const struct args_option *option, const char *value, uint64_t min,
                          uint64_t max, uint64_t *to)
{
    if (args_whole(value, min, max, to)) return true;
    fprintf(stderr, "hubsim: %s: give %s\n", option->name, option->value);
    return false;
}

/* A short word for a --set. */
static bool stand_for(struct common_options *common, const char *set, const char *value)
{
    if (common->stands_n == COMMON_OPTIONS_STANDS_MAX) {
        fprintf(
            stderr,
            "hubsim: more than %d of --until, --year, --grain, --seed, --replications are too many\n",
            COMMON_OPTIONS_STANDS_MAX);
        return false;
    }
    char *words = common->stands[common->stands_n++];
    snprintf(words, sizeof common->stands[0], set, value);
    return add_word(common->set, &common->set_n, words);
}

static bool stand_for_number(struct common_options *common, const char *set, uint64_t number)
{
    char value[24];
    snprintf(value, sizeof value, "%llu", (unsigned long long)number);
    return stand_for(common, set, value);
}

/* --until DATE is --set run.to=DATE: one way in, one check. */
static bool take_until(struct common_options *common, const char *value)
{
    int64_t at_us;
    if (!date_read(value, &at_us) || at_us == DATE_NEVER_US) {
        fprintf(stderr, "hubsim: --until: give %s\n", common_table[UNTIL].value);
        return false;
    }
    return stand_for(common, "run.to=%s", value);
}

static bool take_known_by(struct common_options *common, const char *value)
{
    if (date_read(value, &common->known_by_us) && common->known_by_us != DATE_NEVER_US) return true;
    fprintf(stderr, "hubsim: --known-by: give %s\n", common_table[KNOWN_BY].value);
    return false;
}

/* --year 2025 is the first and the last day of it. */
static bool take_year(struct common_options *common, const char *value)
{
    uint64_t year;
    char day[16];
    if (!common_options_whole(&common_table[YEAR], value, 1990, 2100, &year)) return false;
    snprintf(day, sizeof day, "%u-01-01", (unsigned)year);
    if (!stand_for(common, "run.from=%s", day)) return false;
    snprintf(day, sizeof day, "%u-01-01", (unsigned)year + 1);
    return stand_for(common, "run.to=%s", day);
}

static bool take_grain(struct common_options *common, const char *value)
{
    if (strcmp(value, "batch") != 0 && strcmp(value, "parcel") != 0) {
        fprintf(stderr, "hubsim: --grain: give %s\n", common_table[GRAIN].value);
        return false;
    }
    return stand_for(common, "run.grain=%s", value);
}

static bool take_file(const char **to, const struct args_option *given, const char *value)
{
    *to = value;
    if (!*value) fprintf(stderr, "hubsim: %s: give %s\n", given->name, given->value);
    return *value != '\0';
}

/* "2/8" */
static bool take_shard(struct common_options *common, const char *value)
{
    char which[8];
    const char *slash = strchr(value, '/');
    const size_t n = slash ? (size_t)(slash - value) : sizeof which;
    snprintf(which, sizeof which, "%.*s", (int)(n < sizeof which ? n : 0), value);
    if (slash && args_whole(slash + 1, 1, 1000000, &common->shards) &&
        args_whole(which, 1, common->shards, &common->shard))
        return true;
    fprintf(stderr, "hubsim: --shard: give %s\n", common_table[SHARD].value);
    return false;
}

static bool take_replications(struct common_options *common, const char *value)
{
    common->more = value[0] == '+' && value[1] != '\0';
    return common_options_whole(&common_table[REPLICATIONS], value + common->more, 1, 1000000,
                                &common->replications) &&
           (common->more || stand_for_number(common, "run.replications=%s", common->replications));
}

/* As run.seed, so that the scenario that a result keeps gives the same numbers again. */
static bool take_seed(struct common_options *common, const char *value)
{
    common->has_seed = true;
    return common_options_whole(&common_table[SEED], value, 0, UINT32_MAX, &common->seed) &&
           stand_for_number(common, "run.seed=%s", common->seed);
}

static bool take_value(struct common_options *common, enum option option, const char *value)
{
    const struct args_option *given = &common_table[option];
    switch (option) {
    case WITH:
        return add_word(common->with, &common->with_n, value);
    case SET:
        return add_word(common->set, &common->set_n, value);
    case UNTIL:
        return take_until(common, value);
    case YEAR:
        return take_year(common, value);
    case GRAIN:
        return take_grain(common, value);
    case KNOWN_BY:
        return take_known_by(common, value);
    case REPLICATIONS:
        return take_replications(common, value);
    case THREADS:
        return common_options_whole(given, value, 1, 1024, &common->threads);
    case SEED:
        return take_seed(common, value);
    case OUT:
        return take_file(&common->out, given, value);
    case DB:
        return take_file(&common->db, given, value);
    case SHARD:
        return take_shard(common, value);
    default:
        return false;
    }
}

static bool take_argument(void *context, int number, const char *value)
{
    struct reading *reading = context;
    struct common_options *common = reading->common;
    if (number < 0) return add_word(common->word, &common->words, value);
    const int is = reading->is[number];
    if (is >= COMMON) return reading->more->taken(reading->more->context, is - COMMON, value);
    if (value) return take_value(common, (enum option)is, value);
    bool *const flag[COMMON] = {
        [HELP] = &common->help,    [JSON] = &common->json,         [CSV] = &common->csv,
        [QUIET] = &common->quiet,  [NO_PLOTS] = &common->no_plots, [TERMINAL] = &common->terminal,
        [RESUME] = &common->resume};
    *flag[is] = true;
    return true;
}

static void add_option(struct reading *reading, const struct args_option *option, int is)
{
    REQUIRE(NULL, reading->n < ARGS_OPTIONS_MAX, "too many options");
    reading->table[reading->n] = *option;
    reading->is[reading->n++] = is;
}

static bool read_words(struct reading *reading, int argc, char *const *argv)
{
    return args_read(argc, argv, reading->table, reading->n, take_argument, reading, stderr);
}

/* ---- what was asked -------------------------------------------------------------------------- */

static bool changes_no_answer(int option)
{
    static const bool changes_nothing[COMMON] = {
        [REPLICATIONS] = true, [SEED] = true,  [THREADS] = true, [DB] = true,
        [RESUME] = true,       [SHARD] = true, [OUT] = true,     [NO_PLOTS] = true,
        [TERMINAL] = true,     [JSON] = true,  [CSV] = true,     [QUIET] = true};
    return option < COMMON && changes_nothing[option];
}

/* The number in the table of the option that a word names; -1: it names none. */
static int option_of(const struct reading *reading, const char *word)
{
    const size_t n = strcspn(word, "=");
    for (size_t i = 0; i < reading->n; i++)
        if (strlen(reading->table[i].name) == n && strncmp(reading->table[i].name, word, n) == 0)
            return (int)i;
    return -1;
}

static void keep_words(const struct reading *reading, int argc, char *const *argv)
{
    struct common_options *common = reading->common;
    for (int at = 0; at < argc; at++) {
        const int number = option_of(reading, argv[at]);
        const bool left_out = number >= 0 && changes_no_answer(reading->is[number]);
        const bool has_value =
            number >= 0 && reading->table[number].value && !strchr(argv[at], '=') && at + 1 < argc;
        if (!left_out && common->said_n < COMMON_OPTIONS_SAID_MAX)
            common->said[common->said_n++] =
                (struct manifest_word){argv[at], has_value ? argv[at + 1] : NULL};
        at += has_value;
    }
}

/* --resume alone: the words of the run that was left, then those of this call. Where to write is
 * said by this call only: a database may come from elsewhere, and name what lies here. */
static bool take_up(struct reading *reading, const struct command_call *call)
{
    struct common_options *common = reading->common;
    struct runs_words *words = job_resume(common, call);
    if (!words) return false;
    memset(common, 0, sizeof *common);
    common->resumed = words;
    if (!read_words(reading, words->argc, words->argv)) return false;
    if (common->more) common->replications = words->replications;
    common->out = common->db = NULL;
    common->more = false;
    return read_words(reading, call->argc, call->argv);
}

static bool is_kept_well(const struct common_options *common, unsigned sets)
{
    const char *wrong = NULL;
    if (common->shards && (sets & COMMON_OPTIONS_PARTS) == 0) {
        fputs(
            "hubsim: --shard: this question has no parts, what is simulated depends on what came out; run,"
            " sweep and compare have\n",
            stderr);
        return false;
    }
    const bool kept = common->db || common->out;
    if (common->more && !kept) wrong = "--replications +N adds to results that were kept";
    if (common->shards && !kept) wrong = "--shard keeps its part for a later call";
    if (common->resume && !kept) wrong = "--resume goes on from results that were kept";
    if (wrong) fprintf(stderr, "hubsim: %s: say where, with --db or --out\n", wrong);
    return !wrong;
}

bool common_options_read(struct common_options *common, const struct command_call *call,
                         unsigned sets, const struct common_options_more *more, const char *help)
{
    struct reading reading = {.common = common, .more = more};
    memset(common, 0, sizeof *common);
    for (int i = 0; i < COMMON; i++)
        if (i == HELP || (set_of[i] & sets) != 0) add_option(&reading, &common_table[i], i);
    for (size_t i = 0; more && i < more->n; i++)
        add_option(&reading, &more->option[i], COMMON + (int)i);
    if (!read_words(&reading, call->argc, call->argv)) return false;
    if (common->resume && common->words == 0 && !common->help && !take_up(&reading, call))
        return false;
    if (common->resumed) keep_words(&reading, common->resumed->argc, common->resumed->argv);
    keep_words(&reading, call->argc, call->argv);
    if (common->help) fputs(help, stdout);
    return common->help || (sets & COMMON_OPTIONS_KEPT) == 0 || is_kept_well(common, sets);
}

void common_options_unsay(struct common_options *common, const struct args_option *option)
{
    const size_t length = strlen(option->name);
    size_t n = 0;
    for (size_t i = 0; i < common->said_n; i++) {
        const char *word = common->said[i].word;
        const bool named = strncmp(word, option->name, length) == 0 &&
                           (word[length] == '\0' || word[length] == '=');
        if (!named) common->said[n++] = common->said[i];
    }
    common->said_n = n;
}

void common_options_close(struct common_options *common)
{
    runs_words_free(common->resumed);
    common->resumed = NULL;
}

struct scenario_request common_options_request(const struct common_options *common,
                                               const char *file)
{
    return (struct scenario_request){.file = file,
                                     .with = common->with,
                                     .with_n = common->with_n,
                                     .set = common->set,
                                     .set_n = common->set_n,
                                     .known_by_us = common->known_by_us};
}

double common_options_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

struct common_options_progress common_options_progress_start(const char *of)
{
    return (struct common_options_progress){.began_s = common_options_now_s(), .of = of};
}

void common_options_progress_show(void *context, uint64_t done, uint64_t n)
{
    const struct common_options_progress *progress = context;
    if (!isatty(STDERR_FILENO) || done == 0) return;
    const double left_s =
        (common_options_now_s() - progress->began_s) / (double)done * (double)(n - done);
    fprintf(stderr, "\r%llu of %llu %s, %.0f s left \033[K", (unsigned long long)done,
            (unsigned long long)n, progress->of, ceil(left_s));
    if (done == n) fputs("\r\033[K", stderr);
    fflush(stderr);
}
