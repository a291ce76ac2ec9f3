// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims about crews by skill. What is by hand has its arithmetic in the comment; theory follows
 * the rule of tests/sim/theory.h. A hall that opens has 100,000 people on its ramp, so a share of
 * 1e-5 is one of them.
 */
#include "tests/models/apron.h"
#include "tests/sim/theory.h"
#include "tests/assertions.h"

static const double ONE = 1e-5; /* person, as a share of those there */

static struct apron *licensed_apron(uint32_t loaders, uint32_t tugs)
{
    struct apron *apron = apron_new(0);
    apron->hall.main_loaders = apron->hall.lower_loaders = 100;
    apron->hall.ramp_loader_drivers = apron->hall.ramp_tug_drivers = 1;
    apron->hall.ramp_loader_licence_share = loaders * ONE;
    apron->hall.ramp_tug_licence_share = tugs * ONE;
    open_ramp(apron);
    return apron;
}

/* Six flights of one ULD each, 3 minutes by the main deck: how many are done in the first 3
 * minutes. */
static uint32_t at_a_time(uint32_t loaders, uint32_t tugs)
{
    struct apron *apron = licensed_apron(loaders, tugs);
    for (int f = 0; f < 6; f++)
        block(apron, 1, 1, 1e6);
    run_to_min(apron, 4);
    uint32_t n = apron->out_n;
    run_to_min(apron, 100);
    assert_int_equal(apron->out_n, 6);
    sim_free(apron->sim);
    return n;
}

/* One loader driver and one tug driver an aircraft: min(l, floor((l + t) / 2)) aircraft at a time,
 * the aircraft being one-decked, and never fewer than what one with two decks would take: l of 2, l
 * + t of 3. */
static void the_scarcest_skill_limits(void **state)
{
    (void)state;
    assert_int_equal(at_a_time(2, 4), 2); /* tug drivers do not drive loaders */
    assert_int_equal(at_a_time(4, 0), 2); /* loader drivers drive the tugs as well */
    assert_int_equal(at_a_time(4, 1), 2); /* five people make two pairs */
    assert_int_equal(at_a_time(4, 2), 3);
    assert_int_equal(at_a_time(4, 4), 4);
    assert_int_equal(at_a_time(9, 9), 6); /* all there are */
}

/* With one licensed for loaders and nobody else: one that takes all it needs is served all the
 * same. */
static void one_aircraft_can_always_be_worked(void **state)
{
    (void)state;
    struct apron *apron = licensed_apron(1, 0);
    block(apron, 6, 4, 1e6);
    run_to_min(apron, 12.001);
    assert_int_equal(apron->out_n, 6);
    sim_free(apron->sim);
}

/* Three loader drivers, tugs as you like. The first flight has both decks and takes two for 4 x 3 =
 * 12 minutes; the second has both as well and waits; the third needs but one, who is free, and
 * waits behind it. At 12 the second starts, until 24, and the third beside it: its ULD is off at
 * 15. */
static void a_deck_takes_a_driver_and_nobody_overtakes(void **state)
{
    (void)state;
    struct apron *apron = licensed_apron(3, 90);
    block(apron, 6, 4, 1e6);
    block(apron, 6, 4, 1e6);
    block(apron, 1, 1, 1e6);
    run_to_min(apron, 12.001);
    assert_int_equal(apron->out_n, 6);
    assert_int_equal(pool_busy(crews_pool(ramp_crews(apron->ramp))), 2);
    run_to_min(apron, 100);
    /* second: 14, 15, 16, 18, 21, 24; third: 15 */
    const double out_min[] = {14, 15, 15, 16, 18, 21, 24};
    assert_int_equal(apron->out_n, 13);
    for (int i = 0; i < 7; i++)
        assert_near(apron->out_min[6 + i], out_min[i], 1e-6);
    /* 0, 12 and 12 minutes: 8 on average */
    assert_near(crews_wait_licensed_s(ramp_crews(apron->ramp)), 480, 1e-6);
    assert_near(crews_wait_s(ramp_crews(apron->ramp)), 480, 1e-6);
    sim_free(apron->sim);
}

/* Two loader drivers, three aircraft with both decks: off from 0 to 12 and from 12 to 24. The first
 * is due to be loaded at 18, 15 minutes and what 30 positions take, 4 x 3 < 26 x 2 = 52, before it
 * leaves at 85, and goes before the third: five ULDs,
 * four by the main deck, done at 36; then the third's first ULD comes off its lower deck at 38. Of
 * the first flight's expected ULDs, 300 / 900 of 30, ten go by both decks. */
static void who_is_to_be_loaded_goes_first(void **state)
{
    (void)state;
    struct apron *apron = licensed_apron(2, 90);
    apron->load_ulds = 5;
    struct flight *flight = cargo_flight(&apron->cargo, block(apron, 6, 4, 85));
    flight->positions = 30;
    flight->kg_out = 300;
    flight->kg_out_max = 900;
    block(apron, 6, 4, 1e6);
    block(apron, 6, 4, 1e6);
    run_to_min(apron, 100);
    assert_int_equal(apron->done_n, 1);
    assert_near(apron->done_min[0], 36, 1e-6);
    assert_near(apron->out_min[12], 38, 1e-6);
    assert_int_equal(pool_busy(crews_licensed(ramp_crews(apron->ramp), CARGO_MAY_LOAD)), 0);
    assert_int_equal(pool_busy(crews_licensed(ramp_crews(apron->ramp), CARGO_MAY_DRIVE)), 0);
    sim_free(apron->sim);
}

/* Crews and loaders in plenty, one licensed driver: the driver is the one server of (4) in ramp.h.
 * 30 ULDs each hour at 1.5 minutes: r = 0.75, mean wait of a ULD 1.5 x 0.75 / 0.5 + 1.5 x 29 / 0.5
 * = 89.25 minutes. Catches 7 %. */
static void one_licensed_driver_is_a_queue_of_batches(void **state)
{
    (void)state;
    double wait_min[REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct apron *apron = apron_new(r);
        apron->hall.main_loaders = 100;
        apron->hall.lower_loaders = 0;
        apron->hall.main_uld_min = dist_constant(1.5);
        apron->hall.ramp_loader_drivers = 1;
        apron->hall.ramp_loader_licence_share = ONE;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_scarcest_skill_limits),
        cmocka_unit_test(one_aircraft_can_always_be_worked),
        cmocka_unit_test(a_deck_takes_a_driver_and_nobody_overtakes),
        cmocka_unit_test(who_is_to_be_loaded_goes_first),
        cmocka_unit_test(one_licensed_driver_is_a_queue_of_batches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
