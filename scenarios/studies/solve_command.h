// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/solve_command.h -- hubsim solve: what would it take?
 *
 * Knows          its options, its help, its endings.
 * Does not know  how the answer is found (scenarios/studies/solve.h).
 */
#ifndef SCENARIOS_STUDIES_SOLVE_COMMAND_H
#define SCENARIOS_STUDIES_SOLVE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command solve_command;

#endif
