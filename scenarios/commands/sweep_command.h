// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/sweep_command.h -- hubsim sweep: one scenario over many values of its inputs.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how points are chosen and run (scenarios/study/sweep.h).
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_SWEEP_COMMAND_H
#define SCENARIOS_COMMANDS_SWEEP_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command sweep_command;

#endif
