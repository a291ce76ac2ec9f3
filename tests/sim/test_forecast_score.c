// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims: scores of projections are as by hand, and punish what they should. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/random/dist.h"
#include "sim/random/maths.h"
#include "sim/analysis/forecast_score.h"
#include "tests/assertions.h"

static const uint64_t SEED = 2007;

static void the_crps_of_a_normal_law_is_as_computed(void **state)
{
    (void)state;
    assert_near(forecast_score_crps_normal(0, 1, 0), .233694977255, 1e-12);
    assert_near(forecast_score_crps_normal(0, 1, 1), .602441357628, 1e-12);
    assert_near(forecast_score_crps_normal(5, 3, 8), 3 * .602441357628, 1e-11);
}

/* 0.7 that came: 0.3 squared; that did not: 0.7 squared. Certain and right is perfect. */
static void a_chance_scores_by_the_square_of_its_miss(void **state)
{
    (void)state;
    assert_near(forecast_score_brier(0.7, true), 0.09, 1e-15);
    assert_near(forecast_score_brier(0.7, false), 0.49, 1e-15);
    assert_near(forecast_score_brier(1, true), 0, 0);
    assert_near(forecast_score_brier(0, true), 1, 0);
}

/* 1,000 quantiles of the normal law, evenly spaced, are nearly the law: the rest is below 1e-3. */
static void an_ensemble_of_quantiles_has_the_crps_of_its_law(void **state)
{
    (void)state;
    double x[1000];
    for (int i = 0; i < 1000; i++)
        x[i] = maths_normal_quantile((i + 0.5) / 1000);
    assert_near(forecast_score_crps(x, 1000, 0), .233694977255, 1e-3);
    assert_near(forecast_score_crps(x, 1000, 1), .602441357628, 1e-3);
}

/* 1 and 3 against 4: mean error 2; mean of |x - x'| over the four pairs 1, CRPS 2 - 1/2 = 1.5. Over
 * the two pairs of different ones 2, fair 2 - 1 = 1. One forecast alone: its plain error. */
static void small_ensembles_score_as_by_hand(void **state)
{
    (void)state;
    const double x[] = {1, 3};
    assert_near(forecast_score_crps(x, 2, 4), 1.5, 1e-15);
    assert_near(forecast_score_crps_fair(x, 2, 4), 1, 1e-15);
    assert_near(forecast_score_crps(x, 1, 4), 3, 0);
    assert_unknown(forecast_score_crps(x, 0, 4));
    assert_unknown(forecast_score_crps_fair(x, 1, 4));
}

/* Ensembles of 5 from the law of the truth: the fair score is on average that of the law,
 * 1 / sqrt(pi) = 0.5642 (its expectation for a truth from the same normal law); the plain one is
 * higher by a fifth. 20,000 times, sd of the mean 0.004. */
static void the_fair_score_does_not_punish_few_members(void **state)
{
    (void)state;
    const struct dist normal = {.kind = DIST_NORMAL, .b = 1};
    double fair = 0, plain = 0;
    for (uint64_t try = 0; try < 20000; try++) {
        struct stream stream = stream_named(SEED, "fair", 0, try);
        double x[6];
        for (int i = 0; i < 6; i++)
            x[i] = dist_draw(&normal, &stream);
        fair += forecast_score_crps_fair(x, 5, x[5]) / 20000;
        plain += forecast_score_crps(x, 5, x[5]) / 20000;
    }
    assert_near(fair, 0.564190, 0.016);
    assert_near(plain, 0.564190 * 1.2, 0.016);
}

/* Interval 2 to 6 at 80 %: inside 4; one unit outside 4 + 2 / 0.2 = 14. */
static void an_interval_pays_for_width_and_misses(void **state)
{
    (void)state;
    const struct interval interval = {2, 6};
    assert_near(forecast_score_interval(interval, 0.8, 3), 4, 1e-12);
    assert_near(forecast_score_interval(interval, 0.8, 1), 14, 1e-12);
    assert_near(forecast_score_interval(interval, 0.8, 7), 14, 1e-12);
}

/* Of 9 members the middle 80 % are the least to the most, 1/10 being left on each side; of 8 none
 * are sure to hold 80 %. The quartiles of 1, 2, 3 are 1 and 3. */
static void bands_need_members_enough(void **state)
{
    (void)state;
    const double x[] = {5, 1, 9, 3, 2, 8, 4, 7, 6};
    assert_near(forecast_score_band(x, 9, 0.8).lo, 1, 1e-12);
    assert_near(forecast_score_band(x, 9, 0.8).hi, 9, 1e-12);
    assert_unknown(forecast_score_band(x, 8, 0.8).lo);
    assert_near(forecast_score_band(x, 9, 0.5).lo, 2.5, 1e-12); /* rank 0.25 x 10 */
    assert_unknown(forecast_score_band(x, 2, 0.5).lo);
    assert_known(forecast_score_band(x, 3, 0.5).lo);
}

/* Truth and 39 members from one law: the bands hold it in exactly 50, 80 and 95 of 100; 20,000
 * times, sd at most 0.35 %. Its place is even between 0 and 1. */
static void bands_hold_as_often_as_they_say(void **state)
{
    (void)state;
    const struct dist law = dist_lognormal(1, 1);
    int held[3] = {0}, place[4] = {0};
    const double level[] = {0.5, 0.8, 0.95};
    for (uint64_t try = 0; try < 20000; try++) {
        struct stream stream = stream_named(SEED, "bands", 0, try);
        double x[40];
        for (int i = 0; i < 40; i++)
            x[i] = dist_draw(&law, &stream);
        for (int i = 0; i < 3; i++) {
            const struct interval band = forecast_score_band(x, 39, level[i]);
            held[i] += band.lo <= x[39] && x[39] <= band.hi;
        }
        place[(int)(4 * forecast_score_pit(x, 39, x[39]))]++;
    }
    for (int i = 0; i < 3; i++)
        assert_near(held[i] / 20000.0, level[i], 0.018);
    for (int i = 0; i < 4; i++)
        assert_near(place[i] / 20000.0, 0.25, 0.016);
}

/* 1, 2, 3 against 2: two are not below, one is itself: (1 + 0.5 + 0.5) / 4. */
static void the_place_of_the_truth_is_as_by_hand(void **state)
{
    (void)state;
    const double x[] = {1, 2, 3};
    assert_equal(forecast_score_pit(x, 3, 2), 0.5);
    assert_equal(forecast_score_pit(x, 3, 0), 0.125);
    assert_equal(forecast_score_pit(x, 3, 9), 0.875);
    assert_unknown(forecast_score_pit(x, 0, 2));
    assert_unknown(forecast_score_pit(x, 3, NAN));
}

/* Two years: projections {9, 11} and {20}, counts 12 and 18, naive 8 and unknown. CRPS 2 - 0.5
 * = 1.5 and 2; bias -2 and 2. Naive error 4: skill 1 - 1.5 / 4. A count that nobody made is passed
 * over. */
static void a_hindcast_is_scored_as_by_hand(void **state)
{
    (void)state;
    const double first[] = {9, 11}, second[] = {20};
    const struct forecast_score_case cases[] = {
        {first, 2, 12, 8}, {second, 1, 18, NAN}, {first, 2, NAN, 8}, {first, 0, 12, 8}};
    const struct forecast_score score = forecast_score_all(cases, 4);
    assert_equal(score.cases, 2);
    assert_equal(score.naive_cases, 1);
    assert_near(score.crps, 1.75, 1e-15);
    assert_near(score.bias, 0, 1e-15);
    assert_near(score.naive_crps, 4, 1e-15);
    assert_near(score.skill, 0.625, 1e-15);
    assert_equal(score.band[0].of, 0); /* too few members for any band */
    const struct forecast_score none = forecast_score_all(cases, 0);
    assert_unknown(none.crps);
    assert_unknown(none.bias);
    assert_unknown(none.skill);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chance_scores_by_the_square_of_its_miss),
        cmocka_unit_test(the_crps_of_a_normal_law_is_as_computed),
        cmocka_unit_test(an_ensemble_of_quantiles_has_the_crps_of_its_law),
        cmocka_unit_test(small_ensembles_score_as_by_hand),
        cmocka_unit_test(the_fair_score_does_not_punish_few_members),
        cmocka_unit_test(an_interval_pays_for_width_and_misses),
        cmocka_unit_test(bands_need_members_enough),
        cmocka_unit_test(bands_hold_as_often_as_they_say),
        cmocka_unit_test(the_place_of_the_truth_is_as_by_hand),
        cmocka_unit_test(a_hindcast_is_scored_as_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
