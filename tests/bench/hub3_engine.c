// SPDX-License-Identifier: GPL-3.0-or-later
/* A small hub on the engine: three stations of 4, 8 and 4 servers, each at rho 0.9, each a pool
 * with all its measures on; a job is a record that is handed on. */
#include "sim/random/dist.h"
#include "sim/pool.h"
#include "sim/sim.h"
#include "sim/random/stream.h"
#include "sim/stats/durations.h"
#include "tests/bench/clock.h"

enum { STATIONS = 3, JOBS = 1 << 16 };

struct hub;

struct station {
    struct hub *hub;
    struct pool *pool;
    struct dist service_us;
    struct stream services;
    struct station *next; /* NULL: out */
};

struct hub {
    struct station station[STATIONS];
    struct dist gap_us;
    struct stream gaps;
    struct durations inside;
    uint64_t left;
    uint16_t arrive, leave;
    int64_t arrived_us[JOBS]; /* by job number, round and round */
};

static void arrive(struct sim *sim, void *station, uint64_t job)
{
    struct hub *hub = station;
    hub->arrived_us[job % JOBS] = sim_now_us(sim);
    sim_in(sim, (int64_t)dist_draw_fast(&hub->gap_us, &hub->gaps), SIM_START, hub->arrive, hub,
           job + 1);
    pool_ask(hub->station[0].pool, job, 1, 0);
}

static void start(struct sim *sim, void *at, uint64_t job)
{
    struct station *station = at;
    sim_in(sim, (int64_t)dist_draw_fast(&station->service_us, &station->services), SIM_END,
           station->hub->leave, station, job);
}

static void leave_hub(struct sim *sim, struct hub *hub, uint64_t job)
{
    durations_add(&hub->inside, (uint64_t)(sim_now_us(sim) - hub->arrived_us[job % JOBS]));
    if (--hub->left == 0) sim_stop(sim);
}

static void leave(struct sim *sim, void *at, uint64_t job)
{
    struct station *station = at;
    if (station->next) pool_ask(station->next->pool, job, 1, 0);
    else leave_hub(sim, station->hub, job);
    pool_release(station->pool, 1);
}

int main(int argc, char **argv)
{
    static const uint32_t servers[STATIONS] = {4, 8, 4};
    const uint64_t jobs = clock_size(argc, argv, 1000000);
    const uint32_t stream = clock_replication(argc, argv);
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    if (!sim) return 1;
    struct hub *hub = sim_alloc(sim, sizeof *hub);
    hub->gap_us = dist_exponential(1e6);
    hub->gaps = stream_named(1, "bench.gaps", stream, 0);
    hub->arrive = sim_kind(sim, "bench.arrive", arrive);
    hub->leave = sim_kind(sim, "bench.leave", leave);
    hub->left = jobs;
    durations_clear(&hub->inside);
    for (uint32_t i = 0; i < STATIONS; i++) {
        struct station *station = &hub->station[i];
        struct pool_def pool = {"bench.pool", servers[i]};
        station->hub = hub;
        station->pool = pool_new(sim, &pool, start, station);
        station->service_us = dist_exponential(0.9e6 * servers[i]);
        station->services = stream_named(1, "bench.services", stream, i);
        station->next = i + 1 < STATIONS ? &hub->station[i + 1] : NULL;
    }
    sim_in(sim, 0, SIM_START, hub->arrive, hub, 0);
    const double start_ns = clock_cpu_ns();
    sim_run_until(sim, INT64_MAX);
    clock_print("hub3_engine", (clock_cpu_ns() - start_ns) / (double)jobs, "ns/job");
    const struct tally inside_s = durations_tally_s(&hub->inside);
    if (stream) clock_print("hub3_engine_mean", tally_mean(&inside_s), "s");
    /* theory: sum of service and C service / (servers (1 - rho)) = 14.4 + 7.0 + 6.4 + 7.0 = 34.9 */
    if (jobs >= 1000000) clock_expect("time in hub", tally_mean(&inside_s), 31.5, 38.5);
    sim_free(sim);
    return 0;
}
