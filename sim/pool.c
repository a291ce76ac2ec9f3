// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/pool.h"

#include <math.h>
#include <stddef.h>

#include "sim/stats/durations.h"

enum { SLAB_REQUESTS = 64 };

/* Somebody who waits. */
struct request {
    struct request *next;
    uint64_t who;
    int64_t since_us;
    uint32_t units;
    uint32_t priority;
};

struct pool {
    struct sim *sim;
    pool_granted *granted;
    void *station;
    int64_t busy;
    struct request *first; /* of one line, by priority and then as they came */
    int64_t size;          /* as resized; fewer than busy until those who are too many come back */
    struct request *last[POOL_PRIORITIES]; /* of each priority; NULL: none */
    struct request *free_request;
    bool serving; /* somebody further up the stack is already serving the line */
    struct level busy_level, waiting_level, size_level;
    struct durations waits;
    struct tally *wait_s; /* worked out from waits when somebody asks */
    int64_t made_us;
    double
        past_waiting_s; /* before the last reset: the area under those who waited, and the most */
    int64_t past_most;
    struct pool *next; /* made after this one */
    struct pool_def def;
};

/* ---- the line -------------------------------------------------------------------------------- */

__attribute__((noinline)) static void add_slab(struct pool *pool)
{
    struct request *slab = sim_alloc(pool->sim, SLAB_REQUESTS * sizeof *slab);
    for (size_t i = SLAB_REQUESTS; i-- > 0;) {
        slab[i].next = pool->free_request;
        pool->free_request = &slab[i];
    }
}

/* Brings the measure of those who are busy up to date. Once per call, not per step of it: a unit
 * that passes from hand to hand was busy all the time. */
static inline void note_busy(struct pool *pool)
{
    if (pool->busy_level.value != pool->busy)
        level_set(&pool->busy_level, sim_now_us(pool->sim), pool->busy);
}

/* The last one who is to go before the newcomers of a priority; NULL: none waits. */
static inline struct request *last_before(const struct pool *pool, uint32_t priority)
{
    while (!pool->last[priority])
        if (priority-- == 0) return NULL;
    return pool->last[priority];
}

static void join(struct pool *pool, uint64_t who, uint32_t units, uint32_t priority)
{
    const int64_t now_us = sim_now_us(pool->sim);
    struct request *request = pool->free_request;
    struct request *before = last_before(pool, priority);
    struct request **place = before ? &before->next : &pool->first;
    pool->free_request = request->next;
    *request = (struct request){*place, who, now_us, units, priority};
    *place = request;
    pool->last[priority] = request;
    level_up(&pool->waiting_level, now_us);
    if (!pool->free_request) add_slab(pool); /* last, so that the rest is done without a stack */
}

/* Takes the request out of the line; `before` it is NULL or one of any priority. */
static inline void leave(struct pool *pool, struct request *request, struct request *before)
{
    struct request **last = &pool->last[request->priority];
    *(before ? &before->next : &pool->first) = request->next;
    if (*last == request) *last = before && before->priority == request->priority ? before : NULL;
    request->next = pool->free_request;
    pool->free_request = request;
    level_down(&pool->waiting_level, sim_now_us(pool->sim));
}

/* ---- granting -------------------------------------------------------------------------------- */

/* Whoever is granted may ask, release or resize in turn: that only changes what the loop below
 * finds next, so a line of any length is served without recursion. */
static void serve(struct pool *pool)
{
    if (pool->serving) return;
    pool->serving = true;
    for (struct request *first; (first = pool->first);) {
        const int64_t busy = pool->busy + first->units;
        const uint64_t who = first->who;
        if (busy > pool->size) break;
        pool->busy = busy;
        durations_add(&pool->waits, (uint64_t)(sim_now_us(pool->sim) - first->since_us));
        leave(pool, first, NULL);
        pool->granted(pool->sim, pool->station, who);
    }
    pool->serving = false;
    note_busy(pool);
}

/* ---- what stations call ---------------------------------------------------------------------- */

static void enlist(struct pool *pool)
{
    struct sim *sim = pool->sim;
    *(sim->last_pool ? &sim->last_pool->next : &sim->first_pool) = pool;
    sim->last_pool = pool;
}

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
    add_slab(pool);
    pool->wait_s = sim_alloc(sim, sizeof *pool->wait_s);
    level_start(&pool->size_level, now_us, def->size);
    level_start(&pool->busy_level, now_us, 0);
    level_start(&pool->waiting_level, now_us, 0);
    durations_clear(&pool->waits);
    pool->made_us = now_us;
    enlist(pool);
    return pool;
}

void pool_ask(struct pool *pool, uint64_t who, uint32_t units, uint32_t priority)
{
    REQUIRE(pool->sim, units > 0 && priority < POOL_PRIORITIES,
            "pool %s asked for %u units at priority %u", pool->def.name, units, priority);
    const int64_t busy = pool->busy + units;
    if (busy > pool->size || (pool->first && pool->first->priority <= priority)) {
        join(pool, who, units, priority);
        return;
    }
    pool->busy = busy;
    durations_add_none(&pool->waits);
    note_busy(pool);
    pool->granted(pool->sim, pool->station, who);
}

bool pool_renege(struct pool *pool, uint64_t who)
{
    struct request *before = NULL, *request = pool->first;
    for (; request && request->who != who; request = request->next)
        before = request;
    if (!request) return false;
    leave(pool, request, before);
    serve(pool); /* it may have held back others */
    return true;
}

bool pool_first(const struct pool *pool, uint64_t *who)
{
    if (pool->first) *who = pool->first->who;
    return pool->first != NULL;
}

uint32_t pool_take_free(struct pool *pool)
{
    const int64_t free_units = pool->size - pool->busy;
    if (free_units <= 0) return 0;
    pool->busy = pool->size;
    note_busy(pool);
    return (uint32_t)free_units;
}

void pool_release(struct pool *pool, uint32_t units)
{
    REQUIRE(pool->sim, units <= pool->busy, "pool %s: %u units released, %u busy", pool->def.name,
            units, pool_busy(pool));
    pool->busy -= units;
    if (pool->first) serve(pool);
    else note_busy(pool);
}

void pool_resize(struct pool *pool, uint32_t size)
{
    pool->size = size;
    level_set(&pool->size_level, sim_now_us(pool->sim), size);
    serve(pool);
}

/* ---- measures -------------------------------------------------------------------------------- */

uint32_t pool_size(const struct pool *pool)
{
    return (uint32_t)pool->size;
}

uint32_t pool_busy(const struct pool *pool)
{
    return (uint32_t)pool->busy;
}

uint32_t pool_waiting(const struct pool *pool)
{
    return (uint32_t)pool->waiting_level.value;
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
    *pool->wait_s = durations_tally_s(&pool->waits);
    return pool->wait_s;
}

double pool_mean_wait_s(const struct pool *pool)
{
    const double asked = (double)(pool_wait_s(pool)->n + pool_waiting(pool));
    const double waited_s = level_area_s(&pool->waiting_level, sim_now_us(pool->sim));
    return asked > 0 ? waited_s / asked : NAN;
}

void pool_reset_measures(struct pool *pool)
{
    int64_t now_us = sim_now_us(pool->sim);
    pool->past_waiting_s += level_area_s(&pool->waiting_level, now_us);
    if (pool->waiting_level.max > pool->past_most) pool->past_most = pool->waiting_level.max;
    level_reset(&pool->size_level, now_us);
    level_reset(&pool->busy_level, now_us);
    level_reset(&pool->waiting_level, now_us);
    durations_clear(&pool->waits);
}

struct pool_line pool_line(const struct pool *pool)
{
    const struct level *level = &pool->waiting_level;
    const int64_t now_us = sim_now_us(pool->sim);
    const double area_s = pool->past_waiting_s + level_area_s(level, now_us);
    const double lived_s = (double)(now_us - pool->made_us) * 1e-6;
    return (struct pool_line){.mean = lived_s > 0 ? area_s / lived_s : NAN,
                              .most = level->max > pool->past_most ? level->max : pool->past_most};
}

const struct pool *pool_after(const struct sim *sim, const struct pool *pool)
{
    return pool ? pool->next : sim->first_pool;
}

const char *pool_name(const struct pool *pool)
{
    return pool->def.name;
}
