// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/random/stream.h"

#include <stdbool.h>

#include "sim/base/require.h"

/* Multiplier and key step of Philox2x64 [Salmon2011], table 2 and section 4.3. */
enum { PHILOX_ROUNDS = 10 };
static const uint64_t PHILOX_M = 0xD2B74407B1CE6E93u, PHILOX_W = 0x9E3779B97F4A7C15u;

void stream_philox2x64(const uint64_t counter[2], uint64_t key, uint64_t out[2])
{
    uint64_t left = counter[0], right = counter[1];
#pragma GCC unroll 10 /* a third fewer instructions where every event places a stream */
    for (int round = 0; round < PHILOX_ROUNDS; round++, key += PHILOX_W) {
        __extension__ const unsigned __int128 product = (unsigned __int128)PHILOX_M * left;
        left = (uint64_t)(product >> 64) ^ key ^ right;
        right = (uint64_t)product;
    }
    out[0] = left;
    out[1] = right;
}

/* The name in blocks of 16 bytes, first byte lowest whatever the machine, each enciphered under the
 * seed and chained; the last block carries the length. */
struct stream_key stream_key_of(uint64_t seed, const char *name)
{
    REQUIRE(NULL, name != NULL && name[0] != '\0', "a cause needs a name");
    uint64_t block[2] = {0, 0};
    const size_t length = strlen(name);
    for (size_t i = 0; i < length; i++) {
        block[i % 16 / 8] ^= (uint64_t)(unsigned char)name[i] << (8 * (i % 8));
        if (i % 16 == 15) stream_philox2x64(block, seed, block);
    }
    stream_philox2x64(block, seed, block);
    block[0] ^= (uint64_t)length;
    stream_philox2x64(block, seed, block);
    return (struct stream_key){.key = block[0]};
}

/* The finisher of splitmix64 [Steele2014]: one-to-one, and every bit moves half of the others. */
static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* One block, and two more words mixed from it. As Philox is one-to-one under a key, no two
 * addresses have the same first two words; if those are zero, the other two are not. */
struct stream stream_at(struct stream_key key, uint32_t replication, uint64_t index)
{
    uint64_t block[2] = {index, replication};
    stream_philox2x64(block, key.key, block);
    return (struct stream){
        {block[0], block[1], mix(block[0] + PHILOX_W), mix(block[1] + 2 * PHILOX_W)}};
}

struct stream stream_named(uint64_t seed, const char *name, uint32_t replication, uint64_t index)
{
    return stream_at(stream_key_of(seed, name), replication, index);
}

/* Lemire's multiplication: the high half is the number, the low half tells the few draws that
 * would be unfair. */
uint64_t stream_below(struct stream *stream, uint64_t n)
{
    REQUIRE(NULL, n > 0, "a whole number below 0 was asked for");
    __extension__ unsigned __int128 product = stream_bits(stream);
    product *= n;
    if ((uint64_t)product < n) {
        const uint64_t unfair = (0 - n) % n;
        while ((uint64_t)product < unfair) {
            product = stream_bits(stream);
            product *= n;
        }
    }
    return (uint64_t)(product >> 64);
}

/* ---- the GSL's view -------------------------------------------------------------------------- */

static bool is_placed(const struct stream *stream)
{
    const uint64_t *s = stream->state;
    return (s[0] | s[1] | s[2] | s[3]) != 0;
}

/* gsl_rng_alloc clears the state and calls this once with the default seed; any other call is a
 * mistake. */
static void refuse_seed(void *state, unsigned long seed)
{
    REQUIRE(NULL, seed == gsl_rng_default_seed && !is_placed(state),
            "gsl_rng_set(%lu): GSL seeds have 32 bits and collide; use stream_gsl_place", seed);
}

static unsigned long draw_integer(void *state)
{
    REQUIRE(NULL, is_placed(state), "a draw from a gsl_rng that was never placed");
    return (unsigned long)(stream_bits(state) >> 32);
}

static double draw_double(void *state)
{
    REQUIRE(NULL, is_placed(state), "a draw from a gsl_rng that was never placed");
    return stream_uniform(state);
}

static const gsl_rng_type TYPE = {.name = "hubsim-stream",
                                  .max = 0xffffffffUL,
                                  .min = 0,
                                  .size = sizeof(struct stream),
                                  .set = refuse_seed,
                                  .get = draw_integer,
                                  .get_double = draw_double};

const gsl_rng_type *const stream_gsl_type = &TYPE;

void stream_gsl_place(gsl_rng *rng, const struct stream *stream)
{
    REQUIRE(NULL, rng->type == stream_gsl_type, "this gsl_rng is a %s", rng->type->name);
    memcpy(rng->state, stream, sizeof *stream);
}
