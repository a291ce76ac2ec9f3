// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/score_command.h -- hubsim score: holds a projection against what was counted.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how a projection is scored (scenarios/study/hindcast.h).
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_SCORE_COMMAND_H
#define SCENARIOS_COMMANDS_SCORE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command score_command;

#endif
