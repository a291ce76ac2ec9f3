// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tests/bench/clock.h -- what a benchmark program prints: lines of "name
 *                        value unit", read by tests/bench/run and tests/bench/peers/run. The first
 *                        argument says how much work (less for counting instructions).
 */
#ifndef TESTS_BENCH_CLOCK_H
#define TESTS_BENCH_CLOCK_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double clock_cpu_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static inline double clock_wall_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static inline uint64_t clock_size(int argc, char **argv, uint64_t size)
{
    return argc > 1 ? strtoull(argv[1], NULL, 10) : size;
}

/* The second argument: which seed. */
static inline uint32_t clock_replication(int argc, char **argv)
{
    return argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;
}

static inline void clock_print(const char *name, double value, const char *unit)
{
    printf("%s %.4g %s\n", name, value, unit);
}

/* A wrong result makes a fast benchmark worthless: says so and fails. */
static inline void clock_expect(const char *what, double value, double low, double high)
{
    if (value >= low && value <= high) return;
    fprintf(stderr, "bench: %s is %g, not within %g .. %g\n", what, value, low, high);
    exit(1);
}

#endif
