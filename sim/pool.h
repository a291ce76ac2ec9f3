// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/pool.h -- a pool of equal servers with a waiting line: stands, tugs, teams, desks, dock
 * doors.
 *
 * Knows          how many units there are now (a shift change resizes it), who waits (first come
 *                first served within a priority), and measures itself: size, busy and waiting over
 *                time, waits.
 * Does not know  what is served or how long: the station that asked says when it is done.
 * Shrinking      takes free units at once; busy ones leave as they are released, before anybody
 *                waiting gets them: until then more units are busy than the pool has.
 */
#ifndef SIM_POOL_H
#define SIM_POOL_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/stats/level.h"
#include "sim/sim.h"
#include "sim/stats/tally.h"

enum {
    POOL_PRIORITIES = 4,
    POOL_PLENTY = 1000000 /* the size of a pool whose units are not counted */
};

/* Called when `who` gets its units: at once from inside pool_ask if they are free, else later,
 * from inside the release, resize or renege that made it possible. It may ask, release, resize
 * or renege itself. */
typedef void pool_granted(struct sim *sim, void *station, uint64_t who);

struct pool_def {
    const char *name; /* a literal */
    uint32_t size;
};

struct pool;

struct pool *pool_new(struct sim *sim, const struct pool_def *def, pool_granted *granted,
                      void *station);

/* Asks for `units` (at least 1) for `who`. Priority 0 goes first. A request larger than what is
 * free waits and holds back those behind it in its own and later priorities (no overtaking, so
 * nobody starves). */
void pool_ask(struct pool *pool, uint64_t who, uint32_t units, uint32_t priority);

/* Takes a waiting `who` out of the line (the first one of that name); false if it does not
 * wait. Costs a walk along the line. */
bool pool_renege(struct pool *pool, uint64_t who);

/* For who was just granted: takes all units that are free, and says how many. No wait is counted.
 * */
uint32_t pool_take_free(struct pool *pool);
void pool_release(struct pool *pool, uint32_t units);
bool pool_first(const struct pool *pool, uint64_t *who); /* who is next; false if nobody waits */
void pool_resize(struct pool *pool, uint32_t size);

uint32_t pool_size(const struct pool *pool);
uint32_t pool_busy(const struct pool *pool);
uint32_t pool_waiting(const struct pool *pool); /* requests in line */

/* Measures since the last pool_reset_measures, up to now. Borrowed: they live with the pool. The
 * waits are worked out when asked for. */
const struct level *pool_size_level(const struct pool *pool);
const struct level *pool_busy_level(const struct pool *pool);
const struct level *pool_waiting_level(const struct pool *pool);
const struct tally *pool_wait_s(const struct pool *pool); /* of those granted, zeros included */

/* What each of those granted or still waiting has waited in that time, on average; NAN: nobody
 * asked. Where nobody is ever granted it grows, and pool_wait_s knows nothing. */
double pool_mean_wait_s(const struct pool *pool);
void pool_reset_measures(struct pool *pool);

/* Those who waited since the pool was made, whatever was reset meanwhile. */
struct pool_line {
    double mean; /* NAN if no time has passed */
    int64_t most;
};
struct pool_line pool_line(const struct pool *pool);

/* All pools of a simulation, in the order they were made: the one after `pool`, after NULL the
 * first. NULL after the last. */
const struct pool *pool_after(const struct sim *sim, const struct pool *pool);
const char *pool_name(const struct pool *pool);

#endif
