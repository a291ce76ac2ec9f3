// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/arena_internal.h -- one stretch of memory that only grows, so that a whole simulation can be
 * copied.
 *
 * Knows          a reserved range of addresses, how much of it is used, how to ask for less when
 *                the machine refuses (ulimit -v). Memory comes zeroed. The arena lies at the start
 *                of its own memory.
 * Does not know  what is in it. Nothing is given back one by one.
 */
#ifndef SIM_ARENA_INTERNAL_H
#define SIM_ARENA_INTERNAL_H

#include <stddef.h>

enum { ARENA_ALIGNMENT = 64 };

struct arena {
    size_t reserved;
    size_t used;
};

/* Reserves up to `bytes` of addresses, halving until the machine agrees. NULL if it refuses even
 * 4 MiB. */
struct arena *arena_new(size_t bytes);
void arena_free(struct arena *arena);

/* Zeroed memory, aligned to 64 bytes. A full arena is the machine's trouble, not ours: says so
 * and ends the program with status 1; what was stored before stays stored. */
void *arena_alloc(struct arena *arena, size_t bytes);

/* Puts the first `used` bytes back and zeroes what was used beyond them. */
void arena_restore(struct arena *arena, const void *copy, size_t used);

#endif
