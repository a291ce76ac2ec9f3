// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/ask.h -- what commands have in common on the command line: scenarios,
 * overlays, settings, replications, where results go.
 *
 * Knows          the common options, each with one meaning everywhere; that a command takes some of
 *                them and adds its own; how progress is shown.
 * Does not know  what a command does with them.
 * May include    scenarios/commands/args.h, scenarios/commands/command.h, scenarios/read/scenario.h,
 *                scenarios/tell/manifest.h
 */
#ifndef SCENARIOS_COMMANDS_ASK_H
#define SCENARIOS_COMMANDS_ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenarios/commands/args.h"
#include "scenarios/commands/command.h"
#include "scenarios/read/scenario.h"
#include "scenarios/tell/manifest.h"

enum { ASK_WORDS_MAX = 256, ASK_STANDS_MAX = 8, ASK_SAID_MAX = 1024 };

/* Sets of common options. --help is always there. */
enum ask_set {
    ASK_NOTHING = 0,
    ASK_LAYERS = 1,   /* --with, --set, --until */
    ASK_RUNS = 2,     /* --replications, --threads, --seed */
    ASK_FORMATS = 4,  /* --json, --csv, --quiet */
    ASK_PICTURES = 8, /* --out, --no-plots, --terminal */
    ASK_ALL = 15,
    ASK_KEPT = 16,  /* --db, --resume, --shard, --replications +N: commands that work through work.h */
    ASK_PARTS = 32, /* --shard is refused without: those that can leave the answer to another call */
    ASK_SPAN = 64   /* --year, --grain: which part of the scenario, and how finely */
};

struct runs_words; /* scenarios/store/runs.h */

struct ask {
    const char *word[ASK_WORDS_MAX], *with[ASK_WORDS_MAX], *set[ASK_WORDS_MAX];
    size_t words, with_n, set_n;
    const char *out; /* a folder; NULL: none */
    uint64_t replications, threads, seed; /* replications, threads 0: not given */
    const char *db;          /* a file; NULL: none */
    uint64_t shard, shards;  /* 0: not given */
    bool more;               /* --replications +N */
    bool resume;
    struct runs_words *resumed; /* what --resume goes on with */
    bool has_seed, json, csv, quiet, no_plots, terminal, help;
    /* The words of the call but for those that do not change the answer (threads, where it goes) and
     * those that every answer says by itself (seed, replications). */
    struct manifest_word said[ASK_SAID_MAX];
    size_t said_n;
    char stands[ASK_STANDS_MAX][64]; /* the --set that --until, --year, --grain stand for */
    size_t stands_n;
};

/* Options of one command. taken gets their numbers from 0 on, and never a bare word. */
struct ask_more {
    const struct args_option *option;
    size_t n;
    args_taken *taken;
    void *context;
};

/* Reads the words of a call. False: a line on stderr says what is wrong. With --help given the
 * help is printed and ask->help is true. more: NULL if the command has no options of its own. */
bool ask_read(struct ask *ask, const struct command_call *call, unsigned sets,
              const struct ask_more *more, const char *help);

/* Takes an option of the command out of ask->said: it does not change the answer. */
void ask_unsay(struct ask *ask, const struct args_option *option);

/* After the last use of the ask. */
void ask_close(struct ask *ask);

/* One scenario of the command line with the layers asked for; borrows from `ask`. */
struct scenario_request ask_request(const struct ask *ask, const char *file);

/* A whole number for an option of the command; false: a line on stderr. */
bool ask_whole(const struct args_option *option, const char *value, uint64_t min, uint64_t max,
               uint64_t *to);

/* "12 of 40 replications, 31 s left" on stderr, over itself; nothing if stderr is no terminal. */
struct ask_progress {
    double began_s;
    const char *of; /* "replications", "runs" */
};
struct ask_progress ask_progress_start(const char *of);
void ask_progress_show(void *progress, uint64_t done, uint64_t n);

double ask_now_s(void); /* a clock that only goes forward */

#endif
