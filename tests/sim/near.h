// SPDX-License-Identifier: GPL-3.0-or-later
/* tests/sim/near.h -- two numbers that should be nearly the same. Include cmocka.h before. */
#ifndef TESTS_SIM_NEAR_H
#define TESTS_SIM_NEAR_H

#include <math.h>

static inline void assert_near(double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance))
        fail_msg("%.12g is not within %g of %.12g", got, tolerance, want);
}

#endif
