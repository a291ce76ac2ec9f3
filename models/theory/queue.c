// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/theory/queue.h"

#include "sim/random/maths.h"

/* (1) */
double queue_erlang_b(uint32_t servers, double load)
{
    double b = 1;
    for (uint32_t n = 1; n <= servers; n++)
        b = load * b / (n + load * b);
    return b;
}

/* (2) */
double queue_erlang_c(uint32_t servers, double load)
{
    const double b = queue_erlang_b(servers, load);
    return b / (1 - load / servers * (1 - b));
}

double queue_poisson_beyond(int n, double mean)
{
    double term = maths_exp(-mean), below = term;
    for (int k = 1; k <= n; k++) {
        term *= mean / k;
        below += term;
    }
    return 1 - below;
}

int64_t queue_ticks(double s)
{
    return (int64_t)(s * 1e6 + 0.5);
}

/* Geometric on 1, 2, .. with mean 5: success 1/5, by counting failures. */
static uint64_t draw_size(struct queue *queue)
{
    uint64_t size = 1;
    while (stream_below(&queue->sizes, 5) != 0)
        size++;
    return size;
}

/* `who` carries its instant of arrival above its priority, so that no record is needed. */
void queue_come_one(struct sim *sim, struct queue *queue)
{
    queue->came++;
    if (queue->def.lossy && pool_busy(queue->pool) == queue->def.servers) {
        queue->lost++;
        return;
    }
    const uint64_t priority =
        queue->def.priorities > 1 ? stream_below(&queue->sizes, queue->def.priorities) : 0;
    level_add(&queue->inside, sim_now_us(sim), 1);
    pool_ask(queue->pool, (uint64_t)sim_now_us(sim) << 2 | priority, 1, (uint32_t)priority);
}

static void come(struct sim *sim, void *station, uint64_t arg)
{
    struct queue *queue = station;
    if (queue->closed) return;
    uint64_t size = queue->def.batch ? queue->def.batch : draw_size(queue);
    sim_in(sim, queue_ticks(dist_draw(&queue->gap_s, &queue->gaps)), SIM_START, queue->come, queue,
           arg);
    while (size--)
        queue_come_one(sim, queue);
}

static void granted(struct sim *sim, void *station, uint64_t who)
{
    struct queue *queue = station;
    const double wait_s = (double)(sim_now_us(sim) - (int64_t)(who >> 2)) * 1e-6;
    queue->granted++;
    queue->wait_s[who & 3] += wait_s;
    queue->served[who & 3]++;
    for (int i = 0; i < QUEUE_POINTS; i++)
        queue->within[i] += wait_s <= queue->def.point_s[i];
    sim_in(sim, queue_ticks(dist_draw(&queue->def.service_s, &queue->services)), SIM_END,
           queue->leave, queue, who);
}

static void leave(struct sim *sim, void *station, uint64_t who)
{
    struct queue *queue = station;
    queue->left++;
    queue->left_us = sim_now_us(sim);
    queue->sojourn_us += sim_now_us(sim) - (int64_t)(who >> 2);
    level_add(&queue->inside, sim_now_us(sim), -1);
    pool_release(queue->pool, 1);
}

struct queue *queue_new(struct sim *sim, const struct queue_def *def, uint64_t index)
{
    struct queue *queue = sim_alloc(sim, sizeof *queue);
    const uint32_t replication = sim_replication(sim);
    queue->def = *def;
    dist_prepare(&queue->def.service_s);
    queue->gap_s = dist_exponential(1 / def->rate_per_s);
    queue->gaps = stream_named(sim_seed(sim), "theory.gaps", replication, index);
    queue->services = stream_named(sim_seed(sim), "theory.services", replication, index);
    queue->sizes = stream_named(sim_seed(sim), "theory.sizes", replication, index);
    queue->come = sim_kind(sim, "theory.come", come);
    queue->leave = sim_kind(sim, "theory.leave", leave);
    queue->pool = pool_new(sim, &(struct pool_def){"theory.pool", def->servers}, granted, queue);
    level_start(&queue->inside, sim_now_us(sim), 0);
    sim_in(sim, queue_ticks(dist_draw(&queue->gap_s, &queue->gaps)), SIM_START, queue->come, queue,
           0);
    return queue;
}

void queue_reset(struct sim *sim, struct queue *queue)
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

static void collect(const struct sim *sim, const struct queue *queue, struct queue_result *result)
{
    const int64_t now_us = sim_now_us(sim);
    result->wait_s = tally_mean(pool_wait_s(queue->pool));
    result->waiting = level_mean(pool_waiting_level(queue->pool), now_us);
    result->inside = level_mean(&queue->inside, now_us);
    result->lost = (double)queue->lost / (double)queue->came;
    for (int k = 0; k < QUEUE_POINTS; k++)
        result->within[k] = (double)queue->within[k] / (double)queue->granted;
    for (int k = 0; k < POOL_PRIORITIES; k++)
        result->of_priority_s[k] = queue->wait_s[k] / (double)queue->served[k];
}

bool queue_run(const struct queue_def *def, uint64_t seed, uint32_t replication,
               struct queue_result *result)
{
    struct sim_def sim_def = sim_def_default();
    sim_def.seed = seed;
    sim_def.replication = replication;
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct queue *queue = queue_new(sim, def, 0);
    sim_run_until(sim, queue_ticks(def->warm_s));
    queue_reset(sim, queue);
    sim_run_until(sim, queue_ticks(def->warm_s + def->run_s));
    collect(sim, queue, result);
    sim_free(sim);
    return true;
}
