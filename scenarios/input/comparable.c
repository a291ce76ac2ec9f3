// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/comparable.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/csv_reader.h"

enum { HUB, ANNOUNCED, PROMISED, COUNTED, COUNTED_JOBS, SOURCE, NOTE, COLUMNS };

static const char *const COLUMN[COLUMNS] = {"hub",          "announced", "promised_jobs", "counted",
                                            "counted_jobs", "source",    "note"};

/* Empty is unknown. */
static double read_whole(const struct csv_reader *records, const struct record *record,
                         size_t column)
{
    const char *text = record->field[column];
    if (*text == '\0') return NAN;
    if (strlen(text) <= 9 && strspn(text, "0123456789") == strlen(text)) return strtod(text, NULL);
    csv_reader_report(records, record->line, COLUMN[column], text,
                      "give a whole number, or nothing if nobody knows");
    return NAN;
}

static struct comparable_hub read_hub(const struct csv_reader *records, const struct record *record)
{
    if (!*record->field[HUB])
        csv_reader_report(records, record->line, COLUMN[HUB], NULL, "name the hub");
    if (!*record->field[SOURCE])
        csv_reader_report(records, record->line, COLUMN[SOURCE], NULL, "say where this was read");
    return (struct comparable_hub){.name = record->field[HUB],
                                   .announced = read_whole(records, record, ANNOUNCED),
                                   .promised_jobs = read_whole(records, record, PROMISED),
                                   .counted = read_whole(records, record, COUNTED),
                                   .counted_jobs = read_whole(records, record, COUNTED_JOBS),
                                   .source = record->field[SOURCE],
                                   .note = record->field[NOTE]};
}

struct comparable comparable_read(const char *file, struct text_arena *arena,
                                  struct diagnostics *diagnostics)
{
    const size_t before = diagnostics_count(diagnostics);
    struct comparable comparable = {NULL, 0};
    struct csv_reader records;
    struct record record;
    size_t room = 0;
    bool goes_on =
        csv_reader_open(&records, arena, file, NULL, 0, NULL, COLUMN, COLUMNS, diagnostics);
    while (goes_on && csv_reader_next(&records, &record)) {
        comparable.hub =
            text_arena_more(arena, comparable.hub, comparable.n, &room, sizeof *comparable.hub);
        comparable.hub[comparable.n++] = read_hub(&records, &record);
    }
    if (diagnostics_count(diagnostics) > before) comparable.n = 0;
    return comparable;
}
