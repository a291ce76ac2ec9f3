// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The oracle is the GSL for the gamma law up to shapes of 1e4, and a sum in long double for
 * counts: gsl_cdf_poisson_P is off by 5e-10 at a mean of 2.5e4 and by 4e-6 at 1.7e5,
 * gsl_cdf_gamma_P by 1e-3 at a shape of 1e6.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

#include "sim/random/quantile.h"
#include "sim/random/stream.h"
#include "tests/sim/dies.h"
#include "tests/assertions.h"

static const uint64_t SEED = 20231109;

/* ---- gamma ----------------------------------------------------------------------------------- */

/* By how much x would have to change, relatively, to have exactly p below it. */
static double gamma_error(double x, double p, double shape)
{
    const double below = gsl_cdf_gamma_P(x, shape, 1) - p,
                 above = gsl_cdf_gamma_Q(x, shape, 1) - (1 - p);
    return fabs(p < 0.5 ? below : above) / (x * gsl_ran_gamma_pdf(x, shape, 1));
}

/* Shapes from a cv of 10 down to one of 0.01, chances from 1e-10 to 1 - 1e-10. */
static void gamma_quantiles_agree_with_the_gsl(void **state)
{
    (void)state;
    static const double SHAPES[] = {0.01, 0.1, 0.3, 0.5, 0.9, 1,   1.1,  1.5,  2,
                                    3,    5,   11,  15,  16,  100, 1000, 9999, 10001};
    for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
        const double within = SHAPES[i] < 2000 ? 1e-11 : 1e-9;
        for (int j = 0; j < 800; j++) {
            const double small = pow(10, -10 * (1 - j / 400.0));
            const double p = j < 400 ? 0.5 * small : 1 - 0.5 * pow(10, -10 * (j / 400.0 - 1));
            const double x = quantile_gamma(p, SHAPES[i]);
            if (x < 1e-290) continue; /* below what the GSL can tell */
            const double error = gamma_error(x, p, SHAPES[i]);
            if (!(error < within)) fail_msg("shape %g, p %.17g: off by %g", SHAPES[i], p, error);
        }
    }
}

/* Shape 1 is the exponential, shape 1/2 half the square of a normal. */
static void gamma_quantiles_have_the_known_special_cases(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "special", 0, 0);
    for (int i = 0; i < 2000; i++) {
        const double p = stream_uniform(&stream), z = gsl_cdf_ugaussian_Pinv(0.5 + 0.5 * p);
        assert_near(quantile_gamma(p, 1) / -log1p(-p), 1, 1e-12);
        assert_near(quantile_gamma(p, 0.5) / (0.5 * z * z), 1, 1e-10);
    }
}

/* Also across the shape at which the expansion takes over from the exact solution. */
static void gamma_quantiles_rise_with_chance_and_shape(void **state)
{
    (void)state;
    double before = 0;
    for (int i = 1; i < 5000; i++) {
        const double x = quantile_gamma(i / 5000.0, 0.7);
        assert_greater(x, before);
        before = x;
    }
    for (int i = 1; i < 100; i++) {
        const double p = i / 100.0;
        assert_less(quantile_gamma(p, 10000 - 1e-3), quantile_gamma(p, 10000));
        assert_less(quantile_gamma(p, 10000), quantile_gamma(p, 10000 + 1e-3));
    }
}

/* Shapes from 0.3 to 10,000 (the exact one takes over below 2), p across all of (0, 1) and on both
 * sides of 3 sd, where the curve ends: 0.00134990 and its complement. */
static void a_fitted_gamma_is_the_exact_one_to_11_digits(void **state)
{
    (void)state;
    static const double SHAPES[] = {0.3, 1, 1.9, 2, 2.5, 4, 9, 100, 10000};
    for (size_t s = 0; s < sizeof SHAPES / sizeof *SHAPES; s++) {
        double curve[QUANTILE_CURVE];
        quantile_gamma_fit(SHAPES[s], curve);
        for (int k = 1; k < 4000; k++) {
            const double p = k / 4000.0, want = quantile_gamma(p, SHAPES[s]);
            const double got = quantile_gamma_fitted(p, SHAPES[s], curve);
            if (!(fabs(got / want - 1) < 1.5e-11)) fail_msg("%g %g: %.17g", SHAPES[s], p, got);
        }
        static const double ENDS[] = {1e-9, 0.001349, 0.00135, 0.99865, 0.998651, 1 - 1e-9};
        for (size_t k = 0; k < sizeof ENDS / sizeof *ENDS; k++) {
            const double want = quantile_gamma(ENDS[k], SHAPES[s]);
            const double got = quantile_gamma_fitted(ENDS[k], SHAPES[s], curve);
            assert_near(got, want, 1.5e-11 * want + 0x1p-52); /* 1 - p has 53 bits */
        }
    }
}

static void factorials_are_factorials(void **state)
{
    (void)state;
    double factorial = 1;
    for (int n = 0; n <= 20; n++) {
        assert_near(quantile_log_factorial(n), log(factorial), 1e-13 * fmax(1, log(factorial)));
        factorial *= n + 1;
    }
    for (double x = 0.001; x < 1e6; x *= 1.7) {
        const double want = gsl_sf_lngamma(x + 1);
        assert_near(quantile_log_factorial(x), want, 1e-14 * fmax(1, want) * 10);
    }
}

/* ---- counts: at each step of the law, a hair below and a hair above -------------------------- */

struct law {
    double mean;
    double n; /* binomial trials; 0: Poisson */
    double share;
};

static uint64_t quantile_of(const struct law *law, double p)
{
    if (law->n > 0) return quantile_binomial(p, (uint64_t)law->n, law->share);
    return quantile_poisson(p, law->mean);
}

/* chance(k + 1) / chance(k) */
static long double ratio_after(const struct law *law, long double k)
{
    if (law->n == 0) return law->mean / (k + 1);
    return (law->n - k) / (k + 1) * law->share / (1 - (long double)law->share);
}

enum { MOST_COUNTS = 40000 };

/* sum[i]: the chance of first + i or less, summed in long double over 14 sd on either side.
 * Returns how many. */
static int sum_law(const struct law *law, double *first, long double sum[MOST_COUNTS])
{
    const double spread = 14 * sqrt(law->mean * (1 - law->share)) + 40;
    double last = ceil(law->mean + spread);
    if (law->n > 0) last = fmin(last, law->n);
    *first = fmax(0, floor(law->mean - spread));
    const int count = (int)(last - *first) + 1;
    assert_at_most(count, MOST_COUNTS);
    long double chance = 1e-300L, total = 0;
    for (int i = 0; i < count; i++) {
        total += chance;
        sum[i] = total;
        chance *= ratio_after(law, *first + i);
    }
    for (int i = 0; i < count; i++)
        sum[i] /= total;
    return count;
}

/* The hair is 1e-13; steps nearer to 0 or 1, or less high, are passed over. */
static void check_steps(const struct law *law)
{
    static long double sum[MOST_COUNTS];
    const double hair = 1e-13;
    double first;
    const int count = sum_law(law, &first, sum);
    int checked = 0;
    for (int i = 1; i < count; i++) {
        const double p = (double)sum[i - 1], k = first + i;
        if (p < 2 * hair || p > 1 - 2 * hair || sum[i] - sum[i - 1] < 2 * hair) continue;
        const uint64_t below = quantile_of(law, p - hair), above = quantile_of(law, p + hair);
        const bool right = below < (uint64_t)k && above == (uint64_t)k;
        if (!right) fail_msg("mean %g, n %g, share %g, k %g", law->mean, law->n, law->share, k);
        checked++;
    }
    assert_true(checked > 0 || law->mean < 1e-9 || count <= 2);
}

static void poisson_steps_are_where_they_belong(void **state)
{
    (void)state;
    static const double MEANS[] = {0.001, 0.5, 1,   3,   7,    11.99, 12,  12.5, 15,
                                   20,    37,  100, 314, 1000, 3e3,   2e4, 1e6};
    for (size_t i = 0; i < sizeof MEANS / sizeof *MEANS; i++) {
        const struct law law = {.mean = MEANS[i]};
        check_steps(&law);
    }
}

static void binomial_steps_are_where_they_belong(void **state)
{
    (void)state;
    static const double NS[] = {1, 2, 5, 10, 24, 25, 30, 50, 100, 1000, 20000};
    static const double SHARES[] = {0.001, 0.02, 0.1, 0.3, 0.49, 0.5, 0.51, 0.8, 0.95, 0.9999};
    for (size_t i = 0; i < sizeof NS / sizeof *NS; i++) {
        for (size_t j = 0; j < sizeof SHARES / sizeof *SHARES; j++) {
            const struct law law = {NS[i] * SHARES[j], NS[i], SHARES[j]};
            check_steps(&law);
        }
    }
}

/* The largest we promise. */
static void ten_million_trials_are_exact(void **state)
{
    (void)state;
    static const double SHARES[] = {1e-6, 0.01, 0.1, 0.18};
    for (size_t i = 0; i < sizeof SHARES / sizeof *SHARES; i++) {
        const struct law law = {1e7 * SHARES[i], 1e7, SHARES[i]};
        check_steps(&law);
    }
}

/* At a mean of 1e8 a Poisson count is all but normal: cv, skewness 1e-4 and the whole numbers
 * are all there is to see. */
static void a_hundred_million_is_near_its_normal(void **state)
{
    (void)state;
    for (int i = 1; i < 1000; i++) {
        const double p = i / 1000.0, z = gsl_cdf_ugaussian_Pinv(p);
        const double want = 1e8 + 1e4 * z + (z * z - 1) / 6 + 0.5;
        assert_near((double)quantile_poisson(p, 1e8), want, 1.01);
    }
}

static void the_ends_are_safe(void **state)
{
    (void)state;
    const double least = 0x1p-53, most = 1 - 0x1p-53;
    assert_int_equal(quantile_poisson(0.5, 0), 0);
    assert_int_equal(quantile_binomial(0.5, 0, 0.5), 0);
    assert_int_equal(quantile_binomial(0.5, 9, 0), 0);
    assert_int_equal(quantile_binomial(0.5, 9, 1), 9);
    for (double mean = 1e-9; mean < 2e15; mean *= 10) {
        const double low = (double)quantile_poisson(least, fmin(mean, 1e15));
        const double high = (double)quantile_poisson(most, fmin(mean, 1e15));
        assert_at_most(low, mean);
        assert_at_least(high, floor(fmin(mean, 1e15)));
        assert_less(high, mean + 10 * sqrt(mean) + 30);
    }
    for (uint64_t n = 1; n <= 10000000; n *= 10) {
        for (double share = 1e-7; share < 1; share *= 3) {
            assert_at_most(quantile_binomial(most, n, share), n);
            assert_at_most(quantile_binomial(least, n, share), quantile_binomial(most, n, share));
        }
    }
}

/* ---- errors, and the same bits everywhere ---------------------------------------------------- */

static void chance_of_one(void)
{
    (void)quantile_gamma(1, 2);
}

static void negative_mean(void)
{
    (void)quantile_poisson(0.5, -1);
}

static void unknown_mean(void)
{
    (void)quantile_poisson(0.5, NAN);
}

static void endless_mean(void)
{
    (void)quantile_poisson(0.5, INFINITY);
}

static void share_above_one(void)
{
    (void)quantile_binomial(0.5, 10, 1.5);
}

static void impossible_laws_are_refused(void **state)
{
    (void)state;
    assert_dies(chance_of_one);
    assert_dies(negative_mean);
    assert_dies(unknown_mean);
    assert_dies(endless_mean);
    assert_dies(share_above_one);
}

/* FNV-1a over results, the same with every compiler and processor. A change needs a sentence in
 * the commit. */
static void the_bits_are_the_golden_ones(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "golden", 0, 0);
    uint64_t hash = 0xcbf29ce484222325u;
    for (int i = 0; i < 20000; i++) {
        const double p = stream_uniform(&stream), u = stream_uniform(&stream);
        const double gamma = quantile_gamma(p, 20 * u * u * u + 0.01);
        uint64_t bits;
        memcpy(&bits, &gamma, sizeof bits);
        hash = (hash ^ bits) * 0x100000001b3u;
        double curve[QUANTILE_CURVE];
        if (i % 100 == 0) quantile_gamma_fit(50 * u + 2, curve);
        const double fitted = quantile_gamma_fitted(p, 2, curve);
        memcpy(&bits, &fitted, sizeof bits);
        hash = (hash ^ bits) * 0x100000001b3u;
        hash = (hash ^ quantile_poisson(p, 1e4 * u * u * u)) * 0x100000001b3u;
        hash = (hash ^ quantile_binomial(p, (uint64_t)(1000 * u), u)) * 0x100000001b3u;
    }
    if (hash != 0x154a251f9d98d2edu) fail_msg("0x%016llx", (unsigned long long)hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gamma_quantiles_agree_with_the_gsl),
        cmocka_unit_test(gamma_quantiles_have_the_known_special_cases),
        cmocka_unit_test(gamma_quantiles_rise_with_chance_and_shape),
        cmocka_unit_test(a_fitted_gamma_is_the_exact_one_to_11_digits),
        cmocka_unit_test(factorials_are_factorials),
        cmocka_unit_test(poisson_steps_are_where_they_belong),
        cmocka_unit_test(binomial_steps_are_where_they_belong),
        cmocka_unit_test(ten_million_trials_are_exact),
        cmocka_unit_test(a_hundred_million_is_near_its_normal),
        cmocka_unit_test(the_ends_are_safe),
        cmocka_unit_test(impossible_laws_are_refused),
        cmocka_unit_test(the_bits_are_the_golden_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
