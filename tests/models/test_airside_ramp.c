// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims about the ramp alone: decks and their loaders, dollies that go round, the hall's door,
 * lightning. What is by hand has its arithmetic in the comment. Theory follows the rule of
 * tests/sim/theory.h: 20 replications, fixed seeds, 1 false alarm in 1,000, and the share of the
 * exact value that an error must reach to be caught.
 */
#include "tests/models/apron.h"
#include "tests/sim/theory.h"
#include "tests/assertions.h"

/* ---- decks ----------------------------------------------------------------------------------- */

/* Six ULDs, four positions on the main deck: the main deck's come off at 3, 6, 9, 12 minutes, the
 * lower deck's at 2 and 4. Out go five: four by the main deck, 12 minutes, one by the lower, 2:
 * done at 24, once offload is over at 12 and the flight is due. */
static void two_decks_are_worked_side_by_side(void **state)
{
    (void)state;
    struct apron *apron = apron_new(0);
    apron->load_ulds = 5;
    open_ramp(apron);
    block(apron, 6, 4, 0);
    run_to_min(apron, 100);
    const double out_min[] = {2, 3, 4, 6, 9, 12};
    assert_int_equal(apron->out_n, 6);
    for (int i = 0; i < 6; i++)
        assert_near(apron->out_min[i], out_min[i], 1e-6);
    assert_equal(apron->done_n, 1);
    assert_near(apron->done_min[0], 24, 1e-6);
    assert_equal(pool_busy(ramp_loaders(apron->ramp, CARGO_MAIN_DECK)), 0);
    assert_equal(pool_busy(ramp_loaders(apron->ramp, CARGO_LOWER_DECK)), 0);
    assert_equal(pool_busy(crews_pool(ramp_crews(apron->ramp))), 0);
    assert_equal(ramp_counts(apron->ramp).inside.ulds, 0);
    sim_free(apron->sim);
}

/* Two flights at once, four ULDs by the main deck and two by the lower each; nothing to load until
 * much later. The main-deck loader does one after the other: 3, .. 12, 15, .. 24; the lower-deck
 * loader 2, 4, 6, 8. Without a lower-deck loader all go by the main deck: the last at 36. */
static void flights_wait_for_the_loader_of_their_deck(void **state)
{
    (void)state;
    struct apron *apron = apron_new(0);
    open_ramp(apron);
    block(apron, 6, 4, 1e6);
    block(apron, 6, 4, 1e6);
    run_to_min(apron, 100);
    const double out_min[] = {2, 3, 4, 6, 6, 8, 9, 12, 15, 18, 21, 24};
    assert_int_equal(apron->out_n, 12);
    for (int i = 0; i < 12; i++)
        assert_near(apron->out_min[i], out_min[i], 1e-6);
    sim_free(apron->sim);
    apron = apron_new(0);
    apron->hall.lower_loaders = 0;
    open_ramp(apron);
    block(apron, 6, 4, 1e6);
    block(apron, 6, 4, 1e6);
    run_to_min(apron, 100);
    assert_equal(apron->out_n, 12);
    assert_near(apron->last_min, 36, 1e-6);
    sim_free(apron->sim);
}

static void assert_apron(struct apron *apron, double min, uint32_t works, uint32_t loaders,
                         uint32_t tugs, uint32_t dollies)
{
    run_to_min(apron, min);
    assert_equal(ramp_aircraft(apron->ramp, false, RAMP_WORKS), works);
    assert_equal(ramp_aircraft(apron->ramp, false, RAMP_WAITS), 1 - works);
    assert_equal(ramp_counts(apron->ramp).loaders_blocked[CARGO_MAIN_DECK], loaders);
    assert_equal(tugs_counts(ramp_tugs(apron->ramp)).at_door, tugs);
    assert_equal(tugs_counts(ramp_tugs(apron->ramp)).dollies_standing, dollies);
}

/* Two dollies, one tug, 5 minutes each way. The first ULD is off at 3 and driven at once; the
 * second, off at 6, stands until the tug is back at 13. Only then is there a dolly for the third:
 * loader, crew and aircraft wait from 6 to 13, the third is off at 16 and stands until 23. */
static void who_has_a_unit_but_cannot_go_on_is_blocked(void **state)
{
    (void)state;
    struct apron *apron = apron_new(0);
    apron->hall.lower_loaders = 0;
    apron->hall.dollies = 2;
    apron->hall.tugs = 1;
    apron->hall.tug_trip_min = dist_constant(5);
    open_ramp(apron);
    block(apron, 4, 4, 1e6);
    assert_apron(apron, 4, 1, 0, 0, 0);
    assert_apron(apron, 10, 0, 1, 0, 1);
    assert_apron(apron, 14, 1, 0, 0, 0);
    assert_apron(apron, 20, 0, 1, 0, 1);
    run_to_min(apron, 100);
    assert_equal(ramp_aircraft(apron->ramp, false, RAMP_RESTS), 1);
    assert_equal(apron->out_n, 4);
    sim_free(apron->sim);
}

/* Two tugs, a minute's way, ten minutes to check a ULD in at the one place: the first is taken in
 * at 4, the second's tug stands at the door from 7 to 14, and the third ULD, off at 9, has no tug.
 * */
static void a_tug_at_a_taken_door_is_blocked(void **state)
{
    (void)state;
    struct apron *apron = apron_new(0);
    apron->hall.lower_loaders = 0;
    apron->hall.tugs = 2;
    apron->hall.tug_trip_min = dist_constant(1);
    apron->hall.checkin_points = 1;
    apron->hall.uld_checkin_min = dist_constant(10);
    open_ramp(apron);
    block(apron, 3, 4, 1e6);
    assert_apron(apron, 5, 1, 0, 0, 0);
    assert_apron(apron, 8, 1, 0, 1, 1);
    run_to_min(apron, 10);
    assert_equal(tugs_counts(ramp_tugs(apron->ramp)).at_door, 1);
    assert_equal(tugs_counts(ramp_tugs(apron->ramp)).dollies_standing, 2);
    run_to_min(apron, 14.5);
    assert_equal(tugs_counts(ramp_tugs(apron->ramp)).at_door, 0);
    sim_free(apron->sim);
}

/* Equation (4) of ramp.h. One flight an hour at Poisson times drops 30 ULDs, one loader, 1.5
 * minutes each: r = 0.75; mean wait 0.75 x 1.5 / 0.5 + 1.5 x 29 / 0.5 = 2.25 + 87 = 89.25 minutes
 * = 1.4875 h, and 1.5 minutes of service. A mistake that forgets the batch would give 3.75. */
static void ulds_of_a_flight_wait_as_a_batch_does(void **state)
{
    (void)state;
    double wait_min[REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct apron *apron = apron_new(r);
        apron->hall.main_uld_min = dist_constant(1.5);
        apron->flights_left = 10000;
        apron->flight_ulds = 30;
        apron->comes = sim_kind(apron->sim, "test.flight", bring_flight);
        open_ramp(apron);
        sim_in(apron->sim, 0, SIM_START, apron->comes, apron, 0);
        run_to_min(apron, 60 * 12000.0);
        assert_int_equal(apron->out_n, 300000);
        wait_min[r] = apron->wait_min / apron->out_n - 1.5;
        sim_free(apron->sim);
    }
    assert_theory("wait of a ULD", wait_min, 89.25, 0.07);
}

/* ---- the closed loop ------------------------------------------------------------------------- */

/* Two dollies, 10 minutes each way, 3 minutes a ULD. The first two come off at 3 and 6 and are at
 * the hall at 13 and 16; their dollies are back at 23 and 26: the next two come off at 26 and 29,
 * and are at the hall at 36 and 39; the fifth comes off at 49: 59. */
static void a_loader_waits_for_empty_dollies(void **state)
{
    (void)state;
    struct apron *apron = apron_new(0);
    apron->hall.dollies = 2;
    apron->hall.tug_trip_min = dist_constant(10);
    open_ramp(apron);
    block(apron, 5, 5, 1e6);
    run_to_min(apron, 100);
    const double out_min[] = {13, 16, 36, 39, 59};
    assert_int_equal(apron->out_n, 5);
    for (int i = 0; i < 5; i++)
        assert_near(apron->out_min[i], out_min[i], 1e-6);
    assert_equal(pool_busy(tugs_dollies(ramp_tugs(apron->ramp))), 0);
    sim_free(apron->sim);
}

/* Trains of two on three dollies, 10 minutes each way, one place at the hall, 4 minutes a ULD: off
 * at 6, at the hall at 16, taken in by 24, back at 34. The third ULD and the fourth need two
 * dollies, of which only one is free until then: off at 40. */
static void a_train_waits_for_all_its_dollies_and_its_tug_for_the_door(void **state)
{
    (void)state;
    struct apron *apron = apron_new(0);
    apron->hall.train_ulds = 2;
    apron->hall.dollies = 3;
    apron->hall.tug_trip_min = dist_constant(10);
    apron->hall.checkin_points = 1;
    apron->hall.uld_checkin_min = dist_constant(4);
    open_ramp(apron);
    block(apron, 4, 4, 1e6);
    run_to_min(apron, 33.999);
    assert_equal(apron->out_n, 2);
    assert_near(apron->out_min[1], 24, 1e-6);
    assert_int_equal(pool_busy(tugs_pool(ramp_tugs(apron->ramp))), 1);
    run_to_min(apron, 100);
    assert_equal(apron->out_n, 4);
    assert_near(apron->out_min[3], 58, 1e-6);
    sim_free(apron->sim);
}

/* The mean time between two ULDs at the hall, of one endless flight. */
static double minutes_a_uld(struct apron *apron)
{
    enum { ULDS = 40000, START = 1000 };
    apron->mark = START;
    open_ramp(apron);
    block(apron, ULDS, ULDS, 1e9);
    while (apron->out_n < ULDS)
        run_to_min(apron, now_min(apron) + 10000);
    double min = (apron->last_min - apron->mark_min) / (ULDS - START);
    sim_free(apron->sim);
    return min;
}

/* Equation (2) of tugs.h, by mean-value analysis [ReiserLavenberg1980]. Four dollies, loader and
 * check-in exponential with means 2 and 1.5, trips of mean 3 each way, of any shape:
 *   n   R1       R2       X          Q1        Q2
 *   1   2        1.5      0.1052632  0.2105263 0.1578947
 *   2   2.421053 1.736842 0.1968912  0.4766839 0.3419689
 *   3   2.953368 2.012953 0.2735648  0.8079376 0.5506733
 *   4   3.615875 2.326010 0.3349555
 * An open loop would pass 0.5 a minute, dollies without queues 4 / 9.5 = 0.42. */
static double mva_per_min(int dollies, double s1, double s2, double way)
{
    double q1 = 0, q2 = 0, x = 0;
    for (int n = 1; n <= dollies; n++) {
        double r1 = s1 * (1 + q1), r2 = s2 * (1 + q2);
        x = n / (2 * way + r1 + r2);
        q1 = x * r1;
        q2 = x * r2;
    }
    return x;
}

static void dollies_go_round_as_often_as_mean_value_analysis_says(void **state)
{
    (void)state;
    assert_near(mva_per_min(4, 2, 1.5, 3), 0.3349555, 5e-7);
    const struct dist way[] = {dist_constant(3), dist_lognormal(3, 1)};
    for (int shape = 0; shape < 2; shape++) {
        double min[REPLICATIONS];
        for (uint32_t r = 0; r < REPLICATIONS; r++) {
            struct apron *apron = apron_new(r);
            apron->hall.dollies = 4;
            apron->hall.main_uld_min = dist_exponential(2);
            apron->hall.tug_trip_min = way[shape];
            apron->hall.checkin_points = 1;
            apron->hall.uld_checkin_min = dist_exponential(1.5);
            min[r] = minutes_a_uld(apron);
        }
        assert_theory("minutes a ULD", min, 1 / mva_per_min(4, 2, 1.5, 3), 0.01);
    }
}

/* The same loop with a loader that takes no time and two places at the hall is machine repair: six
 * dollies are away for 12 minutes on average, two places take 3 minutes each, exponential. With k
 * at the hall, (6 - k) / 12 come and min(k, 2) / 3 are served a minute; p(k+1) / p(k) is the ratio
 * of the two: p = 1, 1.5, 0.9375, 0.46875, 0.17578, 0.043945, 0.0054932 over their sum 4.1314697.
 * Served: (1.5 + 2 x 1.6314697) / 3 / 4.1314697 = 0.3842813 a minute [Erlang1917]. */
static void the_door_of_the_hall_is_a_machine_repair_queue(void **state)
{
    (void)state;
    double min[REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct apron *apron = apron_new(r);
        apron->hall.dollies = 6;
        apron->hall.main_uld_min = dist_constant(0);
        apron->hall.tug_trip_min = dist_exponential(6);
        apron->hall.checkin_points = 2;
        apron->hall.uld_checkin_min = dist_exponential(3);
        min[r] = minutes_a_uld(apron);
    }
    assert_theory("minutes a ULD", min, 1 / 0.3842813, 0.01);
}

/* ---- lightning ------------------------------------------------------------------------------- */

/* One ULD: two hours of doors, two of offload, one of driving. A storm in each hour or so stops all
 * of it; it comes by what the storms took late, to the microsecond. */
static void lightning_puts_work_off_and_takes_none_away(void **state)
{
    (void)state;
    struct apron *apron = apron_new(0);
    apron->sky.stops_per_year[WEATHER_LIGHTNING] = 6000;
    apron->sky.stop_min[WEATHER_LIGHTNING] = dist_uniform(10, 20);
    for (int m = 0; m < 12; m++)
        apron->sky.month_index[WEATHER_LIGHTNING][m] = 1;
    apron->hall.doors_open_min = 120;
    apron->hall.main_uld_min = dist_constant(120);
    apron->hall.tug_trip_min = dist_constant(60);
    open_ramp(apron);
    block(apron, 1, 1, 1e6);
    run_to_min(apron, 2000);
    assert_int_equal(apron->out_n, 1);
    assert_greater(apron->lost_min, 10);
    assert_near(apron->out_min[0] - 300, apron->lost_min, 1e-6);
    sim_free(apron->sim);
}

/* ---- what the roster is given ---------------------------------------------------------------- */

static void look_away(struct sim *sim, void *station, uint64_t number)
{
    (void)sim, (void)station, (void)number;
}

/* On block at 06:30, doors 10 minutes, six ULDs off: 4 x 3 = 12 minutes by the main deck, the
 * slower: five people for 22 minutes, 11/6 h, from 06 to 07. It leaves at 18:10 with an expected
 * 300 / 900 of 30 ULDs, ten: 4 x 3 = 6 x 2 = 12 minutes, an hour of work, due 15 + 26 x 2 minutes
 * before it leaves, at 17:03. */
static void work_is_reported_in_the_hour_in_which_it_arises(void **state)
{
    (void)state;
    struct apron *apron = apron_new(0);
    apron->hall.doors_open_min = 10;
    apron->labour.review_weeks = 1000;
    apron->labour.shift_h = 8;
    open_ramp(apron);
    apron->labour.opening_weeks = 0; /* from now on work is counted */
    roster_connect(apron->roster, (struct roster_ports){.changed = {look_away, NULL}});
    roster_start(apron->roster);
    run_to_min(apron, 6 * 60 + 30);
    struct flight *flight = cargo_flight(&apron->cargo, block(apron, 6, 4, 18 * 60 + 10));
    flight->positions = 30;
    flight->kg_out = 300;
    flight->kg_out_max = 900;
    run_to_min(apron, 36 * 60);
    for (uint32_t h = 6; h < 30; h++) {
        double work_h = roster_mean_week(apron->roster, HALL_RAMP, ROSTER_WORK, h);
        double due_h = h == 6 ? 11.0 / 6 : h == 17 ? 1.0 : 0;
        assert_near(work_h, due_h, 1e-9);
    }
    sim_free(apron->sim);
}

/* Whoever listens for loading that is due. */
static void note_due(void *context, const struct trace_note *note)
{
    struct apron *apron = context;
    if (note->step == TRACE_LOAD_DUE) apron->due_min = now_min(apron);
}

/* Loaders not counted, 2 minutes a ULD, asked for 10 minutes ahead, leaves at 690. Of 20 positions
 * the crew is due at 690 - 10 - 20 x 2 = 640, of 46 at 690 - 10 - 46 x 2 = 588. With 70 % of its
 * payload booked, 14 of 20 are expected: five people for 28 minutes; of 46, 33 (32.2 rounded up).
 */
static void loading_is_due_in_time_for_all_positions(void **state)
{
    (void)state;
    const struct {
        uint32_t positions;
        double due_min, work_h;
    } want[] = {{20, 640, 5 * 28 / 60.0}, {46, 588, 5 * 66 / 60.0}};
    for (size_t i = 0; i < 2; i++) {
        struct apron *apron = apron_new(0);
        apron->hall.main_loaders = apron->hall.lower_loaders = 0;
        apron->hall.load_uld_min = 2;
        apron->hall.load_ahead_min = 10;
        apron->labour.review_weeks = 1000;
        open_ramp(apron);
        apron->labour.opening_weeks = 0;
        roster_connect(apron->roster, (struct roster_ports){.changed = {look_away, NULL}});
        roster_start(apron->roster);
        apron->cargo.trace = (struct trace){.listener = note_due, .context = apron};
        run_to_min(apron, 390);
        struct flight *flight = cargo_flight(&apron->cargo, block(apron, 0, 0, 690));
        flight->positions = want[i].positions;
        flight->kg_out = 70;
        flight->kg_out_max = 100;
        run_to_min(apron, 36 * 60);
        assert_near(apron->due_min, want[i].due_min, 1e-6);
        uint32_t hour = (uint32_t)(want[i].due_min / 60);
        assert_near(roster_mean_week(apron->roster, HALL_RAMP, ROSTER_WORK, hour), want[i].work_h,
                    1e-6);
        sim_free(apron->sim);
    }
}

/* Loaders not counted: a train of one ULD takes 3 minutes on average with a coefficient of
 * variation of 0.2, sd 0.6. Of 4,000 the mean is within 4 x 0.6 / sqrt(4000) = 0.038, and the
 * standard deviation within 4 x 0.6 / sqrt(8000) = 0.027: false alarm 1 in 8,000. A spread of 0.25,
 * or none, fails. */
static void offload_times_spread_as_the_setting_says(void **state)
{
    (void)state;
    enum { N = 4000 };
    double sum = 0, squares = 0;
    for (uint32_t r = 0; r < N; r++) {
        struct apron *apron = apron_new(r);
        apron->hall.main_loaders = apron->hall.lower_loaders = 0;
        apron->hall.offload_uld_min = 3;
        apron->hall.offload_cv = 0.2;
        open_ramp(apron);
        block(apron, 1, 1, 1e6);
        run_to_min(apron, 60);
        assert_int_equal(apron->out_n, 1);
        sum += apron->out_min[0];
        squares += (apron->out_min[0] - 3) * (apron->out_min[0] - 3);
        sim_free(apron->sim);
    }
    assert_near(sum / N, 3, 0.038);
    assert_near(sqrt(squares / N), 0.6, 0.027);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_decks_are_worked_side_by_side),
        cmocka_unit_test(loading_is_due_in_time_for_all_positions),
        cmocka_unit_test(offload_times_spread_as_the_setting_says),
        cmocka_unit_test(flights_wait_for_the_loader_of_their_deck),
        cmocka_unit_test(who_has_a_unit_but_cannot_go_on_is_blocked),
        cmocka_unit_test(a_tug_at_a_taken_door_is_blocked),
        cmocka_unit_test(ulds_of_a_flight_wait_as_a_batch_does),
        cmocka_unit_test(a_loader_waits_for_empty_dollies),
        cmocka_unit_test(a_train_waits_for_all_its_dollies_and_its_tug_for_the_door),
        cmocka_unit_test(dollies_go_round_as_often_as_mean_value_analysis_says),
        cmocka_unit_test(the_door_of_the_hall_is_a_machine_repair_queue),
        cmocka_unit_test(lightning_puts_work_off_and_takes_none_away),
        cmocka_unit_test(work_is_reported_in_the_hour_in_which_it_arises),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
