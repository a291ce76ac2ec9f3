// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the sorter in batches, alone (yard.h). By hand: the arithmetic stands in the
 * comment. One piece at a time: test_parcels.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/hall/sorter.h"
#include "tests/models/yard.h"
#include "tests/assertions.h"

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
    sorter_connect(sorter, (struct sorter_ports){.out = {take_out, yard}});
    return sorter;
}

static void take_pieces(struct sim *sim, void *station, const struct piece *pieces, uint32_t n)
{
    (void)sim;
    struct yard *yard = station;
    for (uint32_t i = 0; i < n; i++)
        parcels_leave(yard->cargo.parcels, &pieces[i]);
}

static void unchanged(struct sim *sim, void *station, uint64_t unused)
{
    (void)sim;
    (void)station;
    (void)unused;
}

/* hall.h (4): 2 sorters x 12,000 x 0.7225 / 1.05 = 16,514.29 pieces an hour. */
static void the_machine_rate_is_the_published_product(void **state)
{
    (void)state;
    const struct hall_def hall = {.sorters = 2,
                                  .sorter_pieces_per_h = 12000,
                                  .operational_share = 0.7225,
                                  .recirculation_share = 0.05};
    assert_near(sorter_machine_pieces_per_h(&hall), 16514.285714, 1e-5);
}

/* Of 1,000 pieces in one batch 200 are not read. The screens know three of four of them, 150; the
 * 50 others are coded by hand and put on once more, which is no lap: of those there are only the
 * 100 that go round for other reasons, a tenth. With the sign of the hand's share the other way
 * round it would be 200 laps and 250 pictures. Without desks what is not read goes round until it
 * is: of 1.1 / 0.8 = 1.375 passes 0.375 are laps, and nobody codes anything. */
static void a_batch_counts_laps_pictures_and_what_hands_code(void **state)
{
    (void)state;
    for (uint32_t desks = 0; desks <= 3; desks += 3) {
        struct yard *yard = yard_new();
        struct sorter *sorter = open_sorter(yard, 10000);
        yard->hall.recirculation_share = 0.1;
        yard->hall.no_read_share = 0.2;
        yard->hall.video_desks = desks;
        yard->hall.video_item_s = 1;
        yard->hall.video_known_share = 0.75;
        yard->hall.hand_item_s = 1;
        sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 250, 1000, 1000));
        run_to_min(yard, 110);
        const struct sorter_counts counts = sorter_counts(sorter);
        assert_int_equal(counts.pieces, 1000);
        assert_near(counts.laps, desks > 0 ? 100 : 375, 1e-9);
        assert_near(counts.by_hand, desks > 0 ? 50 : 0, 1e-9);
        assert_near(counts.pictures, desks > 0 ? 150 : 0, 1e-9);
        sim_free(yard->sim);
    }
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
    const struct {
        double min, waiting;
    } look[] = {{119.99, 10}, {135, 2500}, {159, 500}, {165.5, 10}, {200, 10}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        run_to_min(yard, look[i].min);
        assert_near((double)sorter_counts(feed->sorter).waiting_parcels, look[i].waiting, 20);
    }
    assert_equal(sorter_stops(feed->sorter)->failures, 1);
    assert_equal(sorter_counts(feed->sorter).inside.g,
                 300 * sorter_counts(feed->sorter).waiting_parcels);
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
    assert_equal(yard->out_n, 0);
    assert_equal(sorter_counts(sorter).waiting_parcels, 30000);
    run_to_min(yard, 195.001);
    assert_equal(yard->out_n, 1);
    assert_equal(sorter_counts(sorter).waiting_parcels, 0);
    assert_equal(sorter_counts(sorter).inside.g, 0);
    sim_free(yard->sim);
}

/* 9,000 pieces at 15,000 an hour from 1:00; at 1:18 half are done and the next shift works at half
 * the pace: the other 4,500 take 36 minutes, to 1:54. */
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

/* ---- its hours ------------------------------------------------------------------------------- */

static struct sorter *open_night_sorter(struct yard *yard)
{
    yard->hall.sort_from_hour = 22;
    yard->hall.sort_until_hour = 4;
    struct sorter *sorter = open_sorter(yard, 15000);
    yard->hall.sorter_uptime_h = dist_constant(100000);
    return sorter;
}

/* 30,000 pieces gather at 20:00 and 15,000 at 21:00. From 22:00 on at 15,000 an hour: n / r = 2 and
 * 3 h later. 9,000 that come at 3:30 are begun, and done at 4:06; 1,500 that come at 3:45 wait from
 * 4:00 to 22:00, and take 6 minutes. */
static void what_gathers_is_sorted_when_the_sort_begins(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct sorter *sorter = open_night_sorter(yard);
    const struct {
        double min;
        int32_t pieces;
    } come[] = {{20 * 60, 30000}, {21 * 60, 15000}, {27.5 * 60, 9000}, {27.75 * 60, 1500}};
    const double out_min[] = {24 * 60, 25 * 60, 28 * 60 + 6, 46 * 60 + 6};
    for (uint32_t i = 0; i < 4; i++) {
        run_to_min(yard, come[i].min);
        sorter_accept(yard->sim, sorter,
                      new_uld(yard, CARGO_PARCELS, 900, come[i].pieces, come[i].pieces));
        if (i == 1) {
            assert_true(sorter_is_shut(sorter));
            assert_equal(sorter_counts(sorter).waiting_parcels, 45000);
        }
    }
    for (uint32_t i = 2; i < 4; i++) { /* the first two have left by now */
        run_to_min(yard, out_min[i] - 0.001);
        assert_int_equal(yard->out_n, i);
        run_to_min(yard, out_min[i] + 0.001);
        assert_int_equal(yard->out_n, i + 1);
    }
    assert_near(yard->out_min_sum, out_min[0] + out_min[1] + out_min[2] + out_min[3], 1e-3);
    sim_free(yard->sim);
}

/* 3,000 pieces, 100 s round, a carrier every 0.24 s: the first of what came at 20:00 goes on at
 * 22:00 and comes off 100 s later, the last 12 minutes after that. */
static void pieces_one_by_one_wait_for_the_sort_to_begin_too(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    yard->cargo.parcels = parcels_new(yard->sim);
    yard->hall.destination_share[0] = 1;
    yard->hall.circuit_s = 100;
    struct sorter *sorter = open_night_sorter(yard);
    sorter_connect(sorter,
                   (struct sorter_ports){.out = {take_out, yard}, .pieces = {take_pieces, yard}});
    sorter_staff(sorter);
    const uint32_t none[PARCELS_CHANNELS] = {0};
    run_to_min(yard, 20 * 60);
    int64_t now_us = sim_now_us(yard->sim);
    sorter_take_apart(sorter, new_uld(yard, CARGO_PARCELS, 900, 3000, 3000), now_us, now_us, none);
    const struct {
        double min, off;
    } look[] = {{22 * 60, 0},
                {22 * 60 + 1.6, 0},
                {22 * 60 + 8, (8 * 60 - 100) / 0.24},
                {22 * 60 + 13.7, 3000}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        run_to_min(yard, look[i].min);
        sorter_staff(sorter);
        assert_near(3000 - look[i].off, (double)sorter_counts(sorter).waiting_parcels, 2);
    }
    sim_free(yard->sim);
}

/* Work that comes before the sort begins is asked of those who are there when it does: 3,000
 * pieces, at 1,000 an hour of a person, on a Monday at 20:00, are 3 worker-hours of the hour from
 * 22:00 on. */
static void what_gathers_is_work_for_the_hour_in_which_the_sort_begins(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    yard->labour = (struct labour_def){.opening_weeks = 1,
                                       .review_weeks = 4,
                                       .hours_per_week = 38,
                                       .fte_week_h = 38,
                                       .shift_h = 8,
                                       .utilisation_target = 1,
                                       .forecast_weight = 1,
                                       .fte_per_job = 1};
    yard->hall.workers_per_supervisor = 15;
    struct sorter *sorter = open_night_sorter(yard);
    roster_connect(yard->roster, (struct roster_ports){.changed = {unchanged, yard}});
    roster_start(yard->roster);
    run_to_min(yard, 20 * 60);
    sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 900, 3000, 3000));
    run_to_min(yard, 8 * 24 * 60);
    assert_near(roster_forecast_h(yard->roster, HALL_SORT, 22), 3, 1e-9);
    assert_equal(roster_forecast_h(yard->roster, HALL_SORT, 20), 0);
    sim_free(yard->sim);
}

/* A date of the timeline moves the hours: shut at 12:00 until 22:00, it is open from 13:00 on once
 * it may sort at all hours; 15,000 pieces that came at 12:00 are done at 14:00. */
static void its_hours_may_change_while_it_is_shut(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct sorter *sorter = open_night_sorter(yard);
    run_to_min(yard, 12 * 60);
    sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 900, 15000, 15000));
    run_to_min(yard, 13 * 60);
    yard->hall.sort_from_hour = yard->hall.sort_until_hour = 0;
    sorter_staff(sorter);
    run_to_min(yard, 14 * 60 + 0.001);
    assert_int_equal(yard->out_n, 1);
    sim_free(yard->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_machine_rate_is_the_published_product),
        cmocka_unit_test(a_batch_counts_laps_pictures_and_what_hands_code),
        cmocka_unit_test(a_quarter_of_an_hour_lost_takes_half_an_hour_to_make_up),
        cmocka_unit_test(a_batch_on_a_loop_that_fails_is_late_by_the_repair),
        cmocka_unit_test(a_batch_goes_on_at_the_pace_of_the_next_shift),
        cmocka_unit_test(what_gathers_is_sorted_when_the_sort_begins),
        cmocka_unit_test(pieces_one_by_one_wait_for_the_sort_to_begin_too),
        cmocka_unit_test(what_gathers_is_work_for_the_hour_in_which_the_sort_begins),
        cmocka_unit_test(its_hours_may_change_while_it_is_shut),
        cmocka_unit_test(a_shift_that_comes_during_a_repair_changes_the_pace_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
