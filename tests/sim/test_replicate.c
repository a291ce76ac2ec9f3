// SPDX-License-Identifier: GPL-3.0-or-later
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sim/replicate.h"
#include "sim/random/stream.h"
#include "tests/assertions.h"

enum { MOST = 100, FIRST = 7 };

struct run {
    double result[MOST];
    atomic_int times[MOST]; /* how often each replication was run */
    uint32_t reports, last_done;
    bool in_order;
    volatile int stop;
    uint32_t stop_after;
};

/* Some work of uneven length, from the stream of that replication only. */
static bool sum_chance(void *context, uint32_t replication)
{
    struct run *run = context;
    struct stream stream = stream_named(20231109, "replicate", replication, 0);
    const uint64_t draws = 100 + stream_below(&stream, 20000);
    double sum = 0;
    for (uint64_t i = 0; i < draws; i++)
        sum += stream_uniform(&stream);
    run->result[replication - FIRST] = sum;
    atomic_fetch_add(&run->times[replication - FIRST], 1);
    return true;
}

static bool fail_every_third(void *context, uint32_t replication)
{
    return sum_chance(context, replication) && replication % 3 != 0;
}

/* Not atomic on purpose: the promise is that no two calls overlap. */
static void note_progress(void *context, uint32_t done, uint32_t n)
{
    struct run *run = context;
    run->reports++;
    run->in_order = run->in_order && done == run->last_done + 1 && n == MOST;
    run->last_done = done;
    if (run->stop_after > 0 && done >= run->stop_after)
        __atomic_store_n(&run->stop, 1, __ATOMIC_RELAXED);
}

static uint32_t run_with(struct run *run, replicate_one *one, uint32_t threads, uint32_t stop_after)
{
    memset(run, 0, sizeof *run);
    run->in_order = true;
    run->stop_after = stop_after;
    const struct replicate_def def = {.first = FIRST,
                                      .n = MOST,
                                      .threads = threads,
                                      .one = one,
                                      .progress = note_progress,
                                      .context = run,
                                      .stop = &run->stop};
    return replicate(&def);
}

static uint32_t count_run(const struct run *run)
{
    uint32_t count = 0;
    for (int i = 0; i < MOST; i++)
        count += (uint32_t)run->times[i];
    return count;
}

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
    (void)state;
    static struct run alone, together;
    assert_int_equal(run_with(&alone, sum_chance, 1, 0), MOST);
    static const uint32_t THREADS[] = {0, 2, 3, 8, 5000};
    for (size_t i = 0; i < sizeof THREADS / sizeof *THREADS; i++) {
        assert_int_equal(run_with(&together, sum_chance, THREADS[i], 0), MOST);
        assert_memory_equal(together.result, alone.result, sizeof alone.result);
    }
}

static void each_replication_runs_once_and_is_reported_once(void **state)
{
    (void)state;
    static struct run run;
    for (uint32_t threads = 1; threads <= 8; threads++) {
        run_with(&run, sum_chance, threads, 0);
        for (int i = 0; i < MOST; i++)
            assert_int_equal(run.times[i], 1);
        assert_true(run.in_order);
        assert_int_equal(run.reports, MOST);
    }
}

/* Of 7 .. 106 the multiples of 3 are 9 .. 105: 33. */
static void failures_are_not_counted_and_stop_nothing(void **state)
{
    (void)state;
    static struct run run;
    for (uint32_t threads = 1; threads <= 8; threads++) {
        assert_int_equal(run_with(&run, fail_every_third, threads, 0), MOST - 33);
        assert_int_equal(count_run(&run), MOST);
        assert_int_equal(run.reports, MOST);
    }
}

/* What was begun is finished: at most one more per other thread. */
static void a_wish_to_stop_starts_no_further_replication(void **state)
{
    (void)state;
    static struct run run;
    for (uint32_t threads = 1; threads <= 8; threads++) {
        const uint32_t done = run_with(&run, sum_chance, threads, 10);
        assert_in_range(done, 10, 10 + threads - 1);
        assert_int_equal(count_run(&run), done);
        assert_int_equal(run.reports, done);
    }
}

static void a_stop_before_the_start_runs_nothing(void **state)
{
    (void)state;
    static struct run run;
    const int stop = 1;
    const struct replicate_def def = {
        .first = FIRST, .n = MOST, .threads = 3, .one = sum_chance, .context = &run, .stop = &stop};
    assert_int_equal(replicate(&def), 0);
    assert_int_equal(count_run(&run), 0);
}

static void none_is_none_and_progress_may_be_missing(void **state)
{
    (void)state;
    static struct run run;
    struct replicate_def def = {
        .first = FIRST, .n = 0, .threads = 2, .one = sum_chance, .context = &run};
    assert_int_equal(replicate(&def), 0);
    def.n = 1;
    assert_int_equal(replicate(&def), 1);
    assert_int_equal(count_run(&run), 1);
    assert_at_least(replicate_processors(), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
        cmocka_unit_test(each_replication_runs_once_and_is_reported_once),
        cmocka_unit_test(failures_are_not_counted_and_stop_nothing),
        cmocka_unit_test(a_wish_to_stop_starts_no_further_replication),
        cmocka_unit_test(a_stop_before_the_start_runs_nothing),
        cmocka_unit_test(none_is_none_and_progress_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
