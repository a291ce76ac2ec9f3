// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/run_command.h -- hubsim run: simulates a scenario and judges its promises.
 *
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_RUN_COMMAND_H
#define SCENARIOS_COMMANDS_RUN_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command run_command;

#endif
