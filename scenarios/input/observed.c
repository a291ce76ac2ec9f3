// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/observed.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/text_arena.h"
#include "scenarios/input/csv_reader.h"
#include "scenarios/input/suggest.h"
#include "sim/date.h"

enum { COLUMNS = 9, ROWS_MAX = 10000, YEAR_MIN = 1900, YEAR_MAX = 2200 };

static const char *const COLUMN[COLUMNS] = {"measure", "year",   "value",      "unit", "role",
                                            "known",   "source", "confidence", "note"};

const char *const observed_role_word[OBSERVED_ROLES] = {"calibration", "judged", "context",
                                                        "given"};

struct table {
    struct csv_reader records;
    struct observed_row *row;
    int *row_line;
    size_t n, room, lines_room;
};

static bool report(const struct table *table, int line, const char *key, const char *value,
                   const char *advice)
{
    return csv_reader_report(&table->records, line, key, value, advice);
}

/* ---- what the fields say --------------------------------------------------------------------- */

static bool copy_text(const struct table *table, const struct record *record, size_t column,
                      char *to, size_t room)
{
    const char *text = record->field[column];
    if (strlen(text) < room) {
        strcpy(to, text);
        return true;
    }
    return report(table, record->line, COLUMN[column], text,
                  text_arena_printf(table->records.arena, "give at most %zu bytes", room - 1));
}

static bool read_year(const struct table *table, const struct record *record, int32_t *year)
{
    const char *text = record->field[1];
    const bool digits = strlen(text) == 4 && strspn(text, "0123456789") == 4;
    *year = digits ? (int32_t)strtol(text, NULL, 10) : 0;
    if (*year >= YEAR_MIN && *year <= YEAR_MAX) return true;
    return report(table, record->line, COLUMN[1], text, "give a year, 1900 to 2200");
}

static bool read_value(const struct table *table, const struct record *record, double *value)
{
    const char *text = record->field[2];
    char *end = NULL;
    const bool plain = *text && strspn(text, "0123456789+-.eE") == strlen(text);
    *value = plain ? strtod(text, &end) : NAN;
    if (plain && *end == '\0' && isfinite(*value)) return true;
    return report(table, record->line, COLUMN[2], text,
                  "give a plain number: digits, a decimal point, no commas, no unit");
}

static bool read_role(const struct table *table, const struct record *record,
                      enum observed_role *role)
{
    const char *text = record->field[4];
    for (int i = 0; i < OBSERVED_ROLES; i++) {
        if (strcmp(text, observed_role_word[i]) != 0) continue;
        *role = (enum observed_role)i;
        return true;
    }
    const char *nearest = suggest_nearest(text, observed_role_word, OBSERVED_ROLES);
    return report(
        table, record->line, COLUMN[4], text,
        nearest ? text_arena_printf(table->records.arena, "no such role; did you mean %s?", nearest)
                : "give calibration, judged, context or given");
}

/* Nobody counts a year before it has begun; most counts come when it is over. */
static bool read_known(const struct table *table, const struct record *record,
                       struct observed_row *row)
{
    const char *text = record->field[5];
    row->known_us = date_us(row->year + 1, 1, 1);
    if (*text == '\0') return true;
    if (!date_read(text, &row->known_us) || row->known_us == DATE_NEVER_US)
        return report(table, record->line, COLUMN[5], text,
                      "give the day the count became known, such as 2023-01-12, or nothing");
    if (row->known_us >= date_us(row->year, 1, 1)) return true;
    return report(table, record->line, COLUMN[5], text, "give a day that is not before the year");
}

static bool read_fields(const struct table *table, const struct record *record,
                        struct observed_row *row)
{
    bool right = copy_text(table, record, 0, row->measure, sizeof row->measure);
    right &= read_year(table, record, &row->year);
    right &= read_value(table, record, &row->value);
    right &= copy_text(table, record, 3, row->unit, sizeof row->unit);
    right &= read_role(table, record, &row->role);
    if (right) right = read_known(table, record, row);
    right &= copy_text(table, record, 6, row->source, sizeof row->source);
    right &= copy_text(table, record, 7, row->confidence, sizeof row->confidence);
    right &= copy_text(table, record, 8, row->note, sizeof row->note);
    row->line = record->line;
    if (*record->field[0]) return right;
    return report(table, record->line, COLUMN[0], NULL, "name what was measured");
}

static bool is_compared(const struct observed_row *row)
{
    return row->role != OBSERVED_CONTEXT;
}

/* Two numbers for the same thing, both to be compared with: nobody could say which one counts. */
static bool is_twin(const struct table *table, const struct observed_row *row, int line)
{
    for (size_t i = 0; i < table->n && is_compared(row); i++) {
        const struct observed_row *other = &table->row[i];
        if (!is_compared(other) || other->year != row->year) continue;
        if (strcmp(other->measure, row->measure) != 0) continue;
        const char *advice = text_arena_printf(
            table->records.arena, "%d is given twice, first in line %d: make one of them context",
            row->year, table->row_line[i]);
        return !report(table, line, row->measure, NULL, advice);
    }
    return false;
}

static void add_record(struct table *table, const struct record *record)
{
    struct observed_row row;
    memset(&row, 0, sizeof row);
    if (!read_fields(table, record, &row) || is_twin(table, &row, record->line)) return;
    table->row = text_arena_more(table->records.arena, table->row, table->n, &table->room,
                                 sizeof *table->row);
    table->row_line = text_arena_more(table->records.arena, table->row_line, table->n,
                                      &table->lines_room, sizeof *table->row_line);
    table->row_line[table->n] = record->line;
    table->row[table->n++] = row;
}

/* ---- the file -------------------------------------------------------------------------------- */

static struct observed hand_over(const struct table *table)
{
    struct observed observed = {NULL, 0};
    if (table->n == 0) return observed;
    observed.row = calloc(table->n, sizeof *observed.row);
    if (!observed.row) {
        report(table, 0, NULL, NULL, "out of memory");
        return observed;
    }
    memcpy(observed.row, table->row, table->n * sizeof *observed.row);
    observed.n = table->n;
    return observed;
}

struct observed observed_read(const char *file, struct diagnostics *diagnostics)
{
    const size_t before = diagnostics_count(diagnostics);
    struct text_arena *arena = text_arena_new();
    struct table table = {.row = NULL};
    struct record record;
    bool goes_on =
        csv_reader_open(&table.records, arena, file, NULL, 0, NULL, COLUMN, COLUMNS, diagnostics);
    while (goes_on && csv_reader_next(&table.records, &record)) {
        add_record(&table, &record);
        if (table.n == ROWS_MAX)
            goes_on = report(&table, record.line, NULL, NULL,
                             "too long: a record has fewer than 10000 rows");
    }
    struct observed observed = {NULL, 0};
    if (diagnostics_count(diagnostics) == before) observed = hand_over(&table);
    text_arena_free(arena);
    return observed;
}

void observed_free(struct observed *observed)
{
    free(observed->row);
    *observed = (struct observed){NULL, 0};
}

const struct observed_row *observed_find(const struct observed *observed, const char *measure,
                                         int32_t year)
{
    const struct observed_row *found = NULL;
    for (size_t i = 0; i < observed->n; i++) {
        const struct observed_row *row = &observed->row[i];
        if (row->year != year || strcmp(row->measure, measure) != 0) continue;
        if (is_compared(row)) return row;
        if (!found) found = row;
    }
    return found;
}
