// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dock.h"

#include <stdio.h>

#include "models/stock.h"
#include "sim/date.h"

enum { CLASSES = 2, PARCELS = 0, GENERAL = 1 };

struct dock {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct roster *roster;
    struct pool *doors;
    struct port received;
    struct slab trucks;
    struct stock stock[CLASSES];
    uint32_t asked[CLASSES][HALL_DESTINATIONS]; /* trucks asked for, not yet at a door */
    struct ring called_us[CLASSES][HALL_DESTINATIONS]; /* int64_t: when each was */
    struct dock_counts year;
    struct cause luck;
    uint64_t served, trucks_out, emptied;
    int64_t g_out, parcels_out, g_inside, parcels_inside, export_kg_inside;
    uint16_t leaves, unloaded, wave;
};

/* Requests at the doors: a destination line, or an export truck. */
#define EXPORT_TRUCK (UINT64_C(1) << 40)

/* ---- in: divide and wait ---- */

/* (2): a quarter of the time at the door does not depend on how much there is to move. */
static double filled_share(int64_t g, int64_t capacity)
{
    double fill = g < capacity ? (double)g / (double)capacity : 1.0;
    return 0.25 + 0.75 * fill;
}

static void offer_work(struct dock *dock, double share)
{
    double worker_h = dock->def->dock_team * dist_mean(&dock->def->truck_load_min) / 60.0 * share;
    roster_work(dock->roster, HALL_DOCKS, worker_h);
}

static int64_t not_asked_g(const struct dock *dock, int class, uint32_t destination)
{
    const struct stock *stock = &dock->stock[class];
    return stock->g[destination] - dock->asked[class][destination] * stock->truck_g;
}

static void ask_for_truck(struct dock *dock, int class, uint32_t destination)
{
    int64_t waiting_g = not_asked_g(dock, class, destination);
    offer_work(dock, filled_share(waiting_g, dock->stock[class].truck_g));
    dock->asked[class][destination]++;
    *(int64_t *)ring_push(&dock->called_us[class][destination]) = sim_now_us(dock->sim);
    pool_ask(dock->doors, (uint64_t)class * HALL_DESTINATIONS + destination, 1, 1);
}

static void ask_where_full(struct dock *dock, int class) /* (1) */
{
    const struct stock *stock = &dock->stock[class];
    for (uint32_t d = 0; d < HALL_DESTINATIONS; d++)
        while (stock->g[d] >= stock->truck_g && not_asked_g(dock, class, d) >= stock->truck_g)
            ask_for_truck(dock, class, d);
}

void dock_accept(struct sim *sim, void *station, uint64_t number)
{
    struct dock *dock = station;
    struct uld *uld = cargo_uld(dock->cargo, number);
    int class = uld->kind == CARGO_GENERAL ? GENERAL : PARCELS;
    dock->g_inside += cargo_g(uld);
    dock->parcels_inside += uld->parcels;
    cargo_tell_uld(dock->cargo, sim_now_us(sim), TRACE_AT_DOCK, uld);
    stock_divide(&dock->stock[class], uld);
    ask_where_full(dock, class);
    dock->emptied++;
    slab_give(&dock->cargo->ulds, (uint32_t)number);
}

void dock_take(struct sim *sim, void *station, const struct piece *pieces, uint32_t n)
{
    (void)sim;
    struct dock *dock = station;
    int64_t g = 0, parcels = 0;
    for (uint32_t i = 0; i < n; i++) {
        stock_add(&dock->stock[PARCELS], &pieces[i]);
        g += pieces[i].g;
        parcels += pieces[i].parcels;
    }
    dock->g_inside += g;
    dock->parcels_inside += parcels;
    ask_where_full(dock, PARCELS);
}

static void strike_wave(struct sim *sim, void *station, uint64_t number)
{
    struct dock *dock = station;
    for (int c = 0; c < CLASSES; c++)
        for (uint32_t d = 0; d < HALL_DESTINATIONS; d++)
            if (not_asked_g(dock, c, d) > 0) ask_for_truck(dock, c, d);
    sim_in(sim, DATE_DAY_US, SIM_COUNT, dock->wave, dock, number);
}

/* ---- out: load and leave ---- */

static int64_t service_us(struct dock *dock, double share)
{
    struct stream luck = stream_at(dock->luck, sim_replication(dock->sim), dock->served++);
    double minutes = share * dist_draw(&dock->def->truck_load_min, &luck);
    return (int64_t)(minutes * (double)DATE_MINUTE_US);
}

static void door_granted(struct sim *sim, void *station, uint64_t who)
{
    struct dock *dock = station;
    if (who & EXPORT_TRUCK) {
        const struct uld *freight = cargo_uld(dock->cargo, who & ~EXPORT_TRUCK);
        cargo_tell_freight(dock->cargo, sim_now_us(sim), TRACE_DOCKED, freight, 0, freight->serial);
        sim_in(sim, service_us(dock, 1.0), SIM_END, dock->unloaded, dock, who & ~EXPORT_TRUCK);
        return;
    }
    int class = (int)(who / HALL_DESTINATIONS);
    uint32_t destination = (uint32_t)(who % HALL_DESTINATIONS);
    struct stock *stock = &dock->stock[class];
    dock->asked[class][destination]--;
    stock->called_us = *(int64_t *)ring_at(&dock->called_us[class][destination], 0);
    ring_drop(&dock->called_us[class][destination], 1);
    double share = filled_share(stock->g[destination], stock->truck_g);
    int64_t leaves_us = sim_now_us(sim) + service_us(dock, share);
    uint32_t number = slab_take(&dock->trucks);
    stock_load(stock, destination, slab_at(&dock->trucks, number), leaves_us);
    sim_at(sim, leaves_us, SIM_END, dock->leaves, dock, number);
}

static void leave(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct dock *dock = station;
    const struct stock_truck *truck = slab_at(&dock->trucks, (uint32_t)number);
    dock->trucks_out++;
    dock->year.trucks_out++;
    dock->year.g_out += truck->g;
    dock->year.parcels_out += truck->parcels;
    dock->g_out += truck->g;
    dock->parcels_out += truck->parcels;
    dock->g_inside -= truck->g;
    dock->parcels_inside -= truck->parcels;
    slab_give(&dock->trucks, (uint32_t)number);
    pool_release(dock->doors, 1);
}

/* ---- export trucks ---- */

void dock_receive(struct sim *sim, void *station, uint64_t freight)
{
    (void)sim;
    struct dock *dock = station;
    dock->export_kg_inside += cargo_uld(dock->cargo, freight)->kg;
    offer_work(dock, 1.0);
    pool_ask(dock->doors, EXPORT_TRUCK | freight, 1, 0);
}

static void unload(struct sim *sim, void *station, uint64_t freight)
{
    struct dock *dock = station;
    dock->year.trucks_in++;
    dock->export_kg_inside -= cargo_uld(dock->cargo, freight)->kg;
    port_hand(sim, &dock->received, freight);
    pool_release(dock->doors, 1);
}

/* ---- the station ---- */

static void settle(struct dock *dock)
{
    const struct hall_def *def = dock->def;
    stock_settle(&dock->stock[PARCELS], def->destination_share, def->parcel_truck_kg);
    stock_settle(&dock->stock[GENERAL], def->destination_share, def->general_truck_kg);
}

static void start_waves(struct dock *dock)
{
    int64_t now_us = sim_now_us(dock->sim);
    int64_t midnight_us = now_us - now_us % DATE_DAY_US;
    for (uint64_t w = 0; w < HALL_WAVES; w++) {
        if (dock->def->wave_hour[w] >= 24) continue;
        int64_t at_us = midnight_us + (int64_t)(dock->def->wave_hour[w] * (double)DATE_HOUR_US);
        if (at_us < now_us) at_us += DATE_DAY_US;
        sim_at(dock->sim, at_us, SIM_COUNT, dock->wave, dock, w);
    }
}

struct dock *dock_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo,
                      struct roster *roster)
{
    struct dock *dock = sim_alloc(sim, sizeof *dock);
    dock->sim = sim;
    dock->def = def;
    dock->cargo = cargo;
    dock->roster = roster;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "dock.%s", def->name);
    dock->luck = cause_of(sim_seed(sim), name);
    slab_start(&dock->trucks, sim, sizeof(struct stock_truck));
    for (int c = 0; c < CLASSES; c++) {
        stock_start(&dock->stock[c], sim, cargo->parcels, c == PARCELS);
        dock->stock[c].trace = &cargo->trace;
        for (int d = 0; d < HALL_DESTINATIONS; d++)
            ring_start(&dock->called_us[c][d], sim, sizeof(int64_t));
    }
    settle(dock);
    const struct pool_def doors = {"dock.doors", 0};
    dock->doors = pool_new(sim, &doors, door_granted, dock);
    dock->leaves = sim_kind(sim, "dock.truck_leaves", leave);
    dock->unloaded = sim_kind(sim, "dock.truck_unloaded", unload);
    dock->wave = sim_kind(sim, "dock.wave", strike_wave);
    start_waves(dock);
    return dock;
}

void dock_connect(struct dock *dock, struct port received)
{
    dock->received = received;
}

void dock_staff(struct dock *dock)
{
    uint32_t teams = roster_teams(dock->roster, HALL_DOCKS, dock->def->dock_team);
    uint32_t doors = hall_doors(dock->def, sim_now_us(dock->sim));
    pool_resize(dock->doors, teams < doors ? teams : doors);
    settle(dock);
}

uint32_t dock_not_called(const struct dock *dock)
{
    uint32_t n = 0;
    for (int c = 0; c < CLASSES; c++)
        for (uint32_t d = 0; d < HALL_DESTINATIONS; d++)
            n += not_asked_g(dock, c, d) > 0;
    return n;
}

const struct pool *dock_doors(const struct dock *dock)
{
    return dock->doors;
}

const struct dock_counts *dock_year(const struct dock *dock)
{
    return &dock->year;
}

const struct histogram *dock_dwell_min(const struct dock *dock, bool parcels)
{
    return &dock->stock[parcels ? PARCELS : GENERAL].dwell_min;
}

double dock_dwell_mean_h(const struct dock *dock, bool parcels)
{
    return stock_dwell_mean_h(&dock->stock[parcels ? PARCELS : GENERAL]);
}

double dock_busy_worker_h(const struct dock *dock)
{
    const struct level *busy = pool_busy_level(dock->doors);
    return dock->def->dock_team * level_area_s(busy, sim_now_us(dock->sim)) / 3600.0;
}

uint64_t dock_trucks(const struct dock *dock)
{
    return dock->trucks_out;
}

uint64_t dock_emptied(const struct dock *dock)
{
    return dock->emptied;
}

int64_t dock_g_out(const struct dock *dock)
{
    return dock->g_out;
}

int64_t dock_parcels_out(const struct dock *dock)
{
    return dock->parcels_out;
}

int64_t dock_g_inside(const struct dock *dock)
{
    return dock->g_inside;
}

int64_t dock_parcels_inside(const struct dock *dock)
{
    return dock->parcels_inside;
}

int64_t dock_export_kg_inside(const struct dock *dock)
{
    return dock->export_kg_inside;
}

void dock_new_year(struct dock *dock)
{
    dock->year = (struct dock_counts){0};
    for (int c = 0; c < CLASSES; c++)
        stock_new_year(&dock->stock[c]);
    pool_reset_measures(dock->doors);
}
