// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/args.h -- the command line, read strictly.
 *
 * Knows          "--name value", "--name=value", "--" and what stands alone; no abbreviations,
 *                since a script that uses one breaks the day a second option begins alike; whole
 *                numbers, and nothing that only looks like one.
 * Does not know  what the options mean.
 */
#ifndef SCENARIOS_CLI_ARGS_H
#define SCENARIOS_CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { ARGS_OPTIONS_MAX = 48 };

struct args_option {
    const char *name; /* "--seed" */
    /* what to call its value in a sentence ("a whole number"); NULL: takes none */
    const char *value;
};

/* Called for each option (number in the table, value or NULL) and each word that stands alone
 * (option -1). False: stop, the callee has said why. */
typedef bool args_taken(void *context, int option, const char *value);

/* False if anything was wrong; one line on `messages` says what. argv[0] is the first word
 * looked at. */
bool args_read(int argc, char *const *argv, const struct args_option *options, size_t n,
               args_taken *taken, void *context, FILE *messages);

/* All digits, min .. max; else false. */
bool args_whole(const char *text, uint64_t min, uint64_t max, uint64_t *number);

/* "no such KIND 'word'; did you mean 'nearest'?" and a line end. */
void args_unknown(const char *kind, const char *word, const char *const *words, size_t n,
                  FILE *messages);

#endif
