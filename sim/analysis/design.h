// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/design.h -- where to try a model: grids, Latin hypercubes, Sobol points.
 *
 * Knows          points of the unit cube, unit[point * inputs + input], each strictly between 0 and
 *                1, so that any of them may go through a distribution's quantile function. A Latin
 *                hypercube has each input once in each of n equal slices [McKay1979]; a Sobol
 *                sequence (GSL's, 40 inputs at most) fills all faces of the cube evenly
 *                [Sobol1967], and scrambled at random stays as even and makes every mean unbiased
 *                [Owen1995].
 * Does not know  what the inputs are.
 */
#ifndef SIM_ANALYSIS_DESIGN_H
#define SIM_ANALYSIS_DESIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/random/stream.h"
#include "sim/base/require.h"

enum { DESIGN_SOBOL_INPUTS = 40 };

/* Points of the grid with levels[i] values of input i; SIZE_MAX if that is more than can be
 * counted. */
size_t design_grid_points(const size_t *levels, size_t inputs);

/* The levels of point number `point`, from 0: the last input moves fastest. */
void design_grid_at(const size_t *levels, size_t inputs, size_t point, size_t *level);

/* n points, a draw within each slice. */
void design_latin(struct stream *stream, size_t n, size_t inputs, double *unit);

/* n points; a power of two is best. stream: NULL for the sequence as published, from (.5, .5, ..)
 * on; else begun at zero and scrambled. False if the machine has no memory. */
NODISCARD bool design_sobol(struct stream *stream, size_t n, size_t inputs, double *unit);

#endif
