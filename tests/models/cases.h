// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tests/models/cases.h -- a test for each exact case of models/theory/, by 20 replications with
 * fixed seed. A measure fails when |z| is beyond the limit of all of them together (1 false alarm
 * in 1,000), or when its interval is so wide that an error of the stated size would be missed.
 */
#ifndef TESTS_MODELS_CASES_H
#define TESTS_MODELS_CASES_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/theory/theory.h"

enum { CASES_SEED = 1, CASES_MOST = 100 };

static inline size_t count_measures(void)
{
    size_t measures = 0;
    for (size_t i = 0; theory_at(i) != NULL; i++)
        measures += theory_at(i)->kind->measures;
    return measures;
}

static inline void a_case_agrees_with_its_formula(void **state)
{
    enum { N = THEORY_REPLICATIONS };
    const struct theory_case *of = *state;
    double value[THEORY_MEASURES * N];
    assert_true(theory_simulate(of, CASES_SEED, N, 0, NULL, value));
    bool fine = true;
    for (size_t i = 0; i < of->kind->measures; i++) {
        const struct theory_measure *measure = &of->kind->measure[i];
        const double exact = of->kind->exact(of, measure->code);
        const struct theory_verdict verdict =
            theory_judge(of, exact, value + i * N, N, theory_limit(count_measures()));
        const double caught = of->caught * (measure->times_caught > 0 ? measure->times_caught : 1);
        const bool narrow = of->certain || verdict.seen <= caught;
        if (!verdict.agrees || !narrow)
            print_error(
                "%s, %s: simulated %.7g, exact %.7g, z %.2f, sees %.2f %%, should see %.2f %%\n",
                of->name, measure->name, verdict.mean, exact, verdict.z, 100 * verdict.seen,
                100 * caught);
        fine = fine && verdict.agrees && narrow;
    }
    assert_true(fine);
}

/* Adds the tests of one list; returns how many there are then. */
static inline size_t add_cases(struct CMUnitTest *tests, size_t n, const struct theory_case *list,
                               size_t cases)
{
    for (size_t i = 0; i < cases && n < CASES_MOST; i++)
        tests[n++] = (struct CMUnitTest){.name = list[i].name,
                                         .test_func = a_case_agrees_with_its_formula,
                                         .initial_state = (void *)(uintptr_t)&list[i]};
    return n;
}

#endif
