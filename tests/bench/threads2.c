// SPDX-License-Identifier: GPL-3.0-or-later
/* Replications over two threads against one: sixteen small stations, wall time. */
#include "sim/random/dist.h"
#include "sim/pool.h"
#include "sim/replicate.h"
#include "sim/sim.h"
#include "sim/random/stream.h"
#include "tests/bench/clock.h"

enum { REPLICATIONS = 16 };

struct desk {
    struct pool *pool;
    struct dist gap, service;
    struct stream stream;
    uint16_t arrive, leave;
};

static void arrive(struct sim *sim, void *station, uint64_t arg)
{
    struct desk *desk = station;
    sim_in(sim, (int64_t)(dist_draw_fast(&desk->gap, &desk->stream) * 1e6), SIM_START, desk->arrive,
           desk, arg + 1);
    pool_ask(desk->pool, arg, 1, 0);
}

static void start(struct sim *sim, void *station, uint64_t who)
{
    struct desk *desk = station;
    sim_in(sim, (int64_t)(dist_draw_fast(&desk->service, &desk->stream) * 1e6), SIM_END,
           desk->leave, desk, who);
}

static void leave(struct sim *sim, void *station, uint64_t arg)
{
    struct desk *desk = station;
    (void)sim, (void)arg;
    pool_release(desk->pool, 1);
}

static bool run_one(void *context, uint32_t replication)
{
    uint64_t *digest = context;
    struct sim_def def = sim_def_default();
    def.replication = replication;
    struct sim *sim = sim_new(&def);
    if (!sim) return false;
    struct desk *desk = sim_alloc(sim, sizeof *desk);
    struct pool_def pool = {"bench.pool", 8};
    desk->pool = pool_new(sim, &pool, start, desk);
    desk->gap = dist_exponential(1);
    desk->service = dist_exponential(7.2);
    desk->stream = stream_named(1, "bench.desk", replication, 0);
    desk->arrive = sim_kind(sim, "bench.arrive", arrive);
    desk->leave = sim_kind(sim, "bench.leave", leave);
    sim_in(sim, 0, SIM_START, desk->arrive, desk, 0);
    sim_run_until(sim, INT64_C(200000) * 1000000);
    digest[replication] = sim_digest(sim);
    sim_free(sim);
    return true;
}

static double run_all(uint32_t threads, uint64_t digest[REPLICATIONS])
{
    struct replicate_def def = {
        .n = REPLICATIONS, .threads = threads, .one = run_one, .context = digest};
    const double start_ns = clock_wall_ns();
    if (replicate(&def) != REPLICATIONS) exit(1);
    return (clock_wall_ns() - start_ns) * 1e-6;
}

int main(void)
{
    uint64_t alone[REPLICATIONS], together[REPLICATIONS];
    clock_print("threads1", run_all(1, alone), "ms");
    clock_print("threads2", run_all(2, together), "ms");
    for (int i = 0; i < REPLICATIONS; i++)
        clock_expect("digests that differ", alone[i] != together[i], 0, 0);
    return 0;
}
