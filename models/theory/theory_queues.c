// SPDX-License-Identifier: GPL-3.0-or-later
/* One station with a waiting line. Times are in mean services unless the case says otherwise. */
#include "models/theory/theory.h"

#include <stddef.h>

#include "models/theory/queue.h"
#include "sim/random/maths.h"
#include "sim/date.h"
#include "sim/fifo.h"

// clang-format off
enum code {
    P_WAIT, WQ, LQ, L, P_LONG, WITHIN, CLASS = WITHIN + QUEUE_POINTS, MAKESPAN = CLASS + 4
};
// clang-format on

/* ---- what a station measured, by code -------------------------------------------------------- */

static double pick_value(const struct queue_result *result, int code)
{
    if (code >= CLASS) return result->of_priority_s[code - CLASS];
    if (code >= WITHIN) return result->within[code - WITHIN];
    switch (code) {
    case P_WAIT:
        return 1 - result->within[0];
    case P_LONG:
        return 1 - result->within[1];
    case WQ:
        return result->wait_s;
    case LQ:
        return result->waiting;
    default:
        return result->inside;
    }
}

static bool run_queue(const struct theory_case *of, uint64_t seed, uint32_t replication,
                      double *value)
{
    struct queue_result result;
    if (!queue_run(of->with, seed, replication, &result)) return false;
    for (size_t i = 0; i < of->kind->measures; i++)
        value[i] = pick_value(&result, of->kind->measure[i].code);
    return true;
}

/* ---- M/M/c [Erlang1917] ---------------------------------------------------------------------- */

static double erlang_c(const struct theory_case *of, int code)
{
    const struct queue_def *def = of->with;
    const double mean = def->service_s.a, load = def->rate_per_s * mean;
    const double c = queue_erlang_c(def->servers, load), free = (def->servers - load) / mean;
    switch (code) {
    case P_WAIT:
        return c;
    case P_LONG:
        return c * maths_exp(-free * mean);
    case WQ:
        return c / free;
    case LQ:
        return def->rate_per_s * c / free;
    default:
        return def->rate_per_s * c / free + load;
    }
}

static const struct theory_measure ALL_OF_MMC[] = {
    {"P(wait)", "C = B / (1 - rho (1 - B)), B Erlang's loss", P_WAIT, 1},
    {"Wq", "C / (c mu - l)", WQ, 1},
    {"Lq", "l Wq", LQ, 1},
    {"L", "l Wq + a", L, 1},
    {"P(Wq > 1/mu)", "C exp(-(c mu - l) / mu)", P_LONG, 3.5},
};

/* The number in line alone would need ten times the run. */
static const struct theory_measure SOME_OF_MMC[] = {
    {"P(wait)", "C = B / (1 - rho (1 - B)), B Erlang's loss", P_WAIT, 1},
    {"L", "l C / (c mu - l) + a", L, 0.6},
};

// clang-format off
static const struct queue_def MM1 = {.rate_per_s = 0.8, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .point_s = {0, 1}, .warm_s = 15000,
    .run_s = 750000};
static const struct queue_def MM5 = {.rate_per_s = 4, .batch = 1, .servers = 5,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .point_s = {0, 1}, .warm_s = 5000,
    .run_s = 240000};
static const struct queue_def MM15 = {.rate_per_s = 24, .batch = 1, .servers = 15,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 0.5}, .point_s = {0, 0.5}, .warm_s = 1300,
    .run_s = 65000};
static const struct queue_def MM10 = {.rate_per_s = 9, .batch = 1, .servers = 10,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .warm_s = 2500, .run_s = 50000};
static const struct queue_def MM20 = {.rate_per_s = 18, .batch = 1, .servers = 20,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .warm_s = 1100, .run_s = 22000};
static const struct queue_def MM50 = {.rate_per_s = 45, .batch = 1, .servers = 50,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .warm_s = 600, .run_s = 12000};
static const struct queue_def MM100 = {.rate_per_s = 90, .batch = 1, .servers = 100,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .warm_s = 400, .run_s = 8000};
// clang-format on

/* ---- M/G/1 [Pollaczek1930] [Khinchine1932] --------------------------------------------------- */

/* Squared coefficient of variation of a service, mean 1. */
static double find_scv(const struct dist *service)
{
    switch (service->kind) {
    case DIST_CONSTANT:
        return 0;
    case DIST_TRIANGULAR: /* symmetric: (max - min)^2 / 24 */
        return (service->c - service->a) * (service->c - service->a) / 24;
    case DIST_UNIFORM:
        return (service->b - service->a) * (service->b - service->a) / 12;
    case DIST_EXPONENTIAL:
        return 1;
    default: /* lognormal, gamma: b is the coefficient of variation */
        return service->b * service->b;
    }
}

static double pollaczek(const struct theory_case *of, int code)
{
    const struct queue_def *def = of->with;
    const double rho = def->rate_per_s;
    const double wait = rho * (1 + find_scv(&def->service_s)) / (2 * (1 - rho));
    return code == WQ ? wait : rho * wait;
}

static const struct theory_measure OF_MG1[] = {
    {"Wq", "rho (1 + scv) / (2 (1 - rho))", WQ, 1},
    {"Lq", "l Wq", LQ, 1},
};

// clang-format off
static const struct queue_def MD1_5 = {.rate_per_s = 0.5, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_CONSTANT, .a = 1}, .warm_s = 4000, .run_s = 200000};
static const struct queue_def MT1_5 = {.rate_per_s = 0.5, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_TRIANGULAR, .a = 0.5, .b = 1, .c = 1.5}, .warm_s = 3400,
    .run_s = 170000};
static const struct queue_def MU1_5 = {.rate_per_s = 0.5, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_UNIFORM, .a = 0.5, .b = 1.5}, .warm_s = 3000, .run_s = 150000};
static const struct queue_def ME1_5 = {.rate_per_s = 0.5, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_GAMMA, .a = 1, .b = 0.5}, .warm_s = 5600, .run_s = 280000};
static const struct queue_def ML1_5 = {.rate_per_s = 0.5, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_LOGNORMAL, .a = 1, .b = 0.5}, .warm_s = 5200, .run_s = 260000};
static const struct queue_def MW1_5 = {.rate_per_s = 0.5, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_LOGNORMAL, .a = 1, .b = 1.5}, .warm_s = 20000, .run_s = 1000000};
static const struct queue_def MD1_8 = {.rate_per_s = 0.8, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_CONSTANT, .a = 1}, .warm_s = 12000, .run_s = 600000};
static const struct queue_def MU1_8 = {.rate_per_s = 0.8, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_UNIFORM, .a = 0.5, .b = 1.5}, .warm_s = 8600, .run_s = 430000};
// clang-format on

/* ---- M/D/1, the whole law [Erlang1909] ------------------------------------------------------- */

/* F(t) = (1 - rho) sum over k = 0 .. floor(t) of e^x (-x)^k / k!, x = rho (t - k) */
static double erlang_fixed(const struct theory_case *of, int code)
{
    const struct queue_def *def = of->with;
    const double rho = def->rate_per_s, t = def->point_s[code - WITHIN];
    double sum = 0;
    for (int k = 0; k <= (int)t; k++) {
        const double x = rho * (t - k);
        double term = maths_exp(x);
        for (int i = 1; i <= k; i++)
            term *= -x / i;
        sum += term;
    }
    return (1 - rho) * sum;
}

static const struct theory_measure OF_MD1[] = {
    {"P(Wq = 0)", "(1 - rho)", WITHIN, 1},
    {"P(Wq <= 0.5)", "(1 - rho) e^(rho / 2)", WITHIN + 1, 1},
    {"P(Wq <= 1)", "(1 - rho) (e^rho - ..)", WITHIN + 2, 1},
    {"P(Wq <= 2)", "(1 - rho) sum of e^x (-x)^k / k!, x = rho (t - k)", WITHIN + 3, 1},
};

// clang-format off
static const struct queue_def MD1_LAW = {.rate_per_s = 0.8, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_CONSTANT, .a = 1}, .point_s = {0, 0.5, 1, 2}, .warm_s = 2000,
    .run_s = 170000};
// clang-format on

/* ---- a server without events [Lindley1952] --------------------------------------------------- */

static bool run_fifo(const struct theory_case *of, uint64_t seed, uint32_t replication,
                     double *value)
{
    const struct queue_def *def = of->with;
    const struct dist gap_s = dist_exponential(1 / def->rate_per_s);
    struct sim_def sim_def = sim_def_default();
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct fifo *fifo = fifo_new(sim, "theory.fifo", 1);
    struct stream gaps = stream_named(seed, "theory.gaps", replication, 0);
    struct stream services = stream_named(seed, "theory.services", replication, 0);
    int64_t at_us = 0;
    const int warm = (int)def->warm_s, jobs = warm + (int)def->run_s;
    for (int job = 0; job < jobs; job++) {
        if (job == warm) fifo_reset_measures(fifo);
        at_us += queue_ticks(dist_draw(&gap_s, &gaps));
        fifo_serve(fifo, at_us, queue_ticks(dist_draw(&def->service_s, &services)));
    }
    value[0] = tally_mean(fifo_wait_s(fifo));
    sim_free(sim);
    return true;
}

/* Here warm_s and run_s count jobs. */
// clang-format off
static const struct queue_def FIFO = {.rate_per_s = 0.9, .batch = 1, .servers = 1,
    .service_s = {.kind = DIST_UNIFORM, .a = 0.5, .b = 1.5}, .warm_s = 50000, .run_s = 1500000};
// clang-format on

/* ---- batches: a freighter drops its ULDs [Burke1975] ----------------------------------------- */

/* E[X (X - 1)] / E[X]: n - 1 for a fixed n; geometric with mean 5: 2 (1 - p) / p = 8. */
static double wait_batch(const struct theory_case *of, int code)
{
    (void)code;
    const struct queue_def *def = of->with;
    const double size = def->batch ? (double)def->batch : 5, mean = def->service_s.a;
    const double others = def->batch ? size - 1 : 8;
    const double rate = def->rate_per_s * size, rho = rate * mean;
    const double square = mean * mean * (1 + find_scv(&def->service_s));
    return (rate * square + mean * others) / (2 * (1 - rho));
}

static const struct theory_measure OF_BATCHES[] = {
    {"Wq", "(l E[S^2] + E[S] E[X (X - 1)] / E[X]) / (2 (1 - rho))", WQ, 1}};

/* One flight an hour with 30 ULDs of 1.5 minutes, in units of 1.5 minutes: 40 to the hour. 59.5 of
 * them are 1.4875 h. */
// clang-format off
static const struct queue_def BATCH_30 = {.rate_per_s = 1.0 / 40, .batch = 30, .servers = 1,
    .service_s = {.kind = DIST_CONSTANT, .a = 1}, .warm_s = 20000, .run_s = 4200000};
static const struct queue_def BATCH_30M = {.rate_per_s = 1.0 / 40, .batch = 30, .servers = 1,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .warm_s = 20000, .run_s = 4200000};
// clang-format on
/* 0.4 batches of 5, exponential of mean 0.4. */
// clang-format off
static const struct queue_def BATCH_5 = {.rate_per_s = 0.4, .batch = 5, .servers = 1,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 0.4}, .warm_s = 5000, .run_s = 500000};
static const struct queue_def BATCH_ANY = {.rate_per_s = 0.16, .batch = 0, .servers = 1,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .warm_s = 20000, .run_s = 2000000};
// clang-format on

/* ---- one batch and nothing else -------------------------------------------------------------- */

static const struct queue_def BURST_30 = {
    .batch = 30, .servers = 4, .service_s = {.kind = DIST_EXPONENTIAL, .a = 6}, .rate_per_s = 1e-9};
static const struct queue_def BURST_12 = {
    .batch = 12, .servers = 3, .service_s = {.kind = DIST_EXPONENTIAL, .a = 5}, .rate_per_s = 1e-9};
// clang-format off
static const struct queue_def BURST_40 = {.batch = 40, .servers = 6,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 20}, .rate_per_s = 1e-9};
// clang-format on
static const struct queue_def FIXED_30 = {
    .batch = 30, .servers = 4, .service_s = {.kind = DIST_CONSTANT, .a = 6}, .rate_per_s = 1e-9};
static const struct queue_def FIXED_40 = {
    .batch = 40, .servers = 6, .service_s = {.kind = DIST_CONSTANT, .a = 20}, .rate_per_s = 1e-9};

/* n at once on c servers, exponential of mean s. */
static double clear_batch(const struct theory_case *of, int code)
{
    const struct queue_def *def = of->with;
    const double n = (double)def->batch, c = def->servers, s = def->service_s.a;
    if (code == WQ) return s * (n - c) * (n - c + 1) / (2 * n * c);
    double last = (n - c) / c;
    for (uint32_t k = 1; k <= def->servers; k++)
        last += 1.0 / k;
    return s * last;
}

/* The same with a fixed service. */
static double clear_fixed(const struct theory_case *of, int code)
{
    const struct queue_def *def = of->with;
    const uint64_t n = def->batch, c = def->servers;
    const double s = def->service_s.a;
    double before = 0;
    for (uint64_t i = 0; i < n; i++)
        before += (double)(i / c);
    return code == WQ ? s / (double)n * before : s * (double)((n + c - 1) / c);
}

/* A replication is 400 such nights, a day apart; the last one who leaves ends it. */
static bool run_burst(const struct theory_case *of, uint64_t seed, uint32_t replication,
                      double *value)
{
    enum { NIGHTS = 400 };
    const struct queue_def *def = of->with;
    struct sim_def sim_def = sim_def_default();
    sim_def.seed = seed;
    sim_def.replication = replication;
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct queue *queue = queue_new(sim, def, 0);
    queue->closed = true;
    value[0] = 0;
    for (int night = 0; night < NIGHTS; night++) {
        const int64_t start_us = sim_now_us(sim);
        for (uint64_t uld = 0; uld < def->batch; uld++)
            queue_come_one(sim, queue);
        sim_run_until(sim, start_us + DATE_DAY_US);
        value[0] += (double)(queue->left_us - start_us) * 1e-6 / NIGHTS;
    }
    value[1] = tally_mean(pool_wait_s(queue->pool));
    sim_free(sim);
    return true;
}

static const struct theory_measure OF_BURST[] = {
    {"makespan", "s ((n - c) / c + 1 + 1/2 + .. + 1/c)", MAKESPAN, 1},
    {"mean wait", "s (n - c) (n - c + 1) / (2 n c)", WQ, 1},
};

static const struct theory_measure OF_FIXED[] = {
    {"makespan", "s ceil(n / c)", MAKESPAN, 1},
    {"mean wait", "(s / n) sum of floor(i / c), i = 0 .. n - 1", WQ, 1},
};

/* ---- priorities [Cobham1954] ----------------------------------------------------------------- */

// clang-format off
static const struct queue_def CLASSES = {.rate_per_s = 4, .batch = 1, .servers = 5,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .priorities = 3, .warm_s = 2000,
    .run_s = 330000};
// clang-format on

/* s_k = (l_1 + .. + l_k) / (c mu) */
static double cobham(const struct theory_case *of, int code)
{
    const struct queue_def *def = of->with;
    const double k = code - CLASS, classes = def->priorities, c = def->servers;
    const double before = def->rate_per_s / c * k / classes;
    const double with = def->rate_per_s / c * (k + 1) / classes;
    return queue_erlang_c(def->servers, def->rate_per_s) / (c * (1 - before) * (1 - with));
}

static const struct theory_measure OF_CLASSES[] = {
    {"Wq of class 1", "C / (c mu (1 - s_1))", CLASS, 1},
    {"Wq of class 2", "C / (c mu (1 - s_1) (1 - s_2))", CLASS + 1, 1},
    {"Wq of class 3", "C / (c mu (1 - s_2) (1 - s_3))", CLASS + 2, 1},
};

/* ---- the list -------------------------------------------------------------------------------- */

static const struct theory_kind ERLANG = {"Erlang1917", ALL_OF_MMC, 5, erlang_c, run_queue};
static const struct theory_kind ERLANG_MANY = {"Erlang1917", SOME_OF_MMC, 2, erlang_c, run_queue};
static const struct theory_kind POLLACZEK = {"Pollaczek1930", OF_MG1, 2, pollaczek, run_queue};
static const struct theory_kind LAW_OF_MD1 = {"Erlang1909", OF_MD1, 4, erlang_fixed, run_queue};
static const struct theory_kind LINDLEY = {"Lindley1952", OF_MG1, 1, pollaczek, run_fifo};
static const struct theory_kind BATCHES = {"Burke1975", OF_BATCHES, 1, wait_batch, run_queue};
static const struct theory_kind BURSTS = {"derived", OF_BURST, 2, clear_batch, run_burst};
static const struct theory_kind FIXED = {"derived", OF_FIXED, 2, clear_fixed, run_burst};
static const struct theory_kind COBHAM = {"Cobham1954", OF_CLASSES, 3, cobham, run_queue};

const struct theory_case theory_queues[] = {
    {"mm1", "one server at 0.8, exponential", &ERLANG, &MM1, 0.02, false},
    {"mm5", "5 servers at 0.8, exponential", &ERLANG, &MM5, 0.025, false},
    {"mm15", "15 quick servers at 0.8, exponential", &ERLANG, &MM15, 0.02, false},
    {"mm10", "10 servers at 0.9, exponential", &ERLANG_MANY, &MM10, 0.05, false},
    {"mm20", "20 servers at 0.9, exponential", &ERLANG_MANY, &MM20, 0.05, false},
    {"mm50", "50 servers at 0.9, exponential", &ERLANG_MANY, &MM50, 0.05, false},
    {"mm100", "100 servers at 0.9, exponential", &ERLANG_MANY, &MM100, 0.05, false},
    {"md1", "one server at 0.5, fixed service", &POLLACZEK, &MD1_5, 0.02, false},
    {"md1-busy", "one server at 0.8, fixed service", &POLLACZEK, &MD1_8, 0.02, false},
    {"mg1-triangular", "one server at 0.5, triangular 0.5-1-1.5", &POLLACZEK, &MT1_5, 0.02, false},
    {"mg1-uniform", "one server at 0.5, uniform 0.5-1.5", &POLLACZEK, &MU1_5, 0.025, false},
    {"mg1-uniform-busy", "one server at 0.8, uniform 0.5-1.5", &POLLACZEK, &MU1_8, 0.025, false},
    {"mg1-erlang4", "one server at 0.5, Erlang-4", &POLLACZEK, &ME1_5, 0.025, false},
    {"mg1-lognormal", "one server at 0.5, lognormal cv 0.5", &POLLACZEK, &ML1_5, 0.02, false},
    {"mg1-wide", "one server at 0.5, lognormal cv 1.5", &POLLACZEK, &MW1_5, 0.04, false},
    {"md1-law", "one server at 0.8, fixed service: the law of waits", &LAW_OF_MD1, &MD1_LAW, 0.025,
     false},
    {"fifo", "one server at 0.9 that needs no events, uniform 0.5-1.5", &LINDLEY, &FIFO, 0.02,
     false},
    {"batch-30", "a flight of 30 ULDs an hour, one team, 1.5 min each (unit 1.5 min)", &BATCHES,
     &BATCH_30, 0.025, false},
    {"batch-30-exponential", "the same, exponential of 1.5 min", &BATCHES, &BATCH_30M, 0.025,
     false},
    {"batch-5", "batches of 5, one server at 0.8, exponential", &BATCHES, &BATCH_5, 0.03, false},
    {"batch-geometric", "batches of geometric size, mean 5, one server at 0.8", &BATCHES,
     &BATCH_ANY, 0.03, false},
    {"burst-30", "30 ULDs at once, 4 teams, exponential of 6 min", &BURSTS, &BURST_30, 0.02, false},
    {"burst-12", "12 ULDs at once, 3 teams, exponential of 5 min", &BURSTS, &BURST_12, 0.03, false},
    {"burst-40", "40 ULDs at once, 6 teams, exponential of 20 min", &BURSTS, &BURST_40, 0.02,
     false},
    {"burst-30-fixed", "30 ULDs at once, 4 teams, 6 min each", &FIXED, &FIXED_30, 1e-9, true},
    {"burst-40-fixed", "40 ULDs at once, 6 teams, 20 min each", &FIXED, &FIXED_40, 1e-9, true},
    {"priorities", "5 servers at 0.8, three classes, no interruption", &COBHAM, &CLASSES, 0.03,
     false},
};
const size_t theory_queues_n = sizeof theory_queues / sizeof *theory_queues;
