// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/days.h -- the fields that timetables have in common: on which days a row holds, and
 * times of day.
 *
 * Knows          that every timetable begins with the columns days, from, until; that days are a date,
 *                weekdays (135) or daily; that a time is 23:40.
 * Does not know  what happens on those days: schedule.h, truck_schedule.h.
 * May include    scenarios/read/records.h
 */
#ifndef SCENARIOS_READ_DAYS_H
#define SCENARIOS_READ_DAYS_H

#include <stdint.h>
#include <stdio.h>

#include "scenarios/read/records.h"

struct days {
    int64_t from_us, until_us; /* INT64_MIN, INT64_MAX: no end */
    uint32_t weekdays;         /* bit 0 is Monday */
};

/* Of the first three fields; false: told. */
bool days_read(const struct records *records, const struct record *record, struct days *days);
bool days_time(const char *text, int64_t *after_midnight_us); /* to the minute */

/* The three fields, without a comma behind them; ",23:40". */
void days_write(FILE *to, const struct days *days);
void days_write_time(FILE *to, int64_t at_us);

#endif
