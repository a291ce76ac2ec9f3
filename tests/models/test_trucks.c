// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about a hall's timetable of trucks, alone, and about the dock and the gate it serves. By
 * hand: the arithmetic stands in the comment. Monday, 1 January 2024 is the first day. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/landside/dock.h"
#include "models/hall/export.h"
#include "models/landside/trucks.h"
#include "tests/models/yard.h"
#include "tests/assertions.h"

enum { SEEN_MAX = 512, ALL_DAYS = 127 };

struct seen { /* a gate and a dock that write down who comes and who leaves */
    struct yard *yard;
    uint32_t came, left;
    double came_min[SEEN_MAX], left_min[SEEN_MAX];
    int64_t kg, dm3, left_kg, destination;
};

static void come(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct seen *seen = station;
    const struct uld *freight = cargo_uld(&seen->yard->cargo, number);
    seen->came_min[seen->came++ % SEEN_MAX] = now_min(seen->yard);
    seen->kg = freight->kg;
    seen->dm3 = freight->dm3;
    slab_give(&seen->yard->cargo.ulds, (uint32_t)number);
}

static void leave(void *station, bool parcels, uint32_t destination, int64_t kg)
{
    struct seen *seen = station;
    assert_non_null(parcels);
    seen->left_min[seen->left++ % SEEN_MAX] = now_min(seen->yard);
    seen->left_kg = kg;
    seen->destination = destination;
}

static const struct lane_def lane = {.name = "east", .density_out_kg_per_m3 = 200};

static struct timetable_truck truck(enum timetable_way way, uint32_t weekdays, int hour, int32_t kg)
{
    return (struct timetable_truck){.until_us = INT64_MAX,
                                    .at_us = hour * DATE_HOUR_US,
                                    .kg = kg,
                                    .weekdays = weekdays,
                                    .destination = 3,
                                    .way = (uint8_t)way};
}

static void run_days(struct seen *seen, const struct timetable_truck *row, size_t n, int days)
{
    struct hall_def *hall = &seen->yard->hall;
    hall->general_truck_kg = 14000;
    hall->truck_timetable = (struct timetable_trucks){row, n};
    struct trucks *trucks = trucks_new(seen->yard->sim, hall, 0, &lane, &seen->yard->cargo);
    trucks_connect(trucks, (struct trucks_ports){.gate = {come, seen}, .door = {leave, seen}});
    trucks_start(trucks);
    run_to_min(seen->yard, days * 1440.0);
}

/* Eight days from a Monday: brought on Mondays and Wednesdays at 6:00, three times; away daily at
 * 22:00, eight times. 5 t at 200 kg/m3 take 25 m3; where nothing is said it is the hall's 14 t. */
static void trucks_come_and_leave_on_their_days_at_their_hours(void **state)
{
    (void)state;
    struct seen seen = {.yard = yard_new()};
    const struct timetable_truck row[] = {truck(TIMETABLE_IN, 1 | 4, 6, 5000),
                                          truck(TIMETABLE_OUT_PARCELS, ALL_DAYS, 22, 0)};
    run_days(&seen, row, 2, 8);
    const double came[] = {360, 2 * 1440 + 360, 7 * 1440 + 360};
    assert_equal(seen.came, 3);
    assert_equal(seen.left, 8);
    for (int i = 0; i < 3; i++)
        assert_equal(seen.came_min[i], came[i]);
    for (int i = 0; i < 8; i++)
        assert_equal(seen.left_min[i], i * 1440 + 1320);
    assert_equal(seen.kg, 5000);
    assert_equal(seen.dm3, 25000);
    assert_equal(seen.left_kg, 0);
    assert_equal(seen.destination, 3);
    sim_free(seen.yard->sim);
    seen = (struct seen){.yard = yard_new()};
    const struct timetable_truck usual = truck(TIMETABLE_IN, 1, 6, 0);
    run_days(&seen, &usual, 1, 1);
    assert_equal(seen.came, 1);
    assert_equal(seen.kg, 14000);
    assert_equal(seen.dm3, 70000);
    sim_free(seen.yard->sim);
}

/* Late by 0 to 60 minutes, even: over 400 days the mean is 30 with sd 60 / sqrt(12 x 300) = 1; four
 * of those. A quarter is missing: 300 of 400 come, sd 8.7; four of those. */
static void trucks_are_late_or_missing_as_said(void **state)
{
    (void)state;
    struct seen seen = {.yard = yard_new()};
    const struct timetable_truck row = truck(TIMETABLE_IN, ALL_DAYS, 6, 5000);
    seen.yard->hall.truck_late_min = dist_uniform(0, 60);
    seen.yard->hall.truck_missing_share = 0.25;
    run_days(&seen, &row, 1, 400);
    assert_closer(seen.came, 300.0, 35);
    double sum = 0;
    for (uint32_t i = 0; i < seen.came; i++) {
        double late = fmod(seen.came_min[i], 1440) - 360;
        assert_between(0, late, 60);
        sum += late;
    }
    assert_closer(sum / seen.came, 30, 4);
    sim_free(seen.yard->sim);
}

/* A dock with a wave at 6:00 and trucks of 1,000 kg, one door, 40 minutes. 1,500 kg for destination
 * 0 are there at 1:00: no truck leaves when it would be full, nor at 6:00; at 8:00 the timetable's
 * takes 600 kg, full, off at 8:40. At 9:00 there is one for 5,000 kg: 900 of 5,000 take 40 (1/4 +
 * 3/4 x 0.18) = 15.4 minutes. At 10:00 nothing waits and none leaves. General cargo keeps its
 * wave. */
static void a_destination_in_the_timetable_is_served_by_it_alone(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct hall_def *hall = &yard->hall;
    hall->phase_m2[0] = 500;
    hall->phase_opens_us[1] = hall->phase_opens_us[2] = DATE_NEVER_US;
    hall->m2_per_door = 500;
    hall->dock_team = 2;
    hall->destination_share[0] = 1;
    hall->wave_hour[0] = 6;
    hall->wave_hour[1] = hall->wave_hour[2] = hall->wave_hour[3] = 24;
    hall->parcel_truck_kg = hall->general_truck_kg = 1000;
    hall->truck_load_min = dist_constant(40);
    struct timetable_truck row[] = {truck(TIMETABLE_OUT_PARCELS, ALL_DAYS, 8, 600),
                                    truck(TIMETABLE_OUT_PARCELS, ALL_DAYS, 9, 5000),
                                    truck(TIMETABLE_OUT_PARCELS, ALL_DAYS, 10, 5000)};
    for (int i = 0; i < 3; i++)
        row[i].destination = 0;
    hall->truck_timetable = (struct timetable_trucks){row, 3};
    struct dock *dock = dock_new(yard->sim, hall, &yard->cargo, yard->roster);
    dock_connect(dock, (struct dock_ports){.received = {take_out, yard}});
    dock_plan(dock, &hall->truck_timetable);
    dock_staff(dock);
    struct trucks *trucks = trucks_new(yard->sim, hall, 0, &lane, &yard->cargo);
    trucks_connect(trucks,
                   (struct trucks_ports){.gate = {take_out, yard}, .door = {dock_send, dock}});
    trucks_start(trucks);
    run_to_min(yard, 60);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_PARCELS, 1500, 150, 150));
    run_to_min(yard, 500);
    assert_equal(dock_counts(dock).trucks, 0);
    assert_equal(dock_counts(dock).inside.g, 1500000);
    run_to_min(yard, 520.001);
    assert_equal(dock_counts(dock).trucks, 1);
    assert_equal(dock_counts(dock).out.g, 600000);
    assert_equal(dock_counts(dock).out.parcels, 60);
    run_to_min(yard, 555.3);
    assert_equal(dock_counts(dock).trucks, 1);
    run_to_min(yard, 555.5);
    assert_equal(dock_counts(dock).trucks, 2);
    assert_equal(dock_counts(dock).out.g, 1500000);
    assert_equal(dock_counts(dock).out.parcels, 150);
    run_to_min(yard, 1440 + 60);
    assert_equal(dock_counts(dock).trucks, 2);
    dock_accept(yard->sim, dock, new_uld(yard, CARGO_GENERAL, 400, 0, 0));
    run_to_min(yard, 1440 + 420);
    assert_equal(dock_counts(dock).trucks, 3);
    assert_equal(dock_counts(dock).out.g, 1900000);
    sim_free(yard->sim);
}

static void to_export(struct sim *sim, void *station, uint64_t number)
{
    export_receive(sim, station, number);
}

/* A lane whose freight comes by the timetable orders none. Its flight of serial 8, leaving at
 * 20:00, takes the 5 t that came at 6:00, and has not left anybody behind; the truck of Tuesday
 * finds no flight to book and waits; the next flight takes it, and that is no roll-over either. */
static void freight_of_the_timetable_is_booked_at_the_gate(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct hall_def *hall = &yard->hall;
    const struct lane_aircraft_def fleet = {.payload_t = 100, .ulds = 40};
    const struct timetable_truck row = truck(TIMETABLE_IN, ALL_DAYS, 6, 5000);
    hall->phase_m2[0] = 1200;
    hall->phase_opens_us[1] = hall->phase_opens_us[2] = DATE_NEVER_US;
    hall->m2_per_workstation = 300;
    hall->general_truck_kg = 10000;
    hall->export_lead_h = 8;
    hall->screening_t_per_h = 10;
    hall->buildup_team = 2;
    hall->buildup_t_per_team_h = 2;
    hall->truck_timetable = (struct timetable_trucks){&row, 1};
    struct export *export = export_new(yard->sim, hall, 1, &lane, 1, &fleet, &yard->cargo);
    export_add_hall(export, 0, yard->roster);
    export_connect(export, 0, (struct export_ports){.dock = {to_export, export}});
    export_staff(export, 0);
    struct trucks *trucks = trucks_new(yard->sim, hall, 0, &lane, &yard->cargo);
    trucks_connect(
        trucks, (struct trucks_ports){.gate = {export_bring, export}, .door = {dock_send, NULL}});
    trucks_start(trucks);
    for (int day = 0; day < 2; day++) {
        uint32_t number = slab_take(&yard->cargo.flights);
        struct flight *flight = cargo_flight(&yard->cargo, number);
        *flight = (struct flight){.serial = 8,
                                  .kg_out = 30000,
                                  .kg_out_max = 90000,
                                  .dm3_out_max = 900000,
                                  .leaves_us = yard->start_us + 20 * DATE_HOUR_US};
        if (day == 0) export_book(yard->sim, export, number);
        run_to_min(yard, day * 1440 + 1200);
        export_take(yard->sim, export, number);
        assert_equal(flight->kg_out, 5000);
        assert_equal(flight->kg_rolled, 0);
        assert_equal(export_counts(export, 0).kg_ordered, 5000 * (day + 1));
        assert_equal(export_counts(export, 0).kg_inside, 0);
    }
    sim_free(yard->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trucks_come_and_leave_on_their_days_at_their_hours),
        cmocka_unit_test(trucks_are_late_or_missing_as_said),
        cmocka_unit_test(a_destination_in_the_timetable_is_served_by_it_alone),
        cmocka_unit_test(freight_of_the_timetable_is_booked_at_the_gate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
