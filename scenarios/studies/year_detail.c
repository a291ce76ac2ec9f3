// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/studies/year_detail.h"

#include <stdlib.h>

#include "models/hub/hub.h"
#include "sim/date.h"
#include "sim/replicate.h"

struct looking {
    const struct year_detail_request *request;
    struct year_detail *detail;
    struct hub_def *def; /* ends with the year */
    struct plan plan;
};

static bool look_once(void *context, uint32_t replication)
{
    const struct looking *looking = context;
    struct hub_detail *look = &looking->detail->each[replication];
    size_t values = hub_years(looking->def) * hub_measures(looking->def, NULL);
    struct hub_result result = {.value = calloc(values + 1, sizeof(double)),
                                .day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double))};
    const struct hub_request request = {.plan = &looking->plan,
                                        .seed = looking->request->seed,
                                        .replication = replication,
                                        .look = look,
                                        .stop = looking->request->stop};
    look->year = looking->request->year;
    bool fine = result.value && result.day && hub_run(&request, &result) && look->taken;
    if (!fine) look->taken = false;
    free(result.value);
    free(result.day);
    return fine;
}

static void report_progress(void *context, uint32_t done, uint32_t n)
{
    const struct year_detail_request *request = ((const struct looking *)context)->request;
    if (request->progress) request->progress(request->context, done, n);
}

struct year_detail *year_detail_run(const struct year_detail_request *request)
{
    const struct plan *plan = scenario_plan(request->scenario);
    struct year_detail *detail = calloc(1, sizeof *detail);
    struct looking looking = {.request = request, .detail = detail, .plan = *plan};
    looking.def = malloc(sizeof *looking.def);
    if (detail) detail->each = hub_detail_new(request->replications, plan->base->halls_n);
    if (!detail || !looking.def || !detail->each) {
        year_detail_free(detail);
        free(looking.def);
        return NULL;
    }
    *looking.def = *plan->base;
    looking.def->run.to_us = date_us(request->year + 1, 1, 1);
    looking.plan.base = looking.def;
    detail->def = plan->base;
    detail->year = request->year;
    detail->seed = request->seed;
    replicate(&(struct replicate_def){.n = request->replications,
                                      .threads = request->threads,
                                      .one = look_once,
                                      .progress = report_progress,
                                      .context = &looking,
                                      .stop = request->stop});
    while (detail->done < request->replications && detail->each[detail->done].taken)
        detail->done++;
    free(looking.def);
    return detail;
}

void year_detail_free(struct year_detail *detail)
{
    if (!detail) return;
    free(detail->each);
    free(detail);
}
