// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about durations of which some have not ended: Kaplan-Meier, by hand and published. */
#include <math.h>
#include <stdbool.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sim/stats/survival.h"
#include "tests/assertions.h"

/* Ten came, all left after 1, 2, .. 10: the median is 5, the mean 5.5, as without the estimate. */
static void if_all_have_ended_it_is_the_plain_quantile_and_mean(void **state)
{
    (void)state;
    static struct histogram ended, still;
    histogram_clear(&ended);
    histogram_clear(&still);
    for (int i = 1; i <= 10; i++)
        histogram_add(&ended, i, 1);
    const struct survival all = {.arrived = 10, .ended = &ended, .still = &still};
    assert_equal(survival_quantile(&all, 1, 0.5), histogram_quantile(&ended, 0.5));
    assert_equal(survival_quantile(&all, 1, 1.0), 10);
    assert_near(survival_mean(&all, 1), 5.5, 1e-9);
}

/* 100 came, 49 left after 6, 51 are there after up to 63: nothing is known of the median, and the
 * mean is at least 0.49 x 6 + 0.51 x 63 = 35.07. Forgetting them would say 6 of both. */
static void a_quantile_among_those_who_never_left_has_no_value(void **state)
{
    (void)state;
    static struct histogram ended, still;
    histogram_clear(&ended);
    histogram_clear(&still);
    histogram_add(&ended, 6, 49);
    histogram_add(&still, 63, 51);
    const struct survival all = {.arrived = 100, .ended = &ended, .still = &still};
    assert_equal(survival_quantile(&all, 1, 0.49), 6);
    assert_unknown(survival_quantile(&all, 1, 0.5));
    assert_near(survival_mean(&all, 1), 35.07, 1e-9);
}

/* Remission under 6-MP, 21 patients (Freireich 1963, as printed in every textbook): ended 6 6 6 7
 * 10 13 16 22 23; still 6 9 10 11 17 19 20 25 32 32 34 35. S(6) = 18/21 = .857, S(7) = .807, S(10)
 * = .753, S(13) = .690, S(16) = .627, S(22) = .538, S(23) = .448: the median is 23. */
static void the_published_example_comes_out(void **state)
{
    (void)state;
    static const int left[] = {6, 6, 6, 7, 10, 13, 16, 22, 23},
                     there[] = {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};
    static struct histogram ended, still;
    histogram_clear(&ended);
    histogram_clear(&still);
    for (int i = 0; i < 9; i++)
        histogram_add(&ended, left[i], 1);
    for (int i = 0; i < 12; i++)
        histogram_add(&still, there[i], 1);
    const struct survival all = {.arrived = 21, .ended = &ended, .still = &still};
    assert_equal(survival_quantile(&all, 1, 0.5), 23);
    assert_equal(survival_quantile(&all, 1, 0.143), 7);
    assert_equal(survival_quantile(&all, 1, 0.142), 6);
    assert_equal(survival_quantile(&all, 1, 0.461), 22);
    assert_unknown(survival_quantile(&all, 1, 0.56));
}

/* 10 were there at age 5 when the period began, 10 came. At age 3, 5 of the 10 who came leave: S =
 * 1/2. At 8, 3 of 5 + 10 leave: S = 1/2 x 12/15 = 0.4. At 9 the other 12: S = 0. */
static void who_was_there_before_counts_from_the_age_reached(void **state)
{
    (void)state;
    static struct histogram entered, ended, still;
    histogram_clear(&entered);
    histogram_clear(&ended);
    histogram_clear(&still);
    histogram_add(&entered, 5, 10);
    histogram_add(&ended, 3, 5);
    histogram_add(&ended, 8, 3);
    histogram_add(&ended, 9, 12);
    const struct survival all = {
        .arrived = 10, .entered = &entered, .ended = &ended, .still = &still};
    assert_equal(survival_quantile(&all, 1, 0.5), 3);
    assert_equal(survival_quantile(&all, 1, 0.6), 8);
    assert_equal(survival_quantile(&all, 1, 0.61), 9);
    assert_near(survival_mean(&all, 1), 0.5 * 3 + 0.1 * 8 + 0.4 * 9, 1e-9);
}

static void two_groups_are_one(void **state)
{
    (void)state;
    static struct histogram one, two, both, still;
    histogram_clear(&one);
    histogram_clear(&two);
    histogram_clear(&both);
    histogram_clear(&still);
    for (int i = 0; i < 40; i++) {
        histogram_add(i % 3 == 0 ? &one : &two, i, (uint64_t)(i + 1));
        histogram_add(&both, i, (uint64_t)(i + 1));
    }
    const struct survival apart[] = {{.arrived = one.n, .ended = &one, .still = &still},
                                     {.arrived = two.n + 7, .ended = &two, .still = &still}};
    const struct survival whole = {.arrived = both.n + 7, .ended = &both, .still = &still};
    for (double p = 0.1; p < 0.95; p += 0.1)
        assert_equal(survival_quantile(apart, 2, p), survival_quantile(&whole, 1, p));
    assert_near(survival_mean(apart, 2), survival_mean(&whole, 1), 1e-9);
}

static void of_nobody_nothing_is_known(void **state)
{
    (void)state;
    static struct histogram none;
    const struct survival all = {.ended = &none, .still = &none};
    assert_unknown(survival_quantile(&all, 1, 0.5));
    assert_unknown(survival_mean(&all, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(if_all_have_ended_it_is_the_plain_quantile_and_mean),
        cmocka_unit_test(a_quantile_among_those_who_never_left_has_no_value),
        cmocka_unit_test(the_published_example_comes_out),
        cmocka_unit_test(who_was_there_before_counts_from_the_age_reached),
        cmocka_unit_test(two_groups_are_one),
        cmocka_unit_test(of_nobody_nothing_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
