// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the sorter in batches, alone (yard.h). By hand: the arithmetic stands in the
 * comment. One piece at a time: test_parcels.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/sorter.h"
#include "tests/models/yard.h"

static struct sorter *open_sorter(struct yard *yard, double pieces_per_h)
{
    yard->hall.sorters = 1;
    yard->hall.sorter_pieces_per_h = pieces_per_h;
    yard->hall.operational_share = 1;
    yard->hall.recirculation_share = 0;
    yard->hall.sort_pieces_per_worker_h = 1000;
    yard->hall.sorter_uptime_h = dist_constant(2);
    yard->hall.sorter_repair_min = dist_constant(15);
    struct sorter *sorter = sorter_new(yard->sim, &yard->hall, &yard->cargo, yard->roster);
    sorter_connect(sorter, (struct port){take_out, yard}, (struct parcels_port){NULL, NULL});
    return sorter;
}

/* hall.h (4): 2 sorters x 12,000 x 0.7225 / 1.05 = 16,514.29 pieces an hour. */
static void the_machine_rate_is_the_published_product(void **state)
{
    (void)state;
    const struct hall_def hall = {
        .sorters = 2, .sorter_pieces_per_h = 12000, .operational_share = 0.7225, .recirculation_share = 0.05};
    assert_true(fabs(sorter_machine_pieces_per_h(&hall) - 16514.285714) < 1e-5);
}

struct feed {
    struct yard *yard;
    struct sorter *sorter;
    uint16_t kind;
};

static void feed_batch(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct feed *feed = station;
    sorter_accept(sim, feed->sorter, new_uld(feed->yard, CARGO_PARCELS, 3, 10, 10));
    sim_in(sim, 3600 * DATE_SECOND_US / 1000, SIM_START, feed->kind, feed, 0);
}

/* 10,000 an hour in batches of 10 into 15,000 an hour; from 2:00 to 2:15 the loop stands still:
 * 2,500 wait at 2:15, and 5,000 an hour clear them in 30 minutes: 500 are left at 2:39, none
 * but those just coming at 2:45. Batches make it +-20. */
static void a_quarter_of_an_hour_lost_takes_half_an_hour_to_make_up(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct feed *feed = sim_alloc(yard->sim, sizeof *feed);
    *feed = (struct feed){.yard = yard, .sorter = open_sorter(yard, 15000)};
    feed->kind = sim_kind(yard->sim, "test.feed", feed_batch);
    sim_in(yard->sim, 0, SIM_START, feed->kind, feed, 0);
    const struct { double min, waiting; } look[] = {{119.99, 10}, {135, 2500}, {159, 500}, {165.5, 10}, {200, 10}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        run_to_min(yard, look[i].min);
        assert_true(fabs((double)sorter_parcels_inside(feed->sorter) - look[i].waiting) <= 20);
    }
    assert_true(sorter_stops(feed->sorter)->failures == 1);
    assert_true(sorter_g_inside(feed->sorter) == 300 * sorter_parcels_inside(feed->sorter));
    sim_free(yard->sim);
}

/* 30,000 pieces at 15,000 an hour from 1:00: due at 3:00. The loop stands still from 2:00 to
 * 2:15 with half of them on it: done at 3:15. */
static void a_batch_on_a_loop_that_fails_is_late_by_the_repair(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct sorter *sorter = open_sorter(yard, 15000);
    run_to_min(yard, 60);
    sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 9000, 30000, 30000));
    run_to_min(yard, 194.999);
    assert_true(yard->out_n == 0 && sorter_parcels_inside(sorter) == 30000);
    run_to_min(yard, 195.001);
    assert_true(yard->out_n == 1 && sorter_parcels_inside(sorter) == 0 && sorter_g_inside(sorter) == 0);
    sim_free(yard->sim);
}

/* 9,000 pieces at 15,000 an hour from 1:00; at 1:18 half are done and the next shift works at half the
 * pace: the other 4,500 take 36 minutes, to 1:54. */
static void a_batch_goes_on_at_the_pace_of_the_next_shift(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct sorter *sorter = open_sorter(yard, 15000);
    run_to_min(yard, 60);
    sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 900, 9000, 9000));
    run_to_min(yard, 78);
    yard->hall.sorter_pieces_per_h = 7500;
    sorter_staff(sorter);
    run_to_min(yard, 113.999);
    assert_int_equal(yard->out_n, 0);
    run_to_min(yard, 114.001);
    assert_int_equal(yard->out_n, 1);
    sim_free(yard->sim);
}

/* 30,000 at 15,000 an hour from 1:00; the loop fails at 2:00 with half of them to go. A shift that
 * comes in during the repair works at twice the pace: from 2:15 to 2:45. */
static void a_shift_that_comes_during_a_repair_changes_the_pace_too(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct sorter *sorter = open_sorter(yard, 15000);
    run_to_min(yard, 60);
    sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 9000, 30000, 30000));
    run_to_min(yard, 125);
    yard->hall.sorter_pieces_per_h = 30000;
    sorter_staff(sorter);
    run_to_min(yard, 164.999);
    assert_int_equal(yard->out_n, 0);
    run_to_min(yard, 165.001);
    assert_int_equal(yard->out_n, 1);
    sim_free(yard->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_machine_rate_is_the_published_product),
        cmocka_unit_test(a_quarter_of_an_hour_lost_takes_half_an_hour_to_make_up),
        cmocka_unit_test(a_batch_on_a_loop_that_fails_is_late_by_the_repair),
        cmocka_unit_test(a_batch_goes_on_at_the_pace_of_the_next_shift),
        cmocka_unit_test(a_shift_that_comes_during_a_repair_changes_the_pace_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
