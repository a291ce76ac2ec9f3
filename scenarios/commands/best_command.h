// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/best_command.h -- hubsim best: which of several is best, with a guarantee.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how it is chosen (scenarios/study/choice.h).
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_BEST_COMMAND_H
#define SCENARIOS_COMMANDS_BEST_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command best_command;

#endif
