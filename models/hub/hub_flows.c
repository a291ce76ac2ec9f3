// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_flows.h"

#include "models/hub/hub_books.h"
#include "models/hub/hub_way.h"
#include "models/hub/hub_world.h"

/* ---- the stations, side by side -------------------------------------------------------------- */

void hub_flows_staffed(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)unused;
    struct hub_world *world = station;
    world->staffed = true;
    for (uint32_t h = 0; h < world->def->halls_n; h++) {
        ramp_staff(world->hall[h].ramp);
        breakdown_staff(world->hall[h].breakdown);
        xray_staff(world->hall[h].xray);
        sorter_staff(world->hall[h].sorter);
        dock_staff(world->hall[h].dock);
        export_staff(world->export, h);
    }
}

static void build_hall(struct hub_world *world, uint32_t h)
{
    struct sim *sim = world->sim;
    const struct hall_def *def = &world->def->halls[h];
    struct hub_hall *hall = &world->hall[h];
    hall->roster = roster_new(sim, &world->def->labour, def);
    hall->ramp = ramp_new(sim, def, (uint16_t)h, world->def->lanes, &world->cargo, hall->roster);
    hall->breakdown = breakdown_new(sim, def, &world->cargo, hall->roster);
    hall->xray = xray_new(sim, def, &world->cargo);
    hall->sorter = sorter_new(sim, def, &world->cargo, hall->roster);
    hall->dock = dock_new(sim, def, &world->cargo, hall->roster);
    const struct linehaul_def *hauls[HALL_DESTINATIONS];
    dock_serve(hall->dock, hauls, linehaul_of(world->def->hauls, world->def->hauls_n, h, hauls));
    dock_plan(hall->dock, &def->truck_timetable);
    export_add_hall(world->export, h, hall->roster);
    hall->trucks = trucks_new(sim, def, (uint8_t)h, world->def->lanes, &world->cargo);
}

static void build_airport(struct hub_world *world)
{
    struct sim *sim = world->sim;
    slab_start(&world->cargo.flights, sim, sizeof(struct flight));
    slab_start(&world->cargo.ulds, sim, sizeof(struct uld));
    world->cargo.parcels = parcels_new(sim);
    parcels_set_trace(world->cargo.parcels, &world->cargo.trace);
    world->airport = airport_new(sim, &world->def->airport, &world->cargo);
    world->weather = weather_new(sim, &world->def->weather);
    world->customs = customs_new(sim, &world->def->customs, world->def->halls_n, &world->cargo);
    world->export = export_new(sim, world->def->halls, world->def->halls_n, world->def->lanes,
                               world->def->lanes_n, world->def->aircraft, &world->cargo);
}

static void build_lanes(struct hub_world *world)
{
    const struct hub_def *next = world->next;
    for (uint32_t l = 0; l < next->lanes_n; l++)
        world->lane[l] = lane_new(world->sim, &next->lanes[l], (uint16_t)l, &next->traffic,
                                  next->aircraft, &world->cargo);
}

/* ---- who hands on to whom -------------------------------------------------------------------- */

static void connect_airport(struct hub_world *world)
{
    airport_connect(world->airport, (struct airport_ports){.on_block = {hub_books_blocked, world},
                                                           .lost = {hub_books_lost, world},
                                                           .left = {hub_books_left, world},
                                                           .weather = world->weather});
    customs_connect(world->customs, (struct customs_ports){.out = {hub_way_released, world},
                                                           .books = {hub_trade_released, world}});
}

static void connect_lanes(struct hub_world *world)
{
    world->choice = hall_choice_new(world->sim, world->next->halls, world->def->halls_n);
    for (uint32_t l = 0; l < world->def->lanes_n; l++)
        lane_connect(world->lane[l], (struct lane_ports){.booked = {export_book, world->export},
                                                         .out = {airport_accept, world->airport},
                                                         .hall = {hall_choice_of, world->choice},
                                                         .demand = {hub_trade_demand, world},
                                                         .backhaul = {hub_trade_backhaul, world}});
}

static void connect_hall(struct hub_world *world, uint32_t h)
{
    struct hub_hall *hall = &world->hall[h];
    roster_connect(hall->roster, (struct roster_ports){.changed = {hub_flows_staffed, world}});
    ramp_connect(hall->ramp, (struct ramp_ports){.out = {breakdown_accept, hall->breakdown},
                                                 .done = {airport_release, world->airport},
                                                 .take = {export_take, world->export},
                                                 .weather = world->weather});
    breakdown_connect(hall->breakdown,
                      (struct breakdown_ports){.out = {xray_accept, hall->xray},
                                               .intact = {dock_accept, hall->dock},
                                               .full = {ramp_stand, hall->ramp},
                                               .place = {ramp_go_on, hall->ramp},
                                               .opener = hub_way_opener(world, h, HUB_BREAKDOWN)});
    xray_connect(hall->xray, (struct xray_ports){.out = {customs_accept, world->customs},
                                                 .opener = hub_way_opener(world, h, HUB_XRAY)});
    sorter_connect(hall->sorter, (struct sorter_ports){.out = {dock_accept, hall->dock},
                                                       .pieces = {dock_take, hall->dock}});
    dock_connect(hall->dock, (struct dock_ports){.received = {export_receive, world->export},
                                                 .books = {hub_trade_released, world}});
    export_connect(world->export, h, (struct export_ports){.dock = {dock_receive, hall->dock}});
    trucks_connect(hall->trucks, (struct trucks_ports){.gate = {export_bring, world->export},
                                                       .door = {dock_send, hall->dock}});
}

void hub_flows_build(struct hub_world *world)
{
    const struct hub_def *def = world->def;
    linehaul_settle(def->hauls, def->hauls_n, def->halls, def->halls_n);
    build_airport(world);
    connect_airport(world);
    for (uint32_t h = 0; h < def->halls_n; h++) {
        build_hall(world, h);
        connect_hall(world, h);
        hub_way_require(world, h);
        trucks_start(world->hall[h].trucks);
    }
    build_lanes(world);
    connect_lanes(world);
}
