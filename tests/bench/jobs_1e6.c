// SPDX-License-Identifier: GPL-3.0-or-later
/* The memory of a million live jobs, each with 48 bytes of state of its own, a place in a pool's
 * line and an event to come. */
#include <sys/resource.h>

#include "sim/pool.h"
#include "sim/sim.h"
#include "tests/bench/clock.h"

enum { JOBS = 1000000 };

struct job {
    int64_t arrived_us;
    uint64_t handle, weight, parcels, stage, lane;
};

static void granted(struct sim *sim, void *station, uint64_t who)
{
    (void)sim, (void)station, (void)who;
}

static void give_up(struct sim *sim, void *station, uint64_t arg)
{
    (void)sim, (void)station, (void)arg;
}

int main(void)
{
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    if (!sim) return 1;
    struct job *job = sim_alloc(sim, JOBS * sizeof *job);
    struct pool *pool = pool_new(sim, &(struct pool_def){"bench.pool", 0}, granted, job);
    uint16_t kind = sim_kind(sim, "bench.give_up", give_up);
    for (int64_t i = 0; i < JOBS; i++) {
        job[i] = (struct job){.arrived_us = i, .parcels = 1};
        job[i].handle = sim_in(sim, 1 + i * 7919 % 1000003, SIM_END, kind, job, (uint64_t)i);
        pool_ask(pool, (uint64_t)i, 1, 0);
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    clock_print("jobs_1e6", (double)usage.ru_maxrss / 1024, "MiB");
    sim_free(sim);
    return 0;
}
