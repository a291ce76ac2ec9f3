// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about single stations, each alone in a simulation with ports made by the test. Most
 * are by hand: the arithmetic stands in the comment. The stochastic ones have a formula, a
 * fixed seed, and say which error they catch. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/breakdown.h"
#include "models/customs.h"
#include "models/dock.h"
#include "models/ramp.h"
#include "models/sorter.h"
#include "sim/date.h"
#include "sim/chance/stream.h"

/* A yard around one station: what comes out is written down. The roster never starts, so people
 * are plenty. */
struct yard {
    struct sim *sim;
    struct cargo cargo;
    struct labour_def labour;
    struct hall_def hall;
    struct roster *roster;
    int64_t start_us;
    uint32_t made, out_n, left_n;
    int64_t out_kg, out_parcels;
    double out_min_sum, last_out_min;
};

static struct yard *yard_new(void)
{
    struct sim_def def = sim_def_default();
    def.seed = 7;
    def.start_us = date_us(2024, 1, 1); /* a Monday */
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct yard *yard = sim_alloc(sim, sizeof *yard);
    yard->sim = sim;
    yard->start_us = def.start_us;
    slab_start(&yard->cargo.flights, sim, sizeof(struct flight));
    slab_start(&yard->cargo.ulds, sim, sizeof(struct uld));
    yard->labour.opening_weeks = 1;
    strcpy(yard->hall.name, "hall");
    yard->roster = roster_new(sim, &yard->labour, &yard->hall);
    return yard;
}

static double now_min(const struct yard *yard)
{
    return (double)(sim_now_us(yard->sim) - yard->start_us) / (double)DATE_MINUTE_US;
}

static void run_to_min(struct yard *yard, double minutes)
{
    sim_run_until(yard->sim, yard->start_us + (int64_t)(minutes * (double)DATE_MINUTE_US));
}

static void take_out(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct yard *yard = station;
    const struct uld *uld = cargo_uld(&yard->cargo, number);
    yard->out_n++;
    yard->out_kg += uld->kg;
    yard->out_parcels += uld->parcels;
    yard->last_out_min = now_min(yard);
    yard->out_min_sum += now_min(yard);
    slab_give(&yard->cargo.ulds, (uint32_t)number);
}

static uint32_t new_uld(struct yard *yard, enum cargo_kind kind, int32_t kg, int32_t parcels, int32_t pieces)
{
    uint32_t number = slab_take(&yard->cargo.ulds);
    *cargo_uld(&yard->cargo, number) = (struct uld){.since_us = sim_now_us(yard->sim),
                                                    .kg = kg,
                                                    .parcels = parcels,
                                                    .pieces = pieces,
                                                    .kind = (uint8_t)kind,
                                                    .serial = yard->made++};
    return number;
}

/* ---- ramp ---- */

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
    ramp_connect(ramp, (struct port){take_out, yard}, (struct port){count_done, yard},
                 (struct port){load_nothing, yard});
    ramp_staff(ramp);
    uint32_t number = slab_take(&yard->cargo.flights);
    *cargo_flight(&yard->cargo, number) =
        (struct flight){.kg_in = 41073, .parcels_in = 164294, .ulds_in = 19, .kg_out_max = 100000};
    ramp_accept(yard->sim, ramp, number);
    assert_true(ramp_kg_inside(ramp) == 41073 && ramp_ulds_inside(ramp) == 19);
    run_to_min(yard, 1000);
    assert_true(yard->out_n == 19 && yard->out_kg == 41073 && yard->out_parcels == 164294);
    assert_true(ramp_kg_inside(ramp) == 0 && ramp_parcels_inside(ramp) == 0 && ramp_ulds_inside(ramp) == 0);
    assert_true(yard->last_out_min > 90);
    assert_true(yard->left_n == 1 && pool_busy(ramp_crews(ramp)) == 0 && pool_busy(tugs_pool(ramp_tugs(ramp))) == 0);
    sim_free(yard->sim);
}

/* ---- breakdown ---- */

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
    breakdown_connect(floor, (struct port){take_out, yard}, (struct port){take_out, yard});
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
    assert_true(breakdown_g_inside(floor) == 3000000 && breakdown_parcels_inside(floor) == 9000);
    run_to_min(yard, 16);
    assert_int_equal(yard->out_n, 1);
    run_to_min(yard, 16.001);
    assert_int_equal(yard->out_n, 2);
    run_to_min(yard, 63.999);
    assert_int_equal(yard->out_n, 2);
    run_to_min(yard, 64.001);
    assert_int_equal(yard->out_n, 3);
    run_to_min(yard, 123.999);
    assert_true(breakdown_done(floor) == 1);
    run_to_min(yard, 124.001);
    assert_true(breakdown_done(floor) == 2 && breakdown_intact(floor) == 1);
    assert_true(breakdown_g_inside(floor) == 0 && breakdown_ulds_inside(floor) == 0);
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
    for (int i = 0; i < 30; i++) breakdown_accept(yard->sim, floor, new_uld(yard, CARGO_PARCELS, 50, 100, 10));
    assert_int_equal(pool_busy(breakdown_teams(floor)), 4);
    run_to_min(yard, 1000);
    assert_int_equal(yard->out_n, 30);
    /* contents go on 4 + 2 / 2 = 5 minutes after their team started, a minute before it is done */
    assert_true(fabs(yard->last_out_min - (48 - 1)) < 1e-6);
    assert_true(fabs(yard->out_min_sum / 30 - 5 - 19.6) < 1e-6);
    assert_true(fabs(tally_mean(pool_wait_s(breakdown_teams(floor))) / 60 - 19.6) < 1e-6);
    /* 30 ULDs x 3 people x 6 min */
    assert_true(fabs(breakdown_busy_worker_h(floor) - 30 * 3 * 0.1) < 1e-6);
    sim_free(yard->sim);
}

/* ---- customs ---- */

static struct customs *open_office(struct yard *yard, const struct customs_def *def)
{
    struct customs *customs = customs_new(yard->sim, def, &yard->cargo);
    customs_connect(customs, 0, (struct port){take_out, yard});
    return customs;
}

/* 400 ULDs of 5,000 parcels: documents ~ binomial(2e6, 0.005): 10,000 with sd 99.7; examined ~
 * binomial(2e6, 0.001): 2,000 with sd 44.7; found 0.3 of those: 600, sd 24. Four sd each:
 * another seed would fail 1 time in 16,000; shares wrong by twice that, 8, 18 and 33 %, are
 * caught with certainty. Every parcel and kilogram comes out again. */
static void customs_selects_the_shares_it_is_told_and_keeps_nothing(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const struct customs_def def = {.shift_share = {1, 1, 1},
                                    .officers = 50, .files_per_officer_h = 6, .document_share = 0.005,
                                    .examined_share = 0.001, .found_share = 0.3, .document_h = dist_constant(1)};
    struct customs *customs = open_office(yard, &def);
    for (int i = 0; i < 400; i++) customs_accept(yard->sim, customs, new_uld(yard, CARGO_PARCELS, 1501, 5000, 900));
    const struct customs_counts *year = customs_year(customs);
    assert_true(year->lines == 2000000);
    assert_true(fabs((double)year->documents - 10000) < 4 * 99.7);
    assert_true(fabs((double)year->examined - 2000) < 4 * 44.7);
    assert_true(fabs((double)year->found - 600) < 4 * 24.5);
    assert_true(customs_parcels_inside(customs) == (int64_t)(year->documents + year->examined));
    run_to_min(yard, 10000);
    assert_true(yard->out_parcels == 2000000 && yard->out_kg == 400 * 1501);
    assert_true(customs_parcels_inside(customs) == 0 && customs_g_inside(customs) == 0);
    sim_free(yard->sim);
}

/* A paper takes exactly 1 h, an examination 1 / 6 h by one of two officers: three at once are
 * done after 10, 10, 20 minutes. */
static void a_paper_takes_its_time_and_files_wait_for_an_officer(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct customs_def def = {.shift_share = {1, 1, 1},
                              .officers = 2, .files_per_officer_h = 6, .general_examined_share = 1,
                              .document_h = dist_constant(1)};
    struct customs *customs = open_office(yard, &def);
    for (int i = 0; i < 3; i++) customs_accept(yard->sim, customs, new_uld(yard, CARGO_GENERAL, 1000, 0, 0));
    run_to_min(yard, 10.001);
    assert_int_equal(yard->out_n, 2);
    run_to_min(yard, 20.001);
    assert_int_equal(yard->out_n, 3);
    def.general_examined_share = 0;
    def.general_document_share = 1;
    customs_accept(yard->sim, customs, new_uld(yard, CARGO_GENERAL, 1000, 0, 0));
    run_to_min(yard, 80.000);
    assert_int_equal(yard->out_n, 3);
    run_to_min(yard, 80.002);
    assert_int_equal(yard->out_n, 4);
    sim_free(yard->sim);
}

/* A held flight's contents wait for the end of the hold, then are selected. */
static void a_held_flight_waits_as_a_whole(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const struct customs_def def = {.shift_share = {1, 1, 1},
                                    .officers = 1, .files_per_officer_h = 6, .flight_hold_share = 1,
                                    .flight_hold_h = dist_constant(5)};
    struct customs *customs = open_office(yard, &def);
    const struct flight flight = {.on_block_us = yard->start_us};
    int64_t until_us = customs_hold_until_us(customs, &flight);
    assert_true(until_us == yard->start_us + 5 * DATE_HOUR_US);
    uint32_t number = new_uld(yard, CARGO_PARCELS, 100, 400, 80);
    cargo_uld(&yard->cargo, number)->hold_until_us = until_us;
    customs_accept(yard->sim, customs, number);
    run_to_min(yard, 299.999);
    assert_true(yard->out_n == 0 && customs_parcels_inside(customs) == 400);
    run_to_min(yard, 300.001);
    assert_true(yard->out_n == 1 && customs_parcels_inside(customs) == 0);
    sim_free(yard->sim);
}

struct source { /* Poisson arrivals made by the test */
    struct yard *yard;
    struct customs *customs;
    struct stream luck;
    struct dist gap_h;
    uint16_t arrives;
    uint32_t left;
};

static int64_t hours_us(double h)
{
    return (int64_t)(h * (double)DATE_HOUR_US);
}

static void bring_uld(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct source *source = station;
    customs_accept(sim, source->customs, new_uld(source->yard, CARGO_GENERAL, 1000, 0, 0));
    if (--source->left > 0)
        sim_in(sim, hours_us(dist_draw(&source->gap_h, &source->luck)), SIM_START, source->arrives, source, 0);
}

/* One officer, Poisson arrivals at 0.7 an hour, each file exactly 1 h: M/D/1, mean wait 0.7 /
 * (2 x 0.3) = 1.1667 h [Pollaczek-Khinchine]. 400,000 files: sd of the mean about 0.6 %. 2.5 %
 * is four of those; it catches an officer 2 % slower (the wait grows by 7 %), and exponential
 * examinations (twice the wait). */
static void one_officer_is_an_m_d_1_queue(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const struct customs_def def = {.shift_share = {1, 1, 1},
                                    .officers = 1, .files_per_officer_h = 1, .general_examined_share = 1};
    struct source *source = sim_alloc(yard->sim, sizeof *source);
    source->yard = yard;
    source->customs = open_office(yard, &def);
    source->luck = stream_named(7, "test.arrivals", 0, 0);
    source->gap_h = dist_exponential(1 / 0.7);
    source->left = 400000;
    source->arrives = sim_kind(yard->sim, "test.arrives", bring_uld);
    sim_in(yard->sim, 0, SIM_START, source->arrives, source, 0);
    sim_run_until(yard->sim, yard->start_us + hours_us(700000));
    assert_int_equal(yard->out_n, 400000);
    double wait_h = tally_mean(pool_wait_s(customs_officers(source->customs))) / 3600;
    assert_true(fabs(wait_h / 1.1666667 - 1) < 0.025);
    sim_free(yard->sim);
}

/* ---- sorter ---- */

static struct sorter *open_sorter(struct yard *yard, double pieces_per_h)
{
    yard->hall.sorters = 1;
    yard->hall.sorter_pieces_per_h = pieces_per_h;
    yard->hall.operational_share = 1;
    yard->hall.recirculation_share = 0;
    yard->hall.sort_pieces_per_worker_h = 1000;
    yard->hall.sorter_uptime_h = dist_constant(2);
    yard->hall.sorter_repair_min = dist_constant(15);
    struct sorter *sorter = sorter_new(yard->sim, &yard->hall, &yard->cargo, yard->roster);
    sorter_connect(sorter, (struct port){take_out, yard}, (struct parcels_port){NULL, NULL});
    return sorter;
}

/* hall.h (4): 2 sorters x 12,000 x 0.7225 / 1.05 = 16,514.29 pieces an hour. */
static void the_machine_rate_is_the_published_product(void **state)
{
    (void)state;
    const struct hall_def hall = {
        .sorters = 2, .sorter_pieces_per_h = 12000, .operational_share = 0.7225, .recirculation_share = 0.05};
    assert_true(fabs(sorter_machine_pieces_per_h(&hall) - 16514.285714) < 1e-5);
}

struct feed {
    struct yard *yard;
    struct sorter *sorter;
    uint16_t kind;
};

static void feed_batch(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct feed *feed = station;
    sorter_accept(sim, feed->sorter, new_uld(feed->yard, CARGO_PARCELS, 3, 10, 10));
    sim_in(sim, 3600 * DATE_SECOND_US / 1000, SIM_START, feed->kind, feed, 0);
}

/* 10,000 an hour in batches of 10 into 15,000 an hour; from 2:00 to 2:15 the loop stands still:
 * 2,500 wait at 2:15, and 5,000 an hour clear them in 30 minutes: 500 are left at 2:39, none
 * but those just coming at 2:45. Batches make it +-20. */
static void a_quarter_of_an_hour_lost_takes_half_an_hour_to_make_up(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct feed *feed = sim_alloc(yard->sim, sizeof *feed);
    *feed = (struct feed){.yard = yard, .sorter = open_sorter(yard, 15000)};
    feed->kind = sim_kind(yard->sim, "test.feed", feed_batch);
    sim_in(yard->sim, 0, SIM_START, feed->kind, feed, 0);
    const struct { double min, waiting; } look[] = {{119.99, 10}, {135, 2500}, {159, 500}, {165.5, 10}, {200, 10}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        run_to_min(yard, look[i].min);
        assert_true(fabs((double)sorter_parcels_inside(feed->sorter) - look[i].waiting) <= 20);
    }
    assert_true(sorter_year(feed->sorter)->failures == 1);
    assert_true(sorter_g_inside(feed->sorter) == 300 * sorter_parcels_inside(feed->sorter));
    sim_free(yard->sim);
}

/* 30,000 pieces at 15,000 an hour from 1:00: due at 3:00. The loop stands still from 2:00 to
 * 2:15 with half of them on it: done at 3:15. */
static void a_batch_on_a_loop_that_fails_is_late_by_the_repair(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct sorter *sorter = open_sorter(yard, 15000);
    run_to_min(yard, 60);
    sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 9000, 30000, 30000));
    run_to_min(yard, 194.999);
    assert_true(yard->out_n == 0 && sorter_parcels_inside(sorter) == 30000);
    run_to_min(yard, 195.001);
    assert_true(yard->out_n == 1 && sorter_parcels_inside(sorter) == 0 && sorter_g_inside(sorter) == 0);
    sim_free(yard->sim);
}

/* 9,000 pieces at 15,000 an hour from 1:00; at 1:18 half are done and the next shift works at half the
 * pace: the other 4,500 take 36 minutes, to 1:54. */
static void a_batch_goes_on_at_the_pace_of_the_next_shift(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct sorter *sorter = open_sorter(yard, 15000);
    run_to_min(yard, 60);
    sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 900, 9000, 9000));
    run_to_min(yard, 78);
    yard->hall.sorter_pieces_per_h = 7500;
    sorter_staff(sorter);
    run_to_min(yard, 113.999);
    assert_int_equal(yard->out_n, 0);
    run_to_min(yard, 114.001);
    assert_int_equal(yard->out_n, 1);
    sim_free(yard->sim);
}

/* 30,000 at 15,000 an hour from 1:00; the loop fails at 2:00 with half of them to go. A shift that
 * comes in during the repair works at twice the pace: from 2:15 to 2:45. */
static void a_shift_that_comes_during_a_repair_changes_the_pace_too(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct sorter *sorter = open_sorter(yard, 15000);
    run_to_min(yard, 60);
    sorter_accept(yard->sim, sorter, new_uld(yard, CARGO_PARCELS, 9000, 30000, 30000));
    run_to_min(yard, 125);
    yard->hall.sorter_pieces_per_h = 30000;
    sorter_staff(sorter);
    run_to_min(yard, 164.999);
    assert_int_equal(yard->out_n, 0);
    run_to_min(yard, 165.001);
    assert_int_equal(yard->out_n, 1);
    sim_free(yard->sim);
}

/* ---- dock ---- */

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
        cmocka_unit_test(every_kilogram_and_parcel_comes_off_the_flight),
        cmocka_unit_test(a_uld_takes_setup_plus_its_pieces_or_its_tonnes),
        cmocka_unit_test(a_batch_of_ulds_is_done_when_the_closed_form_says),
        cmocka_unit_test(customs_selects_the_shares_it_is_told_and_keeps_nothing),
        cmocka_unit_test(a_paper_takes_its_time_and_files_wait_for_an_officer),
        cmocka_unit_test(a_held_flight_waits_as_a_whole),
        cmocka_unit_test(one_officer_is_an_m_d_1_queue),
        cmocka_unit_test(the_machine_rate_is_the_published_product),
        cmocka_unit_test(a_quarter_of_an_hour_lost_takes_half_an_hour_to_make_up),
        cmocka_unit_test(a_batch_on_a_loop_that_fails_is_late_by_the_repair),
        cmocka_unit_test(a_batch_goes_on_at_the_pace_of_the_next_shift),
        cmocka_unit_test(a_shift_that_comes_during_a_repair_changes_the_pace_too),
        cmocka_unit_test(a_truck_leaves_full_or_at_its_hour),
        cmocka_unit_test(export_trucks_use_the_same_doors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
