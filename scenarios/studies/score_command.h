// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/score_command.h -- hubsim score: holds a projection against what was
 * counted.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how a projection is scored (scenarios/studies/score.h).
 */
#ifndef SCENARIOS_STUDIES_SCORE_COMMAND_H
#define SCENARIOS_STUDIES_SCORE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command score_command;

#endif
