// SPDX-License-Identifier: GPL-3.0-or-later
/* tests/sim/allocations.h -- how often this program has asked the machine for memory: `allocations`
 * counts every call of malloc, calloc, realloc and mmap. Not under a sanitizer, whose own these
 * calls are. For one file of a program. */
#ifndef TESTS_SIM_ALLOCATIONS_H
#define TESTS_SIM_ALLOCATIONS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include "tests/sim/sanitized.h"

static uint64_t allocations;

#if !SANITIZED
void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t n, size_t bytes);
void *__libc_realloc(void *memory, size_t bytes);

void *malloc(size_t bytes)
{
    allocations++;
    return __libc_malloc(bytes);
}

void *calloc(size_t n, size_t bytes)
{
    allocations++;
    return __libc_calloc(n, bytes);
}

void *realloc(void *memory, size_t bytes)
{
    allocations++;
    return __libc_realloc(memory, bytes);
}

void *mmap(void *at, size_t bytes, int protection, int flags, int file, off_t offset)
{
    allocations++;
    long base = syscall(SYS_mmap, at, bytes, protection, flags, file, offset);
    return (void *)(uintptr_t)base;
}
#endif

#endif
