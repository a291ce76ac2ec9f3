// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/schedule_rows.h"

#include <stdlib.h>
#include <string.h>

#include "sim/date.h"

enum { DAYS, FROM, UNTIL };
enum { EVERY_DAY = 127 };

bool schedule_rows_open(struct csv_reader *records, const char *file,
                        const struct schedule_rows_origin *origin, const char *const *column,
                        size_t columns, struct text_arena *arena, struct diagnostics *diagnostics)
{
    if (origin->text)
        return csv_reader_open_text(records, arena, file, origin->text, column, columns,
                                    diagnostics);
    return csv_reader_open(records, arena, file, origin->file, origin->line, origin->key, column,
                           columns, diagnostics);
}

bool schedule_rows_next(struct csv_reader *records, struct record *record, size_t n)
{
    if (n >= SCHEDULE_ROWS_MAX)
        return csv_reader_report(records, record->line, NULL, NULL,
                                 "too long: a timetable has fewer than 100000 rows");
    return csv_reader_next(records, record);
}

bool schedule_rows_report(const struct csv_reader *records, const struct record *record,
                          size_t column, const char *advice)
{
    const char *text = record->field[column];
    return csv_reader_report(records, record->line, records->column[column], *text ? text : NULL,
                             advice);
}

/* ---- days, times, tonnes --------------------------------------------------------------------- */

static bool is_day(const char *text, int64_t *at_us)
{
    return strlen(text) == 10 && date_read(text, at_us) && *at_us != DATE_NEVER_US;
}

/* "135": Monday, Wednesday, Friday. 0 if it is no such thing. */
static uint32_t weekdays_of(const char *text)
{
    uint32_t days = 0;
    char before = '0';
    for (; *text != '\0'; before = *text++) {
        if (*text <= before || *text > '7') return 0;
        days |= 1u << (*text - '1');
    }
    return days;
}

static bool read_date(const struct csv_reader *records, const struct record *record,
                      struct schedule_rows_days *days)
{
    const char *const *field = record->field;
    if (!is_day(field[DAYS], &days->from_us))
        return schedule_rows_report(
            records, record, DAYS,
            "give a date such as 2025-11-11, weekdays such as 135 (Monday is 1), or daily");
    days->until_us = days->from_us + DATE_DAY_US;
    days->weekdays = EVERY_DAY;
    if (*field[FROM])
        return schedule_rows_report(records, record, FROM, "leave it empty: days is a date");
    return !*field[UNTIL] ||
           schedule_rows_report(records, record, UNTIL, "leave it empty: days is a date");
}

bool schedule_rows_days(const struct csv_reader *records, const struct record *record,
                        struct schedule_rows_days *days)
{
    const char *const *field = record->field;
    const bool daily = strcmp(field[DAYS], "daily") == 0;
    *days = (struct schedule_rows_days){INT64_MIN, INT64_MAX,
                                        daily ? EVERY_DAY : weekdays_of(field[DAYS])};
    if (days->weekdays == 0) return read_date(records, record, days);
    if (*field[FROM] && !is_day(field[FROM], &days->from_us))
        return schedule_rows_report(records, record, FROM,
                                    "give the first day, such as 2025-03-30, or nothing");
    if (*field[UNTIL] && !is_day(field[UNTIL], &days->until_us))
        return schedule_rows_report(records, record, UNTIL,
                                    "give the last day, such as 2025-10-25, or nothing");
    if (*field[UNTIL]) days->until_us += DATE_DAY_US;
    return days->until_us > days->from_us ||
           schedule_rows_report(records, record, UNTIL, "give a day that is not before from");
}

bool schedule_rows_time(const char *text, int64_t *after_midnight_us)
{
    if (strlen(text) != 5 || text[2] != ':' || strspn(text, "0123456789:") != 5) return false;
    int64_t h = (text[0] - '0') * 10 + text[1] - '0', min = (text[3] - '0') * 10 + text[4] - '0';
    *after_midnight_us = h * DATE_HOUR_US + min * DATE_MINUTE_US;
    return text[0] != ':' && text[1] != ':' && text[3] != ':' && text[4] != ':' && h < 24 &&
           min < 60;
}

bool schedule_rows_tonnes(const char *text, double *t)
{
    char *end = NULL;
    if (strspn(text, "0123456789.") != strlen(text)) return false;
    *t = strtod(text, &end);
    return *end == '\0' && end != text;
}

/* ---- and back -------------------------------------------------------------------------------- */

void schedule_rows_write_head(FILE *to, const char *const *column, size_t columns)
{
    for (size_t i = 0; i < columns; i++)
        fprintf(to, "%s%s", i ? "," : "", column[i]);
    fputc('\n', to);
}

static void write_day(FILE *to, int64_t at_us)
{
    char text[17];
    fputs(date_write(text, at_us, false), to);
}

void schedule_rows_write_days(FILE *to, const struct schedule_rows_days *days)
{
    const bool dated = days->from_us != INT64_MIN && days->weekdays == EVERY_DAY;
    if (dated && days->until_us == days->from_us + DATE_DAY_US) {
        write_day(to, days->from_us);
        fputs(",,", to);
        return;
    }
    for (int d = 0; d < 7; d++)
        if (days->weekdays >> d & 1u) fputc('1' + d, to);
    fputc(',', to);
    if (days->from_us != INT64_MIN) write_day(to, days->from_us);
    fputc(',', to);
    if (days->until_us != INT64_MAX) write_day(to, days->until_us - DATE_DAY_US);
}

void schedule_rows_write_time(FILE *to, int64_t at_us)
{
    const int minutes = (int)(at_us / DATE_MINUTE_US) % 1440;
    fprintf(to, ",%02d:%02d", minutes / 60, minutes % 60);
}
