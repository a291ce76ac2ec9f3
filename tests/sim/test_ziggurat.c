// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The ziggurats: their tables by their own equations, their draws by Kolmogorov and Smirnov, the
 * shares beyond the last edge, and the bits. Seeds are fixed; a stated chance of a false alarm is
 * what a right sampler risked when the seed was chosen (once, without looking).
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

#include "sim/random/ziggurat.h"
#include "tests/assertions.h"

static const uint64_t SEED = 2000;

/* Equations (1) and (2) of ziggurat.c in long double: every layer has the area of the lowest one,
 * and the last closes at 1. Edges are rounded to 53 bits, which moves an area by 1e-15 of it near
 * the top, where layers are thin. */
static void every_layer_has_the_same_area(void **state)
{
    (void)state;
    for (int law = 0; law < 2; law++) {
        const double *edge = law ? ziggurat_normal_edge : ziggurat_exponential_edge;
        long double f[ZIGGURAT_LAYERS + 1];
        for (int i = 1; i <= ZIGGURAT_LAYERS; i++)
            f[i] = expl(law ? -0.5L * edge[i] * edge[i] : -(long double)edge[i]);
        const long double beyond =
            law ? sqrtl(acosl(-1) / 2) * erfcl(edge[1] / sqrtl(2)) : expl(-(long double)edge[1]);
        const long double area = edge[1] * f[1] + beyond;
        assert_less(fabsl(edge[0] * f[1] / area - 1), 1e-15L);
        for (int i = 1; i < ZIGGURAT_LAYERS; i++) {
            assert_less(edge[i + 1], edge[i]);
            assert_less(fabsl(edge[i] * (f[i + 1] - f[i]) / area - 1), 1e-13L);
        }
        assert_equal(edge[ZIGGURAT_LAYERS], 0);
        assert_equal(f[ZIGGURAT_LAYERS], 1);
    }
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* sqrt(n) D of n draws' distribution function. */
static double distance(double *u, int n)
{
    qsort(u, (size_t)n, sizeof *u, compare_doubles);
    double d = 0;
    for (int k = 0; k < n; k++)
        d = fmax(d, fmax((k + 1.0) / n - u[k], u[k] - (double)k / n));
    return d * sqrt(n);
}

enum { DRAWS = 1000000 };

/* 1e6 draws: sqrt(n) D above 2.23 once in 10,000; catches a distribution function 0.23 % off. One
 * layer left out, or its corner always taken, moves it by 0.3 %. */
static void draws_follow_their_law(void **state)
{
    (void)state;
    double *u = malloc(DRAWS * sizeof *u);
    assert_non_null(u);
    struct stream stream = stream_named(SEED, "exponential", 0, 0);
    for (int i = 0; i < DRAWS; i++)
        u[i] = -expm1(-ziggurat_exponential(&stream));
    assert_less(distance(u, DRAWS), 2.23);
    for (int i = 0; i < DRAWS; i++)
        u[i] = gsl_cdf_ugaussian_P(ziggurat_normal(&stream));
    assert_less(distance(u, DRAWS), 2.23);
    free(u);
}

/* Within each layer the place decides what is refused: the draws of 256 equally likely cells, each
 * of 1e6 / 256 = 3906 and 255 degrees of freedom: mean 255, sd 22.6; 4.5 sd, false alarm 7e-6. */
static void draws_fill_cells_of_equal_chance(void **state)
{
    (void)state;
    static double cell[2][256];
    double chi[2] = {0, 0};
    struct stream stream = stream_named(SEED, "cells", 0, 0);
    for (int i = 0; i < DRAWS; i++) {
        cell[0][(int)(256 * exp(-ziggurat_exponential(&stream)))]++;
        cell[1][(int)(256 * gsl_cdf_ugaussian_P(ziggurat_normal(&stream)))]++;
    }
    for (int law = 0; law < 2; law++) {
        for (int i = 0; i < 256; i++)
            chi[law] += pow(cell[law][i] - DRAWS / 256.0, 2) / (DRAWS / 256.0);
        assert_near(chi[law], 255, 4.5 * 22.6);
    }
}

/* Beyond the last edge lies exp(-7.697) = 4.54e-4 of the one and 2 (1 - Phi(3.654)) = 2.58e-4 of
 * the other law; 4e6 draws, sd sqrt(n p): 4.5 sd catch 11 and 14 %. Beyond the edge the exponential
 * starts anew: its mean there is edge + 1, sd 1 / sqrt(n p). That of the normal is
 * phi(r) / (1 - Phi(r)) = 3.9095; the sd beyond is about 0.24. */
static void what_lies_beyond_the_last_edge_is_as_much_as_it_should(void **state)
{
    (void)state;
    enum { N = 4 * DRAWS };
    const double e1 = ziggurat_exponential_edge[1], n1 = ziggurat_normal_edge[1];
    const double share[2] = {exp(-e1), 2 * gsl_cdf_ugaussian_Q(n1)};
    const double hazard = exp(-0.5 * n1 * n1) / sqrt(2 * acos(-1)) / gsl_cdf_ugaussian_Q(n1);
    const double mean[2] = {e1 + 1, hazard}, sd[2] = {1, sqrt(1 + hazard * (n1 - hazard))};
    double beyond[2] = {0, 0}, sum[2] = {0, 0}, above = 0;
    struct stream stream = stream_named(SEED, "beyond", 0, 0);
    for (int i = 0; i < N; i++) {
        const double x[2] = {ziggurat_exponential(&stream), ziggurat_normal(&stream)};
        above += x[1] > 0;
        if (x[0] > e1) beyond[0]++, sum[0] += x[0];
        if (fabs(x[1]) > n1) beyond[1]++, sum[1] += fabs(x[1]);
    }
    assert_near(above, N / 2.0, 4.5 * sqrt(N) / 2);
    for (int law = 0; law < 2; law++) {
        assert_near(beyond[law], N * share[law], 4.5 * sqrt(N * share[law]));
        assert_near(sum[law] / beyond[law], mean[law], 4.5 * sd[law] / sqrt(beyond[law]));
    }
}

/* FNV-1a over 1e5 draws of each, the same with every compiler and processor. A change needs a
 * sentence in the commit. */
static void the_bits_are_the_golden_ones(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "golden", 0, 0);
    uint64_t hash = 0xcbf29ce484222325u;
    for (int i = 0; i < 100000; i++) {
        const double x[2] = {ziggurat_exponential(&stream), ziggurat_normal(&stream)};
        uint64_t bits[2];
        memcpy(bits, x, sizeof bits);
        hash = (hash ^ bits[0]) * 0x100000001b3u;
        hash = (hash ^ bits[1]) * 0x100000001b3u;
    }
    if (hash != 0x1cb71cb6a260e85eu) fail_msg("0x%016llx", (unsigned long long)hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_layer_has_the_same_area),
        cmocka_unit_test(draws_follow_their_law),
        cmocka_unit_test(draws_fill_cells_of_equal_chance),
        cmocka_unit_test(what_lies_beyond_the_last_edge_is_as_much_as_it_should),
        cmocka_unit_test(the_bits_are_the_golden_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
