// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/matching.h -- which inputs could have given what was counted: history matching,
 * and a weighted sample of what remains.
 *
 * Knows          a simulator asked at points of the unit cube, in which the prior of the inputs is
 *                even; targets with a count and how sure it is. Of target j at point x
 *                  (1) I_j(x) = |f_j(x) - z_j| / sqrt(v_count + v_chance + v_discrepancy)
 *                is the implausibility [Craig1997]. A point is ruled out if its largest I_j (or the
 *                largest but `may_miss`) is above the cut-off, 3 by the three sigma rule
 *                [Pukelsheim1994]. Waves [Vernon2010]: the first is a Latin hypercube; before each
 *                later one linear emulators, each of the inputs that its target goes with most (the
 *                active ones), are fitted to all that was simulated, and only such draws from the
 *                prior are simulated as they do not rule out, with the emulator's own variance in
 *                (1). What was simulated and is not ruled out is a sample of the prior within what
 *                remains, weighted by
 *                  (2) w = 1 - (I / cut_off)^2
 *                the kernel of [Beaumont2002] with the implausibility as distance: approximate
 *                Bayesian computation [Marin2012].
 *                Discrepancy [KennedyOHagan2001]: targets of one kind have one coefficient of
 *                variation d, half-normal beforehand; with it the counts are normal about the prior
 *                predictive mean, with its covariance and those of count and chance,
 *                  (3) z ~ N(m, S + diag(v_count + v_chance + (d z)^2))
 *                and the mean of d given the counts is taken, with its middle 90 %. One or two
 *                counts of a kind would make every miss a discrepancy: such a kind keeps its prior.
 * Does not know  what is simulated.
 */
#ifndef SIM_ANALYSIS_MATCHING_H
#define SIM_ANALYSIS_MATCHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MATCHING_KINDS = 6, MATCHING_TARGETS = 64, MATCHING_INPUTS = 100, MATCHING_WAVES = 8 };

struct matching_target {
    double count;
    double count_sd;  /* of what was counted, in its unit */
    double chance_sd; /* between replications with the same inputs */
    size_t kind;      /* whose discrepancy, below MATCHING_KINDS */
};

struct matching_rule {
    size_t points, waves; /* points of each wave */
    double cut_off;
    size_t may_miss;                    /* so many targets may lie above it */
    double discrepancy_scale;           /* of the half-normal prior of d */
    size_t enough_counts;               /* a kind with fewer keeps the prior's mean and range */
    double discrepancy[MATCHING_KINDS]; /* given; NAN: estimated */
    uint64_t seed;
};

/* Fills y[point * targets + target]; false: stopped, and matching stops. */
typedef bool matching_simulate(void *context, const double *unit, size_t n, double *y);

struct matching_discrepancy {
    double mean, lo, hi; /* lo and hi: middle 90 %; NAN if it was given */
    size_t counts;       /* of that kind */
    bool assumed;        /* too few counts: mean and range are the prior's */
};

struct matching {
    size_t inputs, targets, n, remain,
        waves;                              /* n points in so many waves; `remain` not ruled out */
    size_t wave_begins[MATCHING_WAVES + 1]; /* number of the first point of each wave */
    double space[MATCHING_WAVES]; /* share of the prior that the emulators left for each wave */
    double *unit;                 /* [point * inputs + input] */
    double *y;                    /* [point * targets + target] */
    double *implausibility;       /* [point]: the one that decides */
    double *weight;               /* [point]: (2), 0: ruled out */
    struct matching_discrepancy discrepancy[MATCHING_KINDS];
    size_t best; /* the point with the least implausibility */
};

/* False: stopped or no memory; then free is not needed. */
bool matching_run(const struct matching_rule *rule, size_t inputs,
                  const struct matching_target *target, size_t targets, matching_simulate *simulate,
                  void *context, struct matching *matching);
void matching_free(struct matching *matching);

/* (1) of one target. */
double matching_implausibility(const struct matching *matching,
                               const struct matching_target *target, size_t point, size_t j);

/* The value below which a share p of the weight lies; x[i * stride], weight NULL: all alike. NAN
 * if there is no weight. */
double matching_quantile(const double *x, size_t stride, const double *weight, size_t n, double p);

/* (sum w)^2 / sum w^2: so many even draws would be as good. */
double matching_effective(const struct matching *matching);

#endif
