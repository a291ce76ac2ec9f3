// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/why_command.h -- hubsim why: which cause owns how much of a gap.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how the gap is shared out (scenarios/study/causes.h).
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_WHY_COMMAND_H
#define SCENARIOS_COMMANDS_WHY_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command why_command;

#endif
