// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/study/batch.h"

#include <pthread.h>
#include <stdlib.h>

#include "sim/replicate.h"

struct job {
    uint32_t point, replication;
};

struct working {
    const struct batch *batch;
    const struct batch_point *point;
    batch_take *take;
    void *context;
    struct job *job;
    size_t jobs;
    pthread_mutex_t lock; /* around take, memory and done */
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

static void hand_over(struct working *working, struct job job, const struct hub_result *result)
{
    working->take(working->context, job.point, job.replication, result);
    working->done.done++;
}

/* Works in a result of its own and hands it over at the end. */
static bool simulate(void *context, uint32_t number)
{
    struct working *working = context;
    const struct job job = working->job[number];
    const struct batch_point *point = &working->point[job.point];
    const struct hub_request request = {.plan = plan_of(working, job),
                                        .seed = point->seed,
                                        .replication = job.replication,
                                        .stop = working->batch->stop};
    const struct batch_memory *memory = working->batch->memory;
    struct hub_result result = make_room(request.plan->base);
    const bool fine = result.value && result.day && hub_run(&request, &result);
    pthread_mutex_lock(&working->lock);
    if (fine) {
        hand_over(working, job, &result);
        if (memory && !memory->keep(memory->context, point, job.replication, &result))
            working->done.kept_all = false;
    } else if (!working->batch->stop || !*working->batch->stop) {
        working->done.out_of_memory = true;
    }
    pthread_mutex_unlock(&working->lock);
    free_room(&result);
    return fine;
}

static void tell_progress(void *context, uint32_t done, uint32_t n)
{
    const struct working *working = context;
    const struct batch *batch = working->batch;
    const uint64_t known = working->done.remembered;
    if (batch->progress) batch->progress(batch->progress_context, known + done, known + n);
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

/* Hands over what the memory knows; the rest stays in the list. */
static void remember(struct working *working)
{
    const struct batch_memory *memory = working->batch->memory;
    size_t left = 0;
    for (size_t i = 0; memory && i < working->jobs; i++) {
        const struct job job = working->job[i];
        struct hub_result result = make_room(plan_of(working, job)->base);
        const bool known = result.value && result.day &&
                           memory->find(memory->context, &working->point[job.point],
                                        job.replication, &result);
        if (known)
            hand_over(working, job, &result);
        else
            working->job[left++] = job;
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
    if (!list_jobs(&working, points)) {
        working.done.out_of_memory = true;
        return working.done;
    }
    remember(&working);
    const struct replicate_def def = {.n = (uint32_t)working.jobs,
                                      .threads = batch->threads,
                                      .one = simulate,
                                      .progress = tell_progress,
                                      .context = &working,
                                      .stop = batch->stop};
    if (working.jobs > 0) replicate(&def);
    free(working.job);
    pthread_mutex_destroy(&working.lock);
    return working.done;
}
