// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/chance/stream.h"

#include <stdbool.h>

#include "sim/require.h"

/* Multipliers and key steps of Philox4x32 [Salmon2011], table 2 and section 4.3. */
enum { PHILOX_ROUNDS = 10 };
static const uint32_t PHILOX_M0 = 0xD2511F53u, PHILOX_M1 = 0xCD9E8D57u;
static const uint32_t PHILOX_W0 = 0x9E3779B9u, PHILOX_W1 = 0xBB67AE85u;

void stream_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t x0 = counter[0], x1 = counter[1], x2 = counter[2], x3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < PHILOX_ROUNDS; round++) {
        const uint64_t p0 = (uint64_t)PHILOX_M0 * x0;
        const uint64_t p1 = (uint64_t)PHILOX_M1 * x2;
        x0 = (uint32_t)(p1 >> 32) ^ x1 ^ k0;
        x1 = (uint32_t)p1;
        x2 = (uint32_t)(p0 >> 32) ^ x3 ^ k1;
        x3 = (uint32_t)p0;
        k0 += PHILOX_W0;
        k1 += PHILOX_W1;
    }
    out[0] = x0;
    out[1] = x1;
    out[2] = x2;
    out[3] = x3;
}

/* Adds one byte of a name to a block, byte order fixed whatever the machine's. */
static void absorb(uint32_t block[4], size_t at, unsigned char byte)
{
    block[at / 4] ^= (uint32_t)byte << (8 * (at % 4));
}

/* The name in blocks of 16 bytes, each enciphered under the seed and chained; the last block
 * carries the length. */
struct cause cause_of(uint64_t seed, const char *name)
{
    REQUIRE(NULL, name != NULL && name[0] != '\0', "a cause needs a name");
    const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
    uint32_t block[4] = {0, 0, 0, 0};
    const size_t length = strlen(name);
    for (size_t i = 0; i < length; i++) {
        absorb(block, i % 16, (unsigned char)name[i]);
        if (i % 16 == 15) stream_philox4x32(block, key, block);
    }
    stream_philox4x32(block, key, block);
    block[0] ^= (uint32_t)length;
    stream_philox4x32(block, key, block);
    return (struct cause){.key = block[0] | (uint64_t)block[1] << 32};
}

/* Two blocks that differ in the last word of the counter: as Philox is one-to-one under a key,
 * they cannot both be zero, the one state xoshiro must not have. */
struct stream stream_at(struct cause cause, uint32_t replication, uint64_t index)
{
    const uint32_t key[2] = {(uint32_t)cause.key, (uint32_t)(cause.key >> 32)};
    struct stream stream;
    for (uint32_t half = 0; half < 2; half++) {
        uint32_t block[4] = {(uint32_t)index, (uint32_t)(index >> 32), replication, half};
        stream_philox4x32(block, key, block);
        stream.state[2 * half] = block[0] | (uint64_t)block[1] << 32;
        stream.state[2 * half + 1] = block[2] | (uint64_t)block[3] << 32;
    }
    return stream;
}

struct stream stream_named(uint64_t seed, const char *name, uint32_t replication, uint64_t index)
{
    return stream_at(cause_of(seed, name), replication, index);
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

/* ---- the GSL's view ---- */

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
