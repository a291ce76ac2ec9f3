// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/theory/queue.h -- one station: batches come by Poisson, wait, are served, leave.
 *
 * What happens   Batches of `batch` jobs come at exponential gaps; each job asks the pool
 *                (sim/pool.h) for one server, in its priority, and leaves after its service. A
 *                lossy station sends away who finds all servers busy.
 * Left out       shifts (pool_resize from outside), several stations.
 * Equations      (1)  B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1))        Erlang's loss, a = load
 *                (2)  C = B / (1 - rho (1 - B)), rho = a / c            Erlang's wait
 * Sources        [Erlang1917]
 */
#ifndef MODELS_THEORY_QUEUE_H
#define MODELS_THEORY_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/random/dist.h"
#include "sim/pool.h"
#include "sim/sim.h"
#include "sim/stats/level.h"

enum { QUEUE_POINTS = 4 };

/* One mean service is about a second of a million ticks: rounding is below 1e-6 of it. */
struct queue_def {
    double rate_per_s; /* of batches */
    uint64_t batch;    /* jobs in each; 0: geometric with mean 5 */
    uint32_t servers;
    struct dist service_s;
    bool lossy;                   /* who finds all servers busy goes away */
    uint32_t priorities;          /* 0 and 1: one; else a job's is drawn evenly */
    double point_s[QUEUE_POINTS]; /* count waits up to these */
    double warm_s, run_s;
};

struct queue {
    struct queue_def def;
    struct pool *pool;
    struct dist gap_s;
    struct stream gaps, services, sizes;
    uint16_t come, leave;
    bool closed; /* nobody comes any more */
    uint64_t came, lost, granted, left;
    uint64_t within[QUEUE_POINTS];
    double wait_s[POOL_PRIORITIES];
    uint64_t served[POOL_PRIORITIES];
    int64_t sojourn_us; /* of all who left */
    int64_t left_us;    /* when the last one did */
    struct level inside;
};

/* What one replication measured. */
struct queue_result {
    double wait_s;               /* mean wait */
    double waiting;              /* mean number in line */
    double inside;               /* mean number in line and in service */
    double lost;                 /* share */
    double within[QUEUE_POINTS]; /* share that waits no longer than point_s */
    double of_priority_s[POOL_PRIORITIES];
};

/* index: stations beside each other have random numbers of their own. */
struct queue *queue_new(struct sim *sim, const struct queue_def *def, uint64_t index);
void queue_come_one(struct sim *sim, struct queue *queue); /* now */
void queue_reset(struct sim *sim, struct queue *queue);

/* warm_s, then run_s measured. False: the machine refuses memory. */
bool queue_run(const struct queue_def *def, uint64_t seed, uint32_t replication,
               struct queue_result *result);

int64_t queue_ticks(double s);

double queue_erlang_b(uint32_t servers, double load);
double queue_erlang_c(uint32_t servers, double load); /* load < servers */

/* P(N > n) for N Poisson with that mean. */
double queue_poisson_beyond(int n, double mean);

#endif
