// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/reproduce_command.h -- hubsim reproduce: makes a result again from what it says of
 * itself, and tells whether it is the same.
 *
 */
#ifndef SCENARIOS_CLI_REPRODUCE_COMMAND_H
#define SCENARIOS_CLI_REPRODUCE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command reproduce_command;

#endif
