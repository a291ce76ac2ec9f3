// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/follow.h -- one history of a scenario, watched: all that happens to one flight and
 * to every ULD aboard, until its last parcel is on a truck.
 *
 * Knows          which flight is meant (the n-th that arrives from a moment on, of a lane or of all);
 *                when there is nothing more to come; that watching changes nothing.
 *                Where parcels move one by one they are followed up to breakdown.
 * Does not know  how it is told (scenarios/tell/story.h).
 * May include    models/hub.h, scenarios/read/scenario.h
 */
#ifndef SCENARIOS_STUDY_FOLLOW_H
#define SCENARIOS_STUDY_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "models/hub.h"

struct follow_request {
    const struct plan *plan;
    uint64_t seed;
    uint32_t replication;
    int64_t from_us;  /* look from here on */
    int32_t lane;     /* -1: any */
    uint64_t flight;  /* the n-th that arrives, from 1 */
    const volatile int *stop; /* may be NULL */
    /* Hears every moment of every flight from from_us on, before until_us; may be NULL. Then the
     * history goes on until until_us, else it ends with the flight. */
    trace_listener *hears_all;
    void *context;
    int64_t until_us;
};

struct follow {
    struct trace_note *note; /* of the flight and its ULDs, in the order of time */
    size_t n, room;
    bool found, complete; /* complete: it left, and all of it is on trucks; or it never landed */
    bool stopped, out_of_memory;
    uint32_t flight; /* serial */
    uint16_t lane;
    int64_t kg_in, kg_gone; /* on trucks, or one by one in parcel grain: then no longer followed */
    int64_t off_kg[64];     /* of each ULD */
    bool left;
};

/* Runs the history. The caller frees with follow_free. */
struct follow follow_flight(const struct follow_request *request);
void follow_free(struct follow *follow);

#endif
