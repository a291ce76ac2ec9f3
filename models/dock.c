// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dock.h"

#include <math.h>
#include <stdio.h>

#include "sim/date.h"
#include "sim/ring.h"

enum { CLASSES = 2, PARCELS = 0, GENERAL = 1 };

struct part { /* of one load, or one piece, waiting for one destination */
    int64_t since_us;
    int64_t g;
    struct piece piece; /* its `parcels` is 0 if this is a part of a batch */
    int32_t parcels;
};

struct line {
    struct ring parts;
    int64_t g, parcels;
    uint32_t asked; /* trucks asked for and not yet at a door */
};

struct truck {
    int64_t g, parcels;
};

struct dock {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct roster *roster;
    struct pool *doors;
    struct port received;
    struct slab trucks;
    struct line line[CLASSES][HALL_DESTINATIONS];
    double up_to[HALL_DESTINATIONS]; /* cumulated shares: (1) */
    struct histogram dwell_min[CLASSES];
    int64_t dwell_s[CLASSES]; /* the sum, as it is weighed there */
    struct dock_counts year;
    struct cause luck;
    uint64_t served, trucks_out, emptied;
    int64_t g_out, parcels_out, g_inside, parcels_inside, export_kg_inside;
    uint16_t leaves, unloaded, wave;
};

/* Requests at the doors: a destination line, or an export truck. */
#define EXPORT_TRUCK (UINT64_C(1) << 40)

static int64_t capacity_g(const struct dock *dock, int class)
{
    double kg = class == PARCELS ? dock->def->parcel_truck_kg : dock->def->general_truck_kg;
    return 1000 * (int64_t)kg;
}

/* ---- in: divide and wait ---- */

/* (3): a quarter of the time at the door does not depend on how much there is to move. */
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

static void ask_for_truck(struct dock *dock, int class, uint32_t destination)
{
    struct line *line = &dock->line[class][destination];
    int64_t truck_g = capacity_g(dock, class);
    offer_work(dock, filled_share(line->g - line->asked * truck_g, truck_g));
    line->asked++;
    pool_ask(dock->doors, (uint64_t)class * HALL_DESTINATIONS + destination, 1, 1);
}

static void ask_while_full(struct dock *dock, int class, uint32_t destination) /* (2) */
{
    struct line *line = &dock->line[class][destination];
    int64_t truck_g = capacity_g(dock, class);
    while (line->g - line->asked * truck_g >= truck_g)
        ask_for_truck(dock, class, destination);
}

static void append(struct line *line, const struct part *part)
{
    *(struct part *)ring_push(&line->parts) = *part;
    line->g += part->g;
    line->parcels += part->parcels;
}

static void divide(struct dock *dock, const struct uld *uld, int class)
{
    int32_t kg_before = 0, parcels_before = 0;
    for (uint32_t d = 0; d < HALL_DESTINATIONS; d++) { /* (1) */
        bool last = d == HALL_DESTINATIONS - 1;
        int32_t kg_to = last ? uld->kg : (int32_t)(uld->kg * dock->up_to[d]);
        int32_t parcels_to = last ? uld->parcels : (int32_t)(uld->parcels * dock->up_to[d]);
        const struct part part = {.since_us = uld->since_us,
                                  .g = INT64_C(1000) * (kg_to - kg_before) + (last ? uld->g : 0),
                                  .parcels = parcels_to - parcels_before};
        kg_before = kg_to;
        parcels_before = parcels_to;
        if (part.g == 0 && part.parcels == 0) continue;
        append(&dock->line[class][d], &part);
        ask_while_full(dock, class, d);
    }
}

void dock_accept(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct dock *dock = station;
    struct uld *uld = cargo_uld(dock->cargo, number);
    int class = uld->kind == CARGO_GENERAL ? GENERAL : PARCELS;
    dock->g_inside += cargo_g(uld);
    dock->parcels_inside += uld->parcels;
    divide(dock, uld, class);
    dock->emptied++;
    slab_give(&dock->cargo->ulds, (uint32_t)number);
}

void dock_take(struct sim *sim, void *station, const struct piece *pieces, uint32_t n)
{
    (void)sim;
    struct dock *dock = station;
    for (uint32_t i = 0; i < n; i++) {
        const struct part part = {.since_us = parcels_since_us(dock->cargo->parcels, pieces[i].load),
                                  .g = pieces[i].g,
                                  .piece = pieces[i],
                                  .parcels = pieces[i].parcels};
        append(&dock->line[PARCELS][pieces[i].destination], &part);
        dock->g_inside += part.g;
        dock->parcels_inside += part.parcels;
    }
    for (uint32_t d = 0; d < HALL_DESTINATIONS; d++)
        ask_while_full(dock, PARCELS, d);
}

static void strike_wave(struct sim *sim, void *station, uint64_t number)
{
    struct dock *dock = station;
    for (int c = 0; c < CLASSES; c++)
        for (uint32_t d = 0; d < HALL_DESTINATIONS; d++) {
            const struct line *line = &dock->line[c][d];
            if (line->g > line->asked * capacity_g(dock, c)) ask_for_truck(dock, c, d);
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
    uint64_t weight = class == PARCELS ? (uint64_t)part->parcels : (uint64_t)(part->g / 100000);
    histogram_add(&dock->dwell_min[class], minutes, weight);
    dock->dwell_s[class] += (int64_t)weight * ((leaves_us - part->since_us) / DATE_SECOND_US);
}

/* What of a part goes on a truck with this much room: all, or what fits, or, of a piece that does
 * not fit, nothing. An empty truck takes any piece. */
static struct part cut(const struct part *part, int64_t room_g, bool empty)
{
    struct part taken = *part;
    if (part->g <= room_g || (part->piece.parcels > 0 && empty)) return taken;
    taken.g = part->piece.parcels > 0 ? 0 : room_g;
    taken.parcels = (int32_t)((int64_t)part->parcels * taken.g / part->g);
    return taken;
}

/* Takes parts off the line until the truck is full; the last part is cut if it must be. */
static void load(struct dock *dock, int class, struct line *line, struct truck *truck,
                 int64_t leaves_us)
{
    int64_t room_g = capacity_g(dock, class);
    while (ring_n(&line->parts) > 0 && truck->g < room_g) {
        struct part *part = ring_at(&line->parts, 0);
        struct part taken = cut(part, room_g - truck->g, truck->g == 0);
        count_dwell(dock, class, &taken, leaves_us);
        truck->g += taken.g;
        truck->parcels += taken.parcels;
        part->g -= taken.g;
        part->parcels -= taken.parcels;
        if (part->g > 0) break;
        if (taken.piece.parcels > 0) parcels_leave(dock->cargo->parcels, &taken.piece);
        ring_drop(&line->parts, 1);
    }
    line->g -= truck->g;
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
    double share = filled_share(line->g, capacity_g(dock, class));
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

static void add_shares_up(struct dock *dock)
{
    double sum = 0, all = 0;
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        all += dock->def->destination_share[d];
    for (int d = 0; d < HALL_DESTINATIONS; d++) {
        sum += dock->def->destination_share[d] / all;
        dock->up_to[d] = sum;
    }
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
    slab_start(&dock->trucks, sim, sizeof(struct truck));
    for (int c = 0; c < CLASSES; c++)
        for (int d = 0; d < HALL_DESTINATIONS; d++)
            ring_start(&dock->line[c][d].parts, sim, sizeof(struct part));
    add_shares_up(dock);
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
    add_shares_up(dock);
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

double dock_dwell_mean_h(const struct dock *dock, bool parcels)
{
    int class = parcels ? PARCELS : GENERAL;
    uint64_t n = dock->dwell_min[class].n;
    return n > 0 ? (double)dock->dwell_s[class] / (double)n / 3600.0 : NAN;
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
    histogram_clear(&dock->dwell_min[PARCELS]);
    histogram_clear(&dock->dwell_min[GENERAL]);
    dock->dwell_s[PARCELS] = dock->dwell_s[GENERAL] = 0;
    pool_reset_measures(dock->doors);
}
