// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/common_options.h -- what commands have in common on the command line: scenarios,
 * overlays, settings, replications, where results go.
 *
 * Knows          the common options, each with one meaning everywhere; that a command takes some of
 *                them and adds its own; how progress is shown.
 * Does not know  what a command does with them.
 */
#ifndef SCENARIOS_CLI_COMMON_OPTIONS_H
#define SCENARIOS_CLI_COMMON_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenarios/cli/args.h"
#include "scenarios/cli/command.h"
#include "scenarios/input/scenario.h"
#include "scenarios/report/manifest.h"

enum {
    COMMON_OPTIONS_WORDS_MAX = 256,
    COMMON_OPTIONS_STANDS_MAX = 24,
    COMMON_OPTIONS_SAID_MAX = 1024
};

/* Sets of common options. --help is always there. */
enum common_options_set {
    COMMON_OPTIONS_NOTHING = 0,
    COMMON_OPTIONS_LAYERS = 1,   /* --with, --set, --until */
    COMMON_OPTIONS_RUNS = 2,     /* --replications, --threads, --seed */
    COMMON_OPTIONS_FORMATS = 4,  /* --json, --csv, --quiet */
    COMMON_OPTIONS_PICTURES = 8, /* --out, --no-plots, --terminal */
    COMMON_OPTIONS_ALL = 15,
    COMMON_OPTIONS_KEPT =
        16, /* --db, --resume, --shard, --replications +N: commands that work through work.h */
    COMMON_OPTIONS_PARTS =
        32, /* --shard is refused without: those that can leave the answer to another call */
    COMMON_OPTIONS_SPAN = 64,  /* --year, --grain: which part of the scenario, and how finely */
    COMMON_OPTIONS_KNOWN = 128 /* --known-by: as it was known on a day */
};

struct runs_words; /* scenarios/store/runs.h */

struct common_options {
    const char *word[COMMON_OPTIONS_WORDS_MAX], *with[COMMON_OPTIONS_WORDS_MAX],
        *set[COMMON_OPTIONS_WORDS_MAX];
    size_t words, with_n, set_n;
    const char *out;                      /* a folder; NULL: none */
    uint64_t replications, threads, seed; /* replications, threads 0: not given */
    const char *db;                       /* a file; NULL: none */
    uint64_t shard, shards;               /* 0: not given */
    int64_t known_by_us;                  /* 0: everything is known */
    bool more;                            /* --replications +N */
    bool resume;
    struct runs_words *resumed; /* what --resume goes on with */
    bool has_seed, json, csv, quiet, no_plots, terminal, help;
    /* The words of the call but for those that do not change the answer (threads, where it goes)
     * and those that every answer says by itself (seed, replications). */
    struct manifest_word said[COMMON_OPTIONS_SAID_MAX];
    size_t said_n;
    char stands[COMMON_OPTIONS_STANDS_MAX]
               [64]; /* the --set that --until, --year, --grain stand for */
    size_t stands_n;
};

/* Options of one command. taken gets their numbers from 0 on, and never a bare word. */
struct common_options_more {
    const struct args_option *option;
    size_t n;
    args_taken *taken;
    void *context;
};

/* Reads the words of a call. False: a line on stderr says what is wrong. With --help given the
 * help is printed and ask->help is true. more: NULL if the command has no options of its own. */
bool common_options_read(struct common_options *common, const struct command_call *call,
                         unsigned sets, const struct common_options_more *more, const char *help);

/* Takes an option of the command out of ask->said: it does not change the answer. */
void common_options_unsay(struct common_options *common, const struct args_option *option);

/* After the last use of the ask. */
void common_options_close(struct common_options *common);

/* One scenario of the command line with the layers asked for; borrows from `ask`. */
struct scenario_request common_options_request(const struct common_options *common,
                                               const char *file);

/* A whole number for an option of the command; false: a line on stderr. */
bool common_options_whole(const struct args_option *option, const char *value, uint64_t min,
                          uint64_t max, uint64_t *to);

/* "12 of 40 replications, 31 s left" on stderr, over itself; nothing if stderr is no terminal. */
struct common_options_progress {
    double began_s;
    const char *of; /* "replications", "runs" */
};
struct common_options_progress common_options_progress_start(const char *of);
void common_options_progress_show(void *progress, uint64_t done, uint64_t n);

double common_options_now_s(void); /* a clock that only goes forward */

#endif
