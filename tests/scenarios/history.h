// SPDX-License-Identifier: GPL-3.0-or-later
/* One history of a scenario file with overlays and settings on top: replication 0, a seed of one's
 * choice. For claims about the files of scenarios/. */
#ifndef TESTS_SCENARIOS_HISTORY_H
#define TESTS_SCENARIOS_HISTORY_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "models/hub.h"
#include "scenarios/read/mistakes.h"
#include "scenarios/read/question.h"
#include "sim/date.h"

struct history {
    struct question question;
    const struct hub_def *base;
    struct hub_result result;
    size_t measures, years;
    double day[24 * MEASURE_DAY_SERIES];
};

static inline struct history *history_new(const struct scenario_request *request, uint64_t seed,
                                          sim_watcher *watcher, void *context)
{
    struct history *history = calloc(1, sizeof *history);
    struct mistakes *mistakes = mistakes_new();
    const bool fine = question_open(&history->question, request, mistakes);
    mistakes_print(mistakes, stderr);
    mistakes_free(mistakes);
    if (!fine) fail_msg("%s cannot be read", request->file);
    const struct plan *plan = scenario_plan(history->question.scenario);
    history->base = plan->base;
    history->measures = hub_measures(plan->base, NULL);
    history->years = hub_years(plan->base);
    history->result.value = calloc(history->years * history->measures + 1, sizeof(double));
    history->result.day = history->day;
    const struct hub_request hub = {
        .plan = plan, .seed = seed, .watcher = watcher, .watcher_context = context};
    assert_true(hub_run(&hub, &history->result));
    return history;
}

static inline void history_free(struct history *history)
{
    question_close(&history->question);
    free(history->result.value);
    free(history);
}

/* A measure in the last year. */
static inline double history_measure(const struct history *history, const char *name)
{
    struct measure *list = calloc(history->measures, sizeof *list);
    hub_measures(history->base, list);
    size_t at = 0;
    while (at < history->measures && strcmp(list[at].name, name) != 0)
        at++;
    free(list);
    if (at == history->measures) fail_msg("no measure %s", name);
    return history->result.value[(history->years - 1) * history->measures + at];
}

#endif
