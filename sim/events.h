// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/events.h -- the event list: a radix heap of small keys, and a ring for each rank at the
 * current instant.
 *
 * Knows          times, ranks, the order scheduled; records beside the keys; handles; dead keys.
 * How            A key lies in the bucket named by the highest digit in which its
 *                time differs from the last time taken out, and by that digit's value. Taking out
 *                the least means spreading the lowest bucket over those below it, in order: so
 *                keys of one time stay in the order scheduled without a sequence number. Keys of
 *                the current instant wait in four rings, one a rank. No comparison, no tuning, no
 *                resize.
 * Costs          24 bytes of record and 16.5 of key for each pending event; see sim/README.md for
 * the time.
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
    EVENTS_CHUNK_KEYS = 31
};

/* Far: its key lies in a bucket. Near: it waits in a ring. Dead: cancelled, its key not yet
 * gone. */
enum events_state { EVENTS_FREE, EVENTS_FAR, EVENTS_NEAR, EVENTS_DEAD };

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

/* Most buckets hold one key: it lies in the bucket itself, and those scheduled after it in
 * chunks. */
struct events_bucket {
    struct events_key one; /* record NULL: the bucket is empty */
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
    uint64_t pending;   /* to come, cancelled ones not counted */
    uint64_t dead;      /* cancelled keys still in buckets */
    uint64_t ties;      /* see sim_ties */
    uint64_t permuting; /* state of the generator that permutes ties; 0: keep the order */
    struct events_record *free_record;
    struct events_chunk *free_chunk;
    uint32_t ring_mask;
    uint32_t level_mask;
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

/* The rare halves of the functions below. */
void events_add_records(struct events *events);
void events_put_behind(struct events *events, struct events_bucket *bucket, struct events_key key);
void events_put_in_ring(struct events *events, struct events_record *record);
struct events_record *events_take_slowly(struct events *events, int64_t until_us);

/* ---- what every event passes through: inline, which halves the instructions ---- */

/* A record to fill in and put. */
static inline struct events_record *events_record(struct events *events)
{
    if (!events->free_record) events_add_records(events);
    struct events_record *record = events->free_record;
    events->free_record = record->station;
    return record;
}

static inline void events_recycle(struct events *events, struct events_record *record)
{
    record->state = EVENTS_FREE;
    record->generation++;
    record->station = events->free_record;
    events->free_record = record;
}

static inline size_t events_level(uint64_t difference)
{
    return (size_t)((uint32_t)(63 - __builtin_clzll(difference)) / EVENTS_DIGIT_BITS);
}

static inline size_t events_digit(int64_t at_us, size_t level)
{
    return (size_t)((uint64_t)at_us >> (level * EVENTS_DIGIT_BITS)) & (EVENTS_DIGITS - 1);
}

static inline void events_put_in_bucket(struct events *events, struct events_key key)
{
    size_t level = events_level((uint64_t)key.at_us ^ (uint64_t)events->last_us);
    size_t digit = events_digit(key.at_us, level);
    struct events_bucket *bucket = &events->bucket[level][digit];
    if (bucket->one.record) {
        events_put_behind(events, bucket, key);
        return;
    }
    bucket->one = key;
    events->level_mask |= 1u << level;
    events->digit_mask[level] |= UINT64_C(1) << digit;
}

/* at_us is not before last_us. */
static inline void events_put(struct events *events, int64_t at_us, struct events_record *record)
{
    events->pending++;
    if (at_us == events->last_us) {
        events_put_in_ring(events, record);
        return;
    }
    record->state = EVENTS_FAR;
    events_put_in_bucket(events, (struct events_key){at_us, record});
}

static inline void events_clear_digit(struct events *events, size_t level, size_t digit)
{
    events->digit_mask[level] &= ~(UINT64_C(1) << digit);
    if (!events->digit_mask[level]) events->level_mask &= ~(1u << level);
}

/* Takes out the first event before until_us and sets last_us to its time; NULL if there is none.
 * The caller gives the record back with events_recycle. */
static inline struct events_record *events_take(struct events *events, int64_t until_us)
{
    if (events->ring_mask || !events->level_mask) return events_take_slowly(events, until_us);
    size_t level = (size_t)__builtin_ctz(events->level_mask);
    size_t digit = (size_t)__builtin_ctzll(events->digit_mask[level]);
    struct events_bucket *bucket = &events->bucket[level][digit];
    struct events_key key = bucket->one;
    if (bucket->first || key.at_us >= until_us || key.record->state == EVENTS_DEAD)
        return events_take_slowly(events, until_us);
    bucket->one.record = NULL;
    events_clear_digit(events, level, digit);
    events->last_us = key.at_us;
    events->pending--;
    return key.record;
}

#endif
