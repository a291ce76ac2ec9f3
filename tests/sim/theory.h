// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tests/sim/theory.h -- how a station of the hub is held against a formula. The engine's own cases
 * are in models/theory/.
 *
 * Rule       20 independent replications with fixed seeds; t = (mean - exact) /
 *            standard error has 19 degrees of freedom. A comparison fails when |t| > 3.883: by
 *            chance alone 1 in 1,000. It also fails when the standard error is so wide that an
 *            error of `caught` (a share of the exact value) would be missed with more than 3 in
 *            100: (3.883 + 2) standard errors must fit into it.
 */
#ifndef TESTS_SIM_THEORY_H
#define TESTS_SIM_THEORY_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "sim/date.h"
#include "sim/random/dist.h"
#include "sim/pool.h"
#include "sim/sim.h"
#include "sim/random/stream.h"
#include "tests/assertions.h"

enum { REPLICATIONS = 20 };

static const double FALSE_ALARM_T = 3.883; /* Student, 19 degrees of freedom, two-sided 0.001 */

static inline void assert_theory(const char *what, const double x[REPLICATIONS], double exact,
                                 double caught)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < REPLICATIONS; i++)
        sum += x[i];
    double mean = sum / REPLICATIONS;
    for (int i = 0; i < REPLICATIONS; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    double error = sqrt(squares / (REPLICATIONS - 1) / REPLICATIONS);
    double t = (mean - exact) / error;
    if (!(fabs(t) <= FALSE_ALARM_T && (FALSE_ALARM_T + 2) * error <= caught * exact))
        print_error(
            "%s: simulated %.7g, exact %.7g, t %.2f, catches %.2f %%, should catch %.2f %%\n", what,
            mean, exact, t, 100 * (FALSE_ALARM_T + 2) * error / exact, 100 * caught);
    assert_near(t, 0, FALSE_ALARM_T);
    assert_at_most((FALSE_ALARM_T + 2) * error, caught * exact);
}

/* ---- Erlang's formulas; a = offered load ----------------------------------------------------- */

/* B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1))    [Erlang1917] */
static inline double erlang_b(int servers, double a)
{
    double b = 1;
    for (int n = 1; n <= servers; n++)
        b = a * b / (n + a * b);
    return b;
}

/* C = B / (1 - rho (1 - B)) */
static inline double erlang_c(int servers, double a)
{
    double b = erlang_b(servers, a);
    return b / (1 - a / servers * (1 - b));
}

static inline int64_t ticks(double s)
{
    return (int64_t)(s * 1e6 + 0.5);
}

#endif
