// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/check_command.h -- hubsim check: tells what is wrong in a scenario.
 *
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_CHECK_COMMAND_H
#define SCENARIOS_COMMANDS_CHECK_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command check_command;

#endif
