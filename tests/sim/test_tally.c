// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/random/stream.h"
#include "sim/stats/tally.h"
#include "tests/assertions.h"

static const uint64_t SEED = 20231109;

static struct tally tally_of(const double *x, size_t n)
{
    struct tally tally;
    tally_clear(&tally);
    for (size_t i = 0; i < n; i++)
        tally_add(&tally, x[i]);
    return tally;
}

/* 2, 4, 4, 4, 5, 5, 7, 9: sum 40, mean 5; squared distances 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32; 32
 * / 7. */
static void eight_numbers_by_hand(void **state)
{
    (void)state;
    const double x[] = {2, 4, 4, 4, 5, 5, 7, 9};
    const struct tally tally = tally_of(x, 8);
    assert_int_equal(tally.n, 8);
    assert_near(tally_mean(&tally), 5, 1e-15);
    assert_near(tally_variance(&tally), 32.0 / 7, 1e-14);
    assert_near(tally_sd(&tally), sqrt(32.0 / 7), 1e-14);
    assert_equal(tally.min, 2);
    assert_equal(tally.max, 9);
}

static void the_mean_of_none_and_the_variance_of_one_are_unknown(void **state)
{
    (void)state;
    struct tally tally;
    tally_clear(&tally);
    assert_unknown(tally_mean(&tally));
    assert_unknown(tally_variance(&tally));
    assert_unknown(tally_sd(&tally));
    tally_add(&tally, 3);
    assert_equal(tally_mean(&tally), 3);
    assert_equal(tally.min, 3);
    assert_equal(tally.max, 3);
    assert_unknown(tally_variance(&tally));
    assert_unknown(tally_sd(&tally));
    tally_add(&tally, 3);
    assert_equal(tally_variance(&tally), 0);
}

/* NIST StRD NumAcc4, https://www.itl.nist.gov/div898/strd/univ/numacc4.html: 1001 values
 * 10000000.1, .2 or .3 with certified mean 10000000.2 and sd 0.1 exactly. A sum of squares loses
 * every digit here. The values are not doubles: 1e-8 is theirs. */
static void a_large_mean_does_not_drown_the_variance(void **state)
{
    (void)state;
    struct tally tally;
    tally_clear(&tally);
    tally_add(&tally, 10000000.2);
    for (int i = 0; i < 500; i++) {
        tally_add(&tally, 10000000.1);
        tally_add(&tally, 10000000.3);
    }
    assert_near(tally_mean(&tally), 10000000.2, 1e-8);
    assert_near(tally_sd(&tally), 0.1, 1e-8);
}

static void assert_same(const struct tally *a, const struct tally *b)
{
    assert_int_equal(a->n, b->n);
    assert_equal(a->min, b->min);
    assert_equal(a->max, b->max);
    assert_near(tally_mean(a) / tally_mean(b), 1, 1e-13);
    assert_near(tally_variance(a) / tally_variance(b), 1, 1e-12);
}

static void parts_merge_into_the_whole_wherever_it_is_cut(void **state)
{
    (void)state;
    enum { N = 1000 };
    double x[N];
    struct stream stream = stream_named(SEED, "tally", 0, 0);
    for (int i = 0; i < N; i++)
        x[i] = 100 + 50 * stream_uniform(&stream) + i; /* halves that differ */
    const struct tally whole = tally_of(x, N);
    for (size_t cut = 0; cut <= N; cut += 7) {
        struct tally left = tally_of(x, cut), right = tally_of(x + cut, N - cut);
        struct tally backward = right;
        tally_merge(&backward, &left);
        tally_merge(&left, &right);
        assert_same(&left, &whole);
        assert_same(&backward, &whole);
    }
}

static void merging_an_empty_tally_changes_nothing(void **state)
{
    (void)state;
    const double x[] = {1, 2, 4};
    struct tally empty, full = tally_of(x, 3);
    tally_clear(&empty);
    tally_merge(&full, &empty);
    assert_int_equal(full.n, 3);
    assert_equal(full.min, 1);
    assert_equal(full.max, 4);
    struct tally both = empty;
    tally_merge(&both, &empty);
    assert_equal(both.n, 0);
    assert_unknown(tally_mean(&both));
}

/* Wherever it comes: an unknown observation may not vanish behind later ones. */
static void an_unknown_observation_shows_in_every_figure(void **state)
{
    (void)state;
    const double x[] = {1, NAN, 2}, y[] = {5, 6};
    struct tally tally = tally_of(x, 3), into = tally_of(y, 2);
    assert_unknown(tally_mean(&tally));
    assert_unknown(tally_variance(&tally));
    assert_unknown(tally.min);
    assert_unknown(tally.max);
    tally_merge(&into, &tally);
    assert_unknown(tally_mean(&into));
    assert_unknown(into.min);
    assert_unknown(into.max);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_numbers_by_hand),
        cmocka_unit_test(the_mean_of_none_and_the_variance_of_one_are_unknown),
        cmocka_unit_test(a_large_mean_does_not_drown_the_variance),
        cmocka_unit_test(parts_merge_into_the_whole_wherever_it_is_cut),
        cmocka_unit_test(merging_an_empty_tally_changes_nothing),
        cmocka_unit_test(an_unknown_observation_shows_in_every_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
