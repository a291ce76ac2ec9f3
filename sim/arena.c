// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/arena_internal.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const size_t smallest = (size_t)4 << 20;

static size_t round_up(size_t bytes)
{
    return (bytes + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
}

struct arena *arena_new(size_t bytes)
{
    if (bytes < smallest) bytes = smallest;
    for (; bytes >= smallest; bytes /= 2) {
        void *base = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (base == MAP_FAILED) continue;
        struct arena *arena = base;
        arena->reserved = bytes;
        arena->used = round_up(sizeof *arena);
        return arena;
    }
    return NULL;
}

void arena_free(struct arena *arena)
{
    if (arena) munmap(arena, arena->reserved);
}

/* Without exit(): other threads may be in the middle of their replications. */
static _Noreturn void run_out(const struct arena *arena, size_t bytes)
{
    fprintf(stderr,
            "hubsim: out of memory: a simulation has used %zu of the %zu MiB it could reserve "
            "and needs %zu KiB more\n",
            arena->used >> 20, arena->reserved >> 20, bytes >> 10);
    _exit(1);
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    size_t left = arena->reserved - arena->used;
    if (bytes > left || round_up(bytes) > left) run_out(arena, bytes);
    void *memory = (char *)arena + arena->used;
    arena->used += round_up(bytes);
    return memory;
}

void arena_restore(struct arena *arena, const void *copy, size_t used)
{
    size_t was_used = arena->used;
    memcpy(arena, copy, used);
    if (was_used > used) memset((char *)arena + used, 0, was_used - used);
}
