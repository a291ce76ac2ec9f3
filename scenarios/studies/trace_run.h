// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/trace_run.h -- one replication of a scenario, watched: all that happens to one
 * flight, to every ULD aboard and to the freight it takes out; or which ULDs of all flights were
 * late.
 *
 * Knows          which flight is meant (the n-th that arrives from a moment on, of a lane or of
 *                all; or its lane and number); when there is nothing more to come; that watching
 *                changes nothing.
 * Does not know  how it is reported (scenarios/studies/trace_report.h).
 */
#ifndef SCENARIOS_STUDIES_TRACE_RUN_H
#define SCENARIOS_STUDIES_TRACE_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "models/hub/hub.h"
#include "scenarios/studies/departure.h"
#include "scenarios/studies/freight.h"
#include "scenarios/studies/dwell.h"

struct trace_run_request {
    const struct plan *plan;
    uint64_t seed;
    uint32_t replication;
    int64_t from_us; /* look from here on */
    int32_t lane;    /* -1: any */
    uint64_t nth;    /* the n-th that arrives, from 1; or: */
    int64_t serial;  /* this one of the lane; -1: the n-th */
    uint32_t late;   /* > 0: not one flight, but so many of the latest ULDs and departures of all */
    const volatile int *stop; /* may be NULL */
    /* Hears every moment from from_us on; may be NULL. Then the replication goes on to its end. */
    trace_listener *hears_all;
    void *context;
};

struct trace_run_uld { /* one of the latest */
    uint32_t flight;
    uint16_t lane, hall;
    uint8_t uld;
    int64_t on_block_us;
    struct dwell_mean mean;
};

struct trace_run_departure { /* one of the latest */
    uint32_t flight;
    uint16_t lane;
    struct departure departure;
};

struct trace_run {
    bool found, complete; /* complete: it left, and all of it is on trucks; or it never landed */
    bool stopped, out_of_memory;
    uint32_t flight; /* serial */
    uint16_t lane;
    struct trace_note *note; /* of the flight, its ULDs and pieces, as they were announced */
    size_t n, room;
    struct dwell dwell;
    struct freight *out; /* what it took out */
    size_t out_n, out_room;
    struct trace_run_uld *late; /* the latest first */
    size_t late_n;
    struct trace_run_departure *late_flight; /* of those that left late, the latest first */
    size_t late_flights_n;
    uint64_t departures;       /* looked at */
    uint64_t ulds, unfinished; /* looked at; flights whose contents were not all gone at the end */
};

/* Runs the replication. The caller frees with trace_run_free. */
struct trace_run trace_run_flight(const struct trace_run_request *request);
void trace_run_free(struct trace_run *follow);

#endif
