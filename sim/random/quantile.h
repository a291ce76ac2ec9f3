// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/random/quantile.h -- quantiles of gamma, Poisson and binomial laws with fixed operations.
 *
 * Knows          the saddle-point form of their densities [Loader2000], the incomplete gamma
 *                function by series and continued fraction, the Cornish-Fisher expansion, which
 *                mostly leaves no doubt about a count; else an exact search starts from it.
 * Does not know  streams; who asks.
 */
#ifndef SIM_RANDOM_QUANTILE_H
#define SIM_RANDOM_QUANTILE_H

#include <stdint.h>

/* The value x with P(X <= x) = p for a gamma law of that shape and scale 1. 0 < p < 1, shape >
 * 0. */
double quantile_gamma(double p, double shape);

/*
 * The same for many draws of one shape: the cube root of the value as a polynomial in the normal
 * quantile of p, which hardly bends [WilsonHilferty1931], through QUANTILE_CURVE values worked out
 * once. Within 1e-11 of quantile_gamma for shapes of 2 and more; other shapes, and p beyond 3 sd,
 * are left to quantile_gamma, but for shape 1, which is a logarithm.
 */
enum { QUANTILE_CURVE = 20 };
void quantile_gamma_fit(double shape, double curve[QUANTILE_CURVE]);
double quantile_gamma_fitted(double p, double shape, const double curve[QUANTILE_CURVE]);

/* The least k with P(X <= k) >= p. 0 < p < 1, 0 <= mean <= 1e15. */
uint64_t quantile_poisson(double p, double mean);

/* The same for `n` trials of chance `share`, 0 to 1. */
uint64_t quantile_binomial(double p, uint64_t n, double share);

/* log of x! = Gamma(x + 1), x >= 0. */
double quantile_log_factorial(double x);

#endif
