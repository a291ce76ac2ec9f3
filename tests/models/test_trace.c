// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the log book: listening changes nothing, nothing is announced out of order, and what
 * came off the aircraft is on a truck or in the building. Liège, two weeks of 2025, seed 1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "models/hub/hub.h"
#include "models/hub/hub_params.h"
#include "scenarios/input/diagnostics.h"
#include "scenarios/input/scenario.h"
#include "tests/assertions.h"

struct log {
    uint64_t notes, backwards, unnamed;
    int64_t last_us;
    int64_t off_kg, trucked_kg, off_parcels, trucked_parcels;
    uint64_t of[TRACE_STEPS];
};

static void hear(void *context, const struct trace_note *note)
{
    struct log *log = context;
    log->notes++;
    log->backwards += note->at_us < log->last_us;
    log->last_us = note->at_us;
    log->of[note->step]++;
    log->unnamed += trace_step_word(note->step) == NULL;
    if (note->step == TRACE_OFF) {
        log->off_kg += note->g / 1000;
        log->off_parcels += note->parcels;
    }
    if (note->step == TRACE_TRUCK) {
        log->trucked_kg += note->g / 1000;
        log->trucked_parcels += note->parcels;
    }
}

static struct hub_result run_two_weeks(struct log *log)
{
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    const char *const set[] = {"run.from=2025-03-01", "run.to=2025-03-15"};
    const struct scenario_request request = {
        .file = "scenarios/liege/actual.cfg", .set = set, .set_n = 2};
    struct scenario *scenario =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    assert_non_null(scenario);
    struct hub_result result = {.value = calloc(1, sizeof(double)),
                                .day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double))};
    const struct hub_request hub = {.plan = scenario_plan(scenario),
                                    .seed = 1,
                                    .trace = {log != NULL ? hear : NULL, NULL, log}};
    assert_true(hub_run(&hub, &result));
    free(result.value);
    free(result.day);
    result.value = result.day = NULL;
    scenario_free(scenario);
    return result;
}

static void listening_changes_nothing(void **state)
{
    (void)state;
    struct log log = {0};
    struct hub_result alone = run_two_weeks(NULL), heard = run_two_weeks(&log);
    assert_greater(log.notes, 10000);
    assert_equal(alone.digest, heard.digest);
    assert_equal(alone.events, heard.events);
}

static void moments_come_in_order_and_have_names(void **state)
{
    (void)state;
    struct log log = {0};
    run_two_weeks(&log);
    assert_equal(log.backwards, 0);
    assert_equal(log.unnamed, 0);
    assert_at_least(log.of[TRACE_ARRIVES], log.of[TRACE_ON_BLOCK]);
    assert_at_least(log.of[TRACE_OFF], log.of[TRACE_TUG]);
    assert_greater(log.of[TRACE_TUG], 0);
    assert_at_least(log.of[TRACE_IN_HALL], log.of[TRACE_TEAM]);
    assert_at_least(log.of[TRACE_TEAM], log.of[TRACE_HANDED_ON]);
}

/* A truck is announced when loading begins, and counted as gone when it leaves: what was announced
 * is what left and what stands at a door. */
static void what_came_off_is_on_a_truck_or_inside(void **state)
{
    (void)state;
    struct log log = {0};
    struct hub_result result = run_two_weeks(&log);
    int64_t trucked_g = 1000 * log.trucked_kg, off_g = 1000 * log.off_kg;
    assert_between(result.g_out_by_truck, trucked_g, off_g);
    assert_at_most(off_g, result.g_in);
    assert_at_least(log.trucked_parcels, result.parcels_out_by_truck);
    assert_at_most(result.g_in - trucked_g, result.g_inside);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listening_changes_nothing),
        cmocka_unit_test(moments_come_in_order_and_have_names),
        cmocka_unit_test(what_came_off_is_on_a_truck_or_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
