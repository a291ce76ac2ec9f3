// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/commands/ask.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "scenarios/commands/work.h"
#include "scenarios/store/runs.h"
#include "sim/date.h"
#include "sim/require.h"

enum option {
    HELP,
    WITH,
    SET,
    UNTIL,
    YEAR,
    GRAIN,
    REPLICATIONS,
    THREADS,
    SEED,
    JSON,
    CSV,
    QUIET,
    OUT,
    NO_PLOTS,
    TERMINAL,
    DB,
    RESUME,
    SHARD,
    COMMON
};

static const struct args_option common[COMMON] = {
    [HELP] = {"--help", NULL},
    [WITH] = {"--with", "an overlay file"},
    [SET] = {"--set", "path=value"},
    [UNTIL] = {"--until", "a date such as 2030-01-01"},
    [YEAR] = {"--year", "a year, 1990 to 2100"},
    [GRAIN] = {"--grain", "batch or parcel"},
    [REPLICATIONS] = {"--replications", "a whole number, 1 to 1000000"},
    [THREADS] = {"--threads", "a whole number, 1 to 1024"},
    [SEED] = {"--seed", "a whole number, 0 to 18446744073709551615"},
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
    [WITH] = ASK_LAYERS,       [SET] = ASK_LAYERS,    [UNTIL] = ASK_LAYERS,
    [YEAR] = ASK_SPAN,         [GRAIN] = ASK_SPAN,
    [REPLICATIONS] = ASK_RUNS, [THREADS] = ASK_RUNS,  [SEED] = ASK_RUNS,
    [JSON] = ASK_FORMATS,      [CSV] = ASK_FORMATS,   [QUIET] = ASK_FORMATS,
    [OUT] = ASK_PICTURES,      [NO_PLOTS] = ASK_PICTURES, [TERMINAL] = ASK_PICTURES,
    [DB] = ASK_KEPT,           [RESUME] = ASK_KEPT,       [SHARD] = ASK_KEPT};

/* The options of this call in one table, and which each is. */
struct reading {
    struct ask *ask;
    const struct ask_more *more;
    struct args_option table[ARGS_OPTIONS_MAX];
    int is[ARGS_OPTIONS_MAX]; /* below COMMON: a common one; else COMMON + number of the command's */
    size_t n;
};

static bool add_word(const char **list, size_t *n, const char *word)
{
    if (*n == ASK_WORDS_MAX) {
        fprintf(stderr, "hubsim: more than %d of the same are too many\n", ASK_WORDS_MAX);
        return false;
    }
    list[(*n)++] = word;
    return true;
}

bool ask_whole(const struct args_option *option, const char *value, uint64_t min, uint64_t max,
               uint64_t *to)
{
    if (args_whole(value, min, max, to)) return true;
    fprintf(stderr, "hubsim: %s: give %s\n", option->name, option->value);
    return false;
}

/* A short word for a --set. */
static bool stand_for(struct ask *ask, const char *set, const char *value)
{
    if (ask->stands_n == ASK_STANDS_MAX) {
        fprintf(stderr, "hubsim: more than %d of --until, --year, --grain are too many\n",
                ASK_STANDS_MAX);
        return false;
    }
    char *words = ask->stands[ask->stands_n++];
    snprintf(words, sizeof ask->stands[0], set, value);
    return add_word(ask->set, &ask->set_n, words);
}

/* --until DATE is --set run.to=DATE: one way in, one check. */
static bool take_until(struct ask *ask, const char *value)
{
    int64_t at_us;
    if (!date_read(value, &at_us) || at_us == DATE_NEVER_US) {
        fprintf(stderr, "hubsim: --until: give %s\n", common[UNTIL].value);
        return false;
    }
    return stand_for(ask, "run.to=%s", value);
}

/* --year 2025 is the first and the last day of it. */
static bool take_year(struct ask *ask, const char *value)
{
    uint64_t year;
    char day[16];
    if (!ask_whole(&common[YEAR], value, 1990, 2100, &year)) return false;
    snprintf(day, sizeof day, "%u-01-01", (unsigned)year);
    if (!stand_for(ask, "run.from=%s", day)) return false;
    snprintf(day, sizeof day, "%u-01-01", (unsigned)year + 1);
    return stand_for(ask, "run.to=%s", day);
}

static bool take_grain(struct ask *ask, const char *value)
{
    if (strcmp(value, "batch") != 0 && strcmp(value, "parcel") != 0) {
        fprintf(stderr, "hubsim: --grain: give %s\n", common[GRAIN].value);
        return false;
    }
    return stand_for(ask, "run.grain=%s", value);
}

static bool take_file(const char **to, const struct args_option *given, const char *value)
{
    *to = value;
    if (!*value) fprintf(stderr, "hubsim: %s: give %s\n", given->name, given->value);
    return *value != '\0';
}

/* "2/8" */
static bool take_shard(struct ask *ask, const char *value)
{
    char which[8];
    const char *slash = strchr(value, '/');
    const size_t n = slash ? (size_t)(slash - value) : sizeof which;
    snprintf(which, sizeof which, "%.*s", (int)(n < sizeof which ? n : 0), value);
    if (slash && args_whole(slash + 1, 1, 1000000, &ask->shards) &&
        args_whole(which, 1, ask->shards, &ask->shard))
        return true;
    fprintf(stderr, "hubsim: --shard: give %s\n", common[SHARD].value);
    return false;
}

static bool take_replications(struct ask *ask, const char *value)
{
    ask->more = value[0] == '+' && value[1] != '\0';
    return ask_whole(&common[REPLICATIONS], value + ask->more, 1, 1000000, &ask->replications);
}

static bool take_value(struct ask *ask, enum option option, const char *value)
{
    const struct args_option *given = &common[option];
    switch (option) {
    case WITH:
        return add_word(ask->with, &ask->with_n, value);
    case SET:
        return add_word(ask->set, &ask->set_n, value);
    case UNTIL:
        return take_until(ask, value);
    case YEAR:
        return take_year(ask, value);
    case GRAIN:
        return take_grain(ask, value);
    case REPLICATIONS:
        return take_replications(ask, value);
    case THREADS:
        return ask_whole(given, value, 1, 1024, &ask->threads);
    case SEED:
        ask->has_seed = true;
        return ask_whole(given, value, 0, UINT64_MAX, &ask->seed);
    case OUT:
        return take_file(&ask->out, given, value);
    case DB:
        return take_file(&ask->db, given, value);
    case SHARD:
        return take_shard(ask, value);
    default:
        return false;
    }
}

static bool take_argument(void *context, int number, const char *value)
{
    struct reading *reading = context;
    struct ask *ask = reading->ask;
    if (number < 0) return add_word(ask->word, &ask->words, value);
    const int is = reading->is[number];
    if (is >= COMMON) return reading->more->taken(reading->more->context, is - COMMON, value);
    if (value) return take_value(ask, (enum option)is, value);
    bool *const flag[COMMON] = {[HELP] = &ask->help,         [JSON] = &ask->json,
                                [CSV] = &ask->csv,           [QUIET] = &ask->quiet,
                                [NO_PLOTS] = &ask->no_plots, [TERMINAL] = &ask->terminal,
                                [RESUME] = &ask->resume};
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

/* ---- what was asked ---- */

static bool changes_no_answer(int option)
{
    static const bool changes_nothing[COMMON] = {
        [REPLICATIONS] = true, [SEED] = true,     [THREADS] = true, [DB] = true,
        [RESUME] = true,       [SHARD] = true,    [OUT] = true,     [NO_PLOTS] = true,
        [TERMINAL] = true,     [JSON] = true,     [CSV] = true,     [QUIET] = true};
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
    struct ask *ask = reading->ask;
    for (int at = 0; at < argc; at++) {
        const int number = option_of(reading, argv[at]);
        const bool left_out = number >= 0 && changes_no_answer(reading->is[number]);
        const bool has_value =
            number >= 0 && reading->table[number].value && !strchr(argv[at], '=') && at + 1 < argc;
        if (!left_out && ask->said_n < ASK_SAID_MAX)
            ask->said[ask->said_n++] =
                (struct manifest_word){argv[at], has_value ? argv[at + 1] : NULL};
        at += has_value;
    }
}

/* --resume alone: the words of the run that was left, then those of this call. */
static bool take_up(struct reading *reading, const struct command_call *call)
{
    struct ask *ask = reading->ask;
    struct runs_words *words = work_resume(ask, call);
    if (!words) return false;
    memset(ask, 0, sizeof *ask);
    ask->resumed = words;
    if (!read_words(reading, words->argc, words->argv)) return false;
    if (ask->more) ask->replications = words->replications;
    ask->more = false;
    return read_words(reading, call->argc, call->argv);
}

static bool is_kept_well(const struct ask *ask, unsigned sets)
{
    const char *wrong = NULL;
    if (ask->shards && (sets & ASK_PARTS) == 0) {
        fputs("hubsim: --shard: this question has no parts, what is simulated depends on what came out; run,"
              " sweep and compare have\n", stderr);
        return false;
    }
    const bool kept = ask->db || ask->out;
    if (ask->more && !kept) wrong = "--replications +N adds to results that were kept";
    if (ask->shards && !kept) wrong = "--shard keeps its part for a later call";
    if (ask->resume && !kept) wrong = "--resume goes on from results that were kept";
    if (wrong) fprintf(stderr, "hubsim: %s: say where, with --db or --out\n", wrong);
    return !wrong;
}

bool ask_read(struct ask *ask, const struct command_call *call, unsigned sets,
              const struct ask_more *more, const char *help)
{
    struct reading reading = {.ask = ask, .more = more};
    memset(ask, 0, sizeof *ask);
    for (int i = 0; i < COMMON; i++)
        if (i == HELP || (set_of[i] & sets) != 0) add_option(&reading, &common[i], i);
    for (size_t i = 0; more && i < more->n; i++)
        add_option(&reading, &more->option[i], COMMON + (int)i);
    if (!read_words(&reading, call->argc, call->argv)) return false;
    if (ask->resume && ask->words == 0 && !ask->help && !take_up(&reading, call)) return false;
    if (ask->resumed) keep_words(&reading, ask->resumed->argc, ask->resumed->argv);
    keep_words(&reading, call->argc, call->argv);
    if (ask->help) fputs(help, stdout);
    return ask->help || (sets & ASK_KEPT) == 0 || is_kept_well(ask, sets);
}

void ask_unsay(struct ask *ask, const struct args_option *option)
{
    const size_t length = strlen(option->name);
    size_t n = 0;
    for (size_t i = 0; i < ask->said_n; i++) {
        const char *word = ask->said[i].word;
        const bool named = strncmp(word, option->name, length) == 0 &&
                           (word[length] == '\0' || word[length] == '=');
        if (!named) ask->said[n++] = ask->said[i];
    }
    ask->said_n = n;
}

void ask_close(struct ask *ask)
{
    runs_words_free(ask->resumed);
    ask->resumed = NULL;
}

struct scenario_request ask_request(const struct ask *ask, const char *file)
{
    return (struct scenario_request){.file = file,
                                     .with = ask->with,
                                     .with_n = ask->with_n,
                                     .set = ask->set,
                                     .set_n = ask->set_n};
}

double ask_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

struct ask_progress ask_progress_start(const char *of)
{
    return (struct ask_progress){.began_s = ask_now_s(), .of = of};
}

void ask_progress_show(void *context, uint64_t done, uint64_t n)
{
    const struct ask_progress *progress = context;
    if (!isatty(STDERR_FILENO) || done == 0) return;
    const double left_s = (ask_now_s() - progress->began_s) / (double)done * (double)(n - done);
    fprintf(stderr, "\r%llu of %llu %s, %.0f s left \033[K", (unsigned long long)done,
            (unsigned long long)n, progress->of, ceil(left_s));
    if (done == n) fputs("\r\033[K", stderr);
    fflush(stderr);
}
