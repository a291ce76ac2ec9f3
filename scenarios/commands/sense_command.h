// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/sense_command.h -- hubsim sense: which inputs matter.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how it is found out (scenarios/study/sensitivity.h).
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_SENSE_COMMAND_H
#define SCENARIOS_COMMANDS_SENSE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command sense_command;

#endif
