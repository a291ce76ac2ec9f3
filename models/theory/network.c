// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/theory/network.h"

#include "models/theory/queue.h"
#include "sim/pool.h"
#include "sim/sim.h"

struct network;

struct node {
    struct network *network;
    struct network_node def;
    struct pool *pool;
    struct level inside;
    uint64_t done;
};

struct network {
    struct network_def def;
    struct node node[NETWORK_NODES];
    struct dist gap_s;
    struct stream stream;
    uint16_t come, leave;
};

static void enter(struct sim *sim, struct node *node, uint64_t who)
{
    level_add(&node->inside, sim_now_us(sim), 1);
    pool_ask(node->pool, who, 1, 0);
}

static void come(struct sim *sim, void *station, uint64_t who)
{
    struct network *network = station;
    const int64_t gap_us = queue_ticks(dist_draw(&network->gap_s, &network->stream));
    sim_in(sim, gap_us, SIM_START, network->come, network, who + 1);
    enter(sim, &network->node[0], who);
}

static void granted(struct sim *sim, void *station, uint64_t who)
{
    struct node *node = station;
    const int64_t service_us = queue_ticks(dist_draw(&node->def.service_s, &node->network->stream));
    sim_in(sim, service_us, SIM_END, node->network->leave, node, who);
}

static void leave(struct sim *sim, void *station, uint64_t who)
{
    struct node *node = station;
    struct network *network = node->network;
    int next = node->def.next;
    if (node->def.branch_share > 0 && stream_uniform(&network->stream) < node->def.branch_share)
        next = node->def.branch;
    node->done++;
    level_add(&node->inside, sim_now_us(sim), -1);
    pool_release(node->pool, 1);
    if (next != NETWORK_OUT) enter(sim, &network->node[next], who);
}

static struct network *build(struct sim *sim, const struct network_def *def)
{
    struct network *network = sim_alloc(sim, sizeof *network);
    network->def = *def;
    network->stream = stream_named(sim_seed(sim), "theory.network", sim_replication(sim), 0);
    network->come = sim_kind(sim, "theory.come", come);
    network->leave = sim_kind(sim, "theory.leave", leave);
    for (int i = 0; i < def->nodes; i++) {
        struct node *node = &network->node[i];
        node->network = network;
        node->def = def->node[i];
        dist_prepare(&node->def.service_s);
        node->pool =
            pool_new(sim, &(struct pool_def){"theory.node", def->node[i].servers}, granted, node);
        level_start(&node->inside, sim_now_us(sim), 0);
    }
    for (uint32_t who = 0; who < def->population; who++)
        enter(sim, &network->node[0], who);
    if (def->rate_per_s > 0) {
        network->gap_s = dist_exponential(1 / def->rate_per_s);
        sim_in(sim, 0, SIM_START, network->come, network, 0);
    }
    return network;
}

bool network_run(const struct network_def *def, uint64_t seed, uint32_t replication,
                 struct network_result *result)
{
    struct sim_def sim_def = sim_def_default();
    sim_def.seed = seed;
    sim_def.replication = replication;
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct network *network = build(sim, def);
    sim_run_until(sim, queue_ticks(def->warm_s));
    for (int i = 0; i < def->nodes; i++) {
        level_reset(&network->node[i].inside, sim_now_us(sim));
        network->node[i].done = 0;
    }
    sim_run_until(sim, queue_ticks(def->warm_s + def->run_s));
    for (int i = 0; i < def->nodes; i++) {
        result->inside[i] = level_mean(&network->node[i].inside, sim_now_us(sim));
        result->per_s[i] = (double)network->node[i].done / def->run_s;
    }
    sim_free(sim);
    return true;
}
