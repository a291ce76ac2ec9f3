// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/staff_command.h -- hubsim staff: who is needed, rostered and there, hour by
 * hour.
 *
 * Knows          its options, what goes to which file, its endings.
 * Does not know  how people are counted or drawn.
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_STAFF_COMMAND_H
#define SCENARIOS_COMMANDS_STAFF_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command staff_command;

#endif
