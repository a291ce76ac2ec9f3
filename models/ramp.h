// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/ramp.h -- between aircraft and hall: crews, loaders, tugs. One for each hall's handler.
 *
 * What happens   A flight on block waits for a crew, opens its doors, and is offloaded ULD by ULD;
 *                every few ULDs make a train, which waits for a tug and is driven to the hall,
 *                where the ULDs are handed on by `out`, one by one. The tug drives back empty: a
 *                closed loop. When it is time to load, the flight waits for a crew again, takes
 *                what is ready (`take`), and is handed on by `done` when the last ULD is aboard.
 * Left out       loaders by deck; dollies one by one; empty ULDs (they ride back without waiting)
 * Equations      (1) offload time = ulds x offload_uld_min x spread;  load time likewise
 *                (2) a loading flight holds one tug for as long as it loads
 * Sources        hall_params
 * May include    sim/, models/hall.h, models/port.h, models/cargo.h, models/lane.h, models/roster.h
 */
#ifndef MODELS_RAMP_H
#define MODELS_RAMP_H

#include "models/cargo.h"
#include "models/hall.h"
#include "models/lane.h"
#include "models/port.h"
#include "models/roster.h"
#include "sim/pool.h"

struct ramp;

struct ramp *ramp_new(struct sim *sim, const struct hall_def *def, uint16_t hall,
                      const struct lane_def *lanes, struct cargo *cargo, struct roster *roster);

/* take: fills flight->ulds_out and kg_out with what is ready to fly. */
void ramp_connect(struct ramp *ramp, struct port out, struct port done, struct port take);

void ramp_accept(struct sim *sim, void *ramp, uint64_t flight); /* on block: a port_accept */
void ramp_staff(struct ramp *ramp);                             /* people present have changed */
const struct pool *ramp_crews(const struct ramp *ramp);
const struct pool *ramp_tugs(const struct ramp *ramp);
double ramp_busy_worker_h(const struct ramp *ramp); /* since the last new year */
void ramp_new_year(struct ramp *ramp);
uint64_t ramp_ulds_inside(const struct ramp *ramp);
int64_t ramp_parcels_inside(const struct ramp *ramp);
int64_t ramp_kg_inside(const struct ramp *ramp);

#endif
