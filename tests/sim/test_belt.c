// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the belt and the server whose service times are known. By hand, times in ticks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "sim/belt.h"
#include "sim/fifo.h"
#include "tests/assertions.h"

enum { LOG = 64 };

struct end {
    struct belt *belt;
    struct belt_item item[LOG];
    int64_t at_us[LOG];
    uint64_t n, calls;
    bool round; /* puts each back on, up to LOG times in all */
    bool in_order;
};

static void note(struct sim *sim, void *station, const struct belt_item *items, uint32_t n)
{
    struct end *end = station;
    end->calls++;
    for (uint32_t i = 0; i < n; i++, end->n++) {
        if (end->n >= LOG) continue;
        end->at_us[end->n] = sim_now_us(sim);
        end->item[end->n] = items[i];
        if (end->round) belt_put(end->belt, items[i].what);
    }
}

static struct sim *start(struct end **end, struct belt_def def)
{
    struct sim_def sim_def = sim_def_default();
    struct sim *sim = sim_new(&sim_def);
    assert_non_null(sim);
    *end = sim_alloc(sim, sizeof **end);
    def.name = "test.belt";
    (*end)->belt = belt_new(sim, &def, note, *end);
    return sim;
}

static void what_goes_on_comes_off_after_the_transit_in_order(void **state)
{
    (void)state;
    struct end *end;
    struct sim *sim = start(&end, (struct belt_def){.transit_us = 100});
    assert_int_equal(belt_put(end->belt, 'a'), 100);
    sim_run_until(sim, 30);
    assert_int_equal(belt_put(end->belt, 'b'), 130);
    assert_int_equal(belt_put(end->belt, 'c'), 130);
    assert_int_equal(belt_carried(end->belt), 3);
    assert_int_equal(sim_pending(sim), 1); /* one entry for all */
    sim_run_until(sim, 130);
    assert_int_equal(end->n, 1);
    sim_run_until(sim, 131);
    assert_int_equal(end->n, 3);
    assert_int_equal(end->calls, 2); /* b and c together */
    assert_int_equal(end->item[1].what, 'b');
    assert_int_equal(end->item[2].what, 'c');
    assert_int_equal(end->at_us[0], 100);
    assert_int_equal(end->at_us[2], 130);
    assert_int_equal(sim_pending(sim), 0);
    sim_free(sim);
}

/* 10,000 on the belt at once, one a tick: one pending event, 10,000 done. */
static void a_full_belt_costs_the_event_list_one_entry(void **state)
{
    (void)state;
    struct end *end;
    struct sim *sim = start(&end, (struct belt_def){.transit_us = 10000, .gap_us = 1});
    for (uint64_t i = 0; i < 10000; i++)
        belt_put(end->belt, i);
    assert_int_equal(sim_pending(sim), 1);
    sim_run_until(sim, 19999);
    assert_int_equal(end->n, 9999);
    assert_int_equal(sim_pending(sim), 1);
    sim_run_until(sim, 20000);
    assert_int_equal(end->n, 10000);
    sim_free(sim);
}

static void the_entrance_keeps_the_gap(void **state)
{
    (void)state;
    struct end *end;
    struct sim *sim = start(&end, (struct belt_def){.transit_us = 100, .gap_us = 10});
    assert_int_equal(belt_put(end->belt, 'a'), 100);
    assert_int_equal(belt_put(end->belt, 'b'), 110);
    assert_int_equal(belt_put(end->belt, 'c'), 120);
    sim_run_until(sim, 25);
    assert_int_equal(belt_put(end->belt, 'd'), 130); /* enters at 30 */
    sim_run_until(sim, 200);
    assert_int_equal(belt_put(end->belt, 'e'), 300); /* an idle entrance asks for no gap */
    sim_free(sim);
}

/* On at 0 and 50; stopped from 60 to 160; one put on while it stands enters at 160. */
static void a_stop_delays_everything_by_its_length(void **state)
{
    (void)state;
    struct end *end;
    struct sim *sim = start(&end, (struct belt_def){.transit_us = 100});
    belt_put(end->belt, 'a');
    sim_run_until(sim, 50);
    belt_put(end->belt, 'b');
    sim_run_until(sim, 60);
    belt_stop(end->belt);
    belt_stop(end->belt);
    assert_false(belt_running(end->belt));
    sim_run_until(sim, 120);
    belt_put(end->belt, 'c');
    assert_int_equal(sim_pending(sim), 0);
    sim_run_until(sim, 160);
    assert_int_equal(end->n, 0);
    belt_start(end->belt);
    belt_start(end->belt);
    sim_run_until(sim, 1000);
    assert_int_equal(end->n, 3);
    assert_int_equal(end->at_us[0], 200);
    assert_int_equal(end->at_us[1], 250);
    assert_int_equal(end->at_us[2], 260);
    sim_free(sim);
}

/* The next may enter at 10; stopped from 5 to 105, the entrance is 5 short of free for another
 * 5. */
static void a_stop_holds_the_entrance_too(void **state)
{
    (void)state;
    struct end *end;
    struct sim *sim = start(&end, (struct belt_def){.transit_us = 100, .gap_us = 10});
    belt_put(end->belt, 'a');
    sim_run_until(sim, 5);
    belt_stop(end->belt);
    sim_run_until(sim, 105);
    belt_start(end->belt);
    assert_int_equal(belt_put(end->belt, 'b'), 110 + 100);
    sim_free(sim);
}

/* Looks every 60: what comes off at 100, 101 and 119 is handed on at 120, what comes off at 121
 * at 180. */
static void looking_hands_on_together_and_keeps_each_ones_instant(void **state)
{
    (void)state;
    struct end *end;
    struct sim *sim = start(&end, (struct belt_def){.transit_us = 100, .look_us = 60});
    const int64_t on_us[] = {0, 1, 19, 21};
    for (size_t i = 0; i < 4; i++) {
        sim_run_until(sim, on_us[i]);
        belt_put(end->belt, i);
    }
    sim_run_until(sim, 1000);
    assert_int_equal(end->n, 4);
    assert_int_equal(end->calls, 2);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(end->item[i].off_us, 100 + on_us[i]);
        assert_int_equal(end->at_us[i], i < 3 ? 120 : 180);
    }
    sim_free(sim);
}

static void a_stop_first_hands_on_what_came_off_since_the_last_look(void **state)
{
    (void)state;
    struct end *end;
    struct sim *sim = start(&end, (struct belt_def){.transit_us = 100, .look_us = 1000});
    belt_put(end->belt, 'a');
    sim_run_until(sim, 50);
    belt_put(end->belt, 'b');
    sim_run_until(sim, 120);
    belt_stop(end->belt);
    assert_int_equal(end->n, 1);
    assert_int_equal(end->item[0].off_us, 100);
    sim_run_until(sim, 2000);
    belt_start(end->belt);
    sim_run_until(sim, 4000);
    assert_int_equal(end->item[1].off_us, 2030); /* 30 left when it stopped */
    assert_int_equal(end->at_us[1], 3000);
    sim_free(sim);
}

static void what_comes_off_may_go_round_again(void **state)
{
    (void)state;
    struct end *end;
    struct sim *sim = start(&end, (struct belt_def){.transit_us = 100});
    end->round = true;
    /* nearly fills the first ring, so the put inside the hand-over grows it */
    for (uint64_t i = 0; i < 60; i++)
        belt_put(end->belt, i);
    sim_run_until(sim, 150);
    assert_int_equal(end->n, 60);
    assert_int_equal(belt_carried(end->belt), 60);
    sim_run_until(sim, 250);
    assert_int_equal(end->n, 120);
    for (uint64_t i = 0; i < 60; i++)
        assert_int_equal(end->item[i].what, i);
    assert_int_equal(end->item[60].what, 0);
    assert_int_equal(belt_carried(end->belt), 4);
    sim_free(sim);
}

/* 3 on from 0 to 100, none to 200: 1.5 on average. */
static void it_measures_what_it_carries(void **state)
{
    (void)state;
    struct end *end;
    struct sim *sim = start(&end, (struct belt_def){.transit_us = 100});
    const uint64_t what[] = {1, 2, 3};
    belt_put_many(end->belt, what, 3);
    sim_run_until(sim, 200);
    assert_int_equal(end->n, 3);
    assert_equal(level_mean(belt_level(end->belt), sim_now_us(sim)), 1.5);
    belt_reset_measures(end->belt);
    sim_run_until(sim, 300);
    assert_equal(level_mean(belt_level(end->belt), sim_now_us(sim)), 0.0);
    sim_free(sim);
}

/* ---- fifo ------------------------------------------------------------------------------------ */

static void a_job_starts_when_it_came_or_when_a_server_is_free(void **state)
{
    (void)state;
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    struct fifo *one = fifo_new(sim, "test.one", 1);
    /* arrivals 0, 2, 20, 21; services 10, 5, 5, 1: starts 0, 10, 20, 25 */
    assert_int_equal(fifo_serve(one, 0, 10).end_us, 10);
    struct fifo_slot slot = fifo_serve(one, 2, 5);
    assert_int_equal(slot.start_us, 10);
    assert_int_equal(slot.end_us, 15);
    assert_int_equal(fifo_serve(one, 20, 5).start_us, 20);
    assert_int_equal(fifo_serve(one, 21, 1).start_us, 25);
    assert_int_equal(fifo_free_us(one), 26);
    assert_int_equal(fifo_wait_s(one)->n, 4);
    assert_greater(tally_mean(fifo_wait_s(one)), 2.999999e-6); /* (0 + 8 + 0 + 4) / 4 ticks */
    assert_less(tally_mean(fifo_wait_s(one)), 3.000001e-6);
    assert_between(20.999e-6, fifo_work_s(one), 21.001e-6);
    assert_int_equal(sim_pending(sim), 0);
    fifo_reset_measures(one);
    assert_int_equal(fifo_wait_s(one)->n, 0);
    sim_free(sim);
}

/* 30 ULDs in one batch, 4 teams, 6 minutes each: makespan 6 * ceil(30 / 4) = 48, and the mean
 * wait (6 / 30) * sum over i = 0..29 of floor(i / 4) = (6 / 30) * (4 * (0 + .. + 6) + 2 * 7) =
 * 19.6. Exact. */
static void a_batch_on_equal_servers_takes_the_time_arithmetic_says(void **state)
{
    (void)state;
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    struct fifo *teams = fifo_new(sim, "test.teams", 4);
    int64_t end_us = 0;
    for (int i = 0; i < 30; i++)
        end_us = fifo_serve(teams, 0, 6000000).end_us;
    assert_int_equal(end_us, 48000000);
    double mean_s = tally_mean(fifo_wait_s(teams));
    assert_greater(mean_s, 19.6 - 1e-9);
    assert_less(mean_s, 19.6 + 1e-9);
    sim_free(sim);
}

/* Many servers against the plain rule: look through all of them for the earliest. */
static void many_servers_agree_with_a_walk_through_all(void **state)
{
    (void)state;
    enum { SERVERS = 37 };
    struct sim_def def = sim_def_default();
    struct sim *sim = sim_new(&def);
    struct fifo *fifo = fifo_new(sim, "test.many", SERVERS);
    int64_t free_us[SERVERS] = {0}, arrival_us = 0;
    uint64_t random = 1;
    for (int job = 0; job < 20000; job++) {
        random = random * UINT64_C(6364136223846793005) + 1442695040888963407;
        arrival_us += (int64_t)(random >> 60);
        int64_t service_us = (int64_t)(random >> 40) % 500;
        int first = 0;
        for (int i = 1; i < SERVERS; i++)
            if (free_us[i] < free_us[first]) first = i;
        int64_t start_us = arrival_us > free_us[first] ? arrival_us : free_us[first];
        free_us[first] = start_us + service_us;
        assert_int_equal(fifo_serve(fifo, arrival_us, service_us).start_us, start_us);
    }
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_on_comes_off_after_the_transit_in_order),
        cmocka_unit_test(a_full_belt_costs_the_event_list_one_entry),
        cmocka_unit_test(the_entrance_keeps_the_gap),
        cmocka_unit_test(a_stop_delays_everything_by_its_length),
        cmocka_unit_test(a_stop_holds_the_entrance_too),
        cmocka_unit_test(looking_hands_on_together_and_keeps_each_ones_instant),
        cmocka_unit_test(a_stop_first_hands_on_what_came_off_since_the_last_look),
        cmocka_unit_test(what_comes_off_may_go_round_again),
        cmocka_unit_test(it_measures_what_it_carries),
        cmocka_unit_test(a_job_starts_when_it_came_or_when_a_server_is_free),
        cmocka_unit_test(a_batch_on_equal_servers_takes_the_time_arithmetic_says),
        cmocka_unit_test(many_servers_agree_with_a_walk_through_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
