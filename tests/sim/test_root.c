// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims: the search finds what it would take, says how sure that is, and says when nothing does.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/random/dist.h"
#include "sim/analysis/root.h"
#include "tests/assertions.h"

static const uint64_t SEED = 1951;

enum { RUNS = 100 };

/* Replication i keeps the promise from need[i] on (or, with `falling`, up to it). */
struct world {
    double need[RUNS];
    bool falling;
};

static size_t count_kept(const struct world *world, double x)
{
    size_t kept = 0;
    for (int i = 0; i < RUNS; i++)
        kept += world->falling ? x <= world->need[i] : x >= world->need[i];
    return kept;
}

static struct root_answer search(const struct world *world, const struct root_def *def,
                                 size_t *tried)
{
    struct root root = root_start(def);
    double x;
    *tried = 0;
    while (root_next(&root, &x)) {
        assert_differ(root_answer(&root).verdict, ROOT_FOUND);
        root_tell(&root, x, count_kept(world, x));
        (*tried)++;
    }
    return root_answer(&root);
}

/* Replication i needs i + 1 of 0 .. 200: 80 of 100 keep it from 80 on. lo and hi are the ranks of a
 * 95 % interval of the 80 % quantile; its lower end is the last value that lo do not keep. */
static void the_answer_and_its_interval_are_as_by_hand(void **state)
{
    (void)state;
    struct world world = {.falling = false};
    for (int i = 0; i < RUNS; i++)
        world.need[i] = i + 1;
    const struct root_def def = {0, 200, 200, 0.8, 0.95, RUNS};
    size_t tried, lo, hi;
    const struct root_answer answer = search(&world, &def, &tried);
    interval_ranks(RUNS, 0.8, 0.95, &lo, &hi);
    assert_equal(answer.verdict, ROOT_FOUND);
    assert_true(answer.rising);
    assert_false(answer.uneven);
    assert_near(answer.x, 80, 0);
    assert_near(answer.interval.lo, (double)lo - 1, 0);
    assert_near(answer.interval.hi, (double)hi, 0);
    assert_between(70, lo, 73);
    assert_between(87, hi, 89);
    assert_at_most(tried, 20); /* three bisections of 200 alone would be 24, and two ends */
    assert_equal(answer.kept_lo, 0);
    assert_equal(answer.kept_hi, RUNS);
}

/* The mirror image: replication i bears up to 200 - (i + 1). */
static void an_input_that_harms_is_searched_from_the_other_end(void **state)
{
    (void)state;
    struct world world = {.falling = true};
    for (int i = 0; i < RUNS; i++)
        world.need[i] = 200 - (i + 1);
    const struct root_def def = {0, 200, 200, 0.8, 0.95, RUNS};
    size_t tried, lo, hi;
    const struct root_answer answer = search(&world, &def, &tried);
    interval_ranks(RUNS, 0.8, 0.95, &lo, &hi);
    assert_equal(answer.verdict, ROOT_FOUND);
    assert_false(answer.rising);
    assert_near(answer.x, 120, 0);
    assert_near(answer.interval.lo, 200 - (double)hi, 0);
    assert_near(answer.interval.hi, 200 - (double)lo + 1, 0);
}

static struct root_answer search_even(double need_from, double need_to, size_t n)
{
    struct world world = {.falling = false};
    for (int i = 0; i < RUNS; i++)
        world.need[i] = need_from + (need_to - need_from) * i / (RUNS - 1);
    const struct root_def def = {10, 20, 1000, 0.8, 0.95, n};
    size_t tried;
    return search(&world, &def, &tried);
}

/* 80 % are kept where need reaches 80 % of its range. */
static void a_range_that_does_not_reach_is_reported(void **state)
{
    (void)state;
    const struct root_answer never = search_even(30, 40, RUNS), nearly = search_even(10, 23, RUNS);
    const struct root_answer always = search_even(0, 9, RUNS), mostly = search_even(2, 12, RUNS);
    assert_equal(never.verdict, ROOT_NONE);
    assert_true(never.sure);
    assert_equal(never.interval.lo, INFINITY);
    assert_equal(nearly.verdict, ROOT_NONE);
    assert_false(nearly.sure);
    assert_equal(nearly.interval.hi, INFINITY);
    assert_finite(nearly.interval.lo);
    assert_equal(always.verdict, ROOT_ANY);
    assert_true(always.sure);
    assert_equal(always.interval.hi, -INFINITY);
    assert_equal(mostly.verdict, ROOT_ANY);
    assert_false(mostly.sure);
    assert_finite(mostly.interval.hi);
}

/* Of five replications no two give an interval of 95 % for the 80 % quantile, so no value is
 * named. */
static void few_replications_have_no_answer(void **state)
{
    (void)state;
    struct root root = root_start(&(struct root_def){0, 8, 8, 0.8, 0.95, 5});
    double x;
    while (root_next(&root, &x))
        root_tell(&root, x, x >= 3 ? 5 : x >= 1 ? 3 : 0);
    const struct root_answer answer = root_answer(&root);
    assert_equal(answer.verdict, ROOT_TOO_FEW);
    assert_unknown(answer.x);
    assert_unknown(answer.interval.hi);
}

/* Both ends need 0.8^n <= 0.025 and 0.2^n <= 0.025: n >= ln 40 / ln 1.25 = 16.53; for an even
 * chance 2^-n <= 0.025: n >= 5.32. */
static void so_many_replications_are_needed_for_an_interval(void **state)
{
    (void)state;
    assert_int_equal(root_replications_needed(0.8, 0.95), 17);
    assert_int_equal(root_replications_needed(0.5, 0.95), 6);
    assert_int_equal(root_replications_needed(0.2, 0.95), 17);
}

static void what_does_not_go_one_way_is_reported(void **state)
{
    (void)state;
    struct root root = root_start(&(struct root_def){0, 100, 100, 0.5, 0.95, 40});
    double x;
    while (root_next(&root, &x))
        root_tell(&root, x, (size_t)(x / 3) + ((int)x % 2 ? 6 : 0));
    assert_true(root_answer(&root).uneven);
}

static void no_answer_comes_before_its_time(void **state)
{
    (void)state;
    struct root root = root_start(&(struct root_def){0, 1, 10, 0.5, 0.95, 10});
    double x;
    assert_equal(root_answer(&root).verdict, ROOT_UNFINISHED);
    assert_true(root_next(&root, &x));
    assert_equal(x, 1);
    root_tell(&root, x, 10);
    assert_true(root_next(&root, &x));
    assert_equal(x, 0);
    root_tell(&root, x, 0);
    assert_equal(root_answer(&root).verdict, ROOT_UNFINISHED);
}

/* The need is lognormal with mean 5 and cv 0.5; its true 80 % quantile must lie in 95 of 100
 * intervals or a little more (they go by whole ranks: 95.5 %). 2,000 searches, sd 0.5 %. */
static void intervals_hold_the_true_value(void **state)
{
    (void)state;
    const struct dist need = dist_lognormal(5, 0.5);
    const double truth = dist_quantile(&need, 0.8);
    const struct root_def def = {0, 30, 3000, 0.8, 0.95, RUNS};
    int held = 0;
    for (uint64_t try = 0; try < 2000; try++) {
        struct stream stream = stream_named(SEED, "need", 0, try);
        struct world world = {.falling = false};
        for (int i = 0; i < RUNS; i++)
            world.need[i] = dist_draw(&need, &stream);
        size_t tried;
        const struct root_answer answer = search(&world, &def, &tried);
        held += answer.interval.lo <= truth && truth <= answer.interval.hi;
        assert_less(tried, 50);
    }
    assert_greater(held, 0.93 * 2000);
    assert_less(held, 0.975 * 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_answer_and_its_interval_are_as_by_hand),
        cmocka_unit_test(an_input_that_harms_is_searched_from_the_other_end),
        cmocka_unit_test(a_range_that_does_not_reach_is_reported),
        cmocka_unit_test(few_replications_have_no_answer),
        cmocka_unit_test(so_many_replications_are_needed_for_an_interval),
        cmocka_unit_test(what_does_not_go_one_way_is_reported),
        cmocka_unit_test(no_answer_comes_before_its_time),
        cmocka_unit_test(intervals_hold_the_true_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
