// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/stats/spans.h"

void spans_clear(struct spans *spans)
{
    *spans = (struct spans){.min_us = UINT64_MAX};
}

struct tally spans_tally_s(const struct spans *spans)
{
    struct tally tally;
    tally_clear(&tally);
    if (spans->n == 0) return tally;
    const uint64_t q = (uint64_t)(spans->sum / spans->n);
    const double r = (double)(uint64_t)(spans->sum % spans->n), n = (double)spans->n;
    __extension__ const unsigned __int128 q2 = (unsigned __int128)q * q;
    const double around_q = (double)(spans->squares - 2 * q * spans->sum + spans->n * q2);
    tally.n = spans->n;
    tally.mean = ((double)q + r / n) * 1e-6; /* (1) */
    tally.m2 = (around_q - r * (r / n)) * 1e-12; /* (2) */
    tally.min = (double)spans->min_us * 1e-6;
    tally.max = (double)spans->max_us * 1e-6;
    return tally;
}
