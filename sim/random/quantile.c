// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/random/quantile.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "sim/random/maths.h"
#include "sim/base/require.h"

static const double TWO_PI = 6.28318530717958647692;

/* ---- densities in saddle-point form [Loader2000] --------------------------------------------- */

/* What Stirling's formula lacks at x >= 16; the first term left out is below 1e-16. */
static double stirling_series(double x)
{
    const double y = 1 / (x * x);
    return (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
}

/* log of x! = Gamma(x + 1), from the next (x + n)! that is large enough. */
double quantile_log_factorial(double x)
{
    if (x == 0 || x == 1) return 0;
    double product = 1, y = x;
    for (; y < 16; y += 1)
        product *= y + 1;
    return stirling_series(y) + (y + 0.5) * maths_log(y) - y + 0.5 * maths_log(TWO_PI) -
           maths_log(product);
}

/* log x! less Stirling's formula for it. */
static double stirling_error(double x)
{
    if (x >= 16) return stirling_series(x);
    return quantile_log_factorial(x) - (x + 0.5) * maths_log(x) + x - 0.5 * maths_log(TWO_PI);
}

/* x log(x / m) + m - x, without cancellation where x is near m. */
static double deviance(double x, double m)
{
    if (fabs(x - m) >= 0.1 * (x + m)) return x * maths_log(x / m) + m - x;
    const double v = (x - m) / (x + m), v2 = v * v;
    double sum = (x - m) * v, term = 2 * x * v;
    for (int j = 1; j < 50; j++) {
        term *= v2;
        const double next = sum + term / (2 * j + 1);
        if (next == sum) break;
        sum = next;
    }
    return sum;
}

/* m^x exp(-m) / x!, given the Stirling error of x > 0 */
static double poisson_density(double x, double m, double error)
{
    return maths_exp(-error - deviance(x, m)) / sqrt(TWO_PI * x);
}

/* (1 - share)^n. What 1 - share loses by rounding, n times over, is made good [Kahan]. */
static double none_of(double n, double share)
{
    const double rest = 1 - share;
    const double log_rest = rest == 1 ? -share : maths_log(rest) * (share / (1 - rest));
    return maths_exp(n * log_rest);
}

/* n over k times share^k (1 - share)^(n - k), 0 < share < 1 */
static double binomial_density(double k, double n, double share)
{
    if (k == 0) return none_of(n, share);
    if (k == n) return maths_exp(n * maths_log(share));
    const double exponent = stirling_error(n) - stirling_error(k) - stirling_error(n - k) -
                            deviance(k, n * share) - deviance(n - k, n * (1 - share));
    return maths_exp(exponent) * sqrt(n / (TWO_PI * k * (n - k)));
}

/* ---- Cornish and Fisher ---------------------------------------------------------------------- */

/* Cumulants of a law. */
struct cumulants {
    double mean, variance, third, fourth, fifth;
};

/* The quantile whose normal counterpart is z, to the third order in 1 / sd [CornishFisher1938]. */
static double expand(const struct cumulants *c, double z)
{
    const double sd = sqrt(c->variance), z2 = z * z;
    const double g1 = c->third / (c->variance * sd);
    const double g2 = c->fourth / (c->variance * c->variance);
    const double g3 = c->fifth / (c->variance * c->variance * sd);
    const double first = g1 * (z2 - 1) / 6;
    const double second = z * (g2 * (z2 - 3) / 24 - g1 * g1 * (2 * z2 - 5) / 36);
    const double third = g3 * ((z2 - 6) * z2 + 3) / 120 - g1 * g2 * ((z2 - 5) * z2 + 2) / 24 +
                         g1 * g1 * g1 * ((12 * z2 - 53) * z2 + 17) / 324;
    return c->mean + sd * (z + first + second + third);
}

/* ---- gamma ----------------------------------------------------------------------------------- */

enum { MOST_TERMS = 100000, MOST_STEPS = 40 };
/* from here on the expansion is good to 1e-9 of the value */
static const double SHAPE_IS_LARGE = 1e4;

/* The share below x over that density: 1 + x / (a + 1) + x^2 / ((a + 1)(a + 2)) ... */
static double series_below(double a, double x)
{
    double sum = 1, term = 1;
    for (int i = 1; i < MOST_TERMS && term > sum * 0x1p-55; i++) {
        term *= x / (a + i);
        sum += term;
    }
    return sum;
}

/* The share above x over the density times a, as a continued fraction by Lentz's method; x > a +
 * 1. */
static double fraction_above(double a, double x)
{
    double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
    for (int i = 1; i < MOST_TERMS; i++) {
        const double an = -i * (i - a);
        b += 2;
        d = 1 / (an * d + b);
        c = b + an / c;
        h *= d * c;
        if (fabs(d * c - 1) < 0x1p-52) break;
    }
    return h;
}

/* P(X <= x) - p, by whichever tail is the smaller one. */
static double excess(double p, double a, double x, double density)
{
    if (x < a + 1) return density * series_below(a, x) - p;
    return (1 - p) - density * a * fraction_above(a, x);
}

static double first_guess(double p, double a)
{
    const double z = maths_normal_quantile(p);
    const double root = 1 - 1 / (9 * a) + z / (3 * sqrt(a)); /* [WilsonHilferty1931] */
    const double guess = a * root * root * root;
    if (root > 0 && guess > 0.3 * a) return guess;
    const double near_zero = maths_exp((maths_log(p) + quantile_log_factorial(a)) / a);
    return near_zero < a + 1 ? near_zero : a;
}

/* Halley's steps from the first guess, kept between the bounds seen so far. */
static double solve_gamma(double p, double a)
{
    const double error = stirling_error(a);
    double x = first_guess(p, a), lo = 0, hi = INFINITY;
    for (int step = 0; step < MOST_STEPS && x > 1e-300; step++) {
        const double density = poisson_density(a, x, error);
        const double f = excess(p, a, x, density);
        if (f > 0) hi = x;
        else lo = x;
        const double u = f * x / (density * a);
        double bend = u * ((a - 1) / x - 1);
        if (!(bend < 1)) bend = 1;
        double next = x - u / (1 - 0.5 * bend);
        if (!(next >= lo && next <= hi)) next = hi < INFINITY ? 0.5 * (lo + hi) : 2 * x;
        const double moved = fabs(next - x);
        x = next;
        if (moved <= 1e-7 * x) break; /* third order: the next step would move it by 1e-20 */
    }
    return x;
}

double quantile_gamma(double p, double shape)
{
    REQUIRE(NULL, p > 0 && p < 1 && shape > 0, "gamma quantile of %g, shape %g", p, shape);
    if (shape < SHAPE_IS_LARGE) return solve_gamma(p, shape);
    const struct cumulants c = {shape, shape, 2 * shape, 6 * shape, 24 * shape};
    return expand(&c, maths_normal_quantile(p));
}

/* ---- gamma, fitted --------------------------------------------------------------------------- */

static const double FITS_FROM_SHAPE = 2, FITS_TO_SD = 3;

/* The zeros t > 0 of the Chebyshev polynomial of degree 20, and the chance of a standard normal
 * below -3 t. Computed with 60 decimal digits. */
static const struct {
    double t, chance;
} NODE[QUANTILE_CURVE / 2] = {
    {0x1.fe6bf2e2660afp-1, 0x1.6cc3197357f23p-10}, {0x1.f1da785f71bcep-1, 0x1.cf10ee56e58a5p-10},
    {0x1.d906bcf328d46p-1, 0x1.6d86cadae73bp-9},   {0x1.b48d406a5054p-1, 0x1.590c2e21ab8c1p-8},
    {0x1.8553ee43def13p-1, 0x1.7138f94395f74p-7},  {0x1.4c8474600eeeep-1, 0x1.a4daa9f3cdf1p-6},
    {0x1.0b84ee8f52e9dp-1, 0x1.df3a35873a5a7p-5},  {0x1.87de2a6aea963p-2, 0x1.00f875d568634p-3},
    {0x1.de189a594fbccp-3, 0x1.ef539fb70239fp-3},  {0x1.415e532398e49p-4, 0x1.a0b9962909909p-2},
};

static double cube_root(double x)
{
    return maths_exp(maths_log(x) * (1.0 / 3));
}

/* Adds to sum[] the weight of each Chebyshev polynomial in a curve that is y at t and 0 at the
 * other nodes: T(j + 1) = 2 t T(j) - T(j - 1). */
static void add_node(double sum[QUANTILE_CURVE], double t, double y)
{
    double last = t, now = 1;
    for (int j = 0; j < QUANTILE_CURVE; j++) {
        sum[j] += y * now;
        const double next = j == 0 ? t : 2 * t * now - last;
        last = now;
        now = next;
    }
}

/* From weights of Chebyshev polynomials to coefficients of powers, by the same recurrence. */
static void to_powers(const double weight[QUANTILE_CURVE], double power[QUANTILE_CURVE])
{
    double last[QUANTILE_CURVE] = {0}, now[QUANTILE_CURVE] = {1};
    for (int i = 0; i < QUANTILE_CURVE; i++)
        power[i] = 0;
    for (int j = 0; j < QUANTILE_CURVE; j++) {
        double next[QUANTILE_CURVE];
        for (int i = 0; i < QUANTILE_CURVE; i++) {
            power[i] += weight[j] * now[i];
            const double shifted = i > 0 ? now[i - 1] : 0;
            next[i] = j == 0 ? shifted : 2 * shifted - last[i];
        }
        for (int i = 0; i < QUANTILE_CURVE; i++) {
            last[i] = now[i];
            now[i] = next[i];
        }
    }
}

void quantile_gamma_fit(double shape, double curve[QUANTILE_CURVE])
{
    if (shape < FITS_FROM_SHAPE) return;
    double weight[QUANTILE_CURVE] = {0};
    for (int k = 0; k < QUANTILE_CURVE / 2; k++) {
        const double t = NODE[k].t, p = NODE[k].chance;
        add_node(weight, -t, cube_root(quantile_gamma(p, shape)));
        add_node(weight, t, cube_root(quantile_gamma(1 - p, shape)));
    }
    for (int j = 0; j < QUANTILE_CURVE; j++)
        weight[j] *= (j > 0 ? 2.0 : 1.0) / QUANTILE_CURVE;
    to_powers(weight, curve);
}

/* Four sums side by side, each of every fourth power: a quarter of the waiting. */
static double value_at(const double curve[QUANTILE_CURVE], double t)
{
    const double t2 = t * t, t4 = t2 * t2;
    double sum[4] = {0, 0, 0, 0};
    for (int i = QUANTILE_CURVE - 4; i >= 0; i -= 4)
        for (int j = 0; j < 4; j++)
            sum[j] = sum[j] * t4 + curve[i + j];
    return (sum[0] + t2 * sum[2]) + t * (sum[1] + t2 * sum[3]);
}

double quantile_gamma_fitted(double p, double shape, const double curve[QUANTILE_CURVE])
{
    if (shape == 1) return -maths_log(1 - p);
    if (shape < FITS_FROM_SHAPE) return quantile_gamma(p, shape);
    const double z = maths_normal_quantile(p);
    if (!(fabs(z) <= FITS_TO_SD)) return quantile_gamma(p, shape);
    const double root = value_at(curve, z / FITS_TO_SD);
    return root * root * root;
}

/* ---- counts: chance(k + 1) = chance(k) (a - b k) / (k + 1) ----------------------------------- */

struct count_law {
    double a, b;
    double most; /* the largest count there is */
    struct cumulants cumulants;
};

static const double WALK_BELOW = 12;         /* means that are walked up from zero */
static const double VARIANCE_IS_LARGE = 1e9; /* the expansion is as good as the doubles */

static double chance_above(const struct count_law *law, double k, double chance)
{
    return chance * (law->a - law->b * k) / (k + 1);
}

static double chance_below(const struct count_law *law, double k, double chance)
{
    return chance * k / (law->a - law->b * (k - 1));
}

static double walk_up(const struct count_law *law, double p, double chance_of_none)
{
    double k = 0, chance = chance_of_none, sum = chance;
    while (p > sum && k < law->most && (chance > 0x1p-70 || k < law->cumulants.mean)) {
        chance = chance_above(law, k, chance);
        k += 1;
        sum += chance;
    }
    return k;
}

/* P(X <= k), given the chance of k. */
static double sum_down(const struct count_law *law, double k, double chance)
{
    double sum = chance;
    while (k > 0 && chance > sum * 0x1p-55) {
        chance = chance_below(law, k, chance);
        k -= 1;
        sum += chance;
    }
    return sum;
}

/* P(X > k), given the chance of k. */
static double sum_up(const struct count_law *law, double k, double chance)
{
    double sum = 0;
    do {
        chance = k < law->most ? chance_above(law, k, chance) : 0;
        k += 1;
        sum += chance;
    } while (chance > sum * 0x1p-55);
    return sum;
}

/* From a k near the answer to the least k with P(X <= k) >= p. */
static double search_low(const struct count_law *law, double p, double k, double chance)
{
    double below = sum_down(law, k, chance);
    while (below < p && k < law->most) {
        chance = chance_above(law, k, chance);
        k += 1;
        below += chance;
    }
    while (k > 0 && below - chance >= p) {
        below -= chance;
        chance = chance_below(law, k, chance);
        k -= 1;
    }
    return k;
}

/* The same by the upper tail: the least k with P(X > k) <= q. */
static double search_high(const struct count_law *law, double q, double k, double chance)
{
    double above = sum_up(law, k, chance);
    while (above > q && k < law->most) {
        chance = chance_above(law, k, chance);
        k += 1;
        above -= chance;
    }
    while (k > 0 && above + chance <= q) {
        above += chance;
        chance = chance_below(law, k, chance);
        k -= 1;
    }
    return k;
}

/*
 * The count law seen as a smooth one that was rounded to whole numbers (Sheppard's corrections to
 * its cumulants). True: the count is certain; the bound on the error is twice the largest found
 * over all counts up to 7 sd from means of 12 to 1e4, Poisson and binomial.
 */
static bool guess_count(const struct count_law *law, double z, double *k)
{
    struct cumulants smooth = law->cumulants;
    smooth.variance -= 1.0 / 12;
    smooth.fourth += 1.0 / 120;
    const double x = expand(&smooth, z) + 0.5, v = law->cumulants.variance;
    const double bound = (0.02 + 0.006 * z * z * z * z * fabs(z)) / (v * sqrt(v));
    const double floored = floor(x), part = x - floored;
    *k = floored < 0 ? 0 : floored > law->most ? law->most : floored;
    return v > VARIANCE_IS_LARGE || (part > bound && part < 1 - bound);
}

uint64_t quantile_poisson(double p, double mean)
{
    REQUIRE(NULL, p > 0 && p < 1 && mean >= 0 && mean <= 1e15, "Poisson quantile of %g, mean %g", p,
            mean);
    const struct count_law law = {mean, 0, INFINITY, {mean, mean, mean, mean, mean}};
    if (mean < WALK_BELOW) return (uint64_t)walk_up(&law, p, maths_exp(-mean));
    const double z = maths_normal_quantile(p);
    double k;
    if (guess_count(&law, z, &k)) return (uint64_t)k;
    const double chance = k > 0 ? poisson_density(k, mean, stirling_error(k)) : maths_exp(-mean);
    return (uint64_t)(z < 0 ? search_low(&law, p, k, chance) : search_high(&law, 1 - p, k, chance));
}

static double search_binomial(double p, double n, double share)
{
    const double odds = share / (1 - share), pq = share * (1 - share), v = n * pq;
    const double lean = 1 - 2 * share;
    const struct count_law law = {
        n * odds, odds, n, {n * share, v, v * lean, v * (1 - 6 * pq), v * lean * (1 - 12 * pq)}};
    if (n * share < WALK_BELOW) return walk_up(&law, p, none_of(n, share));
    const double z = maths_normal_quantile(p);
    double k;
    if (guess_count(&law, z, &k)) return k;
    const double chance = binomial_density(k, n, share);
    return z < 0 ? search_low(&law, p, k, chance) : search_high(&law, 1 - p, k, chance);
}

uint64_t quantile_binomial(double p, uint64_t n, double share)
{
    REQUIRE(NULL, p > 0 && p < 1 && share >= 0 && share <= 1, "binomial quantile of %g, share %g",
            p, share);
    if (n == 0 || share == 0) return 0;
    if (share == 1) return n;
    if (share <= 0.5) return (uint64_t)search_binomial(p, (double)n, share);
    /* the failures, from their other end */
    return n - (uint64_t)search_binomial(1 - p, (double)n, 1 - share);
}
