// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/landside/trucks.h -- a hall's timetable of trucks: those that bring freight out, those
 * that take freight away.
 *
 * What happens   At midnight the rows that hold for the day are called up. A truck that brings
 *                freight of a lane is at the gate at its hour, early or late at random, or does not
 *                come. One that leaves for a destination asks for a door at its hour, if anything
 *                waits for it.
 * Left out       trucks that take freight both ways; an early truck of the day before (not before
 *                midnight)
 * Equations      (1) at the gate = its hour + truck_late_min;  missing with chance
 *                truck_missing_share (2) room that its freight takes = kg / density_out_kg_per_m3
 *                of the lane
 * Sources        hall_params
 */
#ifndef MODELS_LANDSIDE_TRUCKS_H
#define MODELS_LANDSIDE_TRUCKS_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "models/airside/lane.h"
#include "models/base/port.h"

struct trucks;

/* A truck asks for a door: parcels or general cargo for that destination, with room for so many kg
 * (0: as usual). */
typedef void trucks_leave(void *station, bool parcels, uint32_t destination, int64_t kg);

/* Definitions are borrowed; the timetable is the hall's truck_timetable. */
struct trucks *trucks_new(struct sim *sim, const struct hall_def *def, uint8_t hall,
                          const struct lane_def *lanes, struct cargo *cargo);

struct trucks_ports {
    struct port gate; /* a ULD record that holds a truckload */
    struct {
        trucks_leave *leave;
        void *station;
    } door;
};
void trucks_connect(struct trucks *trucks, struct trucks_ports ports);

/* With the rest of today. */
void trucks_start(struct trucks *trucks);

#endif
