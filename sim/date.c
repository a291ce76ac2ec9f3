// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/date.h"

#include <stdio.h>
#include <string.h>

/* The Gregorian calendar repeats after 400 years of 146,097 days. Years are counted from 1
 * March, so that the leap day is the last of its year and month lengths follow a straight line:
 * 153 days in five months from March on. */
enum { DAYS_PER_ERA = 146097, DAYS_TO_1970 = 719468 /* from 0000-03-01 */ };

static int64_t divide_down(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int64_t days_from(int32_t year, int32_t month, int32_t day)
{
    int64_t march_year = (int64_t)year - (month <= 2);
    int64_t era = divide_down(march_year, 400);
    int64_t year_of_era = march_year - era * 400;
    int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

int64_t date_us(int32_t year, int32_t month, int32_t day)
{
    return days_from(year, month, day) * DATE_DAY_US;
}

struct date date_of(int64_t at_us)
{
    int64_t days = divide_down(at_us, DATE_DAY_US) + DAYS_TO_1970;
    int64_t era = divide_down(days, DAYS_PER_ERA);
    int64_t day_of_era = days - era * DAYS_PER_ERA;
    int64_t leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / (DAYS_PER_ERA - 1);
    int64_t year_of_era = (day_of_era - leap_days) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (struct date){
        .year = (int32_t)(era * 400 + year_of_era + (month <= 2)),
        .month = (int32_t)month,
        .day = (int32_t)(day_of_year - (153 * march_month + 2) / 5 + 1),
    };
}

/* 1970-01-01 was a Thursday: three days after a Monday. */
static int64_t days_since_a_monday(int64_t at_us)
{
    return divide_down(at_us, DATE_DAY_US) + 3;
}

int32_t date_weekday(int64_t at_us)
{
    int64_t days = days_since_a_monday(at_us);
    return (int32_t)(days - 7 * divide_down(days, 7));
}

int32_t date_hour(int64_t at_us)
{
    return (int32_t)((at_us - divide_down(at_us, DATE_DAY_US) * DATE_DAY_US) / DATE_HOUR_US);
}

int32_t date_hour_of_week(int64_t at_us)
{
    return 24 * date_weekday(at_us) + date_hour(at_us);
}

int32_t date_days_in_year(int32_t year)
{
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return leap ? 366 : 365;
}

/* ---- text ------------------------------------------------------------------------------------ */

/* A number of exactly `digits` digits, or -1. */
static int32_t read_digits(const char *text, int digits)
{
    int32_t number = 0;
    for (int i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9') return -1;
        number = 10 * number + (text[i] - '0');
    }
    return number;
}

static int32_t days_in_month(int32_t year, int32_t month)
{
    static const int32_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && date_days_in_year(year) == 366);
}

static bool read_day(const char *text, int64_t *at_us)
{
    if (text[4] != '-' || text[7] != '-') return false;
    int32_t year = read_digits(text, 4);
    int32_t month = read_digits(text + 5, 2);
    int32_t day = read_digits(text + 8, 2);
    if (year < 0 || month < 1 || month > 12) return false;
    if (day < 1 || day > days_in_month(year, month)) return false;
    *at_us = date_us(year, month, day);
    return true;
}

bool date_read(const char *text, int64_t *at_us)
{
    if (!strcmp(text, "never")) {
        *at_us = DATE_NEVER_US;
        return true;
    }
    size_t length = strlen(text);
    int64_t day_us = 0;
    if ((length != 10 && length != 16) || !read_day(text, &day_us)) return false;
    if (length == 16) {
        int32_t hour = read_digits(text + 11, 2);
        int32_t minute = read_digits(text + 14, 2);
        if (text[10] != ' ' || text[13] != ':') return false;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
        day_us += hour * DATE_HOUR_US + minute * DATE_MINUTE_US;
    }
    *at_us = day_us;
    return true;
}

char *date_write(char text[static 17], int64_t at_us, bool minutes)
{
    struct date day = date_of(at_us);
    bool writable = day.year >= 0 && day.year <= 9999;
    if (at_us == DATE_NEVER_US || !writable) {
        strcpy(text, at_us == DATE_NEVER_US ? "never" : "outside 0-9999");
        return text;
    }
    char wide[64]; /* as wide as the compiler fears */
    int64_t minute = (at_us - divide_down(at_us, DATE_DAY_US) * DATE_DAY_US) / DATE_MINUTE_US;
    snprintf(wide, sizeof wide, "%04d-%02d-%02d %02d:%02d", day.year, day.month, day.day,
             (int)(minute / 60), (int)(minute % 60));
    wide[minutes ? 16 : 10] = '\0';
    memcpy(text, wide, strlen(wide) + 1);
    return text;
}
