// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/sweep_command.h -- hubsim sweep: one scenario over many values of its inputs.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how points are chosen and run (scenarios/studies/sweep.h).
 */
#ifndef SCENARIOS_STUDIES_SWEEP_COMMAND_H
#define SCENARIOS_STUDIES_SWEEP_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command sweep_command;

#endif
