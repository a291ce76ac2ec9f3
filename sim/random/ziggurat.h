// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/random/ziggurat.h -- exponential and normal variates where no comparison hangs on the draw.
 *
 * Knows          the density cut into 256 layers of equal area [MarsagliaTsang2000Z]. A draw picks
 *                a layer and a place in it, and is done 98.9 times in 100: a third of the time of
 *                inversion. Exact but for the 52 bits of the place. The same bits everywhere: the
 *                tables are constants, the rest is sim/random/maths.h.
 * When not       It takes one uniform or several, and a small change of the uniform can change the
 *                variate a lot. Common random numbers, antithetic and quasi-random points want one
 *                uniform per variate and a variate that rises with it: dist_quantile.
 */
#ifndef SIM_RANDOM_ZIGGURAT_H
#define SIM_RANDOM_ZIGGURAT_H

#include <stdint.h>

#include "sim/random/stream.h"

enum { ZIGGURAT_LAYERS = 256 };

/* Where each layer ends on the right, from the widest to none; beyond [1] the density has its tail,
 * which lies in layer 0. */
extern const double ziggurat_exponential_edge[ZIGGURAT_LAYERS + 1];
extern const double ziggurat_normal_edge[ZIGGURAT_LAYERS + 1];

/* The rare rest: x fell in that layer beyond the next edge. */
double ziggurat_exponential_rest(struct stream *stream, uint32_t layer, double x);
double ziggurat_normal_rest(struct stream *stream, uint32_t layer, double x);

/* Exponential with mean 1. The layer comes from the lowest 8 bits, the place from the highest 52.
 * */
static inline double ziggurat_exponential(struct stream *stream)
{
    const uint64_t bits = stream_bits(stream);
    const uint32_t layer = bits % ZIGGURAT_LAYERS;
    const double x = stream_unit(bits) * ziggurat_exponential_edge[layer];
    if (x < ziggurat_exponential_edge[layer + 1]) return x;
    return ziggurat_exponential_rest(stream, layer, x);
}

/* Standard normal. The sign comes from bit 8. */
static inline double ziggurat_normal(struct stream *stream)
{
    const uint64_t bits = stream_bits(stream);
    const uint32_t layer = bits % ZIGGURAT_LAYERS;
    double x = stream_unit(bits) * ziggurat_normal_edge[layer];
    if (!(x < ziggurat_normal_edge[layer + 1])) x = ziggurat_normal_rest(stream, layer, x);
    return bits & ZIGGURAT_LAYERS ? -x : x;
}

#endif
