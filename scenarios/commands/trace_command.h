// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/trace_command.h -- hubsim trace: tells what happened to one flight and its ULDs.
 *
 * May include    scenarios/commands/command.h
 */
#ifndef SCENARIOS_COMMANDS_TRACE_COMMAND_H
#define SCENARIOS_COMMANDS_TRACE_COMMAND_H

#include "scenarios/commands/command.h"

extern const struct command trace_command;

#endif
