// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/sim_internal.h -- what a simulation is made of, and the few functions that every event passes
 *                 through, so that they end up inside the handlers that call them.
 *
 * Knows          the fields of struct sim. What the functions do is said in sim/sim.h.
 * Does not know  anything else. Included by sim/sim.h; nobody outside sim/ touches a field.
 */
#ifndef SIM_SIM_INTERNAL_H
#define SIM_SIM_INTERNAL_H

#include "sim/events_internal.h"
#include "sim/base/require.h"

enum { SIM_KINDS = 256, SIM_HANDLE_UNIT = 8 };

/* What an event needs of its kind, and what else there is to know of it. Rows that nobody
 * registered do something, too: they end the program. */
struct sim_kind_does {
    sim_handler *handler;
    uint64_t hash; /* of the name: what the digest knows it by */
};

struct sim_kind_row {
    const char *name;
    uint64_t count;
    uint64_t ns;
};

struct pool;

struct sim {
    struct arena arena; /* first, because the arena starts here */
    uint64_t digest;
    bool stopped;
    bool looks; /* profiled or watched */
    uint32_t kinds;
    struct sim_def def;
    void *root;
    struct pool *first_pool, *last_pool; /* kept by sim/pool.c */
    sim_watcher *watcher;
    void *watcher_context;
    uint64_t profiled_ns, most_pending;
    struct sim_kind_does does[SIM_KINDS];
    struct sim_kind_row kind[SIM_KINDS];
    struct events events; /* the clock is events.last_us */
};

static inline int64_t sim_now_us(const struct sim *sim)
{
    return sim->events.last_us;
}

/* A handle is the record's place in the arena below its generation. No record lies at place 0,
 * so no handle is 0. */
static inline uint64_t sim_handle(const struct sim *sim, const struct events_record *record)
{
    uint64_t place = (uint64_t)((const char *)record - (const char *)sim) / SIM_HANDLE_UNIT;
    return (uint64_t)record->generation << 32 | place;
}

/* The rest of the two below: events of this very instant, the first event of a slab, programming
 * errors.
 * */
uint64_t sim_at_slowly(struct sim *sim, int64_t at_us, enum sim_rank rank, uint16_t kind,
                       void *station, uint64_t arg);
uint64_t sim_in_slowly(struct sim *sim, int64_t delay_us, enum sim_rank rank, uint16_t kind,
                       void *station, uint64_t arg);

/* Nothing speaks against sim_put. */
static inline bool sim_can_put(const struct sim *sim, int64_t at_us, enum sim_rank rank)
{
    return at_us > sim->events.last_us && (unsigned)rank < SIM_RANKS && sim->events.free_record;
}

__attribute__((always_inline)) static inline uint64_t sim_put(struct sim *sim, int64_t at_us,
                                                              enum sim_rank rank, uint16_t kind,
                                                              void *station, uint64_t arg)
{
    struct events_record *record = events_record(&sim->events);
    record->station = station;
    record->arg = arg;
    record->kind = (uint8_t)kind;
    record->rank = (uint8_t)rank;
    events_put_ahead(&sim->events, at_us, record);
    return sim_handle(sim, record);
}

__attribute__((always_inline)) static inline uint64_t sim_at(struct sim *sim, int64_t at_us,
                                                             enum sim_rank rank, uint16_t kind,
                                                             void *station, uint64_t arg)
{
    if (!sim_can_put(sim, at_us, rank)) return sim_at_slowly(sim, at_us, rank, kind, station, arg);
    return sim_put(sim, at_us, rank, kind, station, arg);
}

/* A delay below zero, or beyond the end of time, ends up in the past. */
__attribute__((always_inline)) static inline uint64_t sim_in(struct sim *sim, int64_t delay_us,
                                                             enum sim_rank rank, uint16_t kind,
                                                             void *station, uint64_t arg)
{
    int64_t at_us = (int64_t)((uint64_t)sim->events.last_us + (uint64_t)delay_us);
    if (!sim_can_put(sim, at_us, rank))
        return sim_in_slowly(sim, delay_us, rank, kind, station, arg);
    return sim_put(sim, at_us, rank, kind, station, arg);
}

#endif
