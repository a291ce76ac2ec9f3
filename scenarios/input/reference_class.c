// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/reference_class.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/csv_reader.h"
#include "sim/date.h"
#include "sim/stats/interval.h"

// clang-format off
enum {
    HUB, KIND, SAID, PROMISED, COUNTED, UNIT, COUNTED_ON, KNOWN, SOURCE, CONFIDENCE, NOTE, COLUMNS
};
// clang-format on

static const char *const COLUMN[COLUMNS] = {"hub",     "kind",       "said",       "promised",
                                            "counted", "unit",       "counted_on", "known",
                                            "source",  "confidence", "note"};

static const double DAYS_OF_YEAR = 365.25;

/* ---- reading --------------------------------------------------------------------------------- */

static void report(const struct csv_reader *records, const struct record *record, size_t column,
                   const char *advice)
{
    csv_reader_report(records, record->line, COLUMN[column], record->field[column], advice);
}

static int64_t read_day(const struct csv_reader *records, const struct record *record,
                        size_t column)
{
    int64_t at_us = 0;
    if (!date_read(record->field[column], &at_us) || at_us == DATE_NEVER_US)
        report(records, record, column, "give a day such as 2013-12-10");
    return at_us;
}

static double read_amount(const struct csv_reader *records, const struct record *record,
                          size_t column)
{
    const char *text = record->field[column];
    char *end = NULL;
    const double value = strtod(text, &end);
    if (*text && *end == '\0' && isfinite(value) && value >= 0) return value;
    report(records, record, column, "give a number, 0 or more");
    return NAN;
}

static double years_between(int64_t from_us, int64_t to_us)
{
    return (double)(to_us - from_us) / (double)DATE_DAY_US / DAYS_OF_YEAR;
}

static void read_level(const struct csv_reader *records, const struct record *record,
                       struct reference_class_case *one)
{
    one->promised = read_amount(records, record, PROMISED);
    one->counted = read_amount(records, record, COUNTED);
    one->years = years_between(one->said_us, read_day(records, record, COUNTED_ON));
    if (one->promised == 0) report(records, record, PROMISED, "nothing was promised: leave it out");
}

/* Early is on time: nobody plans on it. */
static void read_opening(const struct csv_reader *records, const struct record *record,
                         struct reference_class_case *one)
{
    const int64_t promised_us = read_day(records, record, PROMISED);
    one->late_y = INFINITY;
    if (*record->field[COUNTED])
        one->late_y = fmax(0, years_between(promised_us, read_day(records, record, COUNTED)));
}

static struct reference_class_case read_case(const struct csv_reader *records,
                                             const struct record *record)
{
    struct reference_class_case one = {.hub = record->field[HUB],
                                       .unit = record->field[UNIT],
                                       .source = record->field[SOURCE],
                                       .confidence = record->field[CONFIDENCE],
                                       .note = record->field[NOTE],
                                       .said_us = read_day(records, record, SAID),
                                       .known_us = read_day(records, record, KNOWN)};
    if (!*one.hub) report(records, record, HUB, "name the hub");
    if (!*one.source) report(records, record, SOURCE, "say where this was read");
    if (strcmp(record->field[KIND], "level") == 0) {
        read_level(records, record, &one);
    } else if (strcmp(record->field[KIND], "opening") == 0) {
        one.kind = REFERENCE_CLASS_OPENING;
        read_opening(records, record, &one);
    } else {
        report(records, record, KIND, "give level or opening");
    }
    return one;
}

struct reference_class reference_class_read(const char *file, struct text_arena *arena,
                                            struct diagnostics *diagnostics)
{
    const size_t before = diagnostics_count(diagnostics);
    struct reference_class all = {NULL, 0};
    struct csv_reader records;
    struct record record;
    size_t room = 0;
    bool goes_on =
        csv_reader_open(&records, arena, file, NULL, 0, NULL, COLUMN, COLUMNS, diagnostics);
    while (goes_on && csv_reader_next(&records, &record)) {
        all.cases = text_arena_more(arena, all.cases, all.n, &room, sizeof *all.cases);
        all.cases[all.n++] = read_case(&records, &record);
    }
    if (diagnostics_count(diagnostics) > before) all.n = 0;
    return all;
}

/* ---- what it says ---------------------------------------------------------------------------- */

static bool counts(const struct reference_class_case *one, enum reference_class_kind kind,
                   int64_t by_us)
{
    return one->kind == kind && one->known_us <= by_us;
}

size_t reference_class_known(const struct reference_class *all, enum reference_class_kind kind,
                             int64_t by_us)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        n += counts(&all->cases[i], kind, by_us);
    return n;
}

static int ascending(const void *a, const void *b)
{
    const double one = *(const double *)a, two = *(const double *)b;
    return one < two ? -1 : one > two;
}

/* What each case known by then was: `x` has room for all; sorted. */
static size_t outcomes(const struct reference_class *all, enum reference_class_kind kind,
                       int64_t by_us, double *x)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct reference_class_case *one = &all->cases[i];
        if (!counts(one, kind, by_us)) continue;
        x[n++] = kind == REFERENCE_CLASS_LEVEL ? one->counted / one->promised : one->late_y;
    }
    if (n > 0) qsort(x, n, sizeof *x, ascending);
    return n;
}

enum { CASES_MAX = 1000 };

struct dist reference_class_share(const struct reference_class *all, int64_t by_us, double most)
{
    double x[CASES_MAX + 2] = {0};
    struct dist share = {.kind = DIST_EMPIRICAL};
    struct reference_class some = *all;
    if (some.n > CASES_MAX) some.n = CASES_MAX;
    const size_t n = outcomes(&some, REFERENCE_CLASS_LEVEL, by_us, x + 1);
    for (size_t i = 1; i <= n; i++)
        x[i] = fmin(x[i], most);
    x[n + 1] = most;
    share.points = n + 2 <= DIST_POINTS ? (uint32_t)n + 2 : DIST_POINTS;
    for (uint32_t i = 0; i < share.points; i++) /* more cases than points: evenly among them */
        share.value[i] = interval_quantile(x, n + 2, (double)i / (share.points - 1));
    dist_prepare(&share);
    return share;
}

struct dist reference_class_delay(const struct reference_class *all, int64_t by_us)
{
    double x[CASES_MAX + 1];
    struct dist delay = {.kind = DIST_DISCRETE};
    struct reference_class some = *all;
    if (some.n > CASES_MAX) some.n = CASES_MAX;
    const size_t n = outcomes(&some, REFERENCE_CLASS_OPENING, by_us, x);
    size_t opened = 0;
    while (opened < n && isfinite(x[opened]))
        opened++;
    const size_t points = opened < DIST_POINTS ? opened : DIST_POINTS - 1;
    delay.value[0] = REFERENCE_CLASS_NEVER_Y;
    delay.weight[0] = (double)(n - opened + 1);
    for (size_t i = 0; i < points; i++) {
        const double p = points > 1 ? (double)i / (double)(points - 1) : 0.5;
        delay.value[i + 1] = interval_quantile(x, opened, p);
        delay.weight[i + 1] = (double)(opened + 1) / (double)points;
    }
    delay.points = (uint32_t)points + 1;
    if (points == 0) { /* nobody has opened: one chance in so many that this one does, on time */
        delay.value[1] = 0;
        delay.weight[1] = 1;
        delay.points = 2;
    }
    dist_prepare(&delay);
    return delay;
}
