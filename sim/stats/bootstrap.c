// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/stats/bootstrap.h"

#include <math.h>
#include <stdlib.h>

static const size_t FEWEST_RESAMPLES = 40; /* 95 % needs one on each side */

static void draw_rows(struct stream *stream, size_t *row, size_t n)
{
    for (size_t i = 0; i < n; i++)
        row[i] = (size_t)stream_below(stream, n);
}

struct interval bootstrap_interval(bootstrap_statistic *statistic, const void *data, size_t n,
                                   size_t resamples, double level, struct stream stream)
{
    struct interval interval = {NAN, NAN};
    if (n < 2 || resamples < FEWEST_RESAMPLES || !(level > 0 && level < 1)) return interval;
    size_t *row = malloc(n * sizeof *row);
    double *drawn = malloc(resamples * sizeof *drawn);
    if (row != NULL && drawn != NULL) {
        for (size_t i = 0; i < resamples; i++) {
            draw_rows(&stream, row, n);
            drawn[i] = statistic(data, row, n);
        }
        interval.lo = interval_quantile(drawn, resamples, (1 - level) / 2);
        interval.hi = interval_quantile(drawn, resamples, (1 + level) / 2);
    }
    free(row);
    free(drawn);
    return interval;
}
