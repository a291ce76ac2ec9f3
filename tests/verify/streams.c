// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Are streams independent of one another? What tests/sim/test_stream.c asks in a second, asked a
 * hundred times harder: neighbours in every direction of an address (seed, cause, replication,
 * index), one draw from each of many streams taken as one sequence. Every claim has a false alarm
 * of about 1e-6; the seed was chosen once. Takes two minutes, 400 MB.
 *   streams           the tests
 *   streams raw WAY   an endless binary sequence for a battery (tests/verify/battery.sh): "within"
 *   one
 *                     stream, or one draw from each of many, by "index", "replication", "seed" or
 *                     "name"; "within-low" and "index-low": only the eight lowest bits of each draw
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/random/stream.h"

static const uint64_t SEED = 20240229;
static int passed, failed;

static void claim(const char *words, bool holds)
{
    printf("%s  %s\n", holds ? "holds " : "FAILED", words);
    fflush(stdout);
    passed += holds;
    failed += !holds;
}

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* ---- addresses do not meet ------------------------------------------------------------------- */

static uint64_t count_equal(uint64_t *word, size_t n)
{
    uint64_t equal = 0;
    qsort(word, n, sizeof *word, compare);
    for (size_t i = 1; i < n; i++)
        equal += word[i] == word[i - 1];
    return equal;
}

/* Within a cause the hash is one-to-one. Between causes there are 64 bits of key: of 2e7 keys (a
 * thousand causes under twenty thousand seeds) two agree once in 90,000 such tests. */
static void keys_do_not_meet(void)
{
    enum { CAUSES = 1000, SEEDS = 20000 };
    uint64_t *word = malloc((size_t)CAUSES * SEEDS * sizeof *word);
    if (!word) exit(1);
    for (uint64_t i = 0; i < (uint64_t)CAUSES * SEEDS; i++) {
        char name[32];
        snprintf(name, sizeof name, "hall.%llu", (unsigned long long)(i % CAUSES));
        word[i] = stream_key_of(SEED + i / CAUSES, name).key;
    }
    claim("20 million causes have 20 million keys", count_equal(word, (size_t)CAUSES * SEEDS) == 0);
    free(word);
}

/* The first words of 2e7 states: a study of 20,000 replications of 1,000 flights. */
static void states_do_not_meet(void)
{
    enum { N = 20000000 };
    uint64_t *word = malloc(N * sizeof *word);
    if (!word) exit(1);
    const struct stream_key key = stream_key_of(SEED, "largest study");
    for (uint32_t part = 0; part < 4; part++) {
        for (uint32_t i = 0; i < N; i++)
            word[i] = stream_at(key, i / 1000, i % 1000).state[part];
        claim("20 million streams start with 20 million words", count_equal(word, N) == 0);
    }
    free(word);
}

/* ---- one sequence from many streams ---------------------------------------------------------- */

enum direction { INDEX, REPLICATION, SEEDS, NAMES, DIRECTIONS };

/* Draw number `skip` of the i-th stream in that direction. */
static uint64_t bits_of(enum direction direction, uint64_t i, int skip)
{
    char name[32] = "cause";
    if (direction == NAMES) snprintf(name, sizeof name, "cause %llu", (unsigned long long)i);
    const struct stream_key key = stream_key_of(SEED + (direction == SEEDS ? i : 0), name);
    struct stream stream =
        stream_at(key, direction == REPLICATION ? (uint32_t)i : 0, direction == INDEX ? i : 0);
    while (skip-- > 0)
        (void)stream_bits(&stream);
    return stream_bits(&stream);
}

/* Cells of three neighbours, 32 to the side: 32767 degrees of freedom, sd 256; 5 sd. */
static bool neighbours_fill_space(enum direction direction, int skip, bool high)
{
    enum { SIDE = 32, CELLS = SIDE * SIDE * SIDE, N = 3000000 };
    static uint32_t cell[CELLS];
    memset(cell, 0, sizeof cell);
    for (uint64_t i = 0; i < N; i++) {
        size_t at = 0;
        for (uint64_t k = 0; k < 3; k++) {
            const uint64_t bits = bits_of(direction, 3 * i + k, skip);
            at = at * SIDE + (size_t)(high ? bits >> 59 : bits & (SIDE - 1));
        }
        cell[at]++;
    }
    double chi = 0;
    for (int i = 0; i < CELLS; i++)
        chi += ((double)cell[i] - (double)N / CELLS) * ((double)cell[i] - (double)N / CELLS) *
               CELLS / N;
    return fabs(chi - (CELLS - 1)) < 5 * 256;
}

/* The same of the first three draws of one stream each. */
static bool a_streams_first_draws_fill_space(void)
{
    enum { SIDE = 64, CELLS = SIDE * SIDE * SIDE, N = 10000000 };
    static uint32_t cell[CELLS];
    const struct stream_key key = stream_key_of(SEED, "first draws");
    for (uint64_t i = 0; i < N; i++) {
        struct stream stream = stream_at(key, 0, i);
        const size_t x = stream_bits(&stream) >> 58, y = stream_bits(&stream) >> 58;
        cell[(x * SIDE + y) * SIDE + (stream_bits(&stream) >> 58)]++;
    }
    double chi = 0;
    for (int i = 0; i < CELLS; i++)
        chi += ((double)cell[i] - (double)N / CELLS) * ((double)cell[i] - (double)N / CELLS) *
               CELLS / N;
    return fabs(chi - (CELLS - 1)) < 5 * sqrt(2.0 * CELLS);
}

/* Marsaglia's birthday spacings: 4096 birthdays in 2^32 days, equal gaps are Poisson with mean 4 a
 * year; 1,000 years: 4000, sd 63; 5 sd. */
static bool birthdays_fall_like_birthdays(enum direction direction, int skip, int shift)
{
    enum { PEOPLE = 4096, YEARS = 1000 };
    static uint64_t day[PEOPLE], gap[PEOPLE];
    uint64_t equal = 0;
    for (uint64_t year = 0; year < YEARS; year++) {
        for (uint64_t i = 0; i < PEOPLE; i++)
            day[i] = bits_of(direction, year * PEOPLE + i, skip) >> shift & 0xffffffffu;
        qsort(day, PEOPLE, sizeof *day, compare);
        for (int i = 0; i < PEOPLE; i++)
            gap[i] = i ? day[i] - day[i - 1] : day[0];
        qsort(gap, PEOPLE, sizeof *gap, compare);
        for (int i = 1; i < PEOPLE; i++)
            equal += gap[i] == gap[i - 1];
    }
    return fabs((double)equal - 4000) < 5 * 63.3;
}

/* The correlation of uniforms one apart: sd 1 / sqrt(n); 5 sd. */
static bool neighbours_are_uncorrelated(enum direction direction, int skip)
{
    enum { N = 10000000 };
    double sum = 0, before = 0;
    for (uint64_t i = 0; i <= N; i++) {
        const double u = stream_unit(bits_of(direction, i, skip)) - 0.5;
        sum += i ? u * before : 0;
        before = u;
    }
    return fabs(12 * sum / N) < 5 / sqrt(N);
}

static void ask_all(enum direction direction, const char *name)
{
    char words[96];
    for (int skip = 0; skip < 3; skip += 2) {
        const char *which = skip ? "third" : "first";
        snprintf(words, sizeof words, "%s: %s draws are uncorrelated", name, which);
        claim(words, neighbours_are_uncorrelated(direction, skip));
        snprintf(words, sizeof words, "%s: %s draws, three by three, fill space, high bits", name,
                 which);
        claim(words, neighbours_fill_space(direction, skip, true));
        snprintf(words, sizeof words, "%s: %s draws, three by three, fill space, low bits", name,
                 which);
        claim(words, neighbours_fill_space(direction, skip, false));
        snprintf(words, sizeof words, "%s: %s draws have birthdays, high bits", name, which);
        claim(words, birthdays_fall_like_birthdays(direction, skip, 32));
        snprintf(words, sizeof words, "%s: %s draws have birthdays, low bits", name, which);
        claim(words, birthdays_fall_like_birthdays(direction, skip, 0));
    }
}

/* ---- for a battery --------------------------------------------------------------------------- */

static uint64_t next_within(uint64_t i)
{
    static struct stream stream;
    if (i == 0) stream = stream_named(SEED, "cause", 0, 0);
    return stream_bits(&stream);
}

static int pour(enum direction direction, size_t bytes)
{
    for (uint64_t i = 0;; i++) {
        const uint64_t bits = direction == DIRECTIONS ? next_within(i) : bits_of(direction, i, 0);
        if (fwrite(&bits, bytes, 1, stdout) != 1) return 0; /* the reader has enough */
    }
}

static int pour_named(const char *way)
{
    static const char *const name[] = {"index", "replication", "seed", "name", "within"};
    for (enum direction direction = 0; direction <= DIRECTIONS; direction++) {
        const size_t n = strlen(name[direction]);
        if (strncmp(way, name[direction], n) != 0) continue;
        if (!way[n]) return pour(direction, 8);
        if (!strcmp(way + n, "-low"))
            return pour(direction, 1); /* little-endian: the lowest byte */
    }
    fprintf(stderr, "streams: no way named %s\n", way);
    return 2;
}

int main(int argc, char **argv)
{
    if (argc > 2 && !strcmp(argv[1], "raw")) return pour_named(argv[2]);
    keys_do_not_meet();
    states_do_not_meet();
    claim("the first three draws of each of 10 million streams fill space",
          a_streams_first_draws_fill_space());
    ask_all(INDEX, "index by index");
    ask_all(REPLICATION, "replication by replication");
    ask_all(SEEDS, "seed by seed");
    ask_all(NAMES, "cause by cause");
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
