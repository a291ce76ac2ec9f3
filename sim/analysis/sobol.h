// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/sobol.h -- how much of an answer's variance each uncertain input is to blame for.
 *
 * Knows          first-order indices (what the input does alone, [Saltelli2010]), total indices
 *                (with all it is entangled with, [Jansen1999]) and Shapley effects (shares that add
 *                up to 1, [Owen2014], by walks from one point to another [Goda2021]), each with a
 *                bootstrap interval over the rows.
 * Rows           A row is two points of the unit cube, A and B, and points between them; it is
 *                asked sobol_runs times: at A, at B, at A with one input of B, for each
 *                input (those give first and total); and at the inner points of a walk from A to B
 *                that changes one input after the other in random order (those give Shapley's).
 * Does not know  the inputs. They must be independent. A simulation with chance in it should be
 *                asked with common random numbers at every point; see sobol_noise_share.
 * sim/stats/tally.h
 */
#ifndef SIM_ANALYSIS_SOBOL_H
#define SIM_ANALYSIS_SOBOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/random/stream.h"
#include "sim/stats/interval.h"

/* Runs of a row without and with the walk; the walk needs at least two inputs. */
size_t sobol_runs(size_t inputs, bool walk);

/*
 * The points of all rows: unit[row * 2 * inputs + ..] holds A, then B (design_sobol, of twice as
 * many inputs, or design_latin). point[(row * runs + run) * inputs + input]: A, B, then A with
 * input 0, 1, .. of B, then the walk's inner points. order[row * inputs + step], the input that
 * moves in that step, is filled when there is a walk; stream and order are NULL when there is none.
 */
void sobol_points(const double *unit, size_t rows, size_t inputs, struct stream *stream,
                  uint32_t *order, double *point);

struct sobol_index {
    double first, total, shapley; /* shares of the variance; shapley is NAN without a walk */
    struct interval first_interval, total_interval, shapley_interval;
};

struct sobol_answers {
    const double *y;       /* y[row * runs + run] */
    const uint32_t *order; /* NULL: no walk */
    size_t rows, inputs;
};

/* Fills index[inputs] and returns the answer's variance. An interval of `first` or `shapley` that
 * holds 0 says: not distinguishable from nothing (`total` is never below 0). If the answer never
 * changes the indices are NAN; with 0 resamples the intervals are. */
double sobol_indices(const struct sobol_answers *answers, size_t resamples, double level,
                     struct stream stream, struct sobol_index *index);

/* What the inputs do only together: 1 less the sum of `first`, a share of the variance, with the
 * same bootstrap. Only an interval that lies above 0 says that there is any. */
struct sobol_together {
    double share;
    struct interval interval;
};
struct sobol_together sobol_together(const struct sobol_answers *answers, size_t resamples,
                                     double level, struct stream stream);

/* y[point * n + i]: replication i of n at each point. The share of one replication's variance that
 * is chance and not inputs; NAN with n < 2. */
double sobol_noise_share(const double *y, size_t points, size_t n);

#endif
