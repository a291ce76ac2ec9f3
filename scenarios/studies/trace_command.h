// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/trace_command.h -- hubsim trace: tells what happened to one flight and its
 * ULDs.
 *
 */
#ifndef SCENARIOS_STUDIES_TRACE_COMMAND_H
#define SCENARIOS_STUDIES_TRACE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command trace_command;

#endif
