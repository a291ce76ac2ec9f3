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
    bool serving; /* somebody further up the stack is already serving the line */
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

static void count_waiting(struct pool *pool, int64_t change)
{
    pool->waiting = (uint32_t)(pool->waiting + change);
    level_add(&pool->waiting_level, sim_now_us(pool->sim), change);
}

static void join(struct pool *pool, uint64_t who, uint32_t units, uint32_t priority)
{
    if (!pool->free_request) add_slab(pool);
    struct request *request = pool->free_request;
    pool->free_request = request->next;
    *request = (struct request){NULL, who, sim_now_us(pool->sim), units};
    struct line *line = &pool->line[priority];
    if (line->last)
        line->last->next = request;
    else
        line->first = request;
    line->last = request;
    count_waiting(pool, +1);
}

/* Takes out the request after `before` (NULL: the first one). */
static struct request leave(struct pool *pool, struct line *line, struct request *before)
{
    struct request *request = before ? before->next : line->first;
    struct request copy = *request;
    if (before)
        before->next = request->next;
    else
        line->first = request->next;
    if (line->last == request) line->last = before;
    request->next = pool->free_request;
    pool->free_request = request;
    count_waiting(pool, -1);
    return copy;
}

static struct line *first_line(struct pool *pool)
{
    for (uint32_t priority = 0; priority < POOL_PRIORITIES; priority++)
        if (pool->line[priority].first) return &pool->line[priority];
    return NULL;
}

/* ---- granting ---- */

static bool fits(const struct pool *pool, uint32_t units)
{
    return (uint64_t)pool->busy + units <= pool->size;
}

static void grant(struct pool *pool, uint64_t who, uint32_t units, int64_t since_us)
{
    int64_t now_us = sim_now_us(pool->sim);
    pool->busy += units;
    level_add(&pool->busy_level, now_us, units);
    tally_add(&pool->wait_s, (double)(now_us - since_us) * 1e-6);
    pool->granted(pool->sim, pool->station, who);
}

/* Whoever is granted may ask, release or resize in turn: that only changes what the loop below
 * finds next, so a line of any length is served without recursion. */
static void serve(struct pool *pool)
{
    if (pool->serving || pool->waiting == 0) return;
    pool->serving = true;
    struct line *line = first_line(pool);
    while (line && fits(pool, line->first->units)) {
        struct request request = leave(pool, line, NULL);
        grant(pool, request.who, request.units, request.since_us);
        line = first_line(pool);
    }
    pool->serving = false;
}

static bool must_wait(const struct pool *pool, uint32_t units, uint32_t priority)
{
    if (!fits(pool, units)) return true;
    if (pool->waiting == 0) return false;
    for (uint32_t ahead = 0; ahead <= priority; ahead++)
        if (pool->line[ahead].first) return true;
    return false;
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
    if (must_wait(pool, units, priority))
        join(pool, who, units, priority);
    else
        grant(pool, who, units, sim_now_us(pool->sim));
}

bool pool_renege(struct pool *pool, uint64_t who)
{
    for (uint32_t priority = 0; priority < POOL_PRIORITIES; priority++) {
        struct line *line = &pool->line[priority];
        struct request *before = NULL;
        for (struct request *request = line->first; request; request = request->next) {
            if (request->who == who) {
                leave(pool, line, before);
                serve(pool); /* it may have held back others */
                return true;
            }
            before = request;
        }
    }
    return false;
}

void pool_release(struct pool *pool, uint32_t units)
{
    REQUIRE(pool->sim, units <= pool->busy, "pool %s: %u units released, %u busy", pool->def.name,
            units, pool->busy);
    pool->busy -= units;
    level_add(&pool->busy_level, sim_now_us(pool->sim), -(int64_t)units);
    serve(pool);
}

void pool_resize(struct pool *pool, uint32_t size)
{
    pool->size = size;
    level_set(&pool->size_level, sim_now_us(pool->sim), size);
    serve(pool);
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
