// SPDX-License-Identifier: GPL-3.0-or-later
/* tests/sim/models.h -- two models whose sensitivity is known exactly, of inputs from the unit
 * cube. */
#ifndef TESTS_SIM_MODELS_H
#define TESTS_SIM_MODELS_H

#include <math.h>

enum { ISHIGAMI_INPUTS = 3, SOBOL_G_INPUTS = 8 };

/* sin x1 + a sin^2 x2 + b x3^4 sin x1, x uniform from -pi to pi, a = 7, b = 0.1. */
static inline double ishigami(const double *unit)
{
    double x[ISHIGAMI_INPUTS];
    for (int i = 0; i < ISHIGAMI_INPUTS; i++)
        x[i] = (2 * unit[i] - 1) * M_PI;
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0]);
}

/* Product of (|4 x - 2| + a) / (1 + a), a = 0, 1, 4.5, 9, 99, 99, 99, 99. */
static inline double sobol_g(const double *unit)
{
    static const double a[SOBOL_G_INPUTS] = {0, 1, 4.5, 9, 99, 99, 99, 99};
    double product = 1;
    for (int i = 0; i < SOBOL_G_INPUTS; i++)
        product *= (fabs(4 * unit[i] - 2) + a[i]) / (1 + a[i]);
    return product;
}

#endif
