// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/ring.h -- a queue of small records of one size, first in first out, that grows: what waits in
 *               line or rides on a belt, without an event for each.
 *
 * Knows          the first, the last, how many. Capacity is a power of two and doubles; what it
 *                grew out of stays in the arena, in all no more than it has now.
 * Does not know  what the records are, or when they are due.
 * Care           ring_push may move the records: a pointer into the ring holds until the next push.
 */
#ifndef SIM_RING_H
#define SIM_RING_H

#include <stddef.h>
#include <stdint.h>

#include "sim/sim.h"

struct ring {
    struct sim *sim;
    unsigned char *record;
    size_t bytes;        /* of one record */
    uint64_t capacity;   /* a power of two */
    uint64_t head, tail; /* counted from the start of the run */
};

void ring_start(struct ring *ring, struct sim *sim, size_t bytes);
void ring_grow(struct ring *ring); /* for ring_push */

static inline uint64_t ring_n(const struct ring *ring)
{
    return ring->tail - ring->head;
}

/* Record i behind the first; i < ring_n. */
static inline void *ring_at(const struct ring *ring, uint64_t i)
{
    return ring->record + (size_t)((ring->head + i) & (ring->capacity - 1)) * ring->bytes;
}

/* The new last record, not cleared. */
static inline void *ring_push(struct ring *ring)
{
    if (ring_n(ring) == ring->capacity) ring_grow(ring);
    return ring->record + (size_t)(ring->tail++ & (ring->capacity - 1)) * ring->bytes;
}

/* Takes the first n off. */
static inline void ring_drop(struct ring *ring, uint64_t n)
{
    ring->head += n;
}

#endif
