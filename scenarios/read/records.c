// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/read/records.h"

#include <string.h>

#include "scenarios/read/bytes.h"

bool records_tell(const struct records *records, int line, const char *key, const char *value,
                  const char *advice)
{
    mistakes_add(records->mistakes, records->file, line, key, value, "%s", advice);
    return false;
}

/* ---- RFC 4180: fields, commas, quotes ---- */

static bool at_line_end(const struct records *records)
{
    return records->at == records->end || *records->at == '\n' || *records->at == '\r';
}

/* From the opening quote past the closing one; "" within is one quote, line ends belong to the
 * field. */
static const char *take_quoted(struct records *records)
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
        records_tell(records, opened, NULL, NULL,
                     "this field is not closed: put \" at its end");
        return NULL;
    }
    const size_t n = (size_t)(records->at++ - start);
    char *field = keep_bytes(records->keep, n - doubled + 1);
    for (size_t from = 0, to = 0; from < n; from++) {
        if (start[from] == '"') from++; /* the first of two */
        field[to++] = start[from];
    }
    return field;
}

static const char *take_plain(struct records *records)
{
    const char *start = records->at;
    while (!at_line_end(records) && *records->at != ',')
        records->at++;
    const char *field = keep_text(records->keep, start, (size_t)(records->at - start));
    if (strchr(field, '"'))
        records_tell(records, records->line, NULL, field,
                     "put the whole field in quotes, and double those in it");
    return field;
}

static void skip_line_end(struct records *records)
{
    if (records->at < records->end && *records->at == '\r') records->at++;
    if (records->at < records->end && *records->at == '\n') {
        records->at++;
        records->line++;
    }
}

/* False if nothing after this record can be trusted. */
static bool take_record(struct records *records, struct record *record)
{
    *record = (struct record){.line = records->line};
    for (;;) {
        const char *field = records->at < records->end && *records->at == '"'
                                ? take_quoted(records)
                                : take_plain(records);
        if (!field) return false;
        if (record->n <= records->columns) record->field[record->n++] = field;
        if (at_line_end(records)) break;
        if (*records->at != ',')
            return records_tell(records, records->line, NULL, field,
                                "put a comma after the closing quote");
        records->at++;
    }
    skip_line_end(records);
    return true;
}

/* ---- the file ---- */

static bool read_header(struct records *records)
{
    struct record record;
    if (!take_record(records, &record)) return false;
    bool right = record.n == records->columns;
    for (size_t i = 0; right && i < records->columns; i++)
        right = strcmp(record.field[i], records->column[i]) == 0;
    if (right) return true;
    const char *header = records->column[0];
    for (size_t i = 1; i < records->columns; i++)
        header = keep_printf(records->keep, "%s,%s", header, records->column[i]);
    return records_tell(records, record.line, NULL, NULL,
                        keep_printf(records->keep, "begin with the line %s", header));
}

/* Lines before the header that begin with #: hubsim's own files say there how they were made. */
static void skip_head(struct records *records)
{
    while (records->at < records->end && *records->at == '#') {
        while (records->at < records->end && *records->at != '\n') records->at++;
        if (records->at == records->end) return;
        records->at++;
        records->line++;
    }
}

static bool open_bytes(struct records *records, struct bytes *bytes)
{
    if (!bytes_clean(bytes, records->file, records->mistakes)) return false;
    records->at = bytes->at;
    records->end = bytes->at + bytes->n;
    skip_head(records);
    return read_header(records);
}

bool records_open(struct records *records, struct keep *keep, const char *file,
                  const char *told_file, int told_line, const char *key, const char *const *column,
                  size_t columns, struct mistakes *mistakes)
{
    struct bytes bytes = {NULL, 0, 0, 0};
    *records = (struct records){.keep = keep,
                                .mistakes = mistakes,
                                .file = file,
                                .column = column,
                                .columns = columns,
                                .line = 1};
    return bytes_read(keep, file, told_file, told_line, key, mistakes, &bytes) &&
           open_bytes(records, &bytes);
}

bool records_open_text(struct records *records, struct keep *keep, const char *file,
                       const char *text, const char *const *column, size_t columns,
                       struct mistakes *mistakes)
{
    const size_t n = strlen(text);
    struct bytes bytes = {.at = keep_text(keep, text, n), .n = n};
    *records = (struct records){.keep = keep,
                                .mistakes = mistakes,
                                .file = file,
                                .column = column,
                                .columns = columns,
                                .line = 1};
    return open_bytes(records, &bytes);
}

bool records_next(struct records *records, struct record *record)
{
    while (records->at < records->end) {
        if (!take_record(records, record)) {
            records->at = records->end;
            return false;
        }
        if (record->n == records->columns) return true;
        if (record->n == 1 && !*record->field[0]) continue; /* an empty line */
        const bool more = record->n > records->columns;
        records_tell(records, record->line, NULL, record->field[0],
                     keep_printf(records->keep, "give %zu fields (here are %s%zu)",
                                 records->columns, more ? "more than " : "",
                                 more ? records->columns : record->n));
    }
    return false;
}
