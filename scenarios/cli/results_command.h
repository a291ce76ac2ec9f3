// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/results_command.h -- hubsim results: looks into databases of results, lays them
 * together, takes runs out.
 *
 */
#ifndef SCENARIOS_CLI_RESULTS_COMMAND_H
#define SCENARIOS_CLI_RESULTS_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command results_command;

#endif
