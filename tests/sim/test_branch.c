// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims about branching: a simulation saved at a date, run on, restored and run on again does the
 * same, to the byte, as one that was never interrupted; forks share their past. Exact: no
 * tolerance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "sim/belt.h"
#include "sim/pool.h"
#include "sim/sim.h"
#include "tests/sim/sanitized.h"
#include "tests/assertions.h"

/* A small world with all the engine's parts: jobs come, take a pool's unit, ride a belt, and
 * sometimes set and cancel timers. */
struct world {
    uint64_t random;
    struct pool *pool;
    struct belt *belt;
    uint16_t come, leave, timer;
    uint64_t timeout;
    uint64_t out;
    uint64_t *list; /* grows in the arena */
    uint64_t listed, room;
};

static uint64_t draw(struct world *world, uint64_t below)
{
    world->random = world->random * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (world->random >> 33) % below;
}

static uint32_t units_of(uint64_t who)
{
    return 1 + who % 2;
}

static void come(struct sim *sim, void *station, uint64_t arg)
{
    struct world *world = station;
    pool_ask(world->pool, arg, units_of(arg), (uint32_t)draw(world, POOL_PRIORITIES));
    sim_in(sim, (int64_t)draw(world, 1000), SIM_START, world->come, world, arg + 1);
    if (draw(world, 5) == 0) {
        sim_cancel(sim, world->timeout);
        world->timeout = sim_in(sim, 5000, SIM_COUNT, world->timer, world, arg);
    }
}

static void granted(struct sim *sim, void *station, uint64_t who)
{
    struct world *world = station;
    sim_in(sim, (int64_t)draw(world, 1500), SIM_END, world->leave, world, who);
}

static void leave(struct sim *sim, void *station, uint64_t arg)
{
    struct world *world = station;
    (void)sim;
    pool_release(world->pool, units_of(arg));
    belt_put(world->belt, arg);
}

static void time_out(struct sim *sim, void *station, uint64_t arg)
{
    struct world *world = station;
    (void)sim;
    pool_resize(world->pool, 4 + (uint32_t)(arg % 5));
}

static void out(struct sim *sim, void *station, const struct belt_item *items, uint32_t n)
{
    struct world *world = station;
    for (uint32_t i = 0; i < n; i++) {
        if (world->listed == world->room) {
            uint64_t room = world->room ? 2 * world->room : 16;
            uint64_t *list = sim_alloc(sim, room * sizeof *list);
            if (world->listed) memcpy(list, world->list, world->listed * sizeof *list);
            world->list = list;
            world->room = room;
        }
        world->list[world->listed++] = items[i].what;
    }
}

static struct sim *start(uint64_t seed)
{
    struct sim_def def = sim_def_default();
    def.seed = seed;
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct world *world = sim_alloc(sim, sizeof *world);
    sim_set_root(sim, world);
    world->random = seed;
    world->come = sim_kind(sim, "test.come", come);
    world->leave = sim_kind(sim, "test.leave", leave);
    world->timer = sim_kind(sim, "test.timer", time_out);
    world->pool = pool_new(sim, &(struct pool_def){"test.pool", 6}, granted, world);
    world->belt = belt_new(sim, &(struct belt_def){"test.belt", 3000, 100, 0}, out, world);
    sim_in(sim, 1, SIM_START, world->come, world, 0);
    return sim;
}

struct account {
    uint64_t digest, events, ties, listed;
    size_t bytes;
    uint64_t hash; /* of every byte in use */
};

static struct account account_of(const struct sim *sim)
{
    const struct world *world = sim_root(sim);
    const unsigned char *byte = (const unsigned char *)sim;
    struct account account = {sim_digest(sim), sim_events(sim), sim_ties(sim),
                              world->listed,   sim_bytes(sim),  UINT64_C(0xcbf29ce484222325)};
    for (size_t i = 0; i < account.bytes; i++)
        account.hash = (account.hash ^ byte[i]) * UINT64_C(0x100000001b3);
    return account;
}

static void a_restored_run_ends_in_the_same_bytes(void **state)
{
    (void)state;
    struct sim *sim = start(42);
    assert_true(sim_run_until(sim, 200000));
    struct sim_snapshot *snapshot = sim_save(sim);
    assert_non_null(snapshot);
    assert_true(sim_run_until(sim, 2000000));
    struct account straight = account_of(sim);
    for (int again = 0; again < 2; again++) {
        sim_restore(sim, snapshot);
        assert_int_equal(sim_now_us(sim), 200000);
        assert_true(sim_run_until(sim, 2000000));
        struct account branched = account_of(sim);
        assert_memory_equal(&straight, &branched, sizeof straight);
    }
    assert_greater(straight.events, 5000);
    sim_snapshot_free(snapshot);
    sim_free(sim);
}

static void saving_changes_nothing(void **state)
{
    (void)state;
    struct sim *sim = start(42), *alone = start(42);
    for (int64_t until_us = 1000; until_us < 500000; until_us += 1000) {
        sim_run_until(sim, until_us);
        if (until_us % 50000 == 0) sim_snapshot_free(sim_save(sim));
    }
    sim_run_until(sim, 500000);
    sim_run_until(alone, 500000);
    assert_equal(sim_digest(sim), sim_digest(alone));
    assert_int_equal(sim_events(sim), sim_events(alone));
    sim_free(sim);
    sim_free(alone);
}

static uint64_t fork_with(struct sim *sim, const struct sim_snapshot *snapshot, uint32_t size)
{
    sim_restore(sim, snapshot);
    struct world *world = sim_root(sim);
    pool_resize(world->pool, size);
    sim_run_until(sim, 1000000);
    return sim_digest(sim);
}

static void forks_share_their_past_and_part_from_there(void **state)
{
    (void)state;
    struct sim *sim = start(7);
    sim_run_until(sim, 100000);
    struct sim_snapshot *snapshot = sim_save(sim);
    uint64_t small = fork_with(sim, snapshot, 3);
    uint64_t large = fork_with(sim, snapshot, 9);
    assert_differ(small, large);
    assert_equal(small, fork_with(sim, snapshot, 3));
    sim_snapshot_free(snapshot);
    sim_free(sim);
}

static void memory_taken_after_a_restore_is_zeroed_again(void **state)
{
    (void)state;
    struct sim *sim = start(7);
    struct sim_snapshot *snapshot = sim_save(sim);
    unsigned char *first = sim_alloc(sim, 10000);
    memset(first, 0xff, 10000);
    sim_restore(sim, snapshot);
    unsigned char *again = sim_alloc(sim, 10000);
    assert_ptr_equal(first, again);
    for (size_t i = 0; i < 10000; i++)
        assert_int_equal(again[i], 0);
    sim_snapshot_free(snapshot);
    sim_free(sim);
}

struct seen {
    uint64_t n;
};

static void see(void *context, int64_t at_us, enum sim_rank rank, const char *kind, uint64_t arg)
{
    (void)at_us, (void)rank, (void)kind, (void)arg;
    struct seen *seen = context;
    seen->n++;
}

static void a_watcher_stays_through_a_restore(void **state)
{
    (void)state;
    struct sim *sim = start(7);
    struct seen seen = {0};
    sim_run_until(sim, 1000);
    struct sim_snapshot *snapshot = sim_save(sim);
    sim_watch(sim, see, &seen);
    sim_restore(sim, snapshot);
    uint64_t before = sim_events(sim);
    sim_run_until(sim, 100000);
    assert_int_equal(seen.n, sim_events(sim) - before);
    sim_snapshot_free(snapshot);
    sim_free(sim);
}

/* Under `ulimit -v` the default of 8 GiB is refused; a smaller arena serves. In a child, because
 * the limit stays. */
static void a_machine_that_refuses_8_gib_still_runs(void **state)
{
    (void)state;
#if SANITIZED
    skip(); /* its shadow memory alone is larger than the limit */
#endif
    struct sim *sim = start(42);
    sim_run_until(sim, 100000);
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = {UINT64_C(1) << 30, UINT64_C(1) << 30};
        uint64_t digest = sim_digest(sim);
        sim_free(sim);
        if (setrlimit(RLIMIT_AS, &limit)) _exit(2);
        struct sim *small = start(42);
        sim_run_until(small, 100000);
        _exit(sim_digest(small) == digest ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_restored_run_ends_in_the_same_bytes),
        cmocka_unit_test(saving_changes_nothing),
        cmocka_unit_test(forks_share_their_past_and_part_from_there),
        cmocka_unit_test(memory_taken_after_a_restore_is_zeroed_again),
        cmocka_unit_test(a_watcher_stays_through_a_restore),
        cmocka_unit_test(a_machine_that_refuses_8_gib_still_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
