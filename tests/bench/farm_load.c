// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How many ranks can rank 0 keep busy? First measured: the processor time of rank 0 for one job (a
 * question out, a result of 15 kB in, copied), with answers that cost nothing. Then simulated on
 * our own engine: N ranks work S seconds each (lognormal, 10 % spread) and queue for rank 0, which
 * needs t seconds a job; t is what was measured plus what keeping the result costs (second
 * argument, us).
 *
 *     mpirun -n 3 build/tests/bench/farm_load [S in seconds] [us to keep a result]
 *
 * A closed line with one server: efficiency is at most (S + t) / (N t), whatever the distribution.
 * In the beginning all ranks come at once; what is counted begins after ten replications of each.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/random/dist.h"
#include "sim/ranks.h"
#include "sim/sim.h"
#include "tests/bench/clock.h"

enum { RESULT_BYTES = 15000, JOB_BYTES = 32, JOBS = 5000, ROUNDS = 9 };

static double thread_cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- measured -------------------------------------------------------------------------------- */

static void answer_at_once(void)
{
    static char result[RESULT_BYTES];
    struct ranks_message message = {.what = 0};
    while (message.what != 2) {
        if (!ranks_take(&message)) continue;
        if (message.what == 1) ranks_send(0, 1, result, sizeof result);
        free(message.bytes);
    }
}

static double measure_round_s(void)
{
    static char kept[RESULT_BYTES];
    const uint32_t count = ranks_count();
    const char job[JOB_BYTES] = {0};
    uint32_t given = 0, done = 0;
    double spent_s = 0;
    for (uint32_t rank = 1; rank < count; rank++, given++)
        ranks_send(rank, 1, job, sizeof job);
    while (done < given) {
        struct ranks_message message;
        const double began_s = thread_cpu_s();
        if (!ranks_take(&message)) continue; /* waiting is not work */
        memcpy(kept, message.bytes, message.n);
        free(message.bytes);
        done++;
        if (given < JOBS) {
            ranks_send(message.from, 1, job, sizeof job);
            given++;
        }
        spent_s += thread_cpu_s() - began_s;
    }
    return spent_s / done;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median: a neighbour on the same cores spoils a round, not all of them. */
static double measure_job_s(void)
{
    double round_s[ROUNDS];
    for (int i = 0; i < ROUNDS; i++)
        round_s[i] = measure_round_s();
    for (uint32_t rank = 1; rank < ranks_count(); rank++)
        ranks_send(rank, 2, "", 0);
    qsort(round_s, ROUNDS, sizeof *round_s, by_size);
    return round_s[ROUNDS / 2];
}

/* ---- simulated ------------------------------------------------------------------------------- */

struct master {
    uint16_t finished;
    int64_t free_us, counts_from;
    double job_s, busy_s, worked_s, waited_s;
    struct dist work_s;
    struct stream stream;
    uint64_t jobs;
};

/* Times below a microsecond matter here, so one tick stands for a nanosecond. */
static const double TICKS = 1e9;

static void finish(struct sim *sim, void *station, uint64_t rank)
{
    struct master *master = station;
    const int64_t now = sim_now_us(sim);
    const bool counts = now >= master->counts_from;
    const int64_t begin = master->free_us > now ? master->free_us : now;
    const double work_s = dist_draw(&master->work_s, &master->stream);
    master->free_us = begin + (int64_t)(master->job_s * TICKS);
    if (counts) {
        master->busy_s += master->job_s;
        master->waited_s += (double)(master->free_us - now) / TICKS;
        master->worked_s += work_s;
        master->jobs++;
    }
    sim_at(sim, master->free_us + (int64_t)(work_s * TICKS), SIM_START, master->finished, master,
           rank);
}

static void simulate(uint32_t ranks, double work_s, double job_s)
{
    struct sim_def def = sim_def_default();
    def.seed = 1;
    struct sim *sim = sim_new(&def);
    if (sim == NULL) exit(1);
    struct master *master = sim_alloc(sim, sizeof *master);
    master->finished = sim_kind(sim, "farm.finished", finish);
    master->job_s = job_s;
    master->work_s = dist_lognormal(work_s, 0.1);
    master->stream = stream_named(1, "farm.work", 0, 0);
    for (uint32_t rank = 0; rank < ranks; rank++)
        sim_at(sim, 0, SIM_START, master->finished, master, rank);
    const double warm_s = 10 * work_s, horizon_s = 40 * work_s; /* of the part that counts */
    master->counts_from = (int64_t)(warm_s * TICKS);
    sim_run_until(sim, (int64_t)((warm_s + horizon_s) * TICKS));
    const double efficiency = master->worked_s / (master->worked_s + master->waited_s);
    const double bound = fmin(1, (work_s + job_s) / (ranks * job_s));
    printf("%7u ranks   rank 0 busy %5.1f %%   efficiency %5.1f %% (at most %5.1f)   "
           "a million replications: %.1f min\n",
           ranks, 100 * fmin(1, master->busy_s / horizon_s), 100 * efficiency, 100 * bound,
           1e6 * horizon_s / (double)master->jobs / 60);
    clock_expect("efficiency against its bound", efficiency, 0.9 * bound, 1.02 * bound);
    sim_free(sim);
}

int main(int argc, char **argv)
{
    const double work_s = argc > 1 ? atof(argv[1]) : 2.5;
    const double keep_s = argc > 2 ? 1e-6 * atof(argv[2]) : 65e-6; /* packed, see README.md */
    if (!ranks_begin()) return 1;
    if (ranks_own() > 0) {
        answer_at_once();
        ranks_end();
        return 0;
    }
    const bool measured = ranks_count() > 1;
    const double message_s = measured ? measure_job_s() : 10e-6;
    printf("one job costs rank 0 %.1f us of messages (%s) and %.0f us to keep it; a replication "
           "takes %.1f s\n",
           1e6 * message_s, measured ? "measured" : "assumption", 1e6 * keep_s, work_s);
    static const uint32_t ranks[] = {10, 100, 1000, 5000, 10000, 20000, 33000, 50000};
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        simulate(ranks[i], work_s, message_s + keep_s);
    ranks_end();
    return 0;
}
