// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/events_internal.h -- the event list: the next few in order, a radix heap of small keys behind
 * them, and a ring for each rank at the current instant.
 *
 * Knows          times, ranks, the order scheduled; records beside the keys; handles; dead keys.
 * How            The head is a short array in order of time, the earliest last: taking out is a
 *                step back, and what is scheduled soon moves a few keys aside. What is later lies
 *                in buckets: each named by the highest digit in which its keys' times differ from
 *                base_us, and by that digit's value. An empty head takes over the lowest buckets;
 *                one too large for it is first spread over those below it, in order. So keys of one
 *                time stay in the order scheduled without a sequence number. Keys of the current
 *                instant, if there are several, wait in four rings, one a rank. No tuning, no
 *                resize.
 * Costs          24 bytes of record and 16.5 of key for each pending event, and 45 KB of buckets;
 *                see sim/README.md for the time.
 * Does not know  what an event does. Internal to the engine: models use sim/sim.h.
 */
#ifndef SIM_EVENTS_INTERNAL_H
#define SIM_EVENTS_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/arena_internal.h"

enum {
    EVENTS_RANKS = 4,
    EVENTS_DIGIT_BITS = 6,
    EVENTS_DIGITS = 1 << EVENTS_DIGIT_BITS,
    EVENTS_LEVELS = (63 + EVENTS_DIGIT_BITS - 1) / EVENTS_DIGIT_BITS,
    EVENTS_BUCKET_KEYS = 3,
    EVENTS_CHUNK_KEYS = 31,
    EVENTS_HEAD_KEYS = 32,
    /* what events.marks tells: */
    EVENTS_IN_RINGS = (1 << EVENTS_RANKS) - 1, /* bit r: something waits in the ring of rank r */
    EVENTS_HALT = 1 << EVENTS_RANKS            /* the caller wants events_take_slowly every time */
};

/* Far: its key lies in the head or in a bucket. Near: it waits in a ring. Dead: cancelled, its key
 * not yet gone. */
enum events_state { EVENTS_FAR = 1, EVENTS_NEAR, EVENTS_DEAD };

struct events_record {
    void *station; /* of a free record: the next free one */
    uint64_t arg;
    uint32_t generation;
    uint8_t kind, rank, state;
};

struct events_key {
    int64_t at_us;
    struct events_record *record;
};

struct events_chunk {
    struct events_chunk *next;
    uint64_t keys;
    struct events_key key[EVENTS_CHUNK_KEYS];
};

/* Most buckets hold few keys: they lie in the bucket itself, and those scheduled after them in
 * chunks. A cache line. */
struct events_bucket {
    struct events_key key[EVENTS_BUCKET_KEYS]; /* from [0] on; record NULL: none here */
    struct events_chunk *first, *last;
};

/* Those waiting at the current instant in one rank, in the order scheduled. */
struct events_ring {
    struct events_record **record; /* capacity is a power of two */
    uint64_t capacity;
    uint64_t head, tail; /* counted from the start of the run */
    /* places before this one were waiting when another of the rank went first */
    uint64_t tied_to;
};

struct events {
    struct arena *arena;
    int64_t last_us;                   /* the time last taken out: nothing pending is earlier */
    uint64_t scheduled, taken, killed; /* so many so far */
    uint64_t dead;                     /* cancelled keys still in buckets */
    uint64_t ties;                     /* see sim_ties */
    uint64_t permuting; /* state of the generator that permutes ties; 0: keep the order */
    struct events_record *free_record;
    struct events_chunk *free_chunk;
    int64_t usual_us; /* events_take_usual goes up to here, not at all if there are marks */
    uint32_t marks;
    uint32_t levels;          /* bit l: something lies in a bucket of level l */
    int64_t base_us;          /* what the buckets are named by; not after last_us */
    struct events_key *first; /* of the head: the earliest; head itself if there is none */
    /* head[0] stands for the buckets: its time is not after any there, nor before any in the head
     * */
    struct events_key head[1 + EVENTS_HEAD_KEYS];
    struct events_record nobody; /* of head[0]; dead */
    uint64_t digit_mask[EVENTS_LEVELS];
    struct events_ring ring[EVENTS_RANKS];
    struct events_bucket bucket[EVENTS_LEVELS][EVENTS_DIGITS];
};

void events_start(struct events *events, struct arena *arena, int64_t now_us, uint64_t permuting);

/* Moves last_us on to a time before which nothing is pending. */
void events_advance(struct events *events, int64_t to_us);

/* Marks a pending record as not to happen. O(1) on average: the dead are swept when they
 * outnumber the living. */
void events_kill(struct events *events, struct events_record *record);

static inline uint64_t events_pending(const struct events *events)
{
    return events->scheduled - events->taken - events->killed;
}

/* The rare halves of the functions below. */
void events_add_records(struct events *events);
void events_put_far(struct events *events, int64_t at_us, struct events_record *record);
void events_put_in_ring(struct events *events, struct events_record *record);
struct events_record *events_take_slowly(struct events *events, int64_t until_us);

/* A record to fill in and put. */
static inline struct events_record *events_record(struct events *events)
{
    if (__builtin_expect(!events->free_record, 0)) events_add_records(events);
    struct events_record *record = events->free_record;
    events->free_record = record->station;
    return record;
}

static inline void events_recycle(struct events *events, struct events_record *record)
{
    record->generation++; /* so that no handle leads here */
    record->station = events->free_record;
    events->free_record = record;
}

static inline bool events_is_far(const struct events *events, int64_t at_us)
{
    return at_us >= events->head[0].at_us || events->first == &events->head[EVENTS_HEAD_KEYS];
}

/* Puts a key behind those of its time. From the earliest on: what is scheduled is mostly soon. The
 * earliest itself was written just now, in two halves, and is not at hand as a whole yet. */
static inline void events_put_in_head(struct events *events, struct events_key key)
{
    struct events_key *place = events->first++;
    const int64_t first_us = place->at_us;
    if (first_us <= key.at_us) {
        place[1].at_us = first_us;
        place[1].record = place->record;
        while ((--place)->at_us <= key.at_us)
            place[1] = place[0];
    }
    place[1].at_us = key.at_us;
    place[1].record = key.record;
}

/* at_us is after last_us. */
static inline void events_put_ahead(struct events *events, int64_t at_us,
                                    struct events_record *record)
{
    events->scheduled++;
    record->state = EVENTS_FAR;
    if (events_is_far(events, at_us)) events_put_far(events, at_us, record);
    else events_put_in_head(events, (struct events_key){at_us, record});
}

/* at_us is not before last_us. */
static inline void events_put(struct events *events, int64_t at_us, struct events_record *record)
{
    if (at_us > events->last_us) {
        events_put_ahead(events, at_us, record);
        return;
    }
    events->scheduled++;
    events_put_in_ring(events, record);
}

static inline void events_mark(struct events *events, uint32_t mark)
{
    events->marks |= mark;
    events->usual_us = INT64_MIN;
}

/* How far events_take_usual may go. */
static inline void events_aim(struct events *events, int64_t until_us)
{
    events->usual_us = events->marks ? INT64_MIN : until_us;
}

/* Takes out the first event before the aim and sets last_us to its time, if it is alive and alone
 * in its instant; else NULL. The caller gives the record back with events_recycle. */
static inline struct events_record *events_take_usual(struct events *events)
{
    struct events_key *first = events->first;
    const int64_t at_us = first->at_us;
    struct events_record *record = first->record;
    if (at_us >= events->usual_us || record->state == EVENTS_DEAD || first[-1].at_us == at_us)
        return NULL;
    events->first = first - 1;
    events->last_us = at_us;
    events->taken++;
    return record;
}

/* The same of any event before until_us; NULL if there is none. */
static inline struct events_record *events_take(struct events *events, int64_t until_us)
{
    events_aim(events, until_us);
    struct events_record *record = events_take_usual(events);
    return record ? record : events_take_slowly(events, until_us);
}

#endif
