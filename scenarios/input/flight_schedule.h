// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/flight_schedule.h -- a lane's timetable as a CSV file.
 *
 * Knows          the header  days,from,until,lands,leaves,aircraft,in_t,out_t,cancelled  and what
 *                each field may hold (scenarios/README.md has it in words); that a type must be one
 *                of the scenario's and a load no more than its payload; at most
 *                FLIGHT_SCHEDULE_WEEK flights a week.
 * Does not know  delays, chance: models/airside/lane.h.
 */
#ifndef SCENARIOS_INPUT_FLIGHT_SCHEDULE_H
#define SCENARIOS_INPUT_FLIGHT_SCHEDULE_H

#include <stdio.h>

#include "models/airside/lane.h"
#include "scenarios/input/text_arena.h"
#include "scenarios/input/diagnostics.h"
#include "scenarios/input/scenario.h"
#include "scenarios/input/schedule_rows.h"

enum { FLIGHT_SCHEDULE_WEEK = LANE_WEEK_MAX };

/* Reads it; the rows stand in the arena. Errors as usual (file:line); then the result is empty. */
struct timetable flight_schedule_read(const char *file, const struct schedule_rows_origin *origin,
                                      const struct lane_aircraft_def *fleet, uint32_t fleet_n,
                                      struct text_arena *arena, struct diagnostics *diagnostics);

/* Gives the rows to that lane of the scenario, and their content to its hash: other flights are
 * another question. Borrowed: they must live as long as the scenario. */
void flight_schedule_attach(struct scenario *scenario, uint32_t lane, struct timetable timetable);

/* A scenario made of others (scenario_mix.h) flies their timetables: each lane of `to` that names
 * one and has none yet gets that of the same lane in `from`, if that names the same file. */
void flight_schedule_carry(struct scenario *to, const struct scenario *from);

/* Whether every lane that names a timetable has one. */
bool flight_schedule_is_whole(const struct scenario *scenario);

/* The same rows as a file that flight_schedule_read takes. */
void flight_schedule_write(const struct timetable *timetable, const struct lane_aircraft_def *fleet,
                           FILE *to);

#endif
