// SPDX-License-Identifier: GPL-3.0-or-later
/* tests/sim/models.h -- two models whose sensitivity is known exactly, of inputs from the unit
 * cube. */
#ifndef TESTS_SIM_MODELS_H
#define TESTS_SIM_MODELS_H

#include <math.h>

enum { ISHIGAMI_INPUTS = 3, SOBOL_G_INPUTS = 8 };

/* sin x1 + a sin^2 x2 + b x3^4 sin x1, x uniform from -pi to pi, a = 7. */
static inline double ishigami_with(double b, const double *unit)
{
    double x[ISHIGAMI_INPUTS];
    for (int i = 0; i < ISHIGAMI_INPUTS; i++)
        x[i] = (2 * unit[i] - 1) * M_PI;
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + b * x[2] * x[2] * x[2] * x[2] * sin(x[0]);
}

static inline double ishigami(const double *unit)
{
    return ishigami_with(0.1, unit);
}

static inline double ishigami_flat(const double *unit)
{
    return ishigami_with(0.05, unit);
}

/* Product of (|4 x - 2| + a) / (1 + a), a = 0, 1, 4.5, 9, 99, 99, 99, 99. */
static inline double sobol_g_of(int inputs, const double *unit)
{
    static const double a[SOBOL_G_INPUTS] = {0, 1, 4.5, 9, 99, 99, 99, 99};
    double product = 1;
    for (int i = 0; i < inputs; i++)
        product *= (fabs(4 * unit[i] - 2) + a[i]) / (1 + a[i]);
    return product;
}

static inline double sobol_g(const double *unit)
{
    return sobol_g_of(SOBOL_G_INPUTS, unit);
}

static inline double sobol_g4(const double *unit)
{
    return sobol_g_of(4, unit);
}

#endif
