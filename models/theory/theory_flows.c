// SPDX-License-Identifier: GPL-3.0-or-later
/* Stations in a row, rates that change over the day, and flows without chance. */
#include "models/theory/theory.h"

#include "models/theory/network.h"
#include "models/theory/queue.h"
#include "sim/random/arrivals.h"
#include "sim/random/maths.h"
#include "sim/date.h"
#include "sim/fifo.h"

/* ---- open networks [Jackson1957] ------------------------------------------------------------- */

enum { TOTAL = NETWORK_NODES };

static bool run_network(const struct theory_case *of, uint64_t seed, uint32_t replication,
                        double *value)
{
    const struct network_def *def = of->with;
    struct network_result result;
    if (!network_run(def, seed, replication, &result)) return false;
    double total = 0;
    for (int i = 0; i < def->nodes; i++)
        total += result.inside[i];
    for (size_t i = 0; i < of->kind->measures; i++) {
        const int code = of->kind->measure[i].code;
        value[i] = code == TOTAL ? total : result.inside[code];
    }
    return true;
}

/* Flow into each node: what comes from outside and from the nodes before, by going round until it
 * no longer changes. */
static void find_flows(const struct network_def *def, double flow[NETWORK_NODES])
{
    for (int i = 0; i < def->nodes; i++)
        flow[i] = 0;
    for (int round = 0; round < 200; round++) {
        double next[NETWORK_NODES + 1] = {def->rate_per_s};
        for (int i = 0; i < def->nodes; i++) {
            next[def->node[i].next] += flow[i] * (1 - def->node[i].branch_share);
            next[def->node[i].branch] += flow[i] * def->node[i].branch_share;
        }
        for (int i = 0; i < def->nodes; i++)
            flow[i] = next[i];
    }
}

/* Each node is M/M/c: a + C a / (c - a). */
static double jackson(const struct theory_case *of, int code)
{
    const struct network_def *def = of->with;
    double flow[NETWORK_NODES], total = 0;
    find_flows(def, flow);
    for (int i = 0; i < def->nodes; i++) {
        const double a = flow[i] * def->node[i].service_s.a, c = def->node[i].servers;
        const double inside = a + queue_erlang_c(def->node[i].servers, a) * a / (c - a);
        if (i == code) return inside;
        total += inside;
    }
    return total;
}

/* A small hub, hours as seconds of the engine: 12 ULDs an hour -> unload (1 x 20/h) -> breakdown
 * (6 x 3/h) -> 15 % to customs (1 x 3/h) -> sort (2 x 10/h), 6 % once more -> load (3 x 6/h). */
// clang-format off
static const struct network_def HUB = {.nodes = 5,
    .node = {{1, {.kind = DIST_EXPONENTIAL, .a = 1.0 / 20}, 1, 1, 0},
              {6, {.kind = DIST_EXPONENTIAL, .a = 1.0 / 3}, 3, 2, 0.15},
              {1, {.kind = DIST_EXPONENTIAL, .a = 1.0 / 3}, 3, 3, 0},
              {2, {.kind = DIST_EXPONENTIAL, .a = 1.0 / 10}, 4, 3, 0.06},
              {3, {.kind = DIST_EXPONENTIAL, .a = 1.0 / 6}, NETWORK_OUT, NETWORK_OUT, 0}},
    .rate_per_s = 12, .warm_s = 200, .run_s = 40000};
// clang-format on

static const struct theory_measure OF_HUB[] = {
    {"L unloading", "a + C a / (c - a), a = l / mu", 0, 1},
    {"L breakdown", "the same, a = 4 on 6 teams", 1, 1},
    {"L customs", "the same, a = 0.15 x 12 / 3", 2, 1},
    {"L sorting", "the same, a = 12 / 0.94 / 10 on 2", 3, 1},
    {"L loading", "the same, a = 2 on 3", 4, 1},
    {"L of the hub", "the sum; W = L / 12", TOTAL, 0.5},
};

/* l = 0.5, mu = 1, 0.8, 0.625: rho / (1 - rho) = 1, 5/3, 4. */
// clang-format off
static const struct network_def TANDEM = {.nodes = 3,
    .node = {{1, {.kind = DIST_EXPONENTIAL, .a = 1}, 1, 1, 0},
              {1, {.kind = DIST_EXPONENTIAL, .a = 1.25}, 2, 2, 0},
              {1, {.kind = DIST_EXPONENTIAL, .a = 1.6}, NETWORK_OUT, NETWORK_OUT, 0}},
    .rate_per_s = 0.5, .warm_s = 5000, .run_s = 500000};
// clang-format on

static const struct theory_measure OF_TANDEM[] = {
    {"L first", "rho / (1 - rho)", 0, 1},
    {"L second", "rho / (1 - rho)", 1, 1},
    {"L third", "rho / (1 - rho)", 2, 1},
};

/* ---- the goods and their papers must both be ready [NelsonTantawi1988] ----------------------- */

static const struct queue_def FORK = {.rate_per_s = 0.8, .run_s = 800000, .warm_s = 10000};

static double fork_join(const struct theory_case *of, int code)
{
    (void)code;
    const double rho = ((const struct queue_def *)of->with)->rate_per_s;
    return (12 - rho) / 8 / (1 - rho);
}

/* warm_s and run_s count jobs. */
static bool run_fork(const struct theory_case *of, uint64_t seed, uint32_t replication,
                     double *value)
{
    const struct queue_def *def = of->with;
    const struct dist gap_s = dist_exponential(1 / def->rate_per_s),
                      service_s = dist_exponential(1);
    struct sim_def sim_def = sim_def_default();
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct fifo *goods = fifo_new(sim, "theory.goods", 1),
                *papers = fifo_new(sim, "theory.papers", 1);
    struct stream stream = stream_named(seed, "theory.fork", replication, 0);
    const int warm = (int)def->warm_s, jobs = warm + (int)def->run_s;
    int64_t at_us = 0;
    double sum_s = 0;
    for (int job = 0; job < jobs; job++) {
        at_us += queue_ticks(dist_draw(&gap_s, &stream));
        const int64_t one_us =
            fifo_serve(goods, at_us, queue_ticks(dist_draw(&service_s, &stream))).end_us;
        const int64_t other_us =
            fifo_serve(papers, at_us, queue_ticks(dist_draw(&service_s, &stream))).end_us;
        if (job >= warm) sum_s += (double)((one_us > other_us ? one_us : other_us) - at_us) * 1e-6;
    }
    value[0] = sum_s / def->run_s;
    sim_free(sim);
    return true;
}

static const struct theory_measure OF_FORK[] = {{"T of both", "(12 - rho) / 8 / (mu - l)", 0, 1}};

/* ---- a rate that rises and falls over the day [LewisShedler1979] ----------------------------- */

enum { BY_SIX, BY_MIDNIGHT, AT_NOON, AT_EIGHTEEN, DAYS = 400 };

/* 5 an hour at midnight, 15 at noon, straight lines between: 240 a day, of which 45 before six. */
static double rate_per_h(const void *context, int64_t at_us)
{
    (void)context;
    const double hour = (double)(at_us % DATE_DAY_US) / (double)DATE_HOUR_US;
    return hour < 12 ? 5 + hour * (10.0 / 12) : 25 - hour * (10.0 / 12);
}

static double day_of_rates(const struct theory_case *of, int code)
{
    (void)of;
    static const double value[] = {45, 240, 2 * (5 + 11 * (10.0 / 12)),
                                   2 * (25 - 17 * (10.0 / 12))};
    return value[code];
}

/* Each stays for two hours: those inside at an hour have come in the two before. */
static bool run_day(const struct theory_case *of, uint64_t seed, uint32_t replication,
                    double *value)
{
    (void)of;
    struct arrivals arrivals;
    arrivals_start(&arrivals, seed, "theory.day", replication, 0, 0, 15);
    double came[4] = {0};
    for (int64_t at_us;
         (at_us = arrivals_next(&arrivals, rate_per_h, NULL, DAYS * DATE_DAY_US)) >= 0;) {
        const double hour = (double)(at_us % DATE_DAY_US) / (double)DATE_HOUR_US;
        came[BY_SIX] += hour < 6;
        came[BY_MIDNIGHT] += 1;
        came[AT_NOON] += hour >= 10 && hour < 12;
        came[AT_EIGHTEEN] += hour >= 16 && hour < 18;
    }
    for (int i = 0; i < 4; i++)
        value[i] = came[i] / DAYS;
    return true;
}

static const struct theory_measure OF_DAY[] = {
    {"come by 6:00", "integral of the rate: 45", BY_SIX, 2},
    {"come in a day", "integral of the rate: 240", BY_MIDNIGHT, 1},
    {"inside at 12:00", "integral over the two hours before", AT_NOON, 2.5},
    {"inside at 18:00", "integral over the two hours before", AT_EIGHTEEN, 2.5},
};

/* ---- flows without chance -------------------------------------------------------------------- */

enum { LONGEST, MEAN, CLEARED, DELAY };

/* 24,000 parcels an hour for 2 h, then 6,000 for 2 h, into 15,000 an hour: 18,000 wait by the end
 * of the peak, the last of them 18,000 / 15,000 = 1.2 h; the line is gone 18,000 / 9,000 = 2 h
 * later; 18,000 x 4 / 2 = 36,000 parcel-hours over 60,000 parcels = 0.6 h. */
static double peak(const struct theory_case *of, int code)
{
    (void)of;
    return code == LONGEST ? 18000.0 / 15000 : 18000 * (2 + 2) / 2.0 / 60000;
}

static bool run_peak(const struct theory_case *of, uint64_t seed, uint32_t replication,
                     double *value)
{
    (void)of, (void)seed, (void)replication;
    struct sim_def sim_def = sim_def_default();
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct fifo *sorter = fifo_new(sim, "theory.sorter", 1);
    int64_t longest_us = 0;
    for (int64_t i = 0; i < 60000; i++) {
        const int64_t at_us = i < 48000 ? i * (DATE_HOUR_US / 24000)
                                        : 2 * DATE_HOUR_US + (i - 48000) * (DATE_HOUR_US / 6000);
        const int64_t wait_us = fifo_serve(sorter, at_us, DATE_HOUR_US / 15000).start_us - at_us;
        if (wait_us > longest_us) longest_us = wait_us;
    }
    value[0] = (double)longest_us / DATE_HOUR_US;
    value[1] = tally_mean(fifo_wait_s(sorter)) / 3600;
    sim_free(sim);
    return true;
}

static const struct theory_measure OF_PEAK[] = {
    {"longest wait (h)", "(24,000 - 15,000) 2 / 15,000", LONGEST, 1},
    {"mean wait (h)", "18,000 (2 + 2) / 2 / 60,000", MEAN, 1},
};

/* A stop of 15 minutes at 12,000 an hour into 15,000: 3,000 are behind, gone in 3,000 / 3,000 = 1
 * h; 3,000 x 1.25 / 2 = 1,875 parcel-hours. */
static double stop(const struct theory_case *of, int code)
{
    (void)of;
    return code == CLEARED ? 1.25 : 3000 * (0.25 + 1.0) / 2;
}

static bool run_stop(const struct theory_case *of, uint64_t seed, uint32_t replication,
                     double *value)
{
    (void)of, (void)seed, (void)replication;
    struct sim_def sim_def = sim_def_default();
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct fifo *sorter = fifo_new(sim, "theory.sorter", 1);
    const int64_t gap_us = DATE_HOUR_US / 12000, service_us = DATE_HOUR_US / 15000;
    fifo_serve(sorter, 0, DATE_HOUR_US / 4); /* the stop, as a job that blocks */
    int64_t clear_us = 0;
    for (int64_t i = 1; i < 24000; i++) {
        const struct fifo_slot slot = fifo_serve(sorter, i * gap_us, service_us);
        if (slot.start_us > i * gap_us) clear_us = slot.end_us;
    }
    value[0] = (double)clear_us / DATE_HOUR_US;
    value[1] = tally_mean(fifo_wait_s(sorter)) * 24000 / 3600;
    sim_free(sim);
    return true;
}

static const struct theory_measure OF_STOP[] = {
    {"cleared after (h)", "0.25 + 12,000 / 4 / (15,000 - 12,000)", CLEARED, 1},
    {"delay (parcel-h)", "3,000 (0.25 + 1.0) / 2", DELAY, 1},
};

/* ---- the list -------------------------------------------------------------------------------- */

static const struct theory_kind JACKSON = {"Jackson1957", OF_HUB, 6, jackson, run_network};
static const struct theory_kind BURKE = {"Burke1956", OF_TANDEM, 3, jackson, run_network};
static const struct theory_kind FORK_JOIN = {"NelsonTantawi1988", OF_FORK, 1, fork_join, run_fork};
static const struct theory_kind LEWIS = {"LewisShedler1979", OF_DAY, 4, day_of_rates, run_day};
static const struct theory_kind PEAK = {"derived", OF_PEAK, 2, peak, run_peak};
static const struct theory_kind STOP = {"derived", OF_STOP, 2, stop, run_stop};

const struct theory_case theory_flows[] = {
    {"jackson", "a small hub of five stations, 12 ULDs an hour", &JACKSON, &HUB, 0.03, false},
    {"tandem", "three single servers in a row at 0.5, 0.625, 0.8", &BURKE, &TANDEM, 0.03, false},
    {"fork-join", "goods and papers, two servers at 0.8, both must be ready", &FORK_JOIN, &FORK,
     0.03, false},
    {"day", "arrivals at 5 to 15 an hour over the day; each stays two hours", &LEWIS, NULL, 0.01,
     false},
    {"peak", "two hours of peak into a sorter that is too slow", &PEAK, NULL, 1e-4, true},
    {"stop", "a sorter stops for 15 minutes", &STOP, NULL, 2e-3, true},
};
const size_t theory_flows_n = sizeof theory_flows / sizeof *theory_flows;
