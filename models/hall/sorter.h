// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hall/sorter.h -- the sorters of a hall, together: induction, the loop, people who code.
 *
 * What happens   Batches of parcels (what a ULD held, what customs released) are sorted one after
 *                the other, first come first served, at the rate of the machines, of the open lines
 *                of induction, or of the people who feed and empty them, whichever is least. A
 *                batch on the loop changes its pace with the shift. While the sorter stands
 *                (stops.h) it waits. Contents that move parcel by parcel come as rows of pieces and
 *                go round the loop of loop.h, with the same machines, people and stops. Batches go
 *                first: the loop takes nothing on while one is sorted, which is only where the
 *                grain changes. What no scanner read goes round again, or is coded by people: in
 *                batches as laps and work of the mean piece, and no faster than the desks.
 *                A sorter may have hours (sort_from_hour, sort_until_hour): outside them it takes
 *                nothing on, what comes gathers before it, and its work is asked of those who are
 *                there when it opens. What is on it then is finished.
 * Left out       in batches: the time round the loop, chutes, how long a piece waits to be coded (a
 *                desk's 10 or 45 s for one in a hundred); missorts
 * Equations      (1) rate = min(hall.h (4), open lines x line_pieces_per_h, people present x hall.h
 *                (6)),
 *                    pieces per hour
 *                (2) parcel by parcel: carriers_per_h = (4) for a piece that passes once, laps take
 *                    theirs; hands_per_h = people present x hall.h (6)
 *                (3) mean time = parcel-hours in line and on the loop / parcels sorted [Little1961]
 *                (4) failures at rate f while running, repairs R: a batch of time s takes C, of
 *                mean
 *                    s (1 + f E[R]) and variance f s E[R^2] [AviItzhakNaor1963]
 *                (5) n pieces that have gathered when it opens, rate r: the last is sorted n / r
 *                after that
 * Sources        hall_params; (4) holds in a test; [BEUMER] machine, system and operational
 *                capacity
 */
#ifndef MODELS_HALL_SORTER_H
#define MODELS_HALL_SORTER_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "models/hall/loop.h"
#include "models/base/parcels.h"
#include "models/base/port.h"
#include "models/people/roster.h"
#include "models/hall/stops.h"
#include "sim/stats/level.h"

struct sorter_counts {
    struct cargo_amount in, out; /* since the start */
    struct cargo_amount inside;
    int64_t waiting_parcels; /* of those inside, off their ULDs: in line and on the loop */
    /* of the year so far */
    uint64_t parcels, pieces;
    double laps, full;        /* pieces that went round again: in all, because of a full chute */
    double pictures, by_hand; /* pieces coded by people: from the picture, or in the end by hand */
    double capacity_pieces;   /* what the machines could have sorted while the hall was open */
    double busy_worker_h;
    double mean_h; /* (3); NAN: none was sorted */
};

struct sorter;

struct sorter *sorter_new(struct sim *sim, const struct hall_def *def, struct cargo *cargo,
                          struct roster *roster);

struct sorter_ports {
    struct port out;            /* a batch */
    struct parcels_port pieces; /* one by one */
};
void sorter_connect(struct sorter *sorter, struct sorter_ports ports);
void sorter_accept(struct sim *sim, void *sorter, uint64_t batch); /* a port_accept */

/* From now on the parcels of this ULD move one by one: its pieces come off evenly between two
 * times, none before the ULD's hold ends. What customs picked stays in the ULD's record, and
 * comes back by sorter_take_back. The ULD must hold a parcel. */
void sorter_take_apart(struct sorter *sorter, uint64_t uld, int64_t from_us, int64_t to_us,
                       const uint32_t picked[PARCELS_CHANNELS]);

/* What customs set apart from such a ULD comes back, now; the record is used up. */
void sorter_take_back(struct sorter *sorter, uint64_t batch);
void sorter_staff(struct sorter *sorter);

struct sorter_counts sorter_counts(const struct sorter *sorter);
/* Of the year so far, with those of the batch on the loop that are through; one by one: up to the
 * last minute. */
double sorter_done_pieces(const struct sorter *sorter);
const struct level *sorter_waiting_parcels(const struct sorter *sorter);
bool sorter_is_down(const struct sorter *sorter);
bool sorter_is_shut(const struct sorter *sorter);                     /* outside its hours */
const struct stops_counts *sorter_stops(const struct sorter *sorter); /* of the year so far */

/* Of the pieces of the year that moved one by one: off the ULD to the chute; NAN: none did. */
double sorter_quantile_s(const struct sorter *sorter, double p);
void sorter_new_year(struct sorter *sorter);

/* Machine side of (1), pieces per hour. */
double sorter_machine_pieces_per_h(const struct hall_def *def);

#endif
