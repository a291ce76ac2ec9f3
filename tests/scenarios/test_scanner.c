// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the strict reader: what libconfig 1.5 misreads without a word is reported, and what
 * is right passes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <time.h>
#include <cmocka.h>

#include "scenarios/input/scanner.h"
#include "scenarios/input/number.h"
#include "scenarios/input/settings.h"
#include "scenarios/input/suggest.h"
#include "tests/scenarios/messages.h"
#include "tests/assertions.h"

/* What is reported about these bytes, as file t.cfg. */
static char *report_on(const void *bytes, size_t n)
{
    struct text_arena *arena = text_arena_new();
    struct diagnostics *diagnostics = diagnostics_new();
    struct settings_layer layer;
    write_bytes("t.cfg", bytes, n);
    settings_read(arena, "t.cfg", NULL, 0, diagnostics, &layer);
    char *text = messages_of(diagnostics);
    diagnostics_free(diagnostics);
    text_arena_free(arena);
    return text;
}

static void assert_reported(const char *file, const char *expected)
{
    char *text = report_on(file, strlen(file));
    assert_string_equal(text, expected);
    free(text);
}

static void assert_reported_bytes(const char *bytes, size_t n, const char *expected)
{
    char *text = report_on(bytes, n);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_number(const char *text, double expected)
{
    double number = -7;
    assert_null(number_read(text, &number));
    assert_equal(number, expected);
}

static void assert_no_number(const char *text, const char *why)
{
    double number = 0;
    assert_string_equal(number_read(text, &number), why);
    assert_unknown(number);
}

/* libconfig 1.5 reads 9999999999 as 1410065407, 1e400 as inf, "." as 0, 010 as 10: all with
 * success. */
static void numbers_are_read_whole_or_refused(void **state)
{
    (void)state;
    assert_number("18", 18);
    assert_number("-18", -18);
    assert_number("9999999999", 9999999999.0);
    assert_number("9999999999L", 9999999999.0);
    assert_number("-2147483649", -2147483649.0);
    assert_number("9223372036854775807", 9223372036854775807.0);
    assert_number("0x1F", 31);
    assert_number("0", 0);
    assert_number("0.0e5", 0);
    assert_number("1.5e3", 1500);
    assert_number(".5", 0.5);
    assert_number("+2.", 2);
    assert_no_number("9223372036854775808", "too large: whole numbers have at most 18 digits");
    assert_no_number("1e400", "outside what a number can hold: at most about 1e308");
    assert_no_number("1e-400", "too close to 0: write 0");
    assert_no_number(".", "give a plain number");
    assert_no_number("-", "give a plain number");
    assert_no_number("-.e5", "give a plain number");
    assert_no_number("010", "write the number without a leading 0");
    assert_no_number("1_000", "write the number without _");
    assert_no_number("1.000.000", "write one decimal point and no other");
    assert_no_number("5min", "give a plain number: the unit is in the setting's name");
    assert_no_number("50%", "give a plain number: the unit is in the setting's name");
    assert_no_number("0x", "give a plain number: the unit is in the setting's name");
    assert_no_number("0x1.8p3", "give a plain number: the unit is in the setting's name");
    assert_no_number("1e", "give a plain number: the unit is in the setting's name");
    assert_no_number("nan", "give a plain number");
    assert_no_number("inf", "give a plain number");
}

static void what_is_right_passes(void **state)
{
    (void)state;
    assert_reported("a = 1; b = { c = \"x\"; }; // end without a line feed", "");
    assert_reported("a = 1; # end", "");
    assert_reported(
        "/* c */ a : { b = [1, 2, 3]; c = (1, \"x\", true); d = { }; e = []; }\r\nf = 3\r\n", "");
    assert_reported("title = \"Li\xc3\xa8ge \\\"LGG\\\" \\\\ \xe2\x82\xac\"\n  \" goes on\";", "");
    assert_reported("a = 3\nb = 4 c = \"x\"", ""); /* libconfig needs no semicolons */
    assert_reported("a = true; b = FALSE;", "");
}

static void comments_and_texts_are_closed(void **state)
{
    (void)state;
    assert_reported("a = 1;\nb = 2; /* open\nc = 3;\n",
                    "t.cfg:2: this comment is never closed: put */ at its end\n");
    assert_reported("a = \"x;\nb = 2;\n",
                    "t.cfg:1: a: this text is not closed: put \" at its end, on the same line\n");
    assert_reported("a = \"x\\\nb = 2;\n",
                    "t.cfg:1: a: this text is not closed: put \" at its end, on the same line\n");
    assert_reported("a = \"C:\\temp\\new\";",
                    "t.cfg:1: a: in a text only \\\" and \\\\ are written with a backslash\n");
}

static void brackets_fit(void **state)
{
    (void)state;
    assert_reported("a = {\n b = 1;\n", "t.cfg:1: a = {: this bracket is never closed\n");
    assert_reported("a = (\n { b = 1; ]\n);", "t.cfg:2: a = ]: does not fit the { of line 2\n");
    assert_reported("a = 1; }", "t.cfg:1: }: this bracket closes nothing\n");
    assert_reported("{ a = 1; }",
                    "t.cfg:1: {: a group or list without a name: write name = { ... };\n");
    assert_reported("a { b = 1; }", "t.cfg:1: a = {: put = between the name and the value\n");
    assert_reported("a = [ { b = 1; } ];",
                    "t.cfg:1: a = {: [ ] holds numbers and texts only: use ( ) around groups\n");
}

static void signs_are_missed_in_words(void **state)
{
    (void)state;
    assert_reported("a = 1,5;", "t.cfg:1: a = 5: decimals have a point, lists stand in [ ]\n");
    assert_reported("a = 1 5;",
                    "t.cfg:1: a = 5: two values in a row: numbers have no blanks in them, "
                    "lists stand in [ ]\n");
    assert_reported("a = [1 2];", "t.cfg:1: a = 2: put a comma between the values of a list\n");
    assert_reported("a = [\"x\" \"y\"];", "t.cfg:1: a: put a comma between the values of a list\n");
    assert_reported("a = [1, 2,];", "t.cfg:1: a = ]: no comma behind the last value of a list\n");
    assert_reported("a = [1,,2];", "t.cfg:1: a = ,: a value is missing before this comma\n");
    assert_reported("a = ;", "t.cfg:1: a: a value is missing\n");
    assert_reported("a", "t.cfg:1: a: the file ends before the value\n");
    assert_reported("a b = 3;", "t.cfg:1: a = b: put = between the name and the value\n");
    assert_reported("= 3;", "t.cfg:1: =: no name before this sign\n");
}

static void words_need_quotes_and_names_do_not_have_accents(void **state)
{
    (void)state;
    assert_reported("a = yes;",
                    "t.cfg:1: a = yes: write true or false, or put texts in double quotes\n");
    assert_reported("a = nan;", "t.cfg:1: a = nan: give a plain number\n");
    assert_reported(
        "\xc3\xa9t\xc3\xa9 = 3;",
        "t.cfg:1: \xc3\xa9t\xc3\xa9: names have plain letters without accents, digits and _\n");
    assert_reported("a*b = 3;",
                    "t.cfg:1: a*b: names have plain letters without accents, digits and _\n");
    assert_reported("a..b = 3;", "t.cfg:1: a..b: each part of a name begins with a letter\n");
    assert_reported("a. = 3;", "t.cfg:1: a.: a name does not end with a dot\n");
    assert_reported("a = \xe2\x80\x9c"
                    "a hub\xe2\x80\x9d;\nb = ;", /* as word processors write them */
                    "t.cfg:1: a: put texts in straight double quotes: \"text\"\n"
                    "t.cfg:2: b: a value is missing\n");
    assert_reported("a = 2021-11-08;", "t.cfg:1: a = 2021-11-08: put dates in double quotes\n");
}

static void includes_are_refused_unopened(void **state)
{
    (void)state;
    assert_reported(
        "@include \"/etc/passwd\"\na = 1;",
        "t.cfg:1: there is no @include: write extends = \"file.cfg\"; once, and then only "
        "what differs\n");
}

static void what_is_no_text_is_reported(void **state)
{
    (void)state;
    assert_reported_bytes("a = 1;\n\0b = 2;", 14, "t.cfg:2: a NUL byte: this is not a text file\n");
    assert_reported_bytes("a = \"x\0y\";", 10, "t.cfg:1: a NUL byte: this is not a text file\n");
    assert_reported("\xef\xbb\xbf"
                    "a = 1;",
                    "t.cfg:1: a byte order mark: save as UTF-8 without it\n");
    assert_reported_bytes("\xff\xfe"
                          "a\0",
                          4, "t.cfg:1: UTF-16: save as UTF-8\n");
    assert_reported(
        "# x\ra = 1;\r",
        "t.cfg:1: a carriage return without line feed: save with Unix or Windows line ends\n");
    assert_reported("a = \"Li\xe8ge\";", "t.cfg:1: not UTF-8: save as UTF-8\n");
    assert_reported("a = \"\xed\xa0\x80\";",
                    "t.cfg:1: not UTF-8: save as UTF-8\n"); /* a surrogate */
    assert_reported("a = \"\xc0\xaf\";",
                    "t.cfg:1: not UTF-8: save as UTF-8\n"); /* an overlong slash */
    assert_reported("a = \"\xf4\x90\x80\x80\";",
                    "t.cfg:1: not UTF-8: save as UTF-8\n"); /* above U+10FFFF */
    assert_reported("a = \"\x1b[2J\";", "t.cfg:1: a control character: delete it\n");
    assert_reported("a = \"x\xe2\x80\xaey\";",
                    "t.cfg:1: an invisible character: delete it\n"); /* turns the writing */
    assert_reported("", "t.cfg: there is nothing in it: a scenario has at least one setting\n");
    assert_reported("# only this\n",
                    "t.cfg: there is nothing in it: a scenario has at least one setting\n");
}

/* All errors of one file at once, after one that loses a semicolon too. */
static void all_mistakes_are_gathered(void **state)
{
    (void)state;
    assert_reported("a = 1e400;\nb = \"open;\nc = 010;\nd = yes\ne = $3;\n",
                    "t.cfg:1: a = 1e400: outside what a number can hold: at most about 1e308\n"
                    "t.cfg:2: b: this text is not closed: put \" at its end, on the same line\n"
                    "t.cfg:3: c = 010: write the number without a leading 0\n"
                    "t.cfg:4: d = yes: write true or false, or put texts in double quotes\n"
                    "t.cfg:5: e = $: this has no place here\n");
}

static char *repeat(const char *text, size_t times, const char *before, const char *after)
{
    const size_t n = strlen(text);
    char *all = malloc(n * times + strlen(before) + strlen(after) + 1);
    char *to = stpcpy(all, before);
    for (size_t i = 0; i < times; i++)
        to = stpcpy(to, text);
    strcpy(to, after);
    return all;
}

static void assert_hostile(char *file, const char *expected)
{
    const clock_t start = clock();
    char *text = report_on(file, strlen(file));
    assert_non_null(strstr(text, expected));
    assert_less(clock() - start, 3 * CLOCKS_PER_SEC);
    free(text);
    free(file);
}

static void hostile_sizes_are_refused_at_once(void **state)
{
    (void)state;
    assert_hostile(repeat("{", 100000, "", ""), "t.cfg:1: {: a group or list without a name");
    assert_hostile(repeat("a={", 100000, "", ""), "more than 32 deep");
    assert_hostile(repeat("(", 100000, "a=", ""), "more than 32 deep");
    assert_hostile(repeat("x", (4 << 20) - 20, "a = \"", "\";"),
                   "this text is too long: at most 4096 bytes");
    assert_hostile(repeat("x", 4 << 20, "a = \"", "\";"), "t.cfg: this file is larger than 4 MiB");
    assert_hostile(repeat("a=1;", 4097, "", ""), "too many: a group or list holds at most 4096");
    assert_hostile(repeat("1,", 1000000, "a = [", "1];"),
                   "too many: a group or list holds at most 4096");
    assert_hostile(repeat("{b=1;},", 40000, "a = (", ");"),
                   "t.cfg:1: a: too many: a group or list holds at most 4096");
    assert_hostile(repeat("a={};b={c=1;};", 30000, "", ""), "too many");
    assert_hostile(repeat("$ ", 2000000, "", ""), "t.cfg:1: $: this has no place here");
    assert_hostile(repeat("\"x\" ", 1000000, "a = ", ";"), "this text is too long");
    assert_hostile(repeat("x", 4 << 19, "", " = ;"), "a value is missing");
}

static char *report_on_file(const char *name)
{
    struct text_arena *arena = text_arena_new();
    struct diagnostics *diagnostics = diagnostics_new();
    struct settings_layer layer;
    settings_read(arena, name, NULL, 0, diagnostics, &layer);
    char *text = messages_of(diagnostics);
    diagnostics_free(diagnostics);
    text_arena_free(arena);
    return text;
}

/* A pipe nobody writes to would hang an ordinary open for ever; /dev/zero never ends; libconfig
 * exits on a folder. */
static void only_regular_files_are_opened(void **state)
{
    (void)state;
    assert_int_equal(mkdir("folder.cfg", 0700), 0);
    assert_int_equal(mkfifo("pipe.cfg", 0600), 0);
    const char *const expected[] = {"folder.cfg: this is a folder: name a file in it\n",
                                    "pipe.cfg: this is not a regular file\n",
                                    "/dev/zero: this is not a regular file\n",
                                    "nowhere.cfg: No such file or directory\n"};
    const char *const names[] = {"folder.cfg", "pipe.cfg", "/dev/zero", "nowhere.cfg"};
    for (int i = 0; i < 4; i++) {
        char *text = report_on_file(names[i]);
        assert_string_equal(text, expected[i]);
        free(text);
    }
}

/* By hand: "acb" is one swap from "abc"; "kitten" becomes "sitting" by k>s, e>i, +g. */
static void slips_are_counted(void **state)
{
    (void)state;
    assert_int_equal(suggest_distance("abc", "abc"), 0);
    assert_int_equal(suggest_distance("acb", "abc"), 1);
    assert_int_equal(suggest_distance("kitten", "sitting"), 3);
    assert_int_equal(suggest_distance("", "abc"), 3);
    assert_int_equal(suggest_distance("ca", "abc"), 3); /* restricted: no letter is touched twice */
    const char *const words[] = {"cainiao", "fedex", "cargo"};
    assert_string_equal(suggest_nearest("cainao", words, 3), "cainiao");
    assert_string_equal(suggest_nearest("fdeex", words, 3), "fedex");
    assert_null(suggest_nearest("xyz", words, 3));
    assert_string_equal(suggest_nearest("cargolux", words, 3), "cargo"); /* 3 slips in 8 letters */
    assert_null(suggest_nearest("cargoluxx", words, 3));                 /* 4 in 9 */
    assert_null(suggest_nearest("x", words, 3));
}

/* A thousand random files of the characters that matter, and a thousand of any bytes: whatever is
 * reported, nothing falls over (run under the sanitizers by make sanitize), and nothing is reported
 * only if something was read. Seed 1. */
static void noise_is_survived(void **state)
{
    (void)state;
    static const char letters[] = "ab.=;{}()[],\"\\/*#\n 019e-+@Lx:";
    uint32_t stream = 1;
    for (int i = 0; i < 2000; i++) {
        char bytes[64];
        for (size_t j = 0; j < sizeof bytes; j++) {
            stream = stream * 1664525u + 1013904223u;
            bytes[j] = i % 2 ? letters[(stream >> 8) % (sizeof letters - 1)] : (char)(stream >> 24);
        }
        char *text = report_on(bytes, sizeof bytes);
        assert_non_null(text);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_whole_or_refused),
        cmocka_unit_test(what_is_right_passes),
        cmocka_unit_test(comments_and_texts_are_closed),
        cmocka_unit_test(brackets_fit),
        cmocka_unit_test(signs_are_missed_in_words),
        cmocka_unit_test(words_need_quotes_and_names_do_not_have_accents),
        cmocka_unit_test(includes_are_refused_unopened),
        cmocka_unit_test(what_is_no_text_is_reported),
        cmocka_unit_test(all_mistakes_are_gathered),
        cmocka_unit_test(hostile_sizes_are_refused_at_once),
        cmocka_unit_test(only_regular_files_are_opened),
        cmocka_unit_test(slips_are_counted),
        cmocka_unit_test(noise_is_survived),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
