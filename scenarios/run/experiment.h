// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/experiment.h -- a scenario that is ready to be run: read, checked as a whole,
 * with the record that belongs to it.
 *
 * Knows          the rules between settings (hub_check) and where the settings stand, so that each
 *                mistake gets its file and line; that `observed` and timetables lie beside the
 *                file that names them; that a promise must be about something measured.
 *                With a day of knowledge (scenario_request.known_by_us) it reads the scenario as
 *                it was known then, and lays on top what is drawn instead (run/forecast.h).
 * Does not know  running.
 */
#ifndef SCENARIOS_RUN_EXPERIMENT_H
#define SCENARIOS_RUN_EXPERIMENT_H

#include <stdbool.h>
#include <stdio.h>

#include "scenarios/input/text_arena.h"
#include "scenarios/input/observed.h"
#include "scenarios/input/scenario.h"

struct experiment {
    struct scenario *scenario;
    struct observed observed; /* what was counted; with known_by: what was known of it by then */
    struct observed record;   /* all of it, to score what was said then */
    struct text_arena *files; /* what was read from other files: timetables */
};

/* False if anything is wrong: it stands in `diagnostics`, and there is nothing to close. */
bool experiment_open(struct experiment *experiment, const struct scenario_request *request,
                     struct diagnostics *diagnostics);
void experiment_close(struct experiment *experiment);

/* Adds `what` about the setting of that path, with its value, where it stands; where the setting
 * `also` stands if it is a default, and in default_file if both are. */
void experiment_report(const struct scenario *scenario, struct diagnostics *diagnostics,
                       const char *default_file, const char *path, const char *also,
                       const char *what);

#endif
