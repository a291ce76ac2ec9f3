// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/records.h -- a CSV file, record by record, with the line of each.
 *
 * Knows          RFC 4180: commas, quotes, lines that end with LF or CR LF; that the first line
 *                must be the header; empty lines are nothing.
 * Does not know  what the fields mean: observed.h and schedule.h do.
 * May include    scenarios/read/keep.h, scenarios/read/mistakes.h, scenarios/read/bytes.h
 */
#ifndef SCENARIOS_RECORDS_H
#define SCENARIOS_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "scenarios/read/keep.h"
#include "scenarios/read/mistakes.h"

enum { RECORDS_COLUMNS_MAX = 16 };

struct record {
    const char *field[RECORDS_COLUMNS_MAX + 1]; /* one more than there may be, to notice it */
    size_t n;
    int line; /* of its first field */
};

struct records {
    struct keep *keep; /* the fields live here */
    struct mistakes *mistakes;
    const char *file;
    const char *const *column; /* the header */
    size_t columns;
    const char *at, *end;
    int line;
};

/* Opens the file and reads its header. Nothing to close: all lives in `keep`. False if it cannot
 * be read, or does not begin with the header: that is a mistake, told at told_file:told_line about
 * `key` if the file cannot be read (told_file NULL: about the file itself). */
bool records_open(struct records *records, struct keep *keep, const char *file, const char *told_file,
                  int told_line, const char *key, const char *const *column, size_t columns,
                  struct mistakes *mistakes);

/* The same from text that somebody has already; `file` is what it is called. */
bool records_open_text(struct records *records, struct keep *keep, const char *file,
                       const char *text, const char *const *column, size_t columns,
                       struct mistakes *mistakes);

/* The next record that has as many fields as the header; others are told and passed over. False at
 * the end, or if nothing after this can be trusted. */
bool records_next(struct records *records, struct record *record);

/* Adds a mistake about that line; returns false. */
bool records_tell(const struct records *records, int line, const char *key, const char *value,
                  const char *advice);

#endif
