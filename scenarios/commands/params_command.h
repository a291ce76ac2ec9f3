// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/params_command.h -- hubsim params: lists every setting.
 *
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_PARAMS_COMMAND_H
#define SCENARIOS_COMMANDS_PARAMS_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command params_command;

#endif
