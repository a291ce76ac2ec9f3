// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/shapley.h -- a gap shared out over its causes.
 *
 * Knows          Players are the causes (groups of inputs); a coalition is the set of players that
 *                have their value of B while the others keep that of A; its worth is what the model
 *                then says. A player's part is what its change adds, averaged over all orders in
 *                which the players can change one after the other [Shapley1953]. The parts add up
 *                to the gap, worth of all minus worth of none.
 *                Exactly, from all 2^players coalitions (12 players at most); or from a sample of
 *                orders [Castro2009], each paired with its reverse.
 * Adding up      Worths are taken as whole multiples of 2^-48 of the next power of two above the
 *                largest (a relative 4e-15, far below any noise), and shared in whole numbers:
 *                every part is rounded down, and the few units that are left go one each to the
 *                parts with the largest remainders, the first of equal ones. Hence the parts,
 *                added as doubles in any order, give the gap to the last bit.
 * Does not know  how a coalition is simulated. An unknown worth (NAN) makes everything NAN.
 */
#ifndef SIM_ANALYSIS_SHAPLEY_H
#define SIM_ANALYSIS_SHAPLEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/random/stream.h"
#include "sim/stats/interval.h"

enum { SHAPLEY_EXACT_PLAYERS = 12, SHAPLEY_PLAYERS = 64 };

struct shapley_part {
    double mean;              /* the part, of the mean over replications */
    struct interval interval; /* NAN with one replication */
    double alone, last;       /* what it adds when it changes first, and when it changes last */
    double least, most;       /* what it adds in the order that makes least, and most, of it */
};

/* worth[coalition * n + i]: coalition's worth in replication i of n, with common random numbers for
 * all coalitions. A coalition is a number: bit j is set if player j has its value of B. Returns the
 * gap and fills part[players]. 1 <= players <= 12. */
double shapley_exact(const double *worth, size_t players, size_t n, double level,
                     struct shapley_part *part);

/* `pairs` random orders, each followed by its reverse: order[(2 pair + reversed) * players + k] is
 * the player that changes as number k. */
void shapley_orders(struct stream *stream, size_t players, size_t pairs, uint32_t *order);

/* The coalition of the first k players of an order, as bits: the same coalition of another order
 * need not be simulated again. */
uint64_t shapley_coalition(const uint32_t *order, size_t k);

/* worth[(order * (players + 1) + k) * n + i]: worth of the first k players of that order in
 * replication i. The interval holds the chance of the orders as well as that of the replications
 * (conservatively: their half widths are added as squares); NAN with one pair. `alone`, `last`,
 * `least` and `most` are over the orders drawn; NAN where no order had the player there. */
double shapley_sampled(const double *worth, const uint32_t *order, size_t players, size_t pairs,
                       size_t n, double level, struct shapley_part *part);

#endif
