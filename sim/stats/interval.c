// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/stats/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "sim/base/require.h"
#include "sim/stats/tally.h"

static const struct interval UNKNOWN = {NAN, NAN};

static bool is_level(double level)
{
    return level > 0 && level < 1;
}

static struct tally tally_all(const double *x, size_t n)
{
    struct tally tally;
    tally_clear(&tally);
    for (size_t i = 0; i < n; i++)
        tally_add(&tally, x[i]);
    return tally;
}

double interval_average(const double *x, size_t n)
{
    const struct tally tally = tally_all(x, n);
    return tally_mean(&tally);
}

double interval_sd(const double *x, size_t n)
{
    const struct tally tally = tally_all(x, n);
    return tally_sd(&tally);
}

/* mean +- t sd sqrt(factor) */
static struct interval around_mean(const struct tally *tally, double level, double factor)
{
    if (tally->n < 2 || !is_level(level)) return UNKNOWN;
    const double t = gsl_cdf_tdist_Qinv((1 - level) / 2, (double)(tally->n - 1));
    const double half = t * tally_sd(tally) * sqrt(factor);
    return (struct interval){tally->mean - half, tally->mean + half};
}

struct interval interval_mean(const double *x, size_t n, double level)
{
    const struct tally tally = tally_all(x, n);
    return interval_of_tally(&tally, level);
}

struct interval interval_of_tally(const struct tally *tally, double level)
{
    return around_mean(tally, level, 1.0 / (double)tally->n);
}

struct interval interval_prediction(const double *x, size_t n, double level)
{
    const struct tally tally = tally_all(x, n);
    return around_mean(&tally, level, 1.0 + 1.0 / (double)n);
}

/* [Wilson1927] */
struct interval interval_proportion(uint64_t successes, uint64_t n, double level)
{
    REQUIRE(NULL, successes <= n, "more successes than trials");
    if (n == 0 || !is_level(level)) return UNKNOWN;
    const double z = gsl_cdf_ugaussian_Qinv((1 - level) / 2);
    const double trials = (double)n, share = (double)successes / trials;
    const double middle = (share + z * z / (2 * trials)) / (1 + z * z / trials);
    const double half = z / (1 + z * z / trials) *
                        sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
    return (struct interval){successes == 0 ? 0 : middle - half,
                             successes == n ? 1 : middle + half};
}

/* The chances at which so many successes, or so few, become as rare as a tail. */
struct interval interval_proportion_safe(uint64_t successes, uint64_t n, double level)
{
    REQUIRE(NULL, successes <= n, "more successes than trials");
    if (n == 0 || !is_level(level)) return UNKNOWN;
    const double tail = (1 - level) / 2, won = (double)successes, lost = (double)(n - successes);
    return (struct interval){successes == 0 ? 0 : gsl_cdf_beta_Pinv(tail, won, lost + 1),
                             successes == n ? 1 : gsl_cdf_beta_Qinv(tail, won + 1, lost)};
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A sorted copy, to be freed; NULL if there is nothing to sort, a NAN among it, or no memory. */
static double *sorted_copy(const double *x, size_t n)
{
    double *copy = n > 0 ? malloc(n * sizeof *copy) : NULL;
    if (copy == NULL) return NULL;
    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i])) {
            free(copy);
            return NULL;
        }
        copy[i] = x[i];
    }
    qsort(copy, n, sizeof *copy, compare_doubles);
    return copy;
}

double interval_quantile(const double *x, size_t n, double p)
{
    if (!(p >= 0 && p <= 1)) return NAN;
    double *sorted = sorted_copy(x, n);
    if (sorted == NULL) return NAN;
    const double at = p * (double)(n - 1);
    const size_t below = (size_t)at;
    const double part = at - (double)below;
    const double lo = sorted[below], hi = sorted[below + 1 < n ? below + 1 : below];
    free(sorted);
    return part > 0 ? lo + part * (hi - lo) : lo;
}

/* B observations of n fall below the p-quantile: the least m with P(B <= m) > tail, or if `upper`
 * with P(B > m) <= tail. */
static unsigned bisect_ranks(double p, unsigned n, double tail, bool upper)
{
    unsigned lo = 0, hi = n;
    while (lo < hi) {
        const unsigned middle = lo + (hi - lo) / 2;
        const bool enough = upper ? gsl_cdf_binomial_Q(middle, p, n) <= tail
                                  : gsl_cdf_binomial_P(middle, p, n) > tail;
        if (enough) hi = middle;
        else lo = middle + 1;
    }
    return lo;
}

/*
 * The number of observations below the p-quantile is binomial, so the interval from the lo-th to
 * the hi-th smallest covers it with chance P(lo <= B < hi), whatever the distribution
 * [HahnMeeker1991]. Equal tails: each at most (1 - level) / 2.
 */
void interval_ranks(size_t n, double p, double level, size_t *lo, size_t *hi)
{
    *lo = 0;
    *hi = n + 1;
    if (!is_level(level) || !(p > 0 && p < 1) || n > 1000000000u) return;
    *lo = bisect_ranks(p, (unsigned)n, (1 - level) / 2, false);
    *hi = (size_t)bisect_ranks(p, (unsigned)n, (1 - level) / 2, true) + 1;
}

struct interval interval_of_quantile(const double *x, size_t n, double p, double level)
{
    size_t lo, hi;
    interval_ranks(n, p, level, &lo, &hi);
    if (lo < 1 || hi > n) return UNKNOWN;
    double *sorted = sorted_copy(x, n);
    if (sorted == NULL) return UNKNOWN;
    const struct interval found = {sorted[lo - 1], sorted[hi - 1]};
    free(sorted);
    return found;
}
