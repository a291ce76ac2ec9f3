// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/trace.h -- the log book: what happens to each flight and ULD, for whoever wants to know.
 *
 * What happens   Stations announce the moments of their story: a stand was found, a team began, a
 *                truck was loaded. If nobody listens an announcement is one comparison. Listening
 *                changes nothing: no event, no luck, no digest.
 * Left out       freight on its way out, before it is loaded; single parcels
 * Equations      none
 * Sources        none
 * May include    nothing
 */
#ifndef MODELS_TRACE_H
#define MODELS_TRACE_H

#include <stddef.h>
#include <stdint.h>

/* The moments, in the order a flight and a ULD live them. What `other_us` and `detail` mean stands
 * behind. */
enum trace_step {
    TRACE_ARRIVES,  /* overhead; scheduled landing; ULDs aboard */
    TRACE_REFUSED,  /* by the cap or the night quota */
    TRACE_DIVERTED, /* no stand in time */
    TRACE_STAND,    /* has a stand and its turn on the runway; when it lands */
    TRACE_ON_BLOCK, /* scheduled departure */
    TRACE_CREW,     /* a crew begins */
    TRACE_DOORS_OPEN,
    TRACE_OFFLOADED, /* the last ULD is off */
    TRACE_LOAD_DUE,
    TRACE_LOAD_CREW, /* a crew comes to load, and waits for a tug */
    TRACE_LOADING,
    TRACE_LOADED,   /* ULDs aboard */
    TRACE_DEICING,  /* waits for a de-icing rig */
    TRACE_NIGHT,    /* may not leave before morning */
    TRACE_LEFT,
    TRACE_FLIGHT_STEPS,
    TRACE_OFF = TRACE_FLIGHT_STEPS, /* a ULD stands beside the aircraft */
    TRACE_TUG,                      /* its train drives off */
    TRACE_IN_HALL,
    TRACE_INTACT, /* goes through unopened */
    TRACE_TEAM,   /* a team begins to take it apart */
    TRACE_HANDED_ON, /* half of it is off: its contents go on as one */
    TRACE_HELD,   /* customs holds the whole flight; until when */
    TRACE_HOLD_ENDS,
    TRACE_PAPER,    /* so many of its parcels wait for a paper */
    TRACE_SELECTED, /* so many wait for an officer */
    TRACE_OFFICER,  /* who begins to examine them */
    TRACE_RELEASED, /* those */
    TRACE_AT_SORTER,
    TRACE_ON_LOOP,
    TRACE_SORTED,
    TRACE_AT_DOCK,
    TRACE_TRUCK, /* so much of it is being loaded; when the truck leaves; its destination */
    TRACE_STEPS
};

struct trace_note {
    int64_t at_us, other_us;
    enum trace_step step;
    uint32_t flight;  /* serial, within its lane */
    int32_t uld;      /* place aboard, from 0; -1: the flight itself */
    int32_t detail;
    uint16_t lane, hall;
    int64_t kg, parcels;
};

typedef void trace_listener(void *context, const struct trace_note *note);

struct trace { /* all zero: nobody listens */
    trace_listener *listener;
    void *context;
};

/* "team", "truck": a word for each step, for tables. */
const char *trace_step_word(enum trace_step step);

#endif
