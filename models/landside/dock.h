// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/landside/dock.h -- the truck side of a hall: freight waits by destination, trucks leave
 * full or at their hour.
 *
 * What happens   What comes to the dock waits by destination (stock.h). When a destination has a
 *                truckload, or when the hour of a departure wave strikes, a truck is asked for; it
 *                needs a door and a team, is loaded, and leaves. A destination with a name
 *                (linehaul.h) may have waves of its own, and a fill below which a wave sends no
 *                truck. One that has trucks in the hall's timetable (trucks.h) is served by those
 *                alone, if anything waits. Trucks that bring export freight use the same doors and
 *                teams, and hand it on by `received`.
 * Left out       where trucks stand while they wait; drivers; missed connections at the far end
 * Equations      (1) a truck leaves when kg waiting >= truck capacity, or at a wave with
 *                    whatever waits if that is min_fill_share of it, or hold_at_most_h after the
 *                    first wave at which it was not
 *                (2) time at the door = truck_load_min x (1/4 + 3/4 x filled share), what is in
 *                    ULDs that nobody opened counted as uld_load_share of itself
 *                (3) ready = at the dock within DOCK_READY_H of on block, of all that came on
 *                    block, by weight
 * Sources        hall_params; (3) [OPS46]
 */
#ifndef MODELS_LANDSIDE_DOCK_H
#define MODELS_LANDSIDE_DOCK_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "models/landside/linehaul.h"
#include "models/base/parcels.h"
#include "models/base/port.h"
#include "models/people/roster.h"
#include "models/landside/stock.h"
#include "sim/pool.h"

enum { DOCK_READY_H = 6 };
enum dock_stream { DOCK_PARCELS, DOCK_GENERAL, DOCK_ALL };

struct dock_counts {
    struct cargo_amount in, out; /* to the dock, by truck, since the start */
    struct cargo_amount inside;
    uint64_t trucks;          /* out, since the start */
    int64_t export_kg_inside; /* freight out, at the gate and at doors */
    uint32_t not_called; /* destinations for which freight waits and no truck is called: it is not
                            due yet, nor full */
    /* of the year so far */
    uint64_t trucks_out, trucks_in;
    int64_t landed_g[DOCK_ALL], ready_g[DOCK_ALL]; /* on block for it; at the dock in time: (3) */
    /* trucks with freight out, from the gate to a door; NAN: none came; p95: or they still wait */
    double gate_wait_mean_min, gate_wait_p95_min;
    double busy_worker_h;
};

struct dock_haul { /* of the year so far, to one destination */
    uint64_t trucks;
    int64_t g, room_g, on_time_g;
};

struct dock;

struct dock *dock_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo,
                      struct roster *roster);

/* Names the destinations, in order; each is borrowed. Once, after dock_new. */
void dock_serve(struct dock *dock, const struct linehaul_def *const *hauls, uint32_t n);

/* Trucks of the hall's timetable: a trucks_leave. Destinations that have any there are served by no
 * other. Once, after dock_serve. */
void dock_plan(struct dock *dock, const struct timetable_trucks *trucks);
void dock_send(void *dock, bool parcels, uint32_t destination, int64_t kg);

struct dock_ports {
    struct port received; /* freight out (a ULD record that holds it), unloaded */
    struct {
        stock_unopened *unopened; /* NULL: nobody wants to know */
        void *context;
    } books;
};
void dock_connect(struct dock *dock, struct dock_ports ports);

/* Freight is on block since then, and on its way here. */
void dock_expect(struct dock *dock, enum dock_stream stream, int64_t since_us, int64_t g);

/* The contents of a ULD, or an intact one: a port_accept. The record is used up. */
void dock_accept(struct sim *sim, void *dock, uint64_t uld);

/* Pieces from their chutes: a parcels_accept. */
void dock_take(struct sim *sim, void *dock, const struct piece *pieces, uint32_t n);

/* A truck with export freight at the gate: a port_accept. */
void dock_receive(struct sim *sim, void *dock, uint64_t freight);

void dock_staff(struct dock *dock);
const struct pool *dock_doors(const struct dock *dock);

struct dock_counts dock_counts(const struct dock *dock);

const struct dock_haul *dock_haul_year(const struct dock *dock, uint32_t destination);

/* On block to truck off, of the year so far, by weight, with what is still inside (stay.h). */
double dock_dwell_quantile_h(const struct dock *dock, enum dock_stream stream, double p);
double dock_dwell_mean_h(const struct dock *dock, enum dock_stream stream);
void dock_new_year(struct dock *dock);

#endif
