// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tests/sim/heap.h -- a plain binary heap: the oracle that the engine's event
 *                     list is held against, for order in the tests and for time in the benchmarks.
 */
#ifndef TESTS_SIM_HEAP_H
#define TESTS_SIM_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct heap_entry {
    int64_t at_us;
    uint64_t order; /* rank above the sequence number: what decides a tie */
    uint64_t id;
};

/* entry[0..n-1]; the caller gives the room. */
struct heap {
    struct heap_entry *entry;
    size_t n;
};

static inline bool heap_before(const struct heap_entry *a, const struct heap_entry *b)
{
    return a->at_us != b->at_us ? a->at_us < b->at_us : a->order < b->order;
}

static inline void heap_push(struct heap *heap, struct heap_entry entry)
{
    size_t hole = heap->n++;
    while (hole > 0 && heap_before(&entry, &heap->entry[(hole - 1) / 2])) {
        heap->entry[hole] = heap->entry[(hole - 1) / 2];
        hole = (hole - 1) / 2;
    }
    heap->entry[hole] = entry;
}

static inline struct heap_entry heap_pop(struct heap *heap)
{
    struct heap_entry top = heap->entry[0];
    struct heap_entry last = heap->entry[--heap->n];
    size_t hole = 0;
    for (size_t child = 1; child < heap->n; child = 2 * hole + 1) {
        if (child + 1 < heap->n && heap_before(&heap->entry[child + 1], &heap->entry[child]))
            child++;
        if (!heap_before(&heap->entry[child], &last)) break;
        heap->entry[hole] = heap->entry[child];
        hole = child;
    }
    heap->entry[hole] = last;
    return top;
}

#endif
