// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/steady.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "sim/base/require.h"
#include "sim/stats/tally.h"

static const struct interval UNKNOWN = {NAN, NAN};

/* ---- start-up -------------------------------------------------------------------------------- */

enum { FEWEST_BATCHES = 10 };

/* The tally takes the batches in from the last one on, so that one pass gives the statistic of
 * every cut. */
static size_t find_cut(const double *x, size_t batches, size_t size, double *least)
{
    struct tally rest;
    tally_clear(&rest);
    size_t best = batches;
    *least = INFINITY;
    for (size_t d = batches; d-- > 0;) {
        tally_add(&rest, interval_average(x + d * size, size));
        if (d > batches / 2) continue;
        const double left = (double)rest.n, statistic = rest.m2 / (left * left);
        if (statistic <= *least) {
            *least = statistic;
            best = d;
        }
    }
    return best;
}

struct steady_cut steady_mser(const double *x, size_t n, size_t batch)
{
    REQUIRE(NULL, batch >= 1, "batches of nothing");
    const size_t batches = n / batch;
    struct steady_cut cut = {0, NAN, NAN, true};
    if (batches < FEWEST_BATCHES) return cut;
    const size_t best = find_cut(x, batches, batch, &cut.statistic);
    if (best == batches) { /* a value is not a number */
        cut.statistic = NAN;
        return cut;
    }
    cut.cut = best * batch;
    cut.mean = interval_average(x + cut.cut, n - cut.cut);
    cut.too_short = best == batches / 2;
    return cut;
}

/* ---- batches --------------------------------------------------------------------------------- */

static struct interval around(const struct steady_batches *batches, size_t n, double level)
{
    if (!(batches->freedom > 0) || !(level > 0 && level < 1)) return UNKNOWN;
    const double t = gsl_cdf_tdist_Qinv((1 - level) / 2, batches->freedom);
    const double half = t * sqrt(batches->variance / (double)n);
    return (struct interval){batches->mean - half, batches->mean + half};
}

static const struct steady_batches NO_BATCHES = {0, 0, NAN, NAN, NAN, {NAN, NAN}};

struct steady_batches steady_nonoverlapping(const double *x, size_t n, size_t batches, double level)
{
    struct steady_batches found = NO_BATCHES;
    if (batches < 2 || n < batches) return found;
    const size_t size = n / batches, used = size * batches;
    struct tally tally;
    tally_clear(&tally);
    for (size_t i = 0; i < batches; i++)
        tally_add(&tally, interval_average(x + (n - used) + i * size, size));
    found = (struct steady_batches){.batches = batches,
                                    .size = size,
                                    .mean = tally_mean(&tally),
                                    .variance = (double)size * tally_variance(&tally),
                                    .freedom = (double)(batches - 1)};
    found.interval = around(&found, used, level);
    return found;
}

/* n m / ((n - m + 1) (n - m)) times the sum of (batch mean - mean)^2    [MeketonSchmeiser1984] */
struct steady_batches steady_overlapping(const double *x, size_t n, size_t size, double level)
{
    struct steady_batches found = NO_BATCHES;
    if (size < 1 || n < 2 * size) return found;
    const double length = (double)n, m = (double)size;
    const double mean = interval_average(x, n);
    double apart = 0, squares = 0; /* sum of the batch, each value less the mean */
    for (size_t i = 0; i < n; i++) {
        apart += x[i] - mean;
        if (i >= size) apart -= x[i - size] - mean;
        if (i + 1 >= size) squares += (apart / m) * (apart / m);
    }
    found = (struct steady_batches){.batches = n - size + 1,
                                    .size = size,
                                    .mean = mean,
                                    .variance =
                                        squares * length * m / ((length - m + 1) * (length - m)),
                                    .freedom = 1.5 * (length / m - 1)};
    found.interval = around(&found, n, level);
    return found;
}

/* ---- correlation ----------------------------------------------------------------------------- */

/* C = sqrt((k^2 - 1) / (k - 2)) (r1 + ((Z_1 - Z)^2 + (Z_k - Z)^2) / (2 sum of (Z_i - Z)^2)), Z
 * their mean [Neumann1941] */
struct steady_lag1 steady_test(const double *x, size_t n)
{
    struct steady_lag1 lag1 = {NAN, NAN, NAN};
    if (n < 3) return lag1;
    const double mean = interval_average(x, n), k = (double)n;
    double squares = 0, products = 0;
    for (size_t i = 0; i < n; i++) {
        squares += (x[i] - mean) * (x[i] - mean);
        if (i > 0) products += (x[i] - mean) * (x[i - 1] - mean);
    }
    if (!(squares > 0)) return lag1;
    const double first = x[0] - mean, last = x[n - 1] - mean;
    lag1.r1 = products / squares;
    lag1.statistic =
        sqrt((k * k - 1) / (k - 2)) * (lag1.r1 + (first * first + last * last) / (2 * squares));
    lag1.p = gsl_cdf_ugaussian_Q(lag1.statistic);
    return lag1;
}

/* ---- all of it ------------------------------------------------------------------------------- */

enum { MOST_BATCHES = 20, FEWEST_LEFT = 50 };

/* A second chance is dearer. */
static const double CORRELATED_BELOW = 0.05, CORRELATED_STILL_BELOW = 0.20;

/* The p of the test; NAN of a run that never changes. */
static double try_batches(const double *x, size_t n, size_t batches, double level,
                          struct steady *steady)
{
    double mean[MOST_BATCHES];
    const size_t size = n / batches, skipped = n - size * batches;
    for (size_t i = 0; i < batches; i++)
        mean[i] = interval_average(x + skipped + i * size, size);
    steady->batches = steady_nonoverlapping(x, n, batches, level);
    steady->overlapping = steady_overlapping(x, n, size, level);
    steady->lag1 = steady_test(mean, batches);
    return steady->lag1.p;
}

struct steady steady_judge(const double *x, size_t n, double level)
{
    struct steady steady = {
        steady_mser(x, n, 5), NO_BATCHES, NO_BATCHES, {NAN, NAN, NAN}, STEADY_FINE};
    const size_t left = n - steady.cut.cut;
    if (left < FEWEST_LEFT) {
        steady.verdict = STEADY_TOO_SHORT;
        return steady;
    }
    const double *rest = x + steady.cut.cut;
    if (try_batches(rest, left, MOST_BATCHES, level, &steady) < CORRELATED_BELOW &&
        try_batches(rest, left, MOST_BATCHES / 2, level, &steady) < CORRELATED_STILL_BELOW)
        steady.verdict = STEADY_CORRELATED;
    if (steady.cut.too_short) steady.verdict = STEADY_TOO_SHORT;
    return steady;
}
