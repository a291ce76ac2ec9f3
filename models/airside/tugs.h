// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/airside/tugs.h -- tugs and dollies: trains that go round between the aircraft and one
 * hall.
 *
 * What happens   A loader asks for empty dollies, fills them, and has the train fetched: it waits
 *                for a tug, is driven to the hall, waits for a place where it is taken in (if
 *                places are counted), and hands its ULDs on by `out`, one by one. Who cannot take
 *                one yet pushes back: the train stands, and keeps tug, dollies and check-in place,
 *                until its last ULD is off. Tug and dollies drive back empty and serve again: a
 *                closed loop, so what is scarce anywhere in it holds up all of it. A flight that
 *                loads holds a tug for as long as it loads.
 * Left out       where each tug stands; dollies of a flight that loads; empty ULDs (they ride back
 *                without waiting); drivers apart from the crew
 * Equations      (1) round trip = wait for tug + trip + wait and time of check-in + trip back
 *                (2) N dollies (trains of one), a loader and one check-in place, both exponential
 *                    with means s1, s2, two trips of mean z: for n = 1 .. N
 *                      R_k(n) = s_k (1 + Q_k(n-1)),  X(n) = n / (2 z + R_1(n) + R_2(n)),
 *                      Q_k(n) = X(n) R_k(n),  Q_k(0) = 0;   X(N) is the rate of ULDs
 *                    whatever the shape of the trips  [ReiserLavenberg1980]
 * Sources        hall_params
 */
#ifndef MODELS_AIRSIDE_TUGS_H
#define MODELS_AIRSIDE_TUGS_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "models/base/port.h"
#include "models/airside/weather.h"
#include "sim/pool.h"

struct tugs_counts {
    struct cargo_amount in, out; /* fetched, handed over, since the start */
    struct cargo_amount inside;
    uint32_t at_door;          /* tugs that wait at the hall's door with a train */
    uint32_t points_standing;  /* check-in places whose train is done but stands */
    uint32_t dollies_standing; /* filled, and wait for a tug or at the door */
};

struct tugs;

struct tugs *tugs_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo);

struct tugs_ports {
    struct port out;         /* a ULD at the hall */
    struct port dollies;     /* who asked has them */
    struct port held;        /* the flight has its tug */
    struct weather *weather; /* NULL: always fair */
};
void tugs_connect(struct tugs *tugs, struct tugs_ports ports);

/* For who takes `out`, as port_accepts: a ULD that is being handed over stays on its train; there
 * is room for it now (nothing if it did not stay). */
void tugs_stand(struct sim *sim, void *tugs, uint64_t uld);
void tugs_go_on(struct sim *sim, void *tugs, uint64_t uld);

void tugs_changed(struct tugs *tugs); /* the definition has changed at a date */

/* A train of at most this many. */
uint32_t tugs_train_ulds(const struct tugs *tugs);

/* Asks for n empty dollies for `who` (any number): they come by the port, perhaps at once. */
void tugs_want_dollies(struct tugs *tugs, uint64_t who, uint32_t n);

/* Has n filled dollies fetched; the ULDs are chained from `first` on by `next`. */
void tugs_fetch(struct tugs *tugs, uint32_t first, uint32_t n);

/* A tug for a flight that loads, and back again. */
void tugs_hold(struct tugs *tugs, uint64_t flight);
void tugs_let_go(struct tugs *tugs);

const struct pool *tugs_pool(const struct tugs *tugs);
const struct pool *tugs_dollies(const struct tugs *tugs);
const struct pool *tugs_checkin(const struct tugs *tugs);
struct tugs_counts tugs_counts(const struct tugs *tugs);
void tugs_new_year(struct tugs *tugs);

#endif
