// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/one.h -- what commands about one scenario begin with: it is read, or all that is
 * wrong with it is said.
 *
 * Knows          the layers of the command line; the ending of a bad scenario.
 * Does not know  what it is read for.
 * May include    scenarios/commands/ask.h, scenarios/read/question.h, scenarios/tell/studied.h
 */
#ifndef SCENARIOS_COMMANDS_ONE_H
#define SCENARIOS_COMMANDS_ONE_H

#include "scenarios/commands/ask.h"
#include "scenarios/read/question.h"
#include "scenarios/tell/studied.h"

/* "give a scenario", if the command line does not name exactly one; else NULL. */
const char *one_wrong(const struct ask *ask);

/* Says what is wrong on stderr, and where help is. */
enum ending one_refuse(const char *command, const char *wrong);

/* What the answer to this call says of itself; `named` is room that it borrows. */
struct studied one_studied(const struct command_call *call, const struct ask *ask,
                           const struct scenario *scenario, struct studied_scenario *named);

/* Reads the scenario and hands it to `then`; its ending, or that of a bad scenario. */
typedef enum ending one_then(void *context, const struct scenario_request *request,
                             const struct question *question);
enum ending one_open(const struct ask *ask, one_then *then, void *context);

#endif
