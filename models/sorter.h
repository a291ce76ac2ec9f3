// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/sorter.h -- the sorters of a hall, together: induction, the loop, failures.
 *
 * What happens   Batches of parcels (what a ULD held, what customs released) are sorted one after
 *                the other, first come first served, at the rate of the machines or of the people
 *                who feed and empty them, whichever is less. The rate is settled when a batch
 *                starts. The loop fails and is repaired; a batch on it waits that long.
 * Left out       chutes that push back; lanes of induction one by one; missorts
 * Equations      (1) rate = min(hall.h (4), people present x sort_pieces_per_worker_h), pieces per
 *                hour
 * Sources        hall_params; [BEUMER] machine, system and operational capacity
 * May include    sim/, models/hall.h, models/port.h, models/cargo.h, models/roster.h
 */
#ifndef MODELS_SORTER_H
#define MODELS_SORTER_H

#include "models/cargo.h"
#include "models/hall.h"
#include "models/port.h"
#include "models/roster.h"
#include "sim/stats/level.h"

struct sorter_counts { /* of the year so far */
    uint64_t parcels, pieces, failures;
    double capacity_pieces; /* what the machines could have sorted while the hall was open */
    double busy_worker_h;
};

struct sorter;

struct sorter *sorter_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo,
                          struct roster *roster);
void sorter_connect(struct sorter *sorter, struct port out);
void sorter_accept(struct sim *sim, void *sorter, uint64_t batch); /* a port_accept */
void sorter_staff(struct sorter *sorter);

const struct sorter_counts *sorter_year(struct sorter *sorter);
int64_t sorter_parcels_inside(const struct sorter *sorter); /* waiting and on the loop */
int64_t sorter_kg_inside(const struct sorter *sorter);
const struct level *sorter_waiting_parcels(const struct sorter *sorter);
uint64_t sorter_sorted(const struct sorter *sorter); /* parcels since the start */
void sorter_new_year(struct sorter *sorter);

/* Machine side of (1), pieces per hour. */
double sorter_machine_pieces_per_h(const struct hall_def *def);

#endif
