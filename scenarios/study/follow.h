// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/follow.h -- one history of a scenario, watched: all that happens to one flight, to
 * every ULD aboard and to the freight it takes out; or which ULDs of all flights were late.
 *
 * Knows          which flight is meant (the n-th that arrives from a moment on, of a lane or of all; or
 *                its lane and number); when there is nothing more to come; that watching changes
 *                nothing.
 * Does not know  how it is told (scenarios/tell/story.h).
 * May include    models/hub.h, scenarios/read/scenario.h, scenarios/study/lives.h,
 *                scenarios/study/departure.h, scenarios/study/freight.h
 */
#ifndef SCENARIOS_STUDY_FOLLOW_H
#define SCENARIOS_STUDY_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "models/hub.h"
#include "scenarios/study/departure.h"
#include "scenarios/study/freight.h"
#include "scenarios/study/lives.h"

struct follow_request {
    const struct plan *plan;
    uint64_t seed;
    uint32_t replication;
    int64_t from_us;   /* look from here on */
    int32_t lane;      /* -1: any */
    uint64_t nth;      /* the n-th that arrives, from 1; or: */
    int64_t serial;    /* this one of the lane; -1: the n-th */
    uint32_t late;     /* > 0: not one flight, but so many of the latest ULDs and departures of all */
    const volatile int *stop; /* may be NULL */
    /* Hears every moment from from_us on; may be NULL. Then the history goes on to its end. */
    trace_listener *hears_all;
    void *context;
};

struct follow_uld { /* one of the latest */
    uint32_t flight;
    uint16_t lane, hall;
    uint8_t uld;
    int64_t on_block_us;
    struct lives_mean mean;
};

struct follow_departure { /* one of the latest */
    uint32_t flight;
    uint16_t lane;
    struct departure departure;
};

struct follow {
    bool found, complete; /* complete: it left, and all of it is on trucks; or it never landed */
    bool stopped, out_of_memory;
    uint32_t flight; /* serial */
    uint16_t lane;
    struct trace_note *note; /* of the flight, its ULDs and pieces, as they were announced */
    size_t n, room;
    struct lives lives;
    struct freight *out; /* what it took out */
    size_t out_n, out_room;
    struct follow_uld *late; /* the latest first */
    size_t late_n;
    struct follow_departure *late_flight; /* of those that left late, the latest first */
    size_t late_flights_n;
    uint64_t departures; /* looked at */
    uint64_t ulds, unfinished; /* looked at; flights whose contents were not all gone at the end */
};

/* Runs the history. The caller frees with follow_free. */
struct follow follow_flight(const struct follow_request *request);
void follow_free(struct follow *follow);

#endif
