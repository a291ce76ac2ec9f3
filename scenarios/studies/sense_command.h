// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/sense_command.h -- hubsim sense: which inputs matter.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how it is found out (scenarios/studies/sense.h).
 */
#ifndef SCENARIOS_STUDIES_SENSE_COMMAND_H
#define SCENARIOS_STUDIES_SENSE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command sense_command;

#endif
