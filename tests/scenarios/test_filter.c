// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about conditions on inputs: the usual order of operations, and nothing that is not a
 * number or the name of an input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "scenarios/studies/filter.h"

/* tugs = 20, stands = 6, and two inputs that end in the same word: 1 and 2. */
static const struct factors inputs = {.one = {{.path = "halls.one.tugs"},
                                              {.path = "airport.stands"},
                                              {.path = "lanes.a.load"},
                                              {.path = "lanes.b.load"}},
                                      .n = 4};
static const double x[] = {20, 6, 1, 2};

static bool holds(const char *expression)
{
    char error[FACTORS_ERROR_BYTES] = "";
    bool yes = false;
    if (!filter_holds(expression, &inputs, x, &yes, error)) fail_msg("%s", error);
    return yes;
}

static void assert_wrong(const char *expression, const char *why_not)
{
    char error[FACTORS_ERROR_BYTES] = "";
    bool yes = true;
    assert_false(filter_holds(expression, &inputs, x, &yes, error));
    assert_false(yes);
    if (!strstr(error, why_not)) fail_msg("%s: says %s", expression, error);
}

static void products_come_before_sums_before_comparisons(void **state)
{
    (void)state;
    assert_true(holds("tugs == 2 + 3 * stands"));
    assert_true(holds("tugs - 2 - 3 == 15"));
    assert_true(holds("(2 + 3) * stands > tugs"));
    assert_true(holds("tugs / 2 / 5 == 2"));
    assert_true(holds("-tugs < -stands"));
    assert_false(holds("tugs != 20"));
    assert_true(holds("tugs <= 20 and tugs >= 20"));
}

static void not_comes_before_and_before_or(void **state)
{
    (void)state;
    assert_true(holds("tugs > 10 or stands > 10 and stands > 20"));
    assert_false(holds("(tugs > 10 or stands > 10) and stands > 20"));
    assert_true(holds("not stands > 10 and tugs > 10"));
    assert_false(holds("not not stands > 10"));
}

static void names_are_the_last_word_where_that_is_enough(void **state)
{
    (void)state;
    assert_true(holds("halls.one.tugs == tugs"));
    assert_true(holds("lanes.a.load < lanes.b.load"));
    assert_wrong("load < 1", "at character 1");
}

static void what_is_no_number_holds_nothing(void **state)
{
    (void)state;
    assert_false(holds("0 / 0"));
    assert_false(holds("0 / 0 == 0 / 0"));
}

static void what_makes_no_sense_is_reported_where(void **state)
{
    (void)state;
    assert_wrong("", "at character 1");
    assert_wrong("tugs >", "at character 7");
    assert_wrong("tugs > 1)", "nothing may follow");
    assert_wrong("(tugs > 1", "give a )");
    assert_wrong("android", "give a number or the name");
    assert_wrong("system(1)", "give a number or the name");
}

static void brackets_without_end_are_refused(void **state)
{
    (void)state;
    char deep[400];
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    assert_wrong(deep, "too many brackets");
    memset(deep, '-', sizeof deep - 1);
    assert_wrong(deep, "too many brackets");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_come_before_sums_before_comparisons),
        cmocka_unit_test(not_comes_before_and_before_or),
        cmocka_unit_test(names_are_the_last_word_where_that_is_enough),
        cmocka_unit_test(what_is_no_number_holds_nothing),
        cmocka_unit_test(what_makes_no_sense_is_reported_where),
        cmocka_unit_test(brackets_without_end_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
