// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airside/ramp.h -- at the aircraft: crews and loaders, off and on. One for each hall's
 * handler.
 *
 * What happens   A flight on block waits for a crew (crews.h) and opens its doors. Where loaders
 *                are counted, each deck waits for one of its kind, and the two work side by side;
 *                else the aircraft is offloaded as a whole. Every few ULDs, on empty dollies, make
 *                a train, which is fetched to the hall (tugs.h) and handed on there by `out`, ULD
 *                by ULD. When it is time to load, the flight waits for a crew, a tug and loaders
 *                again, takes what is ready (`take`), and is handed on by `done` when the last ULD
 *                is aboard. During lightning all work outdoors stands still (weather.h).
 * Left out       loaders on their way from aircraft to aircraft; nose and side doors at a time; the
 *                order of ULDs on board; empty ULDs
 * Equations      (1) loaders not counted: offload time = ulds x offload_uld_min x spread, of mean 1
 *                    and coefficient of variation offload_cv; load time = ulds x load_uld_min
 *                (2) counted: the sum of a deck's cycles, drawn from main_uld_min or lower_uld_min;
 *                    the flight is done with its slower deck. The main deck is filled first
 *                (3) a loading flight holds one tug for as long as it loads
 *                (4) batches of n ULDs at Poisson rate l, one loader, fixed s a ULD, r = l n s:
 *                    mean wait of a ULD = r s / (2 (1 - r)) + s (n - 1) / (2 (1 - r))
 *                (5) ULDs a flight is expected to take: positions x kg_out / kg_out_max
 *                (6) its crew is asked for load_ahead_min and the mean time to load all positions
 *                    before it is to leave
 * Sources        hall_params
 */
#ifndef MODELS_AIRSIDE_RAMP_H
#define MODELS_AIRSIDE_RAMP_H

#include "models/base/cargo.h"
#include "models/airside/crews.h"
#include "models/base/hall.h"
#include "models/airside/lane.h"
#include "models/base/port.h"
#include "models/people/roster.h"
#include "models/airside/tugs.h"
#include "models/airside/weather.h"
#include "sim/pool.h"

/* What goes on at an aircraft on block. */
enum ramp_turn {
    RAMP_RESTS, /* nothing to do until it is time to load, or to leave */
    RAMP_WAITS, /* for a crew, a loader, dollies or a tug */
    RAMP_WORKS,
    RAMP_TURNS
};

struct ramp_counts {
    struct cargo_amount in, out; /* on block, to the hall, since the start; its tugs included */
    struct cargo_amount inside;
    uint32_t loaders_blocked[CARGO_DECKS]; /* loaders that have an aircraft, but no dollies */
    double busy_worker_h;                  /* since the last new year */
};

struct ramp;

struct ramp *ramp_new(struct sim *sim, const struct hall_def *def, uint16_t hall,
                      const struct lane_def *lanes, struct cargo *cargo, struct roster *roster);

struct ramp_ports {
    struct port out;         /* a ULD at the hall */
    struct port done;        /* a flight that may leave */
    struct port take;        /* fills flight->ulds_out and kg_out with what is ready to fly */
    struct weather *weather; /* NULL: always fair */
};
void ramp_connect(struct ramp *ramp, struct ramp_ports ports);

void ramp_accept(struct sim *sim, void *ramp, uint64_t flight); /* on block: a port_accept */
void ramp_staff(struct ramp *ramp);                             /* people present have changed */
const struct crews *ramp_crews(const struct ramp *ramp);
const struct pool *ramp_loaders(const struct ramp *ramp, enum cargo_deck deck);
const struct tugs *ramp_tugs(const struct ramp *ramp);

/* For who takes `out`, as port_accepts: it has no room for a ULD; it has (tugs_stand, tugs_go_on).
 */
void ramp_stand(struct sim *sim, void *ramp, uint64_t uld);
void ramp_go_on(struct sim *sim, void *ramp, uint64_t uld);

/* Aircraft on block now. */
uint32_t ramp_aircraft(const struct ramp *ramp, bool narrow, enum ramp_turn turn);
struct ramp_counts ramp_counts(const struct ramp *ramp);
void ramp_new_year(struct ramp *ramp);

#endif
