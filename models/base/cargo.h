// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/base/cargo.h -- what moves: flights, ULDs, batches. A record with its stage in it;
 * stations pass its number.
 *
 * What happens   A flight carries ULDs both ways. A ULD that is broken down becomes a batch
 *                (parcels of one ULD, still together); batches merge into truck loads by
 *                destination. Where parcels move one by one, the ULD's contents become a load
 *                of the store (parcels.h); the ULD then holds only what customs picked out of it.
 * Left out       nothing
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_BASE_CARGO_H
#define MODELS_BASE_CARGO_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/trace.h"
#include "sim/slab.h"

enum cargo_kind {
    CARGO_PARCELS, /* e-commerce consignments */
    CARGO_EXPRESS, /* documents and parcels of an integrator */
    CARGO_GENERAL, /* everything that moves as pieces on pallets */
    CARGO_KINDS
};

enum cargo_deck { CARGO_MAIN_DECK, CARGO_LOWER_DECK, CARGO_DECKS };

/* Most ULDs an aircraft has room for; the largest freighter that flies, the 747-8F, has 46. */
enum { CARGO_ULDS_MAX = 64 };

/* Who may drive loaders; who may drive at all, loaders or tugs. */
enum cargo_licence { CARGO_MAY_LOAD, CARGO_MAY_DRIVE, CARGO_LICENCES };

struct flight {
    int64_t scheduled_us; /* landing by the timetable */
    int64_t landed_us;
    int64_t on_block_us;
    int64_t leaves_us; /* scheduled departure */
    int64_t kg_in, kg_out;
    int64_t parcels_in;
    int64_t kg_out_max;           /* what the aircraft can take out */
    int64_t dm3_out, dm3_out_max; /* the same by volume */
    int64_t kg_rolled;            /* of kg_out, what was booked on a flight that left without it */
    uint64_t patience;            /* event handle: gives up waiting for a stand */
    uint32_t serial;              /* week * 4096 + place in the week */
    uint32_t ulds_in, ulds_out;
    uint32_t parcel_ulds;             /* of ulds_in, those that hold its parcels */
    uint32_t positions;               /* of the aircraft, for ULDs */
    uint32_t main_ulds;               /* of those, on the main deck */
    uint8_t uld_type[CARGO_DECKS];    /* enum empties_types */
    uint32_t main_in;                 /* of ulds_in, those that come off by the main deck */
    uint32_t ulds_off[CARGO_DECKS];   /* so far, by deck */
    uint32_t decks_busy;              /* decks that are not done yet */
    uint32_t decks_at_work;           /* of those, being worked at */
    uint32_t turn;                    /* enum ramp_turn */
    uint8_t licensed[CARGO_LICENCES]; /* so many of them its crew takes; the second counts all */
    uint16_t lane, hall, aircraft;
    bool narrow, on_wide;  /* a narrow aircraft on a wide stand */
    uint32_t departure;    /* number + 1 of its booking; 0: not open for freight */
    int64_t hold_until_us; /* customs holds the whole flight until then; 0: it does not */
};

struct uld {
    int64_t since_us;      /* on block (import), at the door (export) */
    int64_t hold_until_us; /* the whole flight is held by customs until then */
    int64_t due_us;        /* freight out: when the flight it is booked on is to leave */
    uint32_t next;         /* number + 1 of the one behind it in a train or line */
    uint32_t serial;       /* of the flight it came on; freight out: it is booked on */
    int32_t kg;
    int32_t dm3;     /* freight out: the room it takes */
    int32_t parcels; /* consignments */
    int32_t alarms;  /* of its parcels, or of it as a whole: an X-ray image raised one */
    int32_t pieces;  /* what hands and sorters touch: loose parcels and bags */
    uint16_t lane;
    uint16_t place; /* aboard the flight it came on; in a hub below CARGO_ULDS_MAX */
    uint8_t hall;
    uint8_t kind;    /* enum cargo_kind */
    uint8_t type;    /* of the unit: enum empties_types */
    bool intact;     /* goes through unopened */
    uint8_t channel; /* enum parcels_channel, of what customs set apart */
    uint8_t unit;    /* freight out: which ULD of its truckload, from 1; 0: still the truckload */
    int16_t g;       /* and so many grams: a few parcels by themselves */
    uint16_t ordered_by; /* freight out: lane of the flight that ordered it */
    uint16_t truckload;  /* of those that flight ordered, from 0 */
    uint32_t ordered;    /* and its serial */
    uint32_t load;       /* number + 1 in the store; 0: its parcels move together */
};

/* So much freight, for instance all that ever went through a door. */
struct cargo_amount {
    int64_t g, parcels, ulds;
};

/* Where the random numbers of a flight and of a ULD stand in a stream: no two of them share an
 * address, as a lane's serials are its own and no aircraft has more positions than this. */
static inline uint64_t cargo_flight_address(const struct flight *flight)
{
    return ((uint64_t)flight->lane << 40) + flight->serial;
}

static inline uint64_t cargo_place_address(uint16_t lane, uint32_t serial, uint32_t place)
{
    return ((uint64_t)lane << 40) + (uint64_t)serial * CARGO_ULDS_MAX + place;
}

static inline uint64_t cargo_uld_address(const struct uld *uld)
{
    return cargo_place_address(uld->lane, uld->serial, uld->place);
}

struct parcels;

struct cargo {
    struct slab flights;     /* struct flight */
    struct slab ulds;        /* struct uld */
    struct parcels *parcels; /* the store; NULL: none is ever opened */
    struct trace trace;      /* who wants to know what happens to them */
};

static inline struct flight *cargo_flight(const struct cargo *cargo, uint64_t number)
{
    return slab_at(&cargo->flights, (uint32_t)number);
}

static inline struct uld *cargo_uld(const struct cargo *cargo, uint64_t number)
{
    return slab_at(&cargo->ulds, (uint32_t)number);
}

static inline int64_t cargo_g(const struct uld *uld)
{
    return INT64_C(1000) * uld->kg + uld->g;
}

static inline void cargo_set_g(struct uld *uld, int64_t g)
{
    uld->kg = (int32_t)(g / 1000);
    uld->g = (int16_t)(g % 1000);
}

static inline void cargo_count(struct cargo_amount *amount, int64_t g, int64_t parcels,
                               int64_t ulds)
{
    amount->g += g;
    amount->parcels += parcels;
    amount->ulds += ulds;
}

static inline struct cargo_amount cargo_less(struct cargo_amount a, struct cargo_amount b)
{
    return (struct cargo_amount){a.g - b.g, a.parcels - b.parcels, a.ulds - b.ulds};
}

static inline struct cargo_amount cargo_plus(struct cargo_amount a, struct cargo_amount b)
{
    return (struct cargo_amount){a.g + b.g, a.parcels + b.parcels, a.ulds + b.ulds};
}

/* Announces a moment of a flight. */
static inline void cargo_tell_flight(const struct cargo *cargo, int64_t at_us, enum trace_step step,
                                     const struct flight *flight, int64_t other_us, uint32_t detail)
{
    if (cargo->trace.listener == NULL) return;
    const struct trace_note note = {.at_us = at_us,
                                    .other_us = other_us,
                                    .step = step,
                                    .flight = flight->serial,
                                    .uld = -1,
                                    .parcel = -1,
                                    .detail = (int32_t)detail,
                                    .lane = flight->lane,
                                    .hall = flight->hall,
                                    .g = 1000 *
                                         (step < TRACE_LOADED ? flight->kg_in : flight->kg_out),
                                    .parcels = step < TRACE_LOADED ? flight->parcels_in : 0};
    cargo->trace.listener(cargo->trace.context, &note);
}

/* Announces a moment of a ULD, of its contents, or of some of them. */
static inline void cargo_tell_more(const struct cargo *cargo, int64_t at_us, enum trace_step step,
                                   const struct uld *uld, int64_t other_us, int32_t detail)
{
    if (cargo->trace.listener == NULL) return;
    const struct trace_note note = {.at_us = at_us,
                                    .other_us = other_us,
                                    .step = step,
                                    .flight = uld->serial,
                                    .uld = uld->place,
                                    .parcel = -1,
                                    .detail = detail,
                                    .lane = uld->lane,
                                    .hall = uld->hall,
                                    .part = uld->channel,
                                    .g = cargo_g(uld),
                                    .parcels = uld->parcels};
    cargo->trace.listener(cargo->trace.context, &note);
}

static inline void cargo_tell_uld(const struct cargo *cargo, int64_t at_us, enum trace_step step,
                                  const struct uld *uld)
{
    cargo_tell_more(cargo, at_us, step, uld, uld->hold_until_us, 0);
}

/* Of freight out; `serial`: of the flight it is booked on, or loaded on. */
static inline void cargo_tell_freight(const struct cargo *cargo, int64_t at_us,
                                      enum trace_step step, const struct uld *uld, int64_t other_us,
                                      uint32_t serial)
{
    if (cargo->trace.listener == NULL) return;
    const struct trace_note note = {.at_us = at_us,
                                    .other_us = other_us,
                                    .step = step,
                                    .flight = uld->ordered,
                                    .uld = uld->truckload,
                                    .parcel = -1,
                                    .detail = (int32_t)serial,
                                    .lane = uld->ordered_by,
                                    .hall = uld->hall,
                                    .other_lane = uld->lane,
                                    .part = uld->unit,
                                    .g = cargo_g(uld)};
    cargo->trace.listener(cargo->trace.context, &note);
}

#endif
