// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/reask.h -- the question of a study asked again, from nothing but its answer.
 *
 * Knows          how to lay the scenarios that an answer holds into a folder of their own, and to ask
 *                this program the same of them.
 * Does not know  any study.
 * May include    scenarios/commands/command.h, scenarios/store/answered.h
 */
#ifndef SCENARIOS_COMMANDS_REASK_H
#define SCENARIOS_COMMANDS_REASK_H

#include "scenarios/commands/command.h"
#include "scenarios/store/answered.h"

/* Says MATCH, or the first line that came out otherwise. threads 0: all processors. */
enum ending reask(const struct answered *answered, uint64_t threads);

#endif
