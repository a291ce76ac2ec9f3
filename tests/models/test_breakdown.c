// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the way from the aircraft to the teams that empty containers, each station alone
 * (yard.h). By hand: the arithmetic stands in the comment. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/hall/breakdown.h"
#include "models/airside/ramp.h"
#include "tests/models/yard.h"
#include "tests/assertions.h"

/* ---- ramp ------------------------------------------------------------------------------------ */

static void load_nothing(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct yard *yard = station;
    struct flight *flight = cargo_flight(&yard->cargo, number);
    flight->ulds_out = 0;
    flight->kg_out = 0;
}

static void count_done(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    (void)number;
    struct yard *yard = station;
    yard->left_n++;
}

/* 41,073 kg and 164,294 parcels on 19 ULDs divide into no whole numbers: all of them must come
 * off all the same, and nothing be left on the ramp. Trains of 4, one tug, 10 minutes each way:
 * 5 trains need 5 x 20 minutes less the last way back, so the last ULD comes in after 90
 * minutes at the least. */
static void every_kilogram_and_parcel_comes_off_the_flight(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const struct lane_def lane = {.business = LANE_ECOMMERCE, .parcel_share_in = 1};
    struct hall_def *hall = &yard->hall;
    hall->ramp_crew = 8;
    hall->tugs = 1;
    hall->train_ulds = 4;
    hall->doors_open_min = 12;
    hall->offload_uld_min = hall->load_uld_min = 1.8;
    hall->tug_trip_min = dist_constant(10);
    hall->bag_parcels = 25;
    struct ramp *ramp = ramp_new(yard->sim, hall, 0, &lane, &yard->cargo, yard->roster);
    ramp_connect(ramp, (struct ramp_ports){.out = {take_out, yard},
                                           .done = {count_done, yard},
                                           .take = {load_nothing, yard}});
    ramp_staff(ramp);
    uint32_t number = slab_take(&yard->cargo.flights);
    *cargo_flight(&yard->cargo, number) =
        (struct flight){.kg_in = 41073, .parcels_in = 164294, .ulds_in = 19, .kg_out_max = 100000};
    ramp_accept(yard->sim, ramp, number);
    assert_equal(ramp_counts(ramp).inside.g, 1000 * 41073);
    assert_equal(ramp_counts(ramp).inside.ulds, 19);
    run_to_min(yard, 1000);
    assert_equal(yard->out_n, 19);
    assert_equal(yard->out_kg, 41073);
    assert_equal(yard->out_parcels, 164294);
    assert_equal(ramp_counts(ramp).inside.g, 1000 * 0);
    assert_equal(ramp_counts(ramp).inside.parcels, 0);
    assert_equal(ramp_counts(ramp).inside.ulds, 0);
    assert_greater(yard->last_out_min, 90);
    assert_int_equal(yard->left_n, 1);
    assert_int_equal(pool_busy(crews_pool(ramp_crews(ramp))), 0);
    assert_int_equal(pool_busy(tugs_pool(ramp_tugs(ramp))), 0);
    sim_free(yard->sim);
}

/* ---- breakdown ------------------------------------------------------------------------------- */

static struct breakdown *open_floor(struct yard *yard, double setup_min)
{
    struct hall_def *hall = &yard->hall;
    hall->phase_m2[0] = 1500;
    hall->phase_opens_us[1] = hall->phase_opens_us[2] = DATE_NEVER_US;
    hall->m2_per_workstation = 300; /* 5 places, of which breakdown gets (3 x 5 + 3) / 4 = 4 */
    hall->team = 3;
    hall->pieces_per_worker_h = 100;
    hall->general_t_per_team_h = 2.5;
    hall->uld_setup_min = dist_constant(setup_min);
    struct breakdown *floor = breakdown_new(yard->sim, hall, &yard->cargo, yard->roster);
    breakdown_connect(
        floor, (struct breakdown_ports){.out = {take_out, yard}, .intact = {take_out, yard}});
    breakdown_staff(floor);
    return floor;
}

/* (1) 600 pieces / (3 x 100 per h) = 2 h, and 4 minutes of setup: empty after 124 minutes, half
 * empty, when its contents go on, after 64. (2) 1 t / 2.5 t/h = 24 minutes, and 4: half empty after
 * 16. An intact ULD goes through at once. */
static void a_uld_takes_setup_plus_its_pieces_or_its_tonnes(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct breakdown *floor = open_floor(yard, 4);
    breakdown_accept(yard->sim, floor, new_uld(yard, CARGO_PARCELS, 2000, 9000, 600));
    breakdown_accept(yard->sim, floor, new_uld(yard, CARGO_GENERAL, 1000, 0, 0));
    uint32_t intact = new_uld(yard, CARGO_GENERAL, 3000, 0, 0);
    cargo_uld(&yard->cargo, intact)->intact = true;
    breakdown_accept(yard->sim, floor, intact);
    assert_int_equal(yard->out_n, 1);
    assert_equal(breakdown_counts(floor).inside.g, 3000000);
    assert_equal(breakdown_counts(floor).inside.parcels, 9000);
    run_to_min(yard, 16);
    assert_int_equal(yard->out_n, 1);
    run_to_min(yard, 16.001);
    assert_int_equal(yard->out_n, 2);
    run_to_min(yard, 63.999);
    assert_int_equal(yard->out_n, 2);
    run_to_min(yard, 64.001);
    assert_int_equal(yard->out_n, 3);
    run_to_min(yard, 123.999);
    assert_equal(breakdown_counts(floor).out.ulds, 1);
    run_to_min(yard, 124.001);
    assert_equal(breakdown_counts(floor).out.ulds, 2);
    assert_equal(breakdown_counts(floor).unopened.ulds, 1);
    assert_equal(breakdown_counts(floor).inside.g, 0);
    assert_equal(breakdown_counts(floor).inside.ulds, 0);
    sim_free(yard->sim);
}

/* n ULDs at once, c teams, each s: the last is done after s ceil(n / c); waits are s floor(i /
 * c), i = 0 .. n - 1. For 30, 4 and 6 minutes (4 of setup, 10 pieces at 300 an hour): 48
 * minutes; (6 / 30) (4 x (0 + .. + 6) + 2 x 7) = 19.6. */
static void a_batch_of_ulds_is_done_when_the_closed_form_says(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct breakdown *floor = open_floor(yard, 4);
    assert_int_equal(pool_size(breakdown_teams(floor)), 4);
    for (int i = 0; i < 30; i++)
        breakdown_accept(yard->sim, floor, new_uld(yard, CARGO_PARCELS, 50, 100, 10));
    assert_int_equal(pool_busy(breakdown_teams(floor)), 4);
    run_to_min(yard, 1000);
    assert_int_equal(yard->out_n, 30);
    /* contents go on 4 + 2 / 2 = 5 minutes after their team started, a minute before it is done */
    assert_near(yard->last_out_min, 48 - 1, 1e-6);
    assert_near(yard->out_min_sum / 30 - 5, 19.6, 1e-6);
    assert_near(tally_mean(pool_wait_s(breakdown_teams(floor))) / 60, 19.6, 1e-6);
    /* 30 ULDs x 3 people x 6 min */
    assert_near(breakdown_counts(floor).busy_worker_h, 30 * 3 * 0.1, 1e-6);
    sim_free(yard->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kilogram_and_parcel_comes_off_the_flight),
        cmocka_unit_test(a_uld_takes_setup_plus_its_pieces_or_its_tonnes),
        cmocka_unit_test(a_batch_of_ulds_is_done_when_the_closed_form_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
