// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/compare_command.h -- hubsim compare: what moves if something is changed.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how scenarios are compared (scenarios/studies/compare.h).
 */
#ifndef SCENARIOS_STUDIES_COMPARE_COMMAND_H
#define SCENARIOS_STUDIES_COMPARE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command compare_command;

#endif
