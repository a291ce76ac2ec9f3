// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/airport.h"

#include <stddef.h>

#include "sim/date.h"

#define AT(field) offsetof(struct airport_def, field)

const struct param airport_params[] = {
    {.key = "runway_separation_s", .kind = PARAM_REAL, .at = AT(runway_separation_s), .min = 30,
     .max = 600, .standard = {.a = 90}, .unit = "s", .meaning = "Least time between two landings.",
     .source = "OPS29", .confidence = "medium"},
    {.key = "movement_cap_per_year", .kind = PARAM_COUNT, .at = AT(movement_cap_per_year),
     .max = 1e7, .standard = {.a = 0}, .unit = "movements per year",
     .meaning = "Landings and departures the permit allows in a calendar year; 0 means no cap.",
     .source = "L82", .confidence = "high"},
    {.key = "other_movements_per_year", .kind = PARAM_REAL, .at = AT(other_movements_per_year),
     .max = 1e6, .standard = {.a = 9000}, .unit = "movements per year",
     .meaning = "Movements that carry no cargo (passengers, business, training); they use up the"
                " cap.", .source = "L24", .confidence = "high"},
    {.key = "stands_wide", .kind = PARAM_COUNT, .at = AT(stands_wide), .min = 1, .max = 500,
     .standard = {.a = 30}, .unit = "stands", .meaning = "Stands that take a wide-body freighter.",
     .source = "L72", .confidence = "low"},
    {.key = "stands_narrow", .kind = PARAM_COUNT, .at = AT(stands_narrow), .min = 0, .max = 500,
     .standard = {.a = 32}, .unit = "stands",
     .meaning = "Stands that take narrow-body and smaller freighters only.", .source = "assumption",
     .confidence = "low"},
    {.key = "divert_after_h", .kind = PARAM_REAL, .at = AT(divert_after_h), .min = 0.1, .max = 48,
     .standard = {.a = 4}, .unit = "h",
     .meaning = "A flight that has waited this long for a stand goes elsewhere.",
     .source = "assumption", .confidence = "low"},
    {.key = "taxi_min", .kind = PARAM_REAL, .at = AT(taxi_min), .min = 0, .max = 60,
     .standard = {.a = 10}, .unit = "min", .meaning = "Landing to on block, once a stand is free.",
     .source = "assumption", .confidence = "medium"},
    {.key = "turn_min_h", .kind = PARAM_REAL, .at = AT(turn_min_h), .min = 0.25, .max = 24,
     .standard = {.a = 1.5}, .unit = "h",
     .meaning = "Least time on block, however little there is to load (fuel, crew, papers).",
     .source = "L73", .confidence = "medium"},
};
const size_t airport_params_n = sizeof airport_params / sizeof *airport_params;

struct airport {
    const struct airport_def *def;
    struct cargo *cargo;
    struct sim *sim;
    struct pool *stands[2]; /* wide, narrow */
    struct port on_block, lost, left;
    int64_t runway_free_us;
    /* movements without cargo: of the year up to others_since_us, and the rate from then on */
    double others, others_per_year;
    int64_t others_since_us;
    int64_t parcels_inside, kg_inside;
    uint64_t ulds_inside;
    struct airport_counts year;
    uint16_t gives_up, blocks, leaves;
};

/* ---- the turn, in the order a flight lives it ---- */

double airport_movements(const struct airport *airport)
{
    double since_us = (double)(sim_now_us(airport->sim) - airport->others_since_us);
    double others = airport->others + airport->others_per_year * since_us / (365.25 * (double)DATE_DAY_US);
    return 2.0 * (double)airport->year.landed + others;
}

/* Room for the whole year's other movements is kept back: they are allowed as well. */
static bool over_cap(const struct airport *airport)
{
    double cap = airport->def->movement_cap_per_year;
    return cap > 0 &&
           2.0 * (double)(airport->year.landed + 1) + airport->def->other_movements_per_year > cap;
}

static void lose(struct airport *airport, uint64_t number)
{
    port_hand(airport->sim, &airport->lost, number);
}

static bool is_night(int64_t at_us)
{
    int32_t hour = date_hour(at_us);
    return hour >= 23 || hour < 7;
}

static void land(struct airport *airport, struct flight *flight)
{
    flight->landed_us = sim_now_us(airport->sim);
    if (airport->runway_free_us > flight->landed_us) flight->landed_us = airport->runway_free_us;
    airport->runway_free_us =
        flight->landed_us + (int64_t)(airport->def->runway_separation_s * (double)DATE_SECOND_US);
    airport->year.landed++;
    if (is_night(flight->landed_us)) airport->year.night++;
    airport->year.ulds_in += flight->ulds_in;
    airport->ulds_inside += flight->ulds_in;
    airport->parcels_inside += flight->parcels_in;
    airport->kg_inside += flight->kg_in;
}

void airport_accept(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    struct flight *flight = cargo_flight(airport->cargo, number);
    if (over_cap(airport)) {
        airport->year.refused++;
        lose(airport, number);
        return;
    }
    struct pool *stands = airport->stands[flight->narrow];
    int64_t patience_us = (int64_t)(airport->def->divert_after_h * (double)DATE_HOUR_US);
    flight->patience = sim_in(sim, patience_us, SIM_END, airport->gives_up, airport, number);
    pool_ask(stands, number, 1, 0);
}

static void give_up(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct airport *airport = station;
    struct flight *flight = cargo_flight(airport->cargo, number);
    bool waited = pool_renege(airport->stands[flight->narrow], number);
    REQUIRE(airport->sim, waited, "flight %u gives up a stand it has", flight->serial);
    airport->year.diverted++;
    lose(airport, number);
}

static void stand_granted(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    struct flight *flight = cargo_flight(airport->cargo, number);
    sim_cancel(sim, flight->patience);
    land(airport, flight);
    int64_t at_us = flight->landed_us + (int64_t)(airport->def->taxi_min * (double)DATE_MINUTE_US);
    sim_at(sim, at_us, SIM_START, airport->blocks, airport, number);
}

static void block(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    struct flight *flight = cargo_flight(airport->cargo, number);
    flight->on_block_us = sim_now_us(sim);
    int64_t turn_us = (int64_t)(airport->def->turn_min_h * (double)DATE_HOUR_US);
    if (flight->leaves_us < flight->on_block_us + turn_us)
        flight->leaves_us = flight->on_block_us + turn_us;
    airport->ulds_inside -= flight->ulds_in;
    airport->parcels_inside -= flight->parcels_in;
    airport->kg_inside -= flight->kg_in;
    port_hand(sim, &airport->on_block, number);
}

void airport_release(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    const struct flight *flight = cargo_flight(airport->cargo, number);
    int64_t now_us = sim_now_us(sim);
    int64_t at_us = flight->leaves_us > now_us ? flight->leaves_us : now_us;
    sim_at(sim, at_us, SIM_END, airport->leaves, airport, number);
}

static void leave(struct sim *sim, void *station, uint64_t number)
{
    struct airport *airport = station;
    struct flight *flight = cargo_flight(airport->cargo, number);
    airport->year.left++;
    airport->year.ulds_out += flight->ulds_out;
    struct pool *stands = airport->stands[flight->narrow];
    port_hand(sim, &airport->left, number);
    pool_release(stands, 1);
}

/* ---- the station ---- */

struct airport *airport_new(struct sim *sim, const struct airport_def *def, struct cargo *cargo)
{
    struct airport *airport = sim_alloc(sim, sizeof *airport);
    airport->sim = sim;
    airport->def = def;
    airport->cargo = cargo;
    airport->others_since_us = sim_now_us(sim);
    airport->others_per_year = def->other_movements_per_year;
    const struct pool_def wide = {"stands.wide", def->stands_wide};
    const struct pool_def narrow = {"stands.narrow", def->stands_narrow};
    airport->stands[0] = pool_new(sim, &wide, stand_granted, airport);
    airport->stands[1] = pool_new(sim, &narrow, stand_granted, airport);
    airport->gives_up = sim_kind(sim, "airport.gives_up", give_up);
    airport->blocks = sim_kind(sim, "airport.on_block", block);
    airport->leaves = sim_kind(sim, "airport.leaves", leave);
    return airport;
}

void airport_connect(struct airport *airport, struct port on_block, struct port lost, struct port left)
{
    airport->on_block = on_block;
    airport->lost = lost;
    airport->left = left;
}

void airport_changed(struct airport *airport)
{
    airport->others = airport_movements(airport) - 2.0 * (double)airport->year.landed;
    airport->others_since_us = sim_now_us(airport->sim);
    airport->others_per_year = airport->def->other_movements_per_year;
    pool_resize(airport->stands[0], airport->def->stands_wide);
    pool_resize(airport->stands[1], airport->def->stands_narrow);
}

const struct airport_counts *airport_year(const struct airport *airport)
{
    return &airport->year;
}

void airport_new_year(struct airport *airport)
{
    airport->year = (struct airport_counts){0};
    airport->others = 0;
    airport->others_since_us = sim_now_us(airport->sim);
    pool_reset_measures(airport->stands[0]);
    pool_reset_measures(airport->stands[1]);
}

uint64_t airport_ulds_inside(const struct airport *airport)
{
    return airport->ulds_inside;
}

int64_t airport_parcels_inside(const struct airport *airport)
{
    return airport->parcels_inside;
}

int64_t airport_kg_inside(const struct airport *airport)
{
    return airport->kg_inside;
}

const struct pool *airport_stands(const struct airport *airport, bool narrow)
{
    return airport->stands[narrow];
}
