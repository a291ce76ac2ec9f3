// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the export station, alone, between a gate and an aircraft made by the test: what
 * is screened and built up when, what flies with whom, what stays behind. All by hand, the
 * arithmetic stands in the comment; the one run with chance in it checks whole kilograms. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/hall/booking.h"
#include "models/airside/empties.h"
#include "models/hall/export.h"
#include "sim/random/stream.h"
#include "sim/date.h"
#include "tests/assertions.h"

enum { TRUCKS_MAX = 64 };

struct gate { /* what stands around the station; the roster never starts, so people are plenty */
    struct sim *sim;
    struct cargo cargo;
    struct labour_def labour;
    struct hall_def hall;
    struct lane_aircraft_def fleet;
    struct lane_def lanes[3];
    struct export *export;
    int64_t start_us;
    uint32_t trucks_n;
    double truck_h[TRUCKS_MAX];
    int64_t truck_kg[TRUCKS_MAX];
    bool turned_away; /* trucks are only counted */
};

static double now_h(const struct gate *gate)
{
    return (double)(sim_now_us(gate->sim) - gate->start_us) / (double)DATE_HOUR_US;
}

static void run_to_h(struct gate *gate, double h)
{
    sim_run_until(gate->sim, gate->start_us + (int64_t)(h * (double)DATE_HOUR_US));
}

/* The dock of this yard unloads in no time. */
static void truck_comes(struct sim *sim, void *station, uint64_t load)
{
    struct gate *gate = station;
    uint32_t i = gate->trucks_n++ % TRUCKS_MAX;
    gate->truck_h[i] = now_h(gate);
    gate->truck_kg[i] = cargo_uld(&gate->cargo, load)->kg;
    if (!gate->turned_away) export_receive(sim, gate->export, load);
}

/* Two workstations of build-up (half of four, rounded up), teams of two that build 2 t/h; half of
 * the freight is screened, at 10 t/h; trucks of 10 t, 8 to 2 h before the flight leaves. */
static struct gate *gate_new(void)
{
    struct sim_def def = sim_def_default();
    def.seed = 11;
    def.start_us = date_us(2024, 1, 1);
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct gate *gate = sim_alloc(sim, sizeof *gate);
    gate->sim = sim;
    gate->start_us = def.start_us;
    slab_start(&gate->cargo.flights, sim, sizeof(struct flight));
    slab_start(&gate->cargo.ulds, sim, sizeof(struct uld));
    gate->labour.opening_weeks = 1;
    gate->fleet = (struct lane_aircraft_def){.name = "freighter", .payload_t = 100, .ulds = 40};
    struct hall_def *hall = &gate->hall;
    strcpy(hall->name, "hall");
    hall->phase_m2[0] = 1200;
    hall->phase_opens_us[1] = hall->phase_opens_us[2] = DATE_NEVER_US;
    hall->m2_per_workstation = 300;
    hall->general_truck_kg = 10000;
    hall->export_lead_h = 8;
    hall->screened_share = 0.5;
    hall->screening_t_per_h = 10;
    hall->buildup_team = 2;
    hall->buildup_t_per_team_h = 2;
    struct roster *roster = roster_new(sim, &gate->labour, hall);
    gate->export = export_new(sim, hall, 1, gate->lanes, 3, &gate->fleet, &gate->cargo);
    export_add_hall(gate->export, 0, roster);
    export_connect(gate->export, 0, (struct export_ports){.dock = {truck_comes, gate}});
    export_staff(gate->export, 0);
    return gate;
}

static void bring(struct gate *gate, uint16_t lane, int32_t kg, int32_t dm3)
{
    uint32_t number = slab_take(&gate->cargo.ulds);
    *cargo_uld(&gate->cargo, number) = (struct uld){.kg = kg, .dm3 = dm3, .lane = lane};
    export_receive(gate->sim, gate->export, number);
}

/* Books kg on a flight that leaves in so many hours: trucks are ordered. */
static void book(struct gate *gate, uint16_t lane, uint32_t serial, int64_t kg, double leaves_h)
{
    uint32_t number = slab_take(&gate->cargo.flights);
    int64_t in_us = (int64_t)(leaves_h * (double)DATE_HOUR_US);
    *cargo_flight(&gate->cargo, number) =
        (struct flight){.lane = lane,
                        .serial = serial,
                        .kg_out = kg,
                        .dm3_out = 5 * kg,
                        .leaves_us = sim_now_us(gate->sim) + in_us};
    export_book(gate->sim, gate->export, number);
    slab_give(&gate->cargo.flights, number);
}

/* Loads an aircraft of that lane at once; gives the kilograms that fly, and how many ULDs. */
static int64_t fly(struct gate *gate, uint16_t lane, int64_t kg_max, int64_t dm3_max,
                   uint32_t *ulds)
{
    uint32_t number = slab_take(&gate->cargo.flights);
    struct flight *flight = cargo_flight(&gate->cargo, number);
    *flight = (struct flight){.lane = lane, .kg_out_max = kg_max, .dm3_out_max = dm3_max};
    export_take(gate->sim, gate->export, number);
    *ulds = flight->ulds_out;
    int64_t kg = flight->kg_out;
    slab_give(&gate->cargo.flights, number);
    return kg;
}

/* Two loads of 10 t at 0:00. Screening, one load after the other: 10 x 0.5 / 10 = 0.5 h each, so
 * at 0:30 and 1:00. Each becomes ceil(10,000 / 2,400) = 5 ULDs of 2 t, each 2 / 2 = 1 h of a
 * team. Two teams, never idle from 0:30 on: two ULDs more at 1:30, 2:30, .. 5:30. The ten waits
 * for a team: 0 0 1 1 2 h of the first load, 1.5 2.5 2.5 3.5 3.5 of the second: 1.75 on average.
 * Ten ULDs x 2 people x 1 h of work. */
static void freight_is_screened_and_built_up_when_the_arithmetic_says(void **state)
{
    (void)state;
    struct gate *gate = gate_new();
    const struct pool *teams = export_teams(gate->export, 0);
    assert_int_equal(pool_size(teams), 2);
    bring(gate, 0, 10000, 50000);
    bring(gate, 0, 10000, 50000);
    assert_equal(export_counts(gate->export, 0).kg_inside, 20000);
    run_to_h(gate, 0.499);
    assert_int_equal(pool_busy(teams), 0);
    run_to_h(gate, 1.001);
    assert_int_equal(pool_waiting(teams), 8);
    for (int i = 0; i < 5; i++) {
        run_to_h(gate, 1.499 + i);
        assert_equal(export_kg_ready(gate->export, 0), 4000 * i);
        run_to_h(gate, 1.501 + i);
        assert_equal(export_kg_ready(gate->export, 0), 4000 * (i + 1));
    }
    assert_near(tally_mean(pool_wait_s(teams)) / 3600, 1.75, 1e-6);
    assert_near(export_counts(gate->export, 0).busy_worker_h, 20, 1e-6);
    sim_free(gate->sim);
}

/* ULDs of 2 t and 10 m3 each. Payload 9 t takes 4 of them, not 4.5; 35 m3 take 3; 2 positions
 * take 2; the tenth is all that is left for the last. */
static void a_flight_loads_to_its_payload_its_volume_or_its_positions(void **state)
{
    (void)state;
    struct gate *gate = gate_new();
    uint32_t ulds;
    bring(gate, 0, 10000, 50000);
    bring(gate, 0, 10000, 50000);
    run_to_h(gate, 6);
    assert_equal(fly(gate, 0, 9000, 1000000, &ulds), 8000);
    assert_equal(ulds, 4);
    assert_equal(fly(gate, 0, 90000, 35000, &ulds), 6000);
    assert_equal(ulds, 3);
    gate->fleet.ulds = 2;
    assert_equal(fly(gate, 0, 90000, 1000000, &ulds), 4000);
    assert_equal(ulds, 2);
    gate->fleet.ulds = 40;
    assert_equal(fly(gate, 0, 90000, 1000000, &ulds), 2000);
    assert_equal(ulds, 1);
    assert_equal(export_counts(gate->export, 0).kg_flown, 20000);
    assert_equal(export_counts(gate->export, 0).kg_inside, 0);
    sim_free(gate->sim);
}

/* A truckload of 10 t becomes 5 ULDs by weight. At 100 kg/m3 it needs 100 m3: on pallets of 17 m3
 * that is ceil(100 / 17) = 6 ULDs, in containers of 4.3 m3 24. In units that hold 1,588 - 80 kg, 10
 * t at 185 kg/m3 (54 m3) need max(7, 13) = 13. */
static void no_unit_is_built_above_what_its_type_holds(void **state)
{
    (void)state;
    const struct {
        uint32_t type;
        int32_t dm3;
        uint32_t ulds;
    } cases[] = {{EMPTIES_PMC, 54054, 5},
                 {EMPTIES_PMC, 100000, 6},
                 {EMPTIES_AKE, 100000, 24},
                 {EMPTIES_AKE, 54054, 13}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct gate *gate = gate_new();
        uint32_t ulds;
        gate->fleet.main_uld = cases[i].type;
        bring(gate, 0, 10000, cases[i].dm3);
        run_to_h(gate, 24);
        assert_equal(fly(gate, 0, 90000, 1000000, &ulds), 10000);
        assert_int_equal(ulds, cases[i].ulds);
        sim_free(gate->sim);
    }
}

/* 10 t for lane 0 and 4.8 t for lane 1; a flight of lane 0 that takes 6 t leaves 4 t behind. They
 * wait for the next flight of their lane: a flight of lane 1 does not take them, and takes its
 * own 4.8 t on two ULDs. */
static void what_does_not_fit_rolls_over_to_the_next_flight_of_its_lane(void **state)
{
    (void)state;
    struct gate *gate = gate_new();
    uint32_t ulds;
    bring(gate, 0, 10000, 0);
    bring(gate, 1, 4800, 0);
    run_to_h(gate, 9);
    assert_equal(fly(gate, 0, 6000, 0, &ulds), 6000);
    assert_equal(ulds, 3);
    assert_equal(export_kg_ready(gate->export, 0), 4000);
    assert_equal(export_kg_ready(gate->export, 1), 4800);
    assert_equal(fly(gate, 1, 90000, 0, &ulds), 4800);
    assert_equal(ulds, 2);
    assert_equal(fly(gate, 0, 90000, 0, &ulds), 4000);
    assert_equal(ulds, 2);
    assert_equal(fly(gate, 0, 90000, 0, &ulds), 0);
    assert_equal(ulds, 0);
    sim_free(gate->sim);
}

/* 25,001 kg are ceil(25,001 / 10,000) = 3 trucks of 8,333, 8,334 and 8,334 kg. The flight leaves
 * at 20:00; they come between 20 - 8 = 12:00 and 20 - 8 / 4 = 18:00. Over 40 flights the mean of
 * 120 uniform hours has a sd of 6 / sqrt(12 x 120) = 0.16: 15 h +- 0.8 is five of those, and
 * catches a lead counted from landing, or one that is never below half (16.5 or 14). */
static void trucks_come_between_a_quarter_and_all_of_the_lead_before_the_flight(void **state)
{
    (void)state;
    struct gate *gate = gate_new();
    gate->turned_away = true;
    double sum_h = 0;
    for (uint32_t i = 0; i < 40; i++) {
        gate->trucks_n = 0;
        gate->start_us = sim_now_us(gate->sim);
        book(gate, 0, i, 25001, 20);
        run_to_h(gate, 24);
        assert_int_equal(gate->trucks_n, 3);
        assert_equal(gate->truck_kg[0] + gate->truck_kg[1] + gate->truck_kg[2], 25001);
        for (int t = 0; t < 3; t++) {
            assert_between(8333, gate->truck_kg[t], 8334);
            assert_between(12, gate->truck_h[t], 18);
            sum_h += gate->truck_h[t];
        }
    }
    assert_near(sum_h / 120, 15, 0.8);
    assert_equal(export_counts(gate->export, 0).kg_ordered, 40 * INT64_C(25001));
    sim_free(gate->sim);
}

/* ---- which flight ---------------------------------------------------------------------------- */

/* A flight of that lane with room for so many tonnes, that leaves at that hour and orders nothing.
 * */
static uint32_t open_flight(struct gate *gate, uint16_t lane, int64_t kg_max, double leaves_h)
{
    uint32_t number = slab_take(&gate->cargo.flights);
    int64_t leaves_us = gate->start_us + (int64_t)(leaves_h * (double)DATE_HOUR_US);
    *cargo_flight(&gate->cargo, number) =
        (struct flight){.lane = lane,
                        .serial = number,
                        .kg_out_max = kg_max,
                        .dm3_out_max = 1000000,
                        .scheduled_us = leaves_us - 3 * DATE_HOUR_US,
                        .leaves_us = leaves_us};
    export_book(gate->sim, gate->export, number);
    return number;
}

/* The lane whose line a truckload of so many kg joins now. */
static uint16_t lane_chosen(struct booking *booking, struct gate *gate, uint16_t lane, int32_t kg,
                            double cutoff_h)
{
    uint32_t number = slab_take(&gate->cargo.ulds);
    *cargo_uld(&gate->cargo, number) = (struct uld){.kg = kg, .dm3 = 5 * kg, .lane = lane};
    bool booked = booking_choose(booking, number, cutoff_h);
    uint16_t chosen = cargo_uld(&gate->cargo, number)->lane;
    slab_give(&gate->cargo.ulds, number);
    return booked ? chosen : UINT16_MAX;
}

static uint32_t departs(struct gate *gate, struct booking *booking, uint16_t lane, int64_t kg_max,
                        double leaves_h)
{
    uint32_t number = slab_take(&gate->cargo.flights);
    int64_t leaves_us = gate->start_us + (int64_t)(leaves_h * (double)DATE_HOUR_US);
    *cargo_flight(&gate->cargo, number) = (struct flight){.lane = lane,
                                                          .serial = number,
                                                          .kg_out_max = kg_max,
                                                          .dm3_out_max = 1000000,
                                                          .leaves_us = leaves_us};
    booking_open(booking, number);
    return number;
}

/* Lane 0 may fly with lane 1, not with lane 2. At 0:00 there leave: lane 2 at 3:00, lane 1 at 5:00
 * with room for 8 t, lane 0 at 9:00 for 20 t. 5 t of lane 0 go with lane 1; the next 5 t no longer
 * fit there (3 t left) and go with lane 0, 3 t more with lane 1. With a cut-off of 6 h only the
 * flight at 9:00 is in time; of its 15 t a load of 16 t finds nothing. Lane 1 may fly with nobody:
 * once its flight is closed it stands by. */
static void freight_takes_the_first_flight_it_can_make_and_that_has_room(void **state)
{
    (void)state;
    struct gate *gate = gate_new();
    gate->lanes[0].may_fly_with = (struct param_names){.n = 1, .item = {1}};
    struct booking *booking = booking_new(gate->sim, gate->lanes, 3, &gate->cargo);
    departs(gate, booking, 2, 90000, 3);
    uint32_t of_one = departs(gate, booking, 1, 8000, 5);
    departs(gate, booking, 0, 20000, 9);
    assert_int_equal(lane_chosen(booking, gate, 0, 5000, 0), 1);
    assert_int_equal(lane_chosen(booking, gate, 0, 5000, 0), 0);
    assert_int_equal(lane_chosen(booking, gate, 0, 3000, 0), 1);
    assert_int_equal(lane_chosen(booking, gate, 0, 100, 6), 0);
    assert_int_equal(lane_chosen(booking, gate, 0, 16000, 0), UINT16_MAX);
    assert_int_equal(lane_chosen(booking, gate, 1, 0, 0), 1);
    booking_close(booking, of_one);
    assert_int_equal(lane_chosen(booking, gate, 1, 0, 0), UINT16_MAX);
    assert_int_equal(lane_chosen(booking, gate, 2, 50000, 0), 2);
    run_to_h(gate, 4);
    assert_int_equal(lane_chosen(booking, gate, 2, 50, 0), UINT16_MAX);
    sim_free(gate->sim);
}

/* 4.8 t of lane 0 ordered for its flight of 20:00, two ULDs; a flight of lane 1 leaves at 19:00 and
 * may take them. Without leave they fly at 20:00 with their own; with it at 19:00. The room of a
 * flight that is lost is not promised to anybody. */
static void freight_flies_with_another_lane_if_that_leaves_first(void **state)
{
    (void)state;
    for (int may = 0; may < 3; may++) {
        struct gate *gate = gate_new();
        uint32_t ulds;
        if (may > 0) gate->lanes[0].may_fly_with = (struct param_names){.n = 1, .item = {1}};
        uint32_t other = open_flight(gate, 1, 90000, 19);
        open_flight(gate, 0, 90000, 20);
        if (may == 2) export_forget(gate->sim, gate->export, other);
        book(gate, 0, 7, 4800, 20);
        run_to_h(gate, 20);
        assert_equal(fly(gate, 1, 90000, 1000000, &ulds), (may == 1 ? 4800 : 0));
        assert_equal(fly(gate, 0, 90000, 1000000, &ulds), (may == 1 ? 0 : 4800));
        sim_free(gate->sim);
    }
}

/* A flight that is to come and orders nothing. */
static uint64_t announce(struct gate *gate, uint32_t serial)
{
    uint32_t number = slab_take(&gate->cargo.flights);
    *cargo_flight(&gate->cargo, number) = (struct flight){
        .serial = serial, .kg_out_max = 9000, .dm3_out_max = 1000000, .leaves_us = gate->start_us};
    export_book(gate->sim, gate->export, number);
    cargo_flight(&gate->cargo, number)->kg_out_max = 2000; /* room for one ULD */
    return number;
}

/* A ULD of 2 t for the flight of that serial is built at once. */
static void bring_for(struct gate *gate, uint32_t serial)
{
    uint32_t load = slab_take(&gate->cargo.ulds);
    *cargo_uld(&gate->cargo, load) = (struct uld){.kg = 2000, .serial = serial};
    export_receive(gate->sim, gate->export, load);
    run_to_h(gate, now_h(gate) + 5);
}

/* Loads one ULD: what of it rolled over, or -1 if there was none. */
static int64_t rolled_with(struct gate *gate, uint64_t number)
{
    export_take(gate->sim, gate->export, number);
    const struct flight *flight = cargo_flight(&gate->cargo, number);
    return flight->ulds_out == 0 ? -1 : flight->kg_rolled;
}

/* Flights 1, 2, 3, 4 with room for one ULD each. Freight is built for 3, 2, 1 in that order, and
 * again for 1 when that has left. Flight 1 takes its own, though it was built last. Then 4 has none
 * of its own: it takes what 1 left behind, which has rolled over, before what is for 3 and 2. Those
 * take their own. Freight for 5, which is to come, may fly early with 6: that has not rolled over.
 * */
static void a_flight_takes_its_own_and_what_was_left_behind_before_what_is_early(void **state)
{
    (void)state;
    struct gate *gate = gate_new();
    uint64_t flight[7];
    for (uint32_t serial = 1; serial <= 6; serial++)
        flight[serial] = announce(gate, serial);
    for (uint32_t serial = 3; serial >= 1; serial--)
        bring_for(gate, serial);
    assert_int_equal(rolled_with(gate, flight[1]), 0);
    bring_for(gate, 1);
    assert_int_equal(rolled_with(gate, flight[4]), 2000);
    assert_int_equal(rolled_with(gate, flight[3]), 0);
    assert_int_equal(rolled_with(gate, flight[2]), 0);
    bring_for(gate, 5);
    assert_int_equal(rolled_with(gate, flight[6]), 0);
    assert_int_equal(rolled_with(gate, flight[5]), -1);
    assert_equal(export_counts(gate->export, 0).kg_inside, 0);
    sim_free(gate->sim);
}

/* ---- filled at the chutes -------------------------------------------------------------------- */

/* 10 t, which become five ULDs of 2 t, for the flight of that serial of that lane. */
static void bring_due(struct gate *gate, uint16_t lane, uint32_t serial, double leaves_h)
{
    uint32_t load = slab_take(&gate->cargo.ulds);
    int64_t due_us = gate->start_us + (int64_t)(leaves_h * (double)DATE_HOUR_US);
    *cargo_uld(&gate->cargo, load) =
        (struct uld){.kg = 10000, .lane = lane, .serial = serial, .due_us = due_us};
    export_receive(gate->sim, gate->export, load);
}

static struct gate *gate_with_chutes(void)
{
    struct gate *gate = gate_new();
    gate->hall.buildup_by = HALL_BUILT_AT_CHUTES;
    return gate;
}

/* Both teams fill one ULD of 2 t at 2 x 2 t/h: half an hour. 10 t of lane 0, due at 20:00, are
 * screened at 0:30, 10 t of lane 1, due at 10:00, at 1:00. Ready: lane 0 at 1:00; the next of it
 * was begun at 1:00 before the others were there: 1:30; then all of lane 1 at 2:00, 2:30 .. 4:00;
 * the rest of lane 0 at 4:30, 5:00, 5:30. The same ten starts half an hour apart, of five who asked
 * at 0:30 and five at 1:00: (0 + .5 + 1 + 1.5 + 2) + (2 + 2.5 + 3 + 3.5 + 4) = 20 h of waits, 2 h
 * each. 20 t are ten hours of a team of two. */
static void chutes_fill_together_what_leaves_first(void **state)
{
    (void)state;
    struct gate *gate = gate_with_chutes();
    book(gate, 0, 1, 0, 20);
    book(gate, 1, 1, 0, 10);
    bring_due(gate, 0, 1, 20);
    bring_due(gate, 1, 1, 10);
    for (int i = 0; i < 10; i++) {
        run_to_h(gate, 0.999 + 0.5 * i);
        int of_one = i < 2 ? 0 : i < 7 ? i - 2 : 5;
        assert_equal(export_kg_ready(gate->export, 1), 2000 * of_one);
        assert_equal(export_kg_ready(gate->export, 0), 2000 * (i - of_one));
    }
    run_to_h(gate, 5.501);
    assert_equal(export_kg_ready(gate->export, 0), 10000);
    const struct pool *teams = export_teams(gate->export, 0);
    assert_near(tally_mean(pool_wait_s(teams)) / 3600, 2.0, 1e-6);
    assert_near(export_counts(gate->export, 0).busy_worker_h, 20, 1e-6);
    sim_free(gate->sim);
}

/* As above, but the flight of lane 1 never was in the timetable, so it is gone: its freight is
 * filled after all of lane 0, from 3:00 on. */
static void chutes_fill_last_what_has_missed_its_flight(void **state)
{
    (void)state;
    struct gate *gate = gate_with_chutes();
    book(gate, 0, 1, 0, 20);
    bring_due(gate, 0, 1, 20);
    bring_due(gate, 1, 1, 10);
    run_to_h(gate, 3.001);
    assert_equal(export_kg_ready(gate->export, 0), 10000);
    assert_equal(export_kg_ready(gate->export, 1), 0);
    run_to_h(gate, 5.501);
    assert_equal(export_kg_ready(gate->export, 1), 10000);
    sim_free(gate->sim);
}

/* One of two teams leaves at 0:45, while both fill the ULD begun at 0:30: that is done at 1:00, the
 * next take the one team that is left 1 h each: 2:00, 3:00. When the second comes back at 2:30 the
 * ULD in hand stays with one. */
static void chutes_fill_at_the_rate_of_those_who_are_there(void **state)
{
    (void)state;
    struct gate *gate = gate_with_chutes();
    const struct {
        double h;
        int32_t m2;
        int ready;
    } look[] = {{0.75, 600, 0},   {1.001, 600, 1},  {1.999, 600, 1},
                {2.001, 600, 2},  {2.5, 1200, 2},   {2.999, 1200, 2},
                {3.001, 1200, 3}, {3.501, 1200, 4}, {4.001, 1200, 5}};
    book(gate, 0, 1, 0, 20);
    bring_due(gate, 0, 1, 20);
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        run_to_h(gate, look[i].h);
        assert_equal(export_kg_ready(gate->export, 0), 2000 * look[i].ready);
        gate->hall.phase_m2[0] =
            look[i].m2; /* (2 + 1) / 2 = 1 place for build-up, or (4 + 1) / 2 = 2 */
        export_staff(gate->export, 0);
    }
    sim_free(gate->sim);
}

/* A flight left 2 t behind that were built before the 2 t of the next, which has room for one ULD.
 * Built by teams, the older goes; from chutes the one that is booked, and the other waits once
 * more. */
static void what_was_left_behind_takes_nobodys_room_at_chutes(void **state)
{
    (void)state;
    for (uint32_t by = HALL_BUILT_BY_TEAMS; by <= HALL_BUILT_AT_CHUTES; by++) {
        struct gate *gate = gate_new();
        gate->hall.buildup_by = by;
        uint64_t flight[4];
        for (uint32_t serial = 1; serial <= 3; serial++)
            flight[serial] = announce(gate, serial);
        assert_int_equal(rolled_with(gate, flight[1]), -1);
        bring_for(gate, 1);
        bring_for(gate, 2);
        assert_int_equal(rolled_with(gate, flight[2]), by == HALL_BUILT_BY_TEAMS ? 2000 : 0);
        assert_int_equal(rolled_with(gate, flight[3]), 2000);
        assert_equal(export_counts(gate->export, 0).kg_inside, 0);
        sim_free(gate->sim);
    }
}

/* A flight of 10:00 ordered a truck between 2:00 and 8:00; the hall opens at 9:00. */
static void a_truck_waits_for_its_hall_to_open(void **state)
{
    (void)state;
    struct gate *gate = gate_new();
    gate->hall.phase_opens_us[0] = gate->start_us + 9 * DATE_HOUR_US;
    book(gate, 0, 7, 5000, 10);
    run_to_h(gate, 24);
    assert_int_equal(gate->trucks_n, 1);
    assert_at_least(gate->truck_h[0], 9);
    assert_less(gate->truck_h[0], 10);
    sim_free(gate->sim);
}

/* 200 flights in three lanes, each with some freight and some room, one an hour; then nothing
 * more is booked and large aircraft come until all is gone. What was ordered has flown, to the
 * kilogram, no ULD record is left in use, and no flight went above a limit. How ULDs are built
 * changes on the way. */
static void a_drained_station_has_flown_all_that_was_ordered(void **state)
{
    (void)state;
    struct gate *gate = gate_new();
    struct stream stream = stream_named(5, "test.freight", 0, 0);
    gate->hall.phase_m2[0] = 12000;
    export_staff(gate->export, 0);
    int64_t booked_kg = 0;
    uint32_t ulds;
    for (uint32_t i = 0; i < 200; i++) {
        int64_t kg = (int64_t)stream_below(&stream, 60000);
        booked_kg += kg;
        gate->hall.buildup_by = i / 50 % 2 == 0 ? HALL_BUILT_BY_TEAMS : HALL_BUILT_AT_CHUTES;
        book(gate, (uint16_t)(i % 3), i, kg, 12);
        run_to_h(gate, i + 1);
        int64_t most_kg = (int64_t)stream_below(&stream, 40000);
        assert_at_most(fly(gate, (uint16_t)stream_below(&stream, 3), most_kg, 1000000, &ulds),
                       most_kg);
    }
    run_to_h(gate, 400);
    assert_equal(export_counts(gate->export, 0).kg_ordered, booked_kg);
    assert_equal(export_counts(gate->export, 0).kg_inside,
                 booked_kg - export_counts(gate->export, 0).kg_flown);
    assert_greater(export_counts(gate->export, 0).kg_inside, 0);
    for (uint16_t lane = 0; lane < 3; lane++)
        while (fly(gate, lane, 100000, 1000000, &ulds) > 0) {
        }
    assert_equal(export_counts(gate->export, 0).kg_inside, 0);
    assert_equal(export_counts(gate->export, 0).kg_flown, booked_kg);
    assert_int_equal(gate->cargo.ulds.alive, 0);
    sim_free(gate->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(freight_is_screened_and_built_up_when_the_arithmetic_says),
        cmocka_unit_test(a_flight_loads_to_its_payload_its_volume_or_its_positions),
        cmocka_unit_test(no_unit_is_built_above_what_its_type_holds),
        cmocka_unit_test(what_does_not_fit_rolls_over_to_the_next_flight_of_its_lane),
        cmocka_unit_test(trucks_come_between_a_quarter_and_all_of_the_lead_before_the_flight),
        cmocka_unit_test(freight_takes_the_first_flight_it_can_make_and_that_has_room),
        cmocka_unit_test(freight_flies_with_another_lane_if_that_leaves_first),
        cmocka_unit_test(a_flight_takes_its_own_and_what_was_left_behind_before_what_is_early),
        cmocka_unit_test(chutes_fill_together_what_leaves_first),
        cmocka_unit_test(chutes_fill_last_what_has_missed_its_flight),
        cmocka_unit_test(chutes_fill_at_the_rate_of_those_who_are_there),
        cmocka_unit_test(what_was_left_behind_takes_nobodys_room_at_chutes),
        cmocka_unit_test(a_truck_waits_for_its_hall_to_open),
        cmocka_unit_test(a_drained_station_has_flown_all_that_was_ordered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
