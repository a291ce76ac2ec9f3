// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/analysis/root.h -- what would it take: the value of one input from which a promise holds with
 * a stated chance.
 *
 * Knows          A grid of steps + 1 values of the input. At any of them n replications, always
 *                with common random numbers, say how many of them keep the promise. With them each
 *                replication has one value from which it keeps it; the answer is a quantile of
 *                those values, the `chance` one, and its interval that of order statistics
 *                (sim/stats/interval.h), which needs no formula and no law. Searched by regula
 *                falsi and bisection by turns; answer and interval share the values tried.
 * Does not know  how the model is run: it says which value to try next and is given the count. That
 *                more of the input helps (or harms) throughout is assumed, and watched (`uneven`).
 */
#ifndef SIM_ANALYSIS_ROOT_H
#define SIM_ANALYSIS_ROOT_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/stats/interval.h"

struct root_def {
    double lo, hi; /* lo < hi */
    size_t steps;  /* whole numbers: hi - lo; else 1000 gives a thousandth of the range */
    double chance; /* 0.8: the promise is to be kept in 80 of 100 */
    double level;  /* of the interval */
    size_t n;      /* replications at each value */
};

enum { ROOT_POINTS = 128 };

struct root {
    struct root_def def;
    size_t points;
    struct {
        size_t step, kept;
    } point[ROOT_POINTS]; /* in the order tried */
};

struct root root_start(const struct root_def *def);

/* The next value to try; false when all is known (or ROOT_POINTS values were tried). */
bool root_next(const struct root *root, double *x);

/* Of n replications at the value root_next gave, so many kept the promise. */
void root_tell(struct root *root, double x, size_t kept);

enum root_verdict {
    ROOT_UNFINISHED,
    ROOT_FOUND,
    ROOT_TOO_FEW, /* n replications give no interval, so there is no value to name */
    ROOT_ANY,     /* every value of the range suffices */
    ROOT_NONE,    /* none does */
};

struct root_answer {
    enum root_verdict verdict;
    bool rising; /* more of the input helps */
    double x; /* ROOT_FOUND: the least (if rising, else the most) value on the grid that suffices */
    struct interval interval; /* infinite: beyond the range; NAN: n is too small to tell */
    bool sure;                /* ROOT_ANY, ROOT_NONE: at that level, too */
    bool uneven;              /* somewhere more of the input did the opposite: do not trust x */
    size_t kept_lo, kept_hi;  /* at the ends of the range */
};

struct root_answer root_answer(const struct root *root);

/* The least number of replications with which an interval of that level has two ends: neither all
 * of n nor none may be likelier than (1 - level) / 2, so chance^n and (1 - chance)^n must not. */
size_t root_replications_needed(double chance, double level);

#endif
