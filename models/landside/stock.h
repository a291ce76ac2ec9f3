// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/landside/stock.h -- what waits at a dock for trucks, by destination: parcels, or general
 * cargo.
 *
 * What happens   The contents of a ULD that move together are divided over the destinations; pieces
 *                that move by themselves have theirs. Each destination's line is loaded first come,
 *                first served, together before single, until the truck is full: contents are cut to
 *                fill it, a piece is not. How long the freight was in the hub is counted then, and
 *                whether it will be where it was promised in time (linehaul.h).
 * Left out       where on the floor it stands
 * Equations      (1) parts of the contents: whole kilograms and parcels by cumulated shares, so
 *                    that nothing is lost in rounding
 * Sources        none
 * Cost           72 bytes a ULD until its last part is on a truck; 16 a piece
 */
#ifndef MODELS_LANDSIDE_STOCK_H
#define MODELS_LANDSIDE_STOCK_H

#include "models/base/cargo.h"
#include "models/base/hall.h"
#include "models/landside/linehaul.h"
#include "models/base/parcels.h"
#include "sim/ring.h"
#include "models/landside/stay.h"

/* So much of a lane's freight, in ULDs that nobody opened, is on a truck. */
typedef void stock_unopened(void *context, uint32_t lane, int64_t g, int64_t parcels);

struct stock_line {                  /* of one destination */
    uint64_t next;                   /* contents, counted from the first that ever came */
    int32_t kg_taken, parcels_taken; /* of those */
    struct ring pieces;              /* struct piece */
    const struct linehaul_def *haul; /* where it goes; NULL: it has no name */
    int64_t truck_g;                 /* a truck's room */
};

struct stock {
    struct sim *sim;
    const struct trace *trace; /* who hears what is loaded; NULL: nobody */
    int64_t called_us;         /* when the truck that loads next was called, for them */
    struct parcels *store;
    struct ring contents; /* of ULDs, from the first that a line still needs */
    uint64_t dropped;     /* before it */
    struct stock_line line[HALL_DESTINATIONS];
    int64_t g[HALL_DESTINATIONS];          /* waiting, in all */
    int64_t unopened_g[HALL_DESTINATIONS]; /* of that, in ULDs that nobody opened */
    double up_to[HALL_DESTINATIONS];       /* cumulated shares: (1); the last is 1 */
    struct stay stay;                      /* on block to truck, in grams */
    stock_unopened *unopened;              /* NULL: nobody wants to know */
    void *unopened_context;
};

struct stock_truck {
    int64_t room_g; /* given; the rest is filled in */
    int64_t g, parcels;
    int64_t on_time_g; /* of g, where something is promised */
};

void stock_start(struct stock *stock, struct sim *sim, struct parcels *store);

/* Shares need not add up to 1; the rooms are in kg. */
void stock_settle(struct stock *stock, const double share[HALL_DESTINATIONS],
                  const double truck_kg[HALL_DESTINATIONS]);

void stock_divide(struct stock *stock, const struct uld *uld);
void stock_add(struct stock *stock, const struct piece *piece);

/* Loads a truck for this destination that will leave at leaves_us. Parcels that moved one by one
 * leave the store. */
void stock_load(struct stock *stock, uint32_t destination, struct stock_truck *truck,
                int64_t leaves_us);

#endif
