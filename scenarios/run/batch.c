// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/batch.h"

#include <pthread.h>
#include <stdlib.h>

#include "models/hub/hub_fork.h"
#include "scenarios/run/farm.h"
#include "sim/ranks.h"
#include "sim/replicate.h"

enum { GROUP_MAX = 32, FAMILIES_MAX = 64 }; /* futures of one past; pasts */

struct job {
    uint32_t point, replication;
};

struct working {
    const struct batch *batch;
    const struct batch_point *point;
    batch_take *take;
    void *context;
    uint32_t *family; /* of each point: the first that has a past in common with it, or itself */
    struct job *job;
    size_t jobs, given;   /* given: the first jobs are somebody's */
    pthread_mutex_t lock; /* around all that is not const: take, memory, given and done */
    struct batch_done done;
};

static struct hub_result make_room(const struct hub_def *def)
{
    const size_t values = hub_years(def) * hub_measures(def, NULL);
    return (struct hub_result){.value = calloc(values + 1, sizeof(double)),
                               .day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double))};
}

static void free_room(struct hub_result *result)
{
    free(result->value);
    free(result->day);
}

static const struct plan *plan_of(const struct working *working, struct job job)
{
    return scenario_plan(working->point[job.point].scenario);
}

static bool is_stopped(const struct working *working)
{
    const volatile int *stop = working->batch->stop;
    return stop && __atomic_load_n(stop, __ATOMIC_RELAXED) != 0;
}

static void hand_over(struct working *working, struct job job, const struct hub_result *result)
{
    working->take(working->context, job.point, job.replication, result);
    working->done.done++;
}

/* Whoever simulated it: a thread of ours or another rank. */
static void bring_in(struct working *working, struct job job, bool fine,
                     const struct hub_result *result, struct event_log *book)
{
    const struct batch *batch = working->batch;
    const struct batch_memory *memory = batch->memory;
    struct batch_done *done = &working->done;
    pthread_mutex_lock(&working->lock);
    if (fine) {
        hand_over(working, job, result);
        if (memory && !memory->keep(memory->context, &working->point[job.point], job.replication,
                                    result, book))
            done->kept_all = false;
        if (batch->progress) batch->progress(batch->progress_context, done->done, done->asked);
    } else if (!is_stopped(working)) {
        done->out_of_memory = true;
    }
    pthread_mutex_unlock(&working->lock);
}

static bool is_together(const struct working *working, struct job a, struct job b)
{
    return a.replication == b.replication && working->family[a.point] == working->family[b.point];
}

/* The next jobs that are nobody's yet, at most `most`: more than one only if they share a past. */
static size_t take_jobs(struct working *working, size_t most, struct job *job)
{
    size_t n = 0;
    pthread_mutex_lock(&working->lock);
    while (n < most && working->given < working->jobs && !is_stopped(working) &&
           (n == 0 || is_together(working, job[0], working->job[working->given])))
        job[n++] = working->job[working->given++];
    pthread_mutex_unlock(&working->lock);
    return n;
}

static uint32_t threads_of(const struct working *working)
{
    const uint32_t asked = working->batch->threads;
    if (asked > 0) return asked;
    return ranks_count() > 1 ? 1 : replicate_processors();
}

/* Not so many that another thread goes without. */
static size_t group_most(struct working *working)
{
    pthread_mutex_lock(&working->lock);
    size_t share = (working->jobs - working->given) / threads_of(working);
    if (working->batch->moments.n > 0) share = 1; /* each is reported by itself */
    pthread_mutex_unlock(&working->lock);
    return share < 1 ? 1 : share < GROUP_MAX ? share : GROUP_MAX;
}

/* One by one, or all from one past: the same results. */
static bool simulate_jobs(struct working *working, const struct job *job, size_t n,
                          struct hub_result *result)
{
    const struct plan *plan[GROUP_MAX];
    const struct hub_request request = {.plan = plan_of(working, job[0]),
                                        .seed = working->point[job[0].point].seed,
                                        .replication = job[0].replication,
                                        .stop = working->batch->stop};
    for (size_t i = 0; i < n; i++)
        plan[i] = plan_of(working, job[i]);
    return n == 1 ? hub_run(&request, result) : hub_fork(&request, plan, n, result);
}

/* Whether its moments are wanted. */
static bool is_told(const struct working *working, struct job job)
{
    return working->batch->memory && job.replication < working->batch->moments.n;
}

/* One replication, with all that happens in it written down. */
static bool simulate_told(struct working *working, struct job job, struct hub_result *result,
                          struct event_log *book)
{
    const struct hub_request request = {.plan = plan_of(working, job),
                                        .seed = working->point[job.point].seed,
                                        .replication = job.replication,
                                        .trace = event_log_trace(book),
                                        .stop = working->batch->stop};
    return hub_run(&request, result);
}

/* Works in results of its own and hands them over at the end. */
static bool simulate_next(void *context, uint32_t number)
{
    struct working *working = context;
    struct job job[GROUP_MAX];
    struct hub_result result[GROUP_MAX];
    (void)number;
    const size_t n = take_jobs(working, group_most(working), job);
    const bool reported = n == 1 && is_told(working, job[0]);
    struct event_log *book = reported ? event_log_new(&working->batch->moments) : NULL;
    bool fine = !reported || book;
    for (size_t i = 0; i < n; i++) {
        result[i] = make_room(plan_of(working, job[i])->base);
        fine = fine && result[i].value && result[i].day;
    }
    if (reported) fine = fine && simulate_told(working, job[0], &result[0], book);
    else fine = fine && (n == 0 || simulate_jobs(working, job, n, result));
    for (size_t i = 0; i < n; i++) {
        bring_in(working, job[i], fine, &result[i], book);
        free_room(&result[i]);
    }
    event_log_free(book);
    return fine;
}

static void *use_threads(void *context)
{
    struct working *working = context;
    const struct replicate_def def = {.n = (uint32_t)working->jobs,
                                      .threads = threads_of(working),
                                      .one = simulate_next,
                                      .context = working,
                                      .stop = working->batch->stop};
    replicate(&def);
    return NULL;
}

/* Until nothing is left to give and nobody is busy. */
static void use_ranks(struct working *working, struct farm *farm)
{
    struct job job;
    for (unsigned looks = 0;;) {
        struct farm_result back;
        while (farm_idle(farm) && take_jobs(working, 1, &job) == 1) {
            farm_give(farm, job.point, job.replication);
            looks = 0;
        }
        if (!farm_busy(farm)) return;
        if (!farm_take(farm, &back)) {
            ranks_nap(looks++);
            continue;
        }
        looks = 0;
        bring_in(working, (struct job){back.point, back.replication}, back.fine, &back.result,
                 NULL);
        free(back.bytes);
    }
}

/* With other ranks the threads of this one work beside the thread that talks to the others. */
static void use_all(struct working *working)
{
    struct farm *farm = farm_open(working->point);
    pthread_t threads;
    if (!farm) {
        use_threads(working);
        return;
    }
    const bool here = pthread_create(&threads, NULL, use_threads, working) == 0;
    use_ranks(working, farm);
    if (here) pthread_join(threads, NULL);
    farm_close(farm);
}

/* Moments do not travel between ranks: replications that are reported come first in the list, and
 * stay here. */
static void use_threads_to_tell(struct working *working)
{
    const size_t jobs = working->jobs;
    size_t reported = 0;
    while (reported < jobs && is_told(working, working->job[reported]))
        reported++;
    working->jobs = reported;
    if (reported > 0) use_threads(working);
    working->jobs = jobs;
}

static bool share_past(const struct batch_point *a, const struct batch_point *b)
{
    const struct plan *plan[] = {scenario_plan(a->scenario), scenario_plan(b->scenario)};
    return a->seed == b->seed && hub_fork_us(plan, 2) != INT64_MIN;
}

/* Whose plans are the same up to a date, and whose seed is the same, share their past. Looked for
 * among the first FAMILIES_MAX: a large design of inputs has none, and should not pay for it. */
static bool find_families(struct working *working, size_t points)
{
    uint32_t head[FAMILIES_MAX], heads = 0;
    working->family = calloc(points + 1, sizeof *working->family);
    if (!working->family) return false;
    for (uint32_t p = 0; p < points; p++) {
        uint32_t h = 0;
        while (h < heads && !share_past(&working->point[head[h]], &working->point[p]))
            h++;
        working->family[p] = h < heads ? head[h] : p;
        if (h == heads && heads < FAMILIES_MAX) head[heads++] = p;
    }
    return true;
}

/* Replication by replication, over all points. */
static bool list_jobs(struct working *working, size_t points)
{
    uint32_t first = UINT32_MAX, past = 0;
    for (size_t p = 0; p < points; p++) {
        const struct batch_point *point = &working->point[p];
        working->done.asked += point->n;
        if (point->n && point->first < first) first = point->first;
        if (point->first + point->n > past) past = point->first + point->n;
    }
    working->job = calloc(working->done.asked + 1, sizeof *working->job);
    if (!working->job) return false;
    for (uint32_t r = first; r < past; r++)
        for (size_t p = 0; p < points; p++)
            if (r >= working->point[p].first && r - working->point[p].first < working->point[p].n)
                working->job[working->jobs++] = (struct job){(uint32_t)p, r};
    return true;
}

/* Part of the list is somebody else's: which part does not depend on what is known. */
static bool is_ours(const struct batch *batch, size_t number)
{
    return batch->shards == 0 || number % batch->shards + 1 == batch->shard;
}

static void leave_to_others(struct working *working)
{
    size_t ours = 0;
    for (size_t i = 0; i < working->jobs; i++)
        if (is_ours(working->batch, i)) working->job[ours++] = working->job[i];
    working->jobs = working->done.asked = ours;
}

/* Hands over what the memory knows; the rest stays in the list. */
static void remember(struct working *working, size_t points)
{
    const struct batch_memory *memory = working->batch->memory;
    size_t left = 0;
    if (memory && memory->begin) memory->begin(memory->context, working->point, points);
    for (size_t i = 0; memory && i < working->jobs; i++) {
        const struct job job = working->job[i];
        struct hub_result result = make_room(plan_of(working, job)->base);
        const bool known =
            result.value && result.day &&
            memory->find(memory->context, &working->point[job.point], job.replication, &result);
        if (known) hand_over(working, job, &result);
        else working->job[left++] = job;
        free_room(&result);
    }
    if (memory) working->jobs = left;
    working->done.remembered = working->done.done;
}

struct batch_done batch_run(const struct batch *batch, const struct batch_point *point,
                            size_t points, batch_take *take, void *context)
{
    struct working working = {.batch = batch,
                              .point = point,
                              .take = take,
                              .context = context,
                              .lock = PTHREAD_MUTEX_INITIALIZER,
                              .done = {.kept_all = true}};
    if (!list_jobs(&working, points) || !find_families(&working, points)) {
        free(working.job);
        working.done.out_of_memory = true;
        return working.done;
    }
    leave_to_others(&working);
    remember(&working, points);
    use_threads_to_tell(&working);
    if (working.given < working.jobs) use_all(&working);
    free(working.job);
    free(working.family);
    pthread_mutex_destroy(&working.lock);
    return working.done;
}
