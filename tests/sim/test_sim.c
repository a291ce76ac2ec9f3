// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about one simulation: what goes first, what is cancelled, what the digest and the
 * counters tell. By hand. */
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

enum { LOG = 64 };

struct log {
    uint64_t arg[LOG];
    int64_t at_us[LOG];
    size_t n;
    uint16_t note;
    uint64_t handle;
};

static void note(struct sim *sim, void *station, uint64_t arg)
{
    struct log *log = station;
    if (log->n == LOG) return;
    log->at_us[log->n] = sim_now_us(sim);
    log->arg[log->n++] = arg;
}

static struct sim *start(struct log **log, struct sim_def def)
{
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    *log = sim_alloc(sim, sizeof **log);
    (*log)->note = sim_kind(sim, "test.note", note);
    return sim;
}

static void assert_order(const struct log *log, const char *expected)
{
    assert_int_equal(log->n, strlen(expected));
    for (size_t i = 0; i < log->n; i++)
        assert_int_equal(log->arg[i], expected[i]);
}

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
    assert_true(far != 0 && now != 0);
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
    assert_int_equal((uint32_t)old, (uint32_t)new); /* indeed the same place */
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
    assert_true(bytes < 1000000);
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

/* ---- digest, ties, profile, watcher ---- */

static uint64_t digest_of(int64_t at_us, enum sim_rank rank, const char *kind, uint64_t arg)
{
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    uint16_t other = sim_kind(sim, kind, note);
    sim_at(sim, 5, SIM_END, log->note, log, 1);
    sim_at(sim, at_us, rank, other, log, arg);
    sim_run_until(sim, 1000);
    uint64_t digest = sim_digest(sim);
    sim_free(sim);
    return digest;
}

static void the_digest_tells_time_rank_kind_and_argument_apart(void **state)
{
    (void)state;
    uint64_t digest = digest_of(7, SIM_START, "test.a", 9);
    assert_true(digest == digest_of(7, SIM_START, "test.a", 9));
    assert_true(digest != digest_of(8, SIM_START, "test.a", 9));
    assert_true(digest != digest_of(7, SIM_COUNT, "test.a", 9));
    assert_true(digest != digest_of(7, SIM_START, "test.b", 9));
    assert_true(digest != digest_of(7, SIM_START, "test.a", 8));
}

static uint64_t digest_in_order(uint64_t first, uint64_t second)
{
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    sim_at(sim, 5, SIM_END, log->note, log, first);
    sim_at(sim, 5, SIM_END, log->note, log, second);
    sim_run_until(sim, 6);
    uint64_t digest = sim_digest(sim);
    sim_free(sim);
    return digest;
}

static void the_digest_tells_the_order_of_a_tie(void **state)
{
    (void)state;
    assert_true(digest_in_order(1, 2) != digest_in_order(2, 1));
    /* Worked out by a second implementation in Python: changes only if the definition of the digest
     * does, and then every manifest's does. */
    assert_true(digest_in_order(1, 2) == UINT64_C(0x1e0e6a202fc0bd32));
}

static void ties_are_counted_where_only_the_order_scheduled_decided(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    for (uint64_t i = 0; i < 3; i++)
        sim_at(sim, 10, SIM_END, log->note, log, i); /* two ties */
    sim_at(sim, 10, SIM_START, log->note, log, 3);   /* another rank: none */
    sim_at(sim, 11, SIM_START, log->note, log, 4);   /* another time: none */
    sim_run_until(sim, 20);
    assert_int_equal(sim_ties(sim), 2);
    sim_free(sim);
}

/* An event that another one of its own instant brought about had no rival. */
static void bring_about(struct sim *sim, void *station, uint64_t arg)
{
    struct log *log = station;
    if (arg > 0) sim_in(sim, 0, SIM_START, sim_kind(sim, "test.chain", bring_about), log, arg - 1);
}

static void a_chain_of_zero_delays_is_no_tie(void **state)
{
    (void)state;
    struct log *log;
    struct sim *sim = start(&log, sim_def_default());
    bring_about(sim, log, 5);
    sim_run_until(sim, 1);
    assert_int_equal(sim_events(sim), 5);
    assert_int_equal(sim_ties(sim), 0);
    sim_free(sim);
}

static void run_permuted(uint64_t seed, struct log *copy)
{
    struct log *log;
    struct sim_def def = sim_def_default();
    def.permute_ties = true;
    def.seed = seed;
    struct sim *sim = start(&log, def);
    for (uint64_t i = 0; i < 8; i++)
        sim_at(sim, 10, SIM_START, log->note, log, i);
    sim_at(sim, 10, SIM_END, log->note, log, 100);
    sim_at(sim, 9, SIM_COUNT, log->note, log, 200);
    sim_run_until(sim, 11);
    *copy = *log;
    sim_free(sim);
}

/* Of 8! orders two seeds draw the same one with chance 1 in 40,320; these two are fixed. */
static void permuting_ties_shuffles_equals_only_and_again_the_same(void **state)
{
    (void)state;
    struct log a, again, b;
    run_permuted(1, &a);
    run_permuted(1, &again);
    run_permuted(2, &b);
    assert_memory_equal(a.arg, again.arg, sizeof a.arg);
    assert_memory_not_equal(a.arg, b.arg, sizeof a.arg);
    assert_int_equal(a.arg[0], 200);
    assert_int_equal(a.arg[1], 100);
    uint64_t seen = 0;
    for (size_t i = 2; i < 10; i++)
        seen |= UINT64_C(1) << a.arg[i];
    assert_int_equal(seen, 0xff);
}

struct seen {
    uint64_t n, last_arg;
    int64_t last_us;
    const char *kind;
    enum sim_rank rank;
};

static void see(void *context, int64_t at_us, enum sim_rank rank, const char *kind, uint64_t arg)
{
    struct seen *seen = context;
    *seen = (struct seen){seen->n + 1, arg, at_us, kind, rank};
}

static void a_watcher_sees_every_event_and_changes_nothing(void **state)
{
    (void)state;
    struct log *log;
    struct seen seen = {0};
    struct sim *sim = start(&log, sim_def_default());
    sim_watch(sim, see, &seen);
    sim_at(sim, 5, SIM_END, log->note, log, 1);
    sim_at(sim, 5, SIM_COUNT, log->note, log, 2);
    sim_run_until(sim, 6);
    assert_int_equal(seen.n, 2);
    assert_int_equal(seen.last_arg, 2);
    assert_int_equal(seen.last_us, 5);
    assert_int_equal(seen.rank, SIM_COUNT);
    assert_string_equal(seen.kind, "test.note");
    sim_watch(sim, NULL, NULL);
    sim_at(sim, 7, SIM_COUNT, log->note, log, 3);
    sim_run_until(sim, 8);
    assert_int_equal(seen.n, 2);
    assert_int_equal(log->n, 3);
    sim_free(sim);
}

static void the_profile_counts_each_kind(void **state)
{
    (void)state;
    struct log *log;
    struct sim_def def = sim_def_default();
    def.profile = true;
    struct sim *sim = start(&log, def);
    uint16_t chain = sim_kind(sim, "test.chain", bring_about);
    sim_at(sim, 5, SIM_END, log->note, log, 1);
    sim_at(sim, 6, SIM_END, chain, log, 9);
    sim_run_until(sim, 10);
    struct sim_profile_row row;
    assert_true(sim_profile(sim, log->note, &row));
    assert_string_equal(row.name, "test.note");
    assert_int_equal(row.count, 1);
    assert_true(sim_profile(sim, chain, &row));
    assert_int_equal(row.count, 10);
    assert_true(row.ns > 0);
    assert_false(sim_profile(sim, (uint16_t)(chain + 1), &row));
    sim_free(sim);
}

/* ---- memory and time ---- */

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

/* ---- our own mistakes ---- */

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
    assert_true(dies(schedule_in_the_past));
    assert_true(dies(run_backwards));
    assert_true(dies(wait_a_negative_time));
    assert_true(dies(use_an_unknown_kind));
    assert_true(dies(restore_somebody_elses));
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
        cmocka_unit_test(the_digest_tells_time_rank_kind_and_argument_apart),
        cmocka_unit_test(the_digest_tells_the_order_of_a_tie),
        cmocka_unit_test(ties_are_counted_where_only_the_order_scheduled_decided),
        cmocka_unit_test(a_chain_of_zero_delays_is_no_tie),
        cmocka_unit_test(permuting_ties_shuffles_equals_only_and_again_the_same),
        cmocka_unit_test(a_watcher_sees_every_event_and_changes_nothing),
        cmocka_unit_test(the_profile_counts_each_kind),
        cmocka_unit_test(memory_comes_zeroed_and_aligned),
        cmocka_unit_test(two_simulations_side_by_side_do_not_know_each_other),
        cmocka_unit_test(a_simulated_century_loses_no_tick),
        cmocka_unit_test(our_own_mistakes_end_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
