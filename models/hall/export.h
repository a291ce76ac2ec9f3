// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hall/export.h -- the way out: booked freight comes by truck, is screened, built up, and
 * waits for a flight of its lane.
 *
 * What happens   A flight in the timetable orders its booked freight: trucks that arrive some hours
 *                before it leaves. At the gate freight is booked on the best flight (booking.h) if
 *                its hall has a cut-off or its lane may fly with others; else it stays with the one
 *                that ordered it. Unloaded at the hall's doors, the share that is not from known
 *                consignors passes the screening machines, one load after the other; then build-up
 *                teams make ULDs of it. What a forwarder has built up needs neither. Built ULDs
 *                wait by lane. A flight that loads takes, in the order they were built, those
 *                booked on it and those whose flight has left without
 *                them; then, if there is room, those whose flight is still to come; up to its
 *                payload, volume and positions. The rest rolls over to the next flight of the lane.
 *                A truck that comes before its hall opens waits at the gate. Where ULDs are filled
 *                at the chutes of a sorter (buildup_by) all who are there fill one ULD after the
 *                other, what leaves first before the rest, and last what has missed its flight; and
 *                a flight takes what is booked on it before what others left behind. A lane whose
 *                freight comes by the hall's timetable of trucks (trucks.h) orders none: each truck
 *                is booked at the gate.
 * Left out       rebooking of what has been built up; dangerous goods; waiting for an empty ULD; at
 *                chutes: the sorter itself (freight out takes none of its places; its people are
 *                build-up's), and that a truck's first parcels are in a ULD before its last are off
 * Equations      (1) trucks = ceil(booked kg / general_truck_kg);  ULDs of a truck = ceil(kg /
 *                    ULD_KG), more if the type's payload or room asks for more (empties.h)
 *                (2) screening ends = max(now, machine free) + kg x screened_share /
 *                    screening_t_per_h
 *                (3) build-up = kg / (n buildup_t_per_team_h) by n teams: one; at chutes all that
 *                are
 *                    free
 *                (4) rolled over: the flight it was booked on has left without it
 * Sources        hall_params
 */
#ifndef MODELS_HALL_EXPORT_H
#define MODELS_HALL_EXPORT_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "models/airside/lane.h"
#include "models/base/port.h"
#include "models/people/roster.h"
#include "sim/pool.h"

struct export_counts {           /* of one hall, since the start */
    int64_t kg_ordered;          /* at the gate */
    int64_t kg_shut_out;         /* of that, waits for its hall to open */
    int64_t kg_unloaded;         /* at a door */
    int64_t kg_flown, kg_inside; /* inside: behind the dock, from screening to ready */
    uint64_t ulds_built, ulds_flown;
    double busy_worker_h; /* of the year so far */
};

struct export;

/* Definitions are borrowed. Rosters are given hall by hall with
 * export_add_hall. */
struct export *export_new(struct sim *sim, const struct hall_def *halls, uint32_t halls_n,
                          const struct lane_def *lanes, uint32_t lanes_n,
                          const struct lane_aircraft_def *fleet, struct cargo *cargo);
void export_add_hall(struct export *export, uint32_t hall, struct roster *roster);

struct export_ports { /* of one hall */
    struct port dock; /* freight out at the gate */
};
void export_connect(struct export *export, uint32_t hall, struct export_ports ports);

/* a port_accept: the timetable has it */
void export_book(struct sim *sim, void *export, uint64_t flight);
/* a port_accept: a truck of the timetable, at the gate */
void export_bring(struct sim *sim, void *export, uint64_t freight);
/* a port_accept: it will not come */
void export_forget(struct sim *sim, void *export, uint64_t flight);
/* a port_accept: unloaded at a door */
void export_receive(struct sim *sim, void *export, uint64_t freight);
/* a port_accept: fills ulds_out, kg_out */
void export_take(struct sim *sim, void *export, uint64_t flight);
void export_staff(struct export *export, uint32_t hall);

/* Teams for which there are workstations. */
uint32_t export_team_places(const struct hall_def *def, int64_t at_us);
const struct pool *export_teams(const struct export *export, uint32_t hall);
struct export_counts export_counts(const struct export *export, uint32_t hall);
int64_t export_kg_ready(const struct export *export, uint32_t lane);
void export_new_year(struct export *export);

#endif
