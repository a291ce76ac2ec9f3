// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/commands.h -- the commands of this folder, for the table in hubsim.c.
 *
 * Knows          their names. Each NAME_command.c has its options, its help, its endings.
 * Does not know  how they do what they do.
 */
#ifndef SCENARIOS_CLI_COMMANDS_H
#define SCENARIOS_CLI_COMMANDS_H

#include "scenarios/cli/command.h"

extern const struct command check_command, params_command, reproduce_command, results_command,
    run_command, steady_command, validate_command;

#endif
