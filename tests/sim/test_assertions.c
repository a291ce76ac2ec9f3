// SPDX-License-Identifier: GPL-3.0-or-later
/* What tests/assertions.h promises: a right number passes; a wrong one fails and prints the
 * expression, what it is and what it should be, the file and the line; NAN fails. Every wrong
 * assertion is made in a child, in a group of tests of its own, and what that prints is read. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/assertions.h"

enum { OUTPUT_BYTES = 4096 };

/* How many failed; what was printed. */
static int fail_in_child(CMUnitTestFunction test, char printed[static OUTPUT_BYTES])
{
    int end[2], status = 0;
    size_t n = 0;
    assert_int_equal(pipe(end), 0);
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        dup2(end[1], STDERR_FILENO);
        dup2(end[1], STDOUT_FILENO);
        const struct CMUnitTest tests[] = {{"one", test, NULL, NULL, NULL}};
        const int failed = cmocka_run_group_tests(tests, NULL, NULL);
        fflush(NULL);
        _exit(failed);
    }
    close(end[1]);
    for (ssize_t got; (got = read(end[0], printed + n, OUTPUT_BYTES - 1 - n)) > 0;)
        n += (size_t)got;
    close(end[0]);
    printed[n] = '\0';
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int three = 3;
static double ten_thirds = 10.0 / 3, unknown = NAN;
static uint64_t most = UINT64_MAX;

__extension__ static __int128 twice(uint64_t x)
{
    return (__int128)x * 2;
}

/* Each in a line of its own: a wrong assertion, and what must be printed of it. */
#define WRONG(name, assertion)                                                                     \
    static void name(void **state)                                                                 \
    {                                                                                              \
        (void)state;                                                                               \
        assertion;                                                                                 \
    }
/* clang-format off */
WRONG(equal, assert_equal(three + 1, 3))
WRONG(equal_by_a_bit, assert_equal(ten_thirds, nextafter(10.0 / 3, 4)))
WRONG(equal_and_wide, assert_equal(most, most - 1))
WRONG(equal_signs, assert_equal(-1, most))
WRONG(equal_unknown, assert_equal(unknown, unknown))
WRONG(differ, assert_differ(three, 3))
WRONG(differ_unknown, assert_differ(unknown, 3))
WRONG(less, assert_less(three, 3))
WRONG(less_unknown, assert_less(unknown, 3))
WRONG(at_most, assert_at_most(three, 2.5))
WRONG(greater, assert_greater(three, 3))
WRONG(at_least, assert_at_least(three, 3.5))
WRONG(near_to, assert_near(ten_thirds, 3, 0.25))
WRONG(near_unknown, assert_near(unknown, 3, 0.25))
WRONG(near_to_unknown, assert_near(3, unknown, INFINITY))
WRONG(closer, assert_closer(three, 5, 2))
WRONG(within, assert_within(three, 4, 0.2))
WRONG(close_to, assert_close(ten_thirds, 3.3333333))
WRONG(between, assert_between(1, three, 2.5))
WRONG(between_unknown, assert_between(1, unknown, 3))
WRONG(is_known, assert_known(unknown))
WRONG(is_unknown, assert_unknown(ten_thirds))
WRONG(finite_number, assert_finite(1 / (three - 3.0)))
WRONG(wide, assert_equal_wide(twice(most), most))
WRONG(contains, assert_contains("three", "four"))
/* clang-format on */

#define CASE(name, expected)                                                                       \
    {                                                                                              \
#name, name, expected                                                                      \
    }
static const struct {
    const char *name;
    CMUnitTestFunction test;
    const char *printed;
} cases[] = {
    CASE(equal, "three + 1 = 4: should be == 3"),
    CASE(equal_by_a_bit, "ten_thirds = 3.33333333333333348: should be == nextafter(10.0 / 3, 4) = "
                         "3.33333333333333393"),
    CASE(equal_and_wide,
         "most = 18446744073709551615: should be == most - 1 = 18446744073709551614"),
    CASE(equal_signs, "-1: should be == most = 18446744073709551615"),
    CASE(equal_unknown, "unknown = nan: should be == unknown = nan"),
    CASE(differ, "three = 3: should be != 3"),
    CASE(differ_unknown, "unknown = nan: should be != 3"),
    CASE(less, "three = 3: should be < 3"),
    CASE(less_unknown, "unknown = nan: should be < 3"),
    CASE(at_most, "three = 3: should be <= 2.5"),
    CASE(greater, "three = 3: should be > 3"),
    CASE(at_least, "three = 3: should be >= 3.5"),
    CASE(near_to, "ten_thirds = 3.33333333333333348: should be near 3, at most 0.25 away, but is "
                  "0.33333333333333348"),
    CASE(near_unknown, "unknown = nan: should be near 3, at most 0.25 away, but is nan"),
    CASE(near_to_unknown, "3: should be near unknown = nan, at most inf away, but is nan"),
    CASE(closer, "three = 3: should be near 5, less than 2 away, but is 2"),
    CASE(within, "three = 3: should be near 4, at most 0.8 away, but is 1"),
    CASE(close_to, "ten_thirds = 3.33333333333333348: should be near 3.3333333, at most "),
    CASE(between, "three = 3: should be between 1 and 2.5"),
    CASE(between_unknown, "unknown = nan: should be between 1 and 3"),
    CASE(is_known, "unknown = nan: should be a number"),
    CASE(is_unknown, "ten_thirds = 3.33333333333333348: should have no answer (NAN)"),
    CASE(finite_number, "1 / (three - 3.0) = inf: should be finite"),
    CASE(wide, "twice(most) = 1 2^64 + 18446744073709551614: should be == most = 0 2^64 + "
               "18446744073709551615"),
    CASE(contains, "\"three\" should contain \"four\" and is\nthree"),
};

static void a_wrong_number_fails_and_is_printed_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char printed[OUTPUT_BYTES];
        if (fail_in_child(cases[i].test, printed) != 1) fail_msg("%s passes", cases[i].name);
        assert_contains(printed, cases[i].printed);
        assert_contains(printed, __FILE__ ":");
    }
}

static void right_numbers_pass(void **state)
{
    (void)state;
    assert_equal(three, 3.0);
    assert_equal(most, UINT64_MAX);
    assert_differ(most, -1);
    assert_less(-1, most);
    assert_at_most(three, 3);
    assert_greater(ten_thirds, 3);
    assert_at_least(three, 3);
    assert_near(three, 5, 2);
    assert_closer(three, 5, 2.5);
    assert_within(three, 4, 0.25);
    assert_close(ten_thirds, 3.33333333333);
    assert_between(3, three, 3);
    assert_known(INFINITY);
    assert_unknown(unknown);
    assert_finite(ten_thirds);
    assert_equal_wide(twice(7), 14);
    assert_contains("three", "hre");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_number_fails_and_is_printed_with_its_place),
        cmocka_unit_test(right_numbers_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
