// SPDX-License-Identifier: GPL-3.0-or-later
/* One server that fails: at any time, or only while it works. What was begun is finished later. */
#include "models/theory/theory.h"

#include "models/theory/queue.h"
#include "sim/random/dist.h"
#include "sim/stats/level.h"

enum { INSIDE, DOWN };

/* Services, up times and repairs are exponential; mean service 1. */
struct failing_def {
    double rate_per_s, mean_up_s, mean_repair_s;
    bool at_any_time; /* else its up time runs only while it works */
    double warm_s, run_s;
};

struct failing {
    struct failing_def def;
    struct dist gap_s, service_s, up_s, repair_s;
    struct stream stream;
    uint16_t come, finish, fail, repair;
    uint64_t finishing;             /* a handle; 0: nothing is being finished */
    int64_t remaining_us, since_us; /* of the job in hand; 0: none */
    struct level inside, down;
};

static int64_t draw(struct failing *server, const struct dist *dist)
{
    return queue_ticks(dist_draw(dist, &server->stream)) + 1; /* never at once */
}

/* Goes on with the job in hand, or takes the next. Whatever its past, an exponential up time begins
 * anew. */
static void work(struct sim *sim, struct failing *server)
{
    if (server->down.value != 0 || server->inside.value == 0) return;
    if (server->remaining_us == 0) server->remaining_us = draw(server, &server->service_s);
    server->since_us = sim_now_us(sim);
    server->finishing = sim_in(sim, server->remaining_us, SIM_END, server->finish, server, 0);
    if (server->def.at_any_time) return;
    const int64_t up_us = draw(server, &server->up_s);
    if (up_us < server->remaining_us) sim_in(sim, up_us, SIM_CHANGE, server->fail, server, 0);
}

static void come(struct sim *sim, void *station, uint64_t who)
{
    struct failing *server = station;
    sim_in(sim, draw(server, &server->gap_s), SIM_START, server->come, server, who + 1);
    level_add(&server->inside, sim_now_us(sim), 1);
    if (server->inside.value == 1) work(sim, server);
}

static void finish(struct sim *sim, void *station, uint64_t arg)
{
    (void)arg;
    struct failing *server = station;
    server->finishing = 0;
    server->remaining_us = 0;
    level_add(&server->inside, sim_now_us(sim), -1);
    work(sim, server);
}

static void fail(struct sim *sim, void *station, uint64_t arg)
{
    struct failing *server = station;
    if (sim_cancel(sim, server->finishing))
        server->remaining_us -= sim_now_us(sim) - server->since_us;
    server->finishing = 0;
    level_set(&server->down, sim_now_us(sim), 1);
    sim_in(sim, draw(server, &server->repair_s), SIM_CHANGE, server->repair, server, arg);
}

static void repair(struct sim *sim, void *station, uint64_t arg)
{
    struct failing *server = station;
    level_set(&server->down, sim_now_us(sim), 0);
    work(sim, server);
    if (server->def.at_any_time)
        sim_in(sim, draw(server, &server->up_s), SIM_CHANGE, server->fail, server, arg + 1);
}

static struct failing *build(struct sim *sim, const struct failing_def *def)
{
    struct failing *server = sim_alloc(sim, sizeof *server);
    server->def = *def;
    server->gap_s = dist_exponential(1 / def->rate_per_s);
    server->service_s = dist_exponential(1);
    server->up_s = dist_exponential(def->mean_up_s);
    server->repair_s = dist_exponential(def->mean_repair_s);
    server->stream = stream_named(sim_seed(sim), "theory.failing", sim_replication(sim), 0);
    server->come = sim_kind(sim, "theory.come", come);
    server->finish = sim_kind(sim, "theory.finish", finish);
    server->fail = sim_kind(sim, "theory.fail", fail);
    server->repair = sim_kind(sim, "theory.repair", repair);
    level_start(&server->inside, 0, 0);
    level_start(&server->down, 0, 0);
    sim_in(sim, draw(server, &server->gap_s), SIM_START, server->come, server, 0);
    if (def->at_any_time)
        sim_in(sim, draw(server, &server->up_s), SIM_CHANGE, server->fail, server, 0);
    return server;
}

static bool run_failing(const struct theory_case *of, uint64_t seed, uint32_t replication,
                        double *value)
{
    const struct failing_def *def = of->with;
    struct sim_def sim_def = sim_def_default();
    sim_def.seed = seed;
    sim_def.replication = replication;
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct failing *server = build(sim, def);
    sim_run_until(sim, queue_ticks(def->warm_s));
    level_reset(&server->inside, sim_now_us(sim));
    level_reset(&server->down, sim_now_us(sim));
    sim_run_until(sim, queue_ticks(def->warm_s + def->run_s));
    value[INSIDE] = level_mean(&server->inside, sim_now_us(sim));
    value[DOWN] = level_mean(&server->down, sim_now_us(sim));
    sim_free(sim);
    return true;
}

/* ---- at any time [WhiteChristie1958] --------------------------------------------------------- */

/* f failures and h repairs a unit of time. */
static double at_any_time(const struct theory_case *of, int code)
{
    const struct failing_def *def = of->with;
    const double l = def->rate_per_s, f = 1 / def->mean_up_s, h = 1 / def->mean_repair_s;
    if (code == DOWN) return f / (f + h);
    return l * ((f + h) * (f + h) + f) / ((f + h) * (h - l * (f + h)));
}

// clang-format off
static const struct failing_def ANY_TIME = {.rate_per_s = 0.5, .mean_up_s = 20, .mean_repair_s = 4,
    .at_any_time = true, .warm_s = 5000, .run_s = 400000};
// clang-format on

static const struct theory_measure OF_ANY_TIME[] = {
    {"L", "l ((f + h)^2 + f mu) / ((f + h) (h mu - l (f + h)))", INSIDE, 1},
    {"down", "f / (f + h)", DOWN, 1},
};

/* ---- while it works [Gaver1962] -------------------------------------------------------------- */

/* A job takes C = S and the repairs in it, Poisson with mean f S: then as M/G/1. */
static double while_working(const struct theory_case *of, int code)
{
    const struct failing_def *def = of->with;
    const double l = def->rate_per_s, f = 1 / def->mean_up_s, r = def->mean_repair_s;
    if (code == DOWN) return l * f * r;
    const double mean = 1 + f * r, square = 2 * mean * mean + 2 * f * r * r;
    return l * (mean + l * square / (2 * (1 - l * mean)));
}

static const struct failing_def WORKING = {
    .rate_per_s = 0.5, .mean_up_s = 10, .mean_repair_s = 4, .warm_s = 5000, .run_s = 500000};

static const struct theory_measure OF_WORKING[] = {
    {"L", "l (E[C] + l E[C^2] / (2 (1 - l E[C]))), C = S + repairs", INSIDE, 1},
    {"down", "l E[S] f E[R]", DOWN, 1},
};

/* ---- the list -------------------------------------------------------------------------------- */

static const struct theory_kind WHITE = {"WhiteChristie1958", OF_ANY_TIME, 2, at_any_time,
                                         run_failing};
static const struct theory_kind GAVER = {"Gaver1962", OF_WORKING, 2, while_working, run_failing};

const struct theory_case theory_failures[] = {
    {"fails-any-time", "one server at 0.5, up for 20 on average, repaired in 4", &WHITE, &ANY_TIME,
     0.04, false},
    {"fails-working", "one server at 0.5, fails after 10 of work, repaired in 4", &GAVER, &WORKING,
     0.04, false},
};
const size_t theory_failures_n = sizeof theory_failures / sizeof *theory_failures;
