// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Philox vectors: https://github.com/DEShawResearch/random123 tests/kat_vectors. xoshiro256++ from
 * state 1, 2, 3, 4: the first ten outputs of the authors' C code
 * (https://prng.di.unimi.it/xoshiro256plusplus.c), as in the tests of rand_xoshiro.
 *
 * The seeds are fixed, so a statistical test here passes or fails for good. Its stated chance of a
 * false alarm is what a good generator risked when the seed was chosen (once, without looking).
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_randist.h>

#include "sim/random/stream.h"
#include "tests/sim/dies.h"
#include "tests/assertions.h"

static const uint64_t SEED = 20231109;

static int compare_u64(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static int compare_double(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double first_uniform(struct stream_key key, uint32_t replication, uint64_t index)
{
    struct stream stream = stream_at(key, replication, index);
    return stream_uniform(&stream);
}

/* ---- the algorithms -------------------------------------------------------------------------- */

static void philox_gives_the_published_vectors(void **state)
{
    (void)state;
    static const struct {
        uint64_t counter[2], key, want[2];
    } CASES[] = {
        {{0, 0}, 0, {0xca00a0459843d731, 0x66c24222c9a845b5}},
        {{UINT64_MAX, UINT64_MAX}, UINT64_MAX, {0x65b021d60cd8310f, 0x4d02f3222f86df20}},
        {{0x243f6a8885a308d3, 0x13198a2e03707344},
         0xa4093822299f31d0,
         {0x0a5e742c2997341c, 0xb0f883d38000de5d}},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        uint64_t out[2];
        stream_philox2x64(CASES[i].counter, CASES[i].key, out);
        assert_memory_equal(out, CASES[i].want, sizeof out);
    }
}

static void xoshiro_gives_its_authors_numbers(void **state)
{
    (void)state;
    static const uint64_t WANT[] = {41943041u,
                                    58720359u,
                                    3588806011781223u,
                                    3591011842654386u,
                                    9228616714210784205u,
                                    9973669472204895162u,
                                    14011001112246962877u,
                                    12406186145184390807u,
                                    15849039046786891736u,
                                    10450023813501588000u};
    struct stream stream = {{1, 2, 3, 4}};
    for (size_t i = 0; i < sizeof WANT / sizeof *WANT; i++)
        assert_int_equal(stream_bits(&stream), WANT[i]);
}

/* Worked out by a second implementation in Python whole numbers. If these change, so does every
 * published number. */
static void addresses_lead_to_these_numbers_for_ever(void **state)
{
    (void)state;
    static const struct {
        uint64_t seed, index, key, want[3];
        const char *name;
        uint32_t replication;
    } CASES[] = {
        {1,
         0,
         0xd8ad492ba5c08157,
         {0xf3eacd9d6a9585b2, 0xcd15d829d5e59d0b, 0x20216757a89fc82},
         "customs.inspection",
         0},
        {20181205,
         123456789012345,
         0x8630b051faebfbbd,
         {0xe9c6cd06eeed7c9b, 0x5a67d029f2052a9a, 0x2f8f853b1928373d},
         "a name of more than sixteen letters",
         7},
        {UINT64_MAX,
         UINT64_MAX,
         0x22935623a1dac9c2,
         {0x46665f0f18cf52ff, 0x72c429c8a0ee7a54, 0xe98a4f87be9c548a},
         "x",
         UINT32_MAX},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        assert_int_equal(stream_key_of(CASES[i].seed, CASES[i].name).key, CASES[i].key);
        struct stream stream =
            stream_named(CASES[i].seed, CASES[i].name, CASES[i].replication, CASES[i].index);
        for (int j = 0; j < 3; j++)
            assert_int_equal(stream_bits(&stream), CASES[i].want[j]);
    }
}

/* ---- uniforms -------------------------------------------------------------------------------- */

/* By hand: the output of xoshiro256++ is rotl(s0 + s3, 23) + s0: all zeros for s0 = s3 = 0, all
 * ones for s0 = 0, s3 = -1. */
static void a_uniform_is_never_zero_nor_one(void **state)
{
    (void)state;
    struct stream least = {{0, 1, 1, 0}}, most = {{0, 1, 1, UINT64_MAX}};
    const double low = stream_uniform(&least), high = stream_uniform(&most);
    assert_equal(low, 0x1p-53);
    assert_equal(high, 1 - 0x1p-53);
    assert_equal(1 - low, high);
    assert_equal(1 - high, low); /* one minus a uniform is a uniform, exactly */
}

/* 1e6 draws in 1000 cells, 999 degrees of freedom: mean 999, sd 44.7; 5 sd, false alarm 1e-6. A
 * density that rises by 5 % over the range adds 208, one by 6 % adds 300 and is caught. */
static void uniforms_fill_their_cells_evenly(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "cells", 0, 0);
    double cell[1000] = {0}, chi = 0;
    for (int i = 0; i < 1000000; i++) {
        const double u = stream_uniform(&stream);
        assert_greater(u, 0);
        assert_less(u, 1);
        cell[(int)(u * 1000)]++;
    }
    for (int i = 0; i < 1000; i++)
        chi += pow(cell[i] - 1000, 2) / 1000;
    assert_near(chi, 999, 5 * 44.7);
}

/* The same for the 10 lowest of the 64 bits: 1023 degrees of freedom, sd 45.2; 5 sd, false alarm
 * 1e-6. */
static void the_lowest_bits_are_as_good(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "low bits", 0, 0);
    double cell[1024] = {0}, chi = 0;
    for (int i = 0; i < 1024000; i++)
        cell[stream_bits(&stream) & 1023]++;
    for (int i = 0; i < 1024; i++)
        chi += pow(cell[i] - 1000, 2) / 1000;
    assert_near(chi, 1023, 5 * 45.2);
}

/* n = 7: 6 degrees of freedom; 35 has a false alarm of 4e-6. 7e5 draws: a side 1 % too frequent
 * adds 10, 2 % adds 40. n = 3 * 2^62, where a quarter of all draws must be refused: without
 * refusing, multiples of 3 would come twice as often as the rest, half instead of a third of
 * all; sd of that share sqrt(2/9 / 1e5) = 0.0015, 5 sd. */
static void whole_numbers_are_fair(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "dice", 0, 0);
    double side[7] = {0}, chi = 0, thirds = 0;
    for (int i = 0; i < 700000; i++)
        side[stream_below(&stream, 7)]++;
    for (int i = 0; i < 7; i++)
        chi += pow(side[i] - 1e5, 2) / 1e5;
    assert_less(chi, 35);
    const uint64_t n = (uint64_t)3 << 62;
    for (int i = 0; i < 100000; i++) {
        const uint64_t x = stream_below(&stream, n);
        assert_less(x, n);
        thirds += x % 3 == 0;
    }
    assert_near(thirds / 1e5, 1.0 / 3, 5 * 0.0015);
    assert_int_equal(stream_below(&stream, 1), 0);
}

/* ---- addresses ------------------------------------------------------------------------------- */

/* 1e6 addresses: 10 seeds, 10 names, 100 replications, 100 indices. Chance says 64-bit words of
 * them agree once in 4e7 such tests; 32-bit seeds would agree 116 times. */
static void a_million_addresses_are_a_million_states(void **state)
{
    (void)state;
    enum { N = 1000000 };
    uint64_t *word = malloc(N * sizeof *word);
    assert_non_null(word);
    size_t n = 0;
    for (uint64_t seed = 0; seed < 10; seed++) {
        for (int name = 0; name < 10; name++) {
            char text[32];
            snprintf(text, sizeof text, "cause.%d", name);
            const struct stream_key key = stream_key_of(seed, text);
            for (uint32_t i = 0; i < 10000; i++)
                word[n++] = stream_at(key, i / 100, i % 100).state[0];
        }
    }
    qsort(word, N, sizeof *word, compare_u64);
    size_t equal = 0;
    for (size_t i = 1; i < N; i++)
        equal += word[i] == word[i - 1];
    free(word);
    assert_int_equal(equal, 0);
}

static int count_differing_bits(const struct stream *a, const struct stream *b)
{
    int bits = 0;
    for (int i = 0; i < 4; i++)
        bits += __builtin_popcountll(a->state[i] ^ b->state[i]);
    return bits;
}

/* One bit of seed, replication or index changed, or one letter of the name: half of the 256
 * bits of the state change. Mean 128 with sd 8 / sqrt(tries); 5 sd, false alarm 6e-7 each. A
 * bit that is ignored would leave a 0. */
static void every_bit_of_an_address_matters(void **state)
{
    (void)state;
    double sum = 0, tries = 0;
    const struct stream_key key = stream_key_of(SEED, "flight");
    const struct stream here = stream_at(key, 5, 9);
    for (int bit = 0; bit < 64; bit++) {
        const uint64_t flip = (uint64_t)1 << bit;
        const struct stream there[3] = {
            stream_named(SEED ^ flip, "flight", 5, 9), stream_at(key, 5, 9 ^ flip),
            stream_at(key, bit < 32 ? 5 ^ (uint32_t)flip : 5, bit < 32 ? 9 : 9 ^ flip)};
        for (int i = 0; i < 3; i++) {
            const int differing = count_differing_bits(&here, &there[i]);
            assert_in_range(differing, 70, 186); /* 7 sd */
            sum += differing;
            tries++;
        }
    }
    assert_closer(sum / tries, 128, 5 * 8 / sqrt(tries));
    static const char *const NAMES[] = {"flighs", "fligh",   "flightt",
                                        "Flight", "flight ", " flight"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        const struct stream other = stream_named(SEED, NAMES[i], 5, 9);
        assert_in_range(count_differing_bits(&here, &other), 70, 186);
    }
}

/* Names that share blocks of 16 letters, or are longer by an end that hashes to nothing in a
 * careless scheme. */
static void names_of_any_length_are_told_apart(void **state)
{
    (void)state;
    char name[101];
    uint64_t key[100];
    for (size_t length = 1; length <= 100; length++) {
        memset(name, 'a', length);
        name[length] = '\0';
        key[length - 1] = stream_key_of(SEED, name).key;
    }
    qsort(key, 100, sizeof *key, compare_u64);
    for (int i = 1; i < 100; i++)
        assert_differ(key[i], key[i - 1]);
}

static double correlate(struct stream_key key, int replications_on, int indices_on, uint64_t n)
{
    double xy = 0;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t r = i % 300;
        const uint64_t k = i / 300;
        const double x = first_uniform(key, r, k) - 0.5;
        const double y =
            first_uniform(key, r + (uint32_t)replications_on, k + (uint64_t)indices_on) - 0.5;
        xy += x * y;
    }
    return xy / ((double)n / 12);
}

/* sd of a correlation of 0 over 1e5 pairs is 0.0032; 4.5 sd, false alarm 7e-6 each: catches a
 * correlation of 0.02. */
static void neighbours_are_uncorrelated(void **state)
{
    (void)state;
    const struct stream_key key = stream_key_of(SEED, "neighbours");
    const double bound = 4.5 / sqrt(1e5);
    assert_closer(correlate(key, 1, 0, 100000), 0, bound);
    assert_closer(correlate(key, 0, 1, 100000), 0, bound);
    assert_closer(correlate(key, 1, 1, 100000), 0, bound);
    assert_closer(correlate(key, 0, 300, 100000), 0, bound);
}

/* Kolmogorov-Smirnov over the first draws of 1e5 indices: sqrt(n) D above 2.3 has a chance of
 * 5e-5; catches a shift of 0.8 % of the range. */
static void first_draws_over_indices_are_uniform(void **state)
{
    (void)state;
    enum { N = 100000 };
    double *u = malloc(N * sizeof *u), d = 0;
    assert_non_null(u);
    const struct stream_key key = stream_key_of(SEED, "first draws");
    for (uint32_t i = 0; i < N; i++)
        u[i] = first_uniform(key, 0, i);
    qsort(u, N, sizeof *u, compare_double);
    for (int i = 0; i < N; i++)
        d = fmax(d, fmax(u[i] - (double)i / N, (double)(i + 1) / N - u[i]));
    free(u);
    assert_less(sqrt(N) * d, 2.3);
    assert_greater(sqrt(N) * d, 0.3); /* nor more even than chance: false alarm 1e-5 */
}

/* Marsaglia's birthday spacings over first draws: 4096 birthdays in a year of 2^32 days, equal
 * spacings are Poisson with mean 4096^3 / 2^34 = 4. 200 years: mean 800, sd 28.3; 4.5 sd, false
 * alarm 7e-6. A lattice among addresses would multiply it. */
static void birthdays_of_addresses_fall_like_birthdays(void **state)
{
    (void)state;
    enum { PEOPLE = 4096, YEARS = 200 };
    static uint64_t day[PEOPLE], gap[PEOPLE];
    const struct stream_key key = stream_key_of(SEED, "birthdays");
    int equal = 0;
    for (uint32_t year = 0; year < YEARS; year++) {
        for (uint64_t i = 0; i < PEOPLE; i++) {
            struct stream stream = stream_at(key, year, i);
            day[i] = stream_bits(&stream) >> 32;
        }
        qsort(day, PEOPLE, sizeof *day, compare_u64);
        gap[0] = day[0];
        for (int i = 1; i < PEOPLE; i++)
            gap[i] = day[i] - day[i - 1];
        qsort(gap, PEOPLE, sizeof *gap, compare_u64);
        for (int i = 1; i < PEOPLE; i++)
            equal += gap[i] == gap[i - 1];
    }
    assert_less(abs(equal - 800), 4.5 * 28.3);
}

static void other_streams_leave_ones_own_alone(void **state)
{
    (void)state;
    struct stream alone = stream_named(SEED, "delay", 3, 4),
                  beside = stream_named(SEED, "delay", 3, 4);
    struct stream other = stream_named(SEED, "weather", 3, 4);
    for (int i = 0; i < 1000; i++) {
        (void)stream_uniform(&other);
        assert_int_equal(stream_bits(&alone), stream_bits(&beside));
    }
}

/* ---- the GSL on top -------------------------------------------------------------------------- */

struct sampler {
    const char *name;
    double (*draw)(const gsl_rng *rng);
    double mean, sd;
};

static double draw_gaussian(const gsl_rng *r)
{
    return gsl_ran_gaussian(r, 2);
}
static double draw_ziggurat(const gsl_rng *r)
{
    return gsl_ran_gaussian_ziggurat(r, 2);
}
static double draw_ratio(const gsl_rng *r)
{
    return gsl_ran_gaussian_ratio_method(r, 2);
}
static double draw_exponential(const gsl_rng *r)
{
    return gsl_ran_exponential(r, 3);
}
static double draw_laplace(const gsl_rng *r)
{
    return gsl_ran_laplace(r, 1);
}
static double draw_flat(const gsl_rng *r)
{
    return gsl_ran_flat(r, 2, 4);
}
static double draw_gamma(const gsl_rng *r)
{
    return gsl_ran_gamma(r, 2.5, 2);
}
static double draw_beta(const gsl_rng *r)
{
    return gsl_ran_beta(r, 2, 3);
}
static double draw_chisq(const gsl_rng *r)
{
    return gsl_ran_chisq(r, 4);
}
static double draw_lognormal(const gsl_rng *r)
{
    return gsl_ran_lognormal(r, 0, 0.5);
}
static double draw_weibull(const gsl_rng *r)
{
    return gsl_ran_weibull(r, 1, 2);
}
static double draw_logistic(const gsl_rng *r)
{
    return gsl_ran_logistic(r, 1);
}
static double draw_tdist(const gsl_rng *r)
{
    return gsl_ran_tdist(r, 10);
}
static double draw_rayleigh(const gsl_rng *r)
{
    return gsl_ran_rayleigh(r, 1);
}
static double draw_poisson(const gsl_rng *r)
{
    return gsl_ran_poisson(r, 7);
}
static double draw_binomial(const gsl_rng *r)
{
    return gsl_ran_binomial(r, 0.3, 20);
}
static double draw_geometric(const gsl_rng *r)
{
    return gsl_ran_geometric(r, 0.25);
}
static double draw_hypergeometric(const gsl_rng *r)
{
    return gsl_ran_hypergeometric(r, 10, 30, 8);
}
static double draw_whole(const gsl_rng *r)
{
    return (double)gsl_rng_uniform_int(r, 10);
}
static double draw_positive(const gsl_rng *r)
{
    return gsl_rng_uniform_pos(r);
}

/* Means of 5e4 draws within 5 sd of the mean, false alarm 6e-7 each: catches errors of 2.3 % of
 * the sd. */
static void every_gsl_distribution_works_on_a_stream(void **state)
{
    (void)state;
    static const struct sampler SAMPLERS[] = {
        {"gaussian", draw_gaussian, 0, 2},
        {"gaussian by ziggurat", draw_ziggurat, 0, 2},
        {"gaussian by ratio", draw_ratio, 0, 2},
        {"exponential", draw_exponential, 3, 3},
        {"laplace", draw_laplace, 0, 1.41421356},
        {"flat", draw_flat, 3, 0.57735027},
        {"gamma", draw_gamma, 5, 3.16227766},
        {"beta", draw_beta, 0.4, 0.2},
        {"chi-squared", draw_chisq, 4, 2.82842712},
        {"lognormal", draw_lognormal, 1.13314845, 0.60390049},
        {"weibull", draw_weibull, 0.88622693, 0.46325138},
        {"logistic", draw_logistic, 0, 1.81379936},
        {"Student's t", draw_tdist, 0, 1.11803399},
        {"rayleigh", draw_rayleigh, 1.25331414, 0.65513638},
        {"poisson", draw_poisson, 7, 2.64575131},
        {"binomial", draw_binomial, 6, 2.04939015},
        {"geometric", draw_geometric, 4, 3.46410162},
        {"hypergeometric", draw_hypergeometric, 2, 1.10939204}, /* 8 draws, 10 of 40 */
        {"whole number", draw_whole, 4.5, 2.87228132},
        {"positive", draw_positive, 0.5, 0.28867513},
    };
    enum { N = 50000 };
    gsl_rng *rng = gsl_rng_alloc(stream_gsl_type);
    for (size_t i = 0; i < sizeof SAMPLERS / sizeof *SAMPLERS; i++) {
        const struct stream stream = stream_named(SEED, SAMPLERS[i].name, 0, 0);
        stream_gsl_place(rng, &stream);
        double sum = 0;
        for (int j = 0; j < N; j++)
            sum += SAMPLERS[i].draw(rng);
        const double off = fabs(sum / N - SAMPLERS[i].mean) / (SAMPLERS[i].sd / sqrt(N));
        if (!(off < 5)) fail_msg("%s: the mean is off by %.1f sd", SAMPLERS[i].name, off);
    }
    gsl_rng_free(rng);
}

static void a_gsl_generator_can_use_a_stream_of_ours(void **state)
{
    (void)state;
    struct stream stream = stream_named(SEED, "shared", 0, 0), copy = stream;
    gsl_rng rng = {stream_gsl_type, &stream};
    assert_equal(gsl_rng_uniform(&rng), stream_uniform(&copy));
    assert_int_equal(gsl_rng_get(&rng), stream_bits(&copy) >> 32);
    assert_memory_equal(&stream, &copy, sizeof stream);
    gsl_rng *clone = gsl_rng_clone(&rng);
    assert_equal(gsl_rng_uniform(clone), stream_uniform(&copy));
    gsl_rng_free(clone);
}

static void seed_a_placed_one(void)
{
    const struct stream stream = stream_named(SEED, "placed", 0, 0);
    gsl_rng *rng = gsl_rng_alloc(stream_gsl_type);
    stream_gsl_place(rng, &stream);
    gsl_rng_set(rng, 0);
}

static void seed_a_fresh_one(void)
{
    gsl_rng_set(gsl_rng_alloc(stream_gsl_type), 42);
}

static void draw_unplaced(void)
{
    (void)gsl_rng_get(gsl_rng_alloc(stream_gsl_type));
}

static void draw_unplaced_double(void)
{
    (void)gsl_rng_uniform(gsl_rng_alloc(stream_gsl_type));
}

static void place_a_foreign_one(void)
{
    const struct stream stream = stream_named(SEED, "foreign", 0, 0);
    stream_gsl_place(gsl_rng_alloc(gsl_rng_taus2), &stream);
}

static void draw_below_zero(void)
{
    struct stream stream = stream_named(SEED, "none", 0, 0);
    (void)stream_below(&stream, 0);
}

static void name_nothing(void)
{
    (void)stream_key_of(SEED, "");
}

static void gsl_seeds_and_other_mistakes_are_refused(void **state)
{
    (void)state;
    assert_dies(seed_a_placed_one);
    assert_dies(seed_a_fresh_one);
    assert_dies(draw_unplaced);
    assert_dies(draw_unplaced_double);
    assert_dies(place_a_foreign_one);
    assert_dies(draw_below_zero);
    assert_dies(name_nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_the_published_vectors),
        cmocka_unit_test(xoshiro_gives_its_authors_numbers),
        cmocka_unit_test(addresses_lead_to_these_numbers_for_ever),
        cmocka_unit_test(a_uniform_is_never_zero_nor_one),
        cmocka_unit_test(uniforms_fill_their_cells_evenly),
        cmocka_unit_test(the_lowest_bits_are_as_good),
        cmocka_unit_test(whole_numbers_are_fair),
        cmocka_unit_test(a_million_addresses_are_a_million_states),
        cmocka_unit_test(every_bit_of_an_address_matters),
        cmocka_unit_test(names_of_any_length_are_told_apart),
        cmocka_unit_test(neighbours_are_uncorrelated),
        cmocka_unit_test(first_draws_over_indices_are_uniform),
        cmocka_unit_test(birthdays_of_addresses_fall_like_birthdays),
        cmocka_unit_test(other_streams_leave_ones_own_alone),
        cmocka_unit_test(every_gsl_distribution_works_on_a_stream),
        cmocka_unit_test(a_gsl_generator_can_use_a_stream_of_ours),
        cmocka_unit_test(gsl_seeds_and_other_mistakes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
