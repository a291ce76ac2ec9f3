// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/compare_command.h -- hubsim compare: what moves if something is changed.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how scenarios are compared (scenarios/study/comparison.h).
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_COMPARE_COMMAND_H
#define SCENARIOS_COMMANDS_COMPARE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command compare_command;

#endif
