// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the record of what was counted: RFC 4180 is read, what is not a number or a year is
 * reported with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/input/observed.h"
#include "sim/date.h"
#include "tests/scenarios/messages.h"
#include "tests/assertions.h"

#define HEAD "measure,year,value,unit,role,known,source,confidence,note\n"

static struct observed read_well(const char *text)
{
    struct diagnostics *diagnostics = diagnostics_new();
    write_file("o.csv", text);
    struct observed observed = observed_read("o.csv", diagnostics);
    diagnostics_print(diagnostics, stderr);
    assert_int_equal(diagnostics_count(diagnostics), 0);
    diagnostics_free(diagnostics);
    return observed;
}

static void assert_reported(const char *file, const char *expected)
{
    struct diagnostics *diagnostics = diagnostics_new();
    struct observed observed = observed_read(file, diagnostics);
    char *text = messages_of(diagnostics);
    assert_string_equal(text, expected);
    assert_int_equal(observed.n, 0);
    assert_null(observed.row);
    free(text);
    observed_free(&observed);
    diagnostics_free(diagnostics);
}

static void assert_reported_for(const char *text, const char *expected)
{
    write_file("o.csv", text);
    assert_reported("o.csv", expected);
}

static void rows_are_read(void **state)
{
    (void)state;
    struct observed observed =
        read_well(HEAD "airport.tonnes,2021,1412498,t,calibration,,L7,high,rounded\r\n"
                       "\n"
                       "trade.balance,2024,-2.5e9,eur,context,,T1,low,\n"
                       "jobs,2025,276,jobs,judged,,O6,medium,last line without end");
    assert_int_equal(observed.n, 3);
    assert_string_equal(observed.row[0].measure, "airport.tonnes");
    assert_int_equal(observed.row[0].year, 2021);
    assert_equal(observed.row[0].value, 1412498);
    assert_string_equal(observed.row[0].unit, "t");
    assert_int_equal(observed.row[0].role, OBSERVED_CALIBRATION);
    assert_string_equal(observed.row[0].source, "L7");
    assert_string_equal(observed.row[0].confidence, "high");
    assert_string_equal(observed.row[0].note, "rounded");
    assert_equal(observed.row[1].value, -2.5e9);
    assert_int_equal(observed.row[2].role, OBSERVED_JUDGED);
    assert_string_equal(observed.row[2].note, "last line without end");
    observed_free(&observed);
}

static void the_day_a_count_became_known_is_read(void **state)
{
    (void)state;
    struct observed observed = read_well(HEAD "a,2021,1,,judged,2023-02-14,,,\n"
                                              "a,2022,1,,judged,,,,\n"
                                              "a,2023,1,,judged,2023-07-01,,,half a year\n");
    assert_equal(observed.row[0].known_us, date_us(2023, 2, 14));
    assert_equal(observed.row[1].known_us, date_us(2023, 1, 1)); /* the day after the year */
    assert_equal(observed.row[2].known_us, date_us(2023, 7, 1));
    assert_int_equal(observed.row[2].line, 4);
    observed_free(&observed);
    assert_reported_for(
        HEAD
        "a,2021,1,,judged,in May,,,\na,2021,1,,judged,never,,,\na,2021,1,,judged,2020-12-31,,,\n",
        "o.csv:2: known = in May: give the day the count became known, such as 2023-01-12, or "
        "nothing\n"
        "o.csv:3: known = never: give the day the count became known, such as 2023-01-12, or "
        "nothing\n"
        "o.csv:4: known = 2020-12-31: give a day that is not before the year\n");
}

static void quotes_hold_commas_quotes_and_lines(void **state)
{
    (void)state;
    struct observed observed = read_well(
        HEAD "\"a\",\"2020\",\"1\",,context,,,,\"x, \"\"y\"\"\r\nz\"\nb,2021,2,,context,,,,\"\"\n");
    assert_int_equal(observed.n, 2);
    assert_string_equal(observed.row[0].measure, "a");
    assert_string_equal(observed.row[0].note, "x, \"y\"\r\nz");
    assert_string_equal(observed.row[1].note, "");
    observed_free(&observed);
}

static void the_row_to_compare_with_comes_first(void **state)
{
    (void)state;
    struct observed observed = read_well(
        HEAD
        "a,2020,1,,context,,,,\na,2020,2,,judged,,,,\na,2021,3,,context,,,,\na,2021,4,,context,,,,\n");
    assert_equal(observed_find(&observed, "a", 2020)->value, 2);
    assert_equal(observed_find(&observed, "a", 2021)->value, 3);
    assert_null(observed_find(&observed, "a", 2022));
    assert_null(observed_find(&observed, "b", 2020));
    observed_free(&observed);
}

static void all_mistakes_are_reported_with_their_lines(void **state)
{
    (void)state;
    assert_reported_for(
        HEAD "a,20,1,,context,,,,\n"
             "a,2020,1 000,,context,,,,\n"
             "a,2020,nan,,jugded,,,,\n"
             "a,2020,,,context,,,,\n"
             ",2020,0x10,,x,,,,\n"
             "a,2020,1\n"
             "a,2020,1,,context,,,,n,more\n"
             "a,2020,1e999,,context,,,,say \"so\"\n",
        "o.csv:2: year = 20: give a year, 1900 to 2200\n"
        "o.csv:3: value = 1 000: give a plain number: digits, a decimal point, no commas, no unit\n"
        "o.csv:4: value = nan: give a plain number: digits, a decimal point, no commas, no unit\n"
        "o.csv:4: role = jugded: no such role; did you mean judged?\n"
        "o.csv:5: value = : give a plain number: digits, a decimal point, no commas, no unit\n"
        "o.csv:6: value = 0x10: give a plain number: digits, a decimal point, no commas, no unit\n"
        "o.csv:6: role = x: give calibration, judged, context or given\n"
        "o.csv:6: measure: name what was measured\n"
        "o.csv:7: a: give 9 fields (here are 3)\n"
        "o.csv:8: a: give 9 fields (here are more than 9)\n"
        "o.csv:9: say \"so\": put the whole field in quotes, and double those in it\n"
        "o.csv:9: value = 1e999: give a plain number: digits, a decimal point, no commas, no "
        "unit\n");
}

static void two_numbers_to_compare_with_are_one_too_many(void **state)
{
    (void)state;
    assert_reported_for(
        HEAD "a,2020,1,,judged,,,,\nb,2020,1,,context,,,,\na,2020,2,,calibration,,,,\n",
        "o.csv:4: a: 2020 is given twice, first in line 2: make one of them context\n");
}

static void what_is_no_record_is_reported(void **state)
{
    (void)state;
    assert_reported_for(
        "",
        "o.csv:1: begin with the line measure,year,value,unit,role,known,source,confidence,note\n");
    assert_reported_for(
        "measure,year\n",
        "o.csv:1: begin with the line measure,year,value,unit,role,known,source,confidence,note\n");
    assert_reported_for(HEAD "a,2020,1,,context,,,,\"open\n\n",
                        "o.csv:2: this field is not closed: put \" at its end\n");
    assert_reported_for(HEAD "a,2020,\"1\"2,,context,,,,\n",
                        "o.csv:2: 1: put a comma after the closing quote\n");
    assert_reported_for(HEAD "a,2020,1,\xe8,context,,,,\n", "o.csv:2: not UTF-8: save as UTF-8\n");
    assert_int_equal(mkdir("folder.csv", 0700), 0);
    assert_reported("folder.csv", "folder.csv: this is a folder: name a file in it\n");
    assert_reported("no.csv", "no.csv: No such file or directory\n");
}

static void long_fields_and_long_records_are_refused(void **state)
{
    (void)state;
    assert_reported_for(HEAD "a,2020,1,123456789012345678901234,context,,,,\n",
                        "o.csv:2: unit = 123456789012345678901234: give at most 23 bytes\n");
    FILE *to = fopen("long.csv", "w");
    fputs(HEAD, to);
    for (int i = 0; i < 10001; i++)
        fprintf(to, "m%d,2020,1,,context,,,,\n", i);
    fclose(to);
    assert_reported("long.csv", "long.csv:10001: too long: a record has fewer than 10000 rows\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read),
        cmocka_unit_test(the_day_a_count_became_known_is_read),
        cmocka_unit_test(quotes_hold_commas_quotes_and_lines),
        cmocka_unit_test(the_row_to_compare_with_comes_first),
        cmocka_unit_test(all_mistakes_are_reported_with_their_lines),
        cmocka_unit_test(two_numbers_to_compare_with_are_one_too_many),
        cmocka_unit_test(what_is_no_record_is_reported),
        cmocka_unit_test(long_fields_and_long_records_are_refused),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
