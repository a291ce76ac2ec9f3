// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/staff_command.h -- hubsim staff: who is needed, rostered and there, hour by
 * hour.
 *
 * Knows          its options, what goes to which file, its endings.
 * Does not know  how people are counted or drawn.
 */
#ifndef SCENARIOS_STUDIES_STAFF_COMMAND_H
#define SCENARIOS_STUDIES_STAFF_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command staff_command;

#endif
