// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/csv_reader.h"

#include <string.h>

#include "scenarios/input/bytes.h"

bool csv_reader_report(const struct csv_reader *records, int line, const char *key,
                       const char *value, const char *advice)
{
    diagnostics_add(records->diagnostics, records->file, line, key, value, "%s", advice);
    return false;
}

/* ---- RFC 4180: fields, commas, quotes -------------------------------------------------------- */

static bool at_line_end(const struct csv_reader *records)
{
    return records->at == records->end || *records->at == '\n' || *records->at == '\r';
}

/* From the opening quote past the closing one; "" within is one quote, line ends belong to the
 * field. */
static const char *take_quoted(struct csv_reader *records)
{
    const int opened = records->line;
    const char *start = ++records->at;
    size_t doubled = 0;
    for (; records->at < records->end; records->at++) {
        if (*records->at == '\n') records->line++;
        if (*records->at != '"') continue;
        if (records->end - records->at < 2 || records->at[1] != '"') break;
        records->at++;
        doubled++;
    }
    if (records->at == records->end) {
        csv_reader_report(records, opened, NULL, NULL,
                          "this field is not closed: put \" at its end");
        return NULL;
    }
    const size_t n = (size_t)(records->at++ - start);
    char *field = text_arena_bytes(records->arena, n - doubled + 1);
    for (size_t from = 0, to = 0; from < n; from++) {
        if (start[from] == '"') from++; /* the first of two */
        field[to++] = start[from];
    }
    return field;
}

static const char *take_plain(struct csv_reader *records)
{
    const char *start = records->at;
    while (!at_line_end(records) && *records->at != ',')
        records->at++;
    const char *field = text_arena_text(records->arena, start, (size_t)(records->at - start));
    if (strchr(field, '"'))
        csv_reader_report(records, records->line, NULL, field,
                          "put the whole field in quotes, and double those in it");
    return field;
}

static void skip_line_end(struct csv_reader *records)
{
    if (records->at < records->end && *records->at == '\r') records->at++;
    if (records->at < records->end && *records->at == '\n') {
        records->at++;
        records->line++;
    }
}

/* False if nothing after this record can be trusted. */
static bool take_record(struct csv_reader *records, struct record *record)
{
    *record = (struct record){.line = records->line};
    for (;;) {
        const char *field = records->at < records->end && *records->at == '"' ? take_quoted(records)
                                                                              : take_plain(records);
        if (!field) return false;
        if (record->n <= records->columns) record->field[record->n++] = field;
        if (at_line_end(records)) break;
        if (*records->at != ',')
            return csv_reader_report(records, records->line, NULL, field,
                                     "put a comma after the closing quote");
        records->at++;
    }
    skip_line_end(records);
    return true;
}

/* ---- the file -------------------------------------------------------------------------------- */

/* Whatever the header says is the header. */
static bool take_header(struct csv_reader *records, const struct record *record)
{
    if (record->n > records->columns)
        return csv_reader_report(
            records, record->line, NULL, NULL,
            text_arena_printf(records->arena, "give at most %zu columns", records->columns));
    const char **column = text_arena_bytes(records->arena, record->n * sizeof *column);
    for (size_t c = 0; c < record->n; c++)
        column[c] = record->field[c];
    records->column = column;
    records->columns = record->n;
    return true;
}

static bool read_header(struct csv_reader *records)
{
    struct record record;
    if (!take_record(records, &record)) return false;
    if (!records->column) return take_header(records, &record);
    bool right = record.n == records->columns;
    for (size_t i = 0; right && i < records->columns; i++)
        right = strcmp(record.field[i], records->column[i]) == 0;
    if (right) return true;
    const char *header = records->column[0];
    for (size_t i = 1; i < records->columns; i++)
        header = text_arena_printf(records->arena, "%s,%s", header, records->column[i]);
    return csv_reader_report(records, record.line, NULL, NULL,
                             text_arena_printf(records->arena, "begin with the line %s", header));
}

/* Lines before the header that begin with #: hubsim's own files say there how they were made. */
static void skip_head(struct csv_reader *records)
{
    while (records->at < records->end && *records->at == '#') {
        while (records->at < records->end && *records->at != '\n')
            records->at++;
        if (records->at == records->end) return;
        records->at++;
        records->line++;
    }
}

static bool open_bytes(struct csv_reader *records, struct bytes *bytes)
{
    if (!bytes_clean(bytes, records->file, records->diagnostics)) return false;
    records->at = bytes->at;
    records->end = bytes->at + bytes->n;
    skip_head(records);
    return read_header(records);
}

bool csv_reader_open(struct csv_reader *records, struct text_arena *arena, const char *file,
                     const char *named_file, int named_line, const char *key,
                     const char *const *column, size_t columns, struct diagnostics *diagnostics)
{
    struct bytes bytes = {NULL, 0, 0, 0};
    *records = (struct csv_reader){.arena = arena,
                                   .diagnostics = diagnostics,
                                   .file = file,
                                   .column = column,
                                   .columns = columns,
                                   .line = 1};
    return bytes_read(arena, file, named_file, named_line, key, diagnostics, &bytes) &&
           open_bytes(records, &bytes);
}

bool csv_reader_open_text(struct csv_reader *records, struct text_arena *arena, const char *file,
                          const char *text, const char *const *column, size_t columns,
                          struct diagnostics *diagnostics)
{
    const size_t n = strlen(text);
    struct bytes bytes = {.at = text_arena_text(arena, text, n), .n = n};
    *records = (struct csv_reader){.arena = arena,
                                   .diagnostics = diagnostics,
                                   .file = file,
                                   .column = column,
                                   .columns = columns,
                                   .line = 1};
    return open_bytes(records, &bytes);
}

bool csv_reader_next(struct csv_reader *records, struct record *record)
{
    while (records->at < records->end) {
        if (!take_record(records, record)) {
            records->at = records->end;
            return false;
        }
        if (record->n == records->columns) return true;
        if (record->n == 1 && !*record->field[0]) continue; /* an empty line */
        const bool more = record->n > records->columns;
        csv_reader_report(records, record->line, NULL, record->field[0],
                          text_arena_printf(records->arena, "give %zu fields (here are %s%zu)",
                                            records->columns, more ? "more than " : "",
                                            more ? records->columns : record->n));
    }
    return false;
}
