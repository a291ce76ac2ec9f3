// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims: a gap is shared out as Shapley's formula says, and the shares add up to the last bit. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/random/dist.h"
#include "sim/random/stream.h"
#include "sim/analysis/shapley.h"
#include "tests/assertions.h"

static const uint64_t SEED = 1953;

/* a b from (2, 3) to (3, 5): worths 6, 9, 10, 15, gap 9. Player a adds 3 first and 5 last: 4;
 * b adds 4 first and 6 last: 5. One order gives 3 + 6, the other 5 + 4. */
static void a_product_is_shared_as_by_hand(void **state)
{
    (void)state;
    const double worth[] = {6, 9, 10, 15};
    struct shapley_part part[2];
    assert_equal(shapley_exact(worth, 2, 1, 0.95, part), 9);
    assert_equal(part[0].mean, 4);
    assert_equal(part[1].mean, 5);
    assert_equal(part[0].alone, 3);
    assert_equal(part[0].last, 5);
    assert_equal(part[1].alone, 4);
    assert_equal(part[1].last, 6);
    assert_equal(part[0].least, 3);
    assert_equal(part[0].most, 5);
    assert_equal(part[1].least, 4);
    assert_equal(part[1].most, 6);
    assert_unknown(part[0].interval.lo); /* one replication has none */
}

/* The glove game: players 0 and 1 hold left gloves, player 2 a right one; a pair is worth 1.
 * Parts 1/6, 1/6, 4/6 [Shapley1953]; they are no binary fractions and yet add up. */
static void the_glove_game_has_its_known_parts(void **state)
{
    (void)state;
    const double worth[] = {0, 0, 0, 0, 0, 1, 1, 1};
    struct shapley_part part[3];
    assert_equal(shapley_exact(worth, 3, 1, 0.95, part), 1);
    assert_near(part[0].mean, 1.0 / 6, 1e-14);
    assert_near(part[1].mean, 1.0 / 6, 1e-14);
    assert_near(part[2].mean, 2.0 / 3, 1e-14);
    assert_equal(part[0].mean + part[1].mean + part[2].mean, 1);
    assert_equal(part[0].least, 0);
    assert_equal(part[0].most, 1);
}

static double draw_odd(struct stream *stream)
{
    const struct dist lognormal = dist_lognormal(1e6, 2);
    return dist_draw(&lognormal, stream) - 3e5;
}

/* Random worths of 1 to 12 players, with replications: sums forwards and backwards, no tolerance.
 */
static void parts_add_up_to_the_gap_exactly(void **state)
{
    (void)state;
    static double worth[4096 * 2];
    for (size_t players = 1; players <= SHAPLEY_EXACT_PLAYERS; players++) {
        struct stream stream = stream_named(SEED, "odd", 0, players);
        for (size_t i = 0; i < ((size_t)2 << players); i++)
            worth[i] = draw_odd(&stream);
        struct shapley_part part[SHAPLEY_EXACT_PLAYERS];
        const double gap = shapley_exact(worth, players, 2, 0.95, part);
        double up = 0, down = 0;
        for (size_t i = 0; i < players; i++) {
            up += part[i].mean;
            down += part[players - 1 - i].mean;
        }
        const size_t all = ((size_t)1 << players) - 1;
        assert_equal(up, gap);
        assert_equal(down, gap);
        assert_near(gap, (worth[2 * all] + worth[2 * all + 1] - worth[0] - worth[1]) / 2,
                    1e-5); /* of worths up to 1e8 */
    }
}

/* Worth = sum of 3, -1 and 0 for the members: each gets its own; the idle one exactly nothing. */
static void who_adds_nothing_gets_nothing(void **state)
{
    (void)state;
    double worth[8];
    for (unsigned set = 0; set < 8; set++)
        worth[set] = 100 + (set & 1 ? 3 : 0) - (set & 2 ? 1 : 0);
    struct shapley_part part[3];
    assert_equal(shapley_exact(worth, 3, 1, 0.95, part), 2);
    assert_equal(part[0].mean, 3);
    assert_equal(part[1].mean, -1);
    assert_equal(part[2].mean, 0);
    assert_equal(part[2].least, 0);
    assert_equal(part[2].most, 0);
}

/* Three replications of an additive game, where player 0 adds 1, 2, 3 and player 1 always 5: its
 * interval is Student's of 1, 2, 3, mean 2 and half width 4.3026527297 / sqrt(3) = 2.484138. */
static void intervals_are_over_replications(void **state)
{
    (void)state;
    double worth[4 * 3];
    for (unsigned set = 0; set < 4; set++)
        for (unsigned i = 0; i < 3; i++)
            worth[set * 3 + i] = 7 * i + (set & 1 ? i + 1.0 : 0) + (set & 2 ? 5 : 0);
    struct shapley_part part[2];
    assert_equal(shapley_exact(worth, 2, 3, 0.95, part), 7);
    assert_near(part[0].interval.lo, 2 - 2.4841377, 1e-6);
    assert_near(part[0].interval.hi, 2 + 2.4841377, 1e-6);
    assert_near(part[1].interval.lo, 5, 1e-12);
    assert_near(part[1].interval.hi, 5, 1e-12);
}

static void an_unknown_worth_leaves_all_unknown(void **state)
{
    (void)state;
    const double worth[] = {6, 9, NAN, 15};
    struct shapley_part part[2];
    assert_unknown(shapley_exact(worth, 2, 1, 0.95, part));
    assert_unknown(part[0].mean);
    assert_unknown(part[1].mean);
}

static void a_model_that_says_nothing_has_no_gap(void **state)
{
    (void)state;
    const double worth[4] = {0};
    struct shapley_part part[2];
    assert_equal(shapley_exact(worth, 2, 1, 0.95, part), 0);
    assert_equal(part[0].mean, 0);
    assert_equal(part[1].mean, 0);
}

/* ---- sampled --------------------------------------------------------------------------------- */

enum { PLAYERS = 6, PAIRS = 40, RUNS = 4 };

/* A game in which any three players are entangled (of two, an order and its reverse would leave
 * nothing to chance): the members' sum times their number squared, plus noise. */
static double worth_of(uint64_t coalition, double noise)
{
    double sum = 0, members = 0;
    for (unsigned i = 0; i < PLAYERS; i++)
        if (coalition >> i & 1) {
            sum += i + 1 + noise * (PLAYERS - i) / 4;
            members++;
        }
    return sum * members * members + 100 * noise;
}

static double sample_game(uint64_t index, struct shapley_part part[PLAYERS])
{
    struct stream stream = stream_named(SEED, "orders", 0, index);
    const struct dist noise = dist_uniform(-0.5, 0.5);
    uint32_t order[2 * PAIRS * PLAYERS];
    double worth[2 * PAIRS * (PLAYERS + 1) * RUNS], drawn[RUNS];
    for (int i = 0; i < RUNS; i++)
        drawn[i] = dist_draw(&noise, &stream);
    shapley_orders(&stream, PLAYERS, PAIRS, order);
    double *next = worth;
    for (size_t j = 0; j < 2 * PAIRS; j++)
        for (size_t k = 0; k <= PLAYERS; k++)
            for (int i = 0; i < RUNS; i++)
                *next++ = worth_of(shapley_coalition(order + j * PLAYERS, k), drawn[i]);
    return shapley_sampled(worth, order, PLAYERS, PAIRS, RUNS, 0.95, part);
}

static void an_order_and_its_reverse_come_in_pairs(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "pairs", 0, 0);
    uint32_t order[2 * 3 * 5];
    shapley_orders(&stream, 5, 3, order);
    for (int pair = 0; pair < 3; pair++) {
        for (int k = 0; k < 5; k++)
            assert_equal(order[pair * 10 + k], order[pair * 10 + 9 - k]);
        assert_equal(shapley_coalition(order + pair * 10, 5), 31);
    }
    assert_equal(shapley_coalition(order, 0), 0);
}

static void sampled_parts_add_up_exactly_too(void **state)
{
    (void)state;
    for (uint64_t index = 0; index < 20; index++) {
        struct shapley_part part[PLAYERS];
        const double gap = sample_game(index, part);
        double sum = 0;
        for (int i = 0; i < PLAYERS; i++)
            sum += part[i].mean;
        assert_equal(sum, gap);
    }
}

/* Noise has mean 0 and enters evenly: the true part of each player is that of the game without
 * noise. 200 samples of 4 replications and 40 pairs; 1,200 intervals at 95 %, each six sharing its
 * noise. At this seed 96 % hold; with the replications' chance alone 90 %, with the orders' alone
 * 81 %. */
static void sampled_intervals_hold_the_exact_parts(void **state)
{
    (void)state;
    double worth[1 << PLAYERS];
    struct shapley_part exact[PLAYERS], part[PLAYERS];
    for (uint64_t set = 0; set < 1 << PLAYERS; set++)
        worth[set] = worth_of(set, 0);
    (void)shapley_exact(worth, PLAYERS, 1, 0.95, exact);
    int held = 0;
    for (uint64_t index = 0; index < 200; index++) {
        (void)sample_game(1000 + index, part);
        for (int i = 0; i < PLAYERS; i++)
            held += part[i].interval.lo <= exact[i].mean && exact[i].mean <= part[i].interval.hi;
    }
    assert_at_least(held, 0.93 * 1200);
}

/* Each player adds the same in every order: the sample has nothing to be wrong about. */
static void sampling_an_additive_game_is_exact(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "additive", 0, 0);
    uint32_t order[2 * 2 * 20];
    double worth[4 * 21];
    shapley_orders(&stream, 20, 2, order);
    for (size_t j = 0; j < 4; j++)
        for (size_t k = 0; k <= 20; k++)
            worth[j * 21 + k] = (double)shapley_coalition(order + j * 20, k);
    struct shapley_part part[20];
    assert_equal(shapley_sampled(worth, order, 20, 2, 1, 0.95, part), 0xfffff);
    for (int i = 0; i < 20; i++) {
        assert_equal(part[i].mean, (double)(1 << i));
        assert_equal(part[i].least, part[i].most);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_product_is_shared_as_by_hand),
        cmocka_unit_test(the_glove_game_has_its_known_parts),
        cmocka_unit_test(parts_add_up_to_the_gap_exactly),
        cmocka_unit_test(who_adds_nothing_gets_nothing),
        cmocka_unit_test(intervals_are_over_replications),
        cmocka_unit_test(an_unknown_worth_leaves_all_unknown),
        cmocka_unit_test(a_model_that_says_nothing_has_no_gap),
        cmocka_unit_test(an_order_and_its_reverse_come_in_pairs),
        cmocka_unit_test(sampled_parts_add_up_exactly_too),
        cmocka_unit_test(sampled_intervals_hold_the_exact_parts),
        cmocka_unit_test(sampling_an_additive_game_is_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
