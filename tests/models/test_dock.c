// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about doors and trucks, alone (yard.h). By hand: the arithmetic stands in the comment. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/dock.h"
#include "tests/models/yard.h"

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
    struct dock *dock = dock_new(yard->sim, hall, &yard->cargo, yard->roster);
    dock_connect(dock, (struct port){take_out, yard});
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
    assert_true(dock_trucks(dock) == 0 && dock_g_inside(dock) == 1200000);
    run_to_min(yard, 160.001);
    assert_true(dock_trucks(dock) == 1 && dock_g_out(dock) == 1000000 && dock_parcels_out(dock) == 100);
    run_to_min(yard, 376);
    assert_true(dock_trucks(dock) == 1);
    run_to_min(yard, 376.001);
    assert_true(dock_trucks(dock) == 2 && dock_g_out(dock) == 1200000 && dock_parcels_out(dock) == 120);
    assert_true(dock_g_inside(dock) == 0 && dock_parcels_inside(dock) == 0);
    sim_free(yard->sim);
}

/* One door: a full truck asked for at 0:00 takes it until 0:40, an export truck that came at
 * 0:10 from then until 1:20; the freight it brings is handed on whole. Import trucks that ask
 * meanwhile wait behind it. */
static void export_trucks_use_the_same_doors(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct dock *dock = open_dock(yard, 500);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 1000, 100, 100));
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 1000, 100, 100));
    run_to_min(yard, 10);
    dock_receive(yard->sim, dock, new_uld(yard, CARGO_GENERAL, 4321, 0, 0));
    assert_true(dock_export_kg_inside(dock) == 4321);
    run_to_min(yard, 79.999);
    assert_true(yard->out_n == 0 && dock_trucks(dock) == 1);
    run_to_min(yard, 80.001);
    assert_true(yard->out_n == 1 && yard->out_kg == 4321 && dock_export_kg_inside(dock) == 0);
    run_to_min(yard, 120.001);
    assert_true(dock_trucks(dock) == 2);
    sim_free(yard->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_truck_leaves_full_or_at_its_hour),
        cmocka_unit_test(export_trucks_use_the_same_doors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
