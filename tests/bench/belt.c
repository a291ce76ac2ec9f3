// SPDX-License-Identifier: GPL-3.0-or-later
/* A belt in bulk: 1,000 parcels put on every millisecond, handed on together at the end, and
 * counted one by one on the way past. */
#include "sim/belt.h"
#include "tests/bench/clock.h"

enum { TOGETHER = 1000 };

struct counter {
    struct belt *belt;
    uint64_t what[TOGETHER];
    uint64_t passed, odd, left;
    uint16_t feed;
};

static void feed(struct sim *sim, void *station, uint64_t arg)
{
    struct counter *counter = station;
    belt_put_many(counter->belt, counter->what, TOGETHER);
    counter->left -= TOGETHER;
    if (counter->left) sim_in(sim, 1000, SIM_START, counter->feed, counter, arg);
}

static void pass(struct sim *sim, void *station, const struct belt_item *items, uint32_t n)
{
    struct counter *counter = station;
    (void)sim;
    for (uint32_t i = 0; i < n; i++)
        counter->odd += items[i].what & 1;
    counter->passed += n;
}

int main(int argc, char **argv)
{
    const uint64_t parcels = clock_size(argc, argv, 100000000) / TOGETHER * TOGETHER;
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    if (!sim) return 1;
    struct counter *counter = sim_alloc(sim, sizeof *counter);
    struct belt_def belt = {"bench.belt", 20000, 0, 1000};
    counter->belt = belt_new(sim, &belt, pass, counter);
    counter->feed = sim_kind(sim, "bench.feed", feed);
    counter->left = parcels;
    for (uint64_t i = 0; i < TOGETHER; i++)
        counter->what[i] = i;
    sim_in(sim, 0, SIM_START, counter->feed, counter, 0);
    const double start_ns = clock_cpu_ns();
    sim_run_until(sim, INT64_MAX);
    clock_print("belt", (double)parcels / (clock_cpu_ns() - start_ns) * 1e3, "M/s");
    clock_expect("parcels counted", (double)counter->passed, (double)parcels, (double)parcels);
    clock_expect("odd ones", (double)counter->odd, (double)parcels / 2, (double)parcels / 2);
    sim_free(sim);
    return 0;
}
