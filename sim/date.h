// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * sim/date.h -- real calendar dates and the engine's clock.
 *
 * Knows          the Gregorian calendar. One tick is one microsecond; tick 0 is 1970-01-01 00:00 in
 *                the hub's standard time (no summer time: a night shift is eight hours on every
 *                night of the year).
 * Does not know  time zones other than the hub's own; leap seconds.
 */
#ifndef SIM_DATE_H
#define SIM_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define DATE_SECOND_US INT64_C(1000000)
#define DATE_MINUTE_US (60 * DATE_SECOND_US)
#define DATE_HOUR_US (60 * DATE_MINUTE_US)
#define DATE_DAY_US (24 * DATE_HOUR_US)
#define DATE_WEEK_US (7 * DATE_DAY_US)
#define DATE_NEVER_US INT64_MAX /* a date that does not come */

struct date {
    int32_t year;
    int32_t month; /* 1 to 12 */
    int32_t day;   /* 1 to 31 */
};

/* Midnight at the start of that day, in ticks. */
int64_t date_us(int32_t year, int32_t month, int32_t day);

/* The day a tick falls in. */
struct date date_of(int64_t at_us);

/* 0 Monday .. 6 Sunday. */
int32_t date_weekday(int64_t at_us);

/* 0 .. 167: hours since Monday 00:00. */
int32_t date_hour_of_week(int64_t at_us);

/* 0 .. 23 */
int32_t date_hour(int64_t at_us);

/* 365 or 366 */
int32_t date_days_in_year(int32_t year);

/* Reads "2021-11-08", "2021-11-08 06:30" or "never" (DATE_NEVER_US). False if it is none of
 * these, or no such day. */
bool date_read(const char *text, int64_t *at_us);

/* Writes "2021-11-08" (or "never") into 17 bytes; with minutes "2021-11-08 06:30". Returns
 * `text`. */
char *date_write(char text[static 17], int64_t at_us, bool minutes);

#endif
