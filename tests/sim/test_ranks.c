// SPDX-License-Identifier: GPL-3.0-or-later
/* A process that no launcher started is alone and leads. With others: tests/program/test_ranks.sh.
 * */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sim/ranks.h"
#include "tests/assertions.h"

static void alone_we_are_one_and_lead(void **state)
{
    (void)state;
    struct ranks_message message;
    unsetenv("OMPI_COMM_WORLD_SIZE");
    unsetenv("PMI_SIZE");
    unsetenv("SLURM_STEP_NUM_TASKS");
    assert_true(ranks_begin());
    assert_int_equal(ranks_count(), 1);
    assert_int_equal(ranks_own(), 0);
    assert_false(ranks_launched());
    assert_false(ranks_take(&message));
    ranks_end();
}

static void one_rank_is_no_less_launched(void **state)
{
    (void)state;
    setenv("OMPI_COMM_WORLD_SIZE", "1", 1);
    assert_true(ranks_launched());
    assert_true(ranks_begin());
    assert_int_equal(ranks_count(), 1);
    ranks_end();
    unsetenv("OMPI_COMM_WORLD_SIZE");
}

static void the_library_has_a_name(void **state)
{
    (void)state;
    char name[80] = "";
    ranks_library(name, sizeof name);
    assert_at_least(strlen(name), 3);
    assert_null(strchr(name, '\n'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alone_we_are_one_and_lead),
        cmocka_unit_test(one_rank_is_no_less_launched),
        cmocka_unit_test(the_library_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
