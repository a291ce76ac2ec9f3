// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/schedule.h -- a lane's timetable as a CSV file.
 *
 * Knows          the header  days,from,until,lands,leaves,aircraft,in_t,out_t,cancelled  and what
 *                each field may hold (scenarios/README.md has it in words); that a type must be one
 *                of the scenario's and a load no more than its payload; at most SCHEDULE_WEEK
 *                flights a week.
 * Does not know  delays, luck: models/lane.h.
 * May include    models/hub_def.h, models/timetable.h, scenarios/read/keep.h,
 *                scenarios/read/mistakes.h, scenarios/read/scenario.h, scenarios/read/timetables.h
 */
#ifndef SCENARIOS_SCHEDULE_H
#define SCENARIOS_SCHEDULE_H

#include <stdio.h>

#include "models/lane.h"
#include "scenarios/read/keep.h"
#include "scenarios/read/mistakes.h"
#include "scenarios/read/scenario.h"
#include "scenarios/read/timetables.h"

enum { SCHEDULE_WEEK = LANE_WEEK_MAX };

/* Reads it; the rows live in `keep`. Mistakes as usual (file:line); then the result is empty. */
struct timetable schedule_read(const char *file, const struct timetables_asked *asked,
                               const struct lane_aircraft_def *fleet, uint32_t fleet_n,
                               struct keep *keep, struct mistakes *mistakes);

/* Gives the rows to that lane of the scenario, and their content to its hash: other flights are
 * another question. Borrowed: they must live as long as the scenario. */
void schedule_attach(struct scenario *scenario, uint32_t lane, struct timetable timetable);

/* A scenario made of others (scenario_mix.h) flies their timetables: each lane of `to` that names one
 * and has none yet gets that of the same lane in `from`, if that names the same file. */
void schedule_carry(struct scenario *to, const struct scenario *from);

/* Whether every lane that names a timetable has one. */
bool schedule_is_whole(const struct scenario *scenario);

/* The same rows as a file that schedule_read takes. */
void schedule_write(const struct timetable *timetable, const struct lane_aircraft_def *fleet, FILE *to);

#endif
