// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/slab.h -- many small records of one size, numbered, that come and go: flights, ULDs, trucks.
 *
 * Knows          a free list; chunks that never move, taken from the arena as the number of living
 *                records grows.
 * Does not know  what the records are.
 * Cost           memory is bounded by the largest number alive at once; take and give are O(1).
 */
#ifndef SIM_SLAB_H
#define SIM_SLAB_H

#include <stddef.h>
#include <stdint.h>

#include "sim/sim.h"

enum { SLAB_CHUNK = 1024, SLAB_CHUNKS = 16384 };

struct slab {
    struct sim *sim;
    size_t bytes;  /* of one record */
    uint32_t made; /* numbers given out so far */
    uint32_t alive;
    /* number + 1 of the first free record; the next stands in its first 4 bytes */
    uint32_t free_head;
    unsigned char **chunk;
};

void slab_start(struct slab *slab, struct sim *sim, size_t bytes);

/* The number of a zeroed record. */
uint32_t slab_take(struct slab *slab);
void slab_give(struct slab *slab, uint32_t number);

static inline void *slab_at(const struct slab *slab, uint32_t number)
{
    return slab->chunk[number / SLAB_CHUNK] + (size_t)(number % SLAB_CHUNK) * slab->bytes;
}

#endif
