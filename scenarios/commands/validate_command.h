// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/validate_command.h -- hubsim validate: exact answers beside simulated ones.
 *
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_VALIDATE_COMMAND_H
#define SCENARIOS_COMMANDS_VALIDATE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command validate_command;

#endif
