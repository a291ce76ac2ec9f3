// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ramp.h"

#include <math.h>
#include <stdio.h>

#include "models/luck.h"
#include "sim/date.h"

struct train {
    uint64_t flight; /* only while it stands at the aircraft */
    uint32_t first;  /* number + 1 of its first ULD */
};

struct ramp {
    struct sim *sim;
    const struct hall_def *def;
    const struct lane_def *lanes;
    struct cargo *cargo;
    struct roster *roster;
    struct pool *crews, *tugs;
    struct slab trains;
    struct port out, done, take;
    struct cause luck, trips;
    uint64_t trips_made;
    uint64_t ulds_inside;
    int64_t parcels_inside, kg_inside;
    uint16_t hall;
    uint16_t opens, offloads, delivers, returns, load_asks, loads;
};

/* Requests to the crew pool come from two stages of a turn: this bit tells them apart. */
enum { LOADING = 1 };
#define STAGE(flight, stage) (((flight) << 1) | (uint64_t)(stage))
/* Requests to the tug pool: a train, or a flight that loads. */
#define TUG_FOR_LOADING (UINT64_C(1) << 32)

static int64_t minutes_us(double minutes)
{
    return (int64_t)(minutes * (double)DATE_MINUTE_US);
}

/* ---- offload ---- */

void ramp_accept(struct sim *sim, void *station, uint64_t number)
{
    struct ramp *ramp = station;
    const struct flight *flight = cargo_flight(ramp->cargo, number);
    ramp->ulds_inside += flight->ulds_in;
    ramp->parcels_inside += flight->parcels_in;
    ramp->kg_inside += flight->kg_in;
    double ulds_out = ceil((double)flight->kg_out / ((double)flight->kg_out_max + 1.0) * 30.0);
    double work_min = ramp->def->doors_open_min + ramp->def->offload_uld_min * flight->ulds_in +
                      ramp->def->load_uld_min * ulds_out;
    roster_work(ramp->roster, HALL_RAMP, ramp->def->ramp_crew * work_min / 60.0);
    (void)sim;
    pool_ask(ramp->crews, STAGE(number, 0), 1, 1);
}

static void open_doors(struct sim *sim, void *station, uint64_t number)
{
    struct ramp *ramp = station;
    sim_in(sim, minutes_us(ramp->def->doors_open_min), SIM_END, ramp->opens, ramp, number);
}

static int64_t train_time_us(const struct ramp *ramp, const struct flight *flight, uint32_t ulds)
{
    struct stream luck = stream_at(ramp->luck, sim_replication(ramp->sim),
                                   ((uint64_t)flight->lane << 40) + flight->serial);
    return minutes_us(ulds * ramp->def->offload_uld_min * luck_spread(0.2, &luck));
}

static uint32_t next_train_ulds(const struct ramp *ramp, const struct flight *flight)
{
    uint32_t left = flight->ulds_in - flight->ulds_off;
    return left < ramp->def->train_ulds ? left : ramp->def->train_ulds;
}

static void load_when_due(struct ramp *ramp, uint64_t number);

static void offload_next(struct ramp *ramp, uint64_t number)
{
    const struct flight *flight = cargo_flight(ramp->cargo, number);
    uint32_t ulds = next_train_ulds(ramp, flight);
    if (ulds > 0) {
        sim_in(ramp->sim, train_time_us(ramp, flight, ulds), SIM_END, ramp->offloads, ramp, number);
        return;
    }
    load_when_due(ramp, number);
    pool_release(ramp->crews, 1);
}

static void start_offload(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    offload_next(station, number);
}

/* The first ULDs hold the parcels; the shares of weight and parcels are whole numbers that add
 * up exactly. */
static uint32_t unload_uld(struct ramp *ramp, const struct flight *flight, uint32_t place,
                           struct stream *luck)
{
    const struct lane_def *lane = &ramp->lanes[flight->lane];
    uint32_t number = slab_take(&ramp->cargo->ulds);
    struct uld *uld = cargo_uld(ramp->cargo, number);
    int64_t n = flight->ulds_in;
    int64_t with_parcels = (int64_t)ceil(lane->parcel_share_in * (double)n);
    uld->since_us = flight->on_block_us;
    uld->hold_until_us = flight->hold_until_us;
    uld->serial = flight->serial * 64u + place;
    uld->lane = flight->lane;
    uld->hall = (uint8_t)ramp->hall;
    uld->kg = (int32_t)(flight->kg_in * (place + 1) / n - flight->kg_in * place / n);
    uld->kind = CARGO_GENERAL;
    double general = stream_uniform(luck);
    if (place < with_parcels) {
        uld->kind = lane->business == LANE_EXPRESS ? CARGO_EXPRESS : CARGO_PARCELS;
        uld->parcels = (int32_t)(flight->parcels_in * (place + 1) / with_parcels -
                                 flight->parcels_in * place / with_parcels);
        uld->pieces =
            (int32_t)(hall_pieces(ramp->def, (enum cargo_kind)uld->kind, uld->parcels) + 0.5);
    } else {
        uld->intact = general < lane->intact_share;
    }
    return number;
}

static void offload_train(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct ramp *ramp = station;
    struct flight *flight = cargo_flight(ramp->cargo, number);
    uint32_t ulds = next_train_ulds(ramp, flight);
    uint32_t train = slab_take(&ramp->trains);
    struct train *record = slab_at(&ramp->trains, train);
    struct stream luck = stream_at(ramp->luck, sim_replication(ramp->sim),
                                   (UINT64_C(1) << 60) + ((uint64_t)flight->lane << 40) +
                                       flight->serial * 64u + flight->ulds_off);
    for (uint32_t i = ulds; i-- > 0;) {
        uint32_t uld = unload_uld(ramp, flight, flight->ulds_off + i, &luck);
        cargo_uld(ramp->cargo, uld)->next = record->first;
        record->first = uld + 1;
    }
    flight->ulds_off += ulds;
    pool_ask(ramp->tugs, train, 1, 1);
    offload_next(ramp, number);
}

/* ---- the tug's loop ---- */

static int64_t trip_us(struct ramp *ramp)
{
    struct stream luck = stream_at(ramp->trips, sim_replication(ramp->sim), ramp->trips_made++);
    return minutes_us(dist_draw(&ramp->def->tug_trip_min, &luck));
}

static void deliver(struct sim *sim, void *station, uint64_t train)
{
    struct ramp *ramp = station;
    struct train *record = slab_at(&ramp->trains, (uint32_t)train);
    uint32_t next = record->first;
    while (next != 0) {
        uint32_t number = next - 1;
        struct uld *uld = cargo_uld(ramp->cargo, number);
        next = uld->next;
        uld->next = 0;
        ramp->ulds_inside--;
        ramp->parcels_inside -= uld->parcels;
        ramp->kg_inside -= uld->kg;
        port_hand(sim, &ramp->out, number);
    }
    slab_give(&ramp->trains, (uint32_t)train);
    sim_in(sim, trip_us(ramp), SIM_END, ramp->returns, ramp, 0);
}

static void bring_back(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)unused;
    struct ramp *ramp = station;
    pool_release(ramp->tugs, 1);
}

/* ---- loading ---- */

static double load_min(const struct ramp *ramp, const struct flight *flight)
{
    return ramp->def->load_uld_min * flight->ulds_out;
}

/* The crew comes back in time for the schedule; a late flight is loaded at once. */
static void load_when_due(struct ramp *ramp, uint64_t number)
{
    const struct flight *flight = cargo_flight(ramp->cargo, number);
    int64_t now_us = sim_now_us(ramp->sim);
    int64_t due_us = flight->leaves_us - minutes_us(ramp->def->load_uld_min * 30.0 + 15.0);
    sim_at(ramp->sim, due_us > now_us ? due_us : now_us, SIM_START, ramp->load_asks, ramp, number);
}

static void ask_to_load(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct ramp *ramp = station;
    pool_ask(ramp->crews, STAGE(number, LOADING), 1, 0);
}

static void load(struct ramp *ramp, uint64_t number)
{
    port_hand(ramp->sim, &ramp->take, number);
    const struct flight *flight = cargo_flight(ramp->cargo, number);
    sim_in(ramp->sim, minutes_us(load_min(ramp, flight)), SIM_END, ramp->loads, ramp, number);
}

static void finish_load(struct sim *sim, void *station, uint64_t number)
{
    struct ramp *ramp = station;
    port_hand(sim, &ramp->done, number);
    pool_release(ramp->tugs, 1);
    pool_release(ramp->crews, 1);
}

/* ---- grants ---- */

static void crew_granted(struct sim *sim, void *station, uint64_t who)
{
    struct ramp *ramp = station;
    if (who & LOADING)
        pool_ask(ramp->tugs, TUG_FOR_LOADING | who >> 1, 1, 0);
    else
        open_doors(sim, ramp, who >> 1);
}

static void tug_granted(struct sim *sim, void *station, uint64_t who)
{
    struct ramp *ramp = station;
    if (who & TUG_FOR_LOADING)
        load(ramp, who & ~TUG_FOR_LOADING);
    else
        sim_in(sim, trip_us(ramp), SIM_END, ramp->delivers, ramp, who);
}

/* ---- the station ---- */

struct ramp *ramp_new(struct sim *sim, const struct hall_def *def, uint16_t hall,
                      const struct lane_def *lanes, struct cargo *cargo, struct roster *roster)
{
    struct ramp *ramp = sim_alloc(sim, sizeof *ramp);
    ramp->sim = sim;
    ramp->def = def;
    ramp->hall = hall;
    ramp->lanes = lanes;
    ramp->cargo = cargo;
    ramp->roster = roster;
    char name[2 * PARAM_NAME_BYTES];
    snprintf(name, sizeof name, "ramp.%s", def->name);
    ramp->luck = cause_of(sim_seed(sim), name);
    snprintf(name, sizeof name, "ramp.%s.trips", def->name);
    ramp->trips = cause_of(sim_seed(sim), name);
    slab_start(&ramp->trains, sim, sizeof(struct train));
    const struct pool_def crews = {"ramp.crews", 0};
    const struct pool_def tugs = {"ramp.tugs", def->tugs};
    ramp->crews = pool_new(sim, &crews, crew_granted, ramp);
    ramp->tugs = pool_new(sim, &tugs, tug_granted, ramp);
    ramp->opens = sim_kind(sim, "ramp.doors_open", start_offload);
    ramp->offloads = sim_kind(sim, "ramp.train_offloaded", offload_train);
    ramp->delivers = sim_kind(sim, "ramp.train_delivered", deliver);
    ramp->returns = sim_kind(sim, "ramp.tug_returned", bring_back);
    ramp->load_asks = sim_kind(sim, "ramp.loading_due", ask_to_load);
    ramp->loads = sim_kind(sim, "ramp.loaded", finish_load);
    return ramp;
}

void ramp_connect(struct ramp *ramp, struct port out, struct port done, struct port take)
{
    ramp->out = out;
    ramp->done = done;
    ramp->take = take;
}

void ramp_staff(struct ramp *ramp)
{
    pool_resize(ramp->crews, roster_teams(ramp->roster, HALL_RAMP, ramp->def->ramp_crew));
    pool_resize(ramp->tugs, ramp->def->tugs);
}

const struct pool *ramp_crews(const struct ramp *ramp)
{
    return ramp->crews;
}

const struct pool *ramp_tugs(const struct ramp *ramp)
{
    return ramp->tugs;
}

double ramp_busy_worker_h(const struct ramp *ramp)
{
    const struct level *busy = pool_busy_level(ramp->crews);
    return ramp->def->ramp_crew * level_area_s(busy, sim_now_us(ramp->sim)) / 3600.0;
}

void ramp_new_year(struct ramp *ramp)
{
    pool_reset_measures(ramp->crews);
    pool_reset_measures(ramp->tugs);
}

uint64_t ramp_ulds_inside(const struct ramp *ramp)
{
    return ramp->ulds_inside;
}

int64_t ramp_parcels_inside(const struct ramp *ramp)
{
    return ramp->parcels_inside;
}

int64_t ramp_kg_inside(const struct ramp *ramp)
{
    return ramp->kg_inside;
}
