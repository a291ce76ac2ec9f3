// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/check_command.h -- hubsim check: tells what is wrong in a scenario.
 *
 */
#ifndef SCENARIOS_CLI_CHECK_COMMAND_H
#define SCENARIOS_CLI_CHECK_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command check_command;

#endif
