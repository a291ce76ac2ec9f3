// SPDX-License-Identifier: GPL-3.0-or-later
/* tests/plots/test_text.c -- strangers' words come out as data, and numbers as people read them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <math.h>
#include <string.h>

#include <cmocka.h>

#include "plots/text.h"

static void check_clean(const char *from, const char *wanted)
{
    char to[TEXT_BYTES];
    text_clean(to, from, TEXT_MOST_CHARACTERS);
    assert_string_equal(to, wanted);
}

static void controls_and_broken_letters_are_dropped(void **state)
{
    (void)state;
    check_clean("a\x1b[31mb", "a[31mb");
    check_clean("a\x7f\x01"
                "b",
                "ab");
    check_clean("a\xC2\x9B"
                "b",
                "ab"); /* C1 control CSI */
    check_clean("a\xE2\x80\xAE"
                "b",
                "ab"); /* right-to-left override */
    check_clean("a\xFF\xC3"
                "b",
                "ab"); /* not UTF-8 */
    check_clean("a\xC0\xA7"
                "b",
                "ab"); /* overlong quote */
    check_clean("a\xEF\xBF\xBF"
                "b",
                "ab"); /* U+FFFF is not XML */
    check_clean("Li\xC3\xA8ge", "Li\xC3\xA8ge");
    check_clean(NULL, "");
}

static void line_ends_become_single_spaces(void **state)
{
    (void)state;
    check_clean("a\n!touch x\r\n\tb", "a !touch x b");
    check_clean("\n\n a  ", "a");
}

static void long_text_ends_in_an_ellipsis(void **state)
{
    (void)state;
    char to[TEXT_BYTES];
    text_clean(to, "abcdef", 6);
    assert_string_equal(to, "abcdef");
    text_clean(to, "abcdefg", 6);
    assert_string_equal(to, "abcde\xE2\x80\xA6");
    assert_int_equal(text_characters(to), 6);
    char *much = malloc(10001);
    memset(much, 'x', 10000);
    much[10000] = '\0';
    text_clean(to, much, TEXT_MOST_CHARACTERS);
    assert_int_equal(text_characters(to), TEXT_MOST_CHARACTERS);
    free(much);
}

/* 200 letters of four bytes: the longest text there can be fits its bytes and is not cut in the
 * middle of a letter. */
static void wide_letters_fit(void **state)
{
    (void)state;
    char from[4 * 300 + 1], to[TEXT_BYTES];
    for (size_t i = 0; i < 300; i++)
        memcpy(from + 4 * i, "\xF0\x9F\x93\xA6", 4);
    from[1200] = '\0';
    text_clean(to, from, TEXT_MOST_CHARACTERS);
    assert_int_equal(text_characters(to), TEXT_MOST_CHARACTERS);
}

static void lines_break_at_spaces(void **state)
{
    (void)state;
    char line[3][TEXT_BYTES];
    assert_int_equal(text_wrap(line, 3, "one two three four", 8), 3);
    assert_string_equal(line[0], "one two");
    assert_string_equal(line[1], "three");
    assert_string_equal(line[2], "four");
    assert_int_equal(text_wrap(line, 2, "one two three four", 8), 2);
    assert_string_equal(line[1], "three f\xE2\x80\xA6");
    assert_int_equal(text_wrap(line, 2, "abcdefghijkl", 8), 2);
    assert_string_equal(line[0], "abcdefgh");
    assert_int_equal(text_wrap(line, 2, "", 8), 0);
}

static char *written(void (*write)(FILE *, const char *), const char *from)
{
    static char buffer[4096];
    memset(buffer, 0, sizeof buffer);
    FILE *to = fmemopen(buffer, sizeof buffer, "w");
    write(to, from);
    fclose(to);
    return buffer;
}

static void no_quote_ends_a_string_of_gnuplot(void **state)
{
    (void)state;
    assert_string_equal(written(text_gnuplot, "'.system(7).'"),
                        "'\xE2\x80\x99.system(7).\xE2\x80\x99'");
    const char *all = written(text_gnuplot, "'x''y''z'");
    assert_ptr_equal(strchr(all + 1, '\''), all + strlen(all) - 1);
    assert_string_equal(written(text_gnuplot, "a]]>b"), "'a] ]>b'");
    assert_string_equal(written(text_gnuplot, "`id`"), "'`id`'");
    assert_string_equal(written(text_gnuplot, "a\nEOD\nb"), "'a EOD b'");
}

static void csv_fields_are_quoted_and_never_formulas(void **state)
{
    (void)state;
    assert_string_equal(written(text_csv, "plain"), "plain");
    assert_string_equal(written(text_csv, "a, \"b\""), "\"a, \"\"b\"\"\"");
    assert_string_equal(written(text_csv, "=cmd|' /C calc'!A0"), "\"'=cmd|' /C calc'!A0\"");
    assert_string_equal(written(text_csv, "-1+1"), "'-1+1");
    assert_string_equal(written(text_xml, "<script>&"), "&lt;script&gt;&amp;");
}

static void check_number(double value, const char *wanted)
{
    char to[TEXT_NUMBER_BYTES];
    assert_string_equal(text_number(to, value), wanted);
}

static void numbers_read_as_people_write_them(void **state)
{
    (void)state;
    check_number(276, "276");
    check_number(0.6, "0.6");
    check_number(0, "0");
    check_number(-0.0, "0");
    check_number(9.6, "9.6");
    check_number(12.34, "12.3");
    check_number(12345, "12,345");
    check_number(-500000, "-500,000");
    check_number(999999.9, "1 million");
    check_number(1.31e9, "1.31 billion");
    check_number(272e6, "272 million");
    check_number(0.00001, "1.0e-05");
    check_number(0.0312, "0.031");
    check_number(1e30, "1e+30");
    check_number(NAN, "n/a");
    check_number(INFINITY, "n/a");
}

static void quantities_have_their_unit(void **state)
{
    (void)state;
    char to[TEXT_BYTES];
    assert_string_equal(text_quantity(to, 900, "jobs"), "900 jobs");
    assert_string_equal(text_quantity(to, 0.6, "share"), "60 %");
    assert_string_equal(text_quantity(to, -30, "EUR m"), "-30 EUR m");
    assert_string_equal(text_quantity(to, 55000, "1 per year"), "55,000 per year");
    assert_string_equal(text_quantity(to, NAN, "jobs"), "n/a");
    assert_string_equal(text_quantity(to, 3, NULL), "3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(controls_and_broken_letters_are_dropped),
        cmocka_unit_test(line_ends_become_single_spaces),
        cmocka_unit_test(long_text_ends_in_an_ellipsis),
        cmocka_unit_test(wide_letters_fit),
        cmocka_unit_test(lines_break_at_spaces),
        cmocka_unit_test(no_quote_ends_a_string_of_gnuplot),
        cmocka_unit_test(csv_fields_are_quoted_and_never_formulas),
        cmocka_unit_test(numbers_read_as_people_write_them),
        cmocka_unit_test(quantities_have_their_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
