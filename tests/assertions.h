// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * tests/assertions.h -- assertions about numbers that say, when they fail, what the numbers were.
 *
 *     assert_equal(n, 3)  assert_differ  assert_less  assert_at_most  assert_greater
 *     assert_at_least
 *     assert_near(actual, expected, tolerance)     at most so far off
 *     assert_closer(actual, expected, bound)       less far off: for whole numbers
 *     assert_within(actual, expected, share)       at most so large a share of it off
 *     assert_close(actual, expected)               but for rounding: 1e-9 of it
 *     assert_between(low, x, high)                 both ends belong to it
 *     assert_unknown(x), assert_known(x)           NAN, or not
 *     assert_finite(x)
 *     assert_equal_wide(a, b)                      of 128 bits
 *     assert_contains(text, part)
 *
 * Numbers of any type: a long double holds each of them to the last bit on the machines we build
 * for. NAN fails all but assert_unknown. Texts and pointers: cmocka's own assertions.
 */
#ifndef TESTS_ASSERTIONS_H
#define TESTS_ASSERTIONS_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { ASSERTION_BYTES = 64 };

#define assert_equal(a, b) assertion_compare(a, "==", b, #a, #b, __FILE__, __LINE__)
#define assert_differ(a, b) assertion_compare(a, "!=", b, #a, #b, __FILE__, __LINE__)
#define assert_less(a, b) assertion_compare(a, "<", b, #a, #b, __FILE__, __LINE__)
#define assert_at_most(a, b) assertion_compare(a, "<=", b, #a, #b, __FILE__, __LINE__)
#define assert_greater(a, b) assertion_compare(a, ">", b, #a, #b, __FILE__, __LINE__)
#define assert_at_least(a, b) assertion_compare(a, ">=", b, #a, #b, __FILE__, __LINE__)

#define assert_near(actual, expected, tolerance)                                                   \
    assertion_near(actual, expected, tolerance, true, #actual, #expected, __FILE__, __LINE__)
#define assert_closer(actual, expected, bound)                                                     \
    assertion_near(actual, expected, bound, false, #actual, #expected, __FILE__, __LINE__)
#define assert_within(actual, expected, share)                                                     \
    assertion_within(actual, expected, share, #actual, #expected, __FILE__, __LINE__)
#define assert_close(actual, expected) assert_within(actual, expected, 1e-9)
#define assert_between(low, x, high)                                                               \
    assertion_between(low, x, high, #low, #x, #high, __FILE__, __LINE__)

#define assert_unknown(x) assertion_known(x, false, #x, __FILE__, __LINE__)
#define assert_known(x) assertion_known(x, true, #x, __FILE__, __LINE__)
#define assert_finite(x) assertion_finite(x, #x, __FILE__, __LINE__)
#define assert_equal_wide(a, b) assertion_wide(a, b, #a, #b, __FILE__, __LINE__)
#define assert_contains(text, part) assertion_contains(text, part, #text, __FILE__, __LINE__)

/* ---- what they are made of ------------------------------------------------------------------- */

/* With as many digits as it takes to have the number back. */
static inline const char *assertion_write(char to[static ASSERTION_BYTES], long double x)
{
    for (int digits = 6; digits <= 21; digits += 3) {
        snprintf(to, ASSERTION_BYTES, "%.*Lg", digits, x);
        if (strtold(to, NULL) == x || (double)strtold(to, NULL) == x) break;
    }
    return to;
}

/* "x / y = 1.034"; "12", where that is the expression. */
static inline void assertion_print(const char *before, const char *text, long double x)
{
    char number[ASSERTION_BYTES];
    assertion_write(number, x);
    print_error("%s%s", before, text);
    if (strncmp(number, text, sizeof number) != 0) print_error(" = %s", number);
}

static inline void assertion_fail(const char *file, int line)
{
    print_error("\n");
    _fail(file, line);
}

static inline bool assertion_holds(long double a, const char *sign, long double b)
{
    if (isnan(a) || isnan(b)) return false;
    if (*sign == '<') return sign[1] ? a <= b : a < b;
    if (*sign == '>') return sign[1] ? a >= b : a > b;
    return (a == b) == (*sign == '=');
}

static inline void assertion_compare(long double a, const char *sign, long double b,
                                     const char *a_text, const char *b_text, const char *file,
                                     int line)
{
    if (assertion_holds(a, sign, b)) return;
    assertion_print("", a_text, a);
    print_error(": should be %s ", sign);
    assertion_print("", b_text, b);
    assertion_fail(file, line);
}

static inline void assertion_near(long double actual, long double expected, long double tolerance,
                                  bool may_touch, const char *actual_text,
                                  const char *expected_text, const char *file, int line)
{
    const double off = fabs((double)actual - (double)expected);
    if (off < (double)tolerance || (may_touch && off == (double)tolerance)) return;
    char number[ASSERTION_BYTES];
    assertion_print("", actual_text, actual);
    assertion_print(": should be near ", expected_text, expected);
    print_error(", %s %s away", may_touch ? "at most" : "less than",
                assertion_write(number, tolerance));
    print_error(", but is %s", assertion_write(number, off));
    assertion_fail(file, line);
}

static inline void assertion_within(long double actual, long double expected, long double share,
                                    const char *actual_text, const char *expected_text,
                                    const char *file, int line)
{
    assertion_near(actual, expected, share * fabsl(expected), true, actual_text, expected_text,
                   file, line);
}

static inline void assertion_between(long double low, long double x, long double high,
                                     const char *low_text, const char *x_text,
                                     const char *high_text, const char *file, int line)
{
    if (low <= x && x <= high) return;
    assertion_print("", x_text, x);
    assertion_print(": should be between ", low_text, low);
    assertion_print(" and ", high_text, high);
    assertion_fail(file, line);
}

static inline void assertion_known(long double x, bool known, const char *text, const char *file,
                                   int line)
{
    if (isnan(x) != known) return;
    assertion_print("", text, x);
    print_error(": should %s", known ? "be a number" : "have no answer (NAN)");
    assertion_fail(file, line);
}

static inline void assertion_finite(long double x, const char *text, const char *file, int line)
{
    if (isfinite(x)) return;
    assertion_print("", text, x);
    print_error(": should be finite");
    assertion_fail(file, line);
}

__extension__ static inline void assertion_wide(__int128 a, __int128 b, const char *a_text,
                                                const char *b_text, const char *file, int line)
{
    if (a == b) return;
    print_error("%s = %lld 2^64 + %llu: should be == %s = %lld 2^64 + %llu", a_text,
                (long long)(a >> 64), (unsigned long long)a, b_text, (long long)(b >> 64),
                (unsigned long long)b);
    assertion_fail(file, line);
}

static inline void assertion_contains(const char *text, const char *part, const char *expression,
                                      const char *file, int line)
{
    if (text && strstr(text, part)) return;
    print_error("%s should contain \"%s\" and is\n%s", expression, part, text ? text : "NULL");
    assertion_fail(file, line);
}

#endif
