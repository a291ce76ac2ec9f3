// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/landside/dock.h"

#include <math.h>
#include <stdio.h>

#include "sim/date.h"

enum { CLASSES = 2, PARCELS = DOCK_PARCELS, GENERAL = DOCK_GENERAL };

struct dock {
    struct sim *sim;
    const struct hall_def *def;
    struct cargo *cargo;
    struct roster *roster;
    struct pool *doors;
    struct dock_ports to;
    struct slab trucks;
    struct stock stock[CLASSES];
    int64_t asked_g[CLASSES][HALL_DESTINATIONS]; /* room of trucks asked for, not yet at a door */
    uint32_t planned[CLASSES]; /* bit d: trucks leave for it by the timetable only */
    struct ring called_us[CLASSES][HALL_DESTINATIONS]; /* int64_t: when each was */
    int64_t held_until_us[CLASSES][HALL_DESTINATIONS]; /* freight that a wave left; 0: none */
    struct dock_haul haul_year[HALL_DESTINATIONS];
    struct stay gate; /* trucks with freight out, up to a door */
    struct dock_counts counts;
    struct stream_key stream;
    uint64_t served;
    uint16_t leaves, unloaded, wave, own_wave, hold_ends;
};

/* Requests at the doors: a destination line, or an export truck. */
#define EXPORT_TRUCK (UINT64_C(1) << 40)
enum { ROOM_SHIFT = 8 };

/* ---- in: divide and wait --------------------------------------------------------------------- */

/* (2): a quarter of the time at the door does not depend on how much there is to move. */
static double load_share(const struct dock *dock, int class, uint32_t destination, int64_t g,
                         int64_t room_g)
{
    const struct stock *stock = &dock->stock[class];
    const double fill = g < room_g ? (double)g / (double)room_g : 1.0;
    const int64_t all_g = stock->g[destination];
    const double unopened =
        all_g > 0 ? (double)stock->unopened_g[destination] / (double)all_g : 0.0;
    return 0.25 + 0.75 * fill * (1.0 - unopened * (1.0 - dock->def->uld_load_share));
}

/* (2) for a truck that brings freight out */
static double unload_share(const struct dock *dock, const struct uld *freight)
{
    return freight->intact ? 0.25 + 0.75 * dock->def->uld_load_share : 1.0;
}

static void offer_work(struct dock *dock, double share)
{
    double worker_h = dock->def->dock_team * dist_mean(&dock->def->truck_load_min) / 60.0 * share;
    roster_work(dock->roster, HALL_DOCKS, worker_h);
}

static int64_t not_asked_g(const struct dock *dock, int class, uint32_t destination)
{
    return dock->stock[class].g[destination] - dock->asked_g[class][destination];
}

/* A request at the doors: the line, and the room of its truck in kg. */
static void ask_for_truck(struct dock *dock, int class, uint32_t destination, int64_t room_g)
{
    int64_t waiting_g = not_asked_g(dock, class, destination);
    uint64_t line = (uint64_t) class * HALL_DESTINATIONS + destination;
    offer_work(dock, load_share(dock, class, destination, waiting_g, room_g));
    dock->held_until_us[class][destination] = 0;
    dock->asked_g[class][destination] += room_g;
    *(int64_t *)ring_push(&dock->called_us[class][destination]) = sim_now_us(dock->sim);
    pool_ask(dock->doors, line | (uint64_t)room_g / 1000 << ROOM_SHIFT, 1, 1);
}

static void ask_where_full(struct dock *dock, int class) /* (1) */
{
    const struct stock *stock = &dock->stock[class];
    for (uint32_t d = 0; d < HALL_DESTINATIONS; d++) {
        const int64_t truck_g = stock->line[d].truck_g;
        while (stock->g[d] >= truck_g && not_asked_g(dock, class, d) >= truck_g &&
               !(dock->planned[class] >> d & 1u))
            ask_for_truck(dock, class, d, truck_g);
    }
}

void dock_expect(struct dock *dock, enum dock_stream stream, int64_t since_us, int64_t g)
{
    stay_begin(&dock->stock[stream].stay, since_us, g);
}

static void count_ready(struct dock *dock, int class, int64_t since_us, int64_t g) /* (3) */
{
    if (sim_now_us(dock->sim) - since_us <= DOCK_READY_H * DATE_HOUR_US)
        dock->counts.ready_g[class] += g;
}

void dock_accept(struct sim *sim, void *station, uint64_t number)
{
    struct dock *dock = station;
    struct uld *uld = cargo_uld(dock->cargo, number);
    int class = uld->kind == CARGO_GENERAL ? GENERAL : PARCELS;
    cargo_count(&dock->counts.in, cargo_g(uld), uld->parcels, uld->intact);
    count_ready(dock, class, uld->since_us, cargo_g(uld));
    cargo_tell_uld(dock->cargo, sim_now_us(sim), TRACE_AT_DOCK, uld);
    stock_divide(&dock->stock[class], uld);
    ask_where_full(dock, class);
    slab_give(&dock->cargo->ulds, (uint32_t)number);
}

void dock_take(struct sim *sim, void *station, const struct piece *pieces, uint32_t n)
{
    (void)sim;
    struct dock *dock = station;
    int64_t g = 0, parcels = 0;
    for (uint32_t i = 0; i < n; i++) {
        stock_add(&dock->stock[PARCELS], &pieces[i]);
        count_ready(dock, PARCELS, parcels_since_us(dock->cargo->parcels, pieces[i].load),
                    pieces[i].g);
        g += pieces[i].g;
        parcels += pieces[i].parcels;
    }
    cargo_count(&dock->counts.in, g, parcels, 0);
    ask_where_full(dock, PARCELS);
}

/* ---- waves ----------------------------------------------------------------------------------- */

static uint64_t line_number(int class, uint32_t destination)
{
    return (uint64_t) class * HALL_DESTINATIONS + destination;
}

/* What is not enough for a truck now leaves hold_at_most_h later, unless it is gone by then. */
static void hold(struct dock *dock, int class, uint32_t destination, double hold_h)
{
    if (dock->held_until_us[class][destination] != 0) return;
    int64_t until_us = sim_now_us(dock->sim) + (int64_t)(hold_h * (double)DATE_HOUR_US);
    dock->held_until_us[class][destination] = until_us;
    sim_at(dock->sim, until_us, SIM_COUNT, dock->hold_ends, dock, line_number(class, destination));
}

static void end_hold(struct sim *sim, void *station, uint64_t line)
{
    struct dock *dock = station;
    int class = (int)(line / HALL_DESTINATIONS);
    uint32_t destination = (uint32_t)(line % HALL_DESTINATIONS);
    if (dock->held_until_us[class][destination] != sim_now_us(sim)) return;
    dock->held_until_us[class][destination] = 0;
    if (not_asked_g(dock, class, destination) > 0)
        ask_for_truck(dock, class, destination, dock->stock[class].line[destination].truck_g);
}

static void send_wave(struct dock *dock, int class, uint32_t destination) /* (1) */
{
    const struct stock_line *line = &dock->stock[class].line[destination];
    int64_t waiting_g = not_asked_g(dock, class, destination);
    if (waiting_g <= 0 || (dock->planned[class] >> destination & 1u)) return;
    double least_g = line->haul ? line->haul->min_fill_share * (double)line->truck_g : 0;
    if ((double)waiting_g >= least_g) ask_for_truck(dock, class, destination, line->truck_g);
    else hold(dock, class, destination, line->haul->hold_at_most_h);
}

static const struct linehaul_def *haul_to(const struct dock *dock, uint32_t destination)
{
    return dock->stock[PARCELS].line[destination].haul;
}

/* Of the hall: for all destinations that have no waves of their own. */
static void strike_wave(struct sim *sim, void *station, uint64_t number)
{
    struct dock *dock = station;
    for (int c = 0; c < CLASSES; c++)
        for (uint32_t d = 0; d < HALL_DESTINATIONS; d++)
            if (haul_to(dock, d) == NULL || !linehaul_has_waves(haul_to(dock, d)))
                send_wave(dock, c, d);
    sim_in(sim, DATE_DAY_US, SIM_COUNT, dock->wave, dock, number);
}

static void strike_own_wave(struct sim *sim, void *station, uint64_t number)
{
    struct dock *dock = station;
    uint32_t destination = (uint32_t)(number / LINEHAUL_WAVES);
    if (linehaul_leaves_on(haul_to(dock, destination), sim_now_us(sim)))
        for (int c = 0; c < CLASSES; c++)
            send_wave(dock, c, destination);
    sim_in(sim, DATE_DAY_US, SIM_COUNT, dock->own_wave, dock, number);
}

/* ---- trucks of the timetable ----------------------------------------------------------------- */

void dock_plan(struct dock *dock, const struct timetable_trucks *trucks)
{
    for (size_t i = 0; i < trucks->n; i++) {
        const struct timetable_truck *row = &trucks->row[i];
        if (row->way == TIMETABLE_IN) continue;
        dock->planned[row->way == TIMETABLE_OUT_PARCELS ? PARCELS : GENERAL] |= 1u
                                                                                << row->destination;
    }
}

void dock_send(void *station, bool parcels, uint32_t destination, int64_t kg)
{
    struct dock *dock = station;
    const int class = parcels ? PARCELS : GENERAL;
    const int64_t usual_g = dock->stock[class].line[destination].truck_g;
    if (not_asked_g(dock, class, destination) > 0)
        ask_for_truck(dock, class, destination, kg > 0 ? 1000 * kg : usual_g);
}

/* ---- out: load and leave --------------------------------------------------------------------- */

static int64_t service_us(struct dock *dock, double share)
{
    struct stream stream = stream_at(dock->stream, sim_replication(dock->sim), dock->served++);
    double minutes = share * dist_draw(&dock->def->truck_load_min, &stream);
    return (int64_t)(minutes * (double)DATE_MINUTE_US);
}

static void let_in(struct dock *dock, uint64_t freight)
{
    stay_end(&dock->gate, cargo_uld(dock->cargo, freight)->since_us, sim_now_us(dock->sim), 1);
}

static void count_haul(struct dock *dock, uint32_t destination, const struct stock_truck *truck)
{
    struct dock_haul *year = &dock->haul_year[destination];
    year->trucks++;
    year->g += truck->g;
    year->room_g += truck->room_g;
    year->on_time_g += truck->on_time_g;
}

static void door_granted(struct sim *sim, void *station, uint64_t who)
{
    struct dock *dock = station;
    if (who & EXPORT_TRUCK) {
        const struct uld *freight = cargo_uld(dock->cargo, who & ~EXPORT_TRUCK);
        cargo_tell_freight(dock->cargo, sim_now_us(sim), TRACE_DOCKED, freight, 0, freight->serial);
        let_in(dock, who & ~EXPORT_TRUCK);
        sim_in(sim, service_us(dock, unload_share(dock, freight)), SIM_END, dock->unloaded, dock,
               who & ~EXPORT_TRUCK);
        return;
    }
    const uint64_t line = who & ((1u << ROOM_SHIFT) - 1);
    const int64_t room_g = INT64_C(1000) * (int64_t)(who >> ROOM_SHIFT);
    int class = (int)(line / HALL_DESTINATIONS);
    uint32_t destination = (uint32_t)(line % HALL_DESTINATIONS);
    struct stock *stock = &dock->stock[class];
    dock->asked_g[class][destination] -= room_g;
    stock->called_us = *(int64_t *)ring_at(&dock->called_us[class][destination], 0);
    ring_drop(&dock->called_us[class][destination], 1);
    double share = load_share(dock, class, destination, stock->g[destination], room_g);
    int64_t leaves_us = sim_now_us(sim) + service_us(dock, share);
    uint32_t number = slab_take(&dock->trucks);
    struct stock_truck *truck = slab_at(&dock->trucks, number);
    truck->room_g = room_g;
    stock_load(stock, destination, truck, leaves_us);
    count_haul(dock, destination, truck);
    sim_at(sim, leaves_us, SIM_END, dock->leaves, dock, number);
}

static void leave(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct dock *dock = station;
    const struct stock_truck *truck = slab_at(&dock->trucks, (uint32_t)number);
    dock->counts.trucks++;
    dock->counts.trucks_out++;
    cargo_count(&dock->counts.out, truck->g, truck->parcels, 0);
    slab_give(&dock->trucks, (uint32_t)number);
    pool_release(dock->doors, 1);
}

/* ---- export trucks --------------------------------------------------------------------------- */

void dock_receive(struct sim *sim, void *station, uint64_t freight)
{
    (void)sim;
    struct dock *dock = station;
    dock->counts.export_kg_inside += cargo_uld(dock->cargo, freight)->kg;
    stay_begin(&dock->gate, cargo_uld(dock->cargo, freight)->since_us, 1);
    offer_work(dock, unload_share(dock, cargo_uld(dock->cargo, freight)));
    pool_ask(dock->doors, EXPORT_TRUCK | freight, 1, 0);
}

static void unload(struct sim *sim, void *station, uint64_t freight)
{
    struct dock *dock = station;
    dock->counts.trucks_in++;
    dock->counts.export_kg_inside -= cargo_uld(dock->cargo, freight)->kg;
    port_hand(sim, &dock->to.received, freight);
    pool_release(dock->doors, 1);
}

/* ---- the station ----------------------------------------------------------------------------- */

/* Named destinations may have trucks of their own. */
static void settle(struct dock *dock)
{
    const struct hall_def *def = dock->def;
    double parcel_kg[HALL_DESTINATIONS], general_kg[HALL_DESTINATIONS];
    for (uint32_t d = 0; d < HALL_DESTINATIONS; d++) {
        const struct linehaul_def *haul = haul_to(dock, d);
        bool own_parcel = haul != NULL && haul->parcel_truck_kg > 0;
        bool own_general = haul != NULL && haul->general_truck_kg > 0;
        parcel_kg[d] = own_parcel ? haul->parcel_truck_kg : def->parcel_truck_kg;
        general_kg[d] = own_general ? haul->general_truck_kg : def->general_truck_kg;
    }
    stock_settle(&dock->stock[PARCELS], def->destination_share, parcel_kg);
    stock_settle(&dock->stock[GENERAL], def->destination_share, general_kg);
}

/* Every day at that hour, if it is one. */
static void start_wave(struct dock *dock, double hour, uint16_t kind, uint64_t number)
{
    if (hour >= 24) return;
    int64_t now_us = sim_now_us(dock->sim);
    int64_t at_us = now_us - now_us % DATE_DAY_US + (int64_t)(hour * (double)DATE_HOUR_US);
    sim_at(dock->sim, at_us < now_us ? at_us + DATE_DAY_US : at_us, SIM_COUNT, kind, dock, number);
}

void dock_serve(struct dock *dock, const struct linehaul_def *const *hauls, uint32_t n)
{
    for (uint32_t d = 0; d < n; d++) {
        for (int c = 0; c < CLASSES; c++)
            dock->stock[c].line[d].haul = hauls[d];
        for (uint32_t w = 0; w < LINEHAUL_WAVES; w++)
            start_wave(dock, hauls[d]->wave_hour[w], dock->own_wave, d * LINEHAUL_WAVES + w);
    }
    settle(dock);
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
    dock->stream = stream_key_of(sim_seed(sim), name);
    stay_start(&dock->gate, sim);
    slab_start(&dock->trucks, sim, sizeof(struct stock_truck));
    for (int c = 0; c < CLASSES; c++) {
        stock_start(&dock->stock[c], sim, cargo->parcels);
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
    dock->own_wave = sim_kind(sim, "dock.own_wave", strike_own_wave);
    dock->hold_ends = sim_kind(sim, "dock.hold_ends", end_hold);
    for (uint64_t w = 0; w < HALL_WAVES; w++)
        start_wave(dock, def->wave_hour[w], dock->wave, w);
    return dock;
}

void dock_connect(struct dock *dock, struct dock_ports ports)
{
    dock->to = ports;
    for (int c = 0; c < CLASSES; c++) {
        dock->stock[c].unopened = ports.books.unopened;
        dock->stock[c].unopened_context = ports.books.context;
    }
}

void dock_staff(struct dock *dock)
{
    uint32_t teams = roster_teams(dock->roster, HALL_DOCKS, dock->def->dock_team);
    uint32_t doors = hall_doors(dock->def, sim_now_us(dock->sim));
    pool_resize(dock->doors, teams < doors ? teams : doors);
    settle(dock);
}

const struct pool *dock_doors(const struct dock *dock)
{
    return dock->doors;
}

struct dock_counts dock_counts(const struct dock *dock)
{
    const struct stay *gate = &dock->gate;
    struct dock_counts counts = dock->counts;
    counts.inside = cargo_less(counts.in, counts.out);
    counts.gate_wait_mean_min = stay_mean_min(&gate, 1);
    counts.gate_wait_p95_min = stay_quantile_min(&gate, 1, 0.95);
    counts.busy_worker_h = dock->def->dock_team *
                           level_area_s(pool_busy_level(dock->doors), sim_now_us(dock->sim)) /
                           3600.0;
    for (int c = 0; c < CLASSES; c++)
        counts.landed_g[c] = dock->stock[c].stay.arrived;
    for (int c = 0; c < CLASSES; c++)
        for (uint32_t d = 0; d < HALL_DESTINATIONS; d++)
            counts.not_called += not_asked_g(dock, c, d) > 0;
    return counts;
}

const struct dock_haul *dock_haul_year(const struct dock *dock, uint32_t destination)
{
    return &dock->haul_year[destination];
}

/* The streams asked for, side by side; how many. */
static size_t stays_of(const struct dock *dock, enum dock_stream stream,
                       const struct stay *stays[CLASSES])
{
    size_t n = 0;
    for (int c = 0; c < CLASSES; c++)
        if (stream == DOCK_ALL || (int)stream == c) stays[n++] = &dock->stock[c].stay;
    return n;
}

double dock_dwell_quantile_h(const struct dock *dock, enum dock_stream stream, double p)
{
    const struct stay *stays[CLASSES];
    size_t n = stays_of(dock, stream, stays);
    return stay_quantile_min(stays, n, p) / 60.0;
}

double dock_dwell_mean_h(const struct dock *dock, enum dock_stream stream)
{
    const struct stay *stays[CLASSES];
    size_t n = stays_of(dock, stream, stays);
    return stay_mean_min(stays, n) / 60.0;
}

void dock_new_year(struct dock *dock)
{
    struct dock_counts *counts = &dock->counts;
    *counts = (struct dock_counts){.in = counts->in,
                                   .out = counts->out,
                                   .trucks = counts->trucks,
                                   .export_kg_inside = counts->export_kg_inside};
    for (int d = 0; d < HALL_DESTINATIONS; d++)
        dock->haul_year[d] = (struct dock_haul){0};
    stay_new_year(&dock->gate);
    for (int c = 0; c < CLASSES; c++)
        stay_new_year(&dock->stock[c].stay);
    pool_reset_measures(dock->doors);
}
