// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/csv_reader.h -- a CSV file, record by record, with the line of each.
 *
 * Knows          RFC 4180: commas, quotes, lines that end with LF or CR LF; that the first line
 *                must be the header; empty lines are nothing.
 * Does not know  what the fields mean: observed.h and schedule.h do.
 */
#ifndef SCENARIOS_INPUT_CSV_READER_H
#define SCENARIOS_INPUT_CSV_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "scenarios/input/text_arena.h"
#include "scenarios/input/diagnostics.h"

enum { CSV_READER_COLUMNS_MAX = 101 };

struct record {
    const char *field[CSV_READER_COLUMNS_MAX + 1]; /* one more than there may be, to notice it */
    size_t n;
    int line; /* of its first field */
};

struct csv_reader {
    struct text_arena *arena; /* the fields live here */
    struct diagnostics *diagnostics;
    const char *file;
    const char *const *column; /* the header; NULL before it is read: whatever it says */
    size_t columns;
    const char *at, *end;
    int line;
};

/* Opens the file and reads its header, which must be `column`; column NULL: any of at most
 * `columns` names. Nothing to close: all is in the arena. False if it cannot
 * be read, or does not begin with the header: that is an error, reported at named_file:named_line
 * about `key` if the file cannot be read (named_file NULL: about the file itself). */
bool csv_reader_open(struct csv_reader *records, struct text_arena *arena, const char *file,
                     const char *named_file, int named_line, const char *key,
                     const char *const *column, size_t columns, struct diagnostics *diagnostics);

/* The same from text that somebody has already; `file` is what it is called. */
bool csv_reader_open_text(struct csv_reader *records, struct text_arena *arena, const char *file,
                          const char *text, const char *const *column, size_t columns,
                          struct diagnostics *diagnostics);

/* The next record that has as many fields as the header; others are reported and passed over. False
 * at the end, or if nothing after this can be trusted. */
bool csv_reader_next(struct csv_reader *records, struct record *record);

/* Adds an error about that line; returns false. */
bool csv_reader_report(const struct csv_reader *records, int line, const char *key,
                       const char *value, const char *advice);

#endif
