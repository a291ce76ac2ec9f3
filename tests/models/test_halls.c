// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the stations of a hall against exact results, each station alone: customs with
 * priorities and shifts, a sorter that fails by the calendar or only while it runs, a breakdown
 * floor under whole flights, trucks that leave full or at their hour; and a hall that drains. The
 * seed is fixed; each interval says which error it catches. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "models/hall/breakdown.h"
#include "models/hall/customs.h"
#include "models/landside/dock.h"
#include "models/hub/hub.h"
#include "models/hub/hub_params.h"
#include "models/hall/sorter.h"
#include "scenarios/input/diagnostics.h"
#include "scenarios/input/scenario.h"
#include "sim/random/maths.h"
#include "sim/random/stream.h"
#include "sim/date.h"
#include "sim/stats/tally.h"
#include "tests/assertions.h"

/* A yard around one station, and Poisson arrivals. The roster never starts: people are plenty. */
struct yard {
    struct sim *sim;
    struct cargo cargo;
    struct labour_def labour;
    struct hall_def hall;
    struct roster *roster;
    int64_t start_us;
    void *station;
    port_accept *accept;
    struct uld kind[2]; /* what arrives: the second with this chance */
    double second_share;
    struct stream stream;
    struct dist gap_h;
    uint32_t left, batch, made;
    uint16_t arrives;
    struct tally stay_h[2]; /* of what came out, by kind of cargo: 0 parcels, 1 general */
    uint8_t channel;        /* parcels of this one and above count */
};

static struct yard *yard_new(void)
{
    struct sim_def def = sim_def_default();
    def.seed = 5;
    def.start_us = date_us(2024, 1, 1);
    struct sim *sim = sim_new(&def);
    assert_non_null(sim);
    struct yard *yard = sim_alloc(sim, sizeof *yard);
    yard->sim = sim;
    yard->start_us = def.start_us;
    yard->batch = 1;
    slab_start(&yard->cargo.flights, sim, sizeof(struct flight));
    slab_start(&yard->cargo.ulds, sim, sizeof(struct uld));
    yard->labour.opening_weeks = 1;
    strcpy(yard->hall.name, "hall");
    yard->hall.phase_m2[0] = 1; /* it stands */
    yard->roster = roster_new(sim, &yard->labour, &yard->hall);
    return yard;
}

static double since_h(const struct yard *yard, int64_t from_us)
{
    return (double)(sim_now_us(yard->sim) - from_us) / (double)DATE_HOUR_US;
}

static int64_t hours_us(double h)
{
    return (int64_t)(h * (double)DATE_HOUR_US);
}

static void run_to_h(struct yard *yard, double h)
{
    sim_run_until(yard->sim, yard->start_us + hours_us(h));
}

static void take_out(struct sim *sim, void *station, uint64_t number)
{
    (void)sim;
    struct yard *yard = station;
    const struct uld *uld = cargo_uld(&yard->cargo, number);
    bool general = uld->kind == CARGO_GENERAL;
    if (general || uld->channel >= yard->channel)
        tally_add(&yard->stay_h[general], since_h(yard, uld->since_us));
    slab_give(&yard->cargo.ulds, (uint32_t)number);
}

static void bring(struct yard *yard, const struct uld *what)
{
    uint32_t number = slab_take(&yard->cargo.ulds);
    struct uld *uld = cargo_uld(&yard->cargo, number);
    *uld = *what;
    uld->since_us = sim_now_us(yard->sim);
    uld->serial = yard->made / CARGO_ULDS_MAX;
    uld->place = (uint16_t)(yard->made++ % CARGO_ULDS_MAX);
    yard->accept(yard->sim, yard->station, number);
}

static void arrive(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct yard *yard = station;
    bool second = stream_uniform(&yard->stream) < yard->second_share;
    for (uint32_t i = 0; i < yard->batch; i++)
        bring(yard, &yard->kind[second]);
    if (--yard->left == 0) return;
    sim_in(sim, hours_us(dist_draw(&yard->gap_h, &yard->stream)), SIM_START, yard->arrives, yard,
           0);
}

static void start_arrivals(struct yard *yard, void *station, port_accept *accept, double per_h,
                           uint32_t n)
{
    yard->station = station;
    yard->accept = accept;
    yard->gap_h = dist_exponential(1 / per_h);
    yard->stream = stream_named(5, "test.arrivals", 0, 0);
    yard->left = n;
    yard->arrives = sim_kind(yard->sim, "test.arrives", arrive);
    sim_in(yard->sim, 0, SIM_START, yard->arrives, yard, 0);
}

/* ---- customs --------------------------------------------------------------------------------- */

static struct customs *open_office(struct yard *yard, const struct customs_def *def)
{
    struct customs *customs = customs_new(yard->sim, def, 1, &yard->cargo);
    customs_connect(customs, (struct customs_ports){.out = {take_out, yard}});
    return customs;
}

/* One officer, an hour a file. Of two parcels each is picked with chance 1/2; customs never takes
 * both, so half the ULDs of two give one file. With 0.6 of those and 0.4 ULDs of general cargo an
 * hour, all Poisson, 0.3 files go first and 0.4 after them. R = 0.7 x 1 / 2 = 0.35. Parcels first:
 * W1 = 0.35 / (1 - 0.3) = 0.5 h; general W2 = 0.5 / (1 - 0.7) = 1.6667 h. In turn both wait 0.35 /
 * 0.3 = 1.1667 h. 400,000 files: sd below 1 %; 3 % catches a file that is interrupted (W1 = 0.214)
 * and an officer 1.5 % slower (W2 + 6 %). */
static void wait_for_officer_h(enum customs_first first, double wait_h[2])
{
    struct yard *yard = yard_new();
    const struct customs_def def = {.officers = 1,
                                    .shift_share = {1, 1, 1},
                                    .files_per_officer_h = 1,
                                    .general_examined_share = 1,
                                    .examined_share = 0.5,
                                    .first = first};
    struct customs *customs = open_office(yard, &def);
    yard->kind[0] = (struct uld){.kind = CARGO_PARCELS, .parcels = 2, .pieces = 2, .kg = 1};
    yard->kind[1] = (struct uld){.kind = CARGO_GENERAL, .kg = 1000};
    yard->second_share = 0.4;
    yard->channel = PARCELS_PHYSICAL;
    start_arrivals(yard, customs, customs_accept, 1, 570000);
    run_to_h(yard, 600000);
    for (int k = 0; k < 2; k++)
        wait_h[k] = tally_mean(&yard->stay_h[k]) - 1;
    sim_free(yard->sim);
}

static void files_that_go_first_wait_as_cobham_says(void **state)
{
    (void)state;
    double wait_h[2];
    wait_for_officer_h(CUSTOMS_PARCELS_FIRST, wait_h);
    assert_near(wait_h[0] / 0.5, 1, 0.03);
    assert_near(wait_h[1] / 1.6666667, 1, 0.03);
    wait_for_officer_h(CUSTOMS_IN_TURN, wait_h);
    assert_near(wait_h[0] / 1.1666667, 1, 0.03);
    assert_near(wait_h[1] / 1.1666667, 1, 0.03);
}

/* Nobody at night: two files at 20:30 with one officer, an hour each. The first is done at 21:30,
 * the second is begun before the night and finished at 22:30; a third, of 21:00, waits for 6:00 and
 * is done at 7:00. */
static void at_night_files_wait_for_the_morning(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const struct customs_def def = {.officers = 1,
                                    .shift_share = {1, 1, 0},
                                    .files_per_officer_h = 1,
                                    .general_examined_share = 1};
    yard->station = open_office(yard, &def);
    yard->accept = customs_accept;
    const struct uld file = {.kind = CARGO_GENERAL, .kg = 1000};
    run_to_h(yard, 20.5);
    bring(yard, &file);
    bring(yard, &file);
    run_to_h(yard, 21);
    bring(yard, &file);
    const struct {
        double h;
        uint64_t done;
    } look[] = {{21.49, 0}, {21.51, 1}, {22.51, 2}, {30.99, 2}, {31.01, 3}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        run_to_h(yard, look[i].h);
        assert_int_equal(yard->stay_h[1].n, look[i].done);
    }
    sim_free(yard->sim);
}

/* A quarter of 2,000 flights of 3 ULDs each is cleared before it lands: the ULDs of the others all
 * wait for a paper: 1,500 x 3 = 4,500; by flight the sd is 3 sqrt(2000 x 3 / 16) = 58. Four sd; a
 * clearance drawn by ULD would have a third of the spread, one that clears a fifth misses by 300.
 * */
static void a_cleared_flight_waits_for_no_paper(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const struct customs_def def = {.officers = 1,
                                    .shift_share = {1, 1, 1},
                                    .files_per_officer_h = 1,
                                    .general_document_share = 1,
                                    .document_h = dist_constant(1),
                                    .precleared_share = 0.25};
    struct customs *customs = open_office(yard, &def);
    yard->station = customs;
    yard->accept = customs_accept;
    const struct uld uld = {.kind = CARGO_GENERAL, .kg = 1000};
    for (uint32_t flight = 0; flight < 2000; flight++)
        for (uint32_t place = 0; place < 3; place++) {
            uint64_t before = customs_year(customs)->documents;
            yard->made = flight * CARGO_ULDS_MAX + place;
            bring(yard, &uld);
            uint64_t waits = customs_year(customs)->documents - before;
            if (place == 0) yard->left = (uint32_t)waits;
            assert_int_equal(waits, yard->left); /* as the flight's first */
        }
    assert_closer((double)customs_year(customs)->documents, 4500, 4 * 58);
    sim_free(yard->sim);
}

/* ---- the sorter fails ------------------------------------------------------------------------ */

static struct sorter *open_sorter(struct yard *yard, double pieces_per_h, enum hall_ageing ages)
{
    yard->hall.sorters = 1;
    yard->hall.sorter_pieces_per_h = pieces_per_h;
    yard->hall.operational_share = 1;
    yard->hall.sort_pieces_per_worker_h = 1000;
    yard->hall.sorter_ages = ages;
    struct sorter *sorter = sorter_new(yard->sim, &yard->hall, &yard->cargo, yard->roster);
    sorter_connect(sorter, (struct sorter_ports){.out = {take_out, yard}});
    return sorter;
}

/* Batches of 100 pieces at 100 an hour: s = 1 h; Poisson, 0.5 an hour. It fails 0.25 times an hour
 * while it runs, repairs are exponential with mean 1 h. C: mean 1 + 0.25 = 1.25, variance 0.25 x 2
 * = 0.5, mean square 2.0625. Pollaczek-Khinchine: W = 0.5 x 2.0625 / (2 (1 - 0.625)) = 1.375, in
 * all 2.625 h. 500,000 batches: sd about 0.5 %; 2.5 % catches failures that also come when it is
 * idle (0.4 more breakdowns an idle hour: + 10 %) and repairs 5 % longer. */
static void a_sorter_that_fails_while_it_runs_is_an_m_g_1_queue(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    yard->hall.sorter_uptime_h = dist_exponential(4);
    yard->hall.sorter_repair_min = dist_exponential(60);
    struct sorter *sorter = open_sorter(yard, 100, HALL_AGES_RUNNING);
    yard->kind[0] = (struct uld){.kind = CARGO_PARCELS, .parcels = 100, .pieces = 100, .kg = 45};
    start_arrivals(yard, sorter, sorter_accept, 0.5, 500000);
    run_to_h(yard, 1.1e6);
    assert_int_equal(yard->stay_h[0].n, 500000);
    assert_near(tally_mean(&yard->stay_h[0]) / 2.625, 1, 0.025);
    /* one failure for every 4 h it ran: 125,000, sd 354 */
    assert_closer((double)sorter_stops(sorter)->failures, 125000, 4 * 354);
    sim_free(yard->sim);
}

/* Never idle, up 4 h and down 1 h in the mean: it sorts 4 / 5 of its time, whichever way it ages.
 * Up and down each exponential over 50,000 h: sd of the share sqrt(2 x 4 / 5 x 1 / 5 / 10000) x 4 /
 * 5, 0.6 %. 2 % is three of those; a repair 10 % longer is caught. */
static void a_sorter_never_idle_sorts_while_it_is_up(void **state)
{
    (void)state;
    for (enum hall_ageing ages = HALL_AGES_ALWAYS; ages <= HALL_AGES_RUNNING; ages++) {
        struct yard *yard = yard_new();
        yard->hall.sorter_uptime_h = dist_exponential(4);
        yard->hall.sorter_repair_min = dist_exponential(60);
        struct sorter *sorter = open_sorter(yard, 100, ages);
        yard->station = sorter;
        yard->accept = sorter_accept;
        const struct uld batch = {.kind = CARGO_PARCELS, .parcels = 100, .pieces = 100, .kg = 45};
        for (int i = 0; i < 45000; i++)
            bring(yard, &batch);
        run_to_h(yard, 50000);
        assert_near((double)yard->stay_h[0].n / 40000, 1, 0.02);
        sim_free(yard->sim);
    }
}

/* ---- whole flights on the breakdown floor ---------------------------------------------------- */

/* A flight an hour by Poisson, 30 ULDs each, one team, 1.5 minutes a ULD: M^X/D/1, load 3/4. W =
 * (30 x 0.025^2 / 2 + 0.025 x 29 / 2) / (1 - 3/4) = 1.4875 h. 60,000 flights: sd about 2 %; 6 %
 * catches a ULD that takes 1.5 % longer (+ 6 %), and a formula that forgets the batch (0.0375 h).
 * */
static void a_flight_s_ulds_wait_for_each_other(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct hall_def *hall = &yard->hall;
    hall->phase_m2[0] = 300; /* one place: (3 x 1 + 3) / 4 = 1 */
    hall->phase_opens_us[1] = hall->phase_opens_us[2] = DATE_NEVER_US;
    hall->m2_per_workstation = 300;
    hall->team = 3;
    hall->pieces_per_worker_h = 100; /* 3 pieces in 0.01 h, and 0.9 minutes of setup */
    hall->uld_setup_min = dist_constant(0.9);
    struct breakdown *floor = breakdown_new(yard->sim, hall, &yard->cargo, yard->roster);
    breakdown_connect(
        floor, (struct breakdown_ports){.out = {take_out, yard}, .intact = {take_out, yard}});
    breakdown_staff(floor);
    yard->kind[0] = (struct uld){.kind = CARGO_PARCELS, .parcels = 3, .pieces = 3, .kg = 1};
    yard->batch = 30;
    start_arrivals(yard, floor, breakdown_accept, 1, 60000);
    run_to_h(yard, 70000);
    assert_equal(yard->stay_h[0].n, 1800000);
    assert_equal(breakdown_counts(floor).inside.ulds, 0);
    double wait_h = tally_mean(pool_wait_s(breakdown_teams(floor))) / 3600;
    assert_near(wait_h / 1.4875, 1, 0.06);
    sim_free(yard->sim);
}

/* ---- trucks: full or at their hour ----------------------------------------------------------- */

/* E[N mod k] of a Poisson number with mean m: the sum over n of (n mod k) P(n); and how many trucks
 * N fills, the last with the rest. */
static double rest_of_poisson(double m, uint32_t k, double *trucks)
{
    double p = maths_exp(-m), rest = 0;
    *trucks = 0;
    for (uint32_t n = 0; n < 20 * (uint32_t)m + 200; n++) {
        rest += n % k * p;
        *trucks += ((n + k - 1) / k) * p;
        p *= m / (n + 1);
    }
    return rest;
}

static void land_and_dock(struct sim *sim, void *dock, uint64_t number)
{
    const struct yard *yard = sim_root(sim);
    const struct uld *uld = cargo_uld(&yard->cargo, number);
    dock_expect(dock, DOCK_PARCELS, uld->since_us, cargo_g(uld));
    dock_accept(sim, dock, number);
}

/* 30 parcels of 100 kg a day by Poisson, trucks of 1,000 kg, a wave at 6:00. Of the N(t) that came
 * since the last wave N(t) mod 10 wait, so the mean wait is (1 / 30) x the integral over the day of
 * E[N(t) mod 10] (Little), and the day's trucks are E[ceil(N / 10)]. 6,000 days: sd of the mean
 * wait about 0.3 %, of the trucks 0.2 %. 1.5 % catches a truck that leaves one parcel late (0.8 h
 * of 5), a wave that leaves the rest behind. */
static void trucks_leave_full_or_at_their_hour_as_little_says(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct hall_def *hall = &yard->hall;
    hall->phase_m2[0] = 1e6;
    hall->phase_opens_us[1] = hall->phase_opens_us[2] = DATE_NEVER_US;
    hall->m2_per_door = 500;
    hall->dock_team = 2;
    hall->destination_share[0] = 1;
    hall->wave_hour[0] = 6;
    hall->wave_hour[1] = hall->wave_hour[2] = hall->wave_hour[3] = 24;
    hall->parcel_truck_kg = hall->general_truck_kg = 1000;
    hall->truck_load_min = dist_constant(0);
    struct dock *dock = dock_new(yard->sim, hall, &yard->cargo, yard->roster);
    dock_connect(dock, (struct dock_ports){.received = {take_out, yard}});
    dock_staff(dock);
    yard->kind[0] = (struct uld){.kind = CARGO_PARCELS, .parcels = 1, .pieces = 1, .kg = 100};
    sim_set_root(yard->sim, yard);
    start_arrivals(yard, dock, land_and_dock, 30.0 / 24, 180000);
    double trucks, ignored, waiting = 0;
    rest_of_poisson(30, 10, &trucks);
    for (int minute = 0; minute < 1440; minute++)
        waiting += rest_of_poisson(30 * (minute + 0.5) / 1440, 10, &ignored) / 1440;
    run_to_h(yard, 24 * 5900);
    double days = 5900 - 0.25; /* the first wave ends a day of six hours */
    assert_near(dock_dwell_mean_h(dock, DOCK_PARCELS) / (waiting * 24 / 30), 1, 0.015);
    assert_near((double)dock_counts(dock).trucks / days / trucks, 1, 0.01);
    sim_free(yard->sim);
}

/* ---- a hall that drains ---------------------------------------------------------------------- */

static struct hub_result run_drained(const char *grain)
{
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    const char *const set[] = {grain, "customs.document_share=0.02",
                               "customs.flight_hold_share=0.1"};
    const struct scenario_request request = {
        .file = "tests/models/drained.cfg", .set = set, .set_n = sizeof set / sizeof *set};
    struct scenario *scenario =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    assert_non_null(scenario);
    const struct plan *plan = scenario_plan(scenario);
    double day[24 * MEASURE_DAY_SERIES];
    double *value = calloc(hub_measures(plan->base, NULL), sizeof *value);
    const struct hub_request run = {.plan = plan, .seed = 3};
    struct hub_result result = {.value = value, .day = day};
    assert_true(hub_run(&run, &result));
    scenario_free(scenario);
    free(value);
    return result;
}

/* Two months of flights, then four months of none: every gram and every parcel that came has left
 * by truck, in both grains, and the same of both. */
static void a_hall_without_flights_empties_to_the_last_gram(void **state)
{
    (void)state;
    struct hub_result batch = run_drained("run.grain=\"batch\""),
                      parcel = run_drained("run.grain=\"parcel\"");
    assert_greater(batch.g_in, 0);
    assert_equal(batch.g_inside, 0);
    assert_equal(batch.parcels_inside, 0);
    assert_equal(batch.ulds_inside, 0);
    assert_equal(parcel.g_inside, 0);
    assert_equal(parcel.parcels_inside, 0);
    assert_equal(parcel.ulds_inside, 0);
    assert_equal(batch.g_out_by_truck, batch.g_in);
    assert_equal(parcel.g_out_by_truck, batch.g_in);
    assert_equal(parcel.parcels_out_by_truck, batch.parcels_out_by_truck);
    assert_equal((int64_t)parcel.parcels_moved, parcel.parcels_in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_that_go_first_wait_as_cobham_says),
        cmocka_unit_test(at_night_files_wait_for_the_morning),
        cmocka_unit_test(a_cleared_flight_waits_for_no_paper),
        cmocka_unit_test(a_sorter_that_fails_while_it_runs_is_an_m_g_1_queue),
        cmocka_unit_test(a_sorter_never_idle_sorts_while_it_is_up),
        cmocka_unit_test(a_flight_s_ulds_wait_for_each_other),
        cmocka_unit_test(trucks_leave_full_or_at_their_hour_as_little_says),
        cmocka_unit_test(a_hall_without_flights_empties_to_the_last_gram),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
