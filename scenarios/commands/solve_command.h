// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/solve_command.h -- hubsim solve: what would it take?
 *
 * Knows          its options, its help, its endings.
 * Does not know  how the answer is found (scenarios/study/solution.h).
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_SOLVE_COMMAND_H
#define SCENARIOS_COMMANDS_SOLVE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command solve_command;

#endif
