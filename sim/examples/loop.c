// SPDX-License-Identifier: GPL-3.0-or-later
/* A closed loop: five machines run for ten hours each on average, then wait for the one person who
 * repairs them, an hour each. How much of the time does that person work? */
#include <stdio.h>

#include "sim/pool.h"
#include "sim/random/dist.h"
#include "sim/random/stream.h"

enum { MACHINES = 5, HOURS = 2000000 };
struct works {
    struct pool *repairer;
    struct stream stream;
    struct dist runs_h, repair_h;
    uint16_t fails, repaired;
};

static void later(struct sim *sim, struct works *works, const struct dist *h, uint16_t kind,
                  uint64_t machine)
{
    double s = 3600 * dist_draw(h, &works->stream);
    sim_in(sim, (int64_t)(s * 1e6), SIM_END, kind, works, machine);
}

static void fail(struct sim *sim, void *station, uint64_t machine)
{
    (void)sim;
    pool_ask(((struct works *)station)->repairer, machine, 1, 0);
}

static void repair(struct sim *sim, void *station, uint64_t machine)
{
    struct works *works = station;
    later(sim, works, &works->repair_h, works->repaired, machine);
}

static void run(struct sim *sim, void *station, uint64_t machine)
{
    struct works *works = station;
    later(sim, works, &works->runs_h, works->fails, machine);
    pool_release(works->repairer, 1);
}

int main(void)
{
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    if (sim == NULL) return 1;
    struct works works = {.runs_h = dist_exponential(10), .repair_h = dist_exponential(1)};
    works.stream = stream_named(def.seed, "works", 0, 0);
    works.repairer = pool_new(sim, &(struct pool_def){"works.repairer", 1}, repair, &works);
    works.fails = sim_kind(sim, "works.fails", fail);
    works.repaired = sim_kind(sim, "works.repaired", run);
    for (uint64_t machine = 0; machine < MACHINES; machine++)
        later(sim, &works, &works.runs_h, works.fails, machine);
    sim_run_until(sim, HOURS * INT64_C(3600000000));
    double busy = level_mean(pool_busy_level(works.repairer), sim_now_us(sim));
    printf("share of time at work: %.4f, exact %.4f\n", busy, 1 - 1 / 1.7732);
    sim_free(sim);
}
