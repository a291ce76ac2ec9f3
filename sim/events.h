// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/events.h -- the event list: a radix heap of small keys, and a ring for each rank at the
 * current instant.
 *
 * Knows          times, ranks, the order scheduled; records beside the keys; handles; dead keys.
 * How            A key lies in the bucket named by the highest digit in which its time differs from
 *                the last time taken out, and by that digit's value. Taking out the least means
 *                spreading the lowest bucket over those below it, in order: so keys of one time stay
 *                in the order scheduled without a sequence number. Keys of the current instant wait
 *                in four rings, one a rank. No tuning, no resize. The very next key, once it is
 *                known, lies outside the buckets: so it is at hand when its turn comes, and the
 *                bucket after it is looked at meanwhile.
 * Costs          24 bytes of record and 16.5 of key for each pending event, and 45 KB of buckets;
 *                see sim/README.md for the time.
 * Does not know  what an event does. Internal to the engine: models use sim/sim.h.
 * May include    sim/arena.h
 */
#ifndef SIM_EVENTS_H
#define SIM_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/arena.h"

enum {
    EVENTS_RANKS = 4,
    EVENTS_DIGIT_BITS = 6,
    EVENTS_DIGITS = 1 << EVENTS_DIGIT_BITS,
    EVENTS_LEVELS = (63 + EVENTS_DIGIT_BITS - 1) / EVENTS_DIGIT_BITS,
    EVENTS_BUCKET_KEYS = 3,
    EVENTS_CHUNK_KEYS = 31,
    /* what events.marks tells, in one word so that one question covers it: */
    EVENTS_IN_LEVELS = (1 << EVENTS_LEVELS) - 1,            /* bit l: something lies in level l */
    EVENTS_FIRST_RING = 16,                                 /* and the bits after it: in that ring */
    EVENTS_IN_RINGS = ((1 << EVENTS_RANKS) - 1) << EVENTS_FIRST_RING,
    EVENTS_NO_NEXT = 1 << 20, /* the next key is not known */
    EVENTS_HALT = 1 << 21     /* the caller wants events_take_slowly every time */
};

/* Far: its key lies in a bucket, or is the next one. Near: it waits in a ring. Dead: cancelled, its
 * key not yet gone. */
enum events_state { EVENTS_FAR = 1, EVENTS_NEAR, EVENTS_DEAD };

struct events_record {
    void *station; /* of a free record: the next free one */
    uint64_t arg;
    uint32_t generation;
    uint16_t kind;
    uint8_t rank;
    uint8_t state;
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
    int64_t last_us;    /* the time last taken out: nothing pending is earlier */
    uint64_t scheduled, taken, killed; /* so many so far */
    uint64_t dead;      /* cancelled keys still in buckets */
    uint64_t ties;      /* see sim_ties */
    uint64_t permuting; /* state of the generator that permutes ties; 0: keep the order */
    struct events_record *free_record;
    struct events_chunk *free_chunk;
    /* before or at the same time as all in buckets, and then scheduled first; without a record at the
     * beginning of time if it is not known, at its end if nothing is pending but in rings */
    struct events_key next;
    uint32_t marks;
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
void events_put_behind(struct events *events, struct events_bucket *bucket, struct events_key key);
void events_put_before(struct events *events, struct events_bucket *bucket, struct events_key key);
void events_put_in_ring(struct events *events, struct events_record *record);
struct events_record *events_take_beside(struct events *events, int64_t until_us, size_t level);
struct events_record *events_take_slowly(struct events *events, int64_t until_us);

/* ---- what every event passes through: inline, which halves the instructions ---- */

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

/* The highest bit in six: 43 / 256 is as good as 1 / 6 up to 63. */
static inline size_t events_level(uint64_t difference)
{
    return (63u - (uint32_t)__builtin_clzll(difference)) * 43 >> 8;
}

static inline size_t events_digit(int64_t at_us, size_t level)
{
    return (size_t)((uint64_t)at_us >> (level * EVENTS_DIGIT_BITS)) & (EVENTS_DIGITS - 1);
}

/* `before`: ahead of those of its time that lie there already. */
static inline void events_put_in_bucket(struct events *events, struct events_key key, bool before)
{
    size_t level = events_level((uint64_t)key.at_us ^ (uint64_t)events->last_us);
    size_t digit = events_digit(key.at_us, level);
    struct events_bucket *bucket = &events->bucket[level][digit];
    if (bucket->key[0].record) {
        if (before)
            events_put_before(events, bucket, key);
        else
            events_put_behind(events, bucket, key);
        return;
    }
    bucket->key[0].at_us = key.at_us; /* one by one: they are read so, and soon */
    bucket->key[0].record = key.record;
    events->marks |= 1u << level;
    events->digit_mask[level] |= UINT64_C(1) << digit;
}

/* at_us is after last_us. */
static inline void events_put_ahead(struct events *events, int64_t at_us,
                                    struct events_record *record)
{
    struct events_key key = {at_us, record};
    const bool first = at_us < events->next.at_us;
    events->scheduled++;
    record->state = EVENTS_FAR;
    if (first) {
        key = events->next;
        events->next.at_us = at_us;
        events->next.record = record;
        if (!key.record) { /* the only one */
            events->marks &= ~(uint32_t)EVENTS_NO_NEXT;
            return;
        }
    }
    events_put_in_bucket(events, key, first);
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

static inline size_t events_lowest_level(const struct events *events)
{
    return (size_t)(uint32_t)__builtin_ctz(events->marks);
}

static inline size_t events_lowest_digit(const struct events *events, size_t level)
{
    return (size_t)(uint32_t)__builtin_ctzll(events->digit_mask[level]);
}

/* Notes that the lowest bucket is empty now. */
static inline void events_clear_lowest(struct events *events, size_t level)
{
    events->digit_mask[level] &= events->digit_mask[level] - 1;
    if (!events->digit_mask[level]) events->marks &= events->marks - 1;
}

/* Takes out the first event before until_us and sets last_us to its time; NULL if there is none.
 * The caller gives the record back with events_recycle. */
static inline bool events_is_usual(const struct events *events, int64_t until_us)
{
    return events->marks - 1 < EVENTS_IN_LEVELS && events->next.at_us < until_us &&
           events->next.record->state != EVENTS_DEAD;
}

static inline struct events_record *events_take(struct events *events, int64_t until_us)
{
    if (!events_is_usual(events, until_us)) return events_take_slowly(events, until_us);
    struct events_record *record = events->next.record;
    size_t level = events_lowest_level(events), digit = events_lowest_digit(events, level);
    struct events_bucket *bucket = &events->bucket[level][digit];
    const int64_t at_us = events->next.at_us, after_us = bucket->key[0].at_us;
    if (bucket->key[1].record) return events_take_beside(events, until_us, level);
    if (after_us == at_us) return events_take_slowly(events, until_us);
    events->next.at_us = after_us; /* alone in the lowest bucket */
    events->next.record = bucket->key[0].record;
    bucket->key[0].record = NULL;
    events_clear_lowest(events, level);
    events->last_us = at_us;
    events->taken++;
    return record;
}

#endif
