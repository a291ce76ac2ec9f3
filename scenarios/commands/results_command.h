// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/results_command.h -- hubsim results: looks into databases of results, lays them
 * together, takes runs out.
 *
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_RESULTS_COMMAND_H
#define SCENARIOS_COMMANDS_RESULTS_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command results_command;

#endif
