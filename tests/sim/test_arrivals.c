// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sim/random/arrivals.h"
#include "sim/stats/tally.h"
#include "tests/sim/dies.h"
#include "tests/assertions.h"

static const uint64_t SEED = 20231109;
static const int64_t HOUR_US = 3600000000;

/* 10 + 5 sin(2 pi t / 24 h), at most 15: the example of [LewisShedler1979]'s method in the
 * textbooks. */
static double daily_rate(const void *context, int64_t at_us)
{
    (void)context;
    return 10 + 5 * sin(2 * 3.14159265358979323846 * (double)at_us / (24.0 * 3.6e9));
}

static double constant_rate(const void *context, int64_t at_us)
{
    (void)at_us;
    return *(const double *)context;
}

static uint32_t count_until(struct arrivals *arrivals, arrivals_rate *rate, const void *context,
                            int64_t until_us)
{
    uint32_t count = 0;
    while (arrivals_next(arrivals, rate, context, until_us) != ARRIVALS_NONE)
        count++;
    return count;
}

/*
 * The integral is 240 in a day and 158.1971863421 in its first half; the variance of a Poisson
 * count is its mean. Of 10,000 days: 4 sd of the mean are 0.62 and 0.51 (one false alarm in 16,000
 * each), of the variance 4 x sqrt(2 / 10000) = 5.7 %. Drawing the next candidate from the last one
 * kept, or keeping all, is tens off.
 */
static void a_daily_wave_has_its_mean_and_variance(void **state)
{
    (void)state;
    struct tally half, day;
    tally_clear(&half);
    tally_clear(&day);
    for (uint32_t i = 0; i < 10000; i++) {
        struct arrivals arrivals;
        arrivals_start(&arrivals, SEED, "wave", i, 0, 0, 15);
        const uint32_t morning = count_until(&arrivals, daily_rate, NULL, 12 * HOUR_US);
        const uint32_t evening = count_until(&arrivals, daily_rate, NULL, 24 * HOUR_US);
        tally_add(&half, morning);
        tally_add(&day, morning + evening);
    }
    assert_near(tally_mean(&half), 158.1971863421, 0.51);
    assert_near(tally_mean(&day), 240, 0.62);
    assert_near(tally_variance(&half) / 158.1971863421, 1, 0.057);
    assert_near(tally_variance(&day) / 240, 1, 0.057);
}

/*
 * Mapped by the integral of the rate, arrivals are a Poisson process of rate 1: gaps in it are
 * exponential, so 1 - exp(-gap) is uniform. Kolmogorov and Smirnov of 24,000: sqrt(n) D above 2.23
 * once in 10,000; catches gaps whose distribution is 1.5 % off.
 */
static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double expected_until(int64_t at_us)
{
    const double h = (double)at_us / 3.6e9, turn = 2 * 3.14159265358979323846 / 24;
    return 10 * h + 5 / turn * (1 - cos(turn * h));
}

static void gaps_in_expected_arrivals_are_exponential(void **state)
{
    (void)state;
    enum { N = 24000 };
    static double u[N];
    struct arrivals arrivals;
    arrivals_start(&arrivals, SEED, "gaps", 0, 0, 0, 15);
    double before = 0, d = 0;
    for (int i = 0; i < N; i++) {
        const double now = expected_until(arrivals_next(&arrivals, daily_rate, NULL, INT64_MAX));
        u[i] = 1 - exp(before - now);
        before = now;
    }
    qsort(u, N, sizeof *u, by_size);
    for (int i = 0; i < N; i++)
        d = fmax(d, fmax((i + 1.0) / N - u[i], u[i] - (double)i / N));
    assert_less(d * sqrt(N), 2.23);
}

/* Candidates for which a late `until` was not late enough are neither lost nor drawn again. */
static void asking_in_small_steps_gives_the_same_arrivals(void **state)
{
    (void)state;
    struct arrivals steps, whole;
    arrivals_start(&steps, SEED, "steps", 0, 0, 0, 15);
    arrivals_start(&whole, SEED, "steps", 0, 0, 0, 15);
    for (int64_t until = HOUR_US / 60; until <= 48 * HOUR_US; until += HOUR_US / 60) {
        int64_t at;
        while ((at = arrivals_next(&steps, daily_rate, NULL, until)) != ARRIVALS_NONE) {
            assert_less(at, until);
            assert_at_least(at, until - HOUR_US / 60);
            assert_int_equal(arrivals_next(&whole, daily_rate, NULL, 48 * HOUR_US), at);
        }
    }
    assert_int_equal(arrivals_next(&whole, daily_rate, NULL, 48 * HOUR_US), ARRIVALS_NONE);
}

/* Same candidates, same numbers in keeping: the lower rate's arrivals are some of the higher's. */
static void a_lower_rate_keeps_some_of_the_same_arrivals(void **state)
{
    (void)state;
    const double high = 12, low = 7;
    struct arrivals more, fewer;
    arrivals_start(&more, SEED, "crn", 0, 0, 0, 15);
    arrivals_start(&fewer, SEED, "crn", 0, 0, 0, 15);
    uint32_t kept = 0, seen = 0;
    int64_t at, other = -1;
    while ((at = arrivals_next(&fewer, constant_rate, &low, 1000 * HOUR_US)) != ARRIVALS_NONE) {
        while (other < at) {
            other = arrivals_next(&more, constant_rate, &high, 1000 * HOUR_US);
            assert_int_not_equal(other, ARRIVALS_NONE);
            seen++;
        }
        assert_int_equal(other, at);
        kept++;
    }
    assert_greater(kept, 6600);
    assert_less(kept, 7400);
    assert_greater(seen, 11500); /* 7000, sd 84; 12000, sd 110 */
}

/* One a tick on average: cut off, gaps of mean 1 would have mean 1 / (e - 1) = 0.58, and 72 % more
 * would come. 1e6 ticks: sd 1000, bound of four of them. */
static void whole_ticks_do_not_change_a_high_rate(void **state)
{
    (void)state;
    const double rate = 3.6e9;
    struct arrivals arrivals;
    arrivals_start(&arrivals, SEED, "dense", 0, 0, 0, rate);
    const uint32_t count = count_until(&arrivals, constant_rate, &rate, 1000000);
    assert_greater(count, 996000);
    assert_less(count, 1004000);
}

static void no_rate_gives_no_arrivals_and_no_overflow(void **state)
{
    (void)state;
    const double none = 0, rare = 1e-9;
    struct arrivals arrivals;
    arrivals_start(&arrivals, SEED, "none", 0, 0, 5 * HOUR_US, 100);
    assert_int_equal(arrivals_next(&arrivals, constant_rate, &none, 500 * HOUR_US), ARRIVALS_NONE);
    arrivals_start(&arrivals, SEED, "rare", 0, 0, INT64_MAX / 2, rare);
    assert_int_equal(arrivals_next(&arrivals, constant_rate, &rare, INT64_MAX), ARRIVALS_NONE);
    assert_int_equal(arrivals_next(&arrivals, constant_rate, &rare, INT64_MAX), ARRIVALS_NONE);
}

static void promise_too_little(void)
{
    struct arrivals arrivals;
    arrivals_start(&arrivals, SEED, "peak", 0, 0, 0, 14.9);
    (void)count_until(&arrivals, daily_rate, NULL, 2400 * HOUR_US);
}

static void promise_nothing(void)
{
    struct arrivals arrivals;
    arrivals_start(&arrivals, SEED, "peak", 0, 0, 0, 0);
}

static void a_rate_above_its_bound_is_refused(void **state)
{
    (void)state;
    assert_dies(promise_too_little);
    assert_dies(promise_nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_daily_wave_has_its_mean_and_variance),
        cmocka_unit_test(gaps_in_expected_arrivals_are_exponential),
        cmocka_unit_test(asking_in_small_steps_gives_the_same_arrivals),
        cmocka_unit_test(a_lower_rate_keeps_some_of_the_same_arrivals),
        cmocka_unit_test(whole_ticks_do_not_change_a_high_rate),
        cmocka_unit_test(no_rate_gives_no_arrivals_and_no_overflow),
        cmocka_unit_test(a_rate_above_its_bound_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
