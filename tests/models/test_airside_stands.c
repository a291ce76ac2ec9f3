// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims about the airport alone: stands, who waits for them and who goes elsewhere, with ports
 * made by the test. What is by hand has its arithmetic in the comment. Theory follows the rule of
 * tests/sim/theory.h: 20 replications, fixed seeds, 1 false alarm in 1,000, and the share of the
 * exact value that an error must reach to be caught.
 */
#include "sim/random/arrivals.h"
#include "tests/models/field.h"
#include "tests/sim/theory.h"
#include "tests/assertions.h"

/* ---- stands ---------------------------------------------------------------------------------- */

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
    assert_equal(field->lost_n, 1);
    assert_equal(year_of(field).diverted, 1);
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
        assert_int_equal(year_of(field).diverted, field->lost_n);
        share[r] = field->lost_n / 120000.0;
        sim_free(field->sim);
    }
    assert_theory(shape, share, erlang_b(5, 3), 0.02);
}

static void stands_turn_away_what_erlang_says_whatever_the_shape_of_the_turn(void **state)
{
    (void)state;
    assert_near(erlang_b(5, 3), 0.1100543478, 1e-10);
    lost_share("exponential turns", dist_exponential(1));
    lost_share("fixed turns", dist_constant(1));
    lost_share("lognormal turns", dist_lognormal(1, 1));
}

/* ---- narrow aircraft on wide stands ---------------------------------------------------------- */

/* One narrow stand, two wide ones of which one is kept, turns of 2 h. Four narrow aircraft at 0:00:
 * one on its own stand, one on a wide one, two wait. A wide one at 1:00 has the stand that was
 * kept. At 2:00 the third takes the narrow stand; one wide stand is free again, and kept. At 3:00
 * so is the other: the fourth takes it. Waits of 2 and 3 h, 1 h in the mean of five. */
static void narrow_aircraft_take_wide_stands_but_those_that_are_kept(void **state)
{
    (void)state;
    struct field *field = field_new(0);
    field->def.stands_narrow = 1;
    field->def.stands_wide = 2;
    field->def.narrow_on_wide = true;
    field->def.wide_stands_kept = 1;
    open_airport(field);
    for (int i = 0; i < 4; i++)
        bring(field, true);
    assert_int_equal(year_of(field).landed, 2);
    run_to_min(field, 60);
    bring(field, false);
    assert_int_equal(year_of(field).landed, 3);
    run_to_min(field, 121);
    assert_int_equal(year_of(field).landed, 4);
    run_to_min(field, 179.999);
    assert_int_equal(year_of(field).landed, 4);
    run_to_min(field, 180.001);
    assert_int_equal(year_of(field).landed, 5);
    assert_int_equal(year_of(field).narrow_on_wide, 2);
    assert_near(airport_counts(field->airport).wait_stand_h, 1, 1e-9);
    run_to_min(field, 600);
    assert_int_equal(field->left_n, 5);
    assert_int_equal(pool_busy(airport_stands(field->airport, true)), 0);
    assert_int_equal(pool_busy(airport_stands(field->airport, false)), 0);
    sim_free(field->sim);
}

/* Wide and narrow aircraft at random, 4 an hour in all, turns of 1 h; nobody waits. */
static void come_of_both_sizes(struct sim *sim, void *station, uint64_t narrow_only)
{
    struct field *field = station;
    bool narrow = stream_uniform(&field->stream) < 0.5;
    bring(field, narrow_only || narrow);
    if (--field->left_to_come == 0) return;
    double gap_h = dist_draw(&field->gap_h, &field->stream);
    sim_in(sim, hours_us(gap_h), SIM_START, field->comes, field, narrow_only);
}

static struct field *crowd(uint32_t r, uint32_t wide, uint32_t narrow, uint32_t kept,
                           bool narrow_only)
{
    struct field *field = field_new(r);
    field->def.stands_wide = wide;
    field->def.stands_narrow = narrow;
    field->def.narrow_on_wide = true;
    field->def.wide_stands_kept = kept;
    field->def.divert_after_h = 1e-9;
    field->gap_h = dist_exponential(0.25);
    field->turn_h = dist_exponential(1);
    field->left_to_come = 120000;
    field->comes = sim_kind(field->sim, "test.both", come_of_both_sizes);
    open_airport(field);
    sim_in(field->sim, 0, SIM_START, field->comes, field, narrow_only);
    run_to_min(field, 60 * 45000.0);
    assert_int_equal(field->lost_n + field->left_n, 120000);
    return field;
}

/* (1) of stands.h, five wide stands, one kept, two narrow and two wide aircraft an hour: p = 1, 4,
 * 8, 32/3, 32/3, 64/15 over 38.6. Narrow ones lose (32/3 + 64/15) / 38.6 = 0.386874, wide ones
 * 64/15 / 38.6 = 0.110535: together 0.248705. Without a kept stand it were B(5, 4) = 0.199067. */
static void a_kept_stand_divides_the_loss_as_reckoned(void **state)
{
    (void)state;
    double share[REPLICATIONS], narrow[REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct field *field = crowd(r, 5, 0, 1, false);
        share[r] = field->lost_n / 120000.0;
        narrow[r] = (double)year_of(field).narrow_on_wide / 60000.0;
        sim_free(field->sim);
    }
    assert_theory("lost of both", share, (32.0 / 3 + 2 * 64.0 / 15) / (2 * 38.6), 0.02);
    assert_theory("narrow ones that land", narrow, 1 - (32.0 / 3 + 64.0 / 15) / 38.6, 0.02);
}

/* (2) of stands.h: four narrow aircraft an hour, three narrow stands: B(3, 4) = 0.450704 of them
 * stand on wide ones. Five wide ones, of which two are kept: none lands if 3 + 3 are taken, B(6, 4)
 * = 0.117162. */
static void narrow_aircraft_spill_over_as_erlang_says(void **state)
{
    (void)state;
    double spilt[REPLICATIONS], lost[REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct field *field = crowd(r, 500, 3, 0, true);
        spilt[r] = (double)year_of(field).narrow_on_wide / 120000.0;
        sim_free(field->sim);
        field = crowd(r, 5, 3, 2, true);
        lost[r] = field->lost_n / 120000.0;
        sim_free(field->sim);
    }
    assert_theory("on wide stands", spilt, erlang_b(3, 4), 0.02);
    assert_theory("lost", lost, erlang_b(6, 4), 0.02);
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
        for (int i = 0; i < 4; i++)
            busy[i][r] = 0;
        for (int look = 4; look < 4 + 4 * 2500; look++) { /* from the second day on */
            run_to_min(field, 360.0 * look);
            busy[look % 4][r] += pool_busy(airport_stands(field->airport, false)) / 2500.0;
        }
        sim_free(field->sim);
    }
    for (int i = 0; i < 4; i++)
        assert_theory("stands in use", busy[i], exact[i], 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flight_without_a_stand_waits_and_then_goes_elsewhere),
        cmocka_unit_test(stands_turn_away_what_erlang_says_whatever_the_shape_of_the_turn),
        cmocka_unit_test(narrow_aircraft_take_wide_stands_but_those_that_are_kept),
        cmocka_unit_test(a_kept_stand_divides_the_loss_as_reckoned),
        cmocka_unit_test(narrow_aircraft_spill_over_as_erlang_says),
        cmocka_unit_test(the_apron_follows_landings_that_change_by_the_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
