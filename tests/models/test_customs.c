// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the customs office, alone (yard.h). By hand, or a formula with a fixed seed that
 * says which error it catches. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/hall/customs.h"
#include "sim/random/stream.h"
#include "tests/models/yard.h"
#include "tests/assertions.h"

static struct customs *open_office(struct yard *yard, const struct customs_def *def)
{
    struct customs *customs = customs_new(yard->sim, def, 1, &yard->cargo);
    customs_connect(customs, (struct customs_ports){.out = {take_out, yard}});
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
                                    .officers = 50,
                                    .files_per_officer_h = 6,
                                    .document_share = 0.005,
                                    .examined_share = 0.001,
                                    .found_share = 0.3,
                                    .document_h = dist_constant(1)};
    struct customs *customs = open_office(yard, &def);
    for (int i = 0; i < 400; i++)
        customs_accept(yard->sim, customs, new_uld(yard, CARGO_PARCELS, 1501, 5000, 900));
    const struct customs_counts *year = customs_year(customs);
    assert_equal(year->lines, 2000000);
    assert_near((double)year->documents, 10000, 4 * 99.7);
    assert_near((double)year->examined, 2000, 4 * 44.7);
    assert_near((double)year->found, 600, 4 * 24.5);
    assert_equal(customs_doors(customs, 0).inside.parcels,
                 (int64_t)(year->documents + year->examined));
    run_to_min(yard, 10000);
    assert_equal(yard->out_parcels, 2000000);
    assert_equal(yard->out_kg, 400 * 1501);
    assert_equal(customs_doors(customs, 0).inside.parcels, 0);
    assert_equal(customs_doors(customs, 0).inside.g, 0);
    sim_free(yard->sim);
}

/* A paper takes exactly 1 h, an examination 1 / 6 h by one of two officers: three at once are
 * done after 10, 10, 20 minutes. */
static void a_paper_takes_its_time_and_files_wait_for_an_officer(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct customs_def def = {.shift_share = {1, 1, 1},
                              .officers = 2,
                              .files_per_officer_h = 6,
                              .general_examined_share = 1,
                              .document_h = dist_constant(1)};
    struct customs *customs = open_office(yard, &def);
    for (int i = 0; i < 3; i++)
        customs_accept(yard->sim, customs, new_uld(yard, CARGO_GENERAL, 1000, 0, 0));
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

/* (4) A file of four hours comes every hour: load 4, so 4 / 0.75 + 2 / 2 = 6.33, 7 officers in each
 * shift from the second quarter on, whatever their number was: 20, or one with whom files pile up.
 * Without `officers_follow` they stay. The payroll: 7 x 168 hours a week of 38 at 0.84, nobody ever
 * away: 36.8. */
static void officers_may_follow_the_files(void **state)
{
    (void)state;
    const struct labour_def labour = {.hours_per_week = 38, .fte_week_h = 38, .fte_per_job = 0.84};
    for (int follow = 0; follow < 2; follow++)
        for (uint32_t officers = 1; officers <= 20; officers += 19) {
            struct yard *yard = yard_new();
            const struct customs_def def = {.shift_share = {1, 1, 1},
                                            .officers = officers,
                                            .officers_follow = follow > 0,
                                            .officers_busy_share = 0.75,
                                            .files_per_officer_h = 0.25,
                                            .general_examined_share = 1,
                                            .document_h = dist_constant(1)};
            struct customs *customs = open_office(yard, &def);
            for (int hour = 0; hour < 92 * 24; hour++) {
                run_to_min(yard, hour * 60 + 30);
                customs_accept(yard->sim, customs, new_uld(yard, CARGO_GENERAL, 1000, 0, 0));
                if (hour == 90 * 24)
                    assert_int_equal(pool_size(customs_officers(customs)), officers);
            }
            uint32_t due = follow ? 7 : officers;
            assert_int_equal(pool_size(customs_officers(customs)), due);
            assert_near(customs_officers_employed(customs, &labour), due * 168 / (38 * 0.84), 1e-9);
            sim_free(yard->sim);
        }
}

/* A held flight's contents wait for the end of the hold, then are selected. */
static void a_held_flight_waits_as_a_whole(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const struct customs_def def = {.shift_share = {1, 1, 1},
                                    .officers = 1,
                                    .files_per_officer_h = 6,
                                    .flight_hold_share = 1,
                                    .flight_hold_h = dist_constant(5)};
    struct customs *customs = open_office(yard, &def);
    const struct flight flight = {.on_block_us = yard->start_us};
    int64_t until_us = customs_hold_until_us(customs, &flight);
    assert_equal(until_us, yard->start_us + 5 * DATE_HOUR_US);
    uint32_t number = new_uld(yard, CARGO_PARCELS, 100, 400, 80);
    cargo_uld(&yard->cargo, number)->hold_until_us = until_us;
    customs_accept(yard->sim, customs, number);
    run_to_min(yard, 299.999);
    assert_equal(yard->out_n, 0);
    assert_equal(customs_doors(customs, 0).inside.parcels, 400);
    run_to_min(yard, 300.001);
    assert_equal(yard->out_n, 1);
    assert_equal(customs_doors(customs, 0).inside.parcels, 0);
    sim_free(yard->sim);
}

struct source { /* Poisson arrivals made by the test */
    struct yard *yard;
    struct customs *customs;
    struct stream stream;
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
        sim_in(sim, hours_us(dist_draw(&source->gap_h, &source->stream)), SIM_START,
               source->arrives, source, 0);
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
                                    .officers = 1,
                                    .files_per_officer_h = 1,
                                    .general_examined_share = 1};
    struct source *source = sim_alloc(yard->sim, sizeof *source);
    source->yard = yard;
    source->customs = open_office(yard, &def);
    source->stream = stream_named(7, "test.arrivals", 0, 0);
    source->gap_h = dist_exponential(1 / 0.7);
    source->left = 400000;
    source->arrives = sim_kind(yard->sim, "test.arrives", bring_uld);
    sim_in(yard->sim, 0, SIM_START, source->arrives, source, 0);
    sim_run_until(yard->sim, yard->start_us + hours_us(700000));
    assert_int_equal(yard->out_n, 400000);
    double wait_h = tally_mean(pool_wait_s(customs_officers(source->customs))) / 3600;
    assert_near(wait_h / 1.1666667, 1, 0.025);
    sim_free(yard->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(customs_selects_the_shares_it_is_told_and_keeps_nothing),
        cmocka_unit_test(a_paper_takes_its_time_and_files_wait_for_an_officer),
        cmocka_unit_test(officers_may_follow_the_files),
        cmocka_unit_test(a_held_flight_waits_as_a_whole),
        cmocka_unit_test(one_officer_is_an_m_d_1_queue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
