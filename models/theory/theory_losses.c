// SPDX-License-Identifier: GPL-3.0-or-later
/* Stands without a waiting line, few or as many as wanted; times in mean dwells. */
#include "models/theory/theory.h"

#include "models/theory/queue.h"
#include "sim/random/maths.h"

enum code { LOST, TAKEN, MEAN, BEYOND_8, BEYOND_10 };

/* ---- Erlang's loss, whatever the dwell [Erlang1917] [Sevastyanov1957] ------------------------ */

static double erlang_b(const struct theory_case *of, int code)
{
    const struct queue_def *def = of->with;
    const double load = def->rate_per_s, lost = queue_erlang_b(def->servers, load);
    return code == LOST ? lost : load * (1 - lost);
}

static bool run_lossy(const struct theory_case *of, uint64_t seed, uint32_t replication,
                      double *value)
{
    struct queue_result result;
    if (!queue_run(of->with, seed, replication, &result)) return false;
    value[0] = result.lost;
    value[1] = result.inside;
    return true;
}

static const struct theory_measure OF_LOSS[] = {
    {"P(lost)", "B(n) = a B(n-1) / (n + a B(n-1)), B(0) = 1", LOST, 1},
    {"stands taken", "a (1 - B)", TAKEN, 1},
};

// clang-format off
static const struct queue_def B5_M = {.rate_per_s = 3, .batch = 1, .servers = 5, .lossy = true,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .warm_s = 500, .run_s = 60000};
static const struct queue_def B5_D = {.rate_per_s = 3, .batch = 1, .servers = 5, .lossy = true,
    .service_s = {.kind = DIST_CONSTANT, .a = 1}, .warm_s = 500, .run_s = 60000};
static const struct queue_def B5_G = {.rate_per_s = 3, .batch = 1, .servers = 5, .lossy = true,
    .service_s = {.kind = DIST_LOGNORMAL, .a = 1, .b = 1.5}, .warm_s = 500, .run_s = 60000};
static const struct queue_def B8_G = {.rate_per_s = 5, .batch = 1, .servers = 8, .lossy = true,
    .service_s = {.kind = DIST_LOGNORMAL, .a = 1, .b = 0.5}, .warm_s = 500, .run_s = 60000};
static const struct queue_def B20_G = {.rate_per_s = 15, .batch = 1, .servers = 20, .lossy = true,
    .service_s = {.kind = DIST_LOGNORMAL, .a = 1, .b = 0.5}, .warm_s = 500, .run_s = 30000};
static const struct queue_def B10_M = {.rate_per_s = 7.5, .batch = 1, .servers = 10, .lossy = true,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .warm_s = 500, .run_s = 25000};
static const struct queue_def B10_D = {.rate_per_s = 7.5, .batch = 1, .servers = 10, .lossy = true,
    .service_s = {.kind = DIST_CONSTANT, .a = 1}, .warm_s = 500, .run_s = 18000};
static const struct queue_def B10_G = {.rate_per_s = 7.5, .batch = 1, .servers = 10, .lossy = true,
    .service_s = {.kind = DIST_LOGNORMAL, .a = 1, .b = 1.5}, .warm_s = 500, .run_s = 45000};
static const struct queue_def B12_M = {.rate_per_s = 10, .batch = 1, .servers = 12, .lossy = true,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}, .warm_s = 500, .run_s = 20000};
// clang-format on

/* ---- as many as wanted: M/G/infinity [Takacs1962] -------------------------------------------- */

// clang-format off
static const struct queue_def FREE = {.rate_per_s = 5, .batch = 1, .servers = 1000,
    .service_s = {.kind = DIST_LOGNORMAL, .a = 1, .b = 0.5}};
// clang-format on

static double poisson(const struct theory_case *of, int code)
{
    const double mean = ((const struct queue_def *)of->with)->rate_per_s;
    return code == MEAN ? mean : queue_poisson_beyond(code == BEYOND_8 ? 8 : 10, mean);
}

/* Looked at 8,000 times, five mean dwells apart. */
static bool run_free(const struct theory_case *of, uint64_t seed, uint32_t replication,
                     double *value)
{
    enum { LOOKS = 8000 };
    struct sim_def sim_def = sim_def_default();
    sim_def.seed = seed;
    sim_def.replication = replication;
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct queue *queue = queue_new(sim, of->with, 0);
    value[0] = value[1] = value[2] = 0;
    for (int look = 1; look <= LOOKS; look++) {
        sim_run_until(sim, queue_ticks(5.0 * look));
        const uint32_t taken = pool_busy(queue->pool);
        value[0] += taken / (double)LOOKS;
        value[1] += (taken > 8) / (double)LOOKS;
        value[2] += (taken > 10) / (double)LOOKS;
    }
    sim_free(sim);
    return true;
}

static const struct theory_measure OF_FREE[] = {
    {"stands taken", "m = l E[S]", MEAN, 1},
    {"P(N > 8)", "of a Poisson law with mean m", BEYOND_8, 4},
    {"P(N > 10)", "of a Poisson law with mean m", BEYOND_10, 8},
};

/* ---- the list -------------------------------------------------------------------------------- */

static const struct theory_kind LOSS = {"Sevastyanov1957", OF_LOSS, 2, erlang_b, run_lossy};
static const struct theory_kind TAKACS = {"Takacs1962", OF_FREE, 3, poisson, run_free};

const struct theory_case theory_losses[] = {
    {"stands-5-exponential", "5 stands, load 3, exponential dwell", &LOSS, &B5_M, 0.02, false},
    {"stands-5-fixed", "5 stands, load 3, fixed dwell", &LOSS, &B5_D, 0.02, false},
    {"stands-5-lognormal", "5 stands, load 3, lognormal dwell, cv 1.5", &LOSS, &B5_G, 0.02, false},
    {"stands-8-lognormal", "8 stands, load 5, lognormal dwell, cv 0.5", &LOSS, &B8_G, 0.025, false},
    {"stands-20-lognormal", "20 stands, load 15, lognormal dwell, cv 0.5", &LOSS, &B20_G, 0.03,
     false},
    {"stands-10-exponential", "10 stands, load 7.5, exponential dwell", &LOSS, &B10_M, 0.02, false},
    {"stands-10-fixed", "10 stands, load 7.5, fixed dwell", &LOSS, &B10_D, 0.02, false},
    {"stands-10-lognormal", "10 stands, load 7.5, lognormal dwell, cv 1.5", &LOSS, &B10_G, 0.02,
     false},
    {"stands-12-exponential", "12 stands, load 10, exponential dwell", &LOSS, &B12_M, 0.02, false},
    {"stands-free", "as many stands as wanted, load 5, lognormal dwell, cv 0.5", &TAKACS, &FREE,
     0.02, false},
};
const size_t theory_losses_n = sizeof theory_losses / sizeof *theory_losses;
