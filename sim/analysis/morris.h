// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/morris.h -- which of many inputs matter at all, from few runs.
 *
 * Knows          Walks through a grid of `levels` values per input, 0, 1/(levels-1) .. 1 of its
 *                range, that change one input at a time by delta = levels / (2 (levels - 1)). What
 *                the answer moved by, divided by the step, is an elementary effect of that input
 *                [Morris1991]. Their mean is mu; the mean of their sizes mu* [Campolongo2007] ranks
 *                the inputs; a sigma as large as mu* says curved, or entangled with others.
 * Does not know  the inputs' units: effects are per whole range. The ends 0 and 1 are among the
 *                points, so an input without bounds needs some put to it before.
 */
#ifndef SIM_ANALYSIS_MORRIS_H
#define SIM_ANALYSIS_MORRIS_H

#include <stddef.h>

#include "sim/random/stream.h"
#include "sim/stats/interval.h"

struct morris_effect {
    double mu, mu_star, sigma;
    struct interval mu_star_interval; /* Student's over the walks, cut off at 0 */
    struct interval mu_interval;      /* holds 0: its direction is not known */
};

/* `walks` walks of inputs + 1 points each, unit[(walk * (inputs + 1) + step) * inputs + input];
 * levels: an even number from 2 on, 4 is usual. */
void morris_points(struct stream *stream, size_t walks, size_t inputs, unsigned levels,
                   double *unit);

/* y[walk * (inputs + 1) + step]: the answers at those points. */
void morris_effects(const double *unit, const double *y, size_t walks, size_t inputs, double level,
                    struct morris_effect *effect);

#endif
