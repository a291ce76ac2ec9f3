// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about whose doubt a figure holds. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scenarios/run/doubt.h"
#include "tests/scenarios/opened.h"
#include "tests/assertions.h"

/* Jobs 90, 100, 110: variance 100, mean 100. Chance 25 of it, d = 0.1: the model has
 * 0.01 (100 + 10000) = 101, so all is 201: inputs 75 / 201, chance 25 / 201, model 101 / 201. */
static void shares_add_up_to_1_and_are_those_worked_out_by_hand(void **state)
{
    (void)state;
    const struct measure measure = {"airport.jobs_without_agency", "jobs", ""};
    double value[] = {90, 100, 110};
    const double variance[] = {25};
    const struct outcome outcome = {.replications = 3,
                                    .years = 1,
                                    .measures = 1,
                                    .measure = &measure,
                                    .value = value,
                                    .discrepancy = {.jobs = 0.1}};
    const struct doubt_shares shares = doubt_of(&outcome, 0, 0, variance);
    assert_float_equal(shares.inputs, 75.0F / 201, 1e-6);
    assert_float_equal(shares.chance, 25.0F / 201, 1e-6);
    assert_float_equal(shares.model, 101.0F / 201, 1e-6);
}

static void a_figure_without_spread_has_no_shares(void **state)
{
    (void)state;
    const struct measure measure = {"airport.jobs_without_agency", "jobs", ""};
    double value[] = {5, 5};
    const double variance[] = {0};
    const struct outcome outcome = {
        .replications = 2, .years = 1, .measures = 1, .measure = &measure, .value = value};
    assert_unknown(doubt_of(&outcome, 0, 0, variance).inputs);
}

/* The lesson draws some rates anew for each replication and its flights at random. Held at their
 * means, the jobs that come of the rates vary less; the flights vary as before. */
static void chance_is_what_is_left_with_the_inputs_held(void **state)
{
    (void)state;
    enum { N = 12 };
    struct experiment experiment =
        open_question("scenarios/lessons/05_jobs.cfg", NULL, "run.to=2025-01-01");
    const struct plan *plan = scenario_plan(experiment.scenario);
    const size_t measures = hub_measures(plan->base, NULL);
    struct measure *measure = calloc(measures, sizeof *measure);
    double *variance = calloc(measures, sizeof *variance);
    const struct batch batch = {.threads = 2};
    assert_non_null(measure);
    assert_non_null(variance);
    hub_measures(plan->base, measure);
    const struct outcome outcome = {.years = 1, .measures = measures, .measure = measure};
    assert_true(doubt_chance(experiment.scenario, 1, N, &batch, &outcome, variance));
    const int induced = outcome_measure(&outcome, "airport.jobs_induced"),
              direct = outcome_measure(&outcome, "airport.jobs_without_agency"),
              flights = outcome_measure(&outcome, "airport.cargo_movements");
    assert_greater(variance[flights], 0);
    /* jobs.induced_per_direct is drawn from 0.41 to 0.45; held at 0.43 the induced jobs follow the
     * jobs without agency alone: 0.43^2 of their variance, to rounding */
    assert_near(variance[induced] / variance[direct], 0.43 * 0.43, 1e-6);
    free(measure);
    free(variance);
    experiment_close(&experiment);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_add_up_to_1_and_are_those_worked_out_by_hand),
        cmocka_unit_test(a_figure_without_spread_has_no_shares),
        cmocka_unit_test(chance_is_what_is_left_with_the_inputs_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
