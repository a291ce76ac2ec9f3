// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/stats/durations.h"

void durations_clear(struct durations *spans)
{
    *spans = (struct durations){.min_us = UINT64_MAX};
}

struct tally durations_tally_s(const struct durations *spans)
{
    struct tally tally;
    tally_clear(&tally);
    if (spans->n == 0) return tally;
    __extension__ const __int128 count = spans->n, sum = wide_value(spans->sum), q = sum / count;
    const double r = (double)(sum % count), n = (double)spans->n;
    const double around_q = (double)(wide_value(spans->squares) - 2 * q * sum + count * q * q);
    tally.n = spans->n;
    tally.mean = ((double)q + r / n) * 1e-6;     /* (1) */
    tally.m2 = (around_q - r * (r / n)) * 1e-12; /* (2) */
    tally.min = (double)spans->min_us * 1e-6;
    tally.max = (double)spans->max_us * 1e-6;
    return tally;
}
