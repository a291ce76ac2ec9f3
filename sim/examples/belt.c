// SPDX-License-Identifier: GPL-3.0-or-later
/* Parcels come at random to a belt that carries each for a minute and takes one every 3 seconds:
 * those that come sooner wait at its entrance. How many are on it and before it? */
#include <stdio.h>

#include "sim/belt.h"
#include "sim/random/dist.h"
#include "sim/random/stream.h"

enum { PARCELS = 2000000 };

struct line {
    struct belt *belt;
    struct stream gaps;
    struct dist gap_s;
    uint16_t comes;
    uint64_t out;
};

static void come(struct sim *sim, void *station, uint64_t parcel)
{
    struct line *line = station;
    belt_put(line->belt, parcel);
    double gap_s = dist_draw(&line->gap_s, &line->gaps);
    sim_in(sim, (int64_t)(gap_s * 1e6), SIM_START, line->comes, line, parcel + 1);
}

static void come_off(struct sim *sim, void *station, const struct belt_item *items, uint32_t n)
{
    (void)items;
    struct line *line = station;
    line->out += n;
    if (line->out == PARCELS) sim_stop(sim);
}

int main(void)
{
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    if (sim == NULL) return 1;
    struct line line = {.gap_s = dist_exponential(5)};
    const struct belt_def belt = {.name = "belt", .transit_us = 60000000, .gap_us = 3000000};
    line.gaps = stream_named(def.seed, "line.gaps", 0, 0);
    line.belt = belt_new(sim, &belt, come_off, &line);
    line.comes = sim_kind(sim, "line.comes", come);
    come(sim, &line, 0);
    sim_run_until(sim, INT64_MAX / 2);
    double on_it = level_mean(belt_level(line.belt), sim_now_us(sim));
    printf("parcels on the belt: %.4f, exact %.4f\n", on_it, (60 + 2.25) / 5);
    sim_free(sim);
}
