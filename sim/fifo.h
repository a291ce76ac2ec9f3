// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/fifo.h -- equal servers, first come first served, each service time known on
 *               arrival: no event is needed to know when a job starts and ends.
 *
 * Knows          when each server is free; the waits and the work.
 * Does not know  shifts, priorities, failures (sim/pool.h); who the job is.
 * Equation       (1)  start = max(arrival, earliest time a server is free),  end = start + service
 *                     [Lindley1952; KieferWolfowitz1955 for several servers]
 */
#ifndef SIM_FIFO_H
#define SIM_FIFO_H

#include <stdint.h>

#include "sim/sim.h"
#include "sim/stats/tally.h"

struct fifo_slot {
    int64_t start_us, end_us;
};

struct fifo;

/* name: a literal; servers: at least 1. */
struct fifo *fifo_new(struct sim *sim, const char *name, uint32_t servers);

/* Gives the next job its slot. arrival_us must not be before that of the job before (REQUIRE);
 * it may lie ahead of the clock. O(log servers). */
struct fifo_slot fifo_serve(struct fifo *fifo, int64_t arrival_us, int64_t service_us);

/* Earliest time at which a job that arrives now would start, if that is not now. */
int64_t fifo_free_us(const struct fifo *fifo);

/* Since the last fifo_reset_measures. Borrowed. The mean number in line over a time T is n *
 * mean / T. */
const struct tally *fifo_wait_s(const struct fifo *fifo);
double fifo_work_s(const struct fifo *fifo); /* service given out */
void fifo_reset_measures(struct fifo *fifo);

#endif
