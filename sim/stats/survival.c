// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/stats/survival.h"

#include <math.h>

/* A product of many factors is a little off where it should be exact. */
static const double ROUNDING = 1e-12;

struct risk { /* of all groups, from bin to bin */
    double at_risk, surviving;
};

static struct risk begin(const struct survival *groups, size_t n)
{
    struct risk risk = {.surviving = 1};
    for (size_t i = 0; i < n; i++)
        risk.at_risk += (double)groups[i].arrived;
    return risk;
}

/* (1) and (2) of one bin; whether anybody was seen in it. */
static int pass(struct risk *risk, const struct survival *groups, size_t n, int bin)
{
    double ended = 0, still = 0, entered = 0;
    for (size_t i = 0; i < n; i++) {
        ended += (double)groups[i].ended->bin[bin];
        still += (double)groups[i].still->bin[bin];
        if (groups[i].entered != NULL) entered += (double)groups[i].entered->bin[bin];
    }
    risk->at_risk += entered;
    if (ended > 0) risk->surviving *= ended < risk->at_risk ? 1 - ended / risk->at_risk : 0;
    risk->at_risk -= ended + still;
    return ended + still > 0;
}

double survival_quantile(const struct survival *groups, size_t n, double p)
{
    struct risk risk = begin(groups, n);
    for (int bin = 0; bin < HISTOGRAM_BINS; bin++)
        if (pass(&risk, groups, n, bin) && risk.surviving <= 1 - p + ROUNDING)
            return histogram_middle((uint64_t)bin);
    return NAN;
}

double survival_mean(const struct survival *groups, size_t n)
{
    struct risk risk = begin(groups, n);
    double mean = 0, last = NAN;
    for (int bin = 0; bin < HISTOGRAM_BINS; bin++) {
        const double before = risk.surviving;
        if (!pass(&risk, groups, n, bin)) continue;
        last = histogram_middle((uint64_t)bin);
        mean += (before - risk.surviving) * last;
    }
    return mean + risk.surviving * last; /* (3) */
}
