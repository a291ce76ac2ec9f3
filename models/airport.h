// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airport.h -- the airport's side: runway, movement cap, stands, and the turn of an
 * aircraft.
 *
 * What happens   A flight asks to land. If the calendar year's movements have reached the permit
 *                cap it is refused. It lands when the runway is free, taxies, and takes a stand of
 *                its size; if none comes free in time it is diverted. On block it is handed to the
 *                ramp by `out`; when the ramp gives it back loaded, it leaves, and the stand is
 *                free. The stand is held for the whole turn, both directions.
 * Left out       passengers' aircraft as single flights (they count as movements by
 *                `other_movements_per_year`); noise quotas; de-icing; runway changes
 * Equations      (1) landing time = max(now, runway free), runway free = landing time + separation
 *                (2) movements of the year so far = 2 x landings + integral of
 *                    other_movements_per_year over the year so far
 * Sources        see airport_params
 * May include    sim/, models/param.h, models/port.h, models/cargo.h
 */
#ifndef MODELS_AIRPORT_H
#define MODELS_AIRPORT_H

#include "models/cargo.h"
#include "models/param.h"
#include "models/port.h"
#include "sim/pool.h"
#include "sim/sim.h"

struct airport_def {
    double runway_separation_s;
    uint32_t movement_cap_per_year; /* 0: none */
    double other_movements_per_year;
    uint32_t stands_wide, stands_narrow;
    double divert_after_h;
    double taxi_min;
    double turn_min_h; /* least time on block */
};

extern const struct param airport_params[];
extern const size_t airport_params_n;

struct airport_counts { /* of the year so far */
    uint64_t landed, left, refused, diverted, night;
    uint64_t ulds_in, ulds_out;
};

struct airport;

/* def is borrowed and may change under it at dates (call airport_changed then). */
struct airport *airport_new(struct sim *sim, const struct airport_def *def, struct cargo *cargo);

/* Ports: a flight on block; a flight that will not come (refused or diverted); a flight that has
 * left. */
void airport_connect(struct airport *airport, struct port on_block, struct port lost, struct port left);

/* A flight (its number) over the threshold, wanting to land: a port_accept. */
void airport_accept(struct sim *sim, void *airport, uint64_t flight);

/* The ramp is done with this flight: it leaves now, or when its schedule allows: a port_accept. */
void airport_release(struct sim *sim, void *airport, uint64_t flight);

void airport_changed(struct airport *airport);
const struct airport_counts *airport_year(const struct airport *airport);
double airport_movements(const struct airport *airport); /* (2) at this moment */
void airport_new_year(struct airport *airport);
uint64_t airport_ulds_inside(const struct airport *airport);
int64_t airport_parcels_inside(const struct airport *airport);
int64_t airport_kg_inside(const struct airport *airport);
const struct pool *airport_stands(const struct airport *airport, bool narrow);

#endif
