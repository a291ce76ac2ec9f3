// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/morris.h"

#include <math.h>
#include <string.h>

#include "sim/base/require.h"
#include "sim/stats/tally.h"

/* Steps `step` .. inputs-1 of a walk are still to move the inputs order[step] .. order[inputs-1].
 */
static size_t choose(struct stream *stream, size_t step, size_t inputs, double *order)
{
    const size_t at = step + (size_t)stream_below(stream, inputs - step);
    const double chosen = order[at];
    order[at] = order[step];
    order[step] = chosen;
    return (size_t)chosen;
}

/* The order is kept where the walk's last point will be, until that is known. Of an even number of
 * levels each in the lower half has one delta above it. */
static void walk(struct stream *stream, size_t inputs, unsigned levels, double *unit)
{
    const double delta = levels / (2.0 * (levels - 1));
    double *order = unit + inputs * inputs;
    for (size_t i = 0; i < inputs; i++) {
        order[i] = (double)i;
        unit[i] = (double)stream_below(stream, levels) / (double)(levels - 1);
    }
    for (size_t step = 0; step < inputs; step++) {
        const double *from = unit + step * inputs;
        double *to = unit + (step + 1) * inputs;
        const size_t moved = choose(stream, step, inputs, order);
        memcpy(to, from, inputs * sizeof *to);
        to[moved] += from[moved] < 0.5 ? delta : -delta;
    }
}

void morris_points(struct stream *stream, size_t walks, size_t inputs, unsigned levels,
                   double *unit)
{
    REQUIRE(NULL, levels >= 2 && levels % 2 == 0, "a grid of %u levels", levels);
    for (size_t i = 0; i < walks; i++)
        walk(stream, inputs, levels, unit + i * (inputs + 1) * inputs);
}

/* The elementary effect of an input in one walk: of the one step that moved it. */
static double find_effect(const double *unit, const double *y, size_t inputs, size_t input)
{
    for (size_t step = 0; step < inputs; step++) {
        const double moved = unit[(step + 1) * inputs + input] - unit[step * inputs + input];
        if (moved != 0) return (y[step + 1] - y[step]) / moved;
    }
    return NAN;
}

void morris_effects(const double *unit, const double *y, size_t walks, size_t inputs, double level,
                    struct morris_effect *effect)
{
    for (size_t input = 0; input < inputs; input++) {
        struct tally with_sign, size;
        tally_clear(&with_sign);
        tally_clear(&size);
        for (size_t i = 0; i < walks; i++) {
            const size_t first = i * (inputs + 1);
            const double x = find_effect(unit + first * inputs, y + first, inputs, input);
            tally_add(&with_sign, x);
            tally_add(&size, fabs(x));
        }
        struct morris_effect *found = &effect[input];
        *found = (struct morris_effect){.mu = tally_mean(&with_sign),
                                        .mu_star = tally_mean(&size),
                                        .sigma = tally_sd(&with_sign),
                                        .mu_star_interval = interval_of_tally(&size, level),
                                        .mu_interval = interval_of_tally(&with_sign, level)};
        if (found->mu_star_interval.lo < 0) found->mu_star_interval.lo = 0;
    }
}
