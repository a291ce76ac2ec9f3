// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about one simulation: what goes first, what is cancelled, what a century keeps. By
 * hand. What the digest and the counters tell: test_digest.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "sim/date.h"
#include "sim/sim.h"
#include "tests/sim/dies.h"
#include "tests/sim/log.h"
#include "tests/assertions.h"

static void time_goes_before_rank_and_rank_before_the_order_scheduled(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    sim_at(sim, 20, SIM_END, log->note, log, 'g');
    sim_at(sim, 10, SIM_COUNT, log->note, log, 'f');
    sim_at(sim, 10, SIM_START, log->note, log, 'd');
    sim_at(sim, 10, SIM_END, log->note, log, 'a');
    sim_at(sim, 10, SIM_START, log->note, log, 'e');
    sim_at(sim, 10, SIM_CHANGE, log->note, log, 'c');
    sim_at(sim, 10, SIM_END, log->note, log, 'b');
    assert_true(sim_run_until(sim, 21));
    assert_order(log, "abcdefg");
    assert_int_equal(log->at_us[5], 10);
    assert_int_equal(log->at_us[6], 20);
    sim_free(sim);
}

/* At tick 10: 'x' (a start) schedules an end and a start at once; the end overtakes the start
 * already waiting, the new start does not. */
static void schedule_two_at_once(struct sim *sim, void *station, uint64_t arg)
{
    struct log *log = station;
    note(sim, station, arg);
    sim_in(sim, 0, SIM_START, log->note, log, 's');
    sim_in(sim, 0, SIM_END, log->note, log, 'e');
}

static void an_end_scheduled_now_goes_before_a_start_that_waits(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    uint16_t kind = sim_kind(sim, "test.two", schedule_two_at_once);
    sim_at(sim, 10, SIM_START, kind, log, 'x');
    sim_at(sim, 10, SIM_START, log->note, log, 'w');
    sim_run_until(sim, 11);
    assert_order(log, "xews");
    sim_free(sim);
}

static void the_end_of_a_run_is_exclusive_and_the_clock_stands_there(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    sim_at(sim, 5, SIM_END, log->note, log, 'a');
    sim_at(sim, 10, SIM_END, log->note, log, 'b');
    assert_true(sim_run_until(sim, 10));
    assert_order(log, "a");
    assert_int_equal(sim_now_us(sim), 10);
    assert_int_equal(sim_pending(sim), 1);
    sim_in(sim, 0, SIM_END, log->note, log, 'c'); /* now, but after 'b' */
    assert_true(sim_run_until(sim, 10));
    assert_order(log, "a");
    assert_true(sim_run_until(sim, 11));
    assert_order(log, "abc");
    sim_free(sim);
}

static void stop(struct sim *sim, void *station, uint64_t arg)
{
    note(sim, station, arg);
    sim_stop(sim);
}

static void a_stopped_run_can_go_on(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    uint16_t kind = sim_kind(sim, "test.stop", stop);
    sim_at(sim, 3, SIM_END, kind, log, 'a');
    sim_at(sim, 3, SIM_END, log->note, log, 'b');
    assert_false(sim_run_until(sim, 100));
    assert_order(log, "a");
    assert_int_equal(sim_now_us(sim), 3);
    assert_true(sim_run_until(sim, 100));
    assert_order(log, "ab");
    assert_int_equal(sim_now_us(sim), 100);
    sim_free(sim);
}

static void a_cancelled_event_does_not_happen_and_cannot_be_cancelled_again(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    uint64_t far = sim_at(sim, 10, SIM_END, log->note, log, 'a');
    uint64_t now = sim_at(sim, 0, SIM_END, log->note, log, 'b');
    uint64_t kept = sim_at(sim, 10, SIM_END, log->note, log, 'c');
    assert_differ(far, 0);
    assert_differ(now, 0);
    assert_true(sim_cancel(sim, far));
    assert_true(sim_cancel(sim, now));
    assert_false(sim_cancel(sim, far));
    assert_false(sim_cancel(sim, now));
    assert_false(sim_cancel(sim, 0));
    assert_int_equal(sim_pending(sim), 1);
    sim_run_until(sim, 11);
    assert_order(log, "c");
    assert_int_equal(sim_events(sim), 1);
    assert_false(sim_cancel(sim, kept));
    sim_free(sim);
}

/* The record of a done event is used again; the old handle must not reach the new event. */
static void a_stale_handle_leaves_the_next_event_in_the_same_place_alone(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    uint64_t old = sim_at(sim, 1, SIM_END, log->note, log, 'a');
    sim_run_until(sim, 2);
    uint64_t new = sim_at(sim, 3, SIM_END, log->note, log, 'b');
    assert_int_equal((uint32_t)old, (uint32_t) new); /* indeed the same place */
    assert_false(sim_cancel(sim, old));
    sim_run_until(sim, 4);
    assert_order(log, "ab");
    sim_free(sim);
}

static void cancel_the_other(struct sim *sim, void *station, uint64_t arg)
{
    struct log *log = station;
    note(sim, station, arg);
    assert_true(sim_cancel(sim, log->handle));
}

static void an_event_can_cancel_another_of_the_same_instant(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    uint16_t kind = sim_kind(sim, "test.cancel", cancel_the_other);
    sim_at(sim, 7, SIM_END, kind, log, 'a');
    log->handle = sim_at(sim, 7, SIM_END, log->note, log, 'b');
    sim_at(sim, 7, SIM_END, log->note, log, 'c');
    sim_run_until(sim, 8);
    assert_order(log, "ac");
    sim_free(sim);
}

/* A belt schedules one hand-over and cancels it, a million times: memory must not follow. */
static void cancelled_events_do_not_pile_up(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    for (int i = 0; i < 100000; i++)
        assert_true(sim_cancel(sim, sim_in(sim, DATE_DAY_US + i, SIM_END, log->note, log, 1)));
    size_t bytes = sim_bytes(sim);
    for (int i = 0; i < 1000000; i++)
        sim_cancel(sim, sim_in(sim, DATE_DAY_US + i, SIM_END, log->note, log, 1));
    assert_int_equal(sim_bytes(sim), bytes);
    assert_less(bytes, 1000000);
    assert_true(sim_run_until(sim, 2 * DATE_DAY_US));
    assert_int_equal(sim_events(sim), 0);
    sim_free(sim);
}

static void an_event_that_never_comes_harms_nobody(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    sim_at(sim, DATE_NEVER_US, SIM_END, log->note, log, 'n');
    sim_in(sim, DATE_NEVER_US, SIM_END, log->note, log, 'n');
    sim_at(sim, DATE_DAY_US, SIM_END, log->note, log, 'a');
    sim_run_until(sim, date_us(2118, 1, 1));
    assert_order(log, "a");
    assert_int_equal(sim_pending(sim), 2);
    sim_free(sim);
}

/* ---- memory and time ------------------------------------------------------------------------- */

static void memory_comes_zeroed_and_aligned(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    for (size_t bytes = 1; bytes < 300; bytes += 7) {
        unsigned char *memory = sim_alloc(sim, bytes);
        assert_int_equal((uintptr_t)memory % 64, 0);
        for (size_t i = 0; i < bytes; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xff, bytes);
    }
    sim_set_root(sim, log);
    assert_ptr_equal(sim_root(sim), log);
    sim_free(sim);
}

static void two_simulations_side_by_side_do_not_know_each_other(void **state)
{
    (void)state;
    struct log *log_a, *log_b;
    struct sim *a = start(&log_a, sim_def_default());
    struct sim *b = start(&log_b, sim_def_default());
    sim_at(a, 1, SIM_END, log_a->note, log_a, 'a');
    sim_at(b, 2, SIM_END, log_b->note, log_b, 'b');
    sim_run_until(b, 10);
    sim_run_until(a, 10);
    assert_order(log_a, "a");
    assert_order(log_b, "b");
    sim_free(a);
    sim_free(b);
}

/* One event every 86,399.999999 s for a hundred years. In whole ticks the last one is where
 * multiplication says; a sum of doubles in seconds is off by then. */
static void again_in_a_day(struct sim *sim, void *station, uint64_t arg)
{
    struct log *log = station;
    log->at_us[0] = sim_now_us(sim);
    log->n++;
    sim_in(sim, DATE_DAY_US - 1, SIM_START, (uint16_t)arg, log, arg);
}

static void a_simulated_century_loses_no_tick(void **state)
{
    (void)state;
    struct log *log;
    struct sim_def def = sim_def_default();
    def.start_us = date_us(2018, 1, 1);
    struct sim *sim = start(&log, def);
    uint16_t kind = sim_kind(sim, "test.day", again_in_a_day);
    sim_in(sim, DATE_DAY_US - 1, SIM_START, kind, log, kind);
    sim_run_until(sim, date_us(2118, 1, 1));
    assert_int_equal(log->n, 36524); /* 100 years from 2018 have 24 leap days: 2100 has none */
    assert_int_equal(log->at_us[0], def.start_us + 36524 * (DATE_DAY_US - 1));
    assert_int_equal(date_us(2118, 1, 1) - log->at_us[0], 36524);
    sim_free(sim);
}

/* ---- programming errors ---------------------------------------------------------------------- */

static void schedule_in_the_past(void)
{
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    sim_run_until(sim, 10);
    sim_at(sim, 9, SIM_END, log->note, log, 1);
}

static void run_backwards(void)
{
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    sim_run_until(sim, 10);
    sim_run_until(sim, 9);
}

static void wait_a_negative_time(void)
{
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    sim_in(sim, -1, SIM_END, log->note, log, 1);
}

static void use_an_unknown_kind(void)
{
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    sim_in(sim, 1, SIM_END, (uint16_t)(log->note + 1), log, 1);
    sim_run_until(sim, 2);
}

static void restore_somebody_elses(void)
{
    struct log *log;
    struct sim *a = start(&log, sim_def_default()), *b = start(&log, sim_def_default());
    sim_restore(b, sim_save(a));
}

static void our_own_mistakes_end_the_program(void **state)
{
    (void)state;
    assert_dies(schedule_in_the_past);
    assert_dies(run_backwards);
    assert_dies(wait_a_negative_time);
    assert_dies(use_an_unknown_kind);
    assert_dies(restore_somebody_elses);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_goes_before_rank_and_rank_before_the_order_scheduled),
        cmocka_unit_test(an_end_scheduled_now_goes_before_a_start_that_waits),
        cmocka_unit_test(the_end_of_a_run_is_exclusive_and_the_clock_stands_there),
        cmocka_unit_test(a_stopped_run_can_go_on),
        cmocka_unit_test(a_cancelled_event_does_not_happen_and_cannot_be_cancelled_again),
        cmocka_unit_test(a_stale_handle_leaves_the_next_event_in_the_same_place_alone),
        cmocka_unit_test(an_event_can_cancel_another_of_the_same_instant),
        cmocka_unit_test(cancelled_events_do_not_pile_up),
        cmocka_unit_test(an_event_that_never_comes_harms_nobody),
        cmocka_unit_test(memory_comes_zeroed_and_aligned),
        cmocka_unit_test(two_simulations_side_by_side_do_not_know_each_other),
        cmocka_unit_test(a_simulated_century_loses_no_tick),
        cmocka_unit_test(our_own_mistakes_end_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
