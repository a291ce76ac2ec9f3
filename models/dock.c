// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dock.h"

#include <stdio.h>

#include "sim/date.h"

enum { CLASSES = 2, PARCELS = 0, GENERAL = 1 };

struct part { /* of one load, waiting for one destination */
    int64_t since_us;
    int32_t kg, parcels;
    uint32_t next;
};

struct line {
    uint32_t head, tail; /* number + 1 of the first and last part */
    int64_t kg, parcels;
    uint32_t asked; /* trucks asked for and not yet at a door */
};

struct truck {
    int64_t kg, parcels;
};

struct dock {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct roster *roster;
    struct pool *doors;
    struct port received;
    struct slab parts, trucks;
    struct line line[CLASSES][HALL_DESTINATIONS];
    struct histogram dwell_min[CLASSES];
    struct dock_counts year;
    struct cause luck;
    uint64_t served, trucks_out, emptied;
    int64_t kg_out, parcels_out, kg_inside, parcels_inside, export_kg_inside;
    uint16_t leaves, unloaded, wave;
};

/* Requests at the doors: a destination line, or an export truck. */
#define EXPORT_TRUCK (UINT64_C(1) << 40)

static double capacity_kg(const struct dock *dock, int class)
{
    return class == PARCELS ? dock->def->parcel_truck_kg : dock->def->general_truck_kg;
}

/* ---- in: divide and wait ---- */

static void append(struct dock *dock, struct line *line, int64_t since_us, int32_t kg,
                   int32_t parcels)
{
    if (kg == 0 && parcels == 0) return;
    uint32_t number = slab_take(&dock->parts);
    struct part *part = slab_at(&dock->parts, number);
    *part = (struct part){.since_us = since_us, .kg = kg, .parcels = parcels};
    if (line->tail != 0)
        ((struct part *)slab_at(&dock->parts, line->tail - 1))->next = number + 1;
    else
        line->head = number + 1;
    line->tail = number + 1;
    line->kg += kg;
    line->parcels += parcels;
}

/* (3): a quarter of the time at the door does not depend on how much there is to move. */
static double filled_share(double kg, double capacity_kg)
{
    double fill = kg < capacity_kg ? kg / capacity_kg : 1.0;
    return 0.25 + 0.75 * fill;
}

static void offer_work(struct dock *dock, double share)
{
    double worker_h = dock->def->dock_team * dist_mean(&dock->def->truck_load_min) / 60.0 * share;
    roster_work(dock->roster, HALL_DOCKS, worker_h);
}

static void ask_for_truck(struct dock *dock, int class, int destination)
{
    struct line *line = &dock->line[class][destination];
    double truck_kg = capacity_kg(dock, class);
    offer_work(dock, filled_share((double)line->kg - line->asked * truck_kg, truck_kg));
    line->asked++;
    pool_ask(dock->doors, (uint64_t)(class * HALL_DESTINATIONS + destination), 1, 1);
}

static void divide(struct dock *dock, const struct uld *uld, int class)
{
    double sum = 0, all = 0;
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        all += dock->def->destination_share[d];
    int32_t kg_before = 0, parcels_before = 0;
    for (int d = 0; d < HALL_DESTINATIONS; d++) { /* (1) */
        sum += dock->def->destination_share[d] / all;
        bool last = d == HALL_DESTINATIONS - 1;
        int32_t kg_to = last ? uld->kg : (int32_t)(uld->kg * sum);
        int32_t parcels_to = last ? uld->parcels : (int32_t)(uld->parcels * sum);
        struct line *line = &dock->line[class][d];
        append(dock, line, uld->since_us, kg_to - kg_before, parcels_to - parcels_before);
        kg_before = kg_to;
        parcels_before = parcels_to;
        double truck_kg = capacity_kg(dock, class);
        /* (2) */
        while ((double)line->kg - line->asked * truck_kg >= truck_kg)
            ask_for_truck(dock, class, d);
    }
}

void dock_accept(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct dock *dock = station;
    struct uld *uld = cargo_uld(dock->cargo, number);
    int class = uld->kind == CARGO_GENERAL ? GENERAL : PARCELS;
    dock->kg_inside += uld->kg;
    dock->parcels_inside += uld->parcels;
    divide(dock, uld, class);
    dock->emptied++;
    slab_give(&dock->cargo->ulds, (uint32_t)number);
}

static void strike_wave(struct sim *sim, void *station, uint64_t number)
{
    struct dock *dock = station;
    for (int c = 0; c < CLASSES; c++)
        for (int d = 0; d < HALL_DESTINATIONS; d++) {
            const struct line *line = &dock->line[c][d];
            if ((double)line->kg > line->asked * capacity_kg(dock, c)) ask_for_truck(dock, c, d);
        }
    sim_in(sim, DATE_DAY_US, SIM_COUNT, dock->wave, dock, number);
}

/* ---- out: load and leave ---- */

static int64_t service_us(struct dock *dock, double share)
{
    struct stream luck = stream_at(dock->luck, sim_replication(dock->sim), dock->served++);
    double minutes = share * dist_draw(&dock->def->truck_load_min, &luck);
    return (int64_t)(minutes * (double)DATE_MINUTE_US);
}

static void count_dwell(struct dock *dock, int class, const struct part *part, int64_t leaves_us)
{
    double minutes = (double)(leaves_us - part->since_us) / (double)DATE_MINUTE_US;
    uint64_t weight = class == PARCELS ? (uint64_t)part->parcels : (uint64_t)(part->kg / 100);
    histogram_add(&dock->dwell_min[class], minutes, weight);
}

/* Takes parts off the line until the truck is full; the last part is cut if it must be. */
static void load(struct dock *dock, int class, struct line *line, struct truck *truck,
                 int64_t leaves_us)
{
    int64_t room_kg = (int64_t)capacity_kg(dock, class);
    while (line->head != 0 && room_kg > 0) {
        struct part *part = slab_at(&dock->parts, line->head - 1);
        struct part taken = *part;
        if (taken.kg > room_kg) {
            taken.kg = (int32_t)room_kg;
            taken.parcels = (int32_t)((int64_t)part->parcels * room_kg / part->kg);
        }
        part->kg -= taken.kg;
        part->parcels -= taken.parcels;
        count_dwell(dock, class, &taken, leaves_us);
        room_kg -= taken.kg;
        truck->kg += taken.kg;
        truck->parcels += taken.parcels;
        if (part->kg > 0) break;
        uint32_t emptied = line->head - 1;
        line->head = part->next;
        if (line->head == 0) line->tail = 0;
        slab_give(&dock->parts, emptied);
    }
    line->kg -= truck->kg;
    line->parcels -= truck->parcels;
}

static void door_granted(struct sim *sim, void *station, uint64_t who)
{
    struct dock *dock = station;
    if (who & EXPORT_TRUCK) {
        sim_in(sim, service_us(dock, 1.0), SIM_END, dock->unloaded, dock, who & ~EXPORT_TRUCK);
        return;
    }
    int class = (int)(who / HALL_DESTINATIONS);
    struct line *line = &dock->line[class][who % HALL_DESTINATIONS];
    line->asked--;
    double share = filled_share((double)line->kg, capacity_kg(dock, class));
    int64_t leaves_us = sim_now_us(sim) + service_us(dock, share);
    uint32_t number = slab_take(&dock->trucks);
    load(dock, class, line, slab_at(&dock->trucks, number), leaves_us);
    sim_at(sim, leaves_us, SIM_END, dock->leaves, dock, number);
}

static void leave(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct dock *dock = station;
    const struct truck *truck = slab_at(&dock->trucks, (uint32_t)number);
    dock->trucks_out++;
    dock->year.trucks_out++;
    dock->year.kg_out += truck->kg;
    dock->year.parcels_out += truck->parcels;
    dock->kg_out += truck->kg;
    dock->parcels_out += truck->parcels;
    dock->kg_inside -= truck->kg;
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
    slab_start(&dock->parts, sim, sizeof(struct part));
    slab_start(&dock->trucks, sim, sizeof(struct truck));
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
    return &dock->dwell_min[parcels ? PARCELS : GENERAL];
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

int64_t dock_kg_out(const struct dock *dock)
{
    return dock->kg_out;
}

int64_t dock_parcels_out(const struct dock *dock)
{
    return dock->parcels_out;
}

int64_t dock_kg_inside(const struct dock *dock)
{
    return dock->kg_inside;
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
    histogram_clear(&dock->dwell_min[PARCELS]);
    histogram_clear(&dock->dwell_min[GENERAL]);
    pool_reset_measures(dock->doors);
}
