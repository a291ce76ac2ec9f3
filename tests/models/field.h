// SPDX-License-Identifier: GPL-3.0-or-later
/* An airport alone in a simulation, between a sky that sends flights and a ramp that turns them
 * round. */
#ifndef TESTS_MODELS_FIELD_H
#define TESTS_MODELS_FIELD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/airside/airport.h"
#include "sim/random/dist.h"
#include "sim/random/stream.h"
#include "sim/date.h"

enum { SEEN = 16 };

struct field {
    struct sim *sim;
    struct cargo cargo;
    struct airport_def def;
    struct weather_def sky;
    struct airport *airport;
    struct dist gap_h, turn_h;
    struct stream stream;
    int64_t start_us;
    uint32_t left_to_come;
    uint32_t blocked_n, lost_n, left_n, served_at_once, served_within_a_slot;
    double landed_s[SEEN], left_min[SEEN];
    double wait_s;
    uint16_t comes, turned;
};

static inline int64_t hours_us(double h)
{
    return (int64_t)(h * (double)DATE_HOUR_US);
}

static inline double since_start_min(const struct field *field, int64_t at_us)
{
    return (double)(at_us - field->start_us) / (double)DATE_MINUTE_US;
}

static inline void run_to_min(struct field *field, double minutes)
{
    sim_run_until(field->sim, field->start_us + (int64_t)(minutes * (double)DATE_MINUTE_US));
}

static inline void take_on_block(struct sim *sim, void *station, uint64_t number)
{
    struct field *field = station;
    const struct flight *flight = cargo_flight(&field->cargo, number);
    field->landed_s[field->blocked_n++ % SEEN] = since_start_min(field, flight->landed_us) * 60;
    double wait_s = (double)(flight->landed_us - flight->scheduled_us) / (double)DATE_SECOND_US;
    field->wait_s += wait_s;
    field->served_at_once += wait_s <= 0;
    field->served_within_a_slot += wait_s <= field->def.runway_separation_s;
    double turn_h = dist_draw(&field->turn_h, &field->stream);
    sim_in(sim, hours_us(turn_h), SIM_END, field->turned, field, number);
}

static inline void end_turn(struct sim *sim, void *station, uint64_t number)
{
    struct field *field = station;
    airport_release(sim, field->airport, number);
}

static inline void count_lost(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct field *field = station;
    field->lost_n++;
    slab_give(&field->cargo.flights, (uint32_t)number);
}

static inline void count_left(struct sim *sim, void *station, uint64_t number)
{
    struct field *field = station;
    field->left_min[field->left_n++ % SEEN] = since_start_min(field, sim_now_us(sim));
    slab_give(&field->cargo.flights, (uint32_t)number);
}

static inline void bring(struct field *field, bool narrow)
{
    uint32_t number = slab_take(&field->cargo.flights);
    struct flight *flight = cargo_flight(&field->cargo, number);
    flight->scheduled_us = sim_now_us(field->sim);
    flight->narrow = narrow;
    airport_accept(field->sim, field->airport, number);
}

static inline void come(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct field *field = station;
    bring(field, false);
    if (--field->left_to_come == 0) return;
    double gap_h = dist_draw(&field->gap_h, &field->stream);
    sim_in(sim, hours_us(gap_h), SIM_START, field->comes, field, 0);
}

/* The first of January, midnight; turns of two hours; stands and patience in plenty. */
static inline struct field *field_new(uint32_t replication)
{
    struct sim_def def = sim_def_default();
    def.seed = 17;
    def.replication = replication;
    def.start_us = date_us(2024, 1, 1);
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct field *field = sim_alloc(sim, sizeof *field);
    field->sim = sim;
    field->start_us = def.start_us;
    slab_start(&field->cargo.flights, sim, sizeof(struct flight));
    field->def = (struct airport_def){.stands_wide = 1000,
                                      .stands_narrow = 1000,
                                      .divert_after_h = 1000,
                                      .night_from_h = 23,
                                      .night_to_h = 7};
    field->sky.deicing_rigs = 1;
    field->turn_h = dist_constant(2);
    field->stream = stream_named(17, "test.flights", replication, 0);
    field->comes = sim_kind(sim, "test.flight", come);
    field->turned = sim_kind(sim, "test.turned", end_turn);
    return field;
}

static inline void open_airport(struct field *field)
{
    field->airport = airport_new(field->sim, &field->def, &field->cargo);
    airport_connect(field->airport,
                    (struct airport_ports){.on_block = {take_on_block, field},
                                           .lost = {count_lost, field},
                                           .left = {count_left, field},
                                           .weather = weather_new(field->sim, &field->sky)});
}

static inline struct airport_counts year_of(const struct field *field)
{
    return airport_counts(field->airport);
}

#endif
