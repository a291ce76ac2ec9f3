// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/run/verdict.h"

struct running {
    const struct run_request *request;
    struct run *run;
    size_t values, days; /* numbers per replication */
    bool *finished;      /* by replication */
};

static void take_one(void *context, size_t point, uint32_t replication,
                     const struct hub_result *result)
{
    (void)point;
    struct running *running = context;
    struct outcome *outcome = &running->run->outcome;
    struct hub_result *each = &running->run->each[replication];
    *each = *result;
    each->value = outcome->value + replication * running->values;
    each->day = outcome->day + replication * running->days;
    memcpy(each->value, result->value, running->values * sizeof(double));
    memcpy(each->day, result->day, running->days * sizeof(double));
    running->finished[replication] = true;
}

/* Room for everything, filled with "no answer". */
static bool make_room(struct running *running)
{
    const struct hub_def *def = scenario_plan(running->request->scenario)->base;
    struct outcome *outcome = &running->run->outcome;
    const size_t n = running->request->replications;
    outcome->measures = hub_measures(def, NULL);
    outcome->years = hub_years(def);
    outcome->first_year = hub_first_year(def);
    running->values = outcome->years * outcome->measures;
    running->days = 24 * MEASURE_DAY_SERIES;
    struct measure *measure = calloc(outcome->measures + 1, sizeof *measure);
    outcome->measure = measure;
    outcome->value = calloc(n + 1, (running->values + 1) * sizeof(double));
    outcome->day = calloc(n + 1, running->days * sizeof(double));
    outcome->promise = calloc(def->promises_n + 1, sizeof *outcome->promise);
    running->run->each = calloc(n + 1, sizeof *running->run->each);
    running->finished = calloc(n + 1, sizeof *running->finished);
    if (!measure || !outcome->value || !outcome->day || !outcome->promise || !running->run->each ||
        !running->finished)
        return false;
    hub_measures(def, measure);
    for (size_t i = 0; i < n * running->values; i++)
        outcome->value[i] = NAN;
    for (size_t i = 0; i < n * running->days; i++)
        outcome->day[i] = NAN;
    return true;
}

/* FNV-1a over the eight bytes of each digest, lowest first [Fowler1991]. */
static uint64_t digest_of(const struct hub_result *each, uint32_t n)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (uint32_t i = 0; i < n; i++)
        for (int byte = 0; byte < 8; byte++)
            hash = (hash ^ ((each[i].digest >> (8 * byte)) & 0xff)) * UINT64_C(1099511628211);
    return hash;
}

static void gather(struct running *running)
{
    const struct run_request *request = running->request;
    const struct hub_def *def = scenario_plan(request->scenario)->base;
    struct run *run = running->run;
    while (run->done < request->replications && running->finished[run->done]) {
        const struct hub_result *one = &run->each[run->done++];
        run->events += one->events;
        run->parcels_moved += one->parcels_moved;
        if (one->bytes > run->bytes) run->bytes = one->bytes;
    }
    run->digest = digest_of(run->each, run->done);
    run->outcome.title = def->title;
    run->outcome.question = def->question;
    run->outcome.seed = request->seed;
    run->outcome.discrepancy = def->discrepancy;
    run->outcome.replications = run->done;
    run->outcome.day_us = def->run.day_us;
    run->outcome.observed = request->observed;
}

/* A block does not depend on how many threads there are: what is enough must not either. */
enum { BLOCK = 8 };

static uint32_t block_of(const struct run_request *request, uint32_t first)
{
    const uint32_t left = request->replications - first;
    return request->enough && left > BLOCK ? BLOCK : left;
}

static void run_blocks(struct running *running)
{
    const struct run_request *request = running->request;
    struct run *run = running->run;
    run->batch = (struct batch_done){.kept_all = true};
    for (uint32_t first = 0, n; first < request->replications; first += n) {
        n = block_of(request, first);
        const struct batch_point point = {
            .scenario = request->scenario, .seed = request->seed, .first = first, .n = n};
        const struct batch_done done = batch_run(request->batch, &point, 1, take_one, running);
        run->batch.done += done.done;
        run->batch.asked += done.asked;
        run->batch.remembered += done.remembered;
        run->batch.out_of_memory |= done.out_of_memory;
        run->batch.kept_all &= done.kept_all;
        gather(running);
        if (done.done < done.asked) return;
        if (request->enough && request->enough(request->enough_context, run)) return;
    }
}

struct run *run_replications(const struct run_request *request)
{
    struct run *run = calloc(1, sizeof *run);
    if (!run) return NULL;
    struct running running = {.request = request, .run = run};
    bool fine = make_room(&running);
    if (fine) {
        run_blocks(&running);
        gather(&running);
        fine = verdict_judge(scenario_plan(request->scenario)->base, &run->outcome);
    }
    free(running.finished);
    if (fine) return run;
    run_free(run);
    return NULL;
}

void run_free(struct run *run)
{
    if (!run) return;
    free((void *)(uintptr_t)run->outcome.measure);
    free(run->outcome.value);
    free(run->outcome.day);
    free(run->outcome.promise);
    free(run->each);
    free(run);
}
