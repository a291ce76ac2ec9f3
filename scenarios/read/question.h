// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/question.h -- a scenario that is ready to be run: read, checked as a whole, with the
 * record that belongs to it.
 *
 * Knows          the rules between settings (hub_check) and where the settings stand, so that each
 *                mistake gets its file and line; that `observed` and timetables lie beside the
 *                file that names them; that a promise must be about something measured.
 * Does not know  running.
 * May include    models/hub.h, models/hub_params.h, scenarios/read/scenario.h, scenarios/read/observed.h,
 *                scenarios/read/schedule.h, scenarios/read/truck_schedule.h,
 *                scenarios/study/verdict.h
 */
#ifndef SCENARIOS_QUESTION_H
#define SCENARIOS_QUESTION_H

#include <stdbool.h>

#include "scenarios/read/keep.h"
#include "scenarios/read/observed.h"
#include "scenarios/read/scenario.h"

struct question {
    struct scenario *scenario;
    struct observed observed;
    struct keep *files; /* what was read from other files: timetables */
};

/* False if anything is wrong: it stands in `mistakes`, and there is nothing to close. */
bool question_open(struct question *question, const struct scenario_request *request,
                   struct mistakes *mistakes);
void question_close(struct question *question);

#endif
