// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims: designs are where they should be; bootstrap intervals hold what they should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sim/random/dist.h"
#include "sim/stats/bootstrap.h"
#include "sim/analysis/design.h"
#include "tests/assertions.h"

static const uint64_t SEED = 1967;

static void a_grid_counts_like_a_clock(void **state)
{
    (void)state;
    const size_t levels[] = {2, 3, 2};
    size_t level[3];
    assert_equal(design_grid_points(levels, 3), 12);
    design_grid_at(levels, 3, 0, level);
    assert_equal(level[0], 0);
    assert_equal(level[1], 0);
    assert_equal(level[2], 0);
    design_grid_at(levels, 3, 7, level); /* 7 = 1 x 6 + 0 x 2 + 1 */
    assert_equal(level[0], 1);
    assert_equal(level[1], 0);
    assert_equal(level[2], 1);
    design_grid_at(levels, 3, 11, level);
    assert_equal(level[0], 1);
    assert_equal(level[1], 2);
    assert_equal(level[2], 1);
}

static void a_grid_without_end_is_noticed(void **state)
{
    (void)state;
    const size_t levels[] = {1u << 31, 1u << 31, 1u << 31};
    assert_equal(design_grid_points(levels, 3), SIZE_MAX);
    assert_equal(design_grid_points(levels, 0), 1);
}

/* Every slice of every input has one point, which lies within it. */
static void assert_one_in_each_slice(const double *unit, size_t n, size_t inputs)
{
    for (size_t input = 0; input < inputs; input++) {
        unsigned char seen[256] = {0};
        for (size_t i = 0; i < n; i++) {
            const double x = unit[i * inputs + input];
            assert_greater(x, 0);
            assert_less(x, 1);
            assert_false(seen[(size_t)(x * (double)n)]++);
        }
    }
}

static void a_latin_hypercube_has_one_point_in_each_slice(void **state)
{
    (void)state;
    double unit[100 * 5];
    struct stream stream = stream_named(SEED, "latin", 0, 0);
    design_latin(&stream, 100, 5, unit);
    assert_one_in_each_slice(unit, 100, 5);
}

/* Two inputs of 1,000 Latin points: their slices are shuffled apart, the correlation has sd 0.032.
 */
static void latin_inputs_do_not_go_together(void **state)
{
    (void)state;
    static double unit[1000 * 2];
    struct stream stream = stream_named(SEED, "apart", 0, 0);
    design_latin(&stream, 1000, 2, unit);
    double sum = 0;
    for (int i = 0; i < 1000; i++)
        sum += (unit[2 * i] - 0.5) * (unit[2 * i + 1] - 0.5);
    assert_near(sum / 1000 * 12, 0, 0.15);
}

/* GSL's sequence without its zero. */
static void sobol_points_begin_as_published(void **state)
{
    (void)state;
    const double first[] = {.5, .5, .5, .75, .25, .75, .25, .75, .25};
    double unit[9];
    assert_true(design_sobol(NULL, 3, 3, unit));
    for (int i = 0; i < 9; i++)
        assert_equal(unit[i], first[i]);
}

static void scrambled_sobol_points_fill_all_slices_and_squares(void **state)
{
    (void)state;
    static double unit[256 * DESIGN_SOBOL_INPUTS];
    struct stream stream = stream_named(SEED, "scrambled", 0, 0);
    assert_true(design_sobol(&stream, 256, DESIGN_SOBOL_INPUTS, unit));
    assert_one_in_each_slice(unit, 256, DESIGN_SOBOL_INPUTS);
    unsigned char seen[16][16] = {{0}};
    for (int i = 0; i < 256; i++) {
        const double *point = unit + i * DESIGN_SOBOL_INPUTS;
        assert_false(seen[(int)(16 * point[0])][(int)(16 * point[1])]++);
    }
}

/* The mean of x^2 over 64 points, exactly 1/3: over 1,000 scramblings unbiased, and with an sd far
 * below that of independent points, sqrt(4/45 / 64) = 0.0373: within a slice of 1/64 at x the error
 * has sd 2 x / 64 / sqrt(12), and 64 independent ones make 0.00065. Bits flipped for all points
 * alike would leave 0.0045. */
static void scrambled_sobol_points_are_fair_and_close(void **state)
{
    (void)state;
    double sum = 0, squares = 0;
    for (uint64_t try = 0; try < 1000; try++) {
        double unit[64];
        struct stream stream = stream_named(SEED, "fair", 0, try);
        assert_true(design_sobol(&stream, 64, 1, unit));
        double mean = 0;
        for (int i = 0; i < 64; i++)
            mean += unit[i] * unit[i] / 64;
        sum += mean;
        squares += (mean - 1.0 / 3) * (mean - 1.0 / 3);
    }
    const double sd = sqrt(squares / 1000);
    assert_less(sd, 0.001);
    assert_near(sum / 1000, 1.0 / 3, 4 * sd / sqrt(1000));
}

/* ---- bootstrap ------------------------------------------------------------------------------- */

static double find_mean(const void *data, const size_t *row, size_t n)
{
    const double *x = data;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[row[i]];
    return sum / (double)n;
}

/* 1,000 times the mean of 50 values from 0 to 1: percentile intervals cover a little below 95 %;
 * sd of the share 0.8 %. */
static void bootstrap_intervals_hold_a_mean(void **state)
{
    (void)state;
    int held = 0;
    for (uint64_t try = 0; try < 1000; try++) {
        struct stream stream = stream_named(SEED, "bootstrap", 0, try);
        double x[50];
        for (int i = 0; i < 50; i++)
            x[i] = stream_uniform(&stream);
        const struct interval interval = bootstrap_interval(find_mean, x, 50, 400, 0.95, stream);
        held += interval.lo <= 0.5 && 0.5 <= interval.hi;
    }
    assert_greater(held, 910);
    assert_less(held, 975);
}

static void too_little_to_draw_from_has_no_interval(void **state)
{
    (void)state;
    const double x[] = {1, 2, 3};
    const struct stream stream = stream_named(SEED, "few", 0, 0);
    assert_unknown(bootstrap_interval(find_mean, x, 1, 400, 0.95, stream).lo);
    assert_unknown(bootstrap_interval(find_mean, x, 3, 39, 0.95, stream).hi);
    assert_at_least(bootstrap_interval(find_mean, x, 3, 400, 0.95, stream).lo, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_grid_counts_like_a_clock),
        cmocka_unit_test(a_grid_without_end_is_noticed),
        cmocka_unit_test(a_latin_hypercube_has_one_point_in_each_slice),
        cmocka_unit_test(latin_inputs_do_not_go_together),
        cmocka_unit_test(sobol_points_begin_as_published),
        cmocka_unit_test(scrambled_sobol_points_fill_all_slices_and_squares),
        cmocka_unit_test(scrambled_sobol_points_are_fair_and_close),
        cmocka_unit_test(bootstrap_intervals_hold_a_mean),
        cmocka_unit_test(too_little_to_draw_from_has_no_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
