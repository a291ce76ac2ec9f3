// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims about the event list: on random workloads with bursts, ties and cancels it gives out
 * exactly what a plain binary heap (heap.h) does, and after warm-up it asks for no memory. Exact:
 * no tolerance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "sim/date.h"
#include "sim/events_internal.h"
#include "sim/sim.h"
#include "tests/sim/allocations.h"
#include "tests/sim/heap.h"
#include "tests/sim/sanitized.h"
#include "tests/assertions.h"

/* ---- a workload beside its oracle ------------------------------------------------------------ */

enum { MOST = 1 << 20 };

enum delays { EXPONENTIAL, TIES, BURSTS, NOW_AND_THEN, FAR_AND_NEAR, DELAYS };

struct job {
    uint64_t random;
    enum delays delays;
    uint16_t kind;
    uint64_t sequence;
    uint64_t left; /* events still to schedule */
    uint64_t pending_goal;
    struct heap heap;
    uint64_t *handle; /* by id */
    bool *cancelled;  /* by id */
    uint64_t cancels, wrong;
};

static uint64_t random_bits(struct job *work)
{
    work->random ^= work->random << 13;
    work->random ^= work->random >> 7;
    work->random ^= work->random << 17;
    return work->random;
}

/* Five ways in which a hub's delays fall. */
static int64_t random_delay_us(struct job *work)
{
    uint64_t bits = random_bits(work);
    switch (work->delays) {
    case EXPONENTIAL: /* of two-fold steps: as wide, and without log */
        return (int64_t)((bits >> 40) >> (bits & 15));
    case TIES: /* whole quarters of an hour within a day */
        return (int64_t)(bits % 96) * 15 * DATE_MINUTE_US;
    case BURSTS: /* the scale jumps a thousand-fold and back */
        return (int64_t)(bits >> 44) * ((work->sequence >> 10) & 1 ? 1000 : 1);
    case NOW_AND_THEN: /* half of them at once */
        return bits & 1 ? 0 : (int64_t)(bits % 1000);
    default: /* from the next tick to the next century */
        return INT64_C(1) << (bits % 52);
    }
}

static void schedule_one(struct sim *sim, struct job *work)
{
    uint64_t id = work->sequence++;
    enum sim_rank rank = (enum sim_rank)(random_bits(work) % SIM_RANKS);
    int64_t delay_us = random_delay_us(work);
    work->left--;
    work->handle[id] = sim_in(sim, delay_us, rank, work->kind, work, id);
    heap_push(&work->heap,
              (struct heap_entry){sim_now_us(sim) + delay_us, (uint64_t)rank << 56 | id, id});
}

static void cancel_one(struct sim *sim, struct job *work)
{
    uint64_t window = work->sequence < 500 ? work->sequence : 500;
    uint64_t id = work->sequence - 1 - random_bits(work) % window;
    bool was_pending = sim_cancel(sim, work->handle[id]);
    work->cancels += was_pending;
    if (was_pending) work->cancelled[id] = true;
}

static uint64_t oracle_next(struct job *work, int64_t *at_us)
{
    struct heap_entry entry;
    do
        entry = heap_pop(&work->heap);
    while (work->cancelled[entry.id]);
    *at_us = entry.at_us;
    return entry.id;
}

static void happen(struct sim *sim, void *station, uint64_t id)
{
    struct job *work = station;
    int64_t at_us;
    if (oracle_next(work, &at_us) != id || at_us != sim_now_us(sim)) work->wrong++;
    uint64_t draw = random_bits(work) % 8;
    if (draw == 0) cancel_one(sim, work);
    uint64_t more = draw == 1 ? 3 : 1; /* on average 10/8 for each: grows to the goal */
    while (more-- && work->left && sim_pending(sim) < work->pending_goal)
        schedule_one(sim, work);
}

static void assert_agrees(enum delays delays, uint64_t pending_goal, uint64_t events)
{
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    struct job work = {.random = 0x2545f4914f6cdd1d,
                       .delays = delays,
                       .left = events,
                       .pending_goal = pending_goal};
    work.heap.entry = malloc(MOST * sizeof *work.heap.entry);
    work.handle = calloc(events, sizeof *work.handle);
    work.cancelled = calloc(events, sizeof *work.cancelled);
    work.kind = sim_kind(sim, "test.work", happen);
    while (work.left && sim_pending(sim) < pending_goal)
        schedule_one(sim, &work);
    /* in pieces, so that the list is also asked for what is not there yet */
    for (int64_t until_us = 1; until_us < INT64_MAX / 3; until_us = 2 * until_us + 7)
        assert_true(sim_run_until(sim, until_us));
    assert_int_equal(work.wrong, 0);
    assert_int_equal(sim_pending(sim), 0);
    assert_int_equal(sim_events(sim) + work.cancels, work.sequence);
    assert_greater(work.sequence, events / 2);
    free(work.heap.entry);
    free(work.handle);
    free(work.cancelled);
    sim_free(sim);
}

static void a_handful_pending_come_out_as_from_a_heap(void **state)
{
    (void)state;
    for (int delays = 0; delays < DELAYS; delays++)
        assert_agrees((enum delays)delays, 10, 20000);
}

static void hundreds_pending_come_out_as_from_a_heap(void **state)
{
    (void)state;
    for (int delays = 0; delays < DELAYS; delays++)
        assert_agrees((enum delays)delays, 700, 200000);
}

static void a_hundred_thousand_pending_come_out_as_from_a_heap(void **state)
{
    (void)state;
    for (int delays = 0; delays < DELAYS; delays++)
        assert_agrees((enum delays)delays, 100000, 300000);
}

/* ---- cancels by the thousand ----------------------------------------------------------------- */

struct timers {
    uint64_t done;
};

static void ring_bell(struct sim *sim, void *station, uint64_t arg)
{
    (void)sim;
    (void)arg;
    struct timers *timers = station;
    timers->done++;
}

/* Of 50,000 timers all but every 50th are cancelled, last ones first: the dead outnumber the
 * living and are swept. */
static void sweeping_the_dead_leaves_the_living_in_place(void **state)
{
    (void)state;
    enum { N = 50000 };
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    struct timers *timers = sim_alloc(sim, sizeof *timers);
    uint16_t kind = sim_kind(sim, "test.bell", ring_bell);
    uint64_t *handle = malloc(N * sizeof *handle);
    for (int64_t i = 0; i < N; i++)
        handle[i] = sim_at(sim, 1 + i * i % 7919, SIM_END, kind, timers, 0);
    for (int i = N; i-- > 0;)
        if (i % 50) assert_true(sim_cancel(sim, handle[i]));
    assert_int_equal(sim_pending(sim), N / 50);
    sim_run_until(sim, 8000);
    assert_int_equal(timers->done, N / 50);
    free(handle);
    sim_free(sim);
}

/* All at one instant, and all but the last cancelled from inside the first. */
static void cancel_the_rest(struct sim *sim, void *station, uint64_t arg)
{
    const uint64_t *handle = station;
    for (uint64_t i = 1; i < arg; i++)
        sim_cancel(sim, handle[i]);
}

static void a_tied_crowd_can_be_cancelled_from_within(void **state)
{
    (void)state;
    enum { N = 20000 };
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    uint64_t *handle = sim_alloc(sim, N * sizeof *handle);
    struct timers *timers = sim_alloc(sim, sizeof *timers);
    uint16_t bell = sim_kind(sim, "test.bell", ring_bell);
    sim_at(sim, 5, SIM_END, sim_kind(sim, "test.rest", cancel_the_rest), handle, N - 1);
    for (int i = 0; i < N; i++)
        handle[i] = sim_at(sim, 5, SIM_END, bell, timers, 0);
    sim_run_until(sim, 6);
    assert_int_equal(timers->done, 2); /* handles 0 and N - 1 */
    assert_int_equal(sim_pending(sim), 0);
    sim_free(sim);
}

/* Inside view: only dead keys in buckets call for a sweep; those of the current instant go by
 * themselves. */
static void dead_keys_are_counted_until_they_are_gone(void **state)
{
    (void)state;
    struct arena *arena = arena_new((size_t)1 << 26);
    struct events *events = arena_alloc(arena, sizeof *events);
    events_start(events, arena, 100, 0);
    struct events_record *near = events_record(events), *far = events_record(events);
    events_put(events, 100, near);
    events_put(events, 200, far);
    events_kill(events, near);
    assert_int_equal(events->dead, 0);
    events_kill(events, far);
    assert_int_equal(events->dead, 1);
    assert_int_equal(events_pending(events), 0);
    assert_null(events_take(events, 300));
    assert_int_equal(events->dead, 0);
    assert_int_equal(near->generation, 1); /* given back, once */
    assert_int_equal(far->generation, 1);
    arena_free(arena);
}

/* The end of time is a time like others: a run up to it ends if nothing is pending, and what is
 * scheduled for it stays. */
static void the_list_can_be_run_dry_to_the_end_of_time(void **state)
{
    (void)state;
    struct arena *arena = arena_new((size_t)1 << 26);
    struct events *events = arena_alloc(arena, sizeof *events);
    events_start(events, arena, 0, 0);
    struct events_record *one = events_record(events), *last = events_record(events);
    events_put(events, 7, one);
    assert_ptr_equal(events_take(events, INT64_MAX), one);
    events_put(events, INT64_MAX, last);
    assert_null(events_take(events, INT64_MAX));
    assert_int_equal(events_pending(events), 1);
    events_kill(events, last);
    events_advance(events, INT64_MAX);
    assert_int_equal(events->last_us, INT64_MAX);
    assert_int_equal(events_pending(events), 0);
    arena_free(arena);
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    assert_true(sim_run_until(sim, INT64_MAX));
    assert_equal(sim_now_us(sim), INT64_MAX);
    sim_free(sim);
}

/* 12,000 pending, the very next one among the cancelled: a sweep takes it along, and the 2,000 that
 * live come out in order. */
static void a_sweep_takes_the_next_one_along(void **state)
{
    (void)state;
    enum { N = 12000, ALIVE = 2000 };
    struct arena *arena = arena_new((size_t)1 << 26);
    struct events *events = arena_alloc(arena, sizeof *events);
    events_start(events, arena, 0, 0);
    static struct events_record *record[N];
    for (int i = 0; i < N; i++) {
        record[i] = events_record(events);
        events_put(events, 10 + i, record[i]);
    }
    assert_ptr_equal(events->first->record, record[0]);
    for (int i = 0; i < N - ALIVE; i++)
        events_kill(events, record[i]);
    assert_int_equal(events_pending(events), ALIVE);
    assert_less(events->dead, N - ALIVE); /* swept meanwhile */
    for (int i = N - ALIVE; i < N; i++) {
        assert_ptr_equal(events_take(events, INT64_MAX), record[i]);
        assert_int_equal(events->last_us, 10 + i);
    }
    assert_null(events_take(events, INT64_MAX));
    assert_int_equal(events->dead, 0);
    arena_free(arena);
}

/* ---- memory ---------------------------------------------------------------------------------- */

struct churn {
    uint64_t random;
    uint16_t kind;
    uint64_t timeout;
};

static void churn(struct sim *sim, void *station, uint64_t arg)
{
    struct churn *churn = station;
    churn->random = churn->random * UINT64_C(6364136223846793005) + 1442695040888963407;
    int64_t delay_us = (int64_t)(churn->random >> 40);
    if (arg % 4 == 0) {
        sim_cancel(sim, churn->timeout);
        churn->timeout = sim_in(sim, DATE_DAY_US, SIM_COUNT, churn->kind, churn, 1);
    }
    if (arg % 8 == 7) delay_us = 0;
    if (arg % 8 == 6) delay_us = DATE_MINUTE_US - sim_now_us(sim) % DATE_MINUTE_US;
    sim_in(sim, delay_us, SIM_START, churn->kind, churn, arg + 1);
}

static void after_warm_up_no_memory_is_asked_for(void **state)
{
    (void)state;
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    struct churn *station = sim_alloc(sim, sizeof *station);
    station->random = 1;
    station->kind = sim_kind(sim, "test.churn", churn);
    for (uint64_t i = 0; i < 3000; i++)
        sim_in(sim, (int64_t)i, SIM_START, station->kind, station, i);
    sim_run_until(sim, 2 * DATE_MINUTE_US);
    size_t bytes = sim_bytes(sim);
    uint64_t events = sim_events(sim);
#if !SANITIZED
    uint64_t before = allocations;
    assert_greater(before, 0); /* sim_new's mapping was seen, so the counter works */
#endif
    sim_run_until(sim, 10 * DATE_MINUTE_US);
    assert_greater(sim_events(sim) - events, 100000);
    assert_int_equal(sim_bytes(sim), bytes);
#if !SANITIZED
    assert_int_equal(allocations, before);
#endif
    sim_free(sim);
}

/* A million pending events: 24 bytes of record and 16.5 of key each (README), and no more than
 * 45 with all slabs and free chunks; a doubling array would need up to 80. */
static void a_pending_event_costs_at_most_45_bytes(void **state)
{
    (void)state;
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    struct timers *timers = sim_alloc(sim, sizeof *timers);
    uint16_t kind = sim_kind(sim, "test.bell", ring_bell);
    size_t bytes = sim_bytes(sim);
    for (int64_t i = 1; i <= 1000000; i++)
        sim_at(sim, i * 7919 % 1000003, SIM_START, kind, timers, 0);
    assert_less(sim_bytes(sim) - bytes, 45 * 1000000);
    sim_run_until(sim, 1000003);
    assert_less(sim_bytes(sim) - bytes, 45 * 1000000);
    assert_int_equal(timers->done, 1000000);
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_handful_pending_come_out_as_from_a_heap),
        cmocka_unit_test(hundreds_pending_come_out_as_from_a_heap),
        cmocka_unit_test(a_hundred_thousand_pending_come_out_as_from_a_heap),
        cmocka_unit_test(sweeping_the_dead_leaves_the_living_in_place),
        cmocka_unit_test(a_tied_crowd_can_be_cancelled_from_within),
        cmocka_unit_test(dead_keys_are_counted_until_they_are_gone),
        cmocka_unit_test(the_list_can_be_run_dry_to_the_end_of_time),
        cmocka_unit_test(a_sweep_takes_the_next_one_along),
        cmocka_unit_test(after_warm_up_no_memory_is_asked_for),
        cmocka_unit_test(a_pending_event_costs_at_most_45_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
