// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/validate_command.h -- hubsim validate: exact answers beside simulated ones.
 *
 */
#ifndef SCENARIOS_CLI_VALIDATE_COMMAND_H
#define SCENARIOS_CLI_VALIDATE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command validate_command;

#endif
