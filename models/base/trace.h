// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/trace.h -- the log book: what happens to each flight, ULD and parcel, for whoever
 * wants to know.
 *
 * What happens   Stations announce the moments of their story: a stand was found, a team began, a
 *                truck was loaded. If nobody listens an announcement is one comparison. Listening
 *                changes nothing: no event, no draw, no digest.
 *                Parcels that move one by one announce theirs only if the listener says, when
 *                their ULD is opened, that it follows them. Their moments are known when the sorter
 *                catches up with the clock, so they are reported up to a minute late, with the time
 *                at which they were.
 * Left out       where a truck is on the road; people
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_BASE_TRACE_H
#define MODELS_BASE_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The moments, in the order a flight, a ULD and freight out live them. What `other_us` and `detail`
 * mean stands behind. */
enum trace_step {
    TRACE_CANCELLED, /* when its week is planned; scheduled landing; ULDs */
    TRACE_ARRIVES,   /* overhead; scheduled landing; ULDs aboard */
    TRACE_REFUSED,   /* when it would land; 1: by the night quota, 0: by the cap */
    TRACE_DIVERTED,  /* no stand in time */
    TRACE_STAND,     /* has a stand and its turn on the runway; when it lands; 1: narrow on wide */
    TRACE_ON_BLOCK,  /* scheduled departure */
    TRACE_CREW,      /* a crew begins */
    TRACE_DOORS_OPEN,
    TRACE_LOADER,    /* a loader comes to take ULDs off; deck */
    TRACE_DOLLIES,   /* there are dollies for the next train; deck */
    TRACE_OFFLOADED, /* the last ULD is off */
    TRACE_LOAD_DUE,
    TRACE_LOAD_CREW, /* a crew comes to load, and waits for a tug */
    TRACE_LOADING,
    TRACE_LOADED,  /* ULDs aboard */
    TRACE_DEICING, /* waits for a de-icing rig */
    TRACE_NIGHT,   /* may not leave before morning */
    TRACE_LEFT,
    TRACE_FLIGHT_STEPS,
    TRACE_OFF = TRACE_FLIGHT_STEPS, /* a ULD stands beside the aircraft; deck */
    TRACE_TUG,                      /* its train drives off */
    TRACE_AT_DOOR,                  /* its train is at the hall's door */
    TRACE_CHECKIN,                  /* a place takes the train in */
    TRACE_NO_PLACE,                 /* it stays on its train: the buffer is full */
    TRACE_IN_HALL,
    TRACE_INTACT,    /* goes through unopened */
    TRACE_TEAM,      /* a team begins to take it apart */
    TRACE_HANDED_ON, /* half of it is off: its contents go on as one */
    TRACE_XRAY,      /* an X-ray line begins to take images of it */
    TRACE_XRAYED,    /* half of it is through; its contents go on as one */
    TRACE_HELD,      /* customs holds the whole flight; until when */
    TRACE_HOLD_ENDS,
    TRACE_PAPER,    /* so many of its parcels wait for a paper */
    TRACE_SELECTED, /* so many wait for an officer */
    TRACE_OFFICER,  /* who begins to examine them */
    TRACE_RELEASED, /* those */
    TRACE_LIFTED,   /* a piece is in the line for the sorter; when it came off the ULD */
    TRACE_AT_SORTER,
    TRACE_ON_LOOP,
    TRACE_UNREAD,     /* a piece goes round again: no scanner read it */
    TRACE_CHUTE_FULL, /* or its chute was full */
    TRACE_SORTED,     /* a piece: its destination */
    TRACE_AT_DOCK,
    TRACE_TRUCK,  /* so much of it is being loaded; when the truck leaves; its destination */
    TRACE_GATE,   /* freight out at the gate; the serial of its flight, whose lane is other_lane */
    TRACE_BOOKED, /* the same, of the flight it is booked on now */
    TRACE_DOCKED, /* its truck has a door */
    TRACE_UNLOADED, /* when its screening begins */
    TRACE_SCREENED,
    TRACE_BUILDUP, /* a team begins to build up a ULD of it */
    TRACE_READY,
    TRACE_ROLLED, /* the flight it was booked on is gone without it */
    TRACE_ABOARD, /* loaded; scheduled landing of the flight; its serial */
    TRACE_STEPS
};

struct trace_note {
    int64_t at_us, other_us;
    int64_t called_us; /* TRACE_TRUCK: when the truck was called */
    enum trace_step step;
    uint32_t flight; /* serial, within its lane; freight out: of the flight that ordered it */
    int32_t uld;     /* place aboard, from 0; freight out: its truckload; -1: the flight itself */
    int32_t
        parcel; /* of a piece that moves by itself: place of its first parcel in the ULD; else -1 */
    int32_t detail;
    uint16_t lane, hall, other_lane;
    uint8_t
        part; /* set apart by customs: 1 for a paper, 2 for an officer; freight out: ULD, from 1 */
    int64_t g, parcels;
};

typedef void trace_listener(void *context, const struct trace_note *note);

/* Whether the pieces of that ULD, which is being opened, are followed one by one. */
typedef bool trace_follower(void *context, uint32_t lane, uint32_t flight, uint32_t uld);

struct trace { /* all zero: nobody listens */
    trace_listener *listener;
    trace_follower *follows; /* NULL: none is */
    void *context;
};

/* "team", "truck": a word for each step, for tables. */
const char *trace_step_word(enum trace_step step);

#endif
