// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airside/hall_choice.h -- which hall handles a flight.
 *
 * What happens   A flight goes to the first of its lane's halls that still has room in its week;
 *                the last of them takes what no other can.
 * Left out       freight that goes from one hall to another
 * Equations      (1) room of a week: hall_room_kg_per_week at the flight's time; 0 while a hall is
 *                    shut
 *                (2) of a flight of kg, beyond the floor: min(kg, booked in the week with it -
 *                room)
 *                    if that is above 0
 * Sources        none
 */
#ifndef MODELS_AIRSIDE_HALL_CHOICE_H
#define MODELS_AIRSIDE_HALL_CHOICE_H

#include "models/airside/lane.h"
#include "models/base/hall.h"

struct hall_choice;

/* The halls are borrowed: as they will be when the flights come. */
struct hall_choice *hall_choice_new(struct sim *sim, const struct hall_def *halls, uint32_t n);

/* A lane_choose_hall: takes the room, and says whose. */
uint16_t hall_choice_of(void *hall_choice, const struct lane_def *lane, int64_t kg, int64_t at_us);

/* (2), of flights that land in that year, the last or this; and forgets it. */
double hall_choice_beyond_kg(const struct hall_choice *choice, uint32_t hall, int32_t year);
void hall_choice_forget(struct hall_choice *choice, uint32_t hall, int32_t year);

#endif
