// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/calibrate_command.h -- hubsim calibrate: sets inputs so that what comes out is
 * what was counted.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how inputs are fitted (scenarios/studies/calibrate.h).
 */
#ifndef SCENARIOS_STUDIES_CALIBRATE_COMMAND_H
#define SCENARIOS_STUDIES_CALIBRATE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command calibrate_command;

#endif
