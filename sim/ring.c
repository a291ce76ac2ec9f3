// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/ring.h"

#include <string.h>

enum { FIRST_CAPACITY = 64 };

void ring_start(struct ring *ring, struct sim *sim, size_t bytes)
{
    *ring = (struct ring){.sim = sim, .bytes = bytes, .capacity = FIRST_CAPACITY};
    ring->record = sim_alloc(sim, FIRST_CAPACITY * bytes);
}

/* Full: the first lies right behind the last. */
void ring_grow(struct ring *ring)
{
    size_t before = (size_t)ring->capacity * ring->bytes;
    size_t first = (size_t)(ring->head & (ring->capacity - 1)) * ring->bytes;
    unsigned char *record = sim_alloc(ring->sim, 2 * before);
    memcpy(record, ring->record + first, before - first);
    memcpy(record + (before - first), ring->record, first);
    ring->tail -= ring->head;
    ring->head = 0;
    ring->record = record;
    ring->capacity *= 2;
}
