// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/forecast_score.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Of all pairs (i, j), both ways and with itself: no copy, no order needed. */
static double sum_of_pairs(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            sum += 2 * fabs(x[i] - x[j]);
    return sum;
}

static double mean_error(const double *x, size_t n, double observed)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += fabs(x[i] - observed);
    return n > 0 ? sum / (double)n : NAN;
}

double forecast_score_brier(double p, bool happened)
{
    const double off = p - (happened ? 1 : 0);
    return off * off;
}

double forecast_score_crps(const double *ensemble, size_t n, double observed)
{
    const double members = (double)n;
    return mean_error(ensemble, n, observed) - sum_of_pairs(ensemble, n) / (2 * members * members);
}

double forecast_score_crps_fair(const double *ensemble, size_t n, double observed)
{
    if (n < 2) return NAN;
    const double members = (double)n;
    return mean_error(ensemble, n, observed) -
           sum_of_pairs(ensemble, n) / (2 * members * (members - 1));
}

/* sd (z (2 P(z) - 1) + 2 p(z) - 1 / sqrt(pi))    [GneitingRaftery2007], (21) */
double forecast_score_crps_normal(double mean, double sd, double observed)
{
    const double one_by_root_pi = 0.56418958354775628695;
    const double z = (observed - mean) / sd;
    return sd *
           (z * (2 * gsl_cdf_ugaussian_P(z) - 1) + 2 * gsl_ran_ugaussian_pdf(z) - one_by_root_pi);
}

double forecast_score_interval(struct interval interval, double level, double observed)
{
    const double missed = fmax(interval.lo - observed, 0) + fmax(observed - interval.hi, 0);
    return interval.hi - interval.lo + 2 / (1 - level) * missed;
}

double forecast_score_pit(const double *ensemble, size_t n, double observed)
{
    double below = 0.5; /* its own place among n + 1, in the middle */
    for (size_t i = 0; i < n; i++) {
        if (isnan(ensemble[i])) return NAN;
        if (ensemble[i] < observed) below += 1;
        if (ensemble[i] == observed) below += 0.5;
    }
    return n > 0 && !isnan(observed) ? below / (double)(n + 1) : NAN;
}

/* One further draw is equally likely in each of the n + 1 gaps, so the band ends at rank
 * p (n + 1): quantile type 6 [HyndmanFan1996]. It is type 7's of another p. */
struct interval forecast_score_band(const double *ensemble, size_t n, double level)
{
    const double tail = (1 - level) / 2, members = (double)n;
    const double rank = tail * (members + 1);
    if (!(level > 0 && level < 1) || !(rank >= 1 - 1e-9)) return (struct interval){NAN, NAN};
    const double p = fmax(rank - 1, 0) / fmax(members - 1, 1);
    return (struct interval){interval_quantile(ensemble, n, p),
                             interval_quantile(ensemble, n, 1 - p)};
}

static void add_bands(struct forecast_score *score, const struct forecast_score_case *one)
{
    for (int i = 0; i < FORECAST_SCORE_BANDS; i++) {
        const struct interval band =
            forecast_score_band(one->ensemble, one->n, score->band[i].level);
        if (isnan(band.lo)) continue;
        score->band[i].of++;
        if (band.lo <= one->observed && one->observed <= band.hi) score->band[i].inside++;
    }
}

struct forecast_score forecast_score_all(const struct forecast_score_case *cases, size_t n)
{
    struct forecast_score score = {.band = {{0.5, 0, 0}, {0.8, 0, 0}, {0.95, 0, 0}}};
    double with_naive = 0;
    for (size_t i = 0; i < n; i++) {
        const double crps = forecast_score_crps(cases[i].ensemble, cases[i].n, cases[i].observed);
        if (isnan(crps)) continue;
        score.cases++;
        score.crps += crps;
        score.bias += interval_average(cases[i].ensemble, cases[i].n) - cases[i].observed;
        add_bands(&score, &cases[i]);
        if (isnan(cases[i].naive)) continue;
        score.naive_cases++;
        with_naive += crps;
        score.naive_crps += fabs(cases[i].naive - cases[i].observed);
    }
    score.skill = score.naive_crps > 0 ? 1 - with_naive / score.naive_crps : NAN;
    score.crps = score.cases > 0 ? score.crps / (double)score.cases : NAN;
    score.bias = score.cases > 0 ? score.bias / (double)score.cases : NAN;
    score.naive_crps = score.naive_cases > 0 ? score.naive_crps / (double)score.naive_cases : NAN;
    return score;
}
