// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/pool.h"

#include <stddef.h>

enum { SLAB_REQUESTS = 64 };

/* Somebody who waits. */
struct request {
    struct request *next;
    uint64_t who;
    int64_t since_us;
    uint32_t units;
};

struct line {
    struct request *first, *last;
};

struct pool {
    struct sim *sim;
    struct pool_def def;
    pool_granted *granted;
    void *station;
    uint32_t size; /* as resized; busy may exceed it until those who are busy come back */
    uint32_t busy;
    uint32_t waiting;
    uint32_t lines; /* bit p: somebody waits at priority p */
    bool serving;   /* somebody further up the stack is already serving the line */
    struct line line[POOL_PRIORITIES];
    struct request *free_request;
    struct level size_level, busy_level, waiting_level;
    struct tally wait_s;
};

/* ---- the line ---- */

static void add_slab(struct pool *pool)
{
    struct request *slab = sim_alloc(pool->sim, SLAB_REQUESTS * sizeof *slab);
    for (size_t i = SLAB_REQUESTS; i-- > 0;) {
        slab[i].next = pool->free_request;
        pool->free_request = &slab[i];
    }
}

/* Brings the measures up to date. Once per call, not per step of it: a unit that passes from hand to
 * hand was busy all the time. */
static void note(struct pool *pool)
{
    const int64_t now_us = sim_now_us(pool->sim);
    if (pool->busy_level.value != pool->busy) level_set(&pool->busy_level, now_us, pool->busy);
    if (pool->waiting_level.value != pool->waiting)
        level_set(&pool->waiting_level, now_us, pool->waiting);
}

static void join(struct pool *pool, uint64_t who, uint32_t units, uint32_t priority)
{
    if (!pool->free_request) add_slab(pool);
    struct request *request = pool->free_request;
    pool->free_request = request->next;
    request->next = NULL;
    request->who = who;
    request->since_us = sim_now_us(pool->sim);
    request->units = units;
    struct line *line = &pool->line[priority];
    if (line->last)
        line->last->next = request;
    else
        line->first = request;
    line->last = request;
    pool->lines |= 1u << priority;
    pool->waiting++;
}

static void give_back(struct pool *pool, struct request *request)
{
    request->next = pool->free_request;
    pool->free_request = request;
    pool->waiting--;
}

/* Takes out the request after `before` (NULL: the first one). */
static void leave(struct pool *pool, uint32_t priority, struct request *before)
{
    struct line *line = &pool->line[priority];
    struct request *request = before ? before->next : line->first;
    if (before)
        before->next = request->next;
    else
        line->first = request->next;
    if (line->last == request) line->last = before;
    if (!line->first) pool->lines &= ~(1u << priority);
    give_back(pool, request);
}

/* ---- granting ---- */

static bool fits(const struct pool *pool, uint32_t units)
{
    return (uint64_t)pool->busy + units <= pool->size;
}

/* Whoever is granted may ask, release or resize in turn: that only changes what the loop below
 * finds next, so a line of any length is served without recursion. */
static void serve(struct pool *pool)
{
    pool->serving = true;
    while (pool->lines) {
        const uint32_t priority = (uint32_t)__builtin_ctz(pool->lines);
        struct line *line = &pool->line[priority];
        struct request *first = line->first;
        if (!fits(pool, first->units)) break;
        const uint64_t who = first->who;
        pool->busy += first->units;
        tally_add(&pool->wait_s, (double)(sim_now_us(pool->sim) - first->since_us) * 1e-6);
        line->first = first->next;
        if (!line->first) {
            line->last = NULL;
            pool->lines &= ~(1u << priority);
        }
        give_back(pool, first);
        pool->granted(pool->sim, pool->station, who);
    }
    pool->serving = false;
}

static bool must_wait(const struct pool *pool, uint32_t units, uint32_t priority)
{
    return !fits(pool, units) || (pool->lines & ((2u << priority) - 1));
}

/* ---- what stations call ---- */

struct pool *pool_new(struct sim *sim, const struct pool_def *def, pool_granted *granted,
                      void *station)
{
    struct pool *pool = sim_alloc(sim, sizeof *pool);
    int64_t now_us = sim_now_us(sim);
    pool->sim = sim;
    pool->def = *def;
    pool->granted = granted;
    pool->station = station;
    pool->size = def->size;
    level_start(&pool->size_level, now_us, def->size);
    level_start(&pool->busy_level, now_us, 0);
    level_start(&pool->waiting_level, now_us, 0);
    tally_clear(&pool->wait_s);
    return pool;
}

void pool_ask(struct pool *pool, uint64_t who, uint32_t units, uint32_t priority)
{
    REQUIRE(pool->sim, units > 0 && priority < POOL_PRIORITIES,
            "pool %s asked for %u units at priority %u", pool->def.name, units, priority);
    const bool waits = must_wait(pool, units, priority);
    if (waits) {
        join(pool, who, units, priority);
    } else {
        pool->busy += units;
        tally_add(&pool->wait_s, 0);
    }
    note(pool);
    if (!waits) pool->granted(pool->sim, pool->station, who);
}

bool pool_renege(struct pool *pool, uint64_t who)
{
    for (uint32_t priority = 0; priority < POOL_PRIORITIES; priority++) {
        struct request *before = NULL;
        struct request *request = pool->line[priority].first;
        for (; request && request->who != who; request = request->next)
            before = request;
        if (!request) continue;
        leave(pool, priority, before);
        if (!pool->serving) serve(pool); /* it may have held back others */
        note(pool);
        return true;
    }
    return false;
}

void pool_release(struct pool *pool, uint32_t units)
{
    REQUIRE(pool->sim, units <= pool->busy, "pool %s: %u units released, %u busy", pool->def.name,
            units, pool->busy);
    pool->busy -= units;
    if (pool->lines && !pool->serving) serve(pool);
    note(pool);
}

void pool_resize(struct pool *pool, uint32_t size)
{
    pool->size = size;
    level_set(&pool->size_level, sim_now_us(pool->sim), size);
    if (!pool->serving) serve(pool);
    note(pool);
}

/* ---- measures ---- */

uint32_t pool_size(const struct pool *pool)
{
    return pool->size;
}

uint32_t pool_busy(const struct pool *pool)
{
    return pool->busy;
}

uint32_t pool_waiting(const struct pool *pool)
{
    return pool->waiting;
}

const struct level *pool_size_level(const struct pool *pool)
{
    return &pool->size_level;
}

const struct level *pool_busy_level(const struct pool *pool)
{
    return &pool->busy_level;
}

const struct level *pool_waiting_level(const struct pool *pool)
{
    return &pool->waiting_level;
}

const struct tally *pool_wait_s(const struct pool *pool)
{
    return &pool->wait_s;
}

void pool_reset_measures(struct pool *pool)
{
    int64_t now_us = sim_now_us(pool->sim);
    level_reset(&pool->size_level, now_us);
    level_reset(&pool->busy_level, now_us);
    level_reset(&pool->waiting_level, now_us);
    tally_clear(&pool->wait_s);
}
