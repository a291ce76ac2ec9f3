// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airside/ramp.h"

#include <math.h>
#include <stdio.h>

#include "models/base/draws.h"
#include "models/airside/tugs.h"
#include "sim/date.h"

struct ramp {
    struct sim *sim;
    const struct hall_def *def;
    const struct lane_def *lanes;
    struct cargo *cargo;
    struct roster *roster;
    struct tugs *tugs;
    struct crews *crews;
    struct pool *loaders[CARGO_DECKS];
    struct ramp_ports to;
    struct stream_key stream;
    struct cargo_amount in;           /* on block, since the start */
    uint32_t aircraft[2][RAMP_TURNS]; /* wide, narrow */
    uint32_t blocked[CARGO_DECKS];    /* loaders without dollies */
    uint16_t hall;
    uint16_t opens, offloads, load_asks, loads;
};

/* What a granted crew is for: crews.h. */
enum { LOADING = 1 };
/* Addresses of a flight's loader cycles: offload at the place of a train's first ULD, loading at
 * the last ones. */
enum { LOADER_PLACES = 2 * CARGO_ULDS_MAX };
/* A deck of a flight, and whether it is loaded: what events and loaders know it by. */
#define DECK(flight, deck) ((flight) | (uint64_t)(deck) << 32)
#define TO_LOAD (UINT64_C(1) << 33)
#define FLIGHT(key) ((key)&UINT32_MAX)
#define DECK_OF(key) ((uint32_t)((key) >> 32 & 1))

/* Work outdoors that begins now. */
static void work(struct ramp *ramp, double minutes, uint16_t ends, uint64_t arg)
{
    int64_t at_us = weather_until_us(ramp->to.weather, WEATHER_LIGHTNING, sim_now_us(ramp->sim),
                                     (int64_t)(minutes * (double)DATE_MINUTE_US));
    sim_at(ramp->sim, at_us, SIM_END, ends, ramp, arg);
}

/* ---- what goes on at each aircraft ----------------------------------------------------------- */

static void turn_to(struct ramp *ramp, struct flight *flight, enum ramp_turn turn)
{
    uint32_t *aircraft = ramp->aircraft[flight->narrow];
    aircraft[flight->turn]--;
    aircraft[turn]++;
    flight->turn = turn;
}

static void begin_at_deck(struct ramp *ramp, uint64_t key)
{
    struct flight *flight = cargo_flight(ramp->cargo, FLIGHT(key));
    flight->decks_at_work++;
    turn_to(ramp, flight, RAMP_WORKS);
}

static void end_at_deck(struct ramp *ramp, uint64_t key)
{
    struct flight *flight = cargo_flight(ramp->cargo, FLIGHT(key));
    if (--flight->decks_at_work == 0) turn_to(ramp, flight, RAMP_WAITS);
}

/* ---- decks ----------------------------------------------------------------------------------- */

static bool by_deck(const struct ramp *ramp)
{
    return ramp->def->main_loaders > 0;
}

/* How many of n ULDs go by the main deck: it is filled first. All, if there is but one loader. */
static uint32_t main_of(const struct ramp *ramp, const struct flight *flight, uint32_t n)
{
    bool split = by_deck(ramp) && ramp->def->lower_loaders > 0;
    return split && n > flight->main_ulds ? flight->main_ulds : n;
}

static uint32_t decks_of(const struct ramp *ramp, const struct flight *flight, uint32_t n)
{
    uint32_t main = main_of(ramp, flight, n);
    return (uint32_t)(main > 0) + (uint32_t)(main < n);
}

/* (2): n cycles of a deck's loader; `place` is where in the flight's stream they stand. */
static double cycles_min(const struct ramp *ramp, const struct flight *flight, uint32_t deck,
                         uint32_t n, uint64_t place)
{
    const struct dist *cycle =
        deck == CARGO_LOWER_DECK ? &ramp->def->lower_uld_min : &ramp->def->main_uld_min;
    uint64_t index = (UINT64_C(1) << 61) + ((uint64_t)flight->lane << 40) +
                     (uint64_t)flight->serial * LOADER_PLACES + place;
    struct stream stream = stream_at(ramp->stream, sim_replication(ramp->sim), index);
    double min = 0;
    for (uint32_t i = 0; i < n; i++)
        min += dist_draw(cycle, &stream);
    return min;
}

/* What n ULDs take on average, for the roster. */
static double mean_min(const struct ramp *ramp, const struct flight *flight, uint32_t n,
                       double uld_min)
{
    if (!by_deck(ramp)) return uld_min * n;
    uint32_t main_n = main_of(ramp, flight, n);
    double main_min = main_n * dist_mean(&ramp->def->main_uld_min);
    double lower_min = (n - main_n) * dist_mean(&ramp->def->lower_uld_min);
    return main_min > lower_min ? main_min : lower_min;
}

/* For the roster, in the hour in which it arises: offload when the flight is there, loading when
 * it is due. */
static void report_work(struct ramp *ramp, double crew_min)
{
    roster_work(ramp->roster, HALL_RAMP, ramp->def->ramp_crew * crew_min / 60.0);
}

/* ---- offload --------------------------------------------------------------------------------- */

void ramp_accept(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct ramp *ramp = station;
    struct flight *flight = cargo_flight(ramp->cargo, number);
    cargo_count(&ramp->in, 1000 * flight->kg_in, flight->parcels_in, flight->ulds_in);
    flight->parcel_ulds =
        (uint32_t)ceil(ramp->lanes[flight->lane].parcel_share_in * (double)flight->ulds_in);
    report_work(ramp, ramp->def->doors_open_min +
                          mean_min(ramp, flight, flight->ulds_in, ramp->def->offload_uld_min));
    flight->turn = RAMP_WAITS;
    ramp->aircraft[flight->narrow][RAMP_WAITS]++;
    crews_ask(ramp->crews, number, false, decks_of(ramp, flight, flight->ulds_in));
}

static double train_min(const struct ramp *ramp, const struct flight *flight, uint32_t deck,
                        uint32_t ulds, uint32_t place)
{
    if (by_deck(ramp)) return cycles_min(ramp, flight, deck, ulds, place);
    struct stream stream =
        stream_at(ramp->stream, sim_replication(ramp->sim), cargo_flight_address(flight));
    return ulds * ramp->def->offload_uld_min *
           draws_spread(ramp->def->offload_cv, &stream); /* (1) */
}

/* How many of the flight's ULDs come before this deck's. */
static uint32_t deck_begin(const struct flight *flight, uint32_t deck)
{
    return deck == CARGO_LOWER_DECK ? flight->main_in : 0;
}

static uint32_t next_train_ulds(const struct ramp *ramp, const struct flight *flight, uint32_t deck)
{
    uint32_t end = deck == CARGO_LOWER_DECK ? flight->ulds_in : flight->main_in;
    uint32_t left = end - deck_begin(flight, deck) - flight->ulds_off[deck];
    uint32_t most = tugs_train_ulds(ramp->tugs);
    return left < most ? left : most;
}

static void tell(const struct ramp *ramp, enum trace_step step, uint64_t number)
{
    const struct flight *flight = cargo_flight(ramp->cargo, number);
    cargo_tell_flight(ramp->cargo, sim_now_us(ramp->sim), step, flight, 0, flight->ulds_out);
}

static void tell_deck(const struct ramp *ramp, enum trace_step step, uint64_t key)
{
    cargo_tell_flight(ramp->cargo, sim_now_us(ramp->sim), step,
                      cargo_flight(ramp->cargo, FLIGHT(key)), 0, DECK_OF(key));
}

static void load_when_due(struct ramp *ramp, uint64_t number);

static void finish_offload(struct ramp *ramp, uint64_t number)
{
    tell(ramp, TRACE_OFFLOADED, number);
    turn_to(ramp, cargo_flight(ramp->cargo, number), RAMP_RESTS);
    load_when_due(ramp, number);
    crews_release(ramp->crews, cargo_flight(ramp->cargo, number));
}

static void offload_next(struct ramp *ramp, uint64_t key)
{
    struct flight *flight = cargo_flight(ramp->cargo, FLIGHT(key));
    uint32_t ulds = next_train_ulds(ramp, flight, DECK_OF(key));
    if (ulds > 0) {
        ramp->blocked[DECK_OF(key)]++;
        tugs_want_dollies(ramp->tugs, key, ulds);
        return;
    }
    pool_release(ramp->loaders[DECK_OF(key)], 1);
    if (--flight->decks_busy == 0) finish_offload(ramp, FLIGHT(key));
}

static void dollies_there(struct sim *sim, void *station, uint64_t key)
{
    (void)sim;
    struct ramp *ramp = station;
    const struct flight *flight = cargo_flight(ramp->cargo, FLIGHT(key));
    tell_deck(ramp, TRACE_DOLLIES, key);
    begin_at_deck(ramp, key);
    uint32_t deck = DECK_OF(key);
    ramp->blocked[deck]--;
    uint32_t place = deck_begin(flight, deck) + flight->ulds_off[deck];
    uint32_t ulds = next_train_ulds(ramp, flight, deck);
    work(ramp, train_min(ramp, flight, deck, ulds, place), ramp->offloads, key);
}

static void start_offload(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct ramp *ramp = station;
    struct flight *flight = cargo_flight(ramp->cargo, number);
    tell(ramp, TRACE_DOORS_OPEN, number);
    turn_to(ramp, flight, RAMP_WAITS);
    flight->main_in = main_of(ramp, flight, flight->ulds_in);
    bool lower = flight->main_in<flight->ulds_in, main = flight->main_in> 0;
    flight->decks_busy = (uint32_t)lower + (uint32_t)main;
    if (flight->decks_busy == 0) finish_offload(ramp, number);
    if (main) pool_ask(ramp->loaders[CARGO_MAIN_DECK], DECK(number, CARGO_MAIN_DECK), 1, 1);
    if (lower) pool_ask(ramp->loaders[CARGO_LOWER_DECK], DECK(number, CARGO_LOWER_DECK), 1, 1);
}

/* The first ULDs hold the parcels; the shares of weight and parcels are whole numbers that add
 * up exactly. */
static uint32_t unload_uld(struct ramp *ramp, const struct flight *flight, uint32_t place,
                           struct stream *stream)
{
    const struct lane_def *lane = &ramp->lanes[flight->lane];
    uint32_t number = slab_take(&ramp->cargo->ulds);
    struct uld *uld = cargo_uld(ramp->cargo, number);
    int64_t n = flight->ulds_in;
    int64_t with_parcels = flight->parcel_ulds;
    uld->since_us = flight->on_block_us;
    uld->hold_until_us = flight->hold_until_us;
    uld->serial = flight->serial;
    uld->place = (uint16_t)place;
    uld->lane = flight->lane;
    uld->hall = (uint8_t)ramp->hall;
    uld->type = flight->uld_type[place < flight->main_ulds ? CARGO_MAIN_DECK : CARGO_LOWER_DECK];
    uld->kg = (int32_t)(flight->kg_in * (place + 1) / n - flight->kg_in * place / n);
    uld->kind = CARGO_GENERAL;
    const double intact_share =
        place < with_parcels ? lane->parcel_intact_share : lane->intact_share;
    uld->intact = stream_uniform(stream) < intact_share;
    if (place < with_parcels) {
        uld->kind = lane->business == LANE_EXPRESS ? CARGO_EXPRESS : CARGO_PARCELS;
        uld->parcels = (int32_t)(flight->parcels_in * (place + 1) / with_parcels -
                                 flight->parcels_in * place / with_parcels);
        uld->pieces =
            (int32_t)(hall_pieces(ramp->def, (enum cargo_kind)uld->kind, uld->parcels) + 0.5);
    }
    return number;
}

static void offload_train(struct sim *sim, void *station, uint64_t key)
{
    struct ramp *ramp = station;
    struct flight *flight = cargo_flight(ramp->cargo, FLIGHT(key));
    uint32_t deck = DECK_OF(key), ulds = next_train_ulds(ramp, flight, deck), first = 0;
    uint32_t place = deck_begin(flight, deck) + flight->ulds_off[deck];
    struct stream stream =
        stream_at(ramp->stream, sim_replication(ramp->sim),
                  (UINT64_C(1) << 60) + cargo_place_address(flight->lane, flight->serial, place));
    for (uint32_t i = ulds; i-- > 0;) {
        uint32_t number = unload_uld(ramp, flight, place + i, &stream);
        struct uld *uld = cargo_uld(ramp->cargo, number);
        uld->next = first;
        first = number + 1;
        cargo_tell_more(ramp->cargo, sim_now_us(sim), TRACE_OFF, uld, 0, (int32_t)deck);
    }
    flight->ulds_off[deck] += ulds;
    end_at_deck(ramp, key);
    tugs_fetch(ramp->tugs, first - 1, ulds);
    offload_next(ramp, key);
}

/* ---- loading --------------------------------------------------------------------------------- */

/* (5), rounded up */
static uint32_t expected_ulds(const struct flight *flight)
{
    if (flight->kg_out_max == 0) return 0;
    return (uint32_t)((flight->kg_out * flight->positions + flight->kg_out_max - 1) /
                      flight->kg_out_max);
}

/* The crew comes back in time to fill the aircraft; a late flight is loaded at once. */
static void load_when_due(struct ramp *ramp, uint64_t number)
{
    const struct flight *flight = cargo_flight(ramp->cargo, number);
    int64_t now_us = sim_now_us(ramp->sim);
    double ahead_min = ramp->def->load_ahead_min +
                       mean_min(ramp, flight, flight->positions, ramp->def->load_uld_min); /* (6) */
    int64_t due_us = flight->leaves_us - (int64_t)(ahead_min * (double)DATE_MINUTE_US);
    sim_at(ramp->sim, due_us > now_us ? due_us : now_us, SIM_START, ramp->load_asks, ramp, number);
}

static void ask_to_load(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct ramp *ramp = station;
    struct flight *flight = cargo_flight(ramp->cargo, number);
    tell(ramp, TRACE_LOAD_DUE, number);
    uint32_t ulds = expected_ulds(flight);
    report_work(ramp, mean_min(ramp, flight, ulds, ramp->def->load_uld_min));
    turn_to(ramp, flight, RAMP_WAITS);
    crews_ask(ramp->crews, number, true, decks_of(ramp, flight, ulds));
}

/* (3): crew and tug are there. A flight that flies empty is closed all the same. */
static void start_load(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct ramp *ramp = station;
    tell(ramp, TRACE_LOADING, number);
    port_hand(ramp->sim, &ramp->to.take, number);
    struct flight *flight = cargo_flight(ramp->cargo, number);
    bool lower = main_of(ramp, flight, flight->ulds_out) < flight->ulds_out;
    flight->decks_busy = 1 + (uint32_t)lower;
    pool_ask(ramp->loaders[CARGO_MAIN_DECK], DECK(number, CARGO_MAIN_DECK) | TO_LOAD, 1, 0);
    if (lower)
        pool_ask(ramp->loaders[CARGO_LOWER_DECK], DECK(number, CARGO_LOWER_DECK) | TO_LOAD, 1, 0);
}

static void load_deck(struct ramp *ramp, uint64_t key)
{
    const struct flight *flight = cargo_flight(ramp->cargo, FLIGHT(key));
    begin_at_deck(ramp, key);
    uint32_t deck = DECK_OF(key), main_n = main_of(ramp, flight, flight->ulds_out);
    uint32_t n = deck == CARGO_LOWER_DECK ? flight->ulds_out - main_n : main_n;
    double min = by_deck(ramp)
                     ? cycles_min(ramp, flight, deck, n, LOADER_PLACES - CARGO_DECKS + deck)
                     : ramp->def->load_uld_min * flight->ulds_out;
    work(ramp, min, ramp->loads, key & ~TO_LOAD);
}

static void finish_load(struct sim *sim, void *station, uint64_t key)
{
    struct ramp *ramp = station;
    struct flight *flight = cargo_flight(ramp->cargo, FLIGHT(key));
    end_at_deck(ramp, key);
    pool_release(ramp->loaders[DECK_OF(key)], 1);
    if (--flight->decks_busy > 0) return;
    tell(ramp, TRACE_LOADED, FLIGHT(key));
    const struct flight loaded = *flight;
    ramp->aircraft[flight->narrow][flight->turn]--; /* it is the airport's again */
    port_hand(sim, &ramp->to.done, FLIGHT(key));
    tugs_let_go(ramp->tugs);
    crews_release(ramp->crews, &loaded);
}

/* ---- grants ---------------------------------------------------------------------------------- */

static void crew_granted(struct sim *sim, void *station, uint64_t who)
{
    (void)sim;
    struct ramp *ramp = station;
    tell(ramp, who & LOADING ? TRACE_LOAD_CREW : TRACE_CREW, who >> 1);
    if (who & LOADING) {
        tugs_hold(ramp->tugs, who >> 1);
        return;
    }
    turn_to(ramp, cargo_flight(ramp->cargo, who >> 1), RAMP_WORKS);
    work(ramp, ramp->def->doors_open_min, ramp->opens, who >> 1);
}

static void loader_granted(struct sim *sim, void *station, uint64_t key)
{
    (void)sim;
    struct ramp *ramp = station;
    if (key & TO_LOAD) {
        load_deck(ramp, key);
        return;
    }
    tell_deck(ramp, TRACE_LOADER, key);
    offload_next(ramp, key);
}

/* ---- the station ----------------------------------------------------------------------------- */

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
    ramp->stream = stream_key_of(sim_seed(sim), name);
    const struct pool_def main = {"ramp.main_loaders", POOL_PLENTY};
    const struct pool_def lower = {"ramp.lower_loaders", POOL_PLENTY};
    ramp->crews = crews_new(sim, def, cargo, roster, crew_granted, ramp);
    ramp->loaders[CARGO_MAIN_DECK] = pool_new(sim, &main, loader_granted, ramp);
    ramp->loaders[CARGO_LOWER_DECK] = pool_new(sim, &lower, loader_granted, ramp);
    ramp->tugs = tugs_new(sim, def, cargo);
    ramp->opens = sim_kind(sim, "ramp.doors_open", start_offload);
    ramp->offloads = sim_kind(sim, "ramp.train_offloaded", offload_train);
    ramp->load_asks = sim_kind(sim, "ramp.loading_due", ask_to_load);
    ramp->loads = sim_kind(sim, "ramp.loaded", finish_load);
    return ramp;
}

void ramp_connect(struct ramp *ramp, struct ramp_ports ports)
{
    ramp->to = ports;
    tugs_connect(ramp->tugs, (struct tugs_ports){.out = ports.out,
                                                 .dollies = {dollies_there, ramp},
                                                 .held = {start_load, ramp},
                                                 .weather = ports.weather});
}

void ramp_staff(struct ramp *ramp)
{
    const struct hall_def *def = ramp->def;
    uint32_t main = def->main_loaders > 0 ? def->main_loaders : POOL_PLENTY;
    uint32_t lower = def->lower_loaders > 0 ? def->lower_loaders : POOL_PLENTY;
    crews_staff(ramp->crews);
    pool_resize(ramp->loaders[CARGO_MAIN_DECK], main);
    pool_resize(ramp->loaders[CARGO_LOWER_DECK], lower);
    tugs_changed(ramp->tugs);
}

const struct crews *ramp_crews(const struct ramp *ramp)
{
    return ramp->crews;
}

const struct pool *ramp_loaders(const struct ramp *ramp, enum cargo_deck deck)
{
    return ramp->loaders[deck];
}

uint32_t ramp_aircraft(const struct ramp *ramp, bool narrow, enum ramp_turn turn)
{
    return ramp->aircraft[narrow][turn];
}

void ramp_stand(struct sim *sim, void *station, uint64_t uld)
{
    struct ramp *ramp = station;
    tugs_stand(sim, ramp->tugs, uld);
}

void ramp_go_on(struct sim *sim, void *station, uint64_t uld)
{
    struct ramp *ramp = station;
    tugs_go_on(sim, ramp->tugs, uld);
}

const struct tugs *ramp_tugs(const struct ramp *ramp)
{
    return ramp->tugs;
}

struct ramp_counts ramp_counts(const struct ramp *ramp)
{
    const struct level *busy = pool_busy_level(crews_pool(ramp->crews));
    struct ramp_counts counts = {.in = ramp->in, .out = tugs_counts(ramp->tugs).out};
    counts.inside = cargo_less(counts.in, counts.out);
    for (int deck = 0; deck < CARGO_DECKS; deck++)
        counts.loaders_blocked[deck] = ramp->blocked[deck];
    counts.busy_worker_h =
        ramp->def->ramp_crew * level_area_s(busy, sim_now_us(ramp->sim)) / 3600.0;
    return counts;
}

void ramp_new_year(struct ramp *ramp)
{
    crews_new_year(ramp->crews);
    pool_reset_measures(ramp->loaders[CARGO_MAIN_DECK]);
    pool_reset_measures(ramp->loaders[CARGO_LOWER_DECK]);
    tugs_new_year(ramp->tugs);
}
