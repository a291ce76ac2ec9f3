// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/read/comparable.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/read/records.h"

enum { HUB, ANNOUNCED, PROMISED, COUNTED, COUNTED_JOBS, SOURCE, NOTE, COLUMNS };

static const char *const COLUMN[COLUMNS] = {"hub",          "announced", "promised_jobs", "counted",
                                            "counted_jobs", "source",    "note"};

/* Empty is unknown. */
static double read_whole(const struct records *records, const struct record *record, size_t column)
{
    const char *text = record->field[column];
    if (*text == '\0') return NAN;
    if (strlen(text) <= 9 && strspn(text, "0123456789") == strlen(text)) return strtod(text, NULL);
    records_tell(records, record->line, COLUMN[column], text,
                 "give a whole number, or nothing if nobody knows");
    return NAN;
}

static struct comparable_hub read_hub(const struct records *records, const struct record *record)
{
    if (!*record->field[HUB])
        records_tell(records, record->line, COLUMN[HUB], NULL, "name the hub");
    if (!*record->field[SOURCE])
        records_tell(records, record->line, COLUMN[SOURCE], NULL, "say where this was read");
    return (struct comparable_hub){.name = record->field[HUB],
                                   .announced = read_whole(records, record, ANNOUNCED),
                                   .promised_jobs = read_whole(records, record, PROMISED),
                                   .counted = read_whole(records, record, COUNTED),
                                   .counted_jobs = read_whole(records, record, COUNTED_JOBS),
                                   .source = record->field[SOURCE],
                                   .note = record->field[NOTE]};
}

struct comparable comparable_read(const char *file, struct keep *keep, struct mistakes *mistakes)
{
    const size_t before = mistakes_count(mistakes);
    struct comparable comparable = {NULL, 0};
    struct records records;
    struct record record;
    size_t room = 0;
    bool goes_on = records_open(&records, keep, file, NULL, 0, NULL, COLUMN, COLUMNS, mistakes);
    while (goes_on && records_next(&records, &record)) {
        comparable.hub =
            keep_more(keep, comparable.hub, comparable.n, &room, sizeof *comparable.hub);
        comparable.hub[comparable.n++] = read_hub(&records, &record);
    }
    if (mistakes_count(mistakes) > before) comparable.n = 0;
    return comparable;
}
