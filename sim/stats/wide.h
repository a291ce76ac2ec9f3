// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/wide.h -- whole numbers of 128 bits, added to in the loop.
 *
 * Knows          adding and taking away modulo 2^128, two instructions each. In halves, because
 *                compilers keep a register for the upper half of what has none.
 * Does not know  what is summed.
 */
#ifndef SIM_STATS_WIDE_H
#define SIM_STATS_WIDE_H

#include <stdint.h>

struct wide {
    uint64_t low, high;
};

static inline void wide_add(struct wide *wide, uint64_t x)
{
    wide->high += __builtin_add_overflow(wide->low, x, &wide->low);
}

static inline void wide_take(struct wide *wide, uint64_t x)
{
    wide->high -= __builtin_sub_overflow(wide->low, x, &wide->low);
}

/* Adds a times b. */
static inline void wide_add_product(struct wide *wide, int64_t a, int64_t b)
{
    __extension__ const unsigned __int128 product = (unsigned __int128)((__int128)a * b);
    const uint64_t carry = __builtin_add_overflow(wide->low, (uint64_t)product, &wide->low);
    wide->high += (uint64_t)(product >> 64) + carry;
}

/* The number, of 128 bits and with a sign. */
__extension__ static inline __int128 wide_value(struct wide wide)
{
    return (__int128)((unsigned __int128)wide.high << 64 | wide.low);
}

#endif
