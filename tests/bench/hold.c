// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The hold model: take the first event out, put one in again. With 1e2, 1e4 and 1e6 pending;
 * delays exponential, tied (whole quarters of a minute) or bursty (the scale jumps 1000-fold and
 * back). The engine's list, through its internal interface with its records, and a plain binary
 * heap (tests/sim/heap.h), in turn.
 */
#include <string.h>

#include "sim/random/dist.h"
#include "sim/events_internal.h"
#include "sim/random/stream.h"
#include "tests/bench/clock.h"
#include "tests/sim/heap.h"

enum { DELAYS = 1 << 16 };

struct hold {
    const char *name;
    size_t pending;
    int64_t delay_us[DELAYS];
    uint32_t next;
};

static int64_t next_delay(struct hold *hold)
{
    return hold->delay_us[hold->next++ % DELAYS];
}

static void draw_delays(struct hold *hold, const char *pattern)
{
    struct dist exponential = dist_exponential(1e6);
    struct stream stream = stream_named(1, "bench.hold", 0, hold->pending);
    for (size_t i = 0; i < DELAYS; i++) {
        double draw_us = dist_draw(&exponential, &stream);
        hold->delay_us[i] = 1 + (int64_t)(draw_us * (double)hold->pending);
        if (!strcmp(pattern, "_ties"))
            hold->delay_us[i] = (int64_t)(1 + stream_below(&stream, 240)) * 15000000;
        if (!strcmp(pattern, "_bursts"))
            hold->delay_us[i] = 1 + (int64_t)(draw_us * (i >> 10 & 1 ? 1000 : 1));
    }
}

static double hold_list(struct hold *hold, size_t holds)
{
    struct arena *arena = arena_new((size_t)1 << 30);
    if (!arena) exit(1);
    struct events *events = arena_alloc(arena, sizeof *events);
    events_start(events, arena, 0, 0);
    for (size_t i = 0; i < hold->pending; i++)
        events_put(events, next_delay(hold), events_record(events));
    double start_ns = 0;
    for (size_t i = 0; i < 2 * holds; i++) {
        if (i == holds) start_ns = clock_cpu_ns(); /* the first half warms up */
        events_recycle(events, events_take(events, INT64_MAX));
        events_put(events, events->last_us + next_delay(hold), events_record(events));
    }
    double ns = (clock_cpu_ns() - start_ns) / (double)holds;
    arena_free(arena);
    return ns;
}

static double hold_heap(struct hold *hold, size_t holds)
{
    struct heap heap = {malloc((hold->pending + 1) * sizeof *heap.entry), 0};
    if (!heap.entry) exit(1);
    uint64_t order = 0;
    for (size_t i = 0; i < hold->pending; i++)
        heap_push(&heap, (struct heap_entry){next_delay(hold), order++, i});
    double start_ns = 0;
    for (size_t i = 0; i < 2 * holds; i++) {
        if (i == holds) start_ns = clock_cpu_ns();
        struct heap_entry entry = heap_pop(&heap);
        entry.at_us += next_delay(hold);
        entry.order = order++;
        heap_push(&heap, entry);
    }
    double ns = (clock_cpu_ns() - start_ns) / (double)holds;
    free(heap.entry);
    return ns;
}

int main(void)
{
    static const char *const pattern[] = {"", "_ties", "_bursts"};
    static const char *const name[] = {"1e2", "1e4", "1e6"};
    static const size_t pending[] = {100, 10000, 1000000};
    static struct hold hold;
    for (int size = 0; size < 3; size++)
        for (int i = 0; i < 3; i++) {
            size_t holds = size < 2 ? 1000000 : 1500000;
            char text[64];
            hold.pending = pending[size];
            hold.next = 0;
            draw_delays(&hold, pattern[i]);
            snprintf(text, sizeof text, "hold_%s%s", name[size], pattern[i]);
            clock_print(text, hold_list(&hold, holds), "ns/hold");
            snprintf(text, sizeof text, "heap_%s%s", name[size], pattern[i]);
            clock_print(text, hold_heap(&hold, holds), "ns/hold");
        }
    return 0;
}
