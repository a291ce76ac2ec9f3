// SPDX-License-Identifier: GPL-3.0-or-later
/* A replication's result belongs to scenario, seed and number, whoever it was simulated with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenarios/run/experiment.h"
#include "scenarios/run/batch.h"
#include "tests/assertions.h"

enum { FUTURES = 4, REPLICATIONS = 3 };

/* The same hub to the end of March, then four futures; the last differs from the start. */
static const char hub[] =
    "run = { from = \"2024-01-01\"; to = \"2025-01-01\"; warm_up_weeks = 2; };\n"
    "halls = { one = { phase1_m2 = 5000.0; phase1_opens = \"2020-01-01\"; }; };\n"
    "aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };\n"
    "lanes = { east = { business = \"ecommerce\"; halls = [\"one\"]; aircraft = [\"big\"];\n"
    "  flights_per_week = %s; }; };\n"
    "timeline = ( { at = \"2024-04-01\"; set = { lanes = { east = { flights_per_week = %s; }; }; }; } );\n";
static const char *const future[FUTURES][2] = {
    {"2.0", "2.0"}, {"2.0", "5.0"}, {"2.0", "1.0"}, {"3.0", "5.0"}};

struct stored_run {
    size_t n;
    double *value[FUTURES][REPLICATIONS];
    uint64_t digest[FUTURES][REPLICATIONS], events[FUTURES][REPLICATIONS];
};

static void keep(void *context, size_t point, uint32_t replication, const struct hub_result *result)
{
    struct stored_run *kept = context;
    double *copy = malloc(kept->n * sizeof *copy + 1);
    assert_non_null(copy);
    memcpy(copy, result->value, kept->n * sizeof *copy);
    kept->value[point][replication] = copy;
    kept->digest[point][replication] = result->digest;
    kept->events[point][replication] = result->events;
}

static void open_futures(struct experiment *experiment, struct batch_point *point)
{
    for (size_t f = 0; f < FUTURES; f++) {
        char text[2000];
        snprintf(text, sizeof text, hub, future[f][0], future[f][1]);
        const struct scenario_request request = {
            .file = "future", .text = text, .text_n = strlen(text)};
        struct diagnostics *diagnostics = diagnostics_new();
        const bool fine = experiment_open(&experiment[f], &request, diagnostics);
        if (!fine) diagnostics_print(diagnostics, stderr);
        assert_true(fine);
        diagnostics_free(diagnostics);
        point[f] =
            (struct batch_point){.scenario = experiment[f].scenario, .seed = 5, .n = REPLICATIONS};
    }
}

static size_t cells_of(const struct batch_point *point)
{
    const struct hub_def *def = scenario_plan(point->scenario)->base;
    return hub_years(def) * hub_measures(def, NULL);
}

static void futures_of_one_past_are_what_each_is_alone(void **state)
{
    (void)state;
    struct experiment experiment[FUTURES];
    struct batch_point point[FUTURES];
    open_futures(experiment, point);
    for (uint32_t threads = 1; threads <= 3; threads += 2) {
        const struct batch batch = {.threads = threads};
        struct stored_run together = {.n = cells_of(&point[0])};
        assert_greater(together.n, 0);
        assert_int_equal(batch_run(&batch, point, FUTURES, keep, &together).done,
                         FUTURES * REPLICATIONS);
        for (size_t f = 0; f < FUTURES; f++) {
            struct stored_run alone = {.n = together.n};
            assert_int_equal(batch_run(&batch, &point[f], 1, keep, &alone).done, REPLICATIONS);
            for (size_t r = 0; r < REPLICATIONS; r++) {
                assert_memory_equal(alone.value[0][r], together.value[f][r],
                                    together.n * sizeof(double));
                assert_equal(alone.digest[0][r], together.digest[f][r]);
                assert_equal(alone.events[0][r], together.events[f][r]);
                free(alone.value[0][r]);
            }
        }
        assert_differ(together.digest[0][0],
                      together.digest[1][0]); /* they are different futures */
        for (size_t f = 0; f < FUTURES; f++)
            for (size_t r = 0; r < REPLICATIONS; r++)
                free(together.value[f][r]);
    }
    for (size_t f = 0; f < FUTURES; f++)
        experiment_close(&experiment[f]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(futures_of_one_past_are_what_each_is_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
