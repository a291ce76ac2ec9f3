// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/truck_schedule.h -- a hall's timetable of trucks as a CSV file.
 *
 * Knows          the header  days,from,until,at,way,lane,destination,freight,tonnes  and what each field
 *                may hold (scenarios/README.md has it in words); that a lane and a named destination must
 *                be the scenario's, a numbered one 1 to 8, a load at most what a truck can be.
 * Does not know  luck: models/trucks.h.
 * May include    models/hub_def.h, models/timetable.h, scenarios/read/schedule.h
 */
#ifndef SCENARIOS_TRUCK_SCHEDULE_H
#define SCENARIOS_TRUCK_SCHEDULE_H

#include <stdio.h>

#include "models/hub_def.h"
#include "scenarios/read/schedule.h"

/* As schedule_read, for that hall of the scenario. */
struct timetable_trucks truck_schedule_read(const char *file, const struct timetables_asked *asked,
                                            const struct hub_def *def, uint32_t hall,
                                            struct keep *keep, struct mistakes *mistakes);

/* As schedule_attach, schedule_carry, schedule_is_whole, for halls. */
void truck_schedule_attach(struct scenario *scenario, uint32_t hall, struct timetable_trucks trucks);
void truck_schedule_carry(struct scenario *to, const struct scenario *from);
bool truck_schedule_is_whole(const struct scenario *scenario);

/* The hall's rows as a file that truck_schedule_read takes. */
void truck_schedule_write(const struct hub_def *def, uint32_t hall, FILE *to);

#endif
