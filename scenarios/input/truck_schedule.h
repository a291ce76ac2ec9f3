// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/truck_schedule.h -- a hall's timetable of trucks as a CSV file.
 *
 * Knows          the header  days,from,until,at,way,lane,destination,freight,tonnes  and what each
 *                field may hold (scenarios/README.md has it in words); that a lane and a named
 *                destination must be the scenario's, a numbered one 1 to 8, a load at most what a
 *                truck can be.
 * Does not know  chance: models/landside/trucks.h.
 */
#ifndef SCENARIOS_INPUT_TRUCK_SCHEDULE_H
#define SCENARIOS_INPUT_TRUCK_SCHEDULE_H

#include <stdio.h>

#include "models/hub/hub_def.h"
#include "scenarios/input/flight_schedule.h"

/* As flight_schedule_read, for that hall of the scenario. */
struct timetable_trucks truck_schedule_read(const char *file,
                                            const struct schedule_rows_origin *origin,
                                            const struct hub_def *def, uint32_t hall,
                                            struct text_arena *arena,
                                            struct diagnostics *diagnostics);

/* As flight_schedule_attach, flight_schedule_carry, flight_schedule_is_whole, for halls. */
void truck_schedule_attach(struct scenario *scenario, uint32_t hall,
                           struct timetable_trucks trucks);
void truck_schedule_carry(struct scenario *to, const struct scenario *from);
bool truck_schedule_is_whole(const struct scenario *scenario);

/* The hall's rows as a file that truck_schedule_read takes. */
void truck_schedule_write(const struct hub_def *def, uint32_t hall, FILE *to);

#endif
