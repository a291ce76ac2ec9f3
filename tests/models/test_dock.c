// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about doors and trucks, alone (yard.h). By hand: the arithmetic stands in the comment. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/landside/dock.h"
#include "tests/models/yard.h"
#include "tests/assertions.h"

static struct dock *open_dock(struct yard *yard, double area_m2)
{
    struct hall_def *hall = &yard->hall;
    hall->phase_m2[0] = area_m2;
    hall->phase_opens_us[1] = hall->phase_opens_us[2] = DATE_NEVER_US;
    hall->m2_per_door = 500;
    hall->dock_team = 2;
    hall->destination_share[0] = 1;
    hall->wave_hour[0] = 6;
    hall->wave_hour[1] = hall->wave_hour[2] = hall->wave_hour[3] = 24;
    hall->parcel_truck_kg = 1000;
    hall->general_truck_kg = 5000;
    hall->truck_load_min = dist_constant(40);
    hall->uld_load_share = 0.4;
    struct dock *dock = dock_new(yard->sim, hall, &yard->cargo, yard->roster);
    dock_connect(dock, (struct dock_ports){.received = {take_out, yard}});
    dock_staff(dock);
    return dock;
}

/* 600 kg at 1:00, 600 kg at 2:00, trucks of 1,000 kg. At 2:00 there is a truckload: 40 minutes
 * at the door, off at 2:40 with 1,000 kg and 60 + 60 x 400 / 600 = 100 parcels. The other 200
 * kg and 20 parcels wait for the wave at 6:00; a fifth of a truck takes 40 (1/4 + 3/4 / 5) = 16
 * minutes: off at 6:16. */
static void a_truck_leaves_full_or_at_its_hour(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct dock *dock = open_dock(yard, 500);
    run_to_min(yard, 60);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 600, 60, 60));
    run_to_min(yard, 120);
    assert_int_equal(pool_busy(dock_doors(dock)), 0);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 600, 60, 60));
    assert_int_equal(pool_busy(dock_doors(dock)), 1);
    run_to_min(yard, 160);
    assert_equal(dock_counts(dock).trucks, 0);
    assert_equal(dock_counts(dock).inside.g, 1200000);
    run_to_min(yard, 160.001);
    assert_equal(dock_counts(dock).trucks, 1);
    assert_equal(dock_counts(dock).out.g, 1000000);
    assert_equal(dock_counts(dock).out.parcels, 100);
    run_to_min(yard, 376);
    assert_equal(dock_counts(dock).trucks, 1);
    run_to_min(yard, 376.001);
    assert_equal(dock_counts(dock).trucks, 2);
    assert_equal(dock_counts(dock).out.g, 1200000);
    assert_equal(dock_counts(dock).out.parcels, 120);
    assert_equal(dock_counts(dock).inside.g, 0);
    assert_equal(dock_counts(dock).inside.parcels, 0);
    sim_free(yard->sim);
}

/* Half of 2,000 kg of parcels leaves when a truck is full, the other half waits for more: on block
 * at 0:00, off at 0:40. Of all general cargo, none has come: no value. In the year that follows,
 * the half still there is not short of anything but a truck: none has left, none has a dwell. */
static void dwell_counts_what_has_not_left(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct dock *dock = open_dock(yard, 500);
    dock_expect(dock, DOCK_PARCELS, yard->start_us, 1900000);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 1900, 190, 190));
    run_to_min(yard, 300); /* before the wave at 6:00 */
    assert_int_equal(dock_counts(dock).trucks, 1);
    assert_equal(dock_dwell_quantile_h(dock, DOCK_PARCELS, 0.5) * 60, 40);
    assert_unknown(dock_dwell_quantile_h(dock, DOCK_PARCELS, 0.6));
    assert_unknown(dock_dwell_quantile_h(dock, DOCK_ALL, 0.95));
    assert_unknown(dock_dwell_mean_h(dock, DOCK_GENERAL));
    double mean_h = (1000 * 40 / 60.0 + 900 * 4) / 1900; /* since 0:00 or 1:00: 4 h at least */
    assert_near(dock_dwell_mean_h(dock, DOCK_PARCELS) / mean_h, 1, 0.02);
    dock_new_year(dock);
    run_to_min(yard, 340);
    assert_unknown(dock_dwell_quantile_h(dock, DOCK_PARCELS, 0.01));
    assert_near(dock_dwell_mean_h(dock, DOCK_PARCELS) * 60 / 280, 1, 0.02);
    sim_free(yard->sim);
}

/* On block at 0:00: 700 kg are at the dock at 6:00, in time to the second, and 300 a second later;
 * 500 that came on block at 1:00 are there at 7:00. Of 1,500 kg, 1,200 are ready within six hours;
 * in a new year nothing has come. */
static void ready_is_at_the_dock_within_six_hours(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct dock *dock = open_dock(yard, 500);
    uint32_t number[3] = {new_uld(yard, CARGO_GENERAL, 700, 0, 0),
                          new_uld(yard, CARGO_PARCELS, 300, 30, 30)};
    dock_expect(dock, DOCK_GENERAL, yard->start_us, 700000);
    dock_expect(dock, DOCK_PARCELS, yard->start_us, 300000);
    run_to_min(yard, 60);
    dock_expect(dock, DOCK_PARCELS, sim_now_us(yard->sim), 500000);
    number[2] = new_uld(yard, CARGO_PARCELS, 500, 50, 50);
    run_to_min(yard, 360);
    dock_accept(yard->sim, dock, number[0]);
    run_to_min(yard, 360 + 1.0 / 60);
    dock_accept(yard->sim, dock, number[1]);
    run_to_min(yard, 420);
    dock_accept(yard->sim, dock, number[2]);
    assert_equal(dock_counts(dock).landed_g[DOCK_PARCELS], 800000);
    assert_equal(dock_counts(dock).ready_g[DOCK_PARCELS], 500000);
    assert_equal(dock_counts(dock).landed_g[DOCK_GENERAL], 700000);
    assert_equal(dock_counts(dock).ready_g[DOCK_GENERAL], 700000);
    dock_new_year(dock);
    assert_equal(dock_counts(dock).landed_g[DOCK_PARCELS], 0);
    assert_equal(dock_counts(dock).ready_g[DOCK_PARCELS], 0);
    sim_free(yard->sim);
}

/* One door: a full truck asked for at 0:00 takes it until 0:40, an export truck that came at 0:10
 * waits 30 minutes and has it from then until 1:20; the freight it brings is handed on whole.
 * Import trucks that ask meanwhile wait behind it. */
static void export_trucks_use_the_same_doors(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct dock *dock = open_dock(yard, 500);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 1000, 100, 100));
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 1000, 100, 100));
    run_to_min(yard, 10);
    dock_receive(yard->sim, dock, new_uld(yard, CARGO_GENERAL, 4321, 0, 0));
    assert_equal(dock_counts(dock).export_kg_inside, 4321);
    run_to_min(yard, 79.999);
    assert_equal(yard->out_n, 0);
    assert_equal(dock_counts(dock).trucks, 1);
    assert_equal(dock_counts(dock).gate_wait_mean_min, 30);
    assert_equal(dock_counts(dock).gate_wait_p95_min, 30);
    run_to_min(yard, 80.001);
    assert_equal(yard->out_n, 1);
    assert_equal(yard->out_kg, 4321);
    assert_equal(dock_counts(dock).export_kg_inside, 0);
    run_to_min(yard, 120.001);
    assert_equal(dock_counts(dock).trucks, 2);
    sim_free(yard->sim);
}

/* ULDs that nobody opened roll on in 0.4 of the time that loose freight takes. A truck of 5,000 kg
 * with nothing else takes 40 (1/4 + 3/4 x 0.4) = 22 minutes, half and half 40 (1/4 + 3/4 (0.5 + 0.5
 * x 0.4)) = 31, and one that brings ULDs a forwarder built up 22. With what was loaded counted off,
 * the next truck is loose again: 40 minutes. */
static void what_nobody_opened_rolls_on_and_off(void **state)
{
    (void)state;
    static const int intact_of[3][2] = {{1, 1}, {1, 0}, {0, 0}};
    static const double off_min[3] = {22, 31, 40};
    struct yard *yard = yard_new();
    struct dock *dock = open_dock(yard, 500);
    double begin_min = 0;
    for (int truck = 0; truck < 3; truck++, begin_min += 60) {
        run_to_min(yard, begin_min);
        for (int i = 0; i < 2; i++) {
            const uint32_t number = new_uld(yard, CARGO_GENERAL, 2500, 0, 0);
            cargo_uld(&yard->cargo, number)->intact = intact_of[truck][i] != 0;
            dock_accept(yard->sim, dock, number);
        }
        run_to_min(yard, begin_min + off_min[truck] - 0.001);
        assert_int_equal(dock_counts(dock).trucks, truck);
        run_to_min(yard, begin_min + off_min[truck] + 0.001);
        assert_int_equal(dock_counts(dock).trucks, truck + 1);
    }
    const uint32_t built_up = new_uld(yard, CARGO_GENERAL, 4000, 0, 0);
    cargo_uld(&yard->cargo, built_up)->intact = true;
    run_to_min(yard, begin_min);
    dock_receive(yard->sim, dock, built_up);
    run_to_min(yard, begin_min + 21.999);
    assert_int_equal(yard->out_n, 0);
    run_to_min(yard, begin_min + 22.001);
    assert_int_equal(yard->out_n, 1);
    sim_free(yard->sim);
}

/* A destination with that wave at 6:00 and 14:00, trucks at least half full, or 12 hours later. */
static const struct linehaul_def patient = {.share = 1,
                                            .wave_hour = {6, 14, 24, 24, 24, 24},
                                            .wave_days = {1, 1, 1, 1, 1, 1, 1},
                                            .min_fill_share = 0.5,
                                            .hold_at_most_h = 12,
                                            .due_hour = 24};

/* 300 kg at 1:00 are too little for the truck of 1,000 kg at 6:00 and at 14:00; 12 h after the
 * first of the two they go all the same, in 40 (1/4 + 3/4 x 0.3) = 19 minutes: off at 18:19. 600 kg
 * at 19:00 go at 6:00: 40 (1/4 + 3/4 x 0.6) = 28 minutes, off at 6:28. */
static void a_wave_leaves_only_with_its_least_fill_or_after_the_longest_wait(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct dock *dock = open_dock(yard, 500);
    const struct linehaul_def *haul = &patient;
    dock_serve(dock, &haul, 1);
    run_to_min(yard, 60);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 300, 30, 30));
    run_to_min(yard, 18 * 60 + 19);
    assert_equal(dock_counts(dock).trucks, 0);
    run_to_min(yard, 18 * 60 + 19.001);
    assert_equal(dock_counts(dock).trucks, 1);
    assert_equal(dock_counts(dock).out.g, 300000);
    run_to_min(yard, 19 * 60);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 600, 60, 60));
    run_to_min(yard, 30 * 60 + 28);
    assert_equal(dock_counts(dock).trucks, 1);
    run_to_min(yard, 30 * 60 + 28.001);
    assert_equal(dock_counts(dock).trucks, 2);
    assert_equal(dock_counts(dock).out.g, 900000);
    sim_free(yard->sim);
}

/* 300 kg at 1:00 and 300 at 10:00: at 14:00 they are enough, off at 14:28, and nobody leaves at
 * 18:00. 400 kg at 15:00 begin a wait of their own at 6:00, which ends at 18:00 of that day: 22
 * minutes. */
static void what_was_held_goes_with_the_first_wave_that_has_enough(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct dock *dock = open_dock(yard, 500);
    const struct linehaul_def *haul = &patient;
    dock_serve(dock, &haul, 1);
    run_to_min(yard, 60);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 300, 30, 30));
    run_to_min(yard, 600);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 300, 30, 30));
    run_to_min(yard, 14 * 60 + 28.001);
    assert_equal(dock_counts(dock).trucks, 1);
    assert_equal(dock_counts(dock).out.g, 600000);
    run_to_min(yard, 15 * 60);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 400, 40, 40));
    run_to_min(yard, 42 * 60 + 22);
    assert_equal(dock_counts(dock).trucks, 1);
    run_to_min(yard, 42 * 60 + 22.001);
    assert_equal(dock_counts(dock).trucks, 2);
    assert_equal(dock_counts(dock).out.g, 1000000);
    sim_free(yard->sim);
}

/* 1,000 kg at 1:00 of a Monday, 600 for Aachen, 400 for Lyon. Aachen's wave of 5:00 takes 28
 * minutes, and 2.5 h on the road are 7:58: in time for 8:00. Lyon has its wave at 9:00, not on
 * Mondays, with trucks of 2,000 kg: a fifth takes 40 (1/4 + 3/20) = 16 minutes, off on Tuesday at
 * 9:16; after an hour it is 10:16, promised for 10:00 of the day after. At 7:58 sharp it would
 * still be in time, a minute earlier not. */
static void destinations_have_waves_trucks_and_promises_of_their_own(void **state)
{
    (void)state;
    for (int minute = 0; minute < 2; minute++) {
        struct yard *yard = yard_new();
        struct linehaul_def hauls[2] = {{.share = 3,
                                         .drive_h = 2.5,
                                         .wave_hour = {5, 24, 24, 24, 24, 24},
                                         .wave_days = {1, 1, 1, 1, 1, 1, 1},
                                         .due_hour = (478 - minute) / 60.0},
                                        {.share = 2,
                                         .drive_h = 1,
                                         .wave_hour = {9, 24, 24, 24, 24, 24},
                                         .wave_days = {0, 1, 1, 1, 1, 1, 1},
                                         .parcel_truck_kg = 2000,
                                         .due_hour = 10,
                                         .due_days = 1}};
        const struct linehaul_def *named[2] = {&hauls[0], &hauls[1]};
        struct dock *dock = open_dock(yard, 500);
        linehaul_settle(hauls, 2, &yard->hall, 1);
        dock_serve(dock, named, 2);
        run_to_min(yard, 60);
        dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 1000, 100, 100));
        run_to_min(yard, 328);
        assert_equal(dock_counts(dock).trucks, 0);
        run_to_min(yard, 328.001);
        assert_equal(dock_counts(dock).trucks, 1);
        assert_equal(dock_counts(dock).out.g, 600000);
        run_to_min(yard, 33 * 60 + 16);
        assert_equal(dock_counts(dock).trucks, 1);
        run_to_min(yard, 33 * 60 + 16.001);
        assert_equal(dock_counts(dock).trucks, 2);
        assert_equal(dock_counts(dock).out.g, 1000000);
        const struct dock_haul *aachen = dock_haul_year(dock, 0), *lyon = dock_haul_year(dock, 1);
        assert_equal(aachen->trucks, 1);
        assert_equal(aachen->g, 600000);
        assert_equal(aachen->room_g, 1000000);
        assert_equal(lyon->trucks, 1);
        assert_equal(lyon->g, 400000);
        assert_equal(lyon->room_g, 2000000);
        assert_equal(aachen->on_time_g, (minute == 0 ? 600000 : 0));
        assert_equal(lyon->on_time_g, 0);
        sim_free(yard->sim);
    }
}

/* A hall with named destinations sends nothing to its numbered ones; another keeps them. */
static void named_destinations_take_the_place_of_numbered_ones(void **state)
{
    (void)state;
    struct hall_def halls[2] = {{.destination_share = {0.7, 0.3}},
                                {.destination_share = {0.7, 0.2, 0.1}}};
    const struct linehaul_def hauls[] = {{.hall = 1, .share = 5}, {.hall = 1, .share = 3}};
    linehaul_settle(hauls, 2, halls, 2);
    const double kept[] = {0.7, 0.3}, named[] = {5, 3, 0};
    assert_memory_equal(halls[0].destination_share, kept, sizeof kept);
    assert_memory_equal(halls[1].destination_share, named, sizeof named);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_truck_leaves_full_or_at_its_hour),
        cmocka_unit_test(dwell_counts_what_has_not_left),
        cmocka_unit_test(ready_is_at_the_dock_within_six_hours),
        cmocka_unit_test(export_trucks_use_the_same_doors),
        cmocka_unit_test(what_nobody_opened_rolls_on_and_off),
        cmocka_unit_test(a_wave_leaves_only_with_its_least_fill_or_after_the_longest_wait),
        cmocka_unit_test(what_was_held_goes_with_the_first_wave_that_has_enough),
        cmocka_unit_test(destinations_have_waves_trucks_and_promises_of_their_own),
        cmocka_unit_test(named_destinations_take_the_place_of_numbered_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
