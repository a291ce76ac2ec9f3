// SPDX-License-Identifier: GPL-3.0-or-later
/* Customers come at random to three desks and wait in one line: M/M/3. Erlang knows the wait. */
#include <stdio.h>

#include "sim/pool.h"
#include "sim/random/dist.h"
#include "sim/random/stream.h"

enum { DESKS = 3, CUSTOMERS = 2000000 };

struct office {
    struct pool *desks;
    struct stream gaps, services;
    struct dist gap_s, service_s;
    uint16_t comes, leaves;
    uint64_t left;
};

static void come(struct sim *sim, void *station, uint64_t who)
{
    struct office *office = station;
    pool_ask(office->desks, who, 1, 0);
    if (--office->left == 0) return;
    double gap_s = dist_draw(&office->gap_s, &office->gaps);
    sim_in(sim, (int64_t)(gap_s * 1e6), SIM_START, office->comes, office, who + 1);
}

static void served(struct sim *sim, void *station, uint64_t who)
{
    struct office *office = station;
    double s = dist_draw(&office->service_s, &office->services);
    sim_in(sim, (int64_t)(s * 1e6), SIM_END, office->leaves, office, who);
}

static void leave(struct sim *sim, void *station, uint64_t who)
{
    (void)sim, (void)who;
    pool_release(((struct office *)station)->desks, 1);
}

int main(void)
{
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    if (sim == NULL) return 1;
    struct office office = {.gap_s = dist_exponential(0.5), .service_s = dist_exponential(1)};
    office.gaps = stream_named(def.seed, "office.gaps", 0, 0);
    office.services = stream_named(def.seed, "office.services", 0, 0);
    office.desks = pool_new(sim, &(struct pool_def){"office.desks", DESKS}, served, &office);
    office.comes = sim_kind(sim, "office.comes", come);
    office.leaves = sim_kind(sim, "office.leaves", leave);
    office.left = CUSTOMERS;
    come(sim, &office, 0);
    sim_run_until(sim, CUSTOMERS * INT64_C(1000000));
    printf("mean wait: %.4f s, exact %.4f s\n", tally_mean(pool_wait_s(office.desks)), 4 / 9.0);
    sim_free(sim);
}
