// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/best_command.h -- hubsim best: which of several is best, with a guarantee.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how it is chosen (scenarios/studies/best.h).
 */
#ifndef SCENARIOS_STUDIES_BEST_COMMAND_H
#define SCENARIOS_STUDIES_BEST_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command best_command;

#endif
