// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/bottleneck_command.h -- hubsim bottleneck: where time goes, and what holds up
 * the rest.
 *
 * Knows          its options, its endings.
 * Does not know  how resources are looked at.
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_BOTTLENECK_COMMAND_H
#define SCENARIOS_COMMANDS_BOTTLENECK_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command bottleneck_command;

#endif
