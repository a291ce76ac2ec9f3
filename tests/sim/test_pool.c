// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the pool: who gets units when, how it shrinks and grows, what it measures. By
 * hand, times in seconds. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "sim/date.h"
#include "sim/pool.h"
#include "tests/assertions.h"

enum { LOG = 64 };

struct desk {
    struct pool *pool;
    char log[LOG]; /* who was granted, in order */
    size_t n;
    bool release_at_once;
};

static void granted(struct sim *sim, void *station, uint64_t who)
{
    struct desk *desk = station;
    (void)sim;
    if (desk->n < LOG - 1) desk->log[desk->n++] = (char)who;
    if (desk->release_at_once) pool_release(desk->pool, 1);
}

static struct sim *start(struct desk **desk, uint32_t size)
{
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    *desk = sim_alloc(sim, sizeof **desk);
    (*desk)->pool = pool_new(sim, &(struct pool_def){"test.desk", size}, granted, *desk);
    return sim;
}

static void wait_until(struct sim *sim, int64_t s)
{
    assert_true(sim_run_until(sim, s * DATE_SECOND_US));
}

static void free_units_are_granted_at_once_and_others_in_turn(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 2);
    pool_ask(desk->pool, 'a', 1, 0);
    pool_ask(desk->pool, 'b', 1, 0);
    pool_ask(desk->pool, 'c', 1, 0);
    pool_ask(desk->pool, 'd', 1, 0);
    assert_string_equal(desk->log, "ab");
    assert_int_equal(pool_waiting(desk->pool), 2);
    pool_release(desk->pool, 1);
    assert_string_equal(desk->log, "abc");
    pool_release(desk->pool, 2);
    assert_string_equal(desk->log, "abcd");
    assert_int_equal(pool_busy(desk->pool), 1);
    sim_free(sim);
}

static void priority_0_goes_first(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 1);
    pool_ask(desk->pool, 'x', 1, 3);
    pool_ask(desk->pool, 'd', 1, 3);
    pool_ask(desk->pool, 'c', 1, 1);
    pool_ask(desk->pool, 'a', 1, 0);
    pool_ask(desk->pool, 'b', 1, 0);
    for (int i = 0; i < 4; i++)
        pool_release(desk->pool, 1);
    assert_string_equal(desk->log, "xabcd");
    sim_free(sim);
}

/* 'b' wants 3 of 3 while 'a' has 1: it holds back 'c' (its own priority) and 'd' (a later one),
 * though there is room for both; 'e' of an earlier priority passes. */
static void a_large_request_is_not_overtaken_by_its_equals(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 3);
    pool_ask(desk->pool, 'a', 1, 1);
    pool_ask(desk->pool, 'b', 3, 1);
    pool_ask(desk->pool, 'c', 1, 1);
    pool_ask(desk->pool, 'd', 1, 2);
    assert_string_equal(desk->log, "a");
    pool_ask(desk->pool, 'e', 1, 0);
    assert_string_equal(desk->log, "ae");
    pool_release(desk->pool, 1);
    assert_string_equal(desk->log, "ae");
    pool_release(desk->pool, 1);
    assert_string_equal(desk->log, "aeb");
    pool_release(desk->pool, 3);
    assert_string_equal(desk->log, "aebcd");
    sim_free(sim);
}

static void who_reneges_is_gone_and_lets_those_behind_through(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 3);
    pool_ask(desk->pool, 'a', 2, 0);
    pool_ask(desk->pool, 'b', 2, 0);
    pool_ask(desk->pool, 'c', 1, 0);
    pool_ask(desk->pool, 'd', 1, 0);
    uint64_t first = 0;
    assert_true(pool_first(desk->pool, &first));
    assert_equal(first, 'b');
    assert_false(pool_renege(desk->pool, 'a')); /* has its units, does not wait */
    assert_true(pool_renege(desk->pool, 'd'));  /* the last one: the line's end must follow */
    assert_true(pool_renege(desk->pool, 'b'));
    assert_string_equal(desk->log, "ac");
    assert_false(pool_renege(desk->pool, 'b'));
    pool_ask(desk->pool, 'e', 1, 0);
    pool_release(desk->pool, 3);
    assert_string_equal(desk->log, "ace");
    assert_int_equal(pool_waiting(desk->pool), 0);
    assert_false(pool_first(desk->pool, &first));
    sim_free(sim);
}

/* 4 units, 3 busy; shrink to 2: the free one goes at once, one busy one goes when released, and
 * only then does a release serve the line. */
static void shrinking_lets_the_busy_finish_and_serves_nobody_meanwhile(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 4);
    for (uint64_t who = 'a'; who <= 'c'; who++)
        pool_ask(desk->pool, who, 1, 0);
    pool_resize(desk->pool, 2);
    assert_int_equal(pool_size(desk->pool), 2);
    assert_int_equal(pool_busy(desk->pool), 3);
    pool_ask(desk->pool, 'd', 1, 0);
    pool_release(desk->pool, 1);
    assert_string_equal(desk->log, "abc");
    pool_release(desk->pool, 1);
    assert_string_equal(desk->log, "abcd");
    sim_free(sim);
}

static void growing_serves_the_line(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 0);
    pool_ask(desk->pool, 'a', 1, 0);
    pool_ask(desk->pool, 'b', 1, 0);
    pool_ask(desk->pool, 'c', 1, 0);
    assert_string_equal(desk->log, "");
    pool_resize(desk->pool, 2);
    assert_string_equal(desk->log, "ab");
    pool_resize(desk->pool, 0);
    pool_release(desk->pool, 2);
    assert_string_equal(desk->log, "ab");
    sim_free(sim);
}

/* Whoever is granted gives back at once: a million in line are served in one release, without a
 * million stack frames. */
static void a_long_line_is_served_without_recursion(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 1);
    pool_ask(desk->pool, 'x', 1, 0);
    for (int i = 0; i < 1000000; i++)
        pool_ask(desk->pool, 'y', 1, 0);
    desk->release_at_once = true;
    pool_release(desk->pool, 1);
    assert_int_equal(pool_waiting(desk->pool), 0);
    assert_int_equal(pool_busy(desk->pool), 0);
    assert_int_equal(pool_wait_s(desk->pool)->n, 1000001);
    sim_free(sim);
}

/* 0 s: a, b take both units, c waits. 10 s: a gives back, c starts (wait 10). 20 s: resize to
 *   4. 30 s: b and c give back. 40 s: count. busy     2 until 30, 0 until 40: 60/40 = 1.5
 *   waiting  1 until 10: 10/40 = 0.25 size     2 until 20, 4 until 40: 120/40 = 3        waits
 *   0, 0, 10: mean 10/3 */
/* Of five units two are taken; who is granted one more takes the two that are left. Nobody waits
 * for those, so the mean wait is that of three grants, none of which waited; and there is nothing
 * left to take. */
static void who_is_granted_may_take_all_that_is_free(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 5);
    pool_ask(desk->pool, 'a', 2, 0);
    pool_ask(desk->pool, 'b', 1, 0);
    assert_int_equal(pool_take_free(desk->pool), 2);
    assert_int_equal(pool_busy(desk->pool), 5);
    assert_int_equal(pool_take_free(desk->pool), 0);
    pool_resize(desk->pool, 3);
    assert_int_equal(pool_take_free(desk->pool), 0);
    pool_release(desk->pool, 5);
    pool_ask(desk->pool, 'c', 1, 0);
    assert_int_equal(pool_wait_s(desk->pool)->n, 3);
    assert_int_equal(pool_take_free(desk->pool), 2);
    sim_free(sim);
}

static void it_measures_itself(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 2);
    for (uint64_t who = 'a'; who <= 'c'; who++)
        pool_ask(desk->pool, who, 1, 0);
    wait_until(sim, 10);
    pool_release(desk->pool, 1);
    wait_until(sim, 20);
    pool_resize(desk->pool, 4);
    wait_until(sim, 30);
    pool_release(desk->pool, 2);
    wait_until(sim, 40);
    int64_t now_us = sim_now_us(sim);
    assert_equal(level_mean(pool_busy_level(desk->pool), now_us), 1.5);
    assert_equal(level_mean(pool_waiting_level(desk->pool), now_us), 0.25);
    assert_equal(level_mean(pool_size_level(desk->pool), now_us), 3.0);
    assert_int_equal(pool_wait_s(desk->pool)->n, 3);
    assert_near(tally_mean(pool_wait_s(desk->pool)), 10.0 / 3, 1e-12);
    pool_reset_measures(desk->pool);
    wait_until(sim, 50);
    assert_equal(level_mean(pool_size_level(desk->pool), sim_now_us(sim)), 4.0);
    assert_equal(level_mean(pool_busy_level(desk->pool), sim_now_us(sim)), 0.0);
    assert_int_equal(pool_wait_s(desk->pool)->n, 0);
    sim_free(sim);
}

/* b and c wait from 0 to 10 s, c to 30 s; a reset at 20 s. 2 x 10 + 1 x 20 = 40 over 40 s; at most
 * 2. */
static void its_line_is_known_since_it_was_made(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 1);
    assert_unknown(pool_line(desk->pool).mean);
    for (uint64_t who = 'a'; who <= 'c'; who++)
        pool_ask(desk->pool, who, 1, 0);
    wait_until(sim, 10);
    pool_release(desk->pool, 1);
    wait_until(sim, 20);
    pool_reset_measures(desk->pool);
    wait_until(sim, 30);
    pool_release(desk->pool, 1);
    wait_until(sim, 40);
    assert_equal(pool_line(desk->pool).mean, 1.0);
    assert_int_equal(pool_line(desk->pool).most, 2);
    assert_equal(level_mean(pool_waiting_level(desk->pool), sim_now_us(sim)), 0.5);
    sim_free(sim);
}

static void a_simulation_knows_its_pools_in_the_order_made(void **state)
{
    (void)state;
    struct desk *desk;
    struct sim *sim = start(&desk, 1);
    struct pool *other = pool_new(sim, &(struct pool_def){"test.other", 3}, granted, desk);
    assert_ptr_equal(pool_after(sim, NULL), desk->pool);
    assert_ptr_equal(pool_after(sim, desk->pool), other);
    assert_null(pool_after(sim, other));
    assert_string_equal(pool_name(other), "test.other");
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(free_units_are_granted_at_once_and_others_in_turn),
        cmocka_unit_test(priority_0_goes_first),
        cmocka_unit_test(a_large_request_is_not_overtaken_by_its_equals),
        cmocka_unit_test(who_reneges_is_gone_and_lets_those_behind_through),
        cmocka_unit_test(shrinking_lets_the_busy_finish_and_serves_nobody_meanwhile),
        cmocka_unit_test(growing_serves_the_line),
        cmocka_unit_test(a_long_line_is_served_without_recursion),
        cmocka_unit_test(who_is_granted_may_take_all_that_is_free),
        cmocka_unit_test(it_measures_itself),
        cmocka_unit_test(its_line_is_known_since_it_was_made),
        cmocka_unit_test(a_simulation_knows_its_pools_in_the_order_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
