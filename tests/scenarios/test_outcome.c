// SPDX-License-Identifier: GPL-3.0-or-later
/* tests/scenarios/test_outcome.c -- finding a measure and taking its values out of the block of all
 * replications. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>

#include <cmocka.h>

#include "scenarios/run/outcome.h"
#include "tests/assertions.h"

enum { MEASURES = 3, YEARS = 2, REPLICATIONS = 4 };

static const struct measure measures[MEASURES] = {{"airport.tonnes", "t", "Tonnes"},
                                                  {"jobs.direct", "jobs", "Jobs"},
                                                  {"jobs", "jobs", "A prefix of the other"}};

static void a_measure_is_found_by_its_whole_name(void **state)
{
    (void)state;
    const struct outcome outcome = {.measures = MEASURES, .measure = measures};
    assert_int_equal(outcome_measure(&outcome, "airport.tonnes"), 0);
    assert_int_equal(outcome_measure(&outcome, "jobs.direct"), 1);
    assert_int_equal(outcome_measure(&outcome, "jobs"), 2);
    assert_int_equal(outcome_measure(&outcome, "jobs.dir"), -1);
    assert_int_equal(outcome_measure(&outcome, ""), -1);
}

/* value = 100 replication + 10 year + measure, so each place in the block tells where it is. */
static void values_come_in_the_order_of_replications(void **state)
{
    (void)state;
    double value[REPLICATIONS * YEARS * MEASURES], x[REPLICATIONS];
    for (int i = 0; i < REPLICATIONS * YEARS * MEASURES; i++)
        value[i] = 100 * (i / (YEARS * MEASURES)) + 10 * (i / MEASURES % YEARS) + i % MEASURES;
    const struct outcome outcome = {.measures = MEASURES,
                                    .measure = measures,
                                    .years = YEARS,
                                    .replications = REPLICATIONS,
                                    .value = value};
    outcome_values(&outcome, 2, 1, x);
    for (int r = 0; r < REPLICATIONS; r++)
        assert_equal(x[r], 100 * r + 12);
    outcome_values(&outcome, 0, 0, x);
    for (int r = 0; r < REPLICATIONS; r++)
        assert_equal(x[r], 100 * r);
}

static void no_answer_stays_no_answer(void **state)
{
    (void)state;
    double value[] = {NAN, 3}, x[2];
    const struct outcome outcome = {
        .measures = 1, .measure = measures, .years = 1, .replications = 2, .value = value};
    outcome_values(&outcome, 0, 0, x);
    assert_unknown(x[0]);
    assert_equal(x[1], 3);
}

static void verdicts_have_words(void **state)
{
    (void)state;
    assert_string_equal(outcome_verdict_word(OUTCOME_VERY_LIKELY), "very likely");
    assert_string_equal(outcome_verdict_word(OUTCOME_UNLIKELY), "unlikely");
    assert_string_equal(outcome_verdict_word(OUTCOME_CANNOT_TELL), "cannot tell");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_measure_is_found_by_its_whole_name),
        cmocka_unit_test(values_come_in_the_order_of_replications),
        cmocka_unit_test(no_answer_stays_no_answer),
        cmocka_unit_test(verdicts_have_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
