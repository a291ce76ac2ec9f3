// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/stats/survival.h -- quantiles and mean of durations of which some have not ended yet.
 *
 * Knows          the Kaplan-Meier estimate over histograms: who has not finished counts as at risk
 *                up to the age reached, and who was there before the period began counts from the
 *                age at which it began. A quantile among those who never finish has no value; so
 *                nothing gets shorter because somebody is forgotten. Several groups are one if
 *                given together.
 * Does not know  time or units.
 * Equations      with E(a) ended, C(a) still there, T(a) entered late at age a, A arrived:
 *                (1)  R(a) = A + sum over b <= a of T(b) - sum over b < a of (E(b) + C(b))
 *                (2)  S(a) = product over b <= a of (1 - E(b) / R(b))
 *                (3)  mean = area under S up to the highest age seen; what is left there counts as
 *                     if it ended then, so the mean is a lower bound while S is above 0
 * Source         E. L. Kaplan, P. Meier, J. Am. Stat. Assoc. 53 (1958) 457; late entry as in J. P.
 *                Klein, M. L. Moeschberger, Survival Analysis (2003), section 4.6
 */
#ifndef SIM_STATS_SURVIVAL_H
#define SIM_STATS_SURVIVAL_H

#include <stddef.h>
#include <stdint.h>

#include "sim/stats/histogram.h"

struct survival {
    uint64_t arrived;                      /* A: at age 0 */
    const struct histogram *entered;       /* T; may be NULL: nobody */
    const struct histogram *ended, *still; /* E, C */
};

/* The age by which a share p has ended; NAN: nobody was there, or fewer than that end. */
double survival_quantile(const struct survival *groups, size_t n, double p);

double survival_mean(const struct survival *groups, size_t n); /* (3); NAN: nobody was there */

#endif
