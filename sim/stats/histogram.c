// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/stats/histogram.h"

#include <math.h>
#include <string.h>

#include "sim/base/require.h"

/* Bins 0..63 hold the nearest whole number; from 64 on, each doubling has 64 bins. Then the six
 * bits after the leading one and the exponent, read as one whole number, are the bin (but for a
 * constant). */
static const double WHOLE_BELOW = 63.5;
enum { SHIFT = 52 - 6, FIRST = (1023 + 5) * 64 };

static uint64_t bin_of(double x)
{
    if (x < WHOLE_BELOW) return (uint64_t)(x + 0.5);
    if (x < 64) return 64;
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const uint64_t bin = (bits >> SHIFT) - FIRST;
    return bin < HISTOGRAM_BINS ? bin : HISTOGRAM_BINS - 1;
}

double histogram_middle(uint64_t bin)
{
    if (bin < 64) return (double)bin;
    const double width = ldexp(1.0, (int)(bin / 64) - 1);
    return width * ((double)(64 + bin % 64) + 0.5);
}

void histogram_clear(struct histogram *histogram)
{
    memset(histogram, 0, sizeof *histogram);
}

void histogram_add(struct histogram *histogram, double x, uint64_t weight)
{
    REQUIRE(NULL, x >= 0, "a histogram was given %g", x);
    histogram->bin[bin_of(x)] += weight;
    histogram->n += weight;
}

void histogram_merge(struct histogram *into, const struct histogram *from)
{
    for (int i = 0; i < HISTOGRAM_BINS; i++)
        into->bin[i] += from->bin[i];
    into->n += from->n;
}

double histogram_quantile(const struct histogram *histogram, double p)
{
    if (histogram->n == 0 || !(p >= 0 && p <= 1)) return NAN;
    const double wanted = p * (double)histogram->n;
    uint64_t below = 0;
    for (uint64_t bin = 0; bin < HISTOGRAM_BINS; bin++) {
        below += histogram->bin[bin];
        if (below > 0 && (double)below >= wanted) return histogram_middle(bin);
    }
    return NAN; /* n and the bins disagree */
}
