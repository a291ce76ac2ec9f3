// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/calibrate_command.h -- hubsim calibrate: sets inputs so that what comes out is what
 * was counted.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how inputs are fitted (scenarios/study/fit.h).
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_CALIBRATE_COMMAND_H
#define SCENARIOS_COMMANDS_CALIBRATE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command calibrate_command;

#endif
