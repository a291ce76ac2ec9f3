// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * hubsim.c -- the program as one page: commands, options, exit codes.
 *
 * Knows          what was asked for, in which order things happen, and how each ending is told to a
 * shell. Does not know  how anything is read, simulated, judged, written or drawn. May include
 * everything
 */
#include <errno.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "models/hub_params.h"
#include "plots/plots.h"
#include "scenarios/commands/args.h"
#include "scenarios/tell/csv.h"
#include "scenarios/tell/listing.h"
#include "scenarios/tell/manifest.h"
#include "scenarios/tell/outfile.h"
#include "scenarios/read/question.h"
#include "scenarios/study/run.h"
#include "scenarios/tell/tables.h"
#include "sim/date.h"
#include "sim/replicate.h"
#include "version.h"

enum ending {
    FINE = 0,
    FAILED = 1, /* while running */
    USAGE = 2,  /* the command line */
    BAD_SCENARIO = 3,
    NOT_KEPT = 4,   /* a promise is missed, and --check was given */
    NO_PICTURE = 7, /* a picture that was asked for could not be drawn */
    INTERRUPTED = 130
};

/* The only thing that a signal may touch: the second one ends the program at once. */
static volatile sig_atomic_t stopped;
_Static_assert(sizeof(sig_atomic_t) == sizeof(int), "the replications look at it as an int");

static void stop_running(int signal)
{
    (void)signal;
    if (stopped) _exit(INTERRUPTED);
    stopped = 1;
}

static void watch_signals(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = stop_running;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a reader that left is an error of writing */
}

/* ---- what may stand on the command line ---- */

enum { ARGUMENTS_MAX = 256 };

struct asked {
    const char *word[ARGUMENTS_MAX], *with[ARGUMENTS_MAX], *set[ARGUMENTS_MAX];
    size_t words, with_n, set_n;
    const char *out;
    uint64_t replications, threads, seed; /* replications 0: as the scenario says */
    bool has_seed, json, csv, quiet, no_plots, terminal, check, help;
};

enum option {
    WITH,
    SET,
    REPLICATIONS,
    THREADS,
    SEED,
    UNTIL,
    OUT,
    JSON,
    CSV,
    QUIET,
    NO_PLOTS,
    TERMINAL,
    CHECK,
    HELP
};

static const struct args_option run_options[] = {
    [WITH] = {"--with", "an overlay file"},
    [SET] = {"--set", "path=value"},
    [REPLICATIONS] = {"--replications", "a whole number, 1 to 1000000"},
    [THREADS] = {"--threads", "a whole number, 1 to 1024"},
    [SEED] = {"--seed", "a whole number, 0 to 18446744073709551615"},
    [UNTIL] = {"--until", "a date such as 2030-01-01"},
    [OUT] = {"--out", "a folder"},
    [JSON] = {"--json", NULL},
    [CSV] = {"--csv", NULL},
    [QUIET] = {"--quiet", NULL},
    [NO_PLOTS] = {"--no-plots", NULL},
    [TERMINAL] = {"--terminal", NULL},
    [CHECK] = {"--check", NULL},
    [HELP] = {"--help", NULL},
};
static const struct args_option help_option[] = {{"--help", NULL}};

static bool add_word(const char **list, size_t *n, const char *word)
{
    if (*n == ARGUMENTS_MAX) {
        fprintf(stderr, "hubsim: more than %d of the same are too many\n", ARGUMENTS_MAX);
        return false;
    }
    list[(*n)++] = word;
    return true;
}

static bool take_whole(enum option option, const char *value, uint64_t min, uint64_t max,
                       uint64_t *to)
{
    if (args_whole(value, min, max, to)) return true;
    fprintf(stderr, "hubsim: %s: give %s\n", run_options[option].name, run_options[option].value);
    return false;
}

/* --until DATE is --set run.to=DATE: one way in, one check. */
static bool take_until(struct asked *asked, const char *value)
{
    static char setting[64];
    int64_t at_us;
    if (!date_read(value, &at_us) || at_us == DATE_NEVER_US) {
        fprintf(stderr, "hubsim: --until: give %s\n", run_options[UNTIL].value);
        return false;
    }
    snprintf(setting, sizeof setting, "run.to=%s", value);
    return add_word(asked->set, &asked->set_n, setting);
}

static bool take_value(struct asked *asked, enum option option, const char *value)
{
    switch (option) {
    case WITH:
        return add_word(asked->with, &asked->with_n, value);
    case SET:
        return add_word(asked->set, &asked->set_n, value);
    case REPLICATIONS:
        return take_whole(option, value, 1, 1000000, &asked->replications);
    case THREADS:
        return take_whole(option, value, 1, 1024, &asked->threads);
    case SEED:
        asked->has_seed = true;
        return take_whole(option, value, 0, UINT64_MAX, &asked->seed);
    case UNTIL:
        return take_until(asked, value);
    case OUT:
        asked->out = value;
        if (!*value) fprintf(stderr, "hubsim: --out: give a folder\n");
        return *value != '\0';
    default:
        return false;
    }
}

static bool take_argument(void *context, int option, const char *value)
{
    struct asked *asked = context;
    if (option < 0) return add_word(asked->word, &asked->words, value);
    bool *const flag[] = {
        [JSON] = &asked->json,         [CSV] = &asked->csv,           [QUIET] = &asked->quiet,
        [NO_PLOTS] = &asked->no_plots, [TERMINAL] = &asked->terminal, [CHECK] = &asked->check,
        [HELP] = &asked->help};
    if (value) return take_value(asked, (enum option)option, value);
    *flag[option] = true;
    return true;
}

static bool take_help(void *context, int option, const char *value)
{
    return take_argument(context, option < 0 ? option : HELP, value);
}

/* ---- run ---- */

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void show_progress(void *context, uint32_t done, uint32_t n)
{
    const double *began_s = context;
    const double left_s = (now_s() - *began_s) / done * (n - done);
    fprintf(stderr, "\r%u of %u replications, %.0f s left \033[K", done, n, ceil(left_s));
    if (done == n) fputs("\r\033[K", stderr);
    fflush(stderr);
}

/* The record goes with the scenario, so that DIR/scenario.cfg can be run as it lies there. Empty if
 * there is none, or if it lies in another folder than the scenario. */
static const char *record_name(const struct manifest *manifest)
{
    const char *name = scenario_plan(manifest->scenario)->base->observed;
    return strchr(name, '/') == NULL ? name : "";
}

static bool write_file(const char *folder, const char *name, const struct manifest *manifest,
                       FILE *listing)
{
    struct outfile file;
    bool fine = outfile_open(&file, folder, name);
    if (fine) {
        const struct outcome *outcome = &manifest->run->outcome;
        bool whole = true;
        if (strcmp(name, "results.json") == 0) whole = manifest_write(manifest, file.to);
        if (strcmp(name, "measures.csv") == 0) whole = csv_measures(outcome, file.to);
        if (strcmp(name, "verdicts.csv") == 0) csv_promises(outcome, file.to);
        if (strcmp(name, "scenario.cfg") == 0) scenario_write(manifest->scenario, file.to);
        if (strcmp(name, record_name(manifest)) == 0) csv_observed(outcome->observed, file.to);
        fine = outfile_close(&file) && whole;
    }
    if (fine)
        fprintf(listing, "%s\n", file.path);
    else
        fprintf(stderr, "hubsim: %s/%s: %s\n", folder, name, strerror(errno));
    return fine;
}

static void list_picture(void *listing, const char *path)
{
    fprintf(listing, "%s\n", path);
}

/* Files, then pictures. Whatever fails, the rest is still done. */
static enum ending write_files(const struct asked *asked, const struct manifest *manifest,
                               FILE *listing)
{
    static const char *const name[] = {"results.json", "measures.csv", "verdicts.csv",
                                       "scenario.cfg"};
    enum ending ending = FINE;
    if (!outfile_folder(asked->out)) {
        fprintf(stderr, "hubsim: %s: %s\n", asked->out, strerror(errno));
        return FAILED;
    }
    fputs("\nWritten:\n", listing);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (!write_file(asked->out, name[i], manifest, listing)) ending = FAILED;
    const char *record = record_name(manifest);
    if (*record != '\0' && !write_file(asked->out, record, manifest, listing)) ending = FAILED;
    return ending;
}

static enum ending draw(const struct asked *asked, const struct outcome *outcome, FILE *listing)
{
    const char *folder = asked->no_plots ? NULL : asked->out;
    if (!folder && !asked->terminal) return FINE;
    const struct plots_request request = {.folder = folder,
                                          .terminal = asked->terminal ? stdout : NULL,
                                          .drawn = list_picture,
                                          .drawn_arg = listing};
    return plots_draw(outcome, &request, stderr) == 0 ? FINE : NO_PICTURE;
}

static bool print_outcome(const struct asked *asked, const struct manifest *manifest)
{
    const struct outcome *outcome = &manifest->run->outcome;
    if (asked->json) return manifest_write(manifest, stdout);
    if (asked->csv) return csv_measures(outcome, stdout);
    if (!asked->quiet) tables_title(outcome, stdout);
    tables_promises(outcome, stdout);
    return asked->quiet || (tables_years(outcome, stdout) && tables_sentences(outcome, stdout));
}

static bool any_missed(const struct outcome *outcome)
{
    for (size_t i = 0; i < outcome->promises; i++)
        if (outcome->promise[i].verdict == OUTCOME_MISSED) return true;
    return false;
}

/* What the machine refused comes first, then what the user asked to be told. */
static enum ending present(const struct asked *asked, const struct manifest *manifest)
{
    FILE *listing = asked->json || asked->csv ? stderr : stdout;
    enum ending ending = print_outcome(asked, manifest) ? FINE : FAILED;
    enum ending next = asked->out ? write_files(asked, manifest, listing) : FINE;
    if (ending == FINE) ending = next;
    next = draw(asked, &manifest->run->outcome, listing);
    if (ending == FINE) ending = next;
    if (ending == FINE && asked->check && any_missed(&manifest->run->outcome)) ending = NOT_KEPT;
    return ending;
}

static enum ending tell_unfinished(const struct run *run, uint32_t asked)
{
    if (run->done == asked) return FINE;
    fprintf(stderr, "hubsim: %s after %u of %u replications\n",
            stopped ? "interrupted" : "the machine ran out of memory", run->done, asked);
    return stopped ? INTERRUPTED : FAILED;
}

static enum ending run_question(const struct asked *asked, const struct scenario_request *request,
                                const struct question *question)
{
    const struct plan *plan = scenario_plan(question->scenario);
    double began_s = now_s();
    const struct run_request run_request = {
        .plan = plan,
        .observed = &question->observed,
        .seed = asked->has_seed ? asked->seed : plan->base->run.seed,
        .replications =
            asked->replications ? (uint32_t)asked->replications : plan->base->run.replications,
        .threads = (uint32_t)asked->threads,
        .stop = &stopped,
        .progress = isatty(STDERR_FILENO) ? show_progress : NULL,
        .context = &began_s};
    struct manifest manifest = {.version = HUBSIM_VERSION,
                                .request = request,
                                .scenario = question->scenario,
                                .asked = run_request.replications,
                                .started = time(NULL),
                                .threads = asked->threads ? (uint32_t)asked->threads
                                                          : replicate_processors()};
    struct run *run = run_replications(&run_request);
    if (!run) {
        fprintf(stderr, "hubsim: out of memory\n");
        return FAILED;
    }
    manifest.run = run;
    manifest.wall_s = now_s() - began_s;
    enum ending ending = tell_unfinished(run, run_request.replications);
    if (run->done > 0) {
        const enum ending presented = present(asked, &manifest);
        if (ending == FINE) ending = presented;
    }
    run_free(run);
    return ending;
}

static bool is_run_sensible(const struct asked *asked)
{
    const char *wrong = NULL;
    if (asked->words != 1) wrong = asked->words ? "give one scenario" : "give a scenario";
    if (asked->json && asked->csv) wrong = "give --json or --csv, not both";
    if (asked->terminal && (asked->json || asked->csv))
        wrong = "--terminal draws where --json and --csv write: leave one out";
    if (wrong) fprintf(stderr, "hubsim run: %s; hubsim run --help shows how\n", wrong);
    return !wrong;
}

static enum ending command_run(struct asked *asked)
{
    if (!is_run_sensible(asked)) return USAGE;
    const struct scenario_request request = {.file = asked->word[0],
                                             .with = asked->with,
                                             .with_n = asked->with_n,
                                             .set = asked->set,
                                             .set_n = asked->set_n};
    struct mistakes *mistakes = mistakes_new();
    struct question question;
    enum ending ending = BAD_SCENARIO;
    if (question_open(&question, &request, mistakes)) {
        ending = run_question(asked, &request, &question);
        question_close(&question);
    } else {
        mistakes_print(mistakes, stderr);
    }
    mistakes_free(mistakes);
    return ending;
}

/* ---- check, params ---- */

static bool check_one(const char *file)
{
    const struct scenario_request request = {.file = file};
    struct mistakes *mistakes = mistakes_new();
    struct question question;
    const bool fine = question_open(&question, &request, mistakes);
    if (fine) {
        printf("%s: ok\n", file);
        question_close(&question);
    } else {
        mistakes_print(mistakes, stdout);
    }
    mistakes_free(mistakes);
    return fine;
}

static enum ending command_check(struct asked *asked)
{
    enum ending ending = FINE;
    if (asked->words == 0) {
        fprintf(stderr, "hubsim check: give a scenario; hubsim check --help shows how\n");
        return USAGE;
    }
    for (size_t i = 0; i < asked->words; i++)
        if (!check_one(asked->word[i])) ending = BAD_SCENARIO;
    return ending;
}

static enum ending command_params(struct asked *asked)
{
    size_t n;
    const struct param_group *groups = hub_params_groups(&n);
    const char *prefix = asked->words ? asked->word[0] : "";
    if (asked->words > 1) {
        fprintf(stderr, "hubsim params: give one prefix, such as halls.*.sorter\n");
        return USAGE;
    }
    if (listing_write(groups, n, prefix, stdout) > 0) return FINE;
    const char *nearest = listing_nearest(groups, n, prefix);
    fprintf(stderr, "hubsim params: no setting begins with that%s%s%s\n",
            nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
    return USAGE;
}

/* ---- the commands ---- */

static const char run_help[] =
    "Examples\n"
    "  hubsim run scenarios/liege/actual.cfg\n"
    "  hubsim run scenarios/liege/actual.cfg --out out\n"
    "  hubsim run scenarios/liege/actual.cfg --set airport.stands_wide=30 --replications 100\n"
    "  hubsim run scenarios/liege/actual.cfg --json --seed 7 | jq '.promises[] | .id, .p_kept'\n"
    "\n"
    "hubsim run SCENARIO: simulates it and holds the promises against what comes out.\n"
    "\n"
    "  --with FILE          lays this overlay on top; may be given again\n"
    "  --set PATH=VALUE     one more setting, last; PATH*=FACTOR multiplies; may be given again\n"
    "  --until DATE         the same as --set run.to=DATE\n"
    "  --replications N     independent histories (else run.replications)\n"
    "  --seed S             where the luck starts (else run.seed)\n"
    "  --threads N          the results do not depend on it (else all processors)\n"
    "  --out DIR            writes results.json, measures.csv, verdicts.csv, scenario.cfg and "
    "pictures there\n"
    "  --no-plots           no pictures in DIR\n"
    "  --terminal           draws the pictures in the terminal\n"
    "  --json, --csv        prints that instead of tables\n"
    "  --quiet              prints the promises only\n"
    "  --check              ends with 4 if a promise is missed\n"
    "\n"
    "Ends with 0 fine, 1 failed while running, 2 wrong command line, 3 wrong scenario, 4 promise "
    "missed\n"
    "(with --check), 7 a picture could not be drawn (with --out), 130 interrupted: what is done is "
    "shown.\n";

static const char check_help[] = "Examples\n"
                                 "  hubsim check scenarios/liege/actual.cfg scenarios/liege/plan2018.cfg\n"
                                 "\n"
                                 "hubsim check SCENARIO...: reads each and tells all that is wrong "
                                 "in it, with file and line. Ends with 3\n"
                                 "if anything is.\n";

static const char params_help[] = "Examples\n"
                                  "  hubsim params\n"
                                  "  hubsim params customs\n"
                                  "  hubsim params 'halls.*.sorter'\n"
                                  "\n"
                                  "hubsim params [PREFIX]: every setting a scenario may give: its "
                                  "default, what it means, its unit and\n"
                                  "range, its source and how sure that is. A * stands for the name "
                                  "of a hall, lane, aircraft or promise.\n";

struct command {
    const char *name, *does, *help;
    enum ending (*run)(struct asked *asked);
    const struct args_option *options;
    size_t options_n;
    args_taken *taken;
};

static const struct command commands[] = {
    {"run", "simulates a scenario and judges its promises", run_help, command_run, run_options,
     sizeof run_options / sizeof *run_options, take_argument},
    {"check", "tells what is wrong in a scenario", check_help, command_check, help_option, 1,
     take_help},
    {"params", "lists every setting", params_help, command_params, help_option, 1, take_help},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(FILE *to)
{
    fputs("Examples\n"
          "  hubsim run scenarios/liege/actual.cfg\n"
          "  hubsim check scenarios/liege/actual.cfg\n"
          "  hubsim params customs\n"
          "\n"
          "hubsim simulates an air-cargo hub and says how likely it is that what was promised "
          "comes true.\n"
          "\n",
          to);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(to, "  hubsim %-8s %s\n", commands[i].name, commands[i].does);
    fputs("\nhubsim COMMAND --help says more; hubsim --version which one this is.\n", to);
}

static enum ending run_command(const struct command *command, int argc, char **argv)
{
    struct asked asked;
    memset(&asked, 0, sizeof asked);
    if (!args_read(argc, argv, command->options, command->options_n, command->taken, &asked,
                   stderr))
        return USAGE;
    if (!asked.help) return command->run(&asked);
    fputs(command->help, stdout);
    return FINE;
}

static enum ending find_command(int argc, char **argv)
{
    const char *words[COMMANDS + 2] = {[COMMANDS] = "--help", [COMMANDS + 1] = "--version"};
    if (argc < 2) {
        print_help(stderr);
        return USAGE;
    }
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(argv[1], commands[i].name) == 0)
            return run_command(&commands[i], argc - 2, argv + 2);
        words[i] = commands[i].name;
    }
    if (strcmp(argv[1], "--help") == 0) {
        print_help(stdout);
        return FINE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("hubsim " HUBSIM_VERSION);
        return FINE;
    }
    args_unknown(argv[1][0] == '-' ? "option" : "command", argv[1], words, COMMANDS + 2, stderr);
    return USAGE;
}

/* Results that did not arrive are no results. A reader that has seen enough is told nothing. */
static enum ending close_output(enum ending ending)
{
    errno = 0;
    const bool fine = fflush(stdout) == 0 && !ferror(stdout);
    if (fine) return ending;
    if (errno != EPIPE)
        fprintf(stderr, "hubsim: cannot write the results: %s\n",
                errno ? strerror(errno) : "write error");
    return ending == FINE || ending == NOT_KEPT ? FAILED : ending;
}

int main(int argc, char **argv)
{
    watch_signals();
    gsl_set_error_handler_off(); /* its own aborts */
    return (int)close_output(find_command(argc, argv));
}
