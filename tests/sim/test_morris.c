// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims: Morris's elementary effects of Ishigami's function agree with their exact expectations on
 * the grid of four levels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/analysis/morris.h"
#include "tests/sim/models.h"
#include "tests/assertions.h"

static const uint64_t SEED = 1991;

static const double MU[] = {7.7040541116, 0, 0};
static const double MU_STAR[] = {7.7040541116, 7.8750000000, 6.2487961033};
static const double SIGMA[] = {6.2487961033, 7.875, 8.8371321978};

enum { INPUTS = ISHIGAMI_INPUTS, ALL_WALKS = 64 * 6, SOME_WALKS = 10000 };

static void ask_all(const double *unit, double *y, size_t points)
{
    for (size_t i = 0; i < points; i++)
        y[i] = ishigami(unit + i * INPUTS);
}

/* From a start on the grid (two bits of `start` for each input), inputs in the given order. */
static void write_walk(double *unit, unsigned start, const int order[INPUTS])
{
    for (unsigned i = 0; i < INPUTS; i++)
        unit[i] = (start >> 2 * i & 3) / 3.0;
    for (int step = 0; step < INPUTS; step++, unit += INPUTS) {
        for (int i = 0; i < INPUTS; i++)
            unit[INPUTS + i] = unit[i];
        unit[INPUTS + order[step]] += unit[order[step]] < 0.5 ? 2.0 / 3 : -2.0 / 3;
    }
}

/* Each of the 64 starts with each of the six orders: all walks there are, each as likely as the
 * other, so that the means are expectations. sigma is there divided by 384, not 383. */
static void all_walks_together_have_the_exact_effects(void **state)
{
    (void)state;
    static const int ORDERS[6][INPUTS] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                          {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    static double unit[ALL_WALKS * (INPUTS + 1) * INPUTS], y[ALL_WALKS * (INPUTS + 1)];
    for (unsigned i = 0; i < ALL_WALKS; i++)
        write_walk(unit + i * (INPUTS + 1) * INPUTS, i / 6, ORDERS[i % 6]);
    ask_all(unit, y, ALL_WALKS * (INPUTS + 1));
    struct morris_effect effect[INPUTS];
    morris_effects(unit, y, ALL_WALKS, INPUTS, 0.95, effect);
    for (int i = 0; i < INPUTS; i++) {
        assert_near(effect[i].mu, MU[i], 1e-9);
        assert_near(effect[i].mu_star, MU_STAR[i], 1e-9);
        assert_near(effect[i].sigma * sqrt(383.0 / 384), SIGMA[i], 1e-9);
    }
}

/* 10,000 walks: mu* has an sd of 6.25 / 100 at most, and nothing is beyond five of them;
 * the intervals are of 99.999 %. */
static void random_walks_find_them_too(void **state)
{
    (void)state;
    static double unit[SOME_WALKS * (INPUTS + 1) * INPUTS], y[SOME_WALKS * (INPUTS + 1)];
    struct stream stream = stream_named(SEED, "walks", 0, 0);
    morris_points(&stream, SOME_WALKS, INPUTS, 4, unit);
    ask_all(unit, y, SOME_WALKS * (INPUTS + 1));
    struct morris_effect effect[INPUTS];
    morris_effects(unit, y, SOME_WALKS, INPUTS, 0.99999, effect);
    for (int i = 0; i < INPUTS; i++) {
        assert_near(effect[i].mu_star, MU_STAR[i], 0.32);
        assert_near(effect[i].mu, MU[i], 0.45);
        assert_near(effect[i].sigma, SIGMA[i], 0.25);
        assert_less(effect[i].mu_star_interval.lo, MU_STAR[i] + 1e-9);
        assert_greater(effect[i].mu_star_interval.hi,
                       MU_STAR[i] - 1e-9); /* a point, for the second */
    }
}

/* One input a step, each once in a walk, on the grid. */
static void a_walk_moves_each_input_once(void **state)
{
    (void)state;
    enum { WALKS = 50, MANY = 7 };
    static double unit[WALKS * (MANY + 1) * MANY];
    struct stream stream = stream_named(SEED, "steps", 0, 0);
    morris_points(&stream, WALKS, MANY, 6, unit);
    for (int i = 0; i < WALKS; i++) {
        unsigned moved = 0;
        for (int step = 0; step < MANY; step++) {
            const double *from = unit + (i * (MANY + 1) + step) * MANY, *to = from + MANY;
            int movers = 0;
            for (int k = 0; k < MANY; k++) {
                assert_near(to[k] * 5, round(to[k] * 5), 1e-12);
                assert_greater(to[k], -1e-12);
                assert_less(to[k], 1 + 1e-12);
                if (to[k] == from[k]) continue;
                assert_near(fabs(to[k] - from[k]), 0.6, 1e-12);
                movers++;
                moved |= 1u << k;
            }
            assert_equal(movers, 1);
        }
        assert_equal(moved, (1u << MANY) - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_walks_together_have_the_exact_effects),
        cmocka_unit_test(random_walks_find_them_too),
        cmocka_unit_test(a_walk_moves_each_input_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
