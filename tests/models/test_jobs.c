// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the jobs outside the halls, by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/people/jobs.h"
#include "tests/assertions.h"

static const struct jobs_def jobs = {.other_base = 1500,
                                     .tonnes_base = 870644,
                                     .other_elasticity = 0.5,
                                     .indirect_per_direct = 0.64,
                                     .induced_per_direct = 0.43};

/* (1) At the base 1,500; four times the tonnes and elasticity 0.5: 1,500 x 4 ^ 0.5 = 3,000; a
 * quarter: 750. */
static void other_jobs_follow_tonnes_with_their_elasticity(void **state)
{
    (void)state;
    assert_close(jobs_other(&jobs, 870644), 1500);
    assert_close(jobs_other(&jobs, 4 * 870644), 3000);
    assert_close(jobs_other(&jobs, 870644 / 4.0), 750);
}

static void an_airport_without_freight_has_no_other_jobs(void **state)
{
    (void)state;
    assert_equal(jobs_other(&jobs, 0), 0);
    assert_equal(jobs_other(&jobs, NAN), 0);
}

/* (3) 1,000 direct: 640 at suppliers, 430 from spending. The 2,100 and 3,000 once promised for
 * 900 would be 2.3 and 3.3 each. */
static void indirect_and_induced_jobs_are_measured_shares_of_the_direct(void **state)
{
    (void)state;
    assert_close(jobs_indirect(&jobs, 1000), 640);
    assert_close(jobs_induced(&jobs, 1000), 430);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_jobs_follow_tonnes_with_their_elasticity),
        cmocka_unit_test(an_airport_without_freight_has_no_other_jobs),
        cmocka_unit_test(indirect_and_induced_jobs_are_measured_shares_of_the_direct),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
