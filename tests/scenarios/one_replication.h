// SPDX-License-Identifier: GPL-3.0-or-later
/* One replication of a scenario file with overlays and settings on top: replication 0, a seed of
 * one's choice. For claims about the files of scenarios/. */
#ifndef TESTS_SCENARIOS_ONE_REPLICATION_H
#define TESTS_SCENARIOS_ONE_REPLICATION_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "models/hub/hub.h"
#include "scenarios/input/diagnostics.h"
#include "scenarios/run/experiment.h"
#include "sim/date.h"

struct one_replication {
    struct experiment experiment;
    const struct hub_def *base;
    struct hub_result result;
    size_t measures, years;
    double day[24 * MEASURE_DAY_SERIES];
};

static inline struct one_replication *one_replication_new(const struct scenario_request *request,
                                                          uint64_t seed, sim_watcher *watcher,
                                                          void *context)
{
    struct one_replication *replication = calloc(1, sizeof *replication);
    struct diagnostics *diagnostics = diagnostics_new();
    const bool fine = experiment_open(&replication->experiment, request, diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    if (!fine) fail_msg("%s cannot be read", request->file);
    const struct plan *plan = scenario_plan(replication->experiment.scenario);
    replication->base = plan->base;
    replication->measures = hub_measures(plan->base, NULL);
    replication->years = hub_years(plan->base);
    replication->result.value =
        calloc(replication->years * replication->measures + 1, sizeof(double));
    replication->result.day = replication->day;
    const struct hub_request hub = {
        .plan = plan, .seed = seed, .watcher = watcher, .watcher_context = context};
    assert_true(hub_run(&hub, &replication->result));
    return replication;
}

static inline void one_replication_free(struct one_replication *replication)
{
    experiment_close(&replication->experiment);
    free(replication->result.value);
    free(replication);
}

/* A measure in the last year. */
static inline double one_replication_measure(const struct one_replication *replication,
                                             const char *name)
{
    struct measure *list = calloc(replication->measures, sizeof *list);
    hub_measures(replication->base, list);
    size_t at = 0;
    while (at < replication->measures && strcmp(list[at].name, name) != 0)
        at++;
    free(list);
    if (at == replication->measures) fail_msg("no measure %s", name);
    return replication->result.value[(replication->years - 1) * replication->measures + at];
}

#endif
