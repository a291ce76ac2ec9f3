// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/profile_command.h -- hubsim profile: where the time of a replication goes.
 *
 * Knows          its options, its help, its table.
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_PROFILE_COMMAND_H
#define SCENARIOS_COMMANDS_PROFILE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command profile_command;

#endif
