// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The oracle is the C library's long double (64 bits of mantissa on x86, 113 elsewhere), and the
 * GSL for the normal quantile.
 */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

#include "sim/random/maths.h"
#include "sim/random/stream.h"
#include "tests/assertions.h"

static const uint64_t SEED = 20231109;
enum { TRIES = 200000 };

/* How far `got` is from `want`, in units of the last place of a double as large as `want`. */
static double ulps(double got, long double want)
{
    int exponent;
    (void)frexpl(want, &exponent);
    if (exponent < DBL_MIN_EXP) exponent = DBL_MIN_EXP;
    return (double)(fabsl((long double)got - want) / ldexpl(1, exponent - DBL_MANT_DIG));
}

static double between(struct stream *stream, double lo, double hi)
{
    return lo + (hi - lo) * stream_uniform(stream);
}

static uint64_t hash_double(uint64_t hash, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (hash ^ bits) * 0x100000001b3u;
}

/* ---- accuracy: worst errors found were 0.62, 0.52 and 0.54 ulp (half an ulp is perfect) ------ */

static void log_is_within_two_thirds_of_an_ulp(void **state)
{
    (void)state;
    if (LDBL_MANT_DIG < 64) skip();
    struct stream stream = stream_named(SEED, "log", 0, 0);
    double worst = 0;
    for (int i = 0; i < TRIES; i++) {
        const double anywhere = exp(between(&stream, -708, 709)),
                     near_one = between(&stream, 0.5, 2);
        const double at_one = 1 + between(&stream, -1e-3, 1e-3), uniform = stream_uniform(&stream);
        worst = fmax(worst, ulps(maths_log(anywhere), logl(anywhere)));
        worst = fmax(worst, ulps(maths_log(near_one), logl(near_one)));
        worst = fmax(worst, ulps(maths_log(at_one), logl(at_one)));
        worst = fmax(worst, ulps(maths_log(uniform), logl(uniform)));
    }
    assert_less(worst, 0.67);
}

static void exp_is_within_two_thirds_of_an_ulp(void **state)
{
    (void)state;
    if (LDBL_MANT_DIG < 64) skip();
    struct stream stream = stream_named(SEED, "exp", 0, 0);
    double worst = 0;
    for (int i = 0; i < TRIES; i++) {
        const double anywhere = between(&stream, -708, 709.7), small = between(&stream, -1, 1);
        worst = fmax(worst, ulps(maths_exp(anywhere), expl(anywhere)));
        worst = fmax(worst, ulps(maths_exp(small), expl(small)));
    }
    assert_less(worst, 0.67);
}

/* Results near the ends of the range need the logarithm to 65 bits: by exp(y log x) alone they
 * would be 500 ulp off. */
static void pow_is_within_two_thirds_of_an_ulp(void **state)
{
    (void)state;
    if (LDBL_MANT_DIG < 64) skip();
    struct stream stream = stream_named(SEED, "pow", 0, 0);
    double worst = 0;
    for (int i = 0; i < TRIES; i++) {
        const double x = exp(between(&stream, -20, 20)), y = between(&stream, -35, 35);
        const double one = 1 + between(&stream, -1e-3, 1e-3), far = between(&stream, -5e5, 5e5);
        worst = fmax(worst, ulps(maths_pow(x, y), powl(x, y)));
        worst = fmax(worst, ulps(maths_pow(one, far), powl(one, far)));
    }
    assert_less(worst, 0.67);
}

/* Published to 1e-16 or so; the GSL uses the same algorithm with the C library's log. */
static void normal_quantiles_agree_with_the_gsl(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "normal", 0, 0);
    for (int i = 0; i < TRIES; i++) {
        const double p = stream_uniform(&stream), tiny = exp(between(&stream, -700, -1));
        assert_near(maths_normal_quantile(p) / gsl_cdf_ugaussian_Pinv(p), 1, 2e-15);
        assert_near(maths_normal_quantile(tiny) / gsl_cdf_ugaussian_Pinv(tiny), 1, 2e-15);
    }
    /* the usual tables, in more digits */
    assert_near(maths_normal_quantile(0.975), 1.959963984540054, 1e-15);
    assert_near(maths_normal_quantile(0.995), 2.575829303548901, 1e-15);
    assert_near(maths_normal_quantile(0.9), 1.281551565544600, 1e-15);
}

/* Where one formula hands over to the next (p = 0.075 and exp(-25)), and everywhere between. */
static void the_normal_quantile_rises_and_is_symmetric(void **state)
{
    (void)state;
    double before = -INFINITY;
    for (int i = 1; i < 100000; i++) {
        const double p = i / 100000.0, z = maths_normal_quantile(p);
        assert_greater(z, before);
        before = z;
    }
    for (int k = 2; k < 52; k++) { /* 1 - p is exact for these */
        const double p = ldexp(1, -k);
        assert_equal(maths_normal_quantile(p), -maths_normal_quantile(1 - p));
    }
    const double edge = exp(-25.0);
    assert_at_most(maths_normal_quantile(edge * (1 - 1e-14)),
                   maths_normal_quantile(edge * (1 + 1e-14)));
    assert_at_most(maths_normal_quantile(0.075 - 1e-15), maths_normal_quantile(0.075 + 1e-15));
}

/* ---- exact cases and strange operands -------------------------------------------------------- */

static void what_is_exact_comes_out_exact(void **state)
{
    (void)state;
    assert_equal(maths_log(1), 0);
    assert_equal(maths_exp(0), 1);
    assert_equal(maths_normal_quantile(0.5), 0);
    for (int k = -1022; k <= 1023; k++) {
        assert_equal(maths_pow(2, k), ldexp(1, k));
        assert_near(maths_log(ldexp(1, k)), k * 0.69314718055994530942, fabs(k * 2.3e-16));
    }
    double power = 1;
    for (int k = 0; k <= 22; k++, power *= 10)
        assert_equal(maths_pow(10, k), power);
    struct stream stream = stream_named(SEED, "exact", 0, 0);
    for (int i = 0; i < 10000; i++) {
        const double x = exp(between(&stream, -300, 300));
        assert_equal(maths_pow(x, 1), x);
        assert_equal(maths_pow(x, 0), 1);
        assert_equal(maths_pow(1, x), 1);
        assert_true(maths_pow(x, -1) == 1 / x || ulps(maths_pow(x, -1), 1 / (long double)x) < 0.6);
    }
}

static void strange_operands_give_what_the_header_says(void **state)
{
    (void)state;
    assert_equal(maths_log(0), -INFINITY);
    assert_equal(maths_log(-0.0), -INFINITY);
    assert_unknown(maths_log(-1));
    assert_unknown(maths_log(NAN));
    assert_unknown(maths_log(-INFINITY));
    assert_equal(maths_log(INFINITY), INFINITY);
    assert_equal(maths_exp(710), INFINITY);
    assert_equal(maths_exp(INFINITY), INFINITY);
    assert_equal(maths_exp(-746), 0);
    assert_equal(maths_exp(-INFINITY), 0);
    assert_unknown(maths_exp(NAN));
    assert_finite(maths_exp(709.782712893384));
    assert_greater(maths_exp(-745.13), 0);
    assert_unknown(maths_pow(-1, 2));
    assert_unknown(maths_pow(NAN, 2));
    assert_unknown(maths_pow(2, NAN));
    assert_equal(maths_pow(2, 1024), INFINITY);
    assert_equal(maths_pow(2, -1080), 0);
    assert_equal(maths_pow(0, 2), 0);
    assert_equal(maths_pow(0, -2), INFINITY);
    assert_equal(maths_pow(INFINITY, 2), INFINITY);
    assert_equal(maths_pow(INFINITY, -2), 0);
    assert_equal(maths_pow(0.5, INFINITY), 0);
    assert_equal(maths_pow(2, INFINITY), INFINITY);
    assert_equal(maths_pow(2, 1e308), INFINITY);
    assert_equal(maths_pow(2, -1e308), 0);
    assert_equal(maths_normal_quantile(0), -INFINITY);
    assert_equal(maths_normal_quantile(1), INFINITY);
    assert_unknown(maths_normal_quantile(-0.1));
    assert_unknown(maths_normal_quantile(1.1));
    assert_unknown(maths_normal_quantile(NAN));
}

static void the_least_numbers_are_not_lost(void **state)
{
    (void)state;
    if (LDBL_MANT_DIG < 64) skip();
    for (int k = 1; k <= 52; k++) { /* subnormal */
        const double x = ldexp(1.0, -1022 - k) * (k < 50 ? 1.0 + ldexp(3, k - 52) : 1.0);
        assert_less(ulps(maths_log(x), logl(x)), 0.67);
    }
    for (int i = 0; i < 3700; i++) {
        const double x =
            -708 - i * 0.01; /* rounded twice: below the least normal one ulp is allowed */
        assert_at_most(ulps(maths_exp(x), expl(x)), 1);
    }
}

/* ---- the same bits everywhere ---------------------------------------------------------------- */

/*
 * 1e5 results of each, hashed (FNV-1a over 64-bit words). The C library's own functions differ in
 * some hundred of 1e6 between processors. Held with gcc 12 and clang 14, -O0 to -O3, -march=native,
 * and with FMA and AVX2 masked by GLIBC_TUNABLES. A change here changes every published number: it
 * needs a sentence in the commit.
 */
static void the_bits_are_the_golden_ones(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "golden", 0, 0);
    uint64_t hash[4] = {0xcbf29ce484222325u, 0xcbf29ce484222325u, 0xcbf29ce484222325u,
                        0xcbf29ce484222325u};
    for (int i = 0; i < 100000; i++) {
        const double u = stream_uniform(&stream), x = between(&stream, -700, 700);
        const double base = between(&stream, 0, 100), power = between(&stream, -50, 50);
        hash[0] = hash_double(hash[0], maths_log(i % 2 == 0 ? u : base));
        hash[1] = hash_double(hash[1], maths_exp(x));
        hash[2] = hash_double(hash[2], maths_pow(base, power));
        hash[3] = hash_double(hash[3], maths_normal_quantile(u));
    }
    static const uint64_t WANT[4] = {0xf7f175555d15f2a6, 0xc6e96d9e551ce23b, 0x8865c12409079c7e,
                                     0xcb42735216b4a0f8};
    for (int i = 0; i < 4; i++) {
        if (hash[i] != WANT[i]) fail_msg("function %d: 0x%016llx", i, (unsigned long long)hash[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_is_within_two_thirds_of_an_ulp),
        cmocka_unit_test(exp_is_within_two_thirds_of_an_ulp),
        cmocka_unit_test(pow_is_within_two_thirds_of_an_ulp),
        cmocka_unit_test(normal_quantiles_agree_with_the_gsl),
        cmocka_unit_test(the_normal_quantile_rises_and_is_symmetric),
        cmocka_unit_test(what_is_exact_comes_out_exact),
        cmocka_unit_test(strange_operands_give_what_the_header_says),
        cmocka_unit_test(the_least_numbers_are_not_lost),
        cmocka_unit_test(the_bits_are_the_golden_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
