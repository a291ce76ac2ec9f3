// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_books.h"

#include "models/hub/hub_world.h"
#include "models/people/clerks.h"

/* Its freight is on its way to the dock, where its stay ends. */
static void expect(struct dock *dock, const struct flight *flight)
{
    int64_t n = flight->ulds_in, parcels_kg = n > 0 ? flight->kg_in * flight->parcel_ulds / n : 0;
    dock_expect(dock, DOCK_PARCELS, flight->on_block_us, 1000 * parcels_kg);
    dock_expect(dock, DOCK_GENERAL, flight->on_block_us, 1000 * (flight->kg_in - parcels_kg));
}

void hub_books_blocked(struct sim *sim, void *station, uint64_t number)
{
    struct hub_world *world = station;
    struct flight *flight = cargo_flight(&world->cargo, number);
    struct hub_hall *hall = &world->hall[flight->hall];
    struct lane_counts *lane = lane_year(world->lane[flight->lane]);
    lane->kg_in += flight->kg_in;
    lane->parcels_in += flight->parcels_in;
    hall->kg_in += flight->kg_in;
    cargo_count(&hall->landed, 1000 * flight->kg_in, flight->parcels_in, flight->ulds_in);
    if (world->def->lanes[flight->lane].business != LANE_EXPRESS)
        hall->parcels_in += flight->parcels_in;
    hub_trade_landed(world, flight);
    world->kg_in += flight->kg_in;
    world->parcels_in += flight->parcels_in;
    world->ulds_in += flight->ulds_in;
    flight->hold_until_us = customs_hold_until_us(world->customs, flight);
    clerks_declare(hall->roster, &world->def->halls[flight->hall], flight,
                   world->def->lanes[flight->lane].business == LANE_GENERAL);
    ramp_accept(sim, hall->ramp, number);
    expect(hall->dock, flight);
}

void hub_books_lost(struct sim *sim, void *station, uint64_t number)
{
    struct hub_world *world = station;
    lane_year(world->lane[cargo_flight(&world->cargo, number)->lane])->lost++;
    export_forget(sim, world->export, number);
    slab_give(&world->cargo.flights, (uint32_t)number);
}

void hub_books_left(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct hub_world *world = station;
    const struct flight *flight = cargo_flight(&world->cargo, number);
    const struct lane_def *def = &world->def->lanes[flight->lane];
    struct lane_counts *lane = lane_year(world->lane[flight->lane]);
    lane->kg_out += flight->kg_out;
    lane->kg_out_max += flight->kg_out_max;
    lane->kg_rolled += flight->kg_rolled;
    empties_leave(&world->empties, flight, world->def->aircraft[flight->aircraft].ulds,
                  &world->def->traffic.empties);
    lane->parcels_out +=
        (int64_t)((double)flight->kg_out * def->parcel_share_out / def->parcel_kg + 0.5);
    world->hall[flight->hall].kg_out += flight->kg_out;
    hub_trade_left(world, flight);
    slab_give(&world->cargo.flights, (uint32_t)number);
}
