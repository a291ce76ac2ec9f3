// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about parcels that move one by one: the store, and the loop by hand and against
 * queueing theory. The seed is fixed; a stochastic claim says how wide its interval is and which
 * error it catches. A whole hub: test_grain.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "sim/random/dist.h"
#include "tests/models/loop_yard.h"
#include "tests/assertions.h"

/* ---- the store ------------------------------------------------------------------------------- */

static const struct uld pallet = {.kg = 2503,
                                  .parcels = 5563,
                                  .pieces = 1558,
                                  .kind = CARGO_PARCELS,
                                  .lane = 1,
                                  .serial = 1,
                                  .place = 13};

/* 5,563 parcels of 2,503 kg, 27 picked for a document and 2 for an officer. 3/4 of them in bags of
 * 25: 166.89, so 167 bags, and 1,558 - 167 = 1,391 loose pieces. Whatever the draw: parcels and
 * grams of pieces and picked ones are those of the ULD, to the last one. */
static void a_uld_comes_off_whole(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const uint32_t picked[PARCELS_CHANNELS] = {5534, 27, 2};
    struct parcels_row row;
    uint32_t load = parcels_open(yard->parcels, &yard->rule, &pallet, picked, &yard->stream, &row);
    assert_equal(row.pieces, 1558);
    assert_equal(row.bags, 167);
    assert_equal(row.loose, 1391);
    uint64_t parcels = 0, g = 0, bags = 0;
    struct piece piece;
    while (row.pieces > 0) {
        if (!parcels_next(yard->parcels, &yard->rule, &row, &piece)) continue;
        parcels += piece.parcels;
        g += piece.g;
        bags += piece.parcels > 1;
        parcels_leave(yard->parcels, &piece);
    }
    assert_equal(parcels, 5534);
    assert_equal(bags, 167);
    for (enum parcels_channel c = PARCELS_DOCUMENT; c <= PARCELS_PHYSICAL; c++) {
        uint32_t next = 0, n = 0;
        int64_t picked_g = parcels_picked_g(yard->parcels, load, c);
        assert_int_equal(parcels_picked(yard->parcels, load, c), picked[c]);
        while (parcels_alive(yard->parcels) > 0 &&
               parcels_next_picked(yard->parcels, &yard->rule, load, c, &yard->stream, &next,
                                   &piece)) {
            picked_g -= piece.g;
            g += piece.g;
            n += piece.parcels;
            parcels_leave(yard->parcels, &piece);
        }
        assert_equal(n, picked[c]);
        assert_equal(picked_g, 0);
    }
    assert_equal(g, 2503000);
    assert_equal(parcels_alive(yard->parcels), 0);
    assert_equal(parcels_moved(yard->parcels), 5563);
    sim_free(yard->sim);
}

/* A thousand ULDs one after the other take no more room than the first. */
static void room_is_used_again(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    size_t bytes = 0;
    for (int i = 0; i < 1000; i++) {
        struct parcels_row row = open_loose(yard, 4000 + i % 90);
        struct piece piece;
        while (row.pieces > 0)
            if (parcels_next(yard->parcels, &yard->rule, &row, &piece))
                parcels_leave(yard->parcels, &piece);
        if (i == 0) bytes = sim_bytes(yard->sim);
    }
    assert_equal(sim_bytes(yard->sim), bytes);
    assert_equal(parcels_alive(yard->parcels), 0);
    sim_free(yard->sim);
}

/* 200,000 loose parcels of a mean kilogram with cv 1: the sd of a weight is 1,000 g less what the
 * 1,024 points leave out of the tail (2 %). A fifth goes to the second of two destinations: 40,000,
 * sd 179. recirculation_share 0.25: q = 0.2, laps 0.25 in the mean, sd of a geometric sqrt(q)/(1-q)
 * = 0.559: 50,000, sd 250. Four sd: fails for 1 seed in 10,000, catches 2 % wrong. */
static void weights_destinations_and_laps_have_their_shares(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    yard->hall.destination_share[0] = 0.4;
    yard->hall.destination_share[3] = 0.1;
    yard->hall.recirculation_share = 0.25;
    parcels_rule_set(&yard->rule, &yard->hall);
    struct parcels_row row = open_loose(yard, 200000);
    double second = 0, laps = 0, square = 0;
    struct piece piece;
    while (row.pieces > 0) {
        assert_true(parcels_next(yard->parcels, &yard->rule, &row, &piece));
        assert_true(piece.destination == 0 || piece.destination == 3);
        second += piece.destination == 3;
        laps += piece.laps;
        square += (piece.g - 1000.0) * (piece.g - 1000.0);
    }
    assert_closer(second, 40000, 4 * 179);
    assert_closer(laps, 50000, 4 * 250);
    assert_near(sqrt(square / 200000) / 1000, 0.98, 0.02);
    sim_free(yard->sim);
}

/* ---- the loop by hand ------------------------------------------------------------------------ */

/* A carrier a second, hands every 2 s, 100 s round. Three pieces ready at 10 s: on at 10, 12 and
 * 14, off at 110, 112 and 114. */
static void a_piece_takes_the_next_carrier_and_the_next_hands(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    set_loop(yard, 3600, 1800, 100);
    catch_up_at_s(yard, 10);
    for (int i = 0; i < 3; i++)
        add_one(yard);
    const struct {
        double s;
        uint64_t waiting, out;
    } look[] = {{10, 2, 0},      {11.999, 2, 0}, {12, 1, 0},      {14, 0, 0},
                {109.999, 0, 0}, {110, 0, 1},    {113.999, 0, 2}, {114, 0, 3}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        catch_up_at_s(yard, look[i].s);
        assert_int_equal(loop_waiting(yard->loop), look[i].waiting);
        assert_int_equal(yard->out_pieces, look[i].out);
    }
    assert_false(loop_busy(yard->loop));
    sim_free(yard->sim);
}

/* Looking every second or once an hour: the same pieces have come off. */
static void it_does_not_matter_when_one_looks(void **state)
{
    (void)state;
    uint64_t out[2], p90[2];
    for (int often = 0; often < 2; often++) {
        struct yard *yard = yard_new();
        yard->hall.recirculation_share = 0.1;
        parcels_rule_set(&yard->rule, &yard->hall);
        set_loop(yard, 3000, 4000, 77);
        feed(yard, 5000, 0.1, 1.3);
        feed(yard, 1700, 0.2, 0.9);
        for (int s = 0; s <= 7200; s += often ? 1 : 3600)
            catch_up_at_s(yard, s);
        out[often] = yard->out_pieces;
        p90[often] = (uint64_t)histogram_quantile(loop_time_s(yard->loop), 0.9);
        sim_free(yard->sim);
    }
    assert_equal(out[0], out[1]);
    assert_equal(p90[0], p90[1]);
    assert_greater(out[0], 5000);
    assert_less(out[0], 6700);
}

/* 24,000 an hour for 2 h, then 6,000, into 15,000: after 2 h 18,000 wait; 9,000 an hour fewer, so
 * none after 4 h. The triangle is 18,000 x 4 / 2 = 36,000 parcel-hours; the longest wait is that of
 * the last of the peak, 18,000 / 15,000 = 1.2 h. */
static void a_peak_clears_as_water_would(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    set_loop(yard, 15000, 1e6, 60);
    feed(yard, 48000, 0, 2);
    feed(yard, 12000, 2, 4);
    double parcel_h = 0, most = 0;
    for (int minute = 1; minute <= 250; minute++) {
        catch_up_at_s(yard, 60.0 * minute);
        double waiting = (double)loop_waiting(yard->loop);
        parcel_h += waiting / 60;
        if (waiting > most) most = waiting;
        if (minute == 60 || minute == 180) assert_near(waiting, 9000, 2);
        if (minute >= 240) assert_at_most(waiting, 2);
    }
    assert_near(most, 18000, 2);
    assert_near(parcel_h / 36000, 1, 0.001);
    assert_near(histogram_quantile(loop_time_s(yard->loop), 1) / (4320 + 60), 1, 0.016);
    assert_int_equal(yard->out_pieces, 60000);
    sim_free(yard->sim);
}

/* 10,000 an hour into 15,000; from 1:00 the loop stands for a quarter of an hour: 2,500 wait, and
 * 5,000 an hour fewer clear them in 30 minutes. Those on the loop are late by the quarter. */
static void a_quarter_of_an_hour_lost_takes_half_an_hour_to_make_up(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    set_loop(yard, 15000, 1e6, 120);
    feed(yard, 30000, 0, 3);
    catch_up_at_s(yard, 3600);
    loop_stop(yard->loop);
    uint64_t out = yard->out_pieces;
    catch_up_at_s(yard, 4500);
    assert_equal(yard->out_pieces, out);
    assert_near((double)out - 10000 + 333, 0, 2);
    assert_near((double)loop_waiting(yard->loop), 2500, 2);
    loop_start(yard->loop);
    catch_up_at_s(yard, 4500 + 120 - 0.4);
    assert_near((double)yard->out_pieces, 10000, 2); /* those it stood with, no more */
    const struct {
        double s, waiting;
    } look[] = {{5400, 1250}, {6240, 83}, {6310, 1}, {9000, 1}};
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        catch_up_at_s(yard, look[i].s);
        assert_near((double)loop_waiting(yard->loop), look[i].waiting, 3);
    }
    sim_free(yard->sim);
}

/* With recirculation_share 1, q = 1/2: a piece passes twice in the mean and a full loop of 3,600
 * carriers an hour sorts 1,800. 20 h: 36,000, less the first circuit; sd of the passes sqrt(2) a
 * piece: 0.5 % is under 1 % of 36,000. */
static void laps_take_carriers_from_those_that_wait(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    yard->hall.recirculation_share = 1;
    parcels_rule_set(&yard->rule, &yard->hall);
    set_loop(yard, 3600, 1e6, 60);
    feed(yard, 100000, 0, 0.001);
    catch_up_at_s(yard, 20 * 3600);
    assert_near((double)yard->out_pieces / 36000, 1, 0.01);
    sim_free(yard->sim);
}

/* A chute of 5 places emptied once a minute pushes back: 1,000 pieces at once, a carrier a second,
 * a minute round. 5 go in with the first minute, then one a minute: after 10 h 600 + 5. Meanwhile
 * the loop is full: 60 ride, and whatever rides keeps the rest out. */
static void a_full_chute_pushes_back(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    const struct loop_rates rates = {.carriers_per_h = 3600,
                                     .hands_per_h = 1e6,
                                     .circuit_us = 60 * DATE_SECOND_US,
                                     .chute_places = 5,
                                     .chute_pieces_per_h = 60};
    loop_set(yard->loop, &rates);
    feed(yard, 1000, 0, 0.001);
    catch_up_at_s(yard, 36000);
    assert_near((double)yard->out_pieces, 605, 2);
    assert_near((double)(1000 - yard->out_pieces - loop_waiting(yard->loop)), 60, 2);
    struct loop_counts counts = loop_forget(yard->loop);
    assert_equal(counts.full, counts.laps);
    assert_greater(counts.full, 30000);
    catch_up_at_s(yard, 72000);
    assert_equal(yard->out_pieces, 1000);
    assert_false(loop_busy(yard->loop));
    sim_free(yard->sim);
}

/* ---- the loop against theory ----------------------------------------------------------------- */

/* Poisson arrivals, one carrier every 100 s, rho 0.8: M/D/1. Found waiting on arrival (PASTA): Lq =
 * rho^2 / (2 (1 - rho)) = 1.6 in the mean; goes on at once: 1 - rho = 0.2. 2,000,000 arrivals: sd
 * of the mean about 0.5 %, of the share 0.3 %; 2 % is four and six of those. It catches a carrier
 * that comes 0.3 % slower (2 % in Lq). */
static void induction_is_an_m_d_1_queue(void **state)
{
    (void)state;
    struct yard *yard = yard_new();
    set_loop(yard, 36, 1e6, 1);
    const struct dist gap_s = dist_exponential(125);
    struct stream stream = stream_named(11, "test.arrivals", 0, 0);
    double at_s = 0, found = 0, at_once = 0;
    const int n = 2000000;
    for (int i = 0; i < n; i++) {
        at_s += dist_draw(&gap_s, &stream);
        catch_up_at_s(yard, at_s);
        found += (double)loop_waiting(yard->loop);
        add_one(yard);
        loop_catch_up(yard->loop);
        at_once += loop_waiting(yard->loop) == 0;
    }
    assert_near(found / n / 1.6, 1, 0.02);
    assert_near(at_once / n / 0.2, 1, 0.02);
    sim_free(yard->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_uld_comes_off_whole),
        cmocka_unit_test(room_is_used_again),
        cmocka_unit_test(weights_destinations_and_laps_have_their_shares),
        cmocka_unit_test(a_piece_takes_the_next_carrier_and_the_next_hands),
        cmocka_unit_test(it_does_not_matter_when_one_looks),
        cmocka_unit_test(a_peak_clears_as_water_would),
        cmocka_unit_test(a_quarter_of_an_hour_lost_takes_half_an_hour_to_make_up),
        cmocka_unit_test(laps_take_carriers_from_those_that_wait),
        cmocka_unit_test(a_full_chute_pushes_back),
        cmocka_unit_test(induction_is_an_m_d_1_queue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
