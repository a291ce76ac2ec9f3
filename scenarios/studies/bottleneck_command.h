// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/bottleneck_command.h -- hubsim bottleneck: where time goes, and what holds up
 * the rest.
 *
 * Knows          its options, its endings.
 * Does not know  how resources are looked at.
 */
#ifndef SCENARIOS_STUDIES_BOTTLENECK_COMMAND_H
#define SCENARIOS_STUDIES_BOTTLENECK_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command bottleneck_command;

#endif
