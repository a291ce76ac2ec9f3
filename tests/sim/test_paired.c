// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Welch: https://en.wikipedia.org/wiki/Welch%27s_t-test (first example)
 * Paired: https://rossetti.github.io/RossettiArenaBook/ (mean difference 2.22, sd 0.55, ten pairs)
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/random/dist.h"
#include "sim/random/stream.h"
#include "sim/analysis/paired.h"
#include "tests/assertions.h"

static const uint64_t SEED = 1927;

/* Ten differences 2.22 -+ d: their variance is 10 d^2 / 9, so that d = 0.55 sqrt(0.9). Half width
 * 2.2621571628 x 0.55 / sqrt(10) = 0.393446 (the page prints it with a slip of the pen). */
static void rossettis_pairs_have_his_interval(void **state)
{
    (void)state;
    double a[10], b[10];
    for (int i = 0; i < 10; i++) {
        a[i] = 10 * i;
        b[i] = a[i] + 2.22 + (i % 2 ? 1 : -1) * 0.55 * sqrt(0.9);
    }
    const struct paired paired = paired_difference(a, b, 10, 0.95);
    assert_near(paired.difference, 2.22, 1e-12);
    assert_near(paired.variance, 0.55 * 0.55, 1e-12);
    assert_near(paired.interval.lo, 2.22 - 0.393446, 1e-6);
    assert_near(paired.interval.hi, 2.22 + 0.393446, 1e-6);
    assert_near(paired.freedom, 9, 0);
}

/* A: 0, 10, .. 90 has variance 916.67 = 82.5 x 100 / 9; B hardly more. Without common random
 * numbers a difference would vary by 1833; with it by 0.3025. */
static void common_random_numbers_are_seen_in_the_variance_they_remove(void **state)
{
    (void)state;
    double a[10], b[10];
    for (int i = 0; i < 10; i++) {
        a[i] = 10 * i;
        b[i] = a[i] + (i % 2 ? 1 : -1);
    }
    const struct paired paired = paired_difference(a, b, 10, 0.95);
    assert_near(paired.variance_apart, 2 * 82.5 * 100 / 9, 15);
    assert_greater(paired_won_share(&paired), 0.999);
    for (int i = 0; i < 10; i++)
        b[i] = -a[i]; /* noise of the opposite sign: Var(B - A) = 4 Var(A), twice of apart */
    const struct paired harm = paired_difference(a, b, 10, 0.95);
    assert_near(paired_won_share(&harm), -1, 1e-12);
}

/* Means 20.82 and 22.987 (they print 20.8 and 23.0), t = -2.46 with 25.0 degrees of freedom, p =
 * 0.021. */
static void welchs_example_is_met(void **state)
{
    (void)state;
    const double a[] = {27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1,
                        21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4};
    const double b[] = {27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0,
                        24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4};
    const struct paired welch = paired_welch(a, 15, b, 15, 0.95);
    assert_near(welch.freedom, 25.0, 0.05);
    assert_near(welch.p, 0.021, 0.0005);
    assert_greater(welch.interval.lo, 0);
    assert_equal(paired_won_share(&welch), 0);
}

/* As p falls below 0.05 the 95 % interval leaves 0, for pairs and for Welch: the two are one test.
 */
static void the_interval_and_p_agree(void **state)
{
    (void)state;
    const struct dist normal = {.kind = DIST_NORMAL, .a = 0, .b = 1};
    int seen = 0;
    for (uint64_t try = 0; try < 300; try++) {
        struct stream stream = stream_named(SEED, "agree", 0, try);
        double a[7], b[7];
        for (int i = 0; i < 7; i++) {
            a[i] = dist_draw(&normal, &stream);
            b[i] = dist_draw(&normal, &stream) + 1;
        }
        const struct paired pairs = paired_difference(a, b, 7, 0.95),
                            welch = paired_welch(a, 7, b, 7, 0.95);
        assert_equal((pairs.p < 0.05), (pairs.interval.lo > 0 || pairs.interval.hi < 0));
        assert_equal((welch.p < 0.05), (welch.interval.lo > 0 || welch.interval.hi < 0));
        seen += pairs.p < 0.05;
    }
    assert_greater(seen, 50);
    assert_less(seen, 250);
}

/* 2 / 2^3: three differences have one sign in one of four cases, however equal they are. */
static void equal_differences_are_no_proof_by_themselves(void **state)
{
    (void)state;
    const double a[] = {1, 2, 3}, b[] = {2, 3, 4};
    const struct paired none = paired_difference(a, a, 3, 0.95),
                        one = paired_difference(a, b, 3, 0.95);
    assert_equal(none.p, 1);
    assert_equal(none.interval.lo, 0);
    assert_equal(none.interval.hi, 0);
    assert_equal(one.p, 0.25);
    assert_equal(one.interval.lo, 1);
    assert_equal(one.interval.hi, 1);
}

/* The case that printed 1e-41: dwell of four replications, binned in 1/15 h. And k figures need
 * 1 + log2(20 k) pairs: 5.3 for one, 9.97 for 25. */
static void four_binned_values_prove_nothing(void **state)
{
    (void)state;
    const double a[] = {2.0 / 15, 2.0 / 15, 3.0 / 15, 2.0 / 15};
    const double b[] = {9.0 / 15, 9.0 / 15, 10.0 / 15, 9.0 / 15};
    assert_float_equal(paired_difference(a, b, 4, 0.95).p, 0.125, 1e-12);
    assert_int_equal(paired_least_pairs(0.05, 1), 6);
    assert_int_equal(paired_least_pairs(0.05, 25), 10);
    assert_int_equal(paired_least_pairs(0.05, 26), 11);
}

static void too_few_or_unknown_replications_say_nothing(void **state)
{
    (void)state;
    const double a[] = {1, NAN, 3}, b[] = {2, 3, 4};
    const struct paired single = paired_difference(b, b + 1, 1, 0.95),
                        hole = paired_difference(a, b, 3, 0.95);
    assert_equal(single.difference, 1);
    assert_unknown(single.interval.lo);
    assert_unknown(single.p);
    assert_unknown(hole.difference);
    assert_unknown(hole.interval.hi);
    assert_unknown(hole.p);
    assert_unknown(paired_welch(a, 1, b, 3, 0.95).p);
    assert_unknown(paired_difference(a, b, 0, 0.95).difference);
}

/* Ascending: .005 x 4 = .02; .01 x 3 = .03; .03 x 2 = .06; .04 x 1 = .04, raised to .06. */
static void holm_multiplies_by_the_comparisons_left(void **state)
{
    (void)state;
    const double p[] = {0.01, 0.04, 0.03, 0.005};
    double adjusted[4];
    paired_holm(p, 4, adjusted);
    assert_near(adjusted[0], 0.03, 1e-15);
    assert_near(adjusted[1], 0.06, 1e-15);
    assert_near(adjusted[2], 0.06, 1e-15);
    assert_near(adjusted[3], 0.02, 1e-15);
    assert_near(paired_level_each(0.95, 5), 0.99, 1e-15);
}

static void an_unknown_comparison_is_not_counted(void **state)
{
    (void)state;
    const double p[] = {0.7, NAN, 0.6};
    double adjusted[3];
    paired_holm(p, 3, adjusted);
    assert_equal(adjusted[0], 1);
    assert_unknown(adjusted[1]);
    assert_equal(adjusted[2], 1);
}

/* Five comparisons of nothing with nothing, against one common A, in 4,000 studies: the chance of
 * any false alarm is at most 5 %; sd of the share 0.34 %, so 6.5 % is passed at random once in 1e5.
 * Without the correction about 20 % of the studies alarm. */
static void holm_keeps_false_alarms_at_one_in_twenty(void **state)
{
    (void)state;
    const struct dist normal = {.kind = DIST_NORMAL, .a = 0, .b = 1};
    int alarms = 0, uncorrected = 0;
    for (uint64_t try = 0; try < 4000; try++) {
        struct stream stream = stream_named(SEED, "holm", 0, try);
        double a[8], b[8], p[5], adjusted[5];
        for (int i = 0; i < 8; i++)
            a[i] = dist_draw(&normal, &stream);
        for (int k = 0; k < 5; k++) {
            for (int i = 0; i < 8; i++)
                b[i] = dist_draw(&normal, &stream);
            p[k] = paired_difference(a, b, 8, 0.95).p;
        }
        paired_holm(p, 5, adjusted);
        int found = 0, raw = 0;
        for (int k = 0; k < 5; k++) {
            found |= adjusted[k] <= 0.05;
            raw |= p[k] <= 0.05;
        }
        alarms += found;
        uncorrected += raw;
    }
    assert_less(alarms, 0.065 * 4000);
    assert_greater(alarms, 0.01 * 4000);
    assert_greater(uncorrected, 0.10 * 4000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rossettis_pairs_have_his_interval),
        cmocka_unit_test(common_random_numbers_are_seen_in_the_variance_they_remove),
        cmocka_unit_test(welchs_example_is_met),
        cmocka_unit_test(the_interval_and_p_agree),
        cmocka_unit_test(equal_differences_are_no_proof_by_themselves),
        cmocka_unit_test(four_binned_values_prove_nothing),
        cmocka_unit_test(too_few_or_unknown_replications_say_nothing),
        cmocka_unit_test(holm_multiplies_by_the_comparisons_left),
        cmocka_unit_test(an_unknown_comparison_is_not_counted),
        cmocka_unit_test(holm_keeps_false_alarms_at_one_in_twenty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
