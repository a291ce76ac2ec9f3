// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/random/maths.h -- log, exp and friends with fixed operations, so that the same
 *                scenario gives the same bits on every compiler, optimisation level and processor
 *                (the C library picks other code with FMA).
 *
 * Knows          +, -, *, / and exact scaling only. Accuracy about 1 ulp; sameness is what matters.
 * Does not know  errno; strange operands: maths_log of 0 is -INFINITY, of less NAN.
 */
#ifndef SIM_RANDOM_MATHS_H
#define SIM_RANDOM_MATHS_H

double maths_log(double x);
double maths_exp(double x);
double maths_pow(double x, double y);   /* x > 0 */
double maths_normal_quantile(double p); /* standard normal, 0 < p < 1 */

#endif
