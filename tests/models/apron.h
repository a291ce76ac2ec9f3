// SPDX-License-Identifier: GPL-3.0-or-later
/* A ramp alone in a simulation, between a stand and a hall of the test; people are plenty. */
#ifndef TESTS_MODELS_APRON_H
#define TESTS_MODELS_APRON_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/airside/ramp.h"
#include "sim/random/dist.h"
#include "sim/random/stream.h"
#include "sim/date.h"

enum { SEEN = 16 };

struct apron {
    struct sim *sim;
    struct cargo cargo;
    struct labour_def labour;
    struct hall_def hall;
    struct lane_def lane;
    struct weather_def sky;
    struct weather *weather;
    struct roster *roster;
    struct ramp *ramp;
    int64_t start_us;
    double out_min[SEEN], done_min[SEEN];
    uint32_t out_n, done_n, load_ulds;
    double mark_min, last_min, wait_min, lost_min; /* see the tests */
    uint32_t mark;
    double first_of_flight_min, due_min;
    struct stream stream;
    uint32_t flights_left, flight_ulds;
    uint16_t comes;
};

static inline double now_min(const struct apron *apron)
{
    return (double)(sim_now_us(apron->sim) - apron->start_us) / (double)DATE_MINUTE_US;
}

static inline void run_to_min(struct apron *apron, double minutes)
{
    sim_run_until(apron->sim, apron->start_us + (int64_t)(minutes * (double)DATE_MINUTE_US));
}

static inline void take_uld(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct apron *apron = station;
    struct uld *uld = cargo_uld(&apron->cargo, number);
    apron->last_min = now_min(apron);
    apron->out_min[apron->out_n++ % SEEN] = apron->last_min;
    apron->wait_min += (double)(sim_now_us(apron->sim) - uld->since_us) / (double)DATE_MINUTE_US;
    apron->lost_min = 60 * weather_lost_h(apron->weather, WEATHER_LIGHTNING);
    if (apron->out_n == apron->mark) apron->mark_min = apron->last_min;
    slab_give(&apron->cargo.ulds, (uint32_t)number);
}

static inline void fill_up(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct apron *apron = station;
    cargo_flight(&apron->cargo, number)->ulds_out = apron->load_ulds;
}

static inline void count_done(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct apron *apron = station;
    apron->done_min[apron->done_n++ % SEEN] = now_min(apron);
    slab_give(&apron->cargo.flights, (uint32_t)number);
}

/* Trains of one, no way, no doors, no check-in; one loader a deck, 3 and 2 minutes a ULD. */
static inline struct apron *apron_new(uint32_t replication)
{
    struct sim_def def = sim_def_default();
    def.seed = 23;
    def.replication = replication;
    def.start_us = date_us(2024, 7, 1);
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct apron *apron = sim_alloc(sim, sizeof *apron);
    apron->sim = sim;
    apron->start_us = def.start_us;
    slab_start(&apron->cargo.flights, sim, sizeof(struct flight));
    slab_start(&apron->cargo.ulds, sim, sizeof(struct uld));
    apron->labour.opening_weeks = 1;
    apron->labour.shift_h = 8;
    apron->lane.business = LANE_GENERAL;
    apron->stream = stream_named(23, "test.flights", replication, 0);
    struct hall_def *hall = &apron->hall;
    strcpy(hall->name, "hall");
    hall->ramp_crew = 5;
    hall->tugs = 1000;
    hall->train_ulds = 1;
    hall->tug_trip_min = dist_constant(0);
    hall->main_loaders = hall->lower_loaders = 1;
    hall->main_uld_min = dist_constant(3);
    hall->lower_uld_min = dist_constant(2);
    hall->load_ahead_min = 15;
    return apron;
}

static inline void open_ramp(struct apron *apron)
{
    apron->roster = roster_new(apron->sim, &apron->labour, &apron->hall);
    apron->weather = weather_new(apron->sim, &apron->sky);
    apron->ramp = ramp_new(apron->sim, &apron->hall, 0, &apron->lane, &apron->cargo, apron->roster);
    ramp_connect(apron->ramp, (struct ramp_ports){.out = {take_uld, apron},
                                                  .done = {count_done, apron},
                                                  .take = {fill_up, apron},
                                                  .weather = apron->weather});
    ramp_staff(apron->ramp);
}

/* Its number. */
static inline uint32_t block(struct apron *apron, uint32_t ulds, uint32_t main_positions,
                             double leaves_min)
{
    uint32_t number = slab_take(&apron->cargo.flights);
    *cargo_flight(&apron->cargo, number) = (struct flight){
        .ulds_in = ulds,
        .main_ulds = main_positions,
        .on_block_us = sim_now_us(apron->sim),
        .kg_out_max = 1,
        .leaves_us = apron->start_us + (int64_t)(leaves_min * (double)DATE_MINUTE_US)};
    ramp_accept(apron->sim, apron->ramp, number);
    return number;
}

/* Flights with flight_ulds each, one an hour on average, until none is left: an event. */
static inline void bring_flight(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct apron *apron = station;
    block(apron, apron->flight_ulds, apron->flight_ulds, 0);
    if (--apron->flights_left == 0) return;
    struct dist gap_h = dist_exponential(1);
    double h = dist_draw(&gap_h, &apron->stream);
    sim_in(sim, (int64_t)(h * (double)DATE_HOUR_US), SIM_START, apron->comes, apron, 0);
}

#endif
