// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the calendar: it agrees with the C library's for 600 years and reads what it
 * writes. Exact: no tolerance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "sim/date.h"

static void known_days_have_their_ticks(void **state)
{
    (void)state;
    assert_int_equal(date_us(1970, 1, 1), 0);
    assert_int_equal(date_us(1970, 1, 2), DATE_DAY_US);
    assert_int_equal(date_us(1969, 12, 31), -DATE_DAY_US);
    /* 30 years of 365 days and 7 leap days (72, 76, .., 96); 2000 is a leap year, 2100 is not */
    assert_int_equal(date_us(2000, 1, 1), (30 * 365 + 7) * DATE_DAY_US);
    assert_int_equal(date_us(2000, 3, 1) - date_us(2000, 2, 28), 2 * DATE_DAY_US);
    assert_int_equal(date_us(2100, 3, 1) - date_us(2100, 2, 28), DATE_DAY_US);
}

/* Every day from 1700 to 2300, against gmtime_r. */
static void every_day_of_six_centuries_agrees_with_the_c_library(void **state)
{
    (void)state;
    for (int64_t at_us = date_us(1700, 1, 1); at_us < date_us(2300, 1, 1); at_us += DATE_DAY_US) {
        time_t at_s = (time_t)(at_us / DATE_SECOND_US);
        struct tm tm;
        gmtime_r(&at_s, &tm);
        struct date day = date_of(at_us + DATE_DAY_US - 1); /* its last tick */
        assert_int_equal(day.year, tm.tm_year + 1900);
        assert_int_equal(day.month, tm.tm_mon + 1);
        assert_int_equal(day.day, tm.tm_mday);
        assert_int_equal(date_us(day.year, day.month, day.day), at_us);
        assert_int_equal(date_weekday(at_us), (tm.tm_wday + 6) % 7);
    }
}

static void hours_are_counted_from_midnight_and_from_monday(void **state)
{
    (void)state;
    int64_t monday_us = date_us(2021, 11, 8); /* the hub's opening, a Monday */
    assert_int_equal(date_weekday(monday_us), 0);
    assert_int_equal(date_weekday(monday_us - 1), 6);
    assert_int_equal(date_hour_of_week(monday_us), 0);
    assert_int_equal(date_hour_of_week(monday_us - 1), 167);
    assert_int_equal(date_hour(monday_us + 6 * DATE_HOUR_US + 59 * DATE_MINUTE_US), 6);
    assert_int_equal(date_hour_of_week(monday_us + 3 * DATE_DAY_US + 6 * DATE_HOUR_US), 78);
    assert_int_equal(date_hour(-1), 23);
}

static void years_have_their_days(void **state)
{
    (void)state;
    assert_int_equal(date_days_in_year(2024), 366);
    assert_int_equal(date_days_in_year(2025), 365);
    assert_int_equal(date_days_in_year(2000), 366);
    assert_int_equal(date_days_in_year(2100), 365);
}

static void dates_are_read(void **state)
{
    (void)state;
    int64_t at_us = 0;
    assert_true(date_read("2021-11-08", &at_us));
    assert_int_equal(at_us, date_us(2021, 11, 8));
    assert_true(date_read("2021-11-08 06:30", &at_us));
    assert_int_equal(at_us, date_us(2021, 11, 8) + 6 * DATE_HOUR_US + 30 * DATE_MINUTE_US);
    assert_true(date_read("2024-02-29 23:59", &at_us));
    assert_true(date_read("never", &at_us));
    assert_int_equal(at_us, DATE_NEVER_US);
}

static void what_is_no_date_is_refused_and_leaves_the_tick_alone(void **state)
{
    (void)state;
    const char *wrong[] = {
        "",
        "2021",
        "2021-11",
        "2021-11-8",
        "2021/11/08",
        "2021-00-08",
        "2021-13-08",
        "2021-11-00",
        "2021-11-31",
        "2023-02-29",
        "2100-02-29",
        "2021-11-08 ",
        " 2021-11-08",
        "2021-11-08 24:00",
        "2021-11-08 06:60",
        "2021-11-08T06:30",
        "2021-11-08 6:30",
        "2021-11-08 06:30:00",
        "-021-11-08",
        "20a1-11-08",
        "Never",
        "2021-11-08 +6:30",
        "2021-11-08 06-30",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        int64_t at_us = 77;
        assert_false(date_read(wrong[i], &at_us));
        assert_int_equal(at_us, 77);
    }
}

static void what_is_written_can_be_read(void **state)
{
    (void)state;
    char text[17];
    assert_string_equal(date_write(text, date_us(2021, 11, 8), false), "2021-11-08");
    assert_string_equal(date_write(text, DATE_NEVER_US, true), "never");
    for (int64_t i = 0; i < 10000; i++) {
        int64_t at_us = date_us(1900, 1, 1) + i * 12345 * DATE_MINUTE_US, back_us = 0;
        assert_true(date_read(date_write(text, at_us, true), &back_us));
        assert_int_equal(back_us, at_us);
        assert_int_equal(strlen(text), 16);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_ticks),
        cmocka_unit_test(every_day_of_six_centuries_agrees_with_the_c_library),
        cmocka_unit_test(hours_are_counted_from_midnight_and_from_monday),
        cmocka_unit_test(years_have_their_days),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(what_is_no_date_is_refused_and_leaves_the_tick_alone),
        cmocka_unit_test(what_is_written_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
