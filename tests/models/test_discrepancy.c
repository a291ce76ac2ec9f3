// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the model's discrepancy: which figures have which, and what the error's law is. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "models/base/discrepancy.h"
#include "tests/assertions.h"

static void the_unit_says_which_kind_a_figure_is_of(void **state)
{
    (void)state;
    const struct {
        struct measure measure;
        enum discrepancy_kind kind;
    } of[] = {
        {{"airport.jobs_direct", "jobs", ""}, DISCREPANCY_JOBS},
        {{"airport.fte_direct", "FTE", ""}, DISCREPANCY_JOBS},
        {{"airport.tonnes", "t", ""}, DISCREPANCY_TONNES},
        {{"airport.cargo_movements", "1 per year", ""}, DISCREPANCY_MOVEMENTS},
        {{"lane.one.flights_per_day", "1 per day", ""}, DISCREPANCY_MOVEMENTS},
        {{"airport.refused", "1 per year", ""}, DISCREPANCY_KINDS},
        {{"airport.parcels_in", "parcels", ""}, DISCREPANCY_PARCELS},
        {{"trade.china_balance_economic_eur_m", "EUR m", ""}, DISCREPANCY_TRADE},
        {{"airport.night_share", "share", ""}, DISCREPANCY_KINDS},
    };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        assert_int_equal(discrepancy_kind_of(&of[i].measure), of[i].kind);
}

/* Mean 1 and the sd that was given. With 20000 errors of sd 0.1 the mean's standard error is
 * 0.0007 and the sd's 0.0005: 5 of them, a false alarm in two million, catch an error of 4 %. */
static void the_error_has_mean_1_and_the_spread_that_was_given(void **state)
{
    (void)state;
    enum { N = 20000 };
    const struct discrepancy_def def = {.jobs = 0.1};
    double sum = 0, squares = 0;
    for (uint32_t r = 0; r < N; r++) {
        const double e = discrepancy_error(&def, DISCREPANCY_JOBS, 7, r);
        assert_greater(e, 0);
        sum += e;
        squares += (e - 1) * (e - 1);
    }
    assert_near(sum / N, 1, 0.0035);
    assert_near(sqrt(squares / N), 0.1, 0.0025);
}

static void without_discrepancy_the_error_is_exactly_1(void **state)
{
    (void)state;
    const struct discrepancy_def def = {.jobs = 0.1};
    assert_equal(discrepancy_error(&def, DISCREPANCY_TONNES, 7, 0), 1);
    assert_equal(discrepancy_error(&def, DISCREPANCY_KINDS, 7, 0), 1);
}

static void kinds_err_independently_and_each_the_same_way_again(void **state)
{
    (void)state;
    const struct discrepancy_def def = {.jobs = 0.1, .tonnes = 0.1};
    const double jobs = discrepancy_error(&def, DISCREPANCY_JOBS, 7, 3);
    assert_equal(jobs, discrepancy_error(&def, DISCREPANCY_JOBS, 7, 3));
    assert_differ(jobs, discrepancy_error(&def, DISCREPANCY_TONNES, 7, 3));
    assert_differ(jobs, discrepancy_error(&def, DISCREPANCY_JOBS, 7, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_unit_says_which_kind_a_figure_is_of),
        cmocka_unit_test(the_error_has_mean_1_and_the_spread_that_was_given),
        cmocka_unit_test(without_discrepancy_the_error_is_exactly_1),
        cmocka_unit_test(kinds_err_independently_and_each_the_same_way_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
