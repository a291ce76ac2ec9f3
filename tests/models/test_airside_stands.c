// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims about the airport station alone: runway, stands, permit, weather, with ports made by the
 * test. What is by hand has its arithmetic in the comment. Theory follows the rule of
 * tests/sim/theory.h: 20 replications, fixed seeds, 1 false alarm in 1,000, and the share of the
 * exact value that an error must reach to be caught.
 */
#include <string.h>

#include "models/airport.h"
#include "sim/chance/arrivals.h"
#include "tests/sim/theory.h"

enum { SEEN = 16 };

struct field { /* around the airport: a sky that sends flights, a ramp that turns them round */
    struct sim *sim;
    struct cargo cargo;
    struct airport_def def;
    struct weather_def sky;
    struct airport *airport;
    struct dist gap_h, turn_h;
    struct stream luck;
    int64_t start_us;
    uint32_t left_to_come;
    uint32_t blocked_n, lost_n, left_n, served_at_once, served_within_a_slot;
    double landed_s[SEEN], left_min[SEEN];
    double wait_s;
    uint16_t comes, turned;
};

static int64_t hours_us(double h)
{
    return (int64_t)(h * (double)DATE_HOUR_US);
}

static double since_start_min(const struct field *field, int64_t at_us)
{
    return (double)(at_us - field->start_us) / (double)DATE_MINUTE_US;
}

static void run_to_min(struct field *field, double minutes)
{
    sim_run_until(field->sim, field->start_us + (int64_t)(minutes * (double)DATE_MINUTE_US));
}

static void take_on_block(struct sim *sim, void *station, uint64_t number)
{
    struct field *field = station;
    const struct flight *flight = cargo_flight(&field->cargo, number);
    field->landed_s[field->blocked_n++ % SEEN] = since_start_min(field, flight->landed_us) * 60;
    double wait_s = (double)(flight->landed_us - flight->scheduled_us) / (double)DATE_SECOND_US;
    field->wait_s += wait_s;
    field->served_at_once += wait_s <= 0;
    field->served_within_a_slot += wait_s <= field->def.runway_separation_s;
    double turn_h = dist_draw(&field->turn_h, &field->luck);
    sim_in(sim, hours_us(turn_h), SIM_END, field->turned, field, number);
}

static void end_turn(struct sim *sim, void *station, uint64_t number)
{
    struct field *field = station;
    airport_release(sim, field->airport, number);
}

static void count_lost(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct field *field = station;
    field->lost_n++;
    slab_give(&field->cargo.flights, (uint32_t)number);
}

static void count_left(struct sim *sim, void *station, uint64_t number)
{
    struct field *field = station;
    field->left_min[field->left_n++ % SEEN] = since_start_min(field, sim_now_us(sim));
    slab_give(&field->cargo.flights, (uint32_t)number);
}

static void bring(struct field *field, bool narrow)
{
    uint32_t number = slab_take(&field->cargo.flights);
    struct flight *flight = cargo_flight(&field->cargo, number);
    flight->scheduled_us = sim_now_us(field->sim);
    flight->narrow = narrow;
    airport_accept(field->sim, field->airport, number);
}

static void come(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct field *field = station;
    bring(field, false);
    if (--field->left_to_come == 0) return;
    double gap_h = dist_draw(&field->gap_h, &field->luck);
    sim_in(sim, hours_us(gap_h), SIM_START, field->comes, field, 0);
}

/* The first of January, midnight; turns of two hours; stands and patience in plenty. */
static struct field *field_new(uint32_t replication)
{
    struct sim_def def = sim_def_default();
    def.seed = 17;
    def.replication = replication;
    def.start_us = date_us(2024, 1, 1);
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct field *field = sim_alloc(sim, sizeof *field);
    field->sim = sim;
    field->start_us = def.start_us;
    slab_start(&field->cargo.flights, sim, sizeof(struct flight));
    field->def = (struct airport_def){.stands_wide = 1000, .stands_narrow = 1000,
                                      .divert_after_h = 1000, .night_from_h = 23, .night_to_h = 7};
    field->sky.deicing_rigs = 1;
    field->turn_h = dist_constant(2);
    field->luck = stream_named(17, "test.flights", replication, 0);
    field->comes = sim_kind(sim, "test.flight", come);
    field->turned = sim_kind(sim, "test.turned", end_turn);
    return field;
}

static void open_airport(struct field *field)
{
    field->airport = airport_new(field->sim, &field->def, &field->cargo);
    airport_set_weather(field->airport, weather_new(field->sim, &field->sky));
    airport_connect(field->airport, (struct port){take_on_block, field},
                    (struct port){count_lost, field}, (struct port){count_left, field});
}

static const struct airport_counts *year_of(const struct field *field)
{
    return airport_year(field->airport);
}

/* ---- the runway ---- */

/* Three at once, 90 s apart: they land at 0, 90 and 180 s. Then 10 minutes of taxiing, 2 h on
 * block: the last has left at 0:03 + 0:10 + 2:00 = 2:13. */
static void landings_keep_their_separation(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.runway_separation_s = 90;
    field->def.taxi_min = 10;
    open_airport(field);
    for (int i = 0; i < 3; i++) bring(field, false);
    run_to_min(field, 132.999);
    assert_true(field->landed_s[0] == 0 && field->landed_s[1] == 90 && field->landed_s[2] == 180);
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
    for (int i = 0; i < 5; i++) bring(field, narrow[i]);
    run_to_min(field, 60);
    for (int i = 0; i < 5; i++) assert_true(field->landed_s[i] == lands_s[i]);
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
        assert_true(field->landed_s[1] == (shared ? 720 : 660));
        sim_free(field->sim);
    }
}

/* Poisson landings at rate l, s = 100 s apart: M/D/1 with rho = l s. Mean wait rho s / (2 (1 - rho)):
 * 50 s at 0.5, 200 s at 0.8 [Pollaczek-Khinchine]. The wait is at most t separations with chance
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
        while (field->left_n < flights) run_to_min(field, since_start_min(field, sim_now_us(field->sim)) + 1e5);
        mean_s[r] = field->wait_s / flights;
        at_once[r] = (double)field->served_at_once / flights;
        within[r] = (double)field->served_within_a_slot / flights;
        assert_true(fabs(tally_mean(airport_runway_wait_s(field->airport)) - mean_s[r]) < 1e-6);
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

/* ---- stands ---- */

/* One stand held 2 h: who comes second waits an hour and is diverted; who comes an hour after
 * that waits until 2:00 and lands. The least turn counts too: a turn of 2 h on a stand that
 * asks for 3 leaves after 3. */
static void a_flight_without_a_stand_waits_and_then_goes_elsewhere(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.stands_wide = 1;
    field->def.divert_after_h = 1;
    open_airport(field);
    bring(field, false);
    run_to_min(field, 1);
    bring(field, false);
    run_to_min(field, 61.001);
    assert_true(field->lost_n == 1 && year_of(field)->diverted == 1);
    field->def.turn_min_h = 3;
    bring(field, false);
    bring(field, true); /* narrow aircraft have stands of their own */
    run_to_min(field, 121);
    assert_int_equal(field->blocked_n, 3);
    assert_int_equal((int)field->landed_s[2], 7200);
    run_to_min(field, 299.999);
    assert_int_equal(field->left_n, 2);
    run_to_min(field, 300.001);
    assert_int_equal(field->left_n, 3);
    sim_free(field->sim);
}

/* Equation (3) of airport.h, B(5, 3) = 0.1100543478: flights that do not wait, five stands, a
 * turn of 1 h, three flights an hour. The shape of the turn does not matter. */
static void lost_share(const char *shape, struct dist turn_h)
{
    double share[REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct field *field = field_new(r);
        field->def.stands_wide = 5;
        field->def.divert_after_h = 1e-9;
        field->gap_h = dist_exponential(1.0 / 3);
        field->turn_h = turn_h;
        field->left_to_come = 120000;
        open_airport(field);
        sim_in(field->sim, 0, SIM_START, field->comes, field, 0);
        run_to_min(field, 60 * 45000.0);
        assert_int_equal(field->lost_n + field->left_n, 120000);
        assert_int_equal(year_of(field)->diverted, field->lost_n);
        share[r] = field->lost_n / 120000.0;
        sim_free(field->sim);
    }
    assert_theory(shape, share, erlang_b(5, 3), 0.02);
}

static void stands_turn_away_what_erlang_says_whatever_the_shape_of_the_turn(void **state)
{
    (void)state;
    assert_true(fabs(erlang_b(5, 3) - 0.1100543478) < 1e-10);
    lost_share("exponential turns", dist_exponential(1));
    lost_share("fixed turns", dist_constant(1));
    lost_share("lognormal turns", dist_lognormal(1, 1));
}

/* Flights by day and by night: l(t) = 2 (1 + 0.8 sin wt) an hour, w = 2 pi / 24 h, stands for
 * all. Exponential turns of mean T = 2.5 h: the mean number on stand is
 *   m(t) = 2 T (1 + 0.8 (sin wt - wT cos wt) / (1 + (wT)^2))             [Eick1993, 2.6]
 * with wT = 0.654498 and 1 + (wT)^2 = 1.428368: at 0, 6, 12, 18 h
 *   5 x (1 - 0.366571) = 3.167145, 5 x (1 + 0.560080) = 7.800398, 6.832855, 2.199602.
 * The apron is fullest a good two hours after the busiest hour of landings, not with it. */
static double sine_rate_per_h(const void *unused, int64_t at_us)
{
    (void)unused;
    double h = (double)(at_us % DATE_DAY_US) / (double)DATE_HOUR_US;
    return 2 * (1 + 0.8 * sin(2 * 3.14159265358979323846 * h / 24));
}

static void come_by_the_hour(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct arrivals *arrivals = station;
    struct field *field = sim_root(sim);
    bring(field, false);
    int64_t next_us = arrivals_next(arrivals, sine_rate_per_h, NULL, INT64_MAX);
    sim_at(sim, next_us, SIM_START, field->comes, arrivals, 0);
}

static void the_apron_follows_landings_that_change_by_the_hour(void **state)
{
    (void)state;
    const double exact[4] = {3.167145, 7.800398, 6.832855, 2.199602};
    double busy[4][REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct field *field = field_new(r);
        sim_set_root(field->sim, field);
        field->turn_h = dist_exponential(2.5);
        open_airport(field);
        struct arrivals *arrivals = sim_alloc(field->sim, sizeof *arrivals);
        arrivals_start(arrivals, 17, "test.sky", r, 0, field->start_us, 3.6);
        field->comes = sim_kind(field->sim, "test.sky", come_by_the_hour);
        int64_t first_us = arrivals_next(arrivals, sine_rate_per_h, NULL, INT64_MAX);
        sim_at(field->sim, first_us, SIM_START, field->comes, arrivals, 0);
        for (int i = 0; i < 4; i++) busy[i][r] = 0;
        for (int look = 4; look < 4 + 4 * 2500; look++) { /* from the second day on */
            run_to_min(field, 360.0 * look);
            busy[look % 4][r] += pool_busy(airport_stands(field->airport, false)) / 2500.0;
        }
        sim_free(field->sim);
    }
    for (int i = 0; i < 4; i++) assert_theory("stands in use", busy[i], exact[i], 0.02);
}

/* ---- the permit ---- */

/* A cap of 7 leaves room for three landings (6 movements); the other two are refused. One other
 * movement a year: none left for the fourth either way. */
static void the_cap_refuses_what_would_go_beyond_it(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.movement_cap_per_year = 7;
    field->def.other_movements_per_year = 1;
    open_airport(field);
    for (int i = 0; i < 5; i++) bring(field, false);
    assert_true(year_of(field)->landed == 3 && year_of(field)->refused == 2);
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
    for (int i = 0; i < 5; i++) bring(field, false);
    run_to_min(field, 359);
    assert_true(year_of(field)->landed == 3 && year_of(field)->refused == 0);
    run_to_min(field, 361);
    assert_true(year_of(field)->landed == 3 && year_of(field)->refused == 2);
    assert_true(pool_busy(airport_stands(field->airport, false)) == 0);
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
    for (int i = 0; i < 4; i++) bring(field, false);
    run_to_min(field, 180);
    assert_true(field->left_n == 1 && year_of(field)->night_held == 3);
    bring(field, false);
    assert_true(field->lost_n == 1 && year_of(field)->night_refused == 1);
    run_to_min(field, 419.999);
    assert_int_equal(field->left_n, 1);
    run_to_min(field, 450);
    assert_int_equal(field->left_n, 4);
    assert_true(field->left_min[1] == 420 && field->left_min[3] == 420);
    bring(field, false);
    run_to_min(field, 600);
    assert_true(field->left_n == 5 && year_of(field)->landed == 5);
    assert_true(year_of(field)->night == 4 && year_of(field)->night_left == 1);
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
        for (int i = 0; i < 5; i++) bring(field, false);
        assert_true(year_of(field)->night + year_of(field)->night_left <= 31);
    }
    run_to_min(field, 1440.0 * 21);
    assert_true(year_of(field)->night + year_of(field)->night_left == 31);
    assert_true(year_of(field)->night_refused == 100 - year_of(field)->landed);
    airport_new_year(field->airport);
    run_to_min(field, 1440.0 * 22);
    bring(field, false);
    assert_true(year_of(field)->night == 1 && year_of(field)->night_refused == 0);
    sim_free(field->sim);
}

/* ---- the sky ---- */

/* Every departure of January is de-iced, 30 minutes each, by one rig: turns that end at 2:00 leave
 * at 2:30, 3:00 and 3:30, and hold their stands so long. */
static void departures_wait_for_a_rig_and_hold_their_stands(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->sky.deicing_share[0] = 1;
    field->sky.deicing_min = dist_constant(30);
    open_airport(field);
    for (int i = 0; i < 3; i++) bring(field, false);
    run_to_min(field, 179.999);
    assert_int_equal(pool_busy(airport_stands(field->airport, false)), 2);
    run_to_min(field, 300);
    assert_true(field->left_min[0] == 150 && field->left_min[1] == 180 && field->left_min[2] == 210);
    assert_true(year_of(field)->deiced == 3);
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
        for (int m = 0; m < 12; m++) field->sky.month_index[WEATHER_LIGHTNING][m] = 1;
        struct weather *weather = weather_new(field->sim, &field->sky);
        int64_t at_us = field->start_us;
        for (int i = 0; i < 10000; i++) at_us = weather_until_us(weather, WEATHER_LIGHTNING, at_us, DATE_HOUR_US);
        h[r] = (double)(at_us - field->start_us) / (double)DATE_HOUR_US;
        assert_true(fabs(weather_lost_h(weather, WEATHER_LIGHTNING) - (h[r] - 10000)) < 1e-6);
        assert_true(weather_until_us(weather, WEATHER_SNOW, at_us, 5) == at_us + 5);
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
    for (int m = 0; m < 12; m++) field->sky.month_index[WEATHER_SNOW][m] = 1;
    struct weather *asked = weather_new(field->sim, &field->sky), *fresh = weather_new(field->sim, &field->sky);
    int64_t march_us = date_us(2024, 3, 1), april_us = date_us(2024, 4, 1);
    int stopped = 0;
    for (int minute = 0; minute < 3000; minute++) {
        int64_t at_us = march_us + minute * DATE_MINUTE_US;
        int64_t first_us = weather_until_us(fresh, WEATHER_SNOW, at_us, 0);
        weather_until_us(asked, WEATHER_SNOW, april_us + minute * DATE_DAY_US, 10);
        assert_true(weather_until_us(asked, WEATHER_SNOW, at_us, 0) == first_us);
        stopped += first_us > at_us;
    }
    assert_true(stopped > 0 && stopped < 3000);
    sim_free(field->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(landings_keep_their_separation),
        cmocka_unit_test(a_narrow_aircraft_keeps_clear_of_a_wide_ones_wake),
        cmocka_unit_test(departures_take_their_turn_on_a_shared_runway),
        cmocka_unit_test(the_runway_is_an_m_d_1_queue),
        cmocka_unit_test(a_flight_without_a_stand_waits_and_then_goes_elsewhere),
        cmocka_unit_test(stands_turn_away_what_erlang_says_whatever_the_shape_of_the_turn),
        cmocka_unit_test(the_apron_follows_landings_that_change_by_the_hour),
        cmocka_unit_test(the_cap_refuses_what_would_go_beyond_it),
        cmocka_unit_test(a_flight_that_waited_for_a_stand_does_not_slip_past_the_cap),
        cmocka_unit_test(the_night_quota_refuses_landings_and_holds_departures),
        cmocka_unit_test(the_night_quota_is_never_exceeded_and_starts_anew_each_year),
        cmocka_unit_test(departures_wait_for_a_rig_and_hold_their_stands),
        cmocka_unit_test(work_waits_out_the_stops_and_they_come_as_often_as_told),
        cmocka_unit_test(the_weather_of_a_day_does_not_depend_on_who_asks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
