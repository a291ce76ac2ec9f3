// SPDX-License-Identifier: GPL-3.0-or-later
/* The oracle is the GSL. Seeds are fixed; a false alarm is what a right program risked when they
 * were chosen. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "sim/random/dist.h"
#include "sim/random/stream.h"
#include "tests/assertions.h"

static const uint64_t SEED = 20231109;

static struct dist make(enum dist_kind kind, double a, double b, double c)
{
    struct dist dist = {.kind = kind, .a = a, .b = b, .c = c};
    dist_prepare(&dist);
    return dist;
}

static double triangular_cdf(const struct dist *d, double x)
{
    const double rise = x - d->a, fall = d->c - x, width = d->c - d->a;
    return x < d->b ? rise * rise / (width * (d->b - d->a))
                    : 1 - fall * fall / (width * (d->c - d->b));
}

static double cdf(const struct dist *d, double x)
{
    const double variance = log1p(d->b * d->b);
    switch (d->kind) {
    case DIST_UNIFORM:
        return gsl_cdf_flat_P(x, d->a, d->b);
    case DIST_TRIANGULAR:
        return triangular_cdf(d, x);
    case DIST_EXPONENTIAL:
        return gsl_cdf_exponential_P(x, d->a);
    case DIST_NORMAL:
        return gsl_cdf_gaussian_P(x - d->a, d->b);
    case DIST_LOGNORMAL:
        return gsl_cdf_lognormal_P(x, log(d->a) - variance / 2, sqrt(variance));
    case DIST_GAMMA:
        return gsl_cdf_gamma_P(x, 1 / (d->b * d->b), d->a * d->b * d->b);
    default:
        return gsl_cdf_weibull_P(x, d->a, d->b);
    }
}

static double pdf(const struct dist *d, double x)
{
    const double variance = log1p(d->b * d->b);
    switch (d->kind) {
    case DIST_UNIFORM:
        return gsl_ran_flat_pdf(x, d->a, d->b);
    case DIST_TRIANGULAR:
        return x < d->b ? 2 * (x - d->a) / ((d->c - d->a) * (d->b - d->a))
                        : 2 * (d->c - x) / ((d->c - d->a) * (d->c - d->b));
    case DIST_EXPONENTIAL:
        return gsl_ran_exponential_pdf(x, d->a);
    case DIST_NORMAL:
        return gsl_ran_gaussian_pdf(x - d->a, d->b);
    case DIST_LOGNORMAL:
        return gsl_ran_lognormal_pdf(x, log(d->a) - variance / 2, sqrt(variance));
    case DIST_GAMMA:
        return gsl_ran_gamma_pdf(x, 1 / (d->b * d->b), d->a * d->b * d->b);
    default:
        return gsl_ran_weibull_pdf(x, d->a, d->b);
    }
}

static const struct {
    enum dist_kind kind;
    double a, b, c;
} SMOOTH[] = {
    {DIST_UNIFORM, -3, 5, 0},    {DIST_TRIANGULAR, 1, 2, 7},   {DIST_TRIANGULAR, 0, 0, 4},
    {DIST_TRIANGULAR, 0, 4, 4},  {DIST_EXPONENTIAL, 3, 0, 0},  {DIST_NORMAL, 10, 4, 0},
    {DIST_LOGNORMAL, 4, 0.1, 0}, {DIST_LOGNORMAL, 40, 1.5, 0}, {DIST_GAMMA, 4, 0.5, 0},
    {DIST_GAMMA, 4, 1, 0},       {DIST_GAMMA, 2, 2, 0},        {DIST_GAMMA, 100, 0.05, 0},
    {DIST_GAMMA, 100, 0.012, 0}, {DIST_WEIBULL, 3, 0.7, 0},    {DIST_WEIBULL, 3, 2.5, 0},
};
enum { SMOOTHS = sizeof SMOOTH / sizeof *SMOOTH };

static struct dist smooth(int i)
{
    return make(SMOOTH[i].kind, SMOOTH[i].a, SMOOTH[i].b, SMOOTH[i].c);
}

/* The GSL's share below the quantile is the share asked for, to 1e-11 of the smaller tail. For the
 * gamma law of shape 6944 the GSL itself is 1.6e-10 off (ours 4e-14, by a series in long double).
 */
static void quantiles_of_every_kind_agree_with_the_gsl(void **state)
{
    (void)state;
    for (int i = 0; i < SMOOTHS; i++) {
        const struct dist dist = smooth(i);
        const double tolerance = dist.kind == DIST_GAMMA && dist.b < 0.02 ? 1e-9 : 1e-11;
        for (int k = 1; k < 2000; k++) {
            const double p = k / 2000.0, got = cdf(&dist, dist_quantile(&dist, p));
            if (!(fabs(got - p) <= tolerance * fmin(p, 1 - p)))
                fail_msg("%d: p %g, got %.17g", i, p, got);
        }
        assert_near(cdf(&dist, dist_quantile(&dist, 1e-9)) / 1e-9, 1, 1e-6);
    }
}

/* dx / dp = 1 / density, by central differences: 1e-5 of it. */
static void quantiles_rise_as_the_density_says(void **state)
{
    (void)state;
    for (int i = 0; i < SMOOTHS; i++) {
        const struct dist dist = smooth(i);
        for (int k = 1; k < 40; k++) {
            const double p = k / 40.0 + 0.001, h = 1e-6;
            const double slope =
                (dist_quantile(&dist, p + h) - dist_quantile(&dist, p - h)) / (2 * h);
            assert_near(slope * pdf(&dist, dist_quantile(&dist, p)), 1, 1e-5);
        }
    }
}

/* The mean is the integral of the quantile; the midpoint rule over 1e5 points leaves 0.1 % at most
 * (heavy tails). */
static void the_stated_mean_and_cv_are_those_of_the_draws(void **state)
{
    (void)state;
    enum { N = 100000 };
    for (int i = 0; i < SMOOTHS; i++) {
        const struct dist dist = smooth(i);
        double sum = 0, squares = 0;
        for (int k = 0; k < N; k++) {
            const double x = dist_quantile(&dist, (k + 0.5) / N);
            sum += x;
            squares += x * x;
        }
        const double mean = sum / N, sd = sqrt(squares / N - mean * mean);
        assert_near(mean / dist_mean(&dist), 1, 1e-3);
        if (dist.kind == DIST_LOGNORMAL || dist.kind == DIST_GAMMA)
            assert_near(sd / mean / dist.b, 1, 0.02);
    }
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* sqrt(n) D of n values that should be uniform. */
static double distance(double *u, int n)
{
    qsort(u, (size_t)n, sizeof *u, compare_doubles);
    double d = 0;
    for (int k = 0; k < n; k++)
        d = fmax(d, fmax((k + 1.0) / n - u[k], u[k] - (double)k / n));
    return d * sqrt(n);
}

/* Kolmogorov and Smirnov, 20,000 draws by inversion and 20,000 by the cheapest way: sqrt(n) D above
 * 2.23 once in 10,000; catches a distribution function 1.6 % off. */
static void draws_of_every_kind_follow_their_law(void **state)
{
    (void)state;
    enum { N = 20000 };
    static double u[N];
    for (int i = 0; i < SMOOTHS; i++) {
        const struct dist dist = smooth(i);
        struct stream stream = stream_named(SEED, "ks", 0, (uint64_t)i);
        for (int k = 0; k < N; k++)
            u[k] = cdf(&dist, dist_draw(&dist, &stream));
        assert_less(distance(u, N), 2.23);
        for (int k = 0; k < N; k++)
            u[k] = cdf(&dist, dist_draw_fast(&dist, &stream));
        assert_less(distance(u, N), 2.23);
    }
}

static void an_unprepared_distribution_gives_the_same_bits(void **state)
{
    (void)state;
    for (int i = 0; i < SMOOTHS; i++) {
        const struct dist ready = smooth(i);
        const struct dist raw = {.kind = ready.kind, .a = ready.a, .b = ready.b, .c = ready.c};
        struct dist changed = make(ready.kind, 77, 0.3, ready.c);
        changed.a = ready.a;
        changed.b = ready.b;
        for (int k = 1; k < 100; k++) {
            const double want = dist_quantile(&ready, k / 100.0);
            assert_equal(dist_quantile(&raw, k / 100.0), want);
            assert_equal(dist_quantile(&changed, k / 100.0), want);
        }
    }
}

/* Scaling keeps the shape and its curve; a new shape gets a new one. */
static void preparing_again_follows_what_changed(void **state)
{
    (void)state;
    struct dist dist = make(DIST_GAMMA, 4, 0.5, 0);
    dist.a = 12;
    dist_prepare(&dist);
    const struct dist scaled = make(DIST_GAMMA, 12, 0.5, 0);
    dist.b = 0.25;
    struct dist bent = dist;
    dist_prepare(&bent);
    const struct dist fresh = make(DIST_GAMMA, 12, 0.25, 0);
    dist.b = 0.5;
    for (int k = 1; k < 100; k++) {
        assert_equal(dist_quantile(&dist, k / 100.0), dist_quantile(&scaled, k / 100.0));
        assert_equal(dist_quantile(&bent, k / 100.0), dist_quantile(&fresh, k / 100.0));
    }
}

static void a_spread_is_a_lognormal_factor_of_mean_one(void **state)
{
    (void)state;
    const struct dist dist = make(DIST_LOGNORMAL, 1, 0.3, 0);
    for (int k = 1; k < 100; k++) {
        const double want = dist_quantile(&dist, k / 100.0);
        assert_near(dist_spread_quantile(0.3, k / 100.0) / want, 1, 1e-15);
    }
    assert_equal(dist_spread_quantile(0, 0.9), 1);
}

static void every_draw_takes_one_uniform(void **state)
{
    (void)state;
    for (int i = 0; i < SMOOTHS; i++) {
        const struct dist dist = smooth(i);
        struct stream a = stream_named(SEED, "one", 0, 0), b = a;
        (void)dist_draw(&dist, &a);
        (void)stream_uniform(&b);
        assert_memory_equal(&a, &b, sizeof a);
    }
}

/* 0, 10, 30: half way to 10 at a quarter; weights 1, 0, 3 of 5, 6, 2 in disorder. Means: (0/2 + 10
 * + 30/2) / 2, (5 + 6) / 4. */
static void points_by_hand(void **state)
{
    (void)state;
    const struct dist empirical = {.kind = DIST_EMPIRICAL, .points = 3, .value = {0, 10, 30}};
    assert_equal(dist_quantile(&empirical, 0.25), 5);
    assert_equal(dist_quantile(&empirical, 0.75), 20);
    assert_equal(dist_mean(&empirical), 12.5);
    const struct dist discrete = {
        .kind = DIST_DISCRETE, .points = 3, .value = {5, 6, 2}, .weight = {1, 0, 3}};
    assert_equal(dist_quantile(&discrete, 0.74), 2);
    assert_equal(dist_quantile(&discrete, 0.76), 5);
    assert_equal(dist_quantile(&discrete, 1 - 0x1p-53), 5);
    assert_equal(dist_mean(&discrete), 11.0 / 4);
    const struct dist constant = dist_constant(3);
    assert_equal(dist_quantile(&constant, 0.9), 3);
    assert_equal(dist_mean(&constant), 3);
}

/* Chi-square of 100,000 draws against `cells` shares, of the chances given. */
static double surprise(const double *share, const int *found, int cells)
{
    enum { N = 100000 };
    double chi2 = 0;
    for (int i = 0; i < cells; i++)
        chi2 += (found[i] - N * share[i]) * (found[i] - N * share[i]) / (N * share[i]);
    return gsl_cdf_chisq_Q(chi2, cells - 1);
}

/* Five cells of 1/5; weights 1, 2, 0.5, 0, 1.5 are 1, 2, 0.5, 0 and 1.5 cells. What each value has
 * of all cells, its own and what others lend it, is its weight again, for 1,000 sets of 1 to 16
 * weights. */
static void alias_cells_hold_the_weights(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "weights", 0, 0);
    for (int round = 0; round < 1000; round++) {
        struct dist dist = {.kind = DIST_DISCRETE,
                            .points = 1 + (uint32_t)(16 * stream_uniform(&stream))};
        double total = 0, held[DIST_POINTS] = {0};
        for (uint32_t i = 0; i < dist.points; i++) {
            dist.value[i] = i;
            dist.weight[i] =
                round % 3 == 0 ? floor(4 * stream_uniform(&stream)) : 100 * stream_uniform(&stream);
            total += dist.weight[i];
        }
        if (total == 0) continue;
        dist_prepare(&dist);
        for (uint32_t i = 0; i < dist.points; i++) {
            const double own = fmin(dist.ready.curve[i], 1);
            held[i] += own / dist.points;
            held[dist.ready.alias[i]] += (1 - own) / dist.points;
        }
        for (uint32_t i = 0; i < dist.points; i++)
            assert_near(held[i], dist.weight[i] / total, 1e-14);
    }
}

/* By inversion, and by alias cells; each law a false alarm once in 10,000. One draw in a hundred in
 * the wrong cell raises chi-square by 100 or more, and 3 degrees of freedom forgive 21. */
static void draws_of_points_follow_their_weights(void **state)
{
    (void)state;
    struct dist discrete = {.kind = DIST_DISCRETE,
                            .points = 5,
                            .value = {0, 4, 1, 2, 3},
                            .weight = {1, 2, 0.5, 0, 1.5}};
    const struct dist empirical = {
        .kind = DIST_EMPIRICAL, .points = 5, .value = {0, 1, 10, 11, 40}};
    dist_prepare(&discrete);
    static const double share[4] = {0.2, 0.1, 0.3, 0.4}, quarter[4] = {0.25, 0.25, 0.25, 0.25};
    for (int fast = 0; fast < 2; fast++) {
        struct stream stream = stream_named(SEED, "points", 0, (uint64_t)fast);
        int of_value[5] = {0}, between[4] = {0};
        for (int k = 0; k < 100000; k++) {
            const double x =
                fast ? dist_draw_fast(&discrete, &stream) : dist_draw(&discrete, &stream);
            const double y =
                fast ? dist_draw_fast(&empirical, &stream) : dist_draw(&empirical, &stream);
            of_value[(int)x]++;
            between[(y > 1) + (y > 10) + (y > 11)]++;
        }
        const int found[4] = {of_value[0], of_value[1], of_value[3], of_value[4]};
        assert_int_equal(of_value[2], 0); /* weight 0 */
        assert_greater(surprise(share, found, 4), 1e-4);
        assert_greater(surprise(quarter, between, 4), 1e-4);
    }
}

static void what_is_wrong_is_said_in_words(void **state)
{
    (void)state;
    static const struct {
        struct dist dist;
        const char *reason;
    } CASES[] = {
        {{.kind = DIST_CONSTANT, .a = NAN}, "a number is missing or not finite"},
        {{.kind = DIST_UNIFORM, .a = 2, .b = 1}, "max is below min"},
        {{.kind = DIST_TRIANGULAR, .a = 1, .b = 0, .c = 2}, "mode is below min"},
        {{.kind = DIST_TRIANGULAR, .a = 1, .b = 3, .c = 2}, "max is below mode"},
        {{.kind = DIST_EXPONENTIAL, .a = -1}, "mean is below 0"},
        {{.kind = DIST_NORMAL, .a = 0, .b = -1}, "sd is below 0"},
        {{.kind = DIST_LOGNORMAL, .a = 0, .b = 1}, "mean is not above 0"},
        {{.kind = DIST_GAMMA, .a = 1, .b = -1}, "cv is below 0"},
        {{.kind = DIST_WEIBULL, .a = 0, .b = 1}, "scale is not above 0"},
        {{.kind = DIST_EMPIRICAL}, "no values are given"},
        {{.kind = DIST_EMPIRICAL, .points = 17}, "more than 16 values are given"},
        {{.kind = DIST_EMPIRICAL, .points = 2, .value = {2, 1}}, "the values do not ascend"},
        {{.kind = DIST_DISCRETE, .points = 2, .value = {2, 1}}, "all weights are 0"},
        {{.kind = DIST_DISCRETE, .points = 1, .weight = {-1}}, "a weight is below 0"},
        {{.kind = DIST_KINDS}, "there is no such distribution"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const char *wrong = dist_wrong(&CASES[i].dist);
        assert_non_null(wrong);
        assert_string_equal(wrong, CASES[i].reason);
    }
    for (int i = 0; i < SMOOTHS; i++) {
        const struct dist dist = smooth(i);
        assert_null(dist_wrong(&dist));
    }
}

static void names_lead_back_to_their_kinds(void **state)
{
    (void)state;
    for (int kind = 0; kind < DIST_KINDS; kind++) {
        assert_int_equal(dist_kind_named(dist_kind_name((enum dist_kind)kind)), kind);
    }
    assert_int_equal(dist_kind_named("cauchy"), DIST_KINDS);
}

/* ---- counts ---------------------------------------------------------------------------------- */

enum { DRAWS = 50000, MOST_COUNT = 12000 };

/* n = 0: Poisson of mean `b`; else n trials of chance b. */
static double count_pdf(unsigned k, unsigned n, double b)
{
    return n == 0 ? gsl_ran_poisson_pdf(k, b) : gsl_ran_binomial_pdf(k, b, n);
}

/* Chi-square over cells of at least 20 expected; the chance to be that large. */
static double chance_of_counts(const unsigned *seen, unsigned n, double b)
{
    double chi2 = 0, expected = 0, found = 0, left = DRAWS, rest = DRAWS;
    unsigned cells = 0;
    for (unsigned k = 0; k < MOST_COUNT; k++) {
        expected += DRAWS * count_pdf(k, n, b);
        found += seen[k];
        if (expected < 20 || left - expected < 20) continue;
        chi2 += (found - expected) * (found - expected) / expected;
        left -= expected;
        rest -= found;
        cells++;
        expected = found = 0;
    }
    chi2 += (rest - left) * (rest - left) / left;
    return gsl_cdf_chisq_Q(chi2, cells);
}

/* Walked, guessed and searched; each law a false alarm once in 10,000. A shift of the mean by 3 %
 * of the sd shows. */
static void counts_follow_their_laws_for_small_and_large_means(void **state)
{
    (void)state;
    static const struct {
        unsigned n;
        double b;
    } CASES[] = {{0, 0.3},    {0, 3},     {0, 11.9},      {0, 12.1},   {0, 40},
                 {0, 1000},   {0, 9000},  {1, 0.4},       {20, 0.1},   {20, 0.95},
                 {100, 0.13}, {100, 0.5}, {10000, 0.001}, {10000, 0.7}};
    static unsigned seen[MOST_COUNT];
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct stream stream = stream_named(SEED, "counts", 0, i);
        memset(seen, 0, sizeof seen);
        for (int k = 0; k < DRAWS; k++) {
            const uint64_t count = CASES[i].n == 0 ? dist_poisson(CASES[i].b, &stream)
                                                   : dist_binomial(CASES[i].n, CASES[i].b, &stream);
            assert_less(count, MOST_COUNT);
            seen[count]++;
        }
        if (!(chance_of_counts(seen, CASES[i].n, CASES[i].b) > 1e-4)) fail_msg("law %zu", i);
    }
}

static void certain_counts_are_certain(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "certain", 0, 0);
    assert_int_equal(dist_poisson(0, &stream), 0);
    assert_int_equal(dist_binomial(10, 0, &stream), 0);
    assert_int_equal(dist_binomial(10, 1, &stream), 10);
    assert_int_equal(dist_binomial(0, 0.5, &stream), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_of_every_kind_agree_with_the_gsl),
        cmocka_unit_test(quantiles_rise_as_the_density_says),
        cmocka_unit_test(the_stated_mean_and_cv_are_those_of_the_draws),
        cmocka_unit_test(draws_of_every_kind_follow_their_law),
        cmocka_unit_test(an_unprepared_distribution_gives_the_same_bits),
        cmocka_unit_test(preparing_again_follows_what_changed),
        cmocka_unit_test(a_spread_is_a_lognormal_factor_of_mean_one),
        cmocka_unit_test(every_draw_takes_one_uniform),
        cmocka_unit_test(points_by_hand),
        cmocka_unit_test(alias_cells_hold_the_weights),
        cmocka_unit_test(draws_of_points_follow_their_weights),
        cmocka_unit_test(what_is_wrong_is_said_in_words),
        cmocka_unit_test(names_lead_back_to_their_kinds),
        cmocka_unit_test(counts_follow_their_laws_for_small_and_large_means),
        cmocka_unit_test(certain_counts_are_certain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
