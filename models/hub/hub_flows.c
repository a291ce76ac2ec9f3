// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_flows.h"

#include "models/hub/hub_world.h"
#include "sim/date.h"

/* ---- flights --------------------------------------------------------------------------------- */

static void flight_blocked(struct sim *sim, void *station, uint64_t number)
{
    struct hub_world *world = station;
    struct flight *flight = cargo_flight(&world->cargo, number);
    struct hub_hall *hall = &world->hall[flight->hall];
    struct lane_counts *lane = lane_year(world->lane[flight->lane]);
    lane->kg_in += flight->kg_in;
    lane->parcels_in += flight->parcels_in;
    hall->kg_in += flight->kg_in;
    cargo_count(&hall->landed, 1000 * flight->kg_in, flight->parcels_in, flight->ulds_in);
    if (world->def.lanes[flight->lane].business != LANE_EXPRESS)
        hall->parcels_in += flight->parcels_in;
    hub_trade_landed(world, flight);
    world->kg_in += flight->kg_in;
    world->parcels_in += flight->parcels_in;
    world->ulds_in += flight->ulds_in;
    flight->hold_until_us = customs_hold_until_us(world->customs, flight);
    double lines = (double)flight->parcels_in * world->def.halls[flight->hall].clerk_line_share;
    if (world->def.lanes[flight->lane].business == LANE_GENERAL) lines += flight->ulds_in;
    roster_work(hall->roster, HALL_CLERKS,
                lines / world->def.halls[flight->hall].declarations_per_clerk_h);
    ramp_accept(sim, hall->ramp, number);
}

static void flight_lost(struct sim *sim, void *station, uint64_t number)
{
    struct hub_world *world = station;
    lane_year(world->lane[cargo_flight(&world->cargo, number)->lane])->lost++;
    export_forget(sim, world->export, number);
    slab_give(&world->cargo.flights, (uint32_t)number);
}

static void flight_left(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct hub_world *world = station;
    const struct flight *flight = cargo_flight(&world->cargo, number);
    const struct lane_def *def = &world->def.lanes[flight->lane];
    struct lane_counts *lane = lane_year(world->lane[flight->lane]);
    lane->kg_out += flight->kg_out;
    lane->kg_out_max += flight->kg_out_max;
    lane->kg_rolled += flight->kg_rolled;
    empties_leave(&world->empties, flight, world->def.aircraft[flight->aircraft].ulds,
                  &world->def.traffic.empties);
    lane->parcels_out +=
        (int64_t)((double)flight->kg_out * def->parcel_share_out / def->parcel_kg + 0.5);
    world->hall[flight->hall].kg_out += flight->kg_out;
    hub_trade_left(world, flight);
    slab_give(&world->cargo.flights, (uint32_t)number);
}

/* ---- through the hall ------------------------------------------------------------------------ */

static bool one_by_one(const struct hub_world *world, uint32_t hall)
{
    uint32_t grain = world->def.halls[hall].grain;
    return grain == HALL_GRAIN_PARCEL ||
           (grain == HALL_GRAIN_OF_RUN && world->def.run.grain == HUB_GRAIN_PARCEL);
}

/* A team starts on a ULD. */
static bool uld_opened(void *context, uint64_t number, int64_t from_us, int64_t to_us)
{
    struct hub_world *world = context;
    const struct uld *uld = cargo_uld(&world->cargo, number);
    empties_gather(&world->empties, uld->type);
    if (uld->kind == CARGO_GENERAL || uld->parcels == 0 || !one_by_one(world, uld->hall))
        return false;
    uint32_t picked[PARCELS_CHANNELS];
    customs_pick(world->customs, uld, picked);
    sorter_take_apart(world->hall[uld->hall].sorter, number, from_us, to_us, picked);
    return true;
}

/* By themselves, or together. A ULD that was opened has only what customs set apart; its own
 * record is empty by now. */
static void to_sorter(struct hub_world *world, struct sorter *sorter, uint64_t number)
{
    const uint32_t none[PARCELS_CHANNELS] = {0};
    const struct uld *uld = cargo_uld(&world->cargo, number);
    int64_t now_us = sim_now_us(world->sim);
    if (uld->load > 0 && uld->parcels > 0) {
        sorter_take_back(sorter, number);
    } else if (uld->load > 0) {
        slab_give(&world->cargo.ulds, (uint32_t)number);
    } else if (uld->parcels > 0 && one_by_one(world, uld->hall)) {
        sorter_take_apart(sorter, number, now_us, now_us, none);
        slab_give(&world->cargo.ulds, (uint32_t)number);
    } else {
        sorter_accept(world->sim, sorter, number);
    }
}

/* Customs hands released contents back to their hall: parcels to the sorter, general cargo to
 * the dock. */
static void released(struct sim *sim, void *station, uint64_t number)
{
    struct hub_world *world = station;
    const struct uld *uld = cargo_uld(&world->cargo, number);
    struct hub_hall *hall = &world->hall[uld->hall];
    if (uld->kind == CARGO_GENERAL) dock_accept(sim, hall->dock, number);
    else to_sorter(world, hall->sorter, number);
}

/* ---- the stations, side by side -------------------------------------------------------------- */

void hub_flows_staffed(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)unused;
    struct hub_world *world = station;
    for (uint32_t h = 0; h < world->def.halls_n; h++) {
        ramp_staff(world->hall[h].ramp);
        breakdown_staff(world->hall[h].breakdown);
        sorter_staff(world->hall[h].sorter);
        dock_staff(world->hall[h].dock);
        export_staff(world->export, h);
    }
}

/* The lane's first hall that is open then and still has room in that week; the last one takes what
 * no other can. */
static uint16_t choose_hall(void *context, const struct lane_def *lane, int64_t kg, int64_t at_us)
{
    struct hub_world *world = context;
    int64_t week = (at_us + 3 * DATE_DAY_US) / DATE_WEEK_US; /* 1970-01-01 was a Thursday */
    for (uint32_t i = 0; i < lane->halls.n; i++) {
        uint32_t h = lane->halls.item[i];
        struct hub_hall *hall = &world->hall[h];
        if (hall->booked_week != week) hall->booked_kg = 0;
        hall->booked_week = week;
        double room_kg = hall_room_kg_per_week(&world->next.halls[h], at_us);
        bool last = i + 1 == lane->halls.n;
        if (!last && hall->booked_kg + (double)kg > room_kg) continue;
        hall->booked_kg += (double)kg;
        return (uint16_t)h;
    }
    return (uint16_t)lane->halls.item[0];
}

static void build_hall(struct hub_world *world, uint32_t h)
{
    struct sim *sim = world->sim;
    const struct hall_def *def = &world->def.halls[h];
    struct hub_hall *hall = &world->hall[h];
    hall->roster = roster_new(sim, &world->def.labour, def);
    hall->ramp = ramp_new(sim, def, (uint16_t)h, world->def.lanes, &world->cargo, hall->roster);
    hall->breakdown = breakdown_new(sim, def, &world->cargo, hall->roster);
    hall->sorter = sorter_new(sim, def, &world->cargo, hall->roster);
    hall->dock = dock_new(sim, def, &world->cargo, hall->roster);
    const struct linehaul_def *hauls[HALL_DESTINATIONS];
    dock_serve(hall->dock, hauls, linehaul_of(world->def.hauls, world->def.hauls_n, h, hauls));
    dock_plan(hall->dock, &def->truck_timetable);

    roster_connect(hall->roster, (struct port){hub_flows_staffed, world});
    ramp_connect(hall->ramp, (struct port){breakdown_accept, hall->breakdown},
                 (struct port){airport_release, world->airport},
                 (struct port){export_take, world->export});
    ramp_set_weather(hall->ramp, world->weather);
    breakdown_connect(hall->breakdown, (struct port){customs_accept, world->customs},
                      (struct port){dock_accept, hall->dock});
    breakdown_push_back(hall->breakdown, ramp_stand(hall->ramp), ramp_go_on(hall->ramp));
    customs_connect(world->customs, h, (struct port){released, world});
    breakdown_tell(hall->breakdown, uld_opened, world);
    sorter_connect(hall->sorter, (struct port){dock_accept, hall->dock},
                   (struct parcels_port){dock_take, hall->dock});
    dock_connect(hall->dock, (struct port){export_receive, world->export});
    export_add_hall(world->export, h, hall->roster, (struct port){dock_receive, hall->dock});
    struct trucks *trucks = trucks_new(sim, def, (uint8_t)h, world->def.lanes, &world->cargo);
    trucks_start(trucks, (struct port){export_bring, world->export}, dock_send, hall->dock);
}

void hub_flows_build(struct hub_world *world)
{
    struct sim *sim = world->sim;
    linehaul_settle(world->def.hauls, world->def.hauls_n, world->def.halls, world->def.halls_n);
    slab_start(&world->cargo.flights, sim, sizeof(struct flight));
    slab_start(&world->cargo.ulds, sim, sizeof(struct uld));
    world->cargo.parcels = parcels_new(sim);
    parcels_set_trace(world->cargo.parcels, &world->cargo.trace);
    world->airport = airport_new(sim, &world->def.airport, &world->cargo);
    world->weather = weather_new(sim, &world->def.weather);
    airport_set_weather(world->airport, world->weather);
    airport_connect(world->airport, (struct port){flight_blocked, world},
                    (struct port){flight_lost, world}, (struct port){flight_left, world});
    world->customs = customs_new(sim, &world->def.customs, &world->cargo);
    world->export = export_new(sim, world->def.halls, world->def.lanes, world->def.lanes_n,
                               world->def.aircraft, &world->cargo);
    for (uint32_t h = 0; h < world->def.halls_n; h++)
        build_hall(world, h);
    for (uint32_t l = 0; l < world->def.lanes_n; l++) {
        world->lane[l] = lane_new(sim, &world->next.lanes[l], (uint16_t)l, &world->next.traffic,
                                  world->next.aircraft, &world->cargo);
        lane_connect(world->lane[l], (struct port){export_book, world->export},
                     (struct port){airport_accept, world->airport}, choose_hall, world);
        lane_follow(world->lane[l], hub_trade_demand, world);
        lane_share(world->lane[l], hub_trade_backhaul, world);
    }
}
