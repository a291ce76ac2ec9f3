// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/read/observed.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/read/bytes.h"
#include "scenarios/read/keep.h"
#include "scenarios/read/suggest.h"

enum { COLUMNS = 8, ROWS_MAX = 10000, YEAR_MIN = 1900, YEAR_MAX = 2200 };

static const char *const COLUMN[COLUMNS] = {"measure", "year",   "value",      "unit",
                                            "role",    "source", "confidence", "note"};

struct record {
    const char *field[COLUMNS + 1]; /* one more than there may be, to notice it */
    size_t n;
    int line; /* of its first field */
};

struct table {
    struct keep *keep;
    struct mistakes *mistakes;
    const char *file;
    const char *at, *end;
    int line;
    struct observed_row *row;
    int *row_line;
    size_t n, room, lines_room;
};

static bool tell(const struct table *table, int line, const char *key, const char *value,
                 const char *advice)
{
    mistakes_add(table->mistakes, table->file, line, key, value, "%s", advice);
    return false;
}

/* ---- RFC 4180: fields, commas, quotes ---- */

static bool at_line_end(const struct table *table)
{
    return table->at == table->end || *table->at == '\n' || *table->at == '\r';
}

/* From the opening quote past the closing one; "" within is one quote, line ends belong to the
 * field. */
static const char *take_quoted(struct table *table)
{
    const int opened = table->line;
    const char *start = ++table->at;
    size_t doubled = 0;
    for (; table->at < table->end; table->at++) {
        if (*table->at == '\n') table->line++;
        if (*table->at != '"') continue;
        if (table->end - table->at < 2 || table->at[1] != '"') break;
        table->at++;
        doubled++;
    }
    if (table->at == table->end) {
        tell(table, opened, NULL, NULL, "this field is not closed: put \" at its end");
        return NULL;
    }
    const size_t n = (size_t)(table->at++ - start);
    char *field = keep_bytes(table->keep, n - doubled + 1);
    for (size_t from = 0, to = 0; from < n; from++) {
        if (start[from] == '"') from++; /* the first of two */
        field[to++] = start[from];
    }
    return field;
}

static const char *take_plain(struct table *table)
{
    const char *start = table->at;
    while (!at_line_end(table) && *table->at != ',')
        table->at++;
    const char *field = keep_text(table->keep, start, (size_t)(table->at - start));
    if (strchr(field, '"'))
        tell(table, table->line, NULL, field,
             "put the whole field in quotes, and double those in it");
    return field;
}

static void skip_line_end(struct table *table)
{
    if (table->at < table->end && *table->at == '\r') table->at++;
    if (table->at < table->end && *table->at == '\n') {
        table->at++;
        table->line++;
    }
}

/* False if nothing after this record can be trusted. */
static bool take_record(struct table *table, struct record *record)
{
    *record = (struct record){.line = table->line};
    for (;;) {
        const char *field =
            table->at < table->end && *table->at == '"' ? take_quoted(table) : take_plain(table);
        if (!field) return false;
        if (record->n <= COLUMNS) record->field[record->n++] = field;
        if (at_line_end(table)) break;
        if (*table->at != ',')
            return tell(table, table->line, NULL, field, "put a comma after the closing quote");
        table->at++;
    }
    skip_line_end(table);
    return true;
}

/* ---- what the fields say ---- */

static bool copy_text(const struct table *table, const struct record *record, size_t column,
                      char *to, size_t room)
{
    const char *text = record->field[column];
    if (strlen(text) < room) {
        strcpy(to, text);
        return true;
    }
    return tell(table, record->line, COLUMN[column], text,
                keep_printf(table->keep, "give at most %zu bytes", room - 1));
}

static bool read_year(const struct table *table, const struct record *record, int32_t *year)
{
    const char *text = record->field[1];
    const bool digits = strlen(text) == 4 && strspn(text, "0123456789") == 4;
    *year = digits ? (int32_t)strtol(text, NULL, 10) : 0;
    if (*year >= YEAR_MIN && *year <= YEAR_MAX) return true;
    return tell(table, record->line, COLUMN[1], text, "give a year, 1900 to 2200");
}

static bool read_value(const struct table *table, const struct record *record, double *value)
{
    const char *text = record->field[2];
    char *end = NULL;
    const bool plain = *text && strspn(text, "0123456789+-.eE") == strlen(text);
    *value = plain ? strtod(text, &end) : NAN;
    if (plain && *end == '\0' && isfinite(*value)) return true;
    return tell(table, record->line, COLUMN[2], text,
                "give a plain number: digits, a decimal point, no commas, no unit");
}

static bool read_role(const struct table *table, const struct record *record,
                      enum observed_role *role)
{
    static const char *const roles[] = {"calibration", "judged", "context"};
    const char *text = record->field[4];
    for (int i = 0; i < 3; i++) {
        if (strcmp(text, roles[i]) != 0) continue;
        *role = (enum observed_role)i;
        return true;
    }
    const char *nearest = suggest_nearest(text, roles, 3);
    return tell(table, record->line, COLUMN[4], text,
                nearest ? keep_printf(table->keep, "no such role; did you mean %s?", nearest)
                        : "give calibration, judged or context");
}

static bool read_fields(const struct table *table, const struct record *record,
                        struct observed_row *row)
{
    bool right = copy_text(table, record, 0, row->measure, sizeof row->measure);
    right &= read_year(table, record, &row->year);
    right &= read_value(table, record, &row->value);
    right &= copy_text(table, record, 3, row->unit, sizeof row->unit);
    right &= read_role(table, record, &row->role);
    right &= copy_text(table, record, 5, row->source, sizeof row->source);
    right &= copy_text(table, record, 6, row->confidence, sizeof row->confidence);
    right &= copy_text(table, record, 7, row->note, sizeof row->note);
    if (*record->field[0]) return right;
    return tell(table, record->line, COLUMN[0], NULL, "name what was measured");
}

/* Two numbers for the same thing, both to be compared with: nobody could say which one counts. */
static bool is_twin(const struct table *table, const struct observed_row *row, int line)
{
    for (size_t i = 0; i < table->n && row->role != OBSERVED_CONTEXT; i++) {
        const struct observed_row *other = &table->row[i];
        if (other->role == OBSERVED_CONTEXT || other->year != row->year) continue;
        if (strcmp(other->measure, row->measure) != 0) continue;
        const char *advice = keep_printf(
            table->keep, "%d is given twice, first in line %d: make one of them context", row->year,
            table->row_line[i]);
        return !tell(table, line, row->measure, NULL, advice);
    }
    return false;
}

static void add_record(struct table *table, const struct record *record)
{
    if (record->n == 1 && !*record->field[0]) return; /* an empty line */
    if (record->n != COLUMNS) {
        tell(table, record->line, NULL, record->field[0],
             keep_printf(table->keep, "give 8 fields (here are %s%zu)",
                         record->n > COLUMNS ? "more than " : "",
                         record->n > COLUMNS ? (size_t)COLUMNS : record->n));
        return;
    }
    struct observed_row row;
    memset(&row, 0, sizeof row);
    if (!read_fields(table, record, &row) || is_twin(table, &row, record->line)) return;
    table->row = keep_more(table->keep, table->row, table->n, &table->room, sizeof *table->row);
    table->row_line = keep_more(table->keep, table->row_line, table->n, &table->lines_room,
                                sizeof *table->row_line);
    table->row_line[table->n] = record->line;
    table->row[table->n++] = row;
}

static bool read_header(struct table *table)
{
    struct record record;
    if (!take_record(table, &record)) return false;
    bool right = record.n == COLUMNS;
    for (size_t i = 0; right && i < COLUMNS; i++)
        right = strcmp(record.field[i], COLUMN[i]) == 0;
    if (right) return true;
    return tell(table, 1, NULL, NULL,
                "begin with the line measure,year,value,unit,role,source,confidence,note");
}

/* ---- the file
 * --------------------------------------------------------------------------------------------------------
 */

static struct observed hand_over(const struct table *table)
{
    struct observed observed = {NULL, 0};
    if (table->n == 0) return observed;
    observed.row = calloc(table->n, sizeof *observed.row);
    if (!observed.row) {
        mistakes_add(table->mistakes, table->file, 0, NULL, NULL, "out of memory");
        return observed;
    }
    memcpy(observed.row, table->row, table->n * sizeof *observed.row);
    observed.n = table->n;
    return observed;
}

struct observed observed_read(const char *file, struct mistakes *mistakes)
{
    const size_t before = mistakes_count(mistakes);
    struct keep *keep = keep_new();
    struct bytes bytes = {NULL, 0, 0, 0};
    struct table table = {.keep = keep, .mistakes = mistakes, .file = file, .line = 1};
    bool goes_on = bytes_read(keep, file, NULL, 0, NULL, mistakes, &bytes) &&
                   bytes_clean(&bytes, file, mistakes);
    table.at = bytes.at;
    table.end = bytes.at ? bytes.at + bytes.n : NULL;
    goes_on = goes_on && read_header(&table);
    while (goes_on && table.at < table.end) {
        struct record record;
        goes_on = take_record(&table, &record);
        if (goes_on) add_record(&table, &record);
        if (table.n == ROWS_MAX)
            goes_on = tell(&table, record.line, NULL, NULL,
                           "too long: a record has fewer than 10000 rows");
    }
    struct observed observed = {NULL, 0};
    if (mistakes_count(mistakes) == before) observed = hand_over(&table);
    keep_free(keep);
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
        if (row->role != OBSERVED_CONTEXT) return row;
        if (!found) found = row;
    }
    return found;
}
