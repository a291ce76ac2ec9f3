// SPDX-License-Identifier: GPL-3.0-or-later
/* Closed systems, and a station whose shift ends. */
#include "models/theory/theory.h"

#include "models/theory/network.h"
#include "models/theory/queue.h"

/* ---- machines and repairmen ------------------------------------------------------------------ */

enum { DOWN, REPAIRED };

/* Ten machines run for 10 on average, two repairmen need 2: node 0 runs them, node 1 repairs. */
// clang-format off
static const struct network_def MACHINES = {.nodes = 2,
    .node = {{10, {.kind = DIST_EXPONENTIAL, .a = 10}, 1, 1, 0},
              {2, {.kind = DIST_EXPONENTIAL, .a = 2}, 0, 0, 0}},
    .population = 10, .warm_s = 1000, .run_s = 60000};
// clang-format on

/* With k of N down:  p(k+1) = p(k) (N - k) / up x down / min(k + 1, r)    [Takacs1962] */
static double machine_repair(const struct theory_case *of, int code)
{
    const struct network_def *def = of->with;
    const double ratio = def->node[1].service_s.a / def->node[0].service_s.a;
    double chance = 1, total = 1, down = 0;
    for (uint32_t k = 0; k < def->population; k++) {
        const uint32_t busy = k + 1 < def->node[1].servers ? k + 1 : def->node[1].servers;
        chance *= (def->population - k) * ratio / busy;
        total += chance;
        down += (k + 1) * chance;
    }
    down /= total;
    return code == DOWN ? down : (def->population - down) / def->node[0].service_s.a;
}

static bool run_machines(const struct theory_case *of, uint64_t seed, uint32_t replication,
                         double *value)
{
    struct network_result result;
    if (!network_run(of->with, seed, replication, &result)) return false;
    value[DOWN] = result.inside[1];
    value[REPAIRED] = result.per_s[1];
    return true;
}

static const struct theory_measure OF_MACHINES[] = {
    {"machines down", "p(k+1) = p(k) (N - k) l / (min(k + 1, r) mu)", DOWN, 1},
    {"repairs per unit", "l (N - down)", REPAIRED, 0.5},
};

/* ---- tugs go round [ReiserLavenberg1980] ----------------------------------------------------- */

enum { TRIPS, AT_LOADING, AT_UNLOADING };

/* Minutes as seconds: loading 2 on one loader, the way 6, unloading 3 at one door, the way back 4.
 * The ways are no line, so that only their means count. */
// clang-format off
static const struct network_def TUGS = {.nodes = 4,
    .node = {{1, {.kind = DIST_EXPONENTIAL, .a = 2}, 1, 1, 0},
              {100, {.kind = DIST_LOGNORMAL, .a = 6, .b = 0.5}, 2, 2, 0},
              {1, {.kind = DIST_EXPONENTIAL, .a = 3}, 3, 3, 0},
              {100, {.kind = DIST_CONSTANT, .a = 4}, 0, 0, 0}},
    .population = 4, .warm_s = 1000, .run_s = 100000};
// clang-format on

/* For n = 1 .. N:  W_i = s_i (1 + L_i(n - 1)) where there is a line, s_i where not; X = n / sum of
 * W; L_i(n) = X W_i. */
static double mean_values(const struct theory_case *of, int code)
{
    const struct network_def *def = of->with;
    double inside[NETWORK_NODES] = {0}, trips = 0;
    for (uint32_t n = 1; n <= def->population; n++) {
        double wait[NETWORK_NODES], round = 0;
        for (int i = 0; i < def->nodes; i++) {
            const bool line = def->node[i].servers < def->population;
            wait[i] = def->node[i].service_s.a * (line ? 1 + inside[i] : 1);
            round += wait[i];
        }
        trips = n / round;
        for (int i = 0; i < def->nodes; i++)
            inside[i] = trips * wait[i];
    }
    return code == TRIPS ? trips : code == AT_LOADING ? inside[0] : inside[2];
}

static bool run_tugs(const struct theory_case *of, uint64_t seed, uint32_t replication,
                     double *value)
{
    struct network_result result;
    if (!network_run(of->with, seed, replication, &result)) return false;
    value[TRIPS] = result.per_s[0];
    value[AT_LOADING] = result.inside[0];
    value[AT_UNLOADING] = result.inside[2];
    return true;
}

static const struct theory_measure OF_TUGS[] = {
    {"trips per min", "X = N / sum of W_i, W_i = s_i (1 + L_i(N - 1))", TRIPS, 0.5},
    {"tugs at loading", "X W_1", AT_LOADING, 1},
    {"tugs at unloading", "X W_3", AT_UNLOADING, 1},
};

/* ---- a shift that ends with people busy ------------------------------------------------------ */

/* 5 servers until 10, 2 from then to 20, Poisson 3, exponential service of 1, empty at 0. Who is
 * busy when the shift ends finishes the job and leaves. 4,000 stations side by side in a
 * replication. */
enum { OLD_SHIFT = 5, NEW_SHIFT = 2, MOST_INSIDE = 120, SHIFTS_APART = 4000, LOOKS = 4 };

static const double LOOK_S[LOOKS] = {10, 10.5, 12, 20};
static const double COME_PER_S = 3;

struct crowd {
    double p[OLD_SHIFT + 1][MOST_INSIDE]; /* by servers present, and number inside */
};

/* Forward equations: n inside, k present, busy = min(n, k); when one of k > roster gives back, k
 * falls by one. */
static void flow(const struct crowd *at, struct crowd *by, int roster)
{
    *by = (struct crowd){0};
    for (int k = roster; k <= OLD_SHIFT; k++)
        for (int n = 0; n < MOST_INSIDE; n++) {
            const double p = at->p[k][n];
            const int busy = n < k ? n : k, after = k > roster ? k - 1 : k;
            if (n + 1 < MOST_INSIDE) {
                by->p[k][n + 1] += COME_PER_S * p;
                by->p[k][n] -= COME_PER_S * p;
            }
            if (n > 0) {
                by->p[after][n - 1] += busy * p;
                by->p[k][n] -= busy * p;
            }
        }
}

static void add_scaled(struct crowd *to, const struct crowd *base, const struct crowd *by, double h)
{
    for (int k = 0; k <= OLD_SHIFT; k++)
        for (int n = 0; n < MOST_INSIDE; n++)
            to->p[k][n] = base->p[k][n] + h * by->p[k][n];
}

/* One step of Runge and Kutta. */
static void step(struct crowd *at, int roster, double h)
{
    struct crowd k1, k2, k3, k4, middle;
    flow(at, &k1, roster);
    add_scaled(&middle, at, &k1, h / 2);
    flow(&middle, &k2, roster);
    add_scaled(&middle, at, &k2, h / 2);
    flow(&middle, &k3, roster);
    add_scaled(&middle, at, &k3, h);
    flow(&middle, &k4, roster);
    add_scaled(at, at, &k1, h / 6);
    add_scaled(at, at, &k2, h / 3);
    add_scaled(at, at, &k3, h / 3);
    add_scaled(at, at, &k4, h / 6);
}

static double mean_inside(const struct crowd *at)
{
    double mean = 0;
    for (int k = 0; k <= OLD_SHIFT; k++)
        for (int n = 0; n < MOST_INSIDE; n++)
            mean += n * at->p[k][n];
    return mean;
}

/* At the change: those who are busy stay, the others go at once. */
static void end_shift(struct crowd *at)
{
    for (int n = 0; n < OLD_SHIFT; n++) {
        const int present = n > NEW_SHIFT ? n : NEW_SHIFT;
        at->p[present][n] += at->p[OLD_SHIFT][n];
        at->p[OLD_SHIFT][n] = 0;
    }
}

/* In steps of 5 ms. */
static double forward(const struct theory_case *of, int code)
{
    (void)of;
    struct crowd at = {{{0}}};
    at.p[OLD_SHIFT][0] = 1;
    const int look_ms = (int)(LOOK_S[code] * 1000);
    for (int ms = 0; ms < look_ms; ms += 5) {
        if (ms == 10000) end_shift(&at);
        step(&at, ms < 10000 ? OLD_SHIFT : NEW_SHIFT, 0.005);
    }
    return mean_inside(&at);
}

static double mean_of_stations(struct queue *const queue[SHIFTS_APART])
{
    double sum = 0;
    for (int i = 0; i < SHIFTS_APART; i++)
        sum += (double)queue[i]->inside.value;
    return sum / SHIFTS_APART;
}

static bool run_shift(const struct theory_case *of, uint64_t seed, uint32_t replication,
                      double *value)
{
    struct queue *queue[SHIFTS_APART];
    struct sim_def sim_def = sim_def_default();
    sim_def.seed = seed;
    sim_def.replication = replication;
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    for (uint64_t i = 0; i < SHIFTS_APART; i++)
        queue[i] = queue_new(sim, of->with, i);
    for (int look = 0; look < LOOKS; look++) {
        sim_run_until(sim, queue_ticks(LOOK_S[look]));
        value[look] = mean_of_stations(queue);
        for (int i = 0; look == 0 && i < SHIFTS_APART; i++)
            pool_resize(queue[i]->pool, NEW_SHIFT);
    }
    sim_free(sim);
    return true;
}

// clang-format off
static const struct queue_def SHIFT = {.rate_per_s = 3, .batch = 1, .servers = OLD_SHIFT,
    .service_s = {.kind = DIST_EXPONENTIAL, .a = 1}};
// clang-format on

static const struct theory_measure OF_SHIFT[] = {
    {"inside at 10", "p'(n) = l p(n-1) - (l + b(n)) p(n) + b(n+1) p(n+1)", 0, 1},
    {"inside at 10.5", "the same, those still busy of the old shift counted", 1, 1},
    {"inside at 12", "the same", 2, 1},
    {"inside at 20", "the same", 3, 1},
};

/* ---- the list -------------------------------------------------------------------------------- */

static const struct theory_kind REPAIR = {"Takacs1962", OF_MACHINES, 2, machine_repair,
                                          run_machines};
static const struct theory_kind REISER = {"ReiserLavenberg1980", OF_TUGS, 3, mean_values, run_tugs};
static const struct theory_kind FORWARD = {"derived", OF_SHIFT, 4, forward, run_shift};

const struct theory_case theory_loops[] = {
    {"machines", "10 machines, 2 repairmen", &REPAIR, &MACHINES, 0.03, false},
    {"tugs", "4 tugs between a loader and a door", &REISER, &TUGS, 0.02, false},
    {"shift", "5 people until 10, 2 after; the busy ones finish first", &FORWARD, &SHIFT, 0.02,
     false},
};
const size_t theory_loops_n = sizeof theory_loops / sizeof *theory_loops;
