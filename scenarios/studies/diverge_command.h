// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/diverge_command.h -- hubsim diverge: the first event at which two runs part.
 *
 * Knows          its options, its help, its sentences.
 */
#ifndef SCENARIOS_STUDIES_DIVERGE_COMMAND_H
#define SCENARIOS_STUDIES_DIVERGE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command diverge_command;

#endif
