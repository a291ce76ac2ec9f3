// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/stats/level.h"
#include "sim/random/stream.h"
#include "tests/sim/dies.h"
#include "tests/assertions.h"

/* Formula (1) of level.h, in whole ticks. */
__extension__ static __int128 area(const struct level *level, int64_t now_us)
{
    return (__int128)level->value * now_us - wide_value(level->moment);
}

static const int64_t SECOND_US = 1000000;
static const int64_t CENTURY_US = (int64_t)36525 * 86400 * 1000000;

/* 2 for 10 s, 5 for 20 s, 1 for 10 s: 20 + 100 + 10 = 130 over 40 s, mean 3.25 */
static void three_steps_by_hand(void **state)
{
    (void)state;
    struct level level;
    level_start(&level, 100 * SECOND_US, 2);
    level_set(&level, 110 * SECOND_US, 5);
    level_add(&level, 130 * SECOND_US, -4);
    assert_equal(level_area_s(&level, 140 * SECOND_US), 130);
    assert_equal(level_mean(&level, 140 * SECOND_US), 3.25);
    assert_equal(level.value, 1);
    assert_equal(level.min, 1);
    assert_equal(level.max, 5);
    /* asking does not change the answer to a later question: 10 s more of 1 */
    assert_equal(level_area_s(&level, 150 * SECOND_US), 140);
}

static void the_mean_over_no_time_is_unknown(void **state)
{
    (void)state;
    struct level level;
    level_start(&level, 5, 7);
    assert_unknown(level_mean(&level, 5));
    assert_equal(level_area_s(&level, 5), 0);
    level_set(&level, 5, 9); /* two values at one tick: the first had no time */
    assert_equal(level_mean(&level, 6), 9);
    assert_equal(level.min, 7);
    assert_equal(level.max, 9);
}

/* Steps of one tick and a trillion: in doubles or 64 bits, the ones would be lost beside the 1e27
 * of the century. */
static void a_century_is_exact_to_the_tick(void **state)
{
    (void)state;
    const int64_t trillion = 1000000000000;
    struct level level;
    level_start(&level, 0, trillion);
    for (int64_t i = 1; i <= 1000; i++)
        level_add(&level, i * (CENTURY_US / 1000), i % 2 == 1 ? 1 : -1);
    /* it ends at CENTURY_US less the remainder of the division; odd steps, half of them, are one
     * higher */
    const int64_t end = 1000 * (CENTURY_US / 1000);
    __extension__ const __int128 want = (__int128)trillion * end + end / 2;
    assert_equal_wide(area(&level, end), want);
    level_set(&level, end + 1, 0);
    assert_equal_wide(area(&level, end + 1), want + trillion);
    assert_equal_wide(area(&level, end + 9), want + trillion);
}

/* A walk of 1e5 steps at random ticks, summed alongside in plain whole numbers that cannot overflow
 * at this size. */
static void a_random_walk_agrees_with_its_sum(void **state)
{
    (void)state;
    struct stream stream = stream_named(20231109, "level", 0, 0);
    struct level level;
    level_start(&level, 0, 0);
    int64_t now = 0, value = 0, sum = 0, least = 0, most = 0;
    for (int i = 0; i < 100000; i++) {
        const int64_t passed = (int64_t)stream_below(&stream, 1000);
        const int64_t change = (int64_t)stream_below(&stream, 21) - 10;
        sum += value * passed;
        now += passed;
        value += change;
        least = value < least ? value : least;
        most = value > most ? value : most;
        level_add(&level, now, change);
    }
    assert_equal_wide(area(&level, now), sum);
    assert_equal(level.value, value);
    assert_equal(level.min, least);
    assert_equal(level.max, most);
    assert_less(least, 0); /* negative levels were among them */
    assert_near(level_mean(&level, now), (double)sum / (double)now, 1e-12 * (double)most);
}

static void a_reset_forgets_the_past_and_keeps_the_value(void **state)
{
    (void)state;
    struct level level;
    level_start(&level, 0, 100);
    level_set(&level, 10, 3);
    level_reset(&level, 20);
    assert_unknown(level_mean(&level, 20));
    assert_equal(level_mean(&level, 30), 3);
    assert_equal(level.min, 3);
    assert_equal(level.max, 3);
}

static void read_in_the_past(void)
{
    struct level level;
    level_start(&level, 10, 1);
    (void)level_area_s(&level, 9);
}

static void reset_in_the_past(void)
{
    struct level level;
    level_start(&level, 10, 1);
    level_reset(&level, 9);
}

static void what_was_before_it_began_is_not_reported(void **state)
{
    (void)state;
    assert_dies(read_in_the_past);
    assert_dies(reset_in_the_past);
}

/* 0 for 10 s, then up and up and down, 10 s each: 0 + 1 + 2 + 1 = 4 times 10 s; the same by adding
 * */
static void up_and_down_are_steps_of_one(void **state)
{
    (void)state;
    struct level counted, added;
    level_start(&counted, 5 * SECOND_US, 0);
    level_start(&added, 5 * SECOND_US, 0);
    level_up(&counted, 15 * SECOND_US), level_add(&added, 15 * SECOND_US, 1);
    level_up(&counted, 25 * SECOND_US), level_add(&added, 25 * SECOND_US, 1);
    level_down(&counted, 35 * SECOND_US), level_add(&added, 35 * SECOND_US, -1);
    assert_equal(level_area_s(&counted, 45 * SECOND_US), 40);
    assert_equal(counted.value, 1);
    assert_equal(counted.min, 0);
    assert_equal(counted.max, 2);
    assert_memory_equal(&counted, &added, sizeof added);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_steps_by_hand),
        cmocka_unit_test(the_mean_over_no_time_is_unknown),
        cmocka_unit_test(a_century_is_exact_to_the_tick),
        cmocka_unit_test(a_random_walk_agrees_with_its_sum),
        cmocka_unit_test(a_reset_forgets_the_past_and_keeps_the_value),
        cmocka_unit_test(up_and_down_are_steps_of_one),
        cmocka_unit_test(what_was_before_it_began_is_not_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
