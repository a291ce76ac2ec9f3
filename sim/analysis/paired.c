// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/paired.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "sim/stats/tally.h"

static const struct paired UNKNOWN = {NAN, {NAN, NAN}, NAN, NAN, NAN, NAN};

static void add_all(struct tally *tally, const double *x, size_t n)
{
    tally_clear(tally);
    for (size_t i = 0; i < n; i++)
        tally_add(tally, x[i]);
}

/* Interval and p from difference, its standard error and degrees of freedom. */
static void judge(struct paired *paired, double error, double level)
{
    if (!(error >= 0) || !(level > 0 && level < 1)) return;
    const double t = gsl_cdf_tdist_Qinv((1 - level) / 2, paired->freedom);
    paired->interval.lo = paired->difference - t * error;
    paired->interval.hi = paired->difference + t * error;
    if (error > 0)
        paired->p = 2 * gsl_cdf_tdist_Q(fabs(paired->difference) / error, paired->freedom);
    else paired->p = paired->difference == 0 ? 1 : 0;
}

/* Were A and B the same, each difference could as well have had the other sign: n of them on one
 * side come about with chance 2 / 2^n, however they are distributed [Fisher1935]. Student's t
 * claims less where values are binned and n of them happen to agree. */
static double least_p(size_t n)
{
    return ldexp(2, -(int)(n < 1000 ? n : 1000));
}

struct paired paired_difference(const double *a, const double *b, size_t n, double level)
{
    struct tally of_a, of_b, apart;
    add_all(&of_a, a, n);
    add_all(&of_b, b, n);
    tally_clear(&apart);
    for (size_t i = 0; i < n; i++)
        tally_add(&apart, b[i] - a[i]);
    struct paired paired = UNKNOWN;
    paired.difference = tally_mean(&apart);
    if (n < 2) return paired;
    paired.variance = tally_variance(&apart);
    paired.variance_apart = tally_variance(&of_a) + tally_variance(&of_b);
    paired.freedom = (double)(n - 1);
    judge(&paired, sqrt(paired.variance / (double)n), level);
    if (!isnan(paired.p)) paired.p = fmax(paired.p, least_p(n));
    return paired;
}

/* Degrees of freedom: (u + v)^2 / (u^2 / (n - 1) + v^2 / (m - 1)), u and v the squared standard
 * errors of the two means [Welch1947]. */
struct paired paired_welch(const double *a, size_t a_n, const double *b, size_t b_n, double level)
{
    struct tally of_a, of_b;
    add_all(&of_a, a, a_n);
    add_all(&of_b, b, b_n);
    struct paired paired = UNKNOWN;
    paired.difference = tally_mean(&of_b) - tally_mean(&of_a);
    if (a_n < 2 || b_n < 2) return paired;
    const double u = tally_variance(&of_a) / (double)a_n, v = tally_variance(&of_b) / (double)b_n;
    paired.variance = paired.variance_apart = tally_variance(&of_a) + tally_variance(&of_b);
    paired.freedom =
        u + v > 0 ? (u + v) * (u + v) / (u * u / (double)(a_n - 1) + v * v / (double)(b_n - 1))
                  : (double)(a_n + b_n - 2);
    judge(&paired, sqrt(u + v), level);
    return paired;
}

double paired_won_share(const struct paired *paired)
{
    return paired->variance_apart > 0 ? 1 - paired->variance / paired->variance_apart : NAN;
}

/* The comparison with the smallest p that is not adjusted yet; k if there is none. */
static size_t find_next(const double *p, size_t k, const double *adjusted)
{
    size_t next = k;
    for (size_t i = 0; i < k; i++) {
        if (isnan(p[i]) || !isnan(adjusted[i])) continue;
        if (next == k || p[i] < p[next]) next = i;
    }
    return next;
}

/* In ascending order the first p times k, the next times k - 1, ..., never falling [Holm1979]. */
void paired_holm(const double *p, size_t k, double *adjusted)
{
    size_t left = 0;
    for (size_t i = 0; i < k; i++) {
        if (!isnan(p[i])) left++;
        adjusted[i] = NAN;
    }
    double last = 0;
    for (size_t i = find_next(p, k, adjusted); i < k; i = find_next(p, k, adjusted)) {
        last = fmax(last, (double)left-- * p[i]);
        adjusted[i] = fmin(last, 1);
    }
}

double paired_level_each(double level, size_t k)
{
    return k > 0 ? 1 - (1 - level) / (double)k : NAN;
}

size_t paired_least_pairs(double alpha, size_t k)
{
    size_t n = 2;
    while (least_p(n) * (double)k > alpha)
        n++;
    return n;
}
