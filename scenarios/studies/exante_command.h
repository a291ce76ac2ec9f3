// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/exante_command.h -- hubsim exante: what could have been said of each promise,
 * New Year by New Year.
 *
 * Knows          its options, its help, its endings.
 * Does not know  how forecasts are scored (scenarios/studies/exante.h).
 */
#ifndef SCENARIOS_STUDIES_EXANTE_COMMAND_H
#define SCENARIOS_STUDIES_EXANTE_COMMAND_H

#include "scenarios/cli/command.h"

extern const struct command exante_command;

#endif
