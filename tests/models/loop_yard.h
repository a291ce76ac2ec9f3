// SPDX-License-Identifier: GPL-3.0-or-later
/* A yard around one loop: a store of parcels and a loop, alone in a simulation. What comes off is
 * counted and leaves the store. */
#ifndef TESTS_MODELS_LOOP_YARD_H
#define TESTS_MODELS_LOOP_YARD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/hall/loop.h"
#include "models/base/parcels.h"
#include "sim/date.h"

struct yard {
    struct sim *sim;
    struct parcels *parcels;
    struct loop *loop;
    struct hall_def hall;
    struct parcels_rule rule;
    struct stream stream;
    int64_t start_us;
    uint64_t out_pieces, out_parcels, out_g;
    uint32_t serial;
};

static inline void take_pieces(struct sim *sim, void *station, const struct piece *pieces,
                               uint32_t n)
{
    (void)sim;
    struct yard *yard = station;
    for (uint32_t i = 0; i < n; i++) {
        yard->out_pieces++;
        yard->out_parcels += pieces[i].parcels;
        yard->out_g += parcels_leave(yard->parcels, &pieces[i]);
    }
}

static inline struct yard *yard_new(void)
{
    struct sim_def def = sim_def_default();
    def.seed = 11;
    def.start_us = date_us(2024, 1, 1);
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct yard *yard = sim_alloc(sim, sizeof *yard);
    yard->sim = sim;
    yard->start_us = def.start_us;
    yard->parcels = parcels_new(sim);
    yard->hall = (struct hall_def){.bagged_share = 0.75, .bag_parcels = 25, .parcel_cv = 1};
    yard->hall.destination_share[0] = 1;
    yard->stream = stream_named(11, "test.contents", 0, 0);
    parcels_rule_set(&yard->rule, &yard->hall);
    yard->loop = loop_new(sim, yard->parcels, &yard->rule);
    loop_connect(yard->loop, (struct loop_ports){.out = {take_pieces, yard}});
    return yard;
}

static inline void set_loop(struct yard *yard, double carriers_per_h, double hands_per_h,
                            double circuit_s)
{
    const struct loop_rates rates = {.carriers_per_h = carriers_per_h,
                                     .hands_per_h = hands_per_h,
                                     .circuit_us = (int64_t)(circuit_s * 1e6)};
    loop_set(yard->loop, &rates);
}

static inline void catch_up_at_s(struct yard *yard, double s)
{
    sim_run_until(yard->sim, yard->start_us + (int64_t)(s * 1e6));
    loop_catch_up(yard->loop);
}

/* A ULD of the integrator: every parcel is loose. */
static inline struct parcels_row open_loose(struct yard *yard, int32_t parcels)
{
    const struct uld uld = {.kg = parcels,
                            .parcels = parcels,
                            .pieces = parcels,
                            .kind = CARGO_EXPRESS,
                            .since_us = yard->start_us};
    const uint32_t none[PARCELS_CHANNELS] = {0};
    struct parcels_row row;
    parcels_open(yard->parcels, &yard->rule, &uld, none, &yard->stream, &row);
    return row;
}

static inline void feed(struct yard *yard, int32_t pieces, double from_h, double to_h)
{
    struct parcels_row row = open_loose(yard, pieces);
    loop_feed(yard->loop, &row, yard->start_us + (int64_t)(from_h * 3600e6),
              yard->start_us + (int64_t)(to_h * 3600e6), 0);
}

static inline void add_one(struct yard *yard)
{
    struct parcels_row row = open_loose(yard, 1);
    struct piece piece;
    assert_true(parcels_next(yard->parcels, &yard->rule, &row, &piece));
    loop_add(yard->loop, &piece);
}

#endif
