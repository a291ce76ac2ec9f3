// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/precision.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdint.h>

static const size_t MOST = 1000000000;

/* Of i replications with that variance. */
static double half_width(double variance, size_t i, double level)
{
    const double t = gsl_cdf_tdist_Qinv((1 - level) / 2, (double)(i - 1));
    return t * sqrt(variance / (double)i);
}

/* The half width that reaches the goal, in the measure's unit; NAN if none does. */
static double allowed(const struct precision_goal *goal, double mean)
{
    if (!goal->relative) return goal->half_width;
    const double share = goal->half_width / (1 + goal->half_width);
    return mean != 0 ? share * fabs(mean) : NAN;
}

/* Half widths fall as i grows, so that the first one narrow enough can be bisected. */
size_t precision_needed(const struct precision_goal *goal, const struct tally *tally)
{
    const double wanted = allowed(goal, tally_mean(tally)), variance = tally_variance(tally);
    size_t lo = tally->n, hi = MOST;
    if (isnan(variance) || !(wanted > 0) || half_width(variance, hi, goal->level) > wanted)
        return SIZE_MAX;
    while (lo < hi) {
        const size_t middle = lo + (hi - lo) / 2;
        if (half_width(variance, middle, goal->level) <= wanted) hi = middle;
        else lo = middle + 1;
    }
    return lo;
}

struct precision precision_look(const struct precision_goal *goal, const struct tally *tally)
{
    struct precision look = {PRECISION_UNKNOWN, NAN, SIZE_MAX};
    const double mean = tally_mean(tally), variance = tally_variance(tally);
    const double wanted = allowed(goal, mean);
    if (tally->n < 2) {
        look.verdict = PRECISION_NOT_YET;
        return look;
    }
    if (isnan(variance) || isnan(wanted)) return look;
    const double half = half_width(variance, tally->n, goal->level);
    look.half_width = goal->relative ? half / fabs(mean) : half;
    look.needed = precision_needed(goal, tally);
    if (look.needed < goal->least) look.needed = goal->least;
    look.verdict =
        tally->n >= goal->least && half <= wanted ? PRECISION_REACHED : PRECISION_NOT_YET;
    return look;
}

size_t precision_needed_share(double share, double half_width, double level)
{
    const double z = gsl_cdf_ugaussian_Qinv((1 - level) / 2) / half_width;
    const double n = ceil(z * z * share * (1 - share));
    return n >= 1 && n < (double)MOST ? (size_t)n : n < 1 ? 1 : SIZE_MAX;
}
