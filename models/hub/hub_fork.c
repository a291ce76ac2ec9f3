// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_fork.h"

#include <math.h>
#include <string.h>

#include "models/hub/hub_params.h"
#include "models/hub/hub_world.h"
#include "sim/base/require.h"

/* ---- what the plans have in common ----------------------------------------------------------- */

/* From the run on: titles and questions are words. What promises say is not simulated. */
static bool same_base(const struct hub_def *a, const struct hub_def *b)
{
    const size_t from = offsetof(struct hub_def, run), to = offsetof(struct hub_def, discrepancy);
    size_t n;
    const struct param_group *group = hub_params_groups(&n);
    if (a == b) return true;
    bool same = !memcmp((const char *)a + from, (const char *)b + from, to - from);
    for (size_t g = 0; same && g < n; g++)
        same = group[g].apart || param_items_alike(&group[g], a, b);
    return same;
}

static bool same_change(const struct plan_change *a, const struct plan_change *b)
{
    return !strcmp(a->path, b->path) && a->at_us == b->at_us && a->until_us == b->until_us &&
           a->operation == b->operation && a->kind == b->kind && a->at == b->at && a->n == b->n &&
           !memcmp(&a->number, &b->number, sizeof a->number) &&
           !memcmp(a->reals, b->reals, sizeof a->reals) && a->date_us == b->date_us &&
           !memcmp(&a->names, &b->names, sizeof a->names) && !strcmp(a->text, b->text) &&
           !memcmp(&a->min, &b->min, sizeof a->min) && !memcmp(&a->max, &b->max, sizeof a->max) &&
           a->entry == b->entry && !memcmp(&a->target, &b->target, sizeof a->target) &&
           (a->draw == b->draw || (a->draw && b->draw && !strcmp(a->draw, b->draw)));
}

static bool same_column(const struct plan_column *a, const struct plan_column *b)
{
    return !strcmp(a->path, b->path) && a->at == b->at && a->factor == b->factor &&
           a->entry == b->entry;
}

static bool same_sample(const struct plan_sample *a, const struct plan_sample *b)
{
    if (a == b) return true;
    if (!a || !b || a->columns != b->columns || a->rows != b->rows || !a->chance != !b->chance)
        return false;
    for (size_t c = 0; c < a->columns; c++)
        if (!same_column(&a->column[c], &b->column[c])) return false;
    return !memcmp(a->value, b->value, a->rows * a->columns * sizeof *a->value) &&
           (!a->chance || !memcmp(a->chance, b->chance, a->rows * sizeof *a->chance));
}

/* How many changes of two plans are the same, from the first on. */
static size_t count_common(const struct plan *a, const struct plan *b)
{
    size_t i = 0;
    while (i < a->n && i < b->n && same_change(&a->changes[i], &b->changes[i]))
        i++;
    return i;
}

/* Of change number i, if there is one. */
static int64_t date_at(const struct plan *plan, size_t i)
{
    return i < plan->n ? plan->changes[i].at_us : INT64_MAX;
}

int64_t hub_fork_us(const struct plan *const *plan, size_t n)
{
    int64_t first_us = INT64_MAX;
    for (size_t k = 1; k < n; k++) {
        if (!same_base(plan[0]->base, plan[k]->base)) return INT64_MIN;
        if (!same_sample(plan[0]->sample, plan[k]->sample)) return INT64_MIN;
        const size_t common = count_common(plan[0], plan[k]);
        const int64_t a_us = date_at(plan[0], common), b_us = date_at(plan[k], common);
        if (a_us < first_us) first_us = a_us;
        if (b_us < first_us) first_us = b_us;
    }
    const struct hub_run_def *run = &plan[0]->base->run;
    const int64_t start_us = run->from_us - (int64_t)run->warm_up_weeks * DATE_WEEK_US;
    if (first_us == INT64_MAX) return INT64_MAX;
    return first_us > start_us + LANE_AHEAD_US ? first_us - LANE_AHEAD_US : INT64_MIN;
}

/* Changes before the plans differ; they are the same in all. */
static size_t count_before(const struct plan *plan, int64_t fork_us)
{
    const bool differ = fork_us < INT64_MAX;
    size_t i = 0;
    while (i < plan->n && (!differ || plan->changes[i].at_us < fork_us + LANE_AHEAD_US))
        i++;
    return i;
}

/* ---- one past, several futures --------------------------------------------------------------- */

static struct hub_futures make_futures(struct sim *sim, const struct plan *const *plan, size_t n,
                                       int64_t fork_us)
{
    struct hub_futures futures = {.plan = plan, .n = n, .common = count_before(plan[0], fork_us)};
    futures.handle = sim_alloc(sim, n * sizeof *futures.handle);
    for (size_t k = 0; k < n; k++)
        futures.handle[k] =
            sim_alloc(sim, HUB_VIEWS * (plan[k]->n - futures.common + 1) * sizeof **futures.handle);
    return futures;
}

static void copy_measured(const struct hub_world *world, const struct hub_result *from,
                          struct hub_result *to)
{
    const size_t cells = hub_years(world->def) * world->measures;
    memcpy(to->value, from->value, cells * sizeof *to->value);
    memcpy(to->day, from->day, 24 * MEASURE_DAY_SERIES * sizeof *to->day);
}

static void choose(struct hub_world *world, const struct hub_futures *futures, size_t chosen,
                   struct hub_result *result)
{
    world->plan = futures->plan[chosen];
    world->value = result->value;
    world->day = result->day;
    for (size_t k = 0; k < futures->n; k++)
        for (size_t i = 0; k != chosen && i < HUB_VIEWS * (futures->plan[k]->n - futures->common);
             i++)
            sim_cancel(world->sim, futures->handle[k][i]);
}

/* Up to the fork with result[0] to write in; what it holds then is everybody's past. */
static bool run_futures(struct hub_world *world, const struct hub_futures *futures, int64_t fork_us,
                        struct hub_result *result, const volatile int *stop)
{
    const int64_t to_us = world->def->run.to_us;
    if (!hub_world_run(world, fork_us < to_us ? fork_us : to_us, stop)) return false;
    struct sim_snapshot *snapshot = sim_save(world->sim);
    bool fine = snapshot != NULL;
    for (size_t k = 1; fine && k < futures->n; k++)
        copy_measured(world, &result[0], &result[k]);
    for (size_t k = 0; fine && k < futures->n; k++) {
        if (k > 0) sim_restore(world->sim, snapshot);
        choose(world, futures, k, &result[k]);
        memset((char *)&result[k] + offsetof(struct hub_result, events), 0,
               sizeof result[k] - offsetof(struct hub_result, events));
        fine = hub_world_end(world, &result[k], stop);
    }
    sim_snapshot_free(snapshot);
    return fine;
}

bool hub_fork(const struct hub_request *request, const struct plan *const *plan, size_t n,
              struct hub_result *result)
{
    REQUIRE(NULL, n > 0 && !request->watcher && !request->look && !request->permute_ties,
            "a fork of %zu futures that is watched, looked at or permuted", n);
    const int64_t fork_us = hub_fork_us(plan, n);
    if (fork_us == INT64_MIN) return false;
    struct hub_request past = *request;
    past.plan = plan[0];
    const struct sim_def def = hub_world_def(&past);
    struct sim *sim = sim_new(&def);
    if (sim == NULL) return false;
    hub_world_clear(plan[0]->base, &result[0]);
    const struct hub_futures futures = make_futures(sim, plan, n, fork_us);
    struct hub_world *world = hub_world_new(sim, &past, &futures, &result[0]);
    bool fine = run_futures(world, &futures, fork_us, result, request->stop);
    sim_free(sim);
    return fine;
}
