// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/selection.h -- the best of several options, with a guarantee.
 *
 * Knows          subset selection (drop what is surely not the best) [Nelson2001], KN (go on
 *                replicating until one option is left that is the best, or within delta of it)
 *                [KimNelson2001], OCBA (where further replications help most) [Chen2000].
 *                Replication i of all options may use common random numbers: then the Bonferroni
 *                form is used.
 * Guarantee      With chance `level`, for normal data: the subset holds the best; KN's choice is
 *                the best if it is better than all others by delta, else nearly always within delta
 *                of it.
 * Does not know  what the options are. The most is best; for the least, give values with the sign
 *                turned.
 */
#ifndef SIM_ANALYSIS_SELECTION_H
#define SIM_ANALYSIS_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

/* Options side by side: x[option * stride + i] is replication i. */
struct selection_data {
    const double *x;
    size_t options, stride;
    bool common_random_numbers;
};

/* Clears kept[option] where n replications say it is not the best: its mean is below that of
 * another, j, by more than t S_ij / sqrt(n). Those with an unknown value are kept: nothing is known
 * of them. n >= 2; kept[] is read, too: what is out stays out and is compared with nobody. Returns
 * how many are left. */
size_t selection_subset(const struct selection_data *data, size_t n, double level, bool *kept);

/* ---- KN -------------------------------------------------------------------------------------- */

struct selection_kn {
    double delta; /* a difference that is worth finding, above 0 */
    double level;
    size_t first; /* replications of all options before the first decision, n0 >= 2; 10 is usual */
};

/* h^2 = 2 eta (n0 - 1) with eta = ((2 beta)^(-2 / (n0 - 1)) - 1) / 2 and beta = (1 - level) /
 * (options - 1), or with independent random numbers 1 - level^(1 / (options - 1)). */
double selection_kn_eta(const struct selection_kn *kn, size_t options, bool common_random_numbers);
double selection_kn_h2(const struct selection_kn *kn, size_t options, bool common_random_numbers);

/* All that are kept have n >= first replications. Clears kept[] where an option is now out: its sum
 * is below another's by more than  max(0, delta / 2 (h^2 S_ij^2 / delta^2 - n)). Call it for each n
 * from `first` on, until it returns 1; it returns how many are left. */
size_t selection_kn_screen(const struct selection_kn *kn, const struct selection_data *data,
                           size_t n, bool *kept);

/* The most replications any kept option can need: one more than h^2 S^2 / delta^2 of the most
 * variable pair. */
size_t selection_kn_most(const struct selection_kn *kn, const struct selection_data *data,
                         const bool *kept);

/* ---- OCBA ------------------------------------------------------------------------------------ */

/* Shares `total` replications out: number[option], not rounded. Means of the options and their sds,
 * all above 0; equal means get as if they were a millionth of the widest gap apart. */
void selection_ocba(const double *mean, const double *sd, size_t options, double total,
                    double *number);

/* Chance that the option with the largest mean is the best, at least: 1 - sum of P(another passes
 * it), for normal means with those standard errors and independent random numbers. */
double selection_correct(const double *mean, const double *error, size_t options);

#endif
