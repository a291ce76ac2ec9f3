// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tests/sim/theory.h -- how the simulation is held against a formula, and one station to hold.
 *
 * Rule       20 independent replications with fixed seeds; t = (mean - exact) /
 *            standard error has 19 degrees of freedom. A comparison fails when |t| > 3.883: by
 *            chance alone 1 in 1,000. It also fails when the standard error is so wide that an
 *            error of `caught` (a share of the exact value) would be missed with more than 3 in
 *            100: (3.883 + 2) standard errors must fit into it.
 * Units      one mean service is a second of a million ticks; rounding to the tick is below 1e-6
 * of it.
 */
#ifndef TESTS_SIM_THEORY_H
#define TESTS_SIM_THEORY_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "sim/date.h"
#include "sim/chance/dist.h"
#include "sim/pool.h"
#include "sim/sim.h"
#include "sim/chance/stream.h"

enum { REPLICATIONS = 20 };

static const double FALSE_ALARM_T = 3.883; /* Student, 19 degrees of freedom, two-sided 0.001 */

static inline void assert_theory(const char *what, const double x[REPLICATIONS], double exact,
                                 double caught)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < REPLICATIONS; i++)
        sum += x[i];
    double mean = sum / REPLICATIONS;
    for (int i = 0; i < REPLICATIONS; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    double error = sqrt(squares / (REPLICATIONS - 1) / REPLICATIONS);
    double t = (mean - exact) / error;
    bool narrow = (FALSE_ALARM_T + 2) * error <= caught * exact;
    bool right = fabs(t) <= FALSE_ALARM_T;
    if (!narrow || !right)
        print_error("%s: simulated %.7g, exact %.7g, t %.2f, catches %.2f %%, should catch %.2f %%\n",
                    what, mean, exact, t, 100 * (FALSE_ALARM_T + 2) * error / exact, 100 * caught);
    assert_true(right);
    assert_true(narrow);
}

/* ---- Erlang's formulas; a = offered load ---- */

/* B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1))    [Erlang1917] */
static inline double erlang_b(int servers, double a)
{
    double b = 1;
    for (int n = 1; n <= servers; n++)
        b = a * b / (n + a * b);
    return b;
}

/* C = B / (1 - rho (1 - B)) */
static inline double erlang_c(int servers, double a)
{
    double b = erlang_b(servers, a);
    return b / (1 - a / servers * (1 - b));
}

/* ---- one station: batches come by Poisson, wait, are served, leave ---- */

enum { QUEUE_POINTS = 4 };

struct queue_def {
    double rate_per_s; /* of batches */
    uint64_t batch;    /* jobs in each; 0: geometric with mean 5 */
    uint32_t servers;
    struct dist service_s;
    bool lossy; /* who finds all servers busy goes away */
    uint32_t priorities; /* 0 and 1: one; else a job's is drawn evenly */
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
    struct level inside;
};

static inline int64_t ticks(double s)
{
    return (int64_t)(s * 1e6 + 0.5);
}

/* Geometric on 1, 2, .. with mean 5: success 1/5, by counting failures. */
static inline uint64_t draw_size(struct queue *queue)
{
    uint64_t size = 1;
    while (stream_below(&queue->sizes, 5) != 0)
        size++;
    return size;
}

/* `who` carries its instant of arrival above its priority, so that no record is needed. */
static void queue_come_one(struct sim *sim, struct queue *queue)
{
    queue->came++;
    if (queue->def.lossy && pool_busy(queue->pool) == queue->def.servers) {
        queue->lost++;
        return;
    }
    uint64_t priority =
        queue->def.priorities > 1 ? stream_below(&queue->sizes, queue->def.priorities) : 0;
    level_add(&queue->inside, sim_now_us(sim), 1);
    pool_ask(queue->pool, (uint64_t)sim_now_us(sim) << 2 | priority, 1, (uint32_t)priority);
}

static void queue_come(struct sim *sim, void *station, uint64_t arg)
{
    struct queue *queue = station;
    if (queue->closed) return;
    uint64_t size = queue->def.batch ? queue->def.batch : draw_size(queue);
    sim_in(sim, ticks(dist_draw(&queue->gap_s, &queue->gaps)), SIM_START, queue->come, queue, arg);
    while (size--)
        queue_come_one(sim, queue);
}

static void queue_granted(struct sim *sim, void *station, uint64_t who)
{
    struct queue *queue = station;
    double wait_s = (double)(sim_now_us(sim) - (int64_t)(who >> 2)) * 1e-6;
    queue->granted++;
    queue->wait_s[who & 3] += wait_s;
    queue->served[who & 3]++;
    for (int i = 0; i < QUEUE_POINTS; i++)
        queue->within[i] += wait_s <= queue->def.point_s[i];
    sim_in(sim, ticks(dist_draw(&queue->def.service_s, &queue->services)), SIM_END, queue->leave,
           queue, who);
}

static void queue_leave(struct sim *sim, void *station, uint64_t who)
{
    struct queue *queue = station;
    queue->left++;
    queue->sojourn_us += sim_now_us(sim) - (int64_t)(who >> 2);
    level_add(&queue->inside, sim_now_us(sim), -1);
    pool_release(queue->pool, 1);
}

static inline struct queue *queue_new(struct sim *sim, const struct queue_def *def, uint64_t index)
{
    struct queue *queue = sim_alloc(sim, sizeof *queue);
    uint32_t replication = sim_replication(sim);
    queue->def = *def;
    queue->gap_s = dist_exponential(1 / def->rate_per_s);
    queue->gaps = stream_named(sim_seed(sim), "theory.gaps", replication, index);
    queue->services = stream_named(sim_seed(sim), "theory.services", replication, index);
    queue->sizes = stream_named(sim_seed(sim), "theory.sizes", replication, index);
    queue->come = sim_kind(sim, "theory.come", queue_come);
    queue->leave = sim_kind(sim, "theory.leave", queue_leave);
    queue->pool =
        pool_new(sim, &(struct pool_def){"theory.pool", def->servers}, queue_granted, queue);
    level_start(&queue->inside, sim_now_us(sim), 0);
    sim_in(sim, ticks(dist_draw(&queue->gap_s, &queue->gaps)), SIM_START, queue->come, queue, 0);
    return queue;
}

static inline void queue_reset(struct sim *sim, struct queue *queue)
{
    pool_reset_measures(queue->pool);
    level_reset(&queue->inside, sim_now_us(sim));
    queue->came = queue->lost = queue->granted = queue->left = 0;
    for (int i = 0; i < QUEUE_POINTS; i++)
        queue->within[i] = 0;
    for (int i = 0; i < POOL_PRIORITIES; i++) {
        queue->wait_s[i] = 0;
        queue->served[i] = 0;
    }
}

/* What 20 replications of one station measured. */
struct queue_result {
    double wait_s[REPLICATIONS];   /* mean wait */
    double waiting[REPLICATIONS];  /* mean number in line */
    double inside[REPLICATIONS];   /* mean number in line and in service */
    double lost[REPLICATIONS];     /* share */
    double within[QUEUE_POINTS][REPLICATIONS]; /* share that waits no longer than point_s */
    double beyond[QUEUE_POINTS][REPLICATIONS]; /* share that waits longer */
    double of_priority_s[POOL_PRIORITIES][REPLICATIONS];
};

static inline void queue_collect(const struct sim *sim, const struct queue *queue,
                                 struct queue_result *result, int i)
{
    int64_t now_us = sim_now_us(sim);
    result->wait_s[i] = tally_mean(pool_wait_s(queue->pool));
    result->waiting[i] = level_mean(pool_waiting_level(queue->pool), now_us);
    result->inside[i] = level_mean(&queue->inside, now_us);
    result->lost[i] = (double)queue->lost / (double)queue->came;
    for (int k = 0; k < QUEUE_POINTS; k++) {
        result->within[k][i] = (double)queue->within[k] / (double)queue->granted;
        result->beyond[k][i] = 1 - result->within[k][i];
    }
    for (int k = 0; k < POOL_PRIORITIES; k++)
        result->of_priority_s[k][i] = queue->wait_s[k] / (double)queue->served[k];
}

static inline struct queue_result queue_run(const struct queue_def *def, uint64_t seed)
{
    struct queue_result result;
    for (int i = 0; i < REPLICATIONS; i++) {
        struct sim_def sim_def = sim_def_default();
        sim_def.seed = seed;
        sim_def.replication = (uint32_t)i;
        struct sim *sim = sim_new(&sim_def);
        assert_non_null(sim);
        struct queue *queue = queue_new(sim, def, 0);
        sim_run_until(sim, ticks(def->warm_s));
        queue_reset(sim, queue);
        sim_run_until(sim, ticks(def->warm_s + def->run_s));
        queue_collect(sim, queue, &result, i);
        sim_free(sim);
    }
    return result;
}

#endif
