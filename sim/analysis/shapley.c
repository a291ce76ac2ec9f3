// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/analysis/shapley.h"

#include <math.h>

#include "sim/base/require.h"
#include "sim/stats/tally.h"

__extension__ typedef __int128 whole; /* a worth in units, times as many orders as there are */

/* ---- parts in whole units, so that they add up ----------------------------------------------- */

enum { UNIT_BITS = 48 };

/* 2^exponent is above every worth. */
static int find_exponent(double largest)
{
    int exponent = 0;
    (void)frexp(largest, &exponent);
    return exponent;
}

static int64_t count_units(double worth, int exponent)
{
    return (int64_t)nearbyint(ldexp(worth, UNIT_BITS - exponent));
}

static double from_units(int64_t units, int exponent)
{
    return ldexp((double)units, exponent - UNIT_BITS);
}

static int64_t divide_down(whole a, whole by)
{
    const whole quotient = a / by;
    return (int64_t)(a % by < 0 ? quotient - 1 : quotient);
}

/* Seats in a parliament: sum[i] / orders rounded down, and what is left to the largest remainders.
 * The sums add up to a multiple of `orders`, so that fewer units are left than there are players.
 */
static void share_units(const whole *sum, size_t players, whole orders, int exponent,
                        struct shapley_part *part)
{
    int64_t units[SHAPLEY_PLAYERS];
    whole remainder[SHAPLEY_PLAYERS], left = 0;
    for (size_t i = 0; i < players; i++) {
        units[i] = divide_down(sum[i], orders);
        remainder[i] = sum[i] - units[i] * orders;
        left += remainder[i];
    }
    for (; left > 0; left -= orders) {
        size_t largest = 0;
        for (size_t i = 1; i < players; i++)
            if (remainder[i] > remainder[largest]) largest = i;
        units[largest]++;
        remainder[largest] = -1;
    }
    for (size_t i = 0; i < players; i++)
        part[i].mean = from_units(units[i], exponent);
}

/* ---- means over replications, and what is unknown -------------------------------------------- */

static double average(const double *x, size_t n)
{
    return n == 1 ? x[0] : interval_average(x, n);
}

static double forget_all(size_t players, struct shapley_part *part)
{
    for (size_t i = 0; i < players; i++)
        part[i] = (struct shapley_part){NAN, {NAN, NAN}, NAN, NAN, NAN, NAN};
    return NAN;
}

static void widen(struct shapley_part *part, double marginal)
{
    part->least = fmin(part->least, marginal); /* fmin and fmax pass over a NAN */
    part->most = fmax(part->most, marginal);
}

/* ---- all coalitions -------------------------------------------------------------------------- */

enum { COALITIONS = 1 << SHAPLEY_EXACT_PLAYERS };

/* Of the orders of all players, so many have exactly these `before` players before a given one. */
static int64_t count_orders(size_t players, size_t before)
{
    int64_t product = 1;
    for (size_t i = 2; i <= before; i++)
        product *= (int64_t)i;
    for (size_t i = 2; i < players - before; i++)
        product *= (int64_t)i;
    return product;
}

static size_t count_members(size_t coalition)
{
    size_t members = 0;
    for (; coalition != 0; coalition &= coalition - 1)
        members++;
    return members;
}

/* Part of one player, of worths `stride` apart. */
static double share_one(const double *worth, size_t stride, size_t players, size_t player)
{
    double by_size[SHAPLEY_EXACT_PLAYERS] = {0}, part = 0;
    const size_t bit = (size_t)1 << player;
    for (size_t set = 0; set < (size_t)1 << players; set++)
        if (!(set & bit))
            by_size[count_members(set)] += worth[(set | bit) * stride] - worth[set * stride];
    const double orders = (double)(count_orders(players, 0) * (int64_t)players);
    for (size_t before = 0; before < players; before++)
        part += by_size[before] * ((double)count_orders(players, before) / orders);
    return part;
}

static struct interval find_interval(const double *worth, size_t players, size_t player, size_t n,
                                     double level)
{
    struct tally tally;
    tally_clear(&tally);
    for (size_t i = 0; i < n; i++)
        tally_add(&tally, share_one(worth + i, n, players, player));
    return interval_of_tally(&tally, level);
}

/* What the player adds to each coalition of the others. */
static whole sum_marginals(const double *mean, size_t players, size_t player, int exponent,
                           struct shapley_part *part)
{
    const size_t bit = (size_t)1 << player, all = ((size_t)1 << players) - 1;
    whole sum = 0;
    for (size_t set = 0; set <= all; set++) {
        if (set & bit) continue;
        const int64_t units =
            count_units(mean[set | bit], exponent) - count_units(mean[set], exponent);
        const double marginal = from_units(units, exponent);
        sum += (whole)units * count_orders(players, count_members(set));
        widen(part, marginal);
        if (set == 0) part->alone = marginal;
        if ((set | bit) == all) part->last = marginal;
    }
    return sum;
}

double shapley_exact(const double *worth, size_t players, size_t n, double level,
                     struct shapley_part *part)
{
    REQUIRE(NULL, players >= 1 && players <= SHAPLEY_EXACT_PLAYERS && n >= 1,
            "a gap with %zu causes and %zu replications", players, n);
    double mean[COALITIONS], largest = 0;
    const size_t coalitions = (size_t)1 << players;
    (void)forget_all(players, part);
    for (size_t set = 0; set < coalitions; set++) {
        mean[set] = average(worth + set * n, n);
        if (!isfinite(mean[set])) return NAN;
        largest = fmax(largest, fabs(mean[set]));
    }
    const int exponent = find_exponent(largest);
    whole sum[SHAPLEY_EXACT_PLAYERS];
    for (size_t i = 0; i < players; i++) {
        sum[i] = sum_marginals(mean, players, i, exponent, &part[i]);
        part[i].interval = find_interval(worth, players, i, n, level);
    }
    share_units(sum, players, count_orders(players, 0) * (whole)players, exponent, part);
    return from_units(count_units(mean[coalitions - 1], exponent) - count_units(mean[0], exponent),
                      exponent);
}

/* ---- a sample of orders ---------------------------------------------------------------------- */

static void shuffle(struct stream *stream, uint32_t *order, size_t players)
{
    for (size_t i = 0; i < players; i++)
        order[i] = (uint32_t)i;
    for (size_t i = players; i > 1; i--) {
        const size_t j = (size_t)stream_below(stream, i);
        const uint32_t kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
}

void shapley_orders(struct stream *stream, size_t players, size_t pairs, uint32_t *order)
{
    for (size_t pair = 0; pair < pairs; pair++) {
        uint32_t *forth = order + 2 * pair * players, *back = forth + players;
        shuffle(stream, forth, players);
        for (size_t k = 0; k < players; k++)
            back[k] = forth[players - 1 - k];
    }
}

uint64_t shapley_coalition(const uint32_t *order, size_t k)
{
    uint64_t coalition = 0;
    for (size_t i = 0; i < k; i++)
        coalition |= (uint64_t)1 << order[i];
    return coalition;
}

struct sample {
    const double *worth;
    const uint32_t *order;
    size_t players, orders, n;
    int exponent;
};

/* Where in the order the player stands. */
static size_t find_place(const struct sample *sample, size_t order, size_t player)
{
    const uint32_t *walk = sample->order + order * sample->players;
    size_t place = 0;
    while (place + 1 < sample->players && walk[place] != player)
        place++;
    return place;
}

static const double *worths_at(const struct sample *sample, size_t order, size_t place)
{
    return sample->worth + (order * (sample->players + 1) + place) * sample->n;
}

static int64_t units_at(const struct sample *sample, size_t order, size_t place)
{
    return count_units(average(worths_at(sample, order, place), sample->n), sample->exponent);
}

/* Half width over the replications, each averaged over the orders. */
static double half_of_replications(const struct sample *sample, size_t player, double level)
{
    struct tally tally;
    tally_clear(&tally);
    for (size_t i = 0; i < sample->n; i++) {
        double sum = 0;
        for (size_t order = 0; order < sample->orders; order++) {
            const size_t place = find_place(sample, order, player);
            sum += worths_at(sample, order, place + 1)[i] - worths_at(sample, order, place)[i];
        }
        tally_add(&tally, sum / (double)sample->orders);
    }
    const struct interval interval = interval_of_tally(&tally, level);
    return (interval.hi - interval.lo) / 2;
}

/* Marginals over the orders: their sum in units, their range, and the half width that their choice
 * makes (`half`; of pairs, since an order and its reverse are not independent). */
static whole walk_orders(const struct sample *sample, size_t player, double level,
                         struct shapley_part *part, double *half)
{
    struct tally of_pairs;
    tally_clear(&of_pairs);
    whole sum = 0;
    double forth = 0;
    for (size_t order = 0; order < sample->orders; order++) {
        const size_t place = find_place(sample, order, player);
        const int64_t units = units_at(sample, order, place + 1) - units_at(sample, order, place);
        const double marginal = from_units(units, sample->exponent);
        sum += units;
        widen(part, marginal);
        if (place == 0) part->alone = marginal;
        if (place + 1 == sample->players) part->last = marginal;
        if (order % 2 == 1) tally_add(&of_pairs, (forth + marginal) / 2);
        forth = marginal;
    }
    const struct interval interval = interval_of_tally(&of_pairs, level);
    *half = (interval.hi - interval.lo) / 2;
    return sum;
}

static double find_largest(const struct sample *sample)
{
    double largest = 0;
    for (size_t i = 0; i < sample->orders * (sample->players + 1); i++) {
        const double mean = average(sample->worth + i * sample->n, sample->n);
        if (!isfinite(mean)) return NAN;
        largest = fmax(largest, fabs(mean));
    }
    return largest;
}

double shapley_sampled(const double *worth, const uint32_t *order, size_t players, size_t pairs,
                       size_t n, double level, struct shapley_part *part)
{
    REQUIRE(NULL, players >= 1 && players <= SHAPLEY_PLAYERS && pairs >= 1 && n >= 1,
            "a gap with %zu causes, %zu pairs of orders and %zu replications", players, pairs, n);
    struct sample sample = {worth, order, players, 2 * pairs, n, 0};
    const double largest = find_largest(&sample);
    (void)forget_all(players, part);
    if (isnan(largest)) return NAN;
    sample.exponent = find_exponent(largest);
    whole sum[SHAPLEY_PLAYERS];
    double half[SHAPLEY_PLAYERS];
    for (size_t i = 0; i < players; i++)
        sum[i] = walk_orders(&sample, i, level, &part[i], &half[i]);
    share_units(sum, players, (whole)sample.orders, sample.exponent, part);
    for (size_t i = 0; i < players; i++) {
        const double other = half_of_replications(&sample, i, level);
        const double both = sqrt(half[i] * half[i] + other * other);
        part[i].interval = (struct interval){part[i].mean - both, part[i].mean + both};
    }
    return from_units(units_at(&sample, 0, players) - units_at(&sample, 0, 0), sample.exponent);
}
