// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/look.h -- what commands that look closer at one year have in common: which year,
 * which hall, the replications.
 *
 * Knows          what may be asked for and what to say if it may not; endings of a run cut short.
 * Does not know  what is looked for.
 * May include    scenarios/commands/ask.h, scenarios/study/looks.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_COMMANDS_LOOK_H
#define SCENARIOS_COMMANDS_LOOK_H

#include "scenarios/commands/ask.h"
#include "scenarios/study/looks.h"
#include "scenarios/tell/studied.h"

struct look_asked {
    const char *command; /* "staff" */
    const struct ask *ask;
    const struct command_call *call;
    uint64_t year;    /* 0: the last */
    const char *hall; /* NULL: all */
};

/* The number of a name among names; -1: a line on stderr says what is near. */
int look_number(const char *kind, const char *name, const char *const *names, size_t n);

/* Looks, and hands the looks to `show` if any replication was finished, with what its answer says of
 * itself. `hall` is -1 for all. */
typedef enum ending look_show(void *context, const struct looks *looks, int hall,
                              const struct studied *studied);
enum ending look_run(const struct look_asked *asked, look_show *show, void *context);

#endif
