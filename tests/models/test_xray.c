// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about X-ray lines. By hand; the stochastic claim by the rule of tests/sim/theory.h: 20
 * replications, fixed seeds, 1 false alarm in 1,000, and the share of the exact value that an error
 * must have to be caught with 97 in 100. */
#include "models/hall/customs.h"
#include "models/hall/xray.h"
#include "tests/models/yard.h"
#include "tests/sim/theory.h"
#include "tests/assertions.h"

static struct xray *open_xray(struct yard *yard, uint32_t lines)
{
    yard->hall.xray_lines = lines;
    yard->hall.xray_pieces_per_h = 1200;
    yard->hall.xray_general_t_per_h = 10;
    struct xray *xray = xray_new(yard->sim, &yard->hall, &yard->cargo);
    xray_connect(xray, (struct xray_ports){.out = {take_out, yard}});
    return xray;
}

static void bring(struct yard *yard, struct xray *xray, enum cargo_kind kind, int32_t kg,
                  int32_t parcels)
{
    xray_accept(yard->sim, xray, new_uld(yard, kind, kg, parcels, parcels));
}

/* Two lines of 1,200 pieces an hour. Three ULDs of 600 pieces at once: 30 minutes each, handed on
 * half-way, at 15, 15 and 45; the general cargo behind them, 5 t at 10 t an hour, takes the other
 * line from 30 and is handed on at 45 as well. */
static void ulds_wait_for_a_line_and_go_on_half_way(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct xray *xray = open_xray(yard, 2);
    for (int i = 0; i < 3; i++)
        bring(yard, xray, CARGO_PARCELS, 1000, 600);
    bring(yard, xray, CARGO_GENERAL, 5000, 0);
    assert_int_equal(pool_waiting(xray_lines(xray)), 2);
    run_to_min(yard, 15.001);
    assert_int_equal(yard->out_n, 2);
    assert_int_equal(pool_waiting(xray_lines(xray)), 2); /* the lines work on */
    struct xray_counts counts = xray_counts(xray);
    assert_equal(counts.inside.g, 6000000);
    assert_equal(counts.inside.parcels, 600);
    run_to_min(yard, 44.999);
    assert_int_equal(yard->out_n, 2);
    run_to_min(yard, 60.001);
    counts = xray_counts(xray);
    assert_int_equal(yard->out_n, 4);
    assert_near(yard->out_min_sum, 15 + 15 + 45 + 45, 1e-6);
    assert_int_equal(yard->out_kg, 8000);
    assert_int_equal(yard->out_parcels, 1800);
    assert_int_equal(counts.imaged, 4);
    assert_equal(counts.in.g, 8000000);
    assert_equal(counts.inside.g, 0);
    assert_equal(counts.inside.parcels, 0);
    assert_int_equal(pool_busy(xray_lines(xray)), 0);
    sim_free(yard->sim);
}

/* Without lines all pass at once, and what waits when they close goes on without an image. */
static void without_lines_all_pass(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    struct xray *xray = open_xray(yard, 0);
    bring(yard, xray, CARGO_PARCELS, 1000, 600);
    assert_int_equal(yard->out_n, 1);
    yard->hall.xray_lines = 1;
    xray_staff(xray);
    for (int i = 0; i < 3; i++)
        bring(yard, xray, CARGO_PARCELS, 1000, 600);
    run_to_min(yard, 1);
    assert_int_equal(yard->out_n, 1);
    yard->hall.xray_lines = 0;
    xray_staff(xray);
    assert_int_equal(yard->out_n, 3); /* the one with the line stays until it is half through */
    run_to_min(yard, 100);
    assert_int_equal(yard->out_n, 4);
    assert_int_equal(xray_counts(xray).imaged, 1);
    assert_int_equal(xray_counts(xray).inside.g, 0);
    sim_free(yard->sim);
}

/* No parcel is selected but by its image: an officer examines as many as raised an alarm. Of 300
 * ULDs of 100 parcels, 2 in 100: 600 are due, sd sqrt(30000 x 0.02 x 0.98) = 24.2; four of them are
 * 97. The same of 300 ULDs of general cargo, 1 in 4: 75, sd 7.5. */
static void customs_examines_what_raised_an_alarm(void **state)
{
    (void)state;
    for (int general = 0; general < 2; general++) {
        struct yard *yard = yard_new();
        const struct customs_def def = {
            .officers = 1, .shift_share = {1, 1, 1}, .files_per_officer_h = 1e6};
        struct xray *xray = open_xray(yard, 1000);
        struct customs *customs = customs_new(yard->sim, &def, 1, &yard->cargo);
        yard->hall.xray_alarm_share = general ? 0.25 : 0.02;
        customs_connect(customs, (struct customs_ports){.out = {take_out, yard}});
        xray_connect(xray, (struct xray_ports){.out = {customs_accept, customs}});
        for (int i = 0; i < 300; i++)
            bring(yard, xray, general ? CARGO_GENERAL : CARGO_PARCELS, 1000, general ? 0 : 100);
        run_to_min(yard, 24 * 60);
        double alarms = (double)xray_counts(xray).alarms;
        assert_int_equal(customs_year(customs)->examined, xray_counts(xray).alarms);
        assert_near(alarms, general ? 75 : 600, general ? 30 : 97);
        assert_int_equal(yard->out_kg, 300 * 1000);
        assert_int_equal(yard->out_parcels, general ? 0 : 30000);
        sim_free(yard->sim);
    }
}

struct stream_of_ulds {
    struct yard *yard;
    struct xray *xray;
    struct stream stream;
    uint32_t left;
    uint16_t comes;
};

static void come(struct sim *sim, void *station, uint64_t unused)
{
    (void)unused;
    struct stream_of_ulds *ulds = station;
    bring(ulds->yard, ulds->xray, CARGO_PARCELS, 1000, 600);
    if (--ulds->left == 0) return;
    struct dist gap_h = dist_exponential(0.625);
    sim_in(sim, (int64_t)(dist_draw(&gap_h, &ulds->stream) * (double)DATE_HOUR_US), SIM_START,
           ulds->comes, ulds, 0);
}

/* Equation (3): half an hour each, one every 0.625 h: r = 0.8, mean wait 0.5 x 0.8 / 0.4 = 1 h.
 * A line more, or the wrong time (5 %), moves it by far more than the 10 % that must be caught. */
static void waits_agree_with_erlangs_law_for_fixed_times(void **state)
{
    (void)state;
    double wait_h[REPLICATIONS];
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        struct yard *yard = yard_new();
        struct stream_of_ulds *ulds = sim_alloc(yard->sim, sizeof *ulds);
        ulds->yard = yard;
        ulds->xray = open_xray(yard, 1);
        ulds->stream = stream_named(29, "test.ulds", r, 0);
        ulds->left = 20000;
        ulds->comes = sim_kind(yard->sim, "test.comes", come);
        come(yard->sim, ulds, 0);
        run_to_min(yard, 1e6);
        assert_int_equal(yard->out_n, 20000);
        wait_h[r] = tally_mean(pool_wait_s(xray_lines(ulds->xray))) / 3600.0;
        sim_free(yard->sim);
    }
    assert_theory("wait h", wait_h, 1.0, 0.1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ulds_wait_for_a_line_and_go_on_half_way),
        cmocka_unit_test(without_lines_all_pass),
        cmocka_unit_test(customs_examines_what_raised_an_alarm),
        cmocka_unit_test(waits_agree_with_erlangs_law_for_fixed_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
