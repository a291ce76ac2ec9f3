// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/truck_schedule.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/input/csv_reader.h"
#include "scenarios/input/suggest.h"
#include "scenarios/input/schedule_rows.h"

enum { DAYS, FROM, UNTIL, AT, WAY, LANE, DESTINATION, FREIGHT, TONNES, COLUMNS };
enum { TRUCK_MOST_T = 50 };

static const char *const COLUMN[COLUMNS] = {"days", "from",        "until",   "at",    "way",
                                            "lane", "destination", "freight", "tonnes"};

struct table {
    struct csv_reader records;
    const struct record *record; /* the one that is read now */
    const struct hub_def *def;
    const struct linehaul_def *named[HALL_DESTINATIONS];
    uint32_t named_n;
    struct timetable_truck *row;
    size_t n, room;
};

static bool report(const struct table *table, size_t column, const char *advice)
{
    return schedule_rows_report(&table->records, table->record, column, advice);
}

/* ---- one field each -------------------------------------------------------------------------- */

static bool is_empty(const struct table *table, size_t column, const char *why)
{
    return *table->record->field[column] == '\0' || report(table, column, why);
}

/* The place of the text among the names; reported if there is none. */
static bool find(const struct table *table, size_t column, const char *const *names, size_t n,
                 const char *advice, uint32_t *place)
{
    const char *text = table->record->field[column];
    for (size_t i = 0; i < n; i++)
        if (strcmp(text, names[i]) == 0) {
            *place = (uint32_t)i;
            return true;
        }
    const char *nearest = suggest_nearest(text, names, n);
    return report(table, column,
                  nearest ? text_arena_printf(table->records.arena, "did you mean %s?", nearest)
                          : advice);
}

static bool read_lane(const struct table *table, struct timetable_truck *row)
{
    const char *names[LANE_MAX];
    uint32_t lane = 0;
    for (uint32_t l = 0; l < table->def->lanes_n; l++)
        names[l] = table->def->lanes[l].name;
    bool right = find(table, LANE, names, table->def->lanes_n,
                      "name the lane that flies the freight", &lane);
    row->lane = (uint16_t)lane;
    right &= is_empty(table, DESTINATION, "leave it empty: the truck comes in");
    return is_empty(table, FREIGHT, "leave it empty: the truck comes in") && right;
}

/* By its name, or by its number where the hall's have none. */
static bool read_destination(const struct table *table, struct timetable_truck *row)
{
    static const char *const numbers[HALL_DESTINATIONS] = {"1", "2", "3", "4", "5", "6", "7", "8"};
    const char *names[HALL_DESTINATIONS];
    uint32_t place = 0;
    for (uint32_t d = 0; d < table->named_n; d++)
        names[d] = table->named[d]->name;
    const bool right =
        table->named_n > 0
            ? find(table, DESTINATION, names, table->named_n,
                   "name a destination of this hall that stands in linehaul of the scenario",
                   &place)
            : find(table, DESTINATION, numbers, HALL_DESTINATIONS,
                   "give the number of a destination, 1 to 8", &place);
    row->destination = (uint8_t)place;
    return right;
}

static bool read_out(const struct table *table, struct timetable_truck *row)
{
    const char *freight = table->record->field[FREIGHT];
    bool right = read_destination(table, row);
    right &= is_empty(table, LANE, "leave it empty: the truck leaves");
    row->way = strcmp(freight, "general") == 0 ? TIMETABLE_OUT_GENERAL : TIMETABLE_OUT_PARCELS;
    if (row->way == TIMETABLE_OUT_PARCELS && strcmp(freight, "parcels") != 0)
        return report(table, FREIGHT, "give parcels or general");
    return right;
}

static bool read_way(const struct table *table, struct timetable_truck *row)
{
    const char *way = table->record->field[WAY];
    row->way = TIMETABLE_IN;
    if (strcmp(way, "in") == 0) return read_lane(table, row);
    if (strcmp(way, "out") == 0) return read_out(table, row);
    return report(table, WAY, "give in (brings freight) or out (takes it away)");
}

/* A plain number of tonnes, or nothing: 0. */
static bool read_tonnes(const struct table *table, struct timetable_truck *row)
{
    const char *text = table->record->field[TONNES];
    double t;
    row->kg = 0;
    if (!*text) return true;
    if (!schedule_rows_tonnes(text, &t) || !(t >= 0.001) || t > TRUCK_MOST_T)
        return report(table, TONNES,
                      "give tonnes as a plain number up to 50, such as 7.5, or nothing");
    row->kg = (int32_t)(1000 * t + 0.5);
    return true;
}

static void add_row(struct table *table)
{
    struct timetable_truck row = {.kg = 0};
    struct schedule_rows_days days;
    bool right = schedule_rows_days(&table->records, table->record, &days);
    row.from_us = days.from_us;
    row.until_us = days.until_us;
    row.weekdays = days.weekdays;
    if (!schedule_rows_time(table->record->field[AT], &row.at_us))
        right = report(table, AT, "give a time of day such as 23:40");
    right &= read_way(table, &row);
    right &= read_tonnes(table, &row);
    if (!right) return;
    table->row = text_arena_more(table->records.arena, table->row, table->n, &table->room,
                                 sizeof *table->row);
    table->row[table->n++] = row;
}

/* ---- the file -------------------------------------------------------------------------------- */

struct timetable_trucks truck_schedule_read(const char *file,
                                            const struct schedule_rows_origin *origin,
                                            const struct hub_def *def, uint32_t hall,
                                            struct text_arena *arena,
                                            struct diagnostics *diagnostics)
{
    const size_t before = diagnostics_count(diagnostics);
    struct table table = {.def = def};
    struct record record;
    table.named_n = linehaul_of(def->hauls, def->hauls_n, hall, table.named);
    if (schedule_rows_open(&table.records, file, origin, COLUMN, COLUMNS, arena, diagnostics))
        while (schedule_rows_next(&table.records, &record, table.n)) {
            table.record = &record;
            add_row(&table);
        }
    if (diagnostics_count(diagnostics) > before) return (struct timetable_trucks){NULL, 0};
    return (struct timetable_trucks){table.row, table.n};
}

static void write_row(const struct hub_def *def, const struct linehaul_def *const *named,
                      uint32_t named_n, const struct timetable_truck *row, FILE *to)
{
    schedule_rows_write_days(
        to, &(struct schedule_rows_days){row->from_us, row->until_us, row->weekdays});
    schedule_rows_write_time(to, row->at_us);
    if (row->way == TIMETABLE_IN) fprintf(to, ",in,%s,,", def->lanes[row->lane].name);
    else if (named_n > 0) fprintf(to, ",out,,%s,", named[row->destination]->name);
    else fprintf(to, ",out,,%d,", row->destination + 1);
    if (row->way != TIMETABLE_IN)
        fputs(row->way == TIMETABLE_OUT_GENERAL ? "general" : "parcels", to);
    if (row->kg > 0) fprintf(to, ",%d.%03d\n", row->kg / 1000, row->kg % 1000);
    else fputs(",\n", to);
}

void truck_schedule_write(const struct hub_def *def, uint32_t hall, FILE *to)
{
    const struct timetable_trucks *trucks = &def->halls[hall].truck_timetable;
    const struct linehaul_def *named[HALL_DESTINATIONS];
    const uint32_t named_n = linehaul_of(def->hauls, def->hauls_n, hall, named);
    schedule_rows_write_head(to, COLUMN, COLUMNS);
    for (size_t i = 0; i < trucks->n; i++)
        write_row(def, named, named_n, &trucks->row[i], to);
}

void truck_schedule_attach(struct scenario *scenario, uint32_t hall, struct timetable_trucks trucks)
{
    struct hub_def *def = scenario_def(scenario);
    char *text = NULL;
    size_t bytes = 0;
    def->halls[hall].truck_timetable = trucks;
    FILE *to = open_memstream(&text, &bytes);
    if (to == NULL) return;
    truck_schedule_write(def, hall, to);
    if (fclose(to) == 0) scenario_hash_file(scenario, text);
    free(text);
}

/* ---- a scenario made of others --------------------------------------------------------------- */

/* The rows name lanes and destinations by their number. */
static bool has_names_of(const struct hub_def *a, const struct hub_def *b)
{
    bool same = a->lanes_n == b->lanes_n && a->hauls_n == b->hauls_n && a->halls_n == b->halls_n;
    for (uint32_t i = 0; same && i < a->lanes_n; i++)
        same = strcmp(a->lanes[i].name, b->lanes[i].name) == 0;
    for (uint32_t i = 0; same && i < a->halls_n; i++)
        same = strcmp(a->halls[i].name, b->halls[i].name) == 0;
    for (uint32_t i = 0; same && i < a->hauls_n; i++)
        same =
            a->hauls[i].hall == b->hauls[i].hall && strcmp(a->hauls[i].name, b->hauls[i].name) == 0;
    return same;
}

static bool wants(const struct hall_def *hall)
{
    return *hall->trucks != '\0' && hall->truck_timetable.n == 0;
}

void truck_schedule_carry(struct scenario *to, const struct scenario *from)
{
    const struct hub_def *ours = scenario_plan(to)->base, *theirs = scenario_plan(from)->base;
    if (!has_names_of(ours, theirs)) return;
    for (uint32_t h = 0; h < ours->halls_n; h++)
        if (wants(&ours->halls[h]) && strcmp(ours->halls[h].trucks, theirs->halls[h].trucks) == 0)
            truck_schedule_attach(to, h, theirs->halls[h].truck_timetable);
}

bool truck_schedule_is_whole(const struct scenario *scenario)
{
    const struct hub_def *def = scenario_plan(scenario)->base;
    for (uint32_t h = 0; h < def->halls_n; h++)
        if (wants(&def->halls[h])) return false;
    return true;
}
