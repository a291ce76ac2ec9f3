// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/diverge_command.h -- hubsim diverge: the first event at which two runs part.
 *
 * Knows          its options, its help, its sentences.
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_DIVERGE_COMMAND_H
#define SCENARIOS_COMMANDS_DIVERGE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command diverge_command;

#endif
