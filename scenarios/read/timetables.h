// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/timetables.h -- what the CSV files of timetables have in common: how they are opened, on
 * which days a row holds, times of day, tonnes.
 *
 * Knows          that every timetable begins with the columns days, from, until; that days are a date,
 *                weekdays (135) or daily; that a time is 23:40; how long a file may be.
 * Does not know  what happens on those days: schedule.h, truck_schedule.h.
 * May include    scenarios/read/records.h
 */
#ifndef SCENARIOS_READ_TIMETABLES_H
#define SCENARIOS_READ_TIMETABLES_H

#include <stdint.h>
#include <stdio.h>

#include "scenarios/read/records.h"

enum { TIMETABLES_ROWS_MAX = 100000 };

/* What asks for the file, for a mistake about the file as a whole: the setting and where it stands. */
struct timetables_asked {
    const char *file; /* of the setting */
    int line;
    const char *key;
    const char *text; /* NULL: what the file says; else this */
};

struct timetables_days {
    int64_t from_us, until_us; /* INT64_MIN, INT64_MAX: no end */
    uint32_t weekdays;         /* bit 0 is Monday */
};

/* As records_open and records_next. `n`: rows so far; false and told if there are too many. */
bool timetables_open(struct records *records, const char *file, const struct timetables_asked *asked,
                     const char *const *column, size_t columns, struct keep *keep,
                     struct mistakes *mistakes);
bool timetables_next(struct records *records, struct record *record, size_t n);

/* Adds a mistake about that field; returns false. */
bool timetables_tell(const struct records *records, const struct record *record, size_t column,
                     const char *advice);

/* Of the first three fields; false: told. */
bool timetables_days(const struct records *records, const struct record *record,
                     struct timetables_days *days);
bool timetables_time(const char *text, int64_t *after_midnight_us); /* to the minute */
bool timetables_tonnes(const char *text, double *t);                /* a plain number */

/* The header; the three fields, without a comma behind them; ",23:40". */
void timetables_write_head(FILE *to, const char *const *column, size_t columns);
void timetables_write_days(FILE *to, const struct timetables_days *days);
void timetables_write_time(FILE *to, int64_t at_us);

#endif
