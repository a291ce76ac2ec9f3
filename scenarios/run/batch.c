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

struct state {
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

static const struct plan *plan_of(const struct state *state, struct job job)
{
    return scenario_plan(state->point[job.point].scenario);
}

static bool is_stopped(const struct state *state)
{
    const volatile int *stop = state->batch->stop;
    return stop && __atomic_load_n(stop, __ATOMIC_RELAXED) != 0;
}

static void hand_over(struct state *state, struct job job, const struct hub_result *result)
{
    state->take(state->context, job.point, job.replication, result);
    state->done.done++;
}

/* Whoever simulated it: a thread of ours or another rank. */
static void bring_in(struct state *state, struct job job, bool fine,
                     const struct hub_result *result, struct event_log *book)
{
    const struct batch *batch = state->batch;
    const struct batch_memory *memory = batch->memory;
    struct batch_done *done = &state->done;
    pthread_mutex_lock(&state->lock);
    if (fine) {
        hand_over(state, job, result);
        if (memory &&
            !memory->keep(memory->context, &state->point[job.point], job.replication, result, book))
            done->kept_all = false;
        if (batch->progress) batch->progress(batch->progress_context, done->done, done->asked);
    } else if (!is_stopped(state)) {
        done->out_of_memory = true;
    }
    pthread_mutex_unlock(&state->lock);
}

static bool is_together(const struct state *state, struct job a, struct job b)
{
    return a.replication == b.replication && state->family[a.point] == state->family[b.point];
}

/* The next jobs that are nobody's yet, at most `most`: more than one only if they share a past. */
static size_t take_jobs(struct state *state, size_t most, struct job *job)
{
    size_t n = 0;
    pthread_mutex_lock(&state->lock);
    while (n < most && state->given < state->jobs && !is_stopped(state) &&
           (n == 0 || is_together(state, job[0], state->job[state->given])))
        job[n++] = state->job[state->given++];
    pthread_mutex_unlock(&state->lock);
    return n;
}

static uint32_t threads_of(const struct state *state)
{
    const uint32_t asked = state->batch->threads;
    if (asked > 0) return asked;
    return ranks_count() > 1 ? 1 : replicate_processors();
}

/* Not so many that another thread goes without. */
static size_t group_most(struct state *state)
{
    pthread_mutex_lock(&state->lock);
    size_t share = (state->jobs - state->given) / threads_of(state);
    if (state->batch->moments.n > 0) share = 1; /* each is reported by itself */
    pthread_mutex_unlock(&state->lock);
    return share < 1 ? 1 : share < GROUP_MAX ? share : GROUP_MAX;
}

/* One by one, or all from one past: the same results. */
static bool simulate_jobs(struct state *state, const struct job *job, size_t n,
                          struct hub_result *result)
{
    const struct plan *plan[GROUP_MAX];
    const struct hub_request request = {.plan = plan_of(state, job[0]),
                                        .seed = state->point[job[0].point].seed,
                                        .replication = job[0].replication,
                                        .stop = state->batch->stop};
    for (size_t i = 0; i < n; i++)
        plan[i] = plan_of(state, job[i]);
    return n == 1 ? hub_run(&request, result) : hub_fork(&request, plan, n, result);
}

/* Whether its moments are wanted. */
static bool is_logged(const struct state *state, struct job job)
{
    return state->batch->memory && job.replication < state->batch->moments.n;
}

/* One replication, with all that happens in it written down. */
static bool simulate_logged(struct state *state, struct job job, struct hub_result *result,
                            struct event_log *book)
{
    const struct hub_request request = {.plan = plan_of(state, job),
                                        .seed = state->point[job.point].seed,
                                        .replication = job.replication,
                                        .trace = event_log_trace(book),
                                        .stop = state->batch->stop};
    return hub_run(&request, result);
}

/* Works in results of its own and hands them over at the end. */
static bool simulate_next(void *context, uint32_t number)
{
    struct state *state = context;
    struct job job[GROUP_MAX];
    struct hub_result result[GROUP_MAX];
    (void)number;
    const size_t n = take_jobs(state, group_most(state), job);
    const bool reported = n == 1 && is_logged(state, job[0]);
    struct event_log *book = reported ? event_log_new(&state->batch->moments) : NULL;
    bool fine = !reported || book;
    for (size_t i = 0; i < n; i++) {
        result[i] = make_room(plan_of(state, job[i])->base);
        fine = fine && result[i].value && result[i].day;
    }
    if (reported) fine = fine && simulate_logged(state, job[0], &result[0], book);
    else fine = fine && (n == 0 || simulate_jobs(state, job, n, result));
    for (size_t i = 0; i < n; i++) {
        bring_in(state, job[i], fine, &result[i], book);
        free_room(&result[i]);
    }
    event_log_free(book);
    return fine;
}

static void *use_threads(void *context)
{
    struct state *state = context;
    const struct replicate_def def = {.n = (uint32_t)state->jobs,
                                      .threads = threads_of(state),
                                      .one = simulate_next,
                                      .context = state,
                                      .stop = state->batch->stop};
    replicate(&def);
    return NULL;
}

/* Until nothing is left to give and nobody is busy. */
static void use_ranks(struct state *state, struct farm *farm)
{
    struct job job;
    for (unsigned polls = 0;;) {
        struct farm_result back;
        while (farm_idle(farm) && take_jobs(state, 1, &job) == 1) {
            farm_give(farm, job.point, job.replication);
            polls = 0;
        }
        if (!farm_busy(farm)) return;
        if (!farm_take(farm, &back)) {
            ranks_nap(polls++);
            continue;
        }
        polls = 0;
        bring_in(state, (struct job){back.point, back.replication}, back.fine, &back.result, NULL);
        free(back.bytes);
    }
}

/* With other ranks the threads of this one work beside the thread that talks to the others. */
static void use_all(struct state *state)
{
    struct farm *farm = farm_open(state->point);
    pthread_t threads;
    if (!farm) {
        use_threads(state);
        return;
    }
    const bool here = pthread_create(&threads, NULL, use_threads, state) == 0;
    use_ranks(state, farm);
    if (here) pthread_join(threads, NULL);
    farm_close(farm);
}

/* Moments do not travel between ranks: replications that are reported come first in the list, and
 * stay here. */
static void use_threads_to_log(struct state *state)
{
    const size_t jobs = state->jobs;
    size_t reported = 0;
    while (reported < jobs && is_logged(state, state->job[reported]))
        reported++;
    state->jobs = reported;
    if (reported > 0) use_threads(state);
    state->jobs = jobs;
}

static bool share_past(const struct batch_point *a, const struct batch_point *b)
{
    const struct plan *plan[] = {scenario_plan(a->scenario), scenario_plan(b->scenario)};
    return a->seed == b->seed && hub_fork_us(plan, 2) != INT64_MIN;
}

/* Whose plans are the same up to a date, and whose seed is the same, share their past. Looked for
 * among the first FAMILIES_MAX: a large design of inputs has none, and should not pay for it. */
static bool find_families(struct state *state, size_t points)
{
    uint32_t head[FAMILIES_MAX], heads = 0;
    state->family = calloc(points + 1, sizeof *state->family);
    if (!state->family) return false;
    for (uint32_t p = 0; p < points; p++) {
        uint32_t h = 0;
        while (h < heads && !share_past(&state->point[head[h]], &state->point[p]))
            h++;
        state->family[p] = h < heads ? head[h] : p;
        if (h == heads && heads < FAMILIES_MAX) head[heads++] = p;
    }
    return true;
}

/* Replication by replication, over all points. */
static bool list_jobs(struct state *state, size_t points)
{
    uint32_t first = UINT32_MAX, past = 0;
    for (size_t p = 0; p < points; p++) {
        const struct batch_point *point = &state->point[p];
        state->done.asked += point->n;
        if (point->n && point->first < first) first = point->first;
        if (point->first + point->n > past) past = point->first + point->n;
    }
    state->job = calloc(state->done.asked + 1, sizeof *state->job);
    if (!state->job) return false;
    for (uint32_t r = first; r < past; r++)
        for (size_t p = 0; p < points; p++)
            if (r >= state->point[p].first && r - state->point[p].first < state->point[p].n)
                state->job[state->jobs++] = (struct job){(uint32_t)p, r};
    return true;
}

/* Part of the list is somebody else's: which part does not depend on what is known. */
static bool is_ours(const struct batch *batch, size_t number)
{
    return batch->shards == 0 || number % batch->shards + 1 == batch->shard;
}

static void leave_to_others(struct state *state)
{
    size_t ours = 0;
    for (size_t i = 0; i < state->jobs; i++)
        if (is_ours(state->batch, i)) state->job[ours++] = state->job[i];
    state->jobs = state->done.asked = ours;
}

/* Hands over what the memory knows; the rest stays in the list. */
static void remember(struct state *state, size_t points)
{
    const struct batch_memory *memory = state->batch->memory;
    size_t left = 0;
    if (memory && memory->begin) memory->begin(memory->context, state->point, points);
    for (size_t i = 0; memory && i < state->jobs; i++) {
        const struct job job = state->job[i];
        struct hub_result result = make_room(plan_of(state, job)->base);
        const bool known =
            result.value && result.day &&
            memory->find(memory->context, &state->point[job.point], job.replication, &result);
        if (known) hand_over(state, job, &result);
        else state->job[left++] = job;
        free_room(&result);
    }
    if (memory) state->jobs = left;
    state->done.remembered = state->done.done;
}

struct batch_done batch_run(const struct batch *batch, const struct batch_point *point,
                            size_t points, batch_take *take, void *context)
{
    struct state state = {.batch = batch,
                          .point = point,
                          .take = take,
                          .context = context,
                          .lock = PTHREAD_MUTEX_INITIALIZER,
                          .done = {.kept_all = true}};
    if (!list_jobs(&state, points) || !find_families(&state, points)) {
        free(state.job);
        state.done.out_of_memory = true;
        return state.done;
    }
    leave_to_others(&state);
    remember(&state, points);
    use_threads_to_log(&state);
    if (state.given < state.jobs) use_all(&state);
    free(state.job);
    free(state.family);
    pthread_mutex_destroy(&state.lock);
    return state.done;
}
