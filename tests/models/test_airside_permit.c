// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims about the airport alone: runway, permit, weather, with ports made by the test. What is by
 * hand has its arithmetic in the comment. Theory follows the rule of tests/sim/theory.h: 20
 * replications, fixed seeds, 1 false alarm in 1,000, and the share of the exact value that an error
 * must reach to be caught.
 */
#include "tests/models/field.h"
#include "tests/sim/theory.h"
#include "tests/assertions.h"

/* ---- the runway ------------------------------------------------------------------------------ */

/* Three at once, 90 s apart: they land at 0, 90 and 180 s. Then 10 minutes of taxiing, 2 h on
 * block: the last has left at 0:03 + 0:10 + 2:00 = 2:13. */
static void landings_keep_their_separation(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.runway_separation_s = 90;
    field->def.taxi_min = 10;
    open_airport(field);
    for (int i = 0; i < 3; i++)
        bring(field, false);
    run_to_min(field, 132.999);
    assert_equal(field->landed_s[0], 0);
    assert_equal(field->landed_s[1], 90);
    assert_equal(field->landed_s[2], 180);
    assert_int_equal(field->left_n, 2);
    run_to_min(field, 133.001);
    assert_int_equal(field->left_n, 3);
    sim_free(field->sim);
}

/* Wide, narrow, narrow, wide, narrow at once, 90 s apart and 60 more for a narrow one behind a
 * wide one: 0, 150, 240, 330, 480 s. */
static void a_narrow_aircraft_keeps_clear_of_a_wide_ones_wake(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.runway_separation_s = 90;
    field->def.wake_extra_s = 60;
    open_airport(field);
    const bool narrow[] = {false, true, true, false, true};
    const double lands_s[] = {0, 150, 240, 330, 480};
    for (int i = 0; i < 5; i++)
        bring(field, narrow[i]);
    run_to_min(field, 60);
    for (int i = 0; i < 5; i++)
        assert_equal(field->landed_s[i], lands_s[i]);
    sim_free(field->sim);
}

/* Turns of 10 minutes. The flight of 0:00 leaves at 0:10; another wants to land at 0:11. On a
 * runway of its own it does; on a shared one, 120 s after the departure: 0:12. */
static void departures_take_their_turn_on_a_shared_runway(void **state)
{
    (void)state;
    for (int shared = 0; shared < 2; shared++) {
        struct field *field = field_new(0);
        field->def.runway_separation_s = 120;
        field->def.departures_share_runway = shared;
        field->turn_h = dist_constant(1.0 / 6);
        open_airport(field);
        bring(field, false);
        run_to_min(field, 11);
        assert_int_equal(field->left_n, 1);
        bring(field, false);
        run_to_min(field, 60);
        assert_equal(field->landed_s[1], (shared ? 720 : 660));
        sim_free(field->sim);
    }
}

/* Poisson landings at rate l, s = 100 s apart: M/D/1 with rho = l s. Mean wait rho s / (2 (1 -
 * rho)): 50 s at 0.5, 200 s at 0.8 [Pollaczek-Khinchine]. The wait is at most t separations with
 * chance
 *   F(t) = (1 - rho) sum over k = 0 .. floor(t) of e^x (-x)^k / k!, x = rho (t - k):
 * F(0) = 1 - rho: 0.5, 0.2; F(1) = (1 - rho) e^rho: 0.8243606, 0.4451082. */
static void runway(double rho, uint32_t flights, double caught)
{
    double mean_s[REPLICATIONS], at_once[REPLICATIONS], within[REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct field *field = field_new(r);
        field->def.runway_separation_s = 100;
        field->gap_h = dist_exponential(100 / rho / 3600);
        field->turn_h = dist_constant(0.01);
        field->left_to_come = flights;
        open_airport(field);
        sim_in(field->sim, 0, SIM_START, field->comes, field, 0);
        while (field->left_n < flights)
            run_to_min(field, since_start_min(field, sim_now_us(field->sim)) + 1e5);
        mean_s[r] = field->wait_s / flights;
        at_once[r] = (double)field->served_at_once / flights;
        within[r] = (double)field->served_within_a_slot / flights;
        assert_near(airport_counts(field->airport).wait_runway_s, mean_s[r], 1e-6);
        sim_free(field->sim);
    }
    assert_theory("runway: mean wait", mean_s, 100 * rho / (2 * (1 - rho)), caught);
    assert_theory("runway: lands at once", at_once, 1 - rho, caught);
    assert_theory("runway: lands within a separation", within, (1 - rho) * exp(rho), caught);
}

static void the_runway_is_an_m_d_1_queue(void **state)
{
    (void)state;
    runway(0.5, 100000, 0.02);
    runway(0.8, 200000, 0.03);
}

/* ---- the permit ------------------------------------------------------------------------------ */

/* A cap of 7 leaves room for three landings (6 movements); the other two are refused. One other
 * movement a year: none left for the fourth either way. */
static void the_cap_refuses_what_would_go_beyond_it(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.movement_cap_per_year = 7;
    field->def.other_movements_per_year = 1;
    open_airport(field);
    for (int i = 0; i < 5; i++)
        bring(field, false);
    assert_equal(year_of(field).landed, 3);
    assert_equal(year_of(field).refused, 2);
    assert_int_equal(field->lost_n, 2);
    sim_free(field->sim);
}

/* The same with one stand, so that all five are in time to ask but not to land: the fourth is
 * refused when the stand comes free, not before, and the fifth with it. */
static void a_flight_that_waited_for_a_stand_does_not_slip_past_the_cap(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.movement_cap_per_year = 6;
    field->def.stands_wide = 1;
    open_airport(field);
    for (int i = 0; i < 5; i++)
        bring(field, false);
    run_to_min(field, 359);
    assert_equal(year_of(field).landed, 3);
    assert_equal(year_of(field).refused, 0);
    run_to_min(field, 361);
    assert_equal(year_of(field).landed, 3);
    assert_equal(year_of(field).refused, 2);
    assert_equal(pool_busy(airport_stands(field->airport, false)), 0);
    sim_free(field->sim);
}

/* A quota of 5 movements between 23 and 7 h, turns of 2 h. Four flights land at 0:00 (4). At 2:00
 * the first leaves (5), the three others stay until 7:00. A landing at 3:00 is refused, one at
 * 7:30 is not. By day nobody counts. */
static void the_night_quota_refuses_landings_and_holds_departures(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.night_quota_per_year = 5;
    open_airport(field);
    for (int i = 0; i < 4; i++)
        bring(field, false);
    run_to_min(field, 180);
    assert_equal(field->left_n, 1);
    assert_equal(year_of(field).night_held, 3);
    bring(field, false);
    assert_equal(field->lost_n, 1);
    assert_equal(year_of(field).night_refused, 1);
    run_to_min(field, 419.999);
    assert_int_equal(field->left_n, 1);
    run_to_min(field, 450);
    assert_int_equal(field->left_n, 4);
    assert_equal(field->left_min[1], 420);
    assert_equal(field->left_min[3], 420);
    bring(field, false);
    run_to_min(field, 600);
    assert_equal(field->left_n, 5);
    assert_equal(year_of(field).landed, 5);
    assert_equal(year_of(field).night, 4);
    assert_equal(year_of(field).night_left, 1);
    sim_free(field->sim);
}

/* Twenty nights of five flights at 23:30 each, a quota of 31: never one more, and the calendar year
 * begins anew. */
static void the_night_quota_is_never_exceeded_and_starts_anew_each_year(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.night_quota_per_year = 31;
    open_airport(field);
    for (int day = 0; day < 20; day++) {
        run_to_min(field, 1440.0 * day + 1410);
        for (int i = 0; i < 5; i++)
            bring(field, false);
        assert_at_most(year_of(field).night + year_of(field).night_left, 31);
    }
    run_to_min(field, 1440.0 * 21);
    assert_equal(year_of(field).night + year_of(field).night_left, 31);
    assert_equal(year_of(field).night_refused, 100 - year_of(field).landed);
    airport_new_year(field->airport);
    run_to_min(field, 1440.0 * 22);
    bring(field, false);
    assert_equal(year_of(field).night, 1);
    assert_equal(year_of(field).night_refused, 0);
    sim_free(field->sim);
}

/* 366 movements at night in 2024, a year of 366 days: 31 until the end of January, 60 until the end
 * of February, all of them by the end of December. Three landings each night at 0:30, turns of 12
 * h: 30 in ten nights and one more on the eleventh; in February from 3 a night to 60 in the tenth.
 * On 16 December the other 306 of 310 land. */
static void a_night_quota_spread_by_month_keeps_some_for_the_later_ones(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.night_quota_per_year = 366;
    field->def.night_quota_spread = AIRPORT_MONTH;
    field->turn_h = dist_constant(12);
    open_airport(field);
    const uint64_t used[] = {30, 31, 31, 34, 60, 60};
    const int after_days[] = {10, 11, 31, 32, 42, 60};
    for (int day = 0, look = 0; day < 60; day++) {
        run_to_min(field, 1440.0 * day + 30);
        for (int i = 0; i < 3; i++)
            bring(field, false);
        if (day + 1 == after_days[look]) assert_int_equal(year_of(field).night, used[look++]);
    }
    assert_int_equal(year_of(field).night_refused, 60 * 3 - 60);
    run_to_min(field, 1440.0 * 350 + 30); /* 16 December */
    for (int i = 0; i < 310; i++)
        bring(field, false);
    assert_int_equal(year_of(field).night, 366);
    sim_free(field->sim);
}

/* One runway for both ways, an hour apart, turns of 2 h. Three flights come at 23:30 on New Year's
 * Eve: they land at 23:30, 0:30 and 1:30 and leave as the runway allows at 2:30, 3:30 and 4:30. So
 * the old year has one movement, at night, and the new one five, all at night. */
static void a_movement_and_its_night_are_of_the_year_of_the_runway(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.runway_separation_s = 3600;
    field->def.departures_share_runway = true;
    open_airport(field);
    run_to_min(field, 365 * 1440.0 + 1410);
    for (int i = 0; i < 3; i++)
        bring(field, false);
    run_to_min(field, 366 * 1440.0);
    struct airport_counts year = year_of(field);
    assert_equal(year.landed, 1);
    assert_equal(year.night, 1);
    assert_equal(year.left, 0);
    airport_new_year(field->airport);
    run_to_min(field, 366 * 1440.0 + 300);
    year = year_of(field);
    assert_equal(year.landed, 2);
    assert_equal(year.night, 2);
    assert_equal(year.left, 3);
    assert_equal(year.night_left, 3);
    sim_free(field->sim);
}

/* The same three at 3:45: they land at 3:45, 4:45 and 5:45 and are ready at 5:45, 6:45 and 7:45.
 * The runway has room for the first at 6:45, at night, and for the second at 7:45, by day. */
static void a_departure_is_at_night_if_the_runway_is_used_then(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.runway_separation_s = 3600;
    field->def.departures_share_runway = true;
    open_airport(field);
    run_to_min(field, 225);
    for (int i = 0; i < 3; i++)
        bring(field, false);
    run_to_min(field, 600);
    const struct airport_counts year = year_of(field);
    assert_equal(year.left, 3);
    assert_equal(year.night, 3);
    assert_equal(year.night_left, 1);
    sim_free(field->sim);
}

/* ---- the sky --------------------------------------------------------------------------------- */

/* Every departure of January is de-iced, 30 minutes each, by one rig: turns that end at 2:00 leave
 * at 2:30, 3:00 and 3:30, and hold their stands so long. */
static void departures_wait_for_a_rig_and_hold_their_stands(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->sky.deicing_share[0] = 1;
    field->sky.deicing_min = dist_constant(30);
    open_airport(field);
    for (int i = 0; i < 3; i++)
        bring(field, false);
    run_to_min(field, 179.999);
    assert_int_equal(pool_busy(airport_stands(field->airport, false)), 2);
    run_to_min(field, 300);
    assert_equal(field->left_min[0], 150);
    assert_equal(field->left_min[1], 180);
    assert_equal(field->left_min[2], 210);
    assert_equal(year_of(field).deiced, 3);
    /* 0, 30 and 60 minutes for the rig */
    assert_near(airport_counts(field->airport).wait_deicing_s, 1800, 1e-6);
    sim_free(field->sim);
}

/* Stops of exactly 60 minutes, 365.25 a year: one a day on average. Work of W hours begun at random
 * times lasts, in the long run, as long as the open share of time makes it. Stops that overlap are
 * one: a moment is open if no stop began in the hour before it, so the open share is e^(-1/24) =
 * 0.9592 [Poisson]. Work of 10,000 h in a row takes 10,000 / 0.9592 = 10,425.5 h. */
static void work_waits_out_the_stops_and_they_come_as_often_as_told(void **state)
{
    (void)state;
    double h[REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct field *field = field_new(r);
        field->sky.stops_per_year[WEATHER_LIGHTNING] = 365.25;
        field->sky.stop_min[WEATHER_LIGHTNING] = dist_constant(60);
        for (int m = 0; m < 12; m++)
            field->sky.month_index[WEATHER_LIGHTNING][m] = 1;
        struct weather *weather = weather_new(field->sim, &field->sky);
        int64_t at_us = field->start_us;
        for (int i = 0; i < 10000; i++)
            at_us = weather_until_us(weather, WEATHER_LIGHTNING, at_us, DATE_HOUR_US);
        h[r] = (double)(at_us - field->start_us) / (double)DATE_HOUR_US;
        assert_near(weather_lost_h(weather, WEATHER_LIGHTNING), h[r] - 10000, 1e-6);
        assert_equal(weather_until_us(weather, WEATHER_SNOW, at_us, 5), at_us + 5);
        sim_free(field->sim);
    }
    assert_theory("hours for 10,000 of work", h, 10000 * exp(1.0 / 24), 0.005);
}

/* The same question gets the same answer whatever was asked before: a stop in March is there
 * whether or not somebody asked about April. And a stop stops what is asked to take no time. */
static void the_weather_of_a_day_does_not_depend_on_who_asks(void **state)
{
    (void)state;
    struct field *field = field_new(3);
    field->sky.stops_per_year[WEATHER_SNOW] = 2000;
    field->sky.stop_min[WEATHER_SNOW] = dist_constant(45);
    for (int m = 0; m < 12; m++)
        field->sky.month_index[WEATHER_SNOW][m] = 1;
    struct weather *asked = weather_new(field->sim, &field->sky),
                   *fresh = weather_new(field->sim, &field->sky);
    int64_t march_us = date_us(2024, 3, 1), april_us = date_us(2024, 4, 1);
    int stopped = 0;
    for (int minute = 0; minute < 3000; minute++) {
        int64_t at_us = march_us + minute * DATE_MINUTE_US;
        int64_t first_us = weather_until_us(fresh, WEATHER_SNOW, at_us, 0);
        weather_until_us(asked, WEATHER_SNOW, april_us + minute * DATE_DAY_US, 10);
        assert_equal(weather_until_us(asked, WEATHER_SNOW, at_us, 0), first_us);
        stopped += first_us > at_us;
    }
    assert_greater(stopped, 0);
    assert_less(stopped, 3000);
    sim_free(field->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(landings_keep_their_separation),
        cmocka_unit_test(a_narrow_aircraft_keeps_clear_of_a_wide_ones_wake),
        cmocka_unit_test(departures_take_their_turn_on_a_shared_runway),
        cmocka_unit_test(the_runway_is_an_m_d_1_queue),
        cmocka_unit_test(the_cap_refuses_what_would_go_beyond_it),
        cmocka_unit_test(a_flight_that_waited_for_a_stand_does_not_slip_past_the_cap),
        cmocka_unit_test(the_night_quota_refuses_landings_and_holds_departures),
        cmocka_unit_test(the_night_quota_is_never_exceeded_and_starts_anew_each_year),
        cmocka_unit_test(a_night_quota_spread_by_month_keeps_some_for_the_later_ones),
        cmocka_unit_test(a_movement_and_its_night_are_of_the_year_of_the_runway),
        cmocka_unit_test(a_departure_is_at_night_if_the_runway_is_used_then),
        cmocka_unit_test(departures_wait_for_a_rig_and_hold_their_stands),
        cmocka_unit_test(work_waits_out_the_stops_and_they_come_as_often_as_told),
        cmocka_unit_test(the_weather_of_a_day_does_not_depend_on_who_asks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
