// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about sums of waits: exact, in any order, and what Welford's update says of the same
 * spans. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/random/stream.h"
#include "sim/stats/durations.h"
#include "tests/assertions.h"

static const uint64_t YEAR_US = (uint64_t)31556952 * 1000000;

/* 1 s, 4 s and none: mean 5/3 s, squares around it 17 - 25/3 = 26/3 s^2 */
static void three_spans_by_hand(void **state)
{
    (void)state;
    struct durations spans;
    durations_clear(&spans);
    durations_add(&spans, 1000000);
    durations_add(&spans, 4000000);
    durations_add_none(&spans);
    const struct tally tally = durations_tally_s(&spans);
    assert_int_equal(tally.n, 3);
    assert_near(tally.mean, 5.0 / 3, 1e-15);
    assert_near(tally.m2, 26.0 / 3, 1e-14);
    assert_equal(tally.min, 0);
    assert_equal(tally.max, 4);
}

static void of_no_span_nothing_is_known(void **state)
{
    (void)state;
    struct durations spans;
    durations_clear(&spans);
    struct tally tally = durations_tally_s(&spans);
    assert_unknown(tally_mean(&tally));
    durations_add(&spans, 7);
    tally = durations_tally_s(&spans);
    assert_equal(tally_mean(&tally), 7e-6);
    assert_equal(tally.min, 7e-6);
    assert_equal(tally.max, 7e-6);
    assert_unknown(tally_variance(&tally));
    assert_equal(tally.m2, 0);
}

static struct wide twice(struct wide wide)
{
    return (struct wide){wide.low << 1, wide.high << 1 | wide.low >> 63};
}

/* A billion waits of a year, every other a tick longer: variance 1/4 of a tick squared. The squares
 * add up to 1e36, in which doubles know nothing below 1e20. Doubled until there are 2^30. */
static void a_tick_shows_beside_a_billion_years(void **state)
{
    (void)state;
    struct durations spans;
    durations_clear(&spans);
    durations_add(&spans, YEAR_US);
    durations_add(&spans, YEAR_US + 1);
    for (int i = 1; i < 30; i++) {
        spans.n *= 2;
        spans.sum = twice(spans.sum);
        spans.squares = twice(spans.squares);
    }
    const struct tally tally = durations_tally_s(&spans);
    assert_int_equal(tally.n, 1 << 30);
    assert_near(tally.m2 / (double)tally.n, 0.25e-12, 1e-27);
    assert_near(tally.mean, ((double)YEAR_US + 0.5) * 1e-6, 1e-8);
}

/* 1e5 spans below two minutes: the mean within 1e-12 of its size, the sum of squares within 1e-10.
 * The same backwards: the same sums. */
static void they_agree_with_welford_and_know_no_order(void **state)
{
    (void)state;
    enum { N = 100000 };
    static uint64_t us[N];
    struct stream stream = stream_named(20261124, "spans", 0, 0);
    struct durations forth, back;
    struct tally welford;
    durations_clear(&forth);
    durations_clear(&back);
    tally_clear(&welford);
    for (int i = 0; i < N; i++) {
        us[i] = stream_below(&stream, 120000000);
        durations_add(&forth, us[i]);
        tally_add(&welford, (double)us[i] * 1e-6);
    }
    for (int i = N; i-- > 0;)
        durations_add(&back, us[i]);
    const struct tally tally = durations_tally_s(&forth);
    assert_int_equal(tally.n, N);
    assert_near(tally.mean, welford.mean, 1e-12 * welford.mean);
    assert_near(tally.m2, welford.m2, 1e-10 * welford.m2);
    assert_equal(tally.min, welford.min);
    assert_equal(tally.max, welford.max);
    assert_equal(forth.n, back.n);
    assert_equal_wide(wide_value(forth.sum), wide_value(back.sum));
    assert_equal_wide(wide_value(forth.squares), wide_value(back.squares));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_spans_by_hand),
        cmocka_unit_test(of_no_span_nothing_is_known),
        cmocka_unit_test(a_tick_shows_beside_a_billion_years),
        cmocka_unit_test(they_agree_with_welford_and_know_no_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
