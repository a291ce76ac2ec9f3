// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/forecast_score.h -- a projection held against what was counted afterwards.
 *
 * Knows          the CRPS of an ensemble (how far all of it lies from what came, in the measure's
 *                own unit; for a single forecast the plain error) [GneitingRaftery2007], bias,
 *                bands of which 50, 80 and 95 of 100 truths should be inside, the place of the
 *                truth among the ensemble (PIT), and skill against a naive forecast.
 * Does not know  years, roles, sources; which data were used to set inputs (never score those).
 */
#ifndef SIM_ANALYSIS_FORECAST_SCORE_H
#define SIM_ANALYSIS_FORECAST_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/stats/interval.h"

/* One thing that was projected by n replications, and then counted; naive: what one would have said
 * without any model (NAN if nothing). */
struct forecast_score_case {
    const double *ensemble;
    size_t n;
    double observed, naive;
};

enum { FORECAST_SCORE_BANDS = 3 };

struct forecast_score {
    size_t cases; /* those with a count and at least one replication; others are passed over */
    double bias;  /* mean of projection less count */
    double crps;  /* mean over the cases; 0 is perfect */
    size_t naive_cases; /* those with a naive forecast */
    double naive_crps;  /* of these: of the naive forecast */
    double skill;       /* of these: 1 - crps / naive_crps; below 0 the model did worse */
    struct {
        double level;
        size_t inside, of;        /* of: the cases with replications enough for that band */
    } band[FORECAST_SCORE_BANDS]; /* 50, 80 and 95 % */
};

struct forecast_score forecast_score_all(const struct forecast_score_case *cases, size_t n);

/* Of a chance that something happens: (p - 1)^2 if it did, p^2 if not [Brier1950]. */
double forecast_score_brier(double p, bool happened);

/* Mean of |x - y| less half the mean of |x - x'| over all pairs; NAN for n = 0 or an unknown. */
double forecast_score_crps(const double *ensemble, size_t n, double observed);

/* The same, unbiased for the law behind the ensemble (pairs of two different ones); n >= 2. It does
 * not punish an ensemble for being small. */
double forecast_score_crps_fair(const double *ensemble, size_t n, double observed);

/* Of a normal law. */
double forecast_score_crps_normal(double mean, double sd, double observed);

/* Width of the interval, and 2 / (1 - level) for each unit by which it was missed. */
double forecast_score_interval(struct interval interval, double level, double observed);

/* Where the truth lies: 0 below all, 1 above all; over many cases even, if the projection is
 * right. */
double forecast_score_pit(const double *ensemble, size_t n, double observed);

/* The middle part of an ensemble that holds one further draw with chance `level`; NAN if n is too
 * small (50 %: 3, 80 %: 9, 95 %: 39). */
struct interval forecast_score_band(const double *ensemble, size_t n, double level);

#endif
