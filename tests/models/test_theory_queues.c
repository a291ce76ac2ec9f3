// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims: one station with a waiting line agrees with its formulas, in each case of
 * models/theory/theory_queues.c. */
#include "tests/models/cases.h"

int main(void)
{
    struct CMUnitTest tests[CASES_MOST];
    const size_t n = add_cases(tests, 0, theory_queues, theory_queues_n);
    return _cmocka_run_group_tests("theory of queues", tests, n, NULL, NULL);
}
