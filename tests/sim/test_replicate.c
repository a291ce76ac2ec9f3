// SPDX-License-Identifier: GPL-3.0-or-later
#include <dlfcn.h>
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sim/replicate.h"
#include "sim/stream.h"
#include "sim/tally.h"

/* ---- a machine that refuses threads: our own pthread_create stands before the library's ------------------- */

/* The thread sanitizer needs its own. */
#if defined(__SANITIZE_THREAD__)
#define REFUSALS 0
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define REFUSALS 0
#endif
#endif
#ifndef REFUSALS
#define REFUSALS 1
#endif

static atomic_int threads_allowed = 1000000;
static atomic_int threads_refused = 0;

#if REFUSALS
typedef int create_thread(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
                   void *argument)
{
    if (atomic_fetch_sub(&threads_allowed, 1) <= 0) {
        atomic_fetch_add(&threads_refused, 1);
        return EAGAIN;
    }
    create_thread *real;
    *(void **)&real = dlsym(RTLD_NEXT, "pthread_create");
    return real(thread, attributes, start, argument);
}
#endif

/* ---- a study: each replication averages some luck into its own slot ---------------------------------------- */

enum { MOST = 300 };

struct study {
    double result[MOST];
    atomic_int times[MOST];
    uint32_t first;
    uint32_t fails_at; /* a replication that fails, or UINT32_MAX */
    uint32_t last_done, calls;
    atomic_int inside; /* progress callbacks at work */
    bool overlapped, went_back;
    volatile int stop;
    uint32_t stop_after;
};

static bool run_one(void *context, uint32_t replication)
{
    struct study *study = context;
    const uint32_t slot = replication - study->first;
    struct stream stream = stream_named(1, "study", replication, 0);
    struct tally tally;
    tally_clear(&tally);
    const uint64_t n = 1000 + stream_below(&stream, 3000); /* so that they finish out of order */
    for (uint64_t i = 0; i < n; i++) tally_add(&tally, stream_uniform(&stream));
    study->result[slot] = tally_mean(&tally);
    atomic_fetch_add(&study->times[slot], 1);
    return replication != study->fails_at;
}

static void note_progress(void *context, uint32_t done, uint32_t n)
{
    struct study *study = context;
    if (atomic_fetch_add(&study->inside, 1) != 0) study->overlapped = true;
    if (done != study->last_done + 1 || done > n) study->went_back = true;
    study->last_done = done;
    study->calls++;
    if (done == study->stop_after) __atomic_store_n(&study->stop, 1, __ATOMIC_RELAXED);
    sched_yield(); /* gives a second thread its chance to come in */
    atomic_fetch_sub(&study->inside, 1);
}

static uint32_t run_study(struct study *study, uint32_t first, uint32_t n, uint32_t threads)
{
    study->first = first;
    const struct replicate_def def = {.first = first,
                                      .n = n,
                                      .threads = threads,
                                      .one = run_one,
                                      .progress = note_progress,
                                      .context = study,
                                      .stop = &study->stop};
    return replicate(&def);
}

static struct study fresh_study(void)
{
    struct study study;
    memset(&study, 0, sizeof study);
    study.fails_at = UINT32_MAX;
    return study;
}

/* ---- claims --------------------------------------------------------------------------------------------------- */

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
    (void)state;
    static const uint32_t THREADS[] = {2, 3, 8, 0, 2000};
    struct study alone = fresh_study();
    assert_int_equal(run_study(&alone, 10, MOST, 1), MOST);
    for (size_t i = 0; i < sizeof THREADS / sizeof *THREADS; i++) {
        struct study study = fresh_study();
        assert_int_equal(run_study(&study, 10, MOST, THREADS[i]), MOST);
        assert_memory_equal(study.result, alone.result, sizeof alone.result);
    }
}

static void each_replication_is_done_once_and_reported_in_turn(void **state)
{
    (void)state;
    struct study study = fresh_study();
    assert_int_equal(run_study(&study, 0, MOST, 8), MOST);
    for (int i = 0; i < MOST; i++) assert_int_equal(study.times[i], 1);
    assert_int_equal(study.calls, MOST);
    assert_false(study.overlapped);
    assert_false(study.went_back);
}

static void the_last_replication_number_can_be_used(void **state)
{
    (void)state;
    struct study study = fresh_study();
    study.fails_at = 0; /* never comes */
    assert_int_equal(run_study(&study, UINT32_MAX - 9, 10, 4), 10);
    for (int i = 0; i < 10; i++) assert_int_equal(study.times[i], 1);
}

static void nothing_to_do_is_done(void **state)
{
    (void)state;
    struct study study = fresh_study();
    assert_int_equal(run_study(&study, 0, 0, 4), 0);
    assert_int_equal(study.calls, 0);
}

static void one_failure_costs_one_replication(void **state)
{
    (void)state;
    struct study study = fresh_study();
    study.fails_at = 17;
    assert_int_equal(run_study(&study, 0, 50, 4), 49);
    assert_int_equal(study.calls, 50);
}

/* Alone, exactly what was asked for; with four threads, those under way are finished: three more at most. */
static void a_wish_to_stop_starts_nothing_more(void **state)
{
    (void)state;
    for (uint32_t threads = 1; threads <= 4; threads += 3) {
        struct study study = fresh_study();
        study.stop_after = 5;
        const uint32_t done = run_study(&study, 0, MOST, threads);
        assert_in_range(done, 5, 5 + threads - 1);
        assert_int_equal(study.calls, done);
    }
}

static void a_machine_that_refuses_threads_costs_time_only(void **state)
{
    (void)state;
    if (!REFUSALS) skip();
    struct study alone = fresh_study();
    assert_int_equal(run_study(&alone, 0, 100, 1), 100);
    for (int allowed = 0; allowed <= 2; allowed++) {
        atomic_store(&threads_allowed, allowed);
        atomic_store(&threads_refused, 0);
        struct study study = fresh_study();
        const uint32_t done = run_study(&study, 0, 100, 8);
        atomic_store(&threads_allowed, 1000000);
        assert_int_equal(done, 100);
        assert_int_equal(threads_refused, 1); /* it asked, and took no for an answer */
        assert_memory_equal(study.result, alone.result, sizeof alone.result);
    }
}

static void the_machine_has_a_processor(void **state)
{
    (void)state;
    assert_in_range(replicate_processors(), 1, 100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_number_of_threads_gives_the_same_bytes),
        cmocka_unit_test(each_replication_is_done_once_and_reported_in_turn),
        cmocka_unit_test(the_last_replication_number_can_be_used),
        cmocka_unit_test(nothing_to_do_is_done),
        cmocka_unit_test(one_failure_costs_one_replication),
        cmocka_unit_test(a_wish_to_stop_starts_nothing_more),
        cmocka_unit_test(a_machine_that_refuses_threads_costs_time_only),
        cmocka_unit_test(the_machine_has_a_processor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
