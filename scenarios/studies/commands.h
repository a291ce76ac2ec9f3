// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/commands.h -- the commands that are studies, for the table in hubsim.c.
 *
 * Knows          their names. Each NAME_command.c has its options, its help, its endings.
 * Does not know  how they do what they do.
 */
#ifndef SCENARIOS_STUDIES_COMMANDS_H
#define SCENARIOS_STUDIES_COMMANDS_H

#include "scenarios/cli/command.h"

extern const struct command best_command, bottleneck_command, calibrate_command, compare_command,
    diverge_command, exante_command, profile_command, score_command, sense_command, solve_command,
    staff_command, sweep_command, trace_command, why_command;

#endif
