// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about pieces that no scanner read: how often they go round, how long the desks take, what
 * that costs the sorter; one by one (loop_yard.h) against the formulas of hall.h, which the batches
 * use. By hand where possible; else the seed is fixed and the interval says what it catches. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/models/loop_yard.h"
#include "tests/assertions.h"

static struct hall_def hall_of(double no_read_share, uint32_t video_desks, double known_share)
{
    return (struct hall_def){.sorters = 1,
                             .sorter_pieces_per_h = 3600,
                             .operational_share = 1,
                             .sort_pieces_per_worker_h = 600,
                             .no_read_share = no_read_share,
                             .video_desks = video_desks,
                             .video_item_s = 10,
                             .video_known_share = known_share,
                             .hand_item_s = 45};
}

/* A loop of 3,600 carriers an hour with the hall's desks. */
static void set_desks(struct yard *yard, const struct hall_def *hall, double circuit_s)
{
    yard->hall.no_read_share = hall->no_read_share;
    yard->hall.recirculation_share = hall->recirculation_share;
    yard->hall.video_desks = hall->video_desks;
    yard->hall.video_known_share = hall->video_known_share;
    parcels_rule_set(&yard->rule, &yard->hall);
    const struct loop_rates rates = {.carriers_per_h = hall_carriers_per_h(hall),
                                     .hands_per_h = 1e6,
                                     .circuit_us = (int64_t)(circuit_s * 1e6),
                                     .video_desks = hall->video_desks,
                                     .hand_desks = hall->hand_desks,
                                     .video_us = (int64_t)(hall->video_item_s * 1e6),
                                     .hand_us = (int64_t)(hall->hand_item_s * 1e6)};
    loop_set(yard->loop, &rates);
}

/* ---- the formulas ---------------------------------------------------------------------------- */

/* p = 0.2: 1 / 0.8 = 1.25 passes; with a quarter that goes round for other reasons 1.25 x 1.25 =
 * 1.5625. With desks that know 3 of 4: 1 + 0.2 / 4 = 1.05. */
static void passes_are_geometric_or_one_more_for_what_nobody_could_read(void **state)
{
    (void)state;
    struct hall_def hall = hall_of(0.2, 0, 0.75);
    assert_near(hall_passes(&hall), 1.25, 1e-12);
    hall.recirculation_share = 0.25;
    assert_near(hall_passes(&hall), 1.5625, 1e-12);
    hall = hall_of(0.2, 3, 0.75);
    assert_near(hall_passes(&hall), 1.05, 1e-12);
    assert_near(hall_sorter_pieces_per_h(&hall), 3600 / 1.05, 1e-9);
}

/* 6 s a piece, and for one in ten 10 s at the screen, for one in fifty 45 s by hand: 7.9 s. Two
 * hand desks: 160 pieces an hour, a fiftieth of 8,000. One video desk at 10 s: 360, a tenth of
 * 3,600. */
static void desks_cost_hands_and_may_be_the_narrow_place(void **state)
{
    (void)state;
    struct hall_def hall = hall_of(0.1, 1, 0.8);
    assert_near(hall_sorted_per_worker_h(&hall), 3600 / 7.9, 1e-9);
    hall.sorter_pieces_per_h = 1e6;
    assert_near(hall_sorter_pieces_per_h(&hall), 3600, 1e-9);
    hall.video_desks = 10;
    hall.hand_desks = 2;
    assert_near(hall_sorter_pieces_per_h(&hall), 8000, 1e-9);
    hall.video_desks = 0;
    assert_equal(hall_sorted_per_worker_h(&hall), 600);
}

/* ---- one by one, by hand --------------------------------------------------------------------- */

/* One desk, 10 s a picture, 15 s round, a carrier a second. Three pieces at once, none read, all
 * known by their pictures: on at 0, 1, 2; known at 10, 20, 30. At their chute at 15, at 16 and 31,
 * at 17 and 32. */
static void a_piece_rides_until_its_picture_is_known(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const struct hall_def hall = hall_of(1, 1, 1);
    set_desks(yard, &hall, 15);
    for (int i = 0; i < 3; i++)
        add_one(yard);
    const struct {
        double s;
        uint64_t out;
    } look[] = {{14.999, 0}, {15, 1}, {30.999, 1}, {31, 2}, {31.999, 2}, {32, 3}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        catch_up_at_s(yard, look[i].s);
        assert_int_equal(yard->out_pieces, look[i].out);
    }
    struct loop_counts counts = loop_forget(yard->loop);
    assert_equal(counts.laps, 2);
    assert_equal(counts.pictures, 3);
    assert_equal(counts.by_hand, 0);
    sim_free(yard->sim);
}

/* No picture tells, one hand desk, 45 s. Two pieces: on at 0 and 1, at the chute 100 s later; coded
 * by hand until 145 and 190; then on at once and off at 245 and 290. */
static void what_no_picture_tells_is_coded_by_hand_and_put_on_once_more(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct hall_def hall = hall_of(1, 2, 0);
    hall.hand_desks = 1;
    set_desks(yard, &hall, 100);
    add_one(yard);
    add_one(yard);
    const struct {
        double s;
        uint64_t out;
    } look[] = {{244.999, 0}, {245, 1}, {289.999, 1}, {290, 2}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        catch_up_at_s(yard, look[i].s);
        assert_int_equal(yard->out_pieces, look[i].out);
    }
    struct loop_counts counts = loop_forget(yard->loop);
    assert_equal(counts.laps, 0);
    assert_equal(counts.pictures, 0);
    assert_equal(counts.by_hand, 2);
    assert_false(loop_busy(yard->loop));
    sim_free(yard->sim);
}

/* ---- one by one, as the formulas say --------------------------------------------------------- */

/* A loop never idle for 20 h; what came off an hour. */
static double sorted_per_h(const struct hall_def *hall, struct loop_counts *counts)
{
    struct yard *yard = yard_new();
    set_desks(yard, hall, 60);
    feed(yard, 100000, 0, 0.001);
    for (int h = 1; h <= 20; h++)
        catch_up_at_s(yard, 3600.0 * h);
    double per_h = (double)yard->out_pieces / (20 - 1.0 / 60);
    *counts = loop_forget(yard->loop);
    sim_free(yard->sim);
    return per_h;
}

/* p = 0.2, no desks: 3,600 / 1.25 = 2,880 an hour. Passes of a piece have sd sqrt(0.2) / 0.8 =
 * 0.56: 0.19 % of 57,600 pieces; 0.8 % is four of those and catches p = 0.207. */
static void without_desks_a_piece_passes_one_in_one_minus_p_times(void **state)
{
    (void)state;
    struct loop_counts counts;
    const struct hall_def hall = hall_of(0.2, 0, 0);
    assert_near(sorted_per_h(&hall, &counts) / hall_sorter_pieces_per_h(&hall), 1, 0.008);
    assert_near((double)counts.laps / (double)counts.sorted_pieces, 0.25, 0.01);
}

/* p = 0.2, 3 of 4 pictures tell: 3,600 / 1.05 = 3,428.6 an hour; of 68,571 pieces 15 % by picture
 * (sd 0.9 %) and 5 % by hand (1.7 %): four sd. */
static void with_desks_one_in_twenty_is_put_on_twice(void **state)
{
    (void)state;
    struct loop_counts counts;
    const struct hall_def hall = hall_of(0.2, 100, 0.75);
    assert_near(sorted_per_h(&hall, &counts) / hall_sorter_pieces_per_h(&hall), 1, 0.004);
    double pieces = (double)counts.sorted_pieces;
    assert_near((double)counts.pictures / pieces / 0.15, 1, 0.036);
    assert_near((double)counts.by_hand / pieces / 0.05, 1, 0.068);
}

/* Two desks of 36 s look at 200 pictures an hour, p = 0.1: 2,000 pieces, though the loop had room
 * for 3,600. The pieces that 4,000 pictures stand for have an sd of 1.5 %: 6 %. It catches three
 * desks (+ 50 %) and pieces that leave before they are known (+ 80 %). */
static void too_few_coders_fill_the_loop_with_what_nobody_has_looked_at(void **state)
{
    (void)state;
    struct loop_counts counts;
    struct hall_def hall = hall_of(0.1, 2, 1);
    hall.video_item_s = 36;
    assert_near(hall_sorter_pieces_per_h(&hall), 2000, 1e-9);
    assert_near(sorted_per_h(&hall, &counts) / 2000, 1, 0.06);
    assert_greater(counts.laps, 20000); /* 1,600 carriers an hour are taken by them */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_are_geometric_or_one_more_for_what_nobody_could_read),
        cmocka_unit_test(desks_cost_hands_and_may_be_the_narrow_place),
        cmocka_unit_test(a_piece_rides_until_its_picture_is_known),
        cmocka_unit_test(what_no_picture_tells_is_coded_by_hand_and_put_on_once_more),
        cmocka_unit_test(without_desks_a_piece_passes_one_in_one_minus_p_times),
        cmocka_unit_test(with_desks_one_in_twenty_is_put_on_twice),
        cmocka_unit_test(too_few_coders_fill_the_loop_with_what_nobody_has_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
