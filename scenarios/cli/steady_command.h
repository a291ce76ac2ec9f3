// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/steady_command.h -- hubsim steady: what one long run allows us to say.
 *
 */
#ifndef SCENARIOS_CLI_STEADY_COMMAND_H
#define SCENARIOS_CLI_STEADY_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command steady_command;

#endif
