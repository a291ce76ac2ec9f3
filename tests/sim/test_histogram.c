// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/stats/histogram.h"
#include "sim/random/stream.h"
#include "tests/sim/dies.h"
#include "tests/assertions.h"

static const uint64_t SEED = 20231109;

/* What the histogram makes of a single value. */
static double seen(double x)
{
    struct histogram histogram;
    histogram_clear(&histogram);
    histogram_add(&histogram, x, 1);
    return histogram_quantile(&histogram, 0.5);
}

static void whole_numbers_below_64_are_exact(void **state)
{
    (void)state;
    for (int i = 0; i < 64; i++)
        assert_equal(seen(i), i);
    for (int i = 0; i < 630; i++)
        assert_near(seen(i / 10.0), i / 10.0, 0.5);
}

/* The middle of a bin of width 1/64 of its lower edge is at most 1/128 away: half of what is
 * promised. */
static void every_size_is_seen_within_a_64th(void **state)
{
    (void)state;
    double worst = 0;
    for (int k = 6; k < 40; k++) {
        for (int i = 0; i < 640; i++) {
            const double x = ldexp(1 + i / 640.0, k);
            worst = fmax(worst, fabs(seen(x) / x - 1));
        }
        assert_near(seen(ldexp(1, k)) / ldexp(1, k), 1, 1.0 / 128);
        const double under = nextafter(ldexp(1, k), 0);
        assert_near(seen(under) / under, 1, 1.0 / 64);
    }
    assert_at_most(worst, 1.0 / 128);
}

static void larger_values_are_never_seen_as_smaller(void **state)
{
    (void)state;
    double before = -1;
    for (double x = 0; x < 0x1p40; x = x < 100 ? x + 0.01 : x * 1.003) {
        const double now = seen(x);
        assert_at_least(now, before);
        before = now;
    }
}

static void sizes_beyond_the_last_bin_stay_in_it(void **state)
{
    (void)state;
    assert_at_least(seen(0x1p60), 0x1p40);
    assert_equal(seen(0x1p60), seen(INFINITY));
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { N = 100001 };

/* Values over six orders of magnitude against the sorted data themselves. */
static void quantiles_are_within_a_64th_of_the_sorted_datas(void **state)
{
    (void)state;
    double *x = malloc(N * sizeof *x);
    assert_non_null(x);
    struct stream stream = stream_named(SEED, "histogram", 0, 0);
    struct histogram histogram;
    histogram_clear(&histogram);
    for (int i = 0; i < N; i++) {
        x[i] = 64 * exp(13 * stream_uniform(&stream));
        histogram_add(&histogram, x[i], 1);
    }
    qsort(x, N, sizeof *x, compare_doubles);
    for (int i = 1; i < 1000; i++) {
        const double p = i / 1000.0, want = x[(int)ceil(p * N) - 1];
        assert_near(histogram_quantile(&histogram, p) / want, 1, 1.0 / 64);
    }
    assert_near(histogram_quantile(&histogram, 0) / x[0], 1, 1.0 / 64);
    assert_near(histogram_quantile(&histogram, 1) / x[N - 1], 1, 1.0 / 64);
    free(x);
}

static void any_split_of_the_data_gives_the_same_bins(void **state)
{
    (void)state;
    struct histogram whole, part[3];
    histogram_clear(&whole);
    for (int i = 0; i < 3; i++)
        histogram_clear(&part[i]);
    struct stream stream = stream_named(SEED, "split", 0, 0);
    for (int i = 0; i < N; i++) {
        const double x = exp(25 * stream_uniform(&stream));
        histogram_add(&whole, x, 1);
        histogram_add(&part[stream_below(&stream, 3)], x, 1);
    }
    histogram_merge(&part[0], &part[1]);
    histogram_merge(&part[0], &part[2]);
    assert_memory_equal(&part[0], &whole, sizeof whole);
}

static void a_weight_is_as_many_observations(void **state)
{
    (void)state;
    struct histogram once, often;
    histogram_clear(&once);
    histogram_clear(&often);
    histogram_add(&once, 10, 30);
    histogram_add(&once, 20, 70);
    histogram_add(&once, 999, 0);
    for (int i = 0; i < 100; i++)
        histogram_add(&often, i < 30 ? 10 : 20, 1);
    assert_memory_equal(&once, &often, sizeof once);
    assert_equal(histogram_quantile(&once, 0.3), 10);
    assert_equal(histogram_quantile(&once, 0.31), 20);
}

static void nothing_has_no_quantile(void **state)
{
    (void)state;
    struct histogram histogram;
    histogram_clear(&histogram);
    assert_unknown(histogram_quantile(&histogram, 0.5));
    histogram_add(&histogram, 1, 1);
    assert_unknown(histogram_quantile(&histogram, 1.1));
    assert_unknown(histogram_quantile(&histogram, NAN));
}

static void add_negative(void)
{
    struct histogram histogram;
    histogram_clear(&histogram);
    histogram_add(&histogram, -1, 1);
}

static void add_unknown(void)
{
    struct histogram histogram;
    histogram_clear(&histogram);
    histogram_add(&histogram, NAN, 1);
}

static void negative_and_unknown_durations_are_refused(void **state)
{
    (void)state;
    assert_dies(add_negative);
    assert_dies(add_unknown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_below_64_are_exact),
        cmocka_unit_test(every_size_is_seen_within_a_64th),
        cmocka_unit_test(larger_values_are_never_seen_as_smaller),
        cmocka_unit_test(sizes_beyond_the_last_bin_stay_in_it),
        cmocka_unit_test(quantiles_are_within_a_64th_of_the_sorted_datas),
        cmocka_unit_test(any_split_of_the_data_gives_the_same_bins),
        cmocka_unit_test(a_weight_is_as_many_observations),
        cmocka_unit_test(nothing_has_no_quantile),
        cmocka_unit_test(negative_and_unknown_durations_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
