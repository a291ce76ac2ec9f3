// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/profile_command.h -- hubsim profile: where the time of a replication goes.
 *
 * Knows          its options, its help, its table.
 */
#ifndef SCENARIOS_STUDIES_PROFILE_COMMAND_H
#define SCENARIOS_STUDIES_PROFILE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command profile_command;

#endif
