// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/why_command.h -- hubsim why: which cause owns how much of a gap.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how the gap is shared out (scenarios/studies/why.h).
 */
#ifndef SCENARIOS_STUDIES_WHY_COMMAND_H
#define SCENARIOS_STUDIES_WHY_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command why_command;

#endif
