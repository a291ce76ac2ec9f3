// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/stats/tally.h"

#include <math.h>

void tally_clear(struct tally *tally)
{
    *tally = (struct tally){.n = 0, .mean = 0, .m2 = 0, .min = INFINITY, .max = -INFINITY};
}

void tally_widen(struct tally *tally, double min, double max)
{
    if (min < tally->min || isnan(min)) tally->min = min;
    if (max > tally->max || isnan(max)) tally->max = max;
}

/* [Chan1983]. */
void tally_merge(struct tally *into, const struct tally *from)
{
    if (from->n == 0) return;
    if (into->n == 0) {
        *into = *from;
        return;
    }
    const double n = (double)(into->n + from->n);
    const double apart = from->mean - into->mean;
    into->mean += apart * ((double)from->n / n);
    into->m2 += from->m2 + apart * apart * ((double)into->n * (double)from->n / n);
    into->n += from->n;
    tally_widen(into, from->min, from->max);
}

double tally_mean(const struct tally *tally)
{
    return tally->n > 0 ? tally->mean : NAN;
}

double tally_variance(const struct tally *tally)
{
    return tally->n > 1 ? tally->m2 / (double)(tally->n - 1) : NAN;
}

double tally_sd(const struct tally *tally)
{
    return sqrt(tally_variance(tally));
}
