// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/design.h"

#include <gsl/gsl_qrng.h>

size_t design_grid_points(const size_t *levels, size_t inputs)
{
    size_t points = 1;
    for (size_t i = 0; i < inputs; i++) {
        if (levels[i] > 0 && points > SIZE_MAX / levels[i]) return SIZE_MAX;
        points *= levels[i];
    }
    return points;
}

void design_grid_at(const size_t *levels, size_t inputs, size_t point, size_t *level)
{
    for (size_t i = inputs; i-- > 0;) {
        level[i] = point % levels[i];
        point /= levels[i];
    }
}

/* The slices 0 .. n-1 in random order, one to each point. */
static void deal_slices(struct stream *stream, size_t n, size_t inputs, double *unit)
{
    for (size_t i = 0; i < n; i++) {
        const size_t j = (size_t)stream_below(stream, i + 1);
        unit[i * inputs] = unit[j * inputs];
        unit[j * inputs] = (double)i;
    }
}

void design_latin(struct stream *stream, size_t n, size_t inputs, double *unit)
{
    for (size_t input = 0; input < inputs; input++) {
        deal_slices(stream, n, inputs, unit + input);
        for (size_t i = 0; i < n; i++) {
            double *x = &unit[i * inputs + input];
            *x = (*x + stream_uniform(stream)) / (double)n;
        }
    }
}

enum { SOBOL_BITS = 30 }; /* of GSL's sequence */

/* Whether a bit is flipped hangs on the bits above it and on nothing else: so points that share
 * their first bits still do, and no two slices of any size change places with another [Owen1995].
 */
static double scramble(double x, uint32_t input, struct stream_key key)
{
    const uint64_t bits = (uint64_t)(x * 0x1p30);
    uint64_t flipped = bits;
    for (uint32_t at = 0; at < SOBOL_BITS; at++) {
        struct stream stream = stream_at(key, at, bits >> (at + 1) | (uint64_t)input << 32);
        flipped ^= stream_bits(&stream) >> 63 << at;
    }
    struct stream below = stream_at(key, SOBOL_BITS, bits | (uint64_t)input << 32);
    return ((double)flipped + stream_uniform(&below)) * 0x1p-30; /* anywhere below the last bit */
}

static void scramble_all(struct stream *stream, size_t n, size_t inputs, double *unit)
{
    const struct stream_key key = {.key = stream_bits(stream)};
    for (size_t i = 0; i < n * inputs; i++)
        unit[i] = scramble(unit[i], (uint32_t)(i % inputs), key);
}

bool design_sobol(struct stream *stream, size_t n, size_t inputs, double *unit)
{
    REQUIRE(NULL, inputs >= 1 && inputs <= DESIGN_SOBOL_INPUTS, "%zu inputs for Sobol points",
            inputs);
    gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)inputs);
    if (sequence == NULL) return false;
    for (size_t i = 0; i < n; i++) {
        double *point = unit + i * inputs;
        if (stream != NULL && i == 0) /* GSL leaves out the first, zero */
            for (size_t input = 0; input < inputs; input++)
                point[input] = 0;
        else (void)gsl_qrng_get(sequence, point);
    }
    gsl_qrng_free(sequence);
    if (stream != NULL) scramble_all(stream, n, inputs, unit);
    return true;
}
