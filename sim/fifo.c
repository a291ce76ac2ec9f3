// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/fifo.h"

struct fifo {
    struct sim *sim;
    const char *name;
    uint32_t servers;
    int64_t arrival_us; /* of the last job */
    int64_t work_us;
    struct tally wait_s;
    int64_t free_us[]; /* a heap: [0] is the earliest */
};

struct fifo *fifo_new(struct sim *sim, const char *name, uint32_t servers)
{
    REQUIRE(sim, servers > 0, "%s has no server", name);
    struct fifo *fifo = sim_alloc(sim, sizeof *fifo + servers * sizeof fifo->free_us[0]);
    fifo->sim = sim;
    fifo->name = name;
    fifo->servers = servers;
    fifo->arrival_us = INT64_MIN;
    for (uint32_t i = 0; i < servers; i++)
        fifo->free_us[i] = sim_now_us(sim);
    tally_clear(&fifo->wait_s);
    return fifo;
}

/* The earliest server is now free at end_us: puts it in its place. */
static void replace_earliest(struct fifo *fifo, int64_t end_us)
{
    uint32_t hole = 0;
    for (uint32_t child = 1; child < fifo->servers; child = 2 * hole + 1) {
        if (child + 1 < fifo->servers && fifo->free_us[child + 1] < fifo->free_us[child]) child++;
        if (fifo->free_us[child] >= end_us) break;
        fifo->free_us[hole] = fifo->free_us[child];
        hole = child;
    }
    fifo->free_us[hole] = end_us;
}

struct fifo_slot fifo_serve(struct fifo *fifo, int64_t arrival_us, int64_t service_us)
{
    REQUIRE(fifo->sim, arrival_us >= fifo->arrival_us && service_us >= 0,
            "%s: a job came out of order or with a negative service time", fifo->name);
    fifo->arrival_us = arrival_us;
    int64_t start_us = arrival_us > fifo->free_us[0] ? arrival_us : fifo->free_us[0]; /* (1) */
    replace_earliest(fifo, start_us + service_us);
    tally_add(&fifo->wait_s, (double)(start_us - arrival_us) * 1e-6);
    fifo->work_us += service_us;
    return (struct fifo_slot){start_us, start_us + service_us};
}

int64_t fifo_free_us(const struct fifo *fifo)
{
    return fifo->free_us[0];
}

const struct tally *fifo_wait_s(const struct fifo *fifo)
{
    return &fifo->wait_s;
}

double fifo_work_s(const struct fifo *fifo)
{
    return (double)fifo->work_us * 1e-6;
}

void fifo_reset_measures(struct fifo *fifo)
{
    fifo->work_us = 0;
    tally_clear(&fifo->wait_s);
}
