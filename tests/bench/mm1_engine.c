// SPDX-License-Identifier: GPL-3.0-or-later
/* M/M/1 at rho 0.9 on the engine: event list, pooled customers in a first-come line, time in
 * system of each, named streams. */
#include "sim/random/dist.h"
#include "sim/sim.h"
#include "sim/random/stream.h"
#include "sim/stats/tally.h"
#include "tests/bench/clock.h"

struct customer {
    struct customer *next;
    int64_t arrived_us;
};

struct desk {
    struct dist gap_us, service_us;
    struct stream gaps, services;
    struct customer *first, *last, *free;
    struct tally inside_s;
    uint64_t left;
    uint16_t arrive, leave;
};

static struct customer *take_customer(struct sim *sim, struct desk *desk)
{
    if (!desk->free)
        for (struct customer *slab = sim_alloc(sim, 64 * sizeof *slab), *one = slab + 64;
             one-- > slab;) {
            one->next = desk->free;
            desk->free = one;
        }
    struct customer *customer = desk->free;
    desk->free = customer->next;
    return customer;
}

static void serve(struct sim *sim, struct desk *desk)
{
    sim_in(sim, (int64_t)dist_draw_fast(&desk->service_us, &desk->services), SIM_END, desk->leave,
           desk, desk->left);
}

static void arrive(struct sim *sim, void *station, uint64_t arg)
{
    struct desk *desk = station;
    struct customer *customer = take_customer(sim, desk);
    *customer = (struct customer){NULL, sim_now_us(sim)};
    if (desk->first) desk->last->next = customer;
    else desk->first = customer;
    desk->last = customer;
    if (desk->first == customer) serve(sim, desk);
    sim_in(sim, (int64_t)dist_draw_fast(&desk->gap_us, &desk->gaps), SIM_START, desk->arrive, desk,
           arg + 1);
}

static void leave(struct sim *sim, void *station, uint64_t arg)
{
    struct desk *desk = station;
    struct customer *customer = desk->first;
    (void)arg;
    tally_add(&desk->inside_s, (double)(sim_now_us(sim) - customer->arrived_us) * 1e-6);
    desk->first = customer->next;
    customer->next = desk->free;
    desk->free = customer;
    if (--desk->left == 0) sim_stop(sim);
    if (desk->first) serve(sim, desk);
}

int main(int argc, char **argv)
{
    const uint64_t customers = clock_size(argc, argv, 3000000);
    const uint32_t stream = clock_replication(argc, argv);
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    if (!sim) return 1;
    struct desk *desk = sim_alloc(sim, sizeof *desk);
    desk->gap_us = dist_exponential(1e6 / 0.9);
    desk->service_us = dist_exponential(1e6);
    desk->gaps = stream_named(1, "bench.gaps", stream, 0);
    desk->services = stream_named(1, "bench.services", stream, 0);
    desk->arrive = sim_kind(sim, "bench.arrive", arrive);
    desk->leave = sim_kind(sim, "bench.leave", leave);
    desk->left = customers;
    tally_clear(&desk->inside_s);
    sim_in(sim, 0, SIM_START, desk->arrive, desk, 0);
    const double start_ns = clock_cpu_ns();
    sim_run_until(sim, INT64_MAX);
    clock_print("mm1_engine", (clock_cpu_ns() - start_ns) / (double)customers, "ns/customer");
    if (stream) clock_print("mm1_engine_mean", tally_mean(&desk->inside_s), "s");
    if (customers >= 3000000) clock_expect("time in system", tally_mean(&desk->inside_s), 9, 11);
    sim_free(sim);
    return 0;
}
