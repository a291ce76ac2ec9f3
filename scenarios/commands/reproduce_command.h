// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/reproduce_command.h -- hubsim reproduce: makes a result again from what it says of
 * itself, and tells whether it is the same.
 *
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_REPRODUCE_COMMAND_H
#define SCENARIOS_COMMANDS_REPRODUCE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command reproduce_command;

#endif
