// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/one_scenario.h -- what commands about one scenario begin with: it is read, or all
 * that is wrong with it is said.
 *
 * Knows          the layers of the command line; the ending of a bad scenario.
 * Does not know  what it is read for.
 */
#ifndef SCENARIOS_CLI_ONE_SCENARIO_H
#define SCENARIOS_CLI_ONE_SCENARIO_H

#include "scenarios/cli/common_options.h"
#include "scenarios/run/experiment.h"
#include "scenarios/report/study_header.h"

/* "give a scenario", if the command line does not name exactly one; else NULL. */
const char *one_scenario_wrong(const struct common_options *common);

/* Says what is wrong on stderr, and where help is. */
enum ending one_scenario_refuse(const char *command, const char *wrong);

/* What the answer to this call says of itself; `named` is room that it borrows. */
struct study_header one_scenario_studied(const struct command_call *call,
                                         const struct common_options *common,
                                         const struct scenario *scenario,
                                         struct study_header_scenario *named);

/* Reads the scenario and hands it to `then`; its ending, or that of a bad scenario. */
typedef enum ending one_scenario_then(void *context, const struct scenario_request *request,
                                      const struct experiment *experiment);
enum ending one_scenario_open(const struct common_options *common, one_scenario_then *then,
                              void *context);

#endif
