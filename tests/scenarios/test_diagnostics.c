// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about how errors are reported. Exact texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/scenarios/messages.h"
#include "tests/assertions.h"

static void assert_reported(struct diagnostics *diagnostics, const char *expected)
{
    char *text = messages_of(diagnostics);
    assert_string_equal(text, expected);
    free(text);
    diagnostics_free(diagnostics);
}

static void mistakes_stand_in_the_order_of_file_and_line(void **state)
{
    (void)state;
    struct diagnostics *diagnostics = diagnostics_new();
    diagnostics_add(diagnostics, "base.cfg", 9, "b", "2", "give %d", 1);
    diagnostics_add(diagnostics, "snow.cfg", 1, "c", NULL, "no such setting");
    diagnostics_add(diagnostics, "base.cfg", 3, "a", "1", "give a whole number");
    diagnostics_add(diagnostics, "base.cfg", 0, NULL, NULL, "larger than 4 MiB");
    diagnostics_add(diagnostics, "base.cfg", 3, "z", "1", "added second, stands second");
    assert_int_equal(diagnostics_count(diagnostics), 5);
    assert_reported(diagnostics, "base.cfg: larger than 4 MiB\n"
                                 "base.cfg:3: a = 1: give a whole number\n"
                                 "base.cfg:3: z = 1: added second, stands second\n"
                                 "base.cfg:9: b = 2: give 1\n"
                                 "snow.cfg:1: c: no such setting\n");
}

static void the_same_mistake_is_reported_once(void **state)
{
    (void)state;
    struct diagnostics *diagnostics = diagnostics_new();
    for (int i = 0; i < 3; i++)
        diagnostics_add(diagnostics, "a.cfg", 1, NULL, "$", "no place here");
    diagnostics_add(diagnostics, "a.cfg", 2, NULL, "$", "no place here");
    assert_int_equal(diagnostics_count(diagnostics), 2);
    assert_reported(diagnostics, "a.cfg:1: $: no place here\na.cfg:2: $: no place here\n");
}

/* Escapes that move the cursor, marks that turn the direction of writing, broken UTF-8: shown, not
 * obeyed. */
static void nothing_reaches_the_terminal_but_visible_text(void **state)
{
    (void)state;
    struct diagnostics *diagnostics = diagnostics_new();
    diagnostics_add(diagnostics, "a\n.cfg", 1, "k\x1b[2J", "Li\xc3\xa8ge \xff \xe2\x80\xae \x9b",
                    "x");
    assert_reported(diagnostics,
                    "a\\x0a.cfg:1: k\\x1b[2J = Li\xc3\xa8ge \\xff \\xe2\\x80\\xae \\x9b: x\n");
}

static void long_values_are_cut(void **state)
{
    (void)state;
    char value[5000];
    memset(value, 'x', sizeof value);
    value[sizeof value - 1] = '\0';
    struct diagnostics *diagnostics = diagnostics_new();
    diagnostics_add(diagnostics, "a.cfg", 1, "k", value, "give less");
    char *text = messages_of(diagnostics);
    assert_less(strlen(text), 160);
    assert_non_null(strstr(text, "xxx...: give less"));
    free(text);
    diagnostics_free(diagnostics);
}

static void two_hundred_are_kept_and_all_are_counted(void **state)
{
    (void)state;
    struct diagnostics *diagnostics = diagnostics_new();
    for (int i = 1; i <= 1000; i++)
        diagnostics_add(diagnostics, "a.cfg", i, "k", NULL, "wrong");
    assert_int_equal(diagnostics_count(diagnostics), 1000);
    char *text = messages_of(diagnostics);
    assert_non_null(strstr(text, "a.cfg:200: k: wrong\n... and 800 more\n"));
    assert_null(strstr(text, "a.cfg:201:"));
    free(text);
    diagnostics_free(diagnostics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_stand_in_the_order_of_file_and_line),
        cmocka_unit_test(the_same_mistake_is_reported_once),
        cmocka_unit_test(nothing_reaches_the_terminal_but_visible_text),
        cmocka_unit_test(long_values_are_cut),
        cmocka_unit_test(two_hundred_are_kept_and_all_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
