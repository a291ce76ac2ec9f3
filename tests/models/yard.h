// SPDX-License-Identifier: GPL-3.0-or-later
/* A yard around one station: the station is alone in a simulation, and what comes out of it is
 * written down. The roster never starts, so people are plenty. */
#ifndef TESTS_MODELS_YARD_H
#define TESTS_MODELS_YARD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/base/cargo.h"
#include "models/people/roster.h"
#include "sim/date.h"

struct yard {
    struct sim *sim;
    struct cargo cargo;
    struct labour_def labour;
    struct hall_def hall;
    struct roster *roster;
    int64_t start_us;
    uint32_t made, out_n, left_n;
    int64_t out_kg, out_parcels;
    double out_min_sum, last_out_min;
};

static inline struct yard *yard_new(void)
{
    struct sim_def def = sim_def_default();
    def.seed = 7;
    def.start_us = date_us(2024, 1, 1); /* a Monday */
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct yard *yard = sim_alloc(sim, sizeof *yard);
    yard->sim = sim;
    yard->start_us = def.start_us;
    slab_start(&yard->cargo.flights, sim, sizeof(struct flight));
    slab_start(&yard->cargo.ulds, sim, sizeof(struct uld));
    yard->labour.opening_weeks = 1;
    strcpy(yard->hall.name, "hall");
    yard->hall.phase_m2[0] = 1; /* it stands */
    yard->roster = roster_new(sim, &yard->labour, &yard->hall);
    return yard;
}

static inline double now_min(const struct yard *yard)
{
    return (double)(sim_now_us(yard->sim) - yard->start_us) / (double)DATE_MINUTE_US;
}

static inline void run_to_min(struct yard *yard, double minutes)
{
    sim_run_until(yard->sim, yard->start_us + (int64_t)(minutes * (double)DATE_MINUTE_US));
}

static inline void take_out(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct yard *yard = station;
    const struct uld *uld = cargo_uld(&yard->cargo, number);
    yard->out_n++;
    yard->out_kg += uld->kg;
    yard->out_parcels += uld->parcels;
    yard->last_out_min = now_min(yard);
    yard->out_min_sum += now_min(yard);
    slab_give(&yard->cargo.ulds, (uint32_t)number);
}

static inline uint32_t new_uld(struct yard *yard, enum cargo_kind kind, int32_t kg, int32_t parcels,
                               int32_t pieces)
{
    uint32_t number = slab_take(&yard->cargo.ulds);
    *cargo_uld(&yard->cargo, number) =
        (struct uld){.since_us = sim_now_us(yard->sim),
                     .kg = kg,
                     .parcels = parcels,
                     .pieces = pieces,
                     .kind = (uint8_t)kind,
                     .serial = yard->made / CARGO_ULDS_MAX,
                     .place = (uint16_t)(yard->made % CARGO_ULDS_MAX)};
    yard->made++;
    return number;
}

#endif
