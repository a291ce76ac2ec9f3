// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/replication_cache.h"

#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/store/stored_scenario.h"
#include "scenarios/store/event_rows.h"
#include "scenarios/store/rows.h"
#include "scenarios/store/sql.h"
#include "scenarios/store/store_parts.h"
#include "sim/base/require.h"

/* ---- counts ---------------------------------------------------------------------------------- */

enum count_kind { COUNT_WHOLE, COUNT_REAL };
struct count {
    const char *name;
    enum count_kind kind;
    size_t at;
};

#define WHOLE(field)                                                                               \
    {                                                                                              \
#field, COUNT_WHOLE, offsetof(struct hub_result, field)                                    \
    }
#define REAL(field)                                                                                \
    {                                                                                              \
#field, COUNT_REAL, offsetof(struct hub_result, field)                                     \
    }
static const struct count counts[] = {
    WHOLE(events),
    WHOLE(ties),
    WHOLE(g_in),
    WHOLE(g_out_by_truck),
    WHOLE(g_inside),
    WHOLE(parcels_in),
    WHOLE(parcels_out_by_truck),
    WHOLE(parcels_inside),
    WHOLE(ulds_in),
    WHOLE(ulds_emptied),
    WHOLE(ulds_inside),
    WHOLE(export_kg_in),
    WHOLE(export_kg_flown),
    WHOLE(export_kg_inside),
    WHOLE(parcels_moved),
    WHOLE(bytes),
    REAL(paid_h),
    REAL(accounted_h),
};
enum { COUNTS = sizeof counts / sizeof *counts };

/* value, day and digest stand in columns of their own; every other field must be in the list. */
_Static_assert(sizeof(struct hub_result) == 8 * (COUNTS + 3),
               "a field of struct hub_result is not kept: add it to counts");

void replication_cache_write_counts(const struct hub_result *result, char *to)
{
    size_t n = 0;
    for (size_t i = 0; i < COUNTS; i++) {
        const char *field = (const char *)result + counts[i].at;
        int64_t whole;
        double real;
        memcpy(&whole, field, sizeof whole);
        memcpy(&real, field, sizeof real);
        n += (size_t)snprintf(to + n, REPLICATION_CACHE_COUNTS_BYTES - n,
                              "%s\"%s\": ", i ? ", " : "{", counts[i].name);
        if (counts[i].kind == COUNT_WHOLE)
            n += (size_t)snprintf(to + n, REPLICATION_CACHE_COUNTS_BYTES - n, "%" PRId64, whole);
        else n += (size_t)snprintf(to + n, REPLICATION_CACHE_COUNTS_BYTES - n, "%.17g", real);
    }
    n += (size_t)snprintf(to + n, REPLICATION_CACHE_COUNTS_BYTES - n, "}");
    REQUIRE(NULL, n < REPLICATION_CACHE_COUNTS_BYTES, "%zu bytes of counts", n);
}

bool replication_cache_read_counts(const char *text, struct hub_result *result)
{
    for (size_t i = 0; i < COUNTS; i++) {
        char name[40];
        snprintf(name, sizeof name, "\"%s\": ", counts[i].name);
        const char *at = strstr(text, name);
        if (!at) return false;
        at += strlen(name);
        const int64_t whole = strtoll(at, NULL, 10);
        const double real = strtod(at, NULL);
        const bool is_whole = counts[i].kind == COUNT_WHOLE;
        memcpy((char *)result + counts[i].at, is_whole ? (const void *)&whole : &real, 8);
    }
    return true;
}

/* ---- points: once for each batch ------------------------------------------------------------- */

static bool number_measures(struct store *store, const struct hub_def *def, struct store_point *to)
{
    struct measure *measure = calloc(to->measures + 1, sizeof *measure);
    to->measure = calloc(to->measures + 1, sizeof *to->measure);
    bool fine = measure && to->measure;
    if (fine) hub_measures(def, measure);
    for (size_t i = 0; fine && i < to->measures; i++) {
        to->measure[i] = rows_number_measure(store, &measure[i]);
        fine = to->measure[i] &&
               sql_do(store->db, "INSERT OR IGNORE INTO point_measures VALUES (?, ?, ?)", "iii",
                      to->point, (int64_t)i, to->measure[i]);
    }
    free(measure);
    return fine;
}

static int64_t number_point(struct store *store, const struct batch_point *point,
                            const struct store_point *as)
{
    const uint64_t address = scenario_address(point->scenario);
    const char *find = "SELECT point FROM points WHERE address = ? AND model = ? AND seed = ?";
    const int64_t known = sql_number(store->db, 0, find, "htu", address, store->model, point->seed);
    if (known) return known;
    const bool fine =
        sql_do(store->db,
               "INSERT INTO points (address, model, seed, first_year, years, measures)"
               " VALUES (?, ?, ?, ?, ?, ?)",
               "htuiii", address, store->model, point->seed, (int64_t)as->first_year,
               (int64_t)as->years, (int64_t)as->measures);
    return fine ? sqlite3_last_insert_rowid(store->db) : 0;
}

static bool keep_point(struct store *store, const struct batch_point *point, struct store_point *to)
{
    const struct hub_def *def = scenario_plan(point->scenario)->base;
    to->years = hub_years(def);
    to->first_year = hub_first_year(def);
    to->measures = hub_measures(def, NULL);
    to->point = number_point(store, point, to);
    const int64_t scenario = to->point ? stored_scenario_keep(store, point->scenario) : 0;
    return scenario && number_measures(store, def, to) &&
           sql_do(store->db, "INSERT INTO run_points VALUES (?, ?, ?, ?, ?, ?)", "iiiiii",
                  store->run, store->places++, to->point, scenario, (int64_t)point->first,
                  (int64_t)point->n);
}

static void forget_points(struct store *store)
{
    for (size_t i = 0; i < store->points; i++)
        free(store->point[i].measure);
    free(store->point);
    store->point = NULL;
    store->points = 0;
}

static void begin(void *context, const struct batch_point *point, size_t points)
{
    struct store *store = context;
    forget_points(store);
    store->first = point;
    store->point = calloc(points + 1, sizeof *store->point);
    if (store->point) store->points = points;
    bool fine = store->point && store_begin(store);
    if (!fine) return;
    fine = rows_number_series(store);
    for (size_t i = 0; fine && i < points; i++)
        fine = keep_point(store, &point[i], &store->point[i]);
    if (!store_end(store, fine))
        for (size_t i = 0; i < points; i++)
            store->point[i].point = 0;
}

/* NULL: the point could not be entered in the tables. */
static const struct store_point *place_of(const struct store *store,
                                          const struct batch_point *point)
{
    const struct batch_point *first = store->first;
    const size_t at = (size_t)(point - first);
    return at < store->points && store->point[at].point ? &store->point[at] : NULL;
}

/* ---- found ----------------------------------------------------------------------------------- */

/* Rows come in the order they were kept: nearly always the one looked at last, or the next. */
static size_t index_of(const struct store_point *at, int64_t measure, size_t last)
{
    for (size_t i = last; i < at->measures && i < last + 2; i++)
        if (at->measure[i] == measure) return i;
    for (size_t i = 0; i < at->measures; i++)
        if (at->measure[i] == measure) return i;
    return at->measures;
}

static bool read_measures(struct store *store, const struct store_point *at, int64_t id,
                          struct hub_result *result)
{
    sqlite3_stmt *rows = store_prepared(store, STORE_FIND_MEASURES,
                                        "SELECT measure, year, value FROM measures WHERE id = ?");
    size_t n = 0, m = 0;
    if (!rows) return false;
    sqlite3_bind_int64(rows, 1, id);
    for (; sqlite3_step(rows) == SQLITE_ROW; n++) {
        m = index_of(at, sqlite3_column_int64(rows, 0), m);
        const int64_t year = sqlite3_column_int64(rows, 1) - at->first_year;
        if (m == at->measures || year < 0 || (size_t)year >= at->years) break;
        result->value[(size_t)year * at->measures + m] = sql_real(rows, 2);
    }
    return sqlite3_reset(rows) == SQLITE_OK && n == at->years * at->measures;
}

static bool read_series(struct store *store, int64_t id, struct hub_result *result)
{
    sqlite3_stmt *rows = store_prepared(store, STORE_FIND_SERIES,
                                        "SELECT hour, series, value FROM series WHERE id = ?");
    size_t n = 0;
    if (!rows) return false;
    sqlite3_bind_int64(rows, 1, id);
    for (; sqlite3_step(rows) == SQLITE_ROW; n++) {
        const int64_t hour = sqlite3_column_int64(rows, 0);
        size_t series = 0;
        while (series < MEASURE_DAY_SERIES &&
               store->series[series] != sqlite3_column_int64(rows, 1))
            series++;
        if (hour < 0 || hour >= 24 || series == MEASURE_DAY_SERIES) break;
        result->day[(size_t)hour * MEASURE_DAY_SERIES + series] = sql_real(rows, 2);
    }
    return sqlite3_reset(rows) == SQLITE_OK && n == 24 * MEASURE_DAY_SERIES;
}

/* Its number in the table, digest and counts; the other numbers too if they were packed. 0:
 * unknown. */
static int64_t find_replication(struct store *store, const struct store_point *at,
                                uint32_t replication, struct hub_result *result, bool *packed)
{
    sqlite3_stmt *row = store_prepared(store, STORE_FIND,
                                       "SELECT id, digest, counts, packed FROM replications"
                                       " WHERE point = ? AND replication = ?");
    int64_t id = 0;
    if (!row) return 0;
    sqlite3_bind_int64(row, 1, at->point);
    sqlite3_bind_int64(row, 2, replication);
    if (sqlite3_step(row) == SQLITE_ROW &&
        replication_cache_read_counts(sql_text(row, 2), result)) {
        id = sqlite3_column_int64(row, 0);
        result->digest = sql_hash(row, 1);
        const size_t bytes = (size_t)sqlite3_column_bytes(row, 3);
        *packed = result->value && rows_unpack(at, sqlite3_column_blob(row, 3), bytes, result);
    }
    if (sqlite3_reset(row) != SQLITE_OK) store_failed(store);
    return id;
}

static bool find(void *context, const struct batch_point *point, uint32_t replication,
                 struct hub_result *result)
{
    struct store *store = context;
    const struct store_point *at = place_of(store, point);
    if (!at) return false;
    bool packed = false;
    const int64_t id = find_replication(store, at, replication, result, &packed);
    if (!id || !event_rows_known(store, replication, id)) return false;
    const bool whole =
        packed || (read_measures(store, at, id, result) && read_series(store, id, result));
    if (whole) store->found++;
    return whole;
}

/* ---- kept ------------------------------------------------------------------------------------ */

/* Another process may have kept it meanwhile, or it was kept without its moments: then both must
 * have found the same. 0: they did not. */
static int64_t find_the_same(struct store *store, const struct store_point *at,
                             uint32_t replication, const struct hub_result *result)
{
    struct hub_result kept = {0};
    bool packed;
    const int64_t id = find_replication(store, at, replication, &kept, &packed);
    if (!id) store_failed(store);
    if (!id) return 0;
    if (kept.digest == result->digest) return id;
    if (!*store->trouble)
        snprintf(store->trouble, sizeof store->trouble,
                 "replication %u is kept there already and went another way: this machine or that"
                 " file is not to be trusted",
                 replication);
    return 0;
}

/* Results come faster than rows can be made of them. */
static bool is_pressed(const struct store *store)
{
    const double breath_s = 0.02;
    return store->kept_s > 0 && store_now_s() - store->kept_s < breath_s;
}

/* Its number in the table; 0: trouble. packed: NULL for rows. */
static int64_t add_replication(struct store *store, const struct store_point *at,
                               uint32_t replication, const struct hub_result *result,
                               const void *packed)
{
    char text[REPLICATION_CACHE_COUNTS_BYTES];
    sqlite3_stmt *row = store_prepared(
        store, STORE_KEEP,
        "INSERT INTO replications (point, replication, build, digest, counts, packed)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    if (!row) return 0;
    replication_cache_write_counts(result, text);
    sqlite3_bind_blob(row, 6, packed, packed ? (int)rows_packed_bytes(at) : 0, SQLITE_STATIC);
    const bool fine = sql_again(row, "iiiht", at->point, (int64_t)replication, store->build,
                                result->digest, text);
    sqlite3_bind_null(row, 6);
    if (!fine) return 0;
    if (sqlite3_changes(store->db) == 0) return find_the_same(store, at, replication, result);
    const int64_t id = sqlite3_last_insert_rowid(store->db);
    return packed || rows_keep(store, at, id, result) ? id : 0;
}

static bool keep_one(struct store *store, const struct store_point *at,
                     const struct batch_point *point, uint32_t replication,
                     const struct hub_result *result, struct event_log *book)
{
    void *packed = is_pressed(store) ? rows_pack(at, result) : NULL;
    bool fine = store_begin(store);
    if (fine) {
        const int64_t id = add_replication(store, at, replication, result, packed);
        const struct hub_def *def = scenario_plan(point->scenario)->base;
        fine = store_end(store, id && (!book || event_rows_keep(store, id, def, book)));
    }
    free(packed);
    store->kept_s = store_now_s();
    return fine;
}

static bool keep(void *context, const struct batch_point *point, uint32_t replication,
                 const struct hub_result *result, struct event_log *book)
{
    struct store *store = context;
    const struct store_point *at = place_of(store, point);
    const bool fine = at && keep_one(store, at, point, replication, result, book);
    if (fine) store->kept++;
    else store->refused++;
    return fine;
}

struct batch_memory replication_cache_of(struct store *store)
{
    return (struct batch_memory){.begin = begin, .find = find, .keep = keep, .context = store};
}

struct replication_cache_count replication_cache_count(const struct store *store)
{
    return (struct replication_cache_count){store->found, store->kept, store->refused};
}
