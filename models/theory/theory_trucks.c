// SPDX-License-Identifier: GPL-3.0-or-later
/* Trucks that leave at fixed times, full, or a while after their first parcel. */
#include "models/theory/theory.h"

#include "models/theory/queue.h"
#include "sim/random/maths.h"
#include "sim/date.h"

/* ---- trucks at fixed times [Bailey1954] ------------------------------------------------------ */

struct trucks_def {
    double rate_per_s;
    int takes; /* parcels */
    double run_s;
};

enum { LEFT_BEHIND, WAIT, LOAD, FULL, MOST_LEFT = 400, MOST_COME = 60 };

static void one_truck(const double before[MOST_LEFT], const double come[MOST_COME], int takes,
                      double after[MOST_LEFT])
{
    for (int y = 0; y < MOST_LEFT; y++)
        after[y] = 0;
    for (int y = 0; y < MOST_LEFT; y++)
        for (int n = 0; n < MOST_COME; n++) {
            const int left = y + n > takes ? y + n - takes : 0;
            if (left < MOST_LEFT) after[left] += before[y] * come[n];
        }
}

/* A truck every second takes at most K; Y' = max(Y + N - K, 0), N Poisson: the stationary mean of Y
 * by going round 1,000 times; mean wait = (E[Y] + m / 2) / m. */
static double left_behind(const struct theory_case *of, int code)
{
    const struct trucks_def *def = of->with;
    const double m = def->rate_per_s;
    double even[MOST_LEFT] = {1}, odd[MOST_LEFT], come[MOST_COME] = {maths_exp(-m)}, mean = 0;
    for (int n = 1; n < MOST_COME; n++)
        come[n] = come[n - 1] * m / n;
    for (int round = 0; round < 500; round++) {
        one_truck(even, come, def->takes, odd);
        one_truck(odd, come, def->takes, even);
    }
    for (int y = 0; y < MOST_LEFT; y++)
        mean += y * even[y];
    return code == LEFT_BEHIND ? mean : (mean + m / 2) / m;
}

struct dock {
    struct trucks_def def;
    struct dist gap_s;
    struct stream stream;
    uint16_t parcel, truck;
    uint64_t handle;
    int64_t left_sum, loads, trucks, full;
    struct level waiting;
};

static struct dock *dock_new(struct sim *sim, const struct trucks_def *def)
{
    struct dock *dock = sim_alloc(sim, sizeof *dock);
    dock->def = *def;
    dock->gap_s = dist_exponential(1 / def->rate_per_s);
    dock->stream = stream_named(sim_seed(sim), "theory.dock", sim_replication(sim), 0);
    level_start(&dock->waiting, 0, 0);
    return dock;
}

static void comes(struct sim *sim, struct dock *dock)
{
    const int64_t gap_us = queue_ticks(dist_draw(&dock->gap_s, &dock->stream));
    sim_in(sim, gap_us, SIM_START, dock->parcel, dock, 0);
}

static void parcel_waits(struct sim *sim, void *station, uint64_t arg)
{
    (void)arg;
    struct dock *dock = station;
    level_add(&dock->waiting, sim_now_us(sim), 1);
    comes(sim, dock);
}

static void truck_leaves(struct sim *sim, void *station, uint64_t arg)
{
    struct dock *dock = station;
    const int64_t load =
        dock->waiting.value < dock->def.takes ? dock->waiting.value : dock->def.takes;
    level_add(&dock->waiting, sim_now_us(sim), -load);
    dock->left_sum += dock->waiting.value;
    dock->trucks++;
    sim_in(sim, DATE_SECOND_US, SIM_END, dock->truck, dock, arg);
}

static bool run_trucks(const struct theory_case *of, uint64_t seed, uint32_t replication,
                       double *value)
{
    const struct trucks_def *def = of->with;
    struct sim_def sim_def = sim_def_default();
    sim_def.seed = seed;
    sim_def.replication = replication;
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct dock *dock = dock_new(sim, def);
    dock->parcel = sim_kind(sim, "theory.parcel", parcel_waits);
    dock->truck = sim_kind(sim, "theory.truck", truck_leaves);
    sim_in(sim, 0, SIM_END, dock->truck, dock, 0);
    comes(sim, dock);
    sim_run_until(sim, queue_ticks(500));
    level_reset(&dock->waiting, sim_now_us(sim));
    dock->left_sum = dock->trucks = 0;
    sim_run_until(sim, queue_ticks(500 + def->run_s));
    value[0] = (double)dock->left_sum / (double)dock->trucks;
    value[1] = level_mean(&dock->waiting, sim_now_us(sim)) / def->rate_per_s; /* Little */
    sim_free(sim);
    return true;
}

static const struct trucks_def TRUCKS_8 = {8, 10, 40000}, TRUCKS_18 = {18, 20, 40000},
                               TRUCKS_9 = {9, 10, 100000};

static const struct theory_measure OF_TRUCKS[] = {
    {"left behind", "E[Y] of Y' = max(Y + N - K, 0)", LEFT_BEHIND, 1},
    {"wait / T", "(E[Y] + m / 2) / m", WAIT, 0.5},
};

/* ---- trucks that leave full, or a second after their first parcel ---------------------------- */

static void leave_with_all(struct sim *sim, struct dock *dock)
{
    dock->loads += dock->waiting.value;
    dock->trucks++;
    level_set(&dock->waiting, sim_now_us(sim), 0);
}

static void waited_enough(struct sim *sim, void *station, uint64_t arg)
{
    (void)arg;
    leave_with_all(sim, station);
}

static void parcel_fills(struct sim *sim, void *station, uint64_t arg)
{
    struct dock *dock = station;
    parcel_waits(sim, station, arg);
    if (dock->waiting.value == 1)
        dock->handle = sim_in(sim, DATE_SECOND_US, SIM_END, dock->truck, dock, 0);
    if (dock->waiting.value < dock->def.takes) return;
    REQUIRE(sim, sim_cancel(sim, dock->handle), "a truck left twice");
    dock->full++;
    leave_with_all(sim, dock);
}

static bool run_fillers(const struct theory_case *of, uint64_t seed, uint32_t replication,
                        double *value)
{
    const struct trucks_def *def = of->with;
    struct sim_def sim_def = sim_def_default();
    sim_def.seed = seed;
    sim_def.replication = replication;
    struct sim *sim = sim_new(&sim_def);
    if (sim == NULL) return false;
    struct dock *dock = dock_new(sim, def);
    dock->parcel = sim_kind(sim, "theory.parcel", parcel_fills);
    dock->truck = sim_kind(sim, "theory.truck", waited_enough);
    comes(sim, dock);
    sim_run_until(sim, queue_ticks(def->run_s));
    value[0] = (double)dock->loads / (double)dock->trucks;
    value[1] = (double)dock->full / (double)dock->trucks;
    value[2] = level_mean(&dock->waiting, sim_now_us(sim)) / def->rate_per_s;
    sim_free(sim);
    return true;
}

/* The time with 1 + j aboard is on average P(N > j) / l, because it ends at the next parcel or at
 * T. */
static double full_or_in_time(const struct theory_case *of, int code)
{
    const struct trucks_def *def = of->with;
    const double rate = def->rate_per_s;
    double load = 1, area = 0;
    if (code == FULL) return queue_poisson_beyond(def->takes - 2, rate);
    for (int j = 0; j <= def->takes - 2; j++) {
        load += queue_poisson_beyond(j, rate);
        area += (1 + j) * queue_poisson_beyond(j, rate) / rate;
    }
    return code == LOAD ? load : area / load;
}

static const struct trucks_def FILLERS = {8, 10, 10000};

static const struct theory_measure OF_FILLERS[] = {
    {"load", "1 + E[min(N, K - 1)], N Poisson in T", LOAD, 1},
    {"P(full)", "P(N >= K - 1)", FULL, 2},
    {"wait", "sum of (1 + j) P(N > j) / l, over the load", WAIT, 1},
};

/* ---- the list -------------------------------------------------------------------------------- */

static const struct theory_kind BAILEY = {"Bailey1954", OF_TRUCKS, 2, left_behind, run_trucks};
static const struct theory_kind FILLING = {"derived", OF_FILLERS, 3, full_or_in_time, run_fillers};

const struct theory_case theory_trucks[] = {
    {"trucks-8", "a truck at each full time takes 10, 8 parcels come", &BAILEY, &TRUCKS_8, 0.04,
     false},
    {"trucks-9", "a truck at each full time takes 10, 9 parcels come", &BAILEY, &TRUCKS_9, 0.05,
     false},
    {"trucks-18", "a truck at each full time takes 20, 18 parcels come", &BAILEY, &TRUCKS_18, 0.05,
     false},
    {"trucks-full", "trucks leave with 10, or T after the first; 8 come in T", &FILLING, &FILLERS,
     0.01, false},
};
const size_t theory_trucks_n = sizeof theory_trucks / sizeof *theory_trucks;
