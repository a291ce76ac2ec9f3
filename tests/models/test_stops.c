// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about when a sorter stands (yard.h): failures and jams together, lines of induction that
 * jam one by one, a planned stop; in batches and one by one. The seed is fixed; each interval says
 * what it catches. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/hall/sorter.h"
#include "tests/models/yard.h"
#include "tests/assertions.h"

static void count_pieces(struct sim *sim, void *station, const struct piece *pieces, uint32_t n)
{
    (void)sim;
    struct yard *yard = station;
    for (uint32_t i = 0; i < n; i++)
        yard->out_parcels += parcels_leave(yard->cargo.parcels, &pieces[i]) > 0;
}

static struct yard *sorting_yard(double pieces_per_h)
{
    struct yard *yard = yard_new();
    yard->cargo.parcels = parcels_new(yard->sim);
    struct hall_def *hall = &yard->hall;
    hall->sorters = 1;
    hall->sorter_pieces_per_h = pieces_per_h;
    hall->operational_share = hall->bag_parcels = hall->circuit_s = 1;
    hall->sort_pieces_per_worker_h = 1000;
    hall->destination_share[0] = 1;
    hall->sorter_uptime_h = dist_constant(1e6);
    hall->sorter_repair_min = dist_constant(15);
    hall->sorter_stop_at_us = DATE_NEVER_US;
    return yard;
}

static struct sorter *open_sorter(struct yard *yard)
{
    struct sorter *sorter = sorter_new(yard->sim, &yard->hall, &yard->cargo, yard->roster);
    sorter_connect(sorter,
                   (struct sorter_ports){.out = {take_out, yard}, .pieces = {count_pieces, yard}});
    return sorter;
}

/* So many loose pieces: in batches of 100, at once; or one by one over some hours, sooner than they
 * can be sorted. */
static void bring(struct yard *yard, struct sorter *sorter, int32_t pieces, int64_t over_h)
{
    const uint32_t none[PARCELS_CHANNELS] = {0};
    int64_t now_us = sim_now_us(yard->sim);
    int32_t each = over_h > 0 ? 100000 : 100;
    for (int32_t i = 0; i < pieces; i += each) {
        uint32_t uld = new_uld(yard, CARGO_EXPRESS, each, each, each);
        if (over_h > 0)
            sorter_take_apart(sorter, uld, now_us, now_us + over_h * DATE_HOUR_US, none);
        else sorter_accept(yard->sim, sorter, uld);
    }
}

/* Never idle: up 4 h and down 1 h in the mean, 10 jams an hour of 90 s: 1 / (1 + 1 / 4 + 10 / 40) =
 * 2/3 of its time. Of 20,000 h: 3,333 cycles, sd of the share 1 %; 3.5 % catches jams that also
 * begin while it is under repair (1 / 1.25 - 1 / 4 = 0.55), and ones 10 % longer half of the time.
 * Its 3,333 h under repair have an sd of 2 %, its 3,333 h of jams (133,333) 0.9 %. */
static void failures_and_jams_share_out_the_time_of_a_sorter_never_idle(void **state)
{
    (void)state;
    for (int one_by_one = 0; one_by_one < 2; one_by_one++) {
        struct yard *yard = sorting_yard(100);
        yard->hall.sorter_uptime_h = dist_exponential(4);
        yard->hall.sorter_repair_min = dist_exponential(60);
        yard->hall.sorter_jams_per_h = 10;
        yard->hall.sorter_jam_s = dist_exponential(90);
        struct sorter *sorter = open_sorter(yard);
        bring(yard, sorter, 1500000, one_by_one * 10000);
        run_to_min(yard, 20000 * 60);
        const struct stops_counts *stops = sorter_stops(sorter);
        double sorted_h = (double)sorter_counts(sorter).pieces / 100;
        assert_near(sorted_h / 20000 * 1.5, 1, 0.035);
        assert_near(stops->failed_h / sorted_h * 4, 1, 0.08);
        assert_near(stops->jammed_h / sorted_h * 4, 1, 0.036);
        assert_closer(sorted_h + stops->failed_h + stops->jammed_h, 20000, 2);
        sim_free(yard->sim);
    }
}

/* Four lines of 500 an hour, each with 8 jams an hour of 450 s: open half of the time, so 1,000 an
 * hour in all, though the loop could take a million. 1,000 h: 16,000 cycles of a line, sd of the
 * rate 0.4 %; 1.6 % is four of those. It catches a jam that stops all four (500 x 4 / (1 + 4) = 400
 * an hour) and jams 3.5 % longer. */
static void a_jammed_line_does_not_stop_the_others(void **state)
{
    (void)state;
    for (int one_by_one = 0; one_by_one < 2; one_by_one++) {
        struct yard *yard = sorting_yard(1e6);
        yard->hall.induction_lines = 4;
        yard->hall.line_pieces_per_h = 500;
        yard->hall.line_hands = 1;
        yard->hall.sorter_jams_per_h = 8;
        yard->hall.sorter_jam_s = dist_constant(450);
        struct sorter *sorter = open_sorter(yard);
        bring(yard, sorter, 1100000, one_by_one * 800);
        run_to_min(yard, 1000 * 60);
        assert_near((double)sorter_counts(sorter).pieces / 1e6, 1, 0.016);
        assert_near(sorter_stops(sorter)->jammed_h / 2000, 1, 0.016);
        sim_free(yard->sim);
    }
}

/* Five people, two to a line: two of the four lines are open, three if one person comes more. With
 * one jammed of three there is still work for two; with four, none. */
static void a_line_without_its_hands_is_closed(void **state)
{
    (void)state;
    const struct hall_def hall = {.induction_lines = 4, .line_hands = 2};
    assert_int_equal(hall_lines_open(&hall, 5, 0), 2);
    assert_int_equal(hall_lines_open(&hall, 6, 1), 3);
    assert_int_equal(hall_lines_open(&hall, 100, 1), 3);
    assert_int_equal(hall_lines_open(&hall, 100, 4), 0);
}

/* 30,000 pieces at 15,000 an hour from 1:00: due at 3:00. The sorter fails at 1:55 for 10 minutes;
 * the planned stop of 2:00 goes on until 2:15: it stands for 20 minutes, and is done at 3:20. */
static void a_planned_stop_lasts_its_time_whatever_else_happens(void **state)
{
    (void)state;
    struct yard *yard = sorting_yard(15000);
    yard->hall.sorter_uptime_h = dist_constant(115.0 / 60);
    yard->hall.sorter_repair_min = dist_constant(10);
    yard->hall.sorter_stop_at_us = yard->start_us + 2 * DATE_HOUR_US;
    yard->hall.sorter_stop_min = 15;
    struct sorter *sorter = open_sorter(yard);
    run_to_min(yard, 60);
    sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 9000, 30000, 30000));
    const struct {
        double min;
        bool down;
    } look[] = {{114.9, false}, {119, true}, {130, true}, {134.9, true}, {135.1, false}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        run_to_min(yard, look[i].min);
        assert_int_equal(sorter_is_down(sorter), look[i].down);
    }
    run_to_min(yard, 199.999);
    assert_int_equal(yard->out_n, 0);
    run_to_min(yard, 200.001);
    assert_int_equal(yard->out_n, 1);
    assert_near(sorter_stops(sorter)->planned_h, 0.25, 1e-9);
    assert_near(sorter_stops(sorter)->failed_h, 1.0 / 6, 1e-9);
    sim_free(yard->sim);
}

/* A stop that is put off before it begins: 2:00 becomes 4:00. A second date given later counts
 * too. */
static void the_timeline_may_put_a_stop_off_and_give_another(void **state)
{
    (void)state;
    struct yard *yard = sorting_yard(15000);
    yard->hall.sorter_stop_at_us = yard->start_us + 2 * DATE_HOUR_US;
    yard->hall.sorter_stop_min = 30;
    struct sorter *sorter = open_sorter(yard);
    run_to_min(yard, 60);
    yard->hall.sorter_stop_at_us = yard->start_us + 4 * DATE_HOUR_US;
    sorter_staff(sorter);
    run_to_min(yard, 130);
    assert_false(sorter_is_down(sorter));
    run_to_min(yard, 250);
    assert_true(sorter_is_down(sorter));
    yard->hall.sorter_stop_at_us = yard->start_us + 6 * DATE_HOUR_US; /* while it stands */
    sorter_staff(sorter);
    run_to_min(yard, 280);
    assert_false(sorter_is_down(sorter));
    run_to_min(yard, 400);
    assert_false(sorter_is_down(sorter));
    assert_near(sorter_stops(sorter)->planned_h, 1, 1e-9);
    sim_free(yard->sim);
}

struct feed { /* batches of 10 every 3.6 s: 10,000 an hour */
    struct yard *yard;
    struct sorter *sorter;
    uint16_t kind;
};

static void feed_batch(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct feed *feed = station;
    if (sim_now_us(sim) >= feed->yard->start_us + 5 * DATE_HOUR_US) return;
    sorter_accept(sim, feed->sorter, new_uld(feed->yard, CARGO_EXPRESS, 10, 10, 10));
    sim_in(sim, 3600 * DATE_SECOND_US / 1000, SIM_START, feed->kind, feed, 0);
}

/* 10,000 pieces an hour for five hours into a sorter of that rate, which stands from 2:00 to 2:15.
 * */
static struct sorter *stopped_sorter(struct yard *yard, bool one_by_one)
{
    yard->hall.sorter_stop_at_us = yard->start_us + 2 * DATE_HOUR_US;
    yard->hall.sorter_stop_min = 15;
    struct feed *feed = sim_alloc(yard->sim, sizeof *feed);
    *feed = (struct feed){.yard = yard, .sorter = open_sorter(yard)};
    feed->kind = sim_kind(yard->sim, "test.feed", feed_batch);
    const uint32_t none[PARCELS_CHANNELS] = {0};
    if (one_by_one)
        sorter_take_apart(feed->sorter, new_uld(yard, CARGO_EXPRESS, 50000, 50000, 50000),
                          yard->start_us, yard->start_us + 5 * DATE_HOUR_US, none);
    else sim_in(yard->sim, 0, SIM_START, feed->kind, feed, 0);
    return feed->sorter;
}

/* On the loop or in line for it. A look at who is there makes it catch up with the clock, which it
 * does once a minute by itself where pieces go one by one. */
static double there(struct sorter *sorter)
{
    sorter_staff(sorter);
    return (double)sorter_counts(sorter).waiting_parcels;
}

/* OPS36: a quarter of an hour at 10,000 an hour leaves 2,500; at 15,000 an hour 5,000 more go than
 * come, so they are gone in half an hour: 500 are left at 2:39, at 2:45 none but those on the loop.
 * All wait 2,500 x (0.25 + 0.5) / 2 = 937.5 parcel-hours; a batch of 10 takes 2.4 s more, a piece 1
 * s round the loop. One batch is 10; 1 % of the hours catches a stop 5 s too long. */
static void a_quarter_of_an_hour_leaves_2500_which_are_gone_in_half_an_hour(void **state)
{
    (void)state;
    for (int one_by_one = 0; one_by_one < 2; one_by_one++) {
        struct yard *yard = sorting_yard(15000);
        struct sorter *sorter = stopped_sorter(yard, one_by_one);
        const struct {
            double min, waiting;
        } look[] = {{119.99, 0}, {127.5, 1250}, {135, 2500}, {147, 1500},
                    {159, 500},  {165.1, 0},    {299, 0}};
        for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
            run_to_min(yard, look[i].min);
            assert_near(there(sorter), look[i].waiting, 12);
        }
        run_to_min(yard, 310);
        assert_int_equal(sorter_counts(sorter).pieces, 50000);
        double parcel_h = sorter_counts(sorter).mean_h * 50000;
        double by_hand_h = 937.5 + 50000 * (one_by_one ? 1.0 : 2.4) / 3600;
        assert_near(parcel_h / by_hand_h, 1, 0.01);
        assert_near(sorter_stops(sorter)->planned_h, 0.25, 1e-9);
        sim_free(yard->sim);
    }
}

/* At 10,000 an hour never: 2,500 are left at 2:15 and stay until no more come at 5:00; the last
 * goes at 5:15. */
static void a_sorter_without_room_never_makes_up_for_a_stop(void **state)
{
    (void)state;
    for (int one_by_one = 0; one_by_one < 2; one_by_one++) {
        struct yard *yard = sorting_yard(10000);
        struct sorter *sorter = stopped_sorter(yard, one_by_one);
        for (double min = 135; min < 300; min += 15) {
            run_to_min(yard, min);
            assert_near(there(sorter), 2500, 22);
        }
        run_to_min(yard, 307.5);
        assert_near(there(sorter), 1250, 22);
        run_to_min(yard, 314.8);
        assert_greater(there(sorter), 0);
        run_to_min(yard, 315.2);
        assert_equal(there(sorter), 0);
        sim_free(yard->sim);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failures_and_jams_share_out_the_time_of_a_sorter_never_idle),
        cmocka_unit_test(a_jammed_line_does_not_stop_the_others),
        cmocka_unit_test(a_line_without_its_hands_is_closed),
        cmocka_unit_test(a_planned_stop_lasts_its_time_whatever_else_happens),
        cmocka_unit_test(the_timeline_may_put_a_stop_off_and_give_another),
        cmocka_unit_test(a_quarter_of_an_hour_leaves_2500_which_are_gone_in_half_an_hour),
        cmocka_unit_test(a_sorter_without_room_never_makes_up_for_a_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
