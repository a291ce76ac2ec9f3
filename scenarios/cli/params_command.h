// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/params_command.h -- hubsim params: lists every setting.
 *
 */
#ifndef SCENARIOS_CLI_PARAMS_COMMAND_H
#define SCENARIOS_CLI_PARAMS_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command params_command;

#endif
