// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/flight_schedule.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub_def.h"
#include "scenarios/input/csv_reader.h"
#include "scenarios/input/suggest.h"
#include "scenarios/input/schedule_rows.h"
#include "sim/date.h"

enum { DAYS, FROM, UNTIL, LANDS, LEAVES, AIRCRAFT, IN_T, OUT_T, CANCELLED, COLUMNS };

static const char *const COLUMN[COLUMNS] = {"days",     "from", "until", "lands",    "leaves",
                                            "aircraft", "in_t", "out_t", "cancelled"};

struct table {
    struct csv_reader records;
    const struct record *record; /* the one that is read now */
    const struct lane_aircraft_def *fleet;
    uint32_t fleet_n;
    struct timetable_row *row;
    size_t n, room;
};

static bool report(const struct table *table, size_t column, const char *advice)
{
    return schedule_rows_report(&table->records, table->record, column, advice);
}

/* ---- one field each -------------------------------------------------------------------------- */

static bool read_days(const struct table *table, struct timetable_row *row)
{
    struct schedule_rows_days days;
    const bool right = schedule_rows_days(&table->records, table->record, &days);
    row->from_us = days.from_us;
    row->until_us = days.until_us;
    row->weekdays = days.weekdays;
    return right;
}

static bool read_times(const struct table *table, struct timetable_row *row)
{
    const char *const *field = table->record->field;
    int64_t leaves_us;
    row->ground_us = -1;
    if (!schedule_rows_time(field[LANDS], &row->lands_us))
        return report(table, LANDS, "give a time of day such as 23:40");
    if (!*field[LEAVES]) return true;
    if (!schedule_rows_time(field[LEAVES], &leaves_us))
        return report(table, LEAVES, "give a time of day such as 02:30, or nothing");
    row->ground_us = leaves_us - row->lands_us;
    if (row->ground_us <= 0) row->ground_us += DATE_DAY_US; /* the next day */
    return true;
}

static bool read_aircraft(const struct table *table, struct timetable_row *row)
{
    const char *names[LANE_AIRCRAFT_MAX], *text = table->record->field[AIRCRAFT];
    for (uint32_t i = 0; i < table->fleet_n; i++) {
        names[i] = table->fleet[i].name;
        if (strcmp(text, names[i]) != 0) continue;
        row->aircraft = (uint16_t)i;
        return true;
    }
    const char *nearest = suggest_nearest(text, names, table->fleet_n);
    return report(
        table, AIRCRAFT,
        nearest ? text_arena_printf(table->records.arena, "no such type; did you mean %s?", nearest)
                : "name a type that stands in aircraft of the scenario");
}

/* A plain number of tonnes, or nothing: NAN. */
static bool read_load(const struct table *table, size_t column, double most_t, double *load_t)
{
    const char *text = table->record->field[column];
    double value;
    *load_t = NAN;
    if (!*text) return true;
    if (!schedule_rows_tonnes(text, &value))
        return report(table, column, "give tonnes as a plain number, such as 82.5, or nothing");
    if (value > most_t)
        return report(
            table, column,
            text_arena_printf(table->records.arena, "the type carries at most %g t", most_t));
    *load_t = value;
    return true;
}

static bool read_cancelled(const struct table *table, struct timetable_row *row)
{
    const char *text = table->record->field[CANCELLED];
    row->cancelled = strcmp(text, "yes") == 0;
    return row->cancelled || !*text || strcmp(text, "no") == 0 ||
           report(table, CANCELLED, "give yes, no or nothing");
}

static void add_row(struct table *table)
{
    struct timetable_row row = {.in_t = NAN, .out_t = NAN};
    bool right = read_days(table, &row);
    right &= read_times(table, &row);
    if (read_aircraft(table, &row)) {
        const double most_t = table->fleet[row.aircraft].payload_t;
        right &= read_load(table, IN_T, most_t, &row.in_t);
        right &= read_load(table, OUT_T, most_t, &row.out_t);
    } else {
        right = false;
    }
    right &= read_cancelled(table, &row);
    if (!right) return;
    table->row = text_arena_more(table->records.arena, table->row, table->n, &table->room,
                                 sizeof *table->row);
    table->row[table->n++] = row;
}

/* ---- the file -------------------------------------------------------------------------------- */

struct timetable flight_schedule_read(const char *file, const struct schedule_rows_origin *origin,
                                      const struct lane_aircraft_def *fleet, uint32_t fleet_n,
                                      struct text_arena *arena, struct diagnostics *diagnostics)
{
    const size_t before = diagnostics_count(diagnostics);
    struct table table = {.fleet = fleet, .fleet_n = fleet_n};
    struct record record;
    if (schedule_rows_open(&table.records, file, origin, COLUMN, COLUMNS, arena, diagnostics))
        while (schedule_rows_next(&table.records, &record, table.n)) {
            table.record = &record;
            add_row(&table);
        }
    if (diagnostics_count(diagnostics) > before) return (struct timetable){NULL, 0};
    return (struct timetable){table.row, table.n};
}

static void write_load(FILE *to, double load_t)
{
    char text[32];
    fputc(',', to);
    if (isnan(load_t)) return;
    snprintf(text, sizeof text, "%.15g", load_t);
    if (strtod(text, NULL) != load_t) snprintf(text, sizeof text, "%.17g", load_t);
    fputs(text, to);
}

void flight_schedule_write(const struct timetable *timetable, const struct lane_aircraft_def *fleet,
                           FILE *to)
{
    schedule_rows_write_head(to, COLUMN, COLUMNS);
    for (size_t i = 0; i < timetable->n; i++) {
        const struct timetable_row *row = &timetable->row[i];
        schedule_rows_write_days(
            to, &(struct schedule_rows_days){row->from_us, row->until_us, row->weekdays});
        schedule_rows_write_time(to, row->lands_us);
        if (row->ground_us >= 0) schedule_rows_write_time(to, row->lands_us + row->ground_us);
        else fputc(',', to);
        fprintf(to, ",%s", fleet[row->aircraft].name);
        write_load(to, row->in_t);
        write_load(to, row->out_t);
        fputs(row->cancelled ? ",yes\n" : ",no\n", to);
    }
}

void flight_schedule_attach(struct scenario *scenario, uint32_t lane, struct timetable timetable)
{
    struct hub_def *def = scenario_def(scenario);
    char *text = NULL;
    size_t bytes = 0;
    def->lanes[lane].timetable = timetable;
    FILE *to = open_memstream(&text, &bytes);
    if (to == NULL) return;
    flight_schedule_write(&timetable, def->aircraft, to);
    if (fclose(to) == 0) scenario_hash_file(scenario, text);
    free(text);
}

/* The rows name aircraft by their number. */
static bool has_fleet_of(const struct hub_def *a, const struct hub_def *b)
{
    bool same = a->aircraft_n == b->aircraft_n;
    for (uint32_t i = 0; same && i < a->aircraft_n; i++)
        same = strcmp(a->aircraft[i].name, b->aircraft[i].name) == 0;
    return same;
}

static bool wants(const struct lane_def *lane)
{
    return *lane->schedule != '\0' && lane->timetable.n == 0;
}

void flight_schedule_carry(struct scenario *to, const struct scenario *from)
{
    const struct hub_def *ours = scenario_plan(to)->base, *theirs = scenario_plan(from)->base;
    if (!has_fleet_of(ours, theirs)) return;
    for (uint32_t i = 0; i < ours->lanes_n; i++)
        for (uint32_t j = 0; j < theirs->lanes_n && wants(&ours->lanes[i]); j++)
            if (strcmp(ours->lanes[i].name, theirs->lanes[j].name) == 0 &&
                strcmp(ours->lanes[i].schedule, theirs->lanes[j].schedule) == 0)
                flight_schedule_attach(to, i, theirs->lanes[j].timetable);
}

bool flight_schedule_is_whole(const struct scenario *scenario)
{
    const struct hub_def *def = scenario_plan(scenario)->base;
    for (uint32_t i = 0; i < def->lanes_n; i++)
        if (wants(&def->lanes[i])) return false;
    return true;
}
