// SPDX-License-Identifier: GPL-3.0-or-later
/* The JSON writer: the bytes are written down here by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "scenarios/report/json.h"
#include "tests/assertions.h"

static void assert_number(double number, const char *expected)
{
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    struct json json = json_to(to);
    json_number(&json, NULL, number);
    fclose(to);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_text(const char *from, const char *expected)
{
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    struct json json = json_to(to);
    json_text(&json, NULL, from);
    fclose(to);
    assert_string_equal(text, expected);
    free(text);
}

static void numbers_have_as_few_digits_as_read_back(void **state)
{
    (void)state;
    assert_number(0.1, "0.1");
    assert_number(276, "276");
    assert_number(1.0 / 3,
                  "0.3333333333333333"); /* 15 threes are another number, 16 are this one */
    assert_number(0.1 + 0.2, "0.30000000000000004"); /* 17 are needed */
    assert_number(-1e300, "-1e+300");
    assert_number(-0.0, "0");
    assert_number(5e-324, "4.94065645841247e-324");
}

static void any_number_reads_back_as_itself(void **state)
{
    (void)state;
    uint64_t bits = 1;
    for (int i = 0; i < 20000; i++) { /* Knuth's MMIX recurrence runs through all kinds of bits */
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        double number;
        memcpy(&number, &bits, sizeof number);
        if (!isfinite(number)) continue;
        char text[64] = "";
        FILE *to = fmemopen(text, sizeof text, "w");
        json_digits(to, number);
        fclose(to);
        assert_equal(strtod(text, NULL), number);
    }
}

static void unknown_is_null(void **state)
{
    (void)state;
    assert_number(NAN, "null");
    assert_number(INFINITY, "null");
    assert_number(-INFINITY, "null");
    assert_text(NULL, "null");
}

static void texts_of_strangers_stay_texts(void **state)
{
    (void)state;
    assert_text("Liège", "\"Liège\"");
    assert_text("a\"b\\c", "\"a\\\"b\\\\c\"");
    assert_text("\x1b[31m\n", "\"\\u001b[31m\\u000a\"");
    assert_text("\xff|\xc3", "\"\\ufffd|\\ufffd\""); /* not UTF-8, and half a character */
}

static void commas_stand_between_and_nowhere_else(void **state)
{
    (void)state;
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    struct json json = json_to(to);
    json_object(&json, NULL);
    json_array(&json, "none");
    json_array_end(&json);
    json_array(&json, "two");
    json_whole(&json, NULL, -1);
    json_count(&json, NULL, UINT64_MAX);
    json_array_end(&json);
    json_hash(&json, "hash", 255);
    json_object_end(&json);
    fclose(to);
    assert_string_equal(text, "{\n \"none\": [],\n \"two\": [\n  -1,\n  18446744073709551615\n ],\n"
                              " \"hash\": \"00000000000000ff\"\n}\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_as_few_digits_as_read_back),
        cmocka_unit_test(any_number_reads_back_as_itself),
        cmocka_unit_test(unknown_is_null),
        cmocka_unit_test(texts_of_strangers_stay_texts),
        cmocka_unit_test(commas_stand_between_and_nowhere_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
