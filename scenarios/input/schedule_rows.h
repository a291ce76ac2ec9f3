// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/schedule_rows.h -- what the CSV files of timetables have in common: how they are
 * opened, on which days a row holds, times of day, tonnes.
 *
 * Knows          that every timetable begins with the columns days, from, until; that days are a
 *                date, weekdays (135) or daily; that a time is 23:40; how long a file may be.
 * Does not know  what happens on those days: schedule.h, truck_schedule.h.
 */
#ifndef SCENARIOS_INPUT_SCHEDULE_ROWS_H
#define SCENARIOS_INPUT_SCHEDULE_ROWS_H

#include <stdint.h>
#include <stdio.h>

#include "scenarios/input/csv_reader.h"

enum { SCHEDULE_ROWS_MAX = 100000 };

/* What asks for the file, for an error about the file as a whole: the setting and where it
 * stands. */
struct schedule_rows_origin {
    const char *file; /* of the setting */
    int line;
    const char *key;
    const char *text; /* NULL: what the file says; else this */
};

struct schedule_rows_days {
    int64_t from_us, until_us; /* INT64_MIN, INT64_MAX: no end */
    uint32_t weekdays;         /* bit 0 is Monday */
};

/* As csv_reader_open and csv_reader_next. `n`: rows so far; false and reported if there are too
 * many.
 * */
bool schedule_rows_open(struct csv_reader *records, const char *file,
                        const struct schedule_rows_origin *origin, const char *const *column,
                        size_t columns, struct text_arena *arena, struct diagnostics *diagnostics);
bool schedule_rows_next(struct csv_reader *records, struct record *record, size_t n);

/* Adds an error about that field; returns false. */
bool schedule_rows_report(const struct csv_reader *records, const struct record *record,
                          size_t column, const char *advice);

/* Of the first three fields; false: reported. */
bool schedule_rows_days(const struct csv_reader *records, const struct record *record,
                        struct schedule_rows_days *days);
bool schedule_rows_time(const char *text, int64_t *after_midnight_us); /* to the minute */
bool schedule_rows_tonnes(const char *text, double *t);                /* a plain number */

/* The header; the three fields, without a comma behind them; ",23:40". */
void schedule_rows_write_head(FILE *to, const char *const *column, size_t columns);
void schedule_rows_write_days(FILE *to, const struct schedule_rows_days *days);
void schedule_rows_write_time(FILE *to, int64_t at_us);

#endif
