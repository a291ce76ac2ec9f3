// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/steady_command.h -- hubsim steady: what one long run allows us to say.
 *
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_STEADY_COMMAND_H
#define SCENARIOS_COMMANDS_STEADY_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command steady_command;

#endif
