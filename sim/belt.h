// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/belt.h -- a belt of constant speed: what goes on first comes off first, so one
 *               entry in the event list serves it, however much lies on it.
 *
 * Knows          who is on it, in a ring; a least distance between parcels at its entrance; stops
 *                and restarts; how many it carried over time.
 * Does not know  what a parcel is; whether the next station has room (the caller stops the belt).
 * Gap            Parcels that come faster than one per gap_us wait at the entrance, in order; they
 * count as on the belt. Looking        With look_us = 0 each parcel is handed on at its own
 * instant. With look_us > 0 those that came off are handed on
 *                together at the next multiple of look_us, each with its own instant beside it:
 *                the way to count hundreds of millions a second.
 * Costs          16 bytes a parcel, twice that right after growing.
 */
#ifndef SIM_BELT_H
#define SIM_BELT_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/stats/level.h"
#include "sim/sim.h"

struct belt_item {
    int64_t off_us; /* when it comes off */
    uint64_t what;
};

/* Hands on items[0..n-1], in order, at least one. Borrowed until it returns. It may put, stop
 * and start. */
typedef void belt_out(struct sim *sim, void *station, const struct belt_item *items, uint32_t n);

struct belt_def {
    const char *name;   /* a literal; the event kind's name */
    int64_t transit_us; /* from entrance to end */
    int64_t gap_us;     /* 0: any number may enter at once */
    int64_t look_us;    /* 0: at once */
};

struct belt;

struct belt *belt_new(struct sim *sim, const struct belt_def *def, belt_out *out, void *station);

/* Puts one on, now. Returns when it will come off if the belt is not stopped until then. */
int64_t belt_put(struct belt *belt, uint64_t what);

/* Puts what[0..n-1] on, now, in this order. */
void belt_put_many(struct belt *belt, const uint64_t *what, uint32_t n);

/* Nothing moves between a stop and the next start; what is put on meanwhile enters at the start.
 * Twice is once. */
void belt_stop(struct belt *belt);
void belt_start(struct belt *belt);

bool belt_running(const struct belt *belt);
uint64_t belt_carried(const struct belt *belt); /* parcels on it now */

/* Borrowed: it belongs to the belt. Parcels on it over time, counted until they are handed on. */
const struct level *belt_level(const struct belt *belt);
void belt_reset_measures(struct belt *belt);

#endif
