// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/random/stream.h -- random numbers with an address: (seed, name of the cause, replication,
 * index).
 *
 * Knows          Philox2x64-10 [Salmon2011], whose hash of the address starts a xoshiro256++
 *                [Blackman2021]. Under one cause the hash is one-to-one, so two addresses never
 *                share a state (and none is all zero). Positioning costs about 17 ns, a draw about
 *                one.
 * Does not know  what the numbers are for. Adding a cause leaves the random streams of all others
 *                alone.
 */
#ifndef SIM_RANDOM_STREAM_H
#define SIM_RANDOM_STREAM_H

#include <gsl/gsl_rng.h>
#include <stdint.h>
#include <string.h>

struct stream {
    uint64_t state[4];
};

/* A cause under one seed: the name hashed once, at set-up, so that no string is touched in the
 * loop. */
struct stream_key {
    uint64_t key;
};

struct stream_key stream_key_of(uint64_t seed, const char *name);

/* The stream of that cause in that replication for thing number `index` (a flight, a day, a
 * shift). */
struct stream stream_at(struct stream_key key, uint32_t replication, uint64_t index);

/* stream_key_of and stream_at in one, for set-up code. */
struct stream stream_named(uint64_t seed, const char *name, uint32_t replication, uint64_t index);

static inline uint64_t stream_rotate(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

/* The next 64 bits: one step of xoshiro256++. */
static inline uint64_t stream_bits(struct stream *stream)
{
    uint64_t *s = stream->state;
    const uint64_t result = stream_rotate(s[0] + s[3], 23) + s[0];
    const uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = stream_rotate(s[3], 45);
    return result;
}

/*
 * Uniform on the open interval (0, 1): (k + 0.5) / 2^52 for the 52 high bits k. Not 53: the largest
 * k + 0.5 would then need 54 bits and round up to 1, and one minus it would no longer be exact.
 */
static inline double stream_unit(uint64_t bits)
{
    const uint64_t one_and = (bits >> 12) | 0x3ff0000000000000u; /* 1 + k / 2^52 */
    double one_to_two;
    memcpy(&one_to_two, &one_and, sizeof one_to_two);
    return one_to_two - (1.0 - 0x1p-53); /* exact */
}

static inline double stream_uniform(struct stream *stream)
{
    return stream_unit(stream_bits(stream));
}

/* Uniform on 0 .. n-1 without bias; n > 0. */
uint64_t stream_below(struct stream *stream, uint64_t n);

/* The raw block, for known-answer tests. */
void stream_philox2x64(const uint64_t counter[2], uint64_t key, uint64_t out[2]);

/*
 * A gsl_rng whose state is a struct stream, so that every gsl_ran_* works on it. Either let it
 *     use a stream of yours, gsl_rng rng = {stream_gsl_type, &stream};
 * or take one from gsl_rng_alloc and position it with stream_gsl_place. gsl_rng_set is refused
 * (REQUIRE), because seeds of 32 bits collide, and so is drawing before it was placed. Random
 * integers have 32 bits, doubles 52.
 */
extern const gsl_rng_type *const stream_gsl_type;
void stream_gsl_place(gsl_rng *rng, const struct stream *stream);

#endif
