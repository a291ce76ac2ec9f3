// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about memory: once a replication of the whole hub has begun to do its events, nobody asks
 * the machine for any, in either grain; and a second year fits into what the first one took. */
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
#include "tests/sim/allocations.h"
#include "tests/sim/sanitized.h"
#include "tests/assertions.h"

/* ---- a replication of Liège ------------------------------------------------------------------ */

struct seen {
    uint64_t events, allocations_before, allocations_after; /* the first event, and the last */
};

static void see(void *context, int64_t at_us, enum sim_rank rank, const char *kind, uint64_t arg)
{
    struct seen *seen = context;
    (void)at_us, (void)rank, (void)kind, (void)arg;
    if (seen->events++ == 0) seen->allocations_before = allocations;
    seen->allocations_after = allocations;
}

static struct scenario *read_liege(const char *to, const char *grain)
{
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    const char *set[] = {"run.from=2022-01-01", to, grain};
    const struct scenario_request request = {
        .file = "scenarios/liege/actual.cfg", .set = set, .set_n = 3};
    struct scenario *scenario =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    return scenario;
}

/* The bytes in the arena at the end, which are its most. */
static uint64_t run_until(const char *to, const char *grain, struct seen *seen)
{
    struct scenario *scenario = read_liege(to, grain);
    assert_non_null(scenario);
    const struct plan *plan = scenario_plan(scenario);
    struct hub_result result = {
        .value = calloc(hub_years(plan->base) * hub_measures(plan->base, NULL), sizeof(double)),
        .day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double))};
    const struct hub_request request = {
        .plan = plan, .seed = 1, .watcher = see, .watcher_context = seen};
    assert_true(hub_run(&request, &result));
    free(result.value);
    free(result.day);
    scenario_free(scenario);
    return result.bytes;
}

/* From the first event to the last, all warm-up included: zero, so none can hide. */
static void assert_nobody_asks(const char *to, const char *grain, uint64_t events)
{
    struct seen seen = {.events = 0};
    run_until(to, grain, &seen);
    assert_greater(seen.events, events);
    assert_true(SANITIZED ||
                seen.allocations_before > 0); /* reading the scenario was seen: the counter works */
    assert_int_equal(seen.allocations_after, seen.allocations_before);
}

static void two_years_by_the_batch_ask_for_no_memory(void **state)
{
    (void)state;
    assert_nobody_asks("run.to=2024-01-01", "run.grain=\"batch\"", 2000000);
}

static void a_week_parcel_by_parcel_asks_for_no_memory(void **state)
{
    (void)state;
    assert_nobody_asks("run.to=2022-01-08", "run.grain=\"parcel\"", 50000);
}

/* Untuned, halls of Liège cannot keep up, and what waits in them takes its place: 8.8 MB
 * after a year, 15.8 after three. What leaked 10 bytes an event would take 15 MB a year. */
static void later_years_live_in_what_the_first_took(void **state)
{
    (void)state;
    struct seen seen = {.events = 0};
    const uint64_t one = run_until("run.to=2023-01-01", "run.grain=\"batch\"", &seen);
    const uint64_t three = run_until("run.to=2025-01-01", "run.grain=\"batch\"", &seen);
    assert_greater(one, 1000000);
    if (three > 2 * one)
        fail_msg("%llu bytes after a year, %llu after three", (unsigned long long)one,
                 (unsigned long long)three);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_years_by_the_batch_ask_for_no_memory),
        cmocka_unit_test(a_week_parcel_by_parcel_asks_for_no_memory),
        cmocka_unit_test(later_years_live_in_what_the_first_took),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
