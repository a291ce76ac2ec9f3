// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A soak: a thousand million events (or as many as the first argument says) through a pool, a belt,
 * cancelled timeouts and ties, sixteen simulated years without a pause. Memory may not grow after
 * the first tenth, nobody may get lost, and the mean wait of each tenth is that of the first. Takes
 * two minutes.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "sim/belt.h"
#include "sim/random/dist.h"
#include "sim/pool.h"
#include "sim/sim.h"

enum { TENTHS = 10 };

struct world {
    struct pool *desk;
    struct belt *belt;
    struct dist gap, service;
    struct stream gaps, services;
    uint64_t timeout, arrived, served, passed, patience, left;
    uint16_t arrive, leave, give_up;
};

static void stop_in_time(struct sim *sim, struct world *world)
{
    if (--world->left == 0) sim_stop(sim);
}

static void arrive(struct sim *sim, void *at, uint64_t who)
{
    struct world *world = at;
    world->arrived++;
    sim_cancel(sim,
               world->timeout); /* the one before is served, or forgotten: one of both is dead */
    world->timeout = sim_in(sim, 30000000, SIM_CHANGE, world->give_up, world, who);
    sim_in(sim, (int64_t)(dist_draw(&world->gap, &world->gaps) * 1e6), SIM_START, world->arrive,
           world, who + 1);
    pool_ask(world->desk, who, 1, who % 2);
    stop_in_time(sim, world);
}

static void granted(struct sim *sim, void *at, uint64_t who)
{
    struct world *world = at;
    /* half of the services end on whole seconds, so that ties come up */
    const double s = dist_draw(&world->service, &world->services);
    const int64_t service_us = who % 2 ? (int64_t)(s * 1e6) : (int64_t)(s + 0.5) * 1000000;
    sim_in(sim, service_us, SIM_END, world->leave, world, who);
}

static void leave(struct sim *sim, void *at, uint64_t who)
{
    struct world *world = at;
    world->served++;
    belt_put(world->belt, who);
    pool_release(world->desk, 1);
    stop_in_time(sim, world);
}

static void off(struct sim *sim, void *at, const struct belt_item *items, uint32_t n)
{
    struct world *world = at;
    (void)sim, (void)items;
    world->passed += n;
}

static void give_up(struct sim *sim, void *at, uint64_t who)
{
    struct world *world = at;
    (void)who;
    world->patience++;
    world->timeout = 0;
    stop_in_time(sim, world);
}

static long resident_kb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

int main(int argc, char **argv)
{
    const uint64_t events = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000000000;
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    if (!sim) return 1;
    struct world *world = sim_alloc(sim, sizeof *world);
    world->desk = pool_new(sim, &(struct pool_def){"soak.desk", 5}, granted, world);
    world->belt = belt_new(sim, &(struct belt_def){"soak.belt", 90000000, 0, 60000000}, off, world);
    world->gap = dist_exponential(1);
    world->service = dist_gamma(4, 0.5);
    world->gaps = stream_named(1, "soak.gaps", 0, 0);
    world->services = stream_named(1, "soak.services", 0, 0);
    world->arrive = sim_kind(sim, "soak.arrive", arrive);
    world->leave = sim_kind(sim, "soak.leave", leave);
    world->give_up = sim_kind(sim, "soak.give_up", give_up);
    sim_in(sim, 0, SIM_START, world->arrive, world, 0);
    double first_s = 0;
    size_t bytes = 0;
    long kb = 0;
    int wrong = 0;
    for (int tenth = 1; tenth <= TENTHS; tenth++) {
        pool_reset_measures(world->desk);
        world->left = events / TENTHS;
        while (world->left)
            sim_run_until(sim, INT64_MAX);
        const double wait_s = tally_mean(pool_wait_s(world->desk));
        printf(
            "%2d tenths: %llu events, %.1f years, mean wait %.4f s, %zu KiB in use, %ld KiB resident\n",
            tenth, (unsigned long long)sim_events(sim), (double)sim_now_us(sim) / 31557600e6,
            wait_s, sim_bytes(sim) >> 10, resident_kb());
        fflush(stdout);
        if (tenth == 1) {
            first_s = wait_s;
            bytes = sim_bytes(sim);
            kb = resident_kb();
        }
        /* 5e7 customers a tenth: the sd of the mean is 0.15 %, of the difference 0.2 %; 5 sd. A new
         * longest line may take a slab more. */
        const double apart = 0.01 * sqrt(1e9 / (double)events);
        if (fabs(wait_s / first_s - 1) > apart || sim_bytes(sim) > bytes + 65536 ||
            resident_kb() > kb + 1024)
            wrong++;
    }
    const uint64_t inside = pool_busy(world->desk) + (uint64_t)pool_waiting(world->desk);
    if (world->arrived != world->served + inside ||
        world->served != world->passed + belt_carried(world->belt))
        wrong++;
    printf("%d passed, %d failed\n", wrong == 0, wrong != 0);
    sim_free(sim);
    return wrong != 0;
}
