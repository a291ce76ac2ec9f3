// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/run_command.h -- hubsim run: simulates a scenario and judges its promises.
 *
 */
#ifndef SCENARIOS_CLI_RUN_COMMAND_H
#define SCENARIOS_CLI_RUN_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command run_command;

#endif
