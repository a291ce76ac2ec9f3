// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scenarios/store/schema.h"
#include "scenarios/store/sql.h"

/* ---- names ----------------------------------------------------------------------------------- */

/* find and add: of measures or of series. */
static int64_t number_name(struct store *store, const struct measure *measure, const char *find,
                           const char *add)
{
    const int64_t known = sql_number(store->db, 0, find, "tt", measure->name, measure->unit);
    if (known) return known;
    const bool fine = sql_do(store->db, add, "ttt", measure->name, measure->unit, measure->meaning);
    return fine ? sqlite3_last_insert_rowid(store->db) : 0;
}

int64_t rows_number_measure(struct store *store, const struct measure *measure)
{
    return number_name(store, measure,
                       "SELECT measure FROM measure_names WHERE name = ? AND unit = ?",
                       "INSERT INTO measure_names (name, unit, meaning) VALUES (?, ?, ?)");
}

bool rows_number_series(struct store *store)
{
    bool fine = true;
    for (size_t i = 0; fine && i < MEASURE_DAY_SERIES; i++) {
        store->series[i] = number_name(
            store, &measure_day[i], "SELECT series FROM series_names WHERE name = ? AND unit = ?",
            "INSERT INTO series_names (name, unit, meaning) VALUES (?, ?, ?)");
        fine = store->series[i] != 0;
    }
    return fine;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Rows (replication, what, when, value): sixty-four with one statement cost half of what they cost
 * one by one. */
enum { ROWS = 64, COLUMNS = 4 };
struct rows {
    struct store *store;
    const char *table;
    enum store_statement one, many;
    int64_t id;
    struct {
        int64_t what, when;
        double value;
    } row[ROWS];
    size_t n;
    bool fine;
};

static sqlite3_stmt *prepare_rows(const struct rows *rows, size_t n)
{
    char sql[40 + 10 * ROWS];
    size_t at = (size_t)snprintf(sql, sizeof sql, "INSERT INTO %s VALUES ", rows->table);
    for (size_t i = 0; i < n; i++)
        at += (size_t)snprintf(sql + at, sizeof sql - at, "%s(?,?,?,?)", i ? "," : "");
    return store_prepared(rows->store, n == 1 ? rows->one : rows->many, sql);
}

static bool insert_rows(struct rows *rows, size_t from, size_t n)
{
    sqlite3_stmt *insert = prepare_rows(rows, n);
    if (!insert) return false;
    for (size_t i = 0; i < n; i++) {
        const int at = COLUMNS * (int)i;
        const double value = rows->row[from + i].value;
        sqlite3_bind_int64(insert, at + 1, rows->id);
        sqlite3_bind_int64(insert, at + 2, rows->row[from + i].what);
        sqlite3_bind_int64(insert, at + 3, rows->row[from + i].when);
        if (isnan(value)) sqlite3_bind_null(insert, at + 4);
        else sqlite3_bind_double(insert, at + 4, value);
    }
    const bool done = sqlite3_step(insert) == SQLITE_DONE;
    return sqlite3_reset(insert) == SQLITE_OK && done;
}

static void add_row(struct rows *rows, int64_t what, int64_t when, double value)
{
    rows->row[rows->n].what = what;
    rows->row[rows->n].when = when;
    rows->row[rows->n++].value = value;
    if (rows->n < ROWS) return;
    rows->fine = rows->fine && insert_rows(rows, 0, ROWS);
    rows->n = 0;
}

static bool finish_rows(struct rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        rows->fine = rows->fine && insert_rows(rows, i, 1);
    return rows->fine;
}

bool rows_keep(struct store *store, const struct store_point *at, int64_t id,
               const struct hub_result *result)
{
    struct rows rows = {.store = store,
                        .id = id,
                        .fine = true,
                        .table = "measures",
                        .one = STORE_KEEP_MEASURE,
                        .many = STORE_KEEP_MEASURES};
    for (size_t m = 0; m < at->measures; m++)
        for (size_t y = 0; y < at->years; y++)
            add_row(&rows, at->measure[m], (int64_t)at->first_year + (int64_t)y,
                    result->value[y * at->measures + m]);
    struct rows hours = {.store = store,
                         .id = id,
                         .fine = finish_rows(&rows),
                         .table = "series",
                         .one = STORE_KEEP_HOUR,
                         .many = STORE_KEEP_HOURS};
    for (size_t s = 0; s < MEASURE_DAY_SERIES; s++)
        for (size_t hour = 0; hour < 24; hour++)
            add_row(&hours, store->series[s], (int64_t)hour,
                    result->day[hour * MEASURE_DAY_SERIES + s]);
    return finish_rows(&hours);
}

/* ---- packed ---------------------------------------------------------------------------------- */

static size_t values_of(const struct store_point *at)
{
    return at->years * at->measures;
}

enum { DAY_BYTES = 24 * MEASURE_DAY_SERIES * sizeof(double) };

size_t rows_packed_bytes(const struct store_point *at)
{
    return values_of(at) * sizeof(double) + DAY_BYTES;
}

void *rows_pack(const struct store_point *at, const struct hub_result *result)
{
    char *packed = malloc(rows_packed_bytes(at));
    if (!packed) return NULL;
    memcpy(packed, result->value, values_of(at) * sizeof(double));
    memcpy(packed + values_of(at) * sizeof(double), result->day, DAY_BYTES);
    return packed;
}

bool rows_unpack(const struct store_point *at, const void *packed, size_t bytes,
                 struct hub_result *result)
{
    if (!packed || bytes != rows_packed_bytes(at)) return false;
    memcpy(result->value, packed, values_of(at) * sizeof(double));
    memcpy(result->day, (const char *)packed + values_of(at) * sizeof(double), DAY_BYTES);
    return true;
}

/* How the numbers of a point lie. measure: to be freed. */
static bool read_layout(struct store *store, int64_t point, struct store_point *to)
{
    sqlite3_stmt *row = sql_query(store->db,
                                  "SELECT first_year, years, measures, measure FROM points"
                                  " JOIN point_measures USING (point) WHERE point = ?"
                                  " ORDER BY place",
                                  "i", point);
    size_t n = 0;
    *to = (struct store_point){.point = point};
    while (row && sqlite3_step(row) == SQLITE_ROW) {
        if (!to->measure) {
            to->first_year = sqlite3_column_int(row, 0);
            to->years = (size_t)sqlite3_column_int64(row, 1);
            to->measures = (size_t)sqlite3_column_int64(row, 2);
            to->measure = calloc(to->measures + 1, sizeof *to->measure);
        }
        if (!to->measure || n == to->measures) break;
        to->measure[n++] = sqlite3_column_int64(row, 3);
    }
    return sqlite3_finalize(row) == SQLITE_OK && to->measure && n == to->measures;
}

static bool unpack_row(struct store *store, sqlite3_stmt *row)
{
    const int64_t id = sqlite3_column_int64(row, 0), point = sqlite3_column_int64(row, 1);
    struct store_point at;
    bool fine = read_layout(store, point, &at);
    struct hub_result result = {.value = fine ? calloc(values_of(&at) + 1, sizeof(double)) : NULL,
                                .day = calloc(1, DAY_BYTES)};
    fine = fine && result.value && result.day &&
           rows_unpack(&at, sqlite3_column_blob(row, 2), (size_t)sqlite3_column_bytes(row, 2),
                       &result) &&
           rows_keep(store, &at, id, &result) &&
           sql_do(store->db, "UPDATE replications SET packed = NULL WHERE id = ?", "i", id);
    free(at.measure);
    free(result.value);
    free(result.day);
    return fine;
}

/* Of how many rows were made; -1: trouble. */
static int unpack_some(struct store *store)
{
    enum { SOME = 100 };
    int n = 0;
    if (!store_begin(store)) return -1;
    bool fine = rows_number_series(store);
    for (bool more = true; more && fine && n < SOME; n += more) {
        sqlite3_stmt *row = sql_query(store->db,
                                      "SELECT id, point, packed FROM replications"
                                      " WHERE packed IS NOT NULL LIMIT 1",
                                      "");
        more = row && sqlite3_step(row) == SQLITE_ROW;
        fine = row && (!more || unpack_row(store, row));
        sqlite3_finalize(row);
    }
    return store_end(store, fine) ? n : -1;
}

bool rows_unpack_all(struct store *store)
{
    int n = 1;
    while (n > 0)
        n = unpack_some(store);
    return n == 0;
}

struct store *rows_open(const char *file, FILE *messages)
{
    struct store *store = store_open(file, STORE_READ, messages);
    const char *any = "SELECT 1 FROM replications WHERE packed IS NOT NULL LIMIT 1";
    if (!store) return NULL;
    const bool current = sql_number(store->db, 0, "PRAGMA user_version", "") == SCHEMA_EDITION;
    if (current && !sql_number(store->db, 0, any, "")) return store;
    if (access(store->file, W_OK) == 0) {
        struct store *writer = store_open(file, STORE_WRITE, messages);
        if (writer) rows_unpack_all(writer);
        store_close(writer);
    }
    if (sql_number(store->db, 0, any, ""))
        fprintf(messages, "%s: some replications are still packed, and not shown\n", store->file);
    return store;
}
