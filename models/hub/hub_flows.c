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

    roster_connect(hall->roster, (struct port){hub_flows_staffed, world});
    ramp_connect(hall->ramp, (struct port){breakdown_accept, hall->breakdown},
                 (struct port){airport_release, world->airport},
                 (struct port){export_take, world->export});
    ramp_set_weather(hall->ramp, world->weather);
    breakdown_connect(hall->breakdown, (struct port){xray_accept, hall->xray},
                      (struct port){dock_accept, hall->dock});
    breakdown_push_back(hall->breakdown, ramp_stand(hall->ramp), ramp_go_on(hall->ramp));
    breakdown_tell(hall->breakdown, hub_way_opener(world, h, HUB_BREAKDOWN));
    xray_connect(hall->xray, (struct port){customs_accept, world->customs},
                 hub_way_opener(world, h, HUB_XRAY));
    customs_connect(world->customs, h, (struct port){hub_way_released, world});
    sorter_connect(hall->sorter, (struct port){dock_accept, hall->dock},
                   (struct parcels_port){dock_take, hall->dock});
    dock_connect(hall->dock, (struct port){export_receive, world->export});
    dock_tell(hall->dock, hub_trade_released, world);
    export_add_hall(world->export, h, hall->roster, (struct port){dock_receive, hall->dock});
    struct trucks *trucks = trucks_new(sim, def, (uint8_t)h, world->def->lanes, &world->cargo);
    trucks_start(trucks, (struct port){export_bring, world->export}, dock_send, hall->dock);
    REQUIRE(sim, hub_way_is_whole(world, h),
            "hall %s: a station between breakdown and customs is not in enum hub_stage", def->name);
}

void hub_flows_build(struct hub_world *world)
{
    struct sim *sim = world->sim;
    linehaul_settle(world->def->hauls, world->def->hauls_n, world->def->halls, world->def->halls_n);
    slab_start(&world->cargo.flights, sim, sizeof(struct flight));
    slab_start(&world->cargo.ulds, sim, sizeof(struct uld));
    world->cargo.parcels = parcels_new(sim);
    parcels_set_trace(world->cargo.parcels, &world->cargo.trace);
    world->airport = airport_new(sim, &world->def->airport, &world->cargo);
    world->weather = weather_new(sim, &world->def->weather);
    airport_set_weather(world->airport, world->weather);
    airport_connect(world->airport, (struct port){hub_books_blocked, world},
                    (struct port){hub_books_lost, world}, (struct port){hub_books_left, world});
    world->customs = customs_new(sim, &world->def->customs, world->def->halls_n, &world->cargo);
    customs_tell(world->customs, hub_trade_released, world);
    world->export = export_new(sim, world->def->halls, world->def->halls_n, world->def->lanes,
                               world->def->lanes_n, world->def->aircraft, &world->cargo);
    for (uint32_t h = 0; h < world->def->halls_n; h++)
        build_hall(world, h);
    world->choice = hall_choice_new(sim, world->next->halls, world->def->halls_n);
    for (uint32_t l = 0; l < world->def->lanes_n; l++) {
        world->lane[l] = lane_new(sim, &world->next->lanes[l], (uint16_t)l, &world->next->traffic,
                                  world->next->aircraft, &world->cargo);
        lane_connect(world->lane[l], (struct port){export_book, world->export},
                     (struct port){airport_accept, world->airport}, hall_choice_of, world->choice);
        lane_follow(world->lane[l], hub_trade_demand, world);
        lane_share(world->lane[l], hub_trade_backhaul, world);
    }
}
