// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/stored_run.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/store/replication_cache.h"
#include "scenarios/store/sql.h"
#include "scenarios/store/store_parts.h"

/* ---- a run ----------------------------------------------------------------------------------- */

static bool read_run(struct store *store, struct stored_run_run *run)
{
    sqlite3_stmt *row = sql_query(store->db,
                                  "SELECT command, version, model, (SELECT count(*) FROM run_points"
                                  " WHERE run_points.run = runs.run)"
                                  " FROM runs JOIN builds USING (build) WHERE run = ?",
                                  "i", run->run);
    const bool there = row && sqlite3_step(row) == SQLITE_ROW;
    if (there) {
        run->command = strdup(sql_text(row, 0));
        run->version = strdup(sql_text(row, 1));
        run->model = strdup(sql_text(row, 2));
        run->point = calloc((size_t)sqlite3_column_int64(row, 3) + 1, sizeof *run->point);
    }
    sqlite3_finalize(row);
    return there && run->command && run->version && run->model && run->point;
}

static bool read_files(struct store *store, int64_t scenario, struct snapshot_files *to)
{
    sqlite3_stmt *row =
        sql_query(store->db, "SELECT path, text FROM files WHERE scenario = ?", "i", scenario);
    bool fine = row != NULL;
    while (fine && sqlite3_step(row) == SQLITE_ROW)
        fine = snapshot_add(to, sql_text(row, 0), sql_text(row, 1));
    return sqlite3_finalize(row) == SQLITE_OK && fine;
}

static bool read_points(struct store *store, struct stored_run_run *run)
{
    sqlite3_stmt *row =
        sql_query(store->db,
                  "SELECT point, text, hash, seed, first, n, scenario FROM run_points"
                  " JOIN scenarios USING (scenario) JOIN points USING (point)"
                  " WHERE run = ? ORDER BY place",
                  "i", run->run);
    bool fine = row != NULL;
    while (fine && sqlite3_step(row) == SQLITE_ROW) {
        struct stored_run_point *point = &run->point[run->points++];
        *point = (struct stored_run_point){.point = sqlite3_column_int64(row, 0),
                                           .text = strdup(sql_text(row, 1)),
                                           .hash = sql_hash(row, 2),
                                           .seed = sql_count(row, 3),
                                           .first = (uint32_t)sqlite3_column_int64(row, 4),
                                           .n = (uint32_t)sqlite3_column_int64(row, 5)};
        fine = point->text && read_files(store, sqlite3_column_int64(row, 6), &point->files);
    }
    return sqlite3_finalize(row) == SQLITE_OK && fine;
}

struct stored_run_run *stored_run_read(struct store *store, int64_t run, FILE *messages)
{
    struct stored_run_run *kept = calloc(1, sizeof *kept);
    if (kept) kept->run = run ? run : store_number(store, "SELECT max(run) FROM runs");
    if (kept && read_run(store, kept) && read_points(store, kept)) return kept;
    if (store_trouble(store))
        fprintf(messages, "hubsim: %s: %s\n", store->file, store_trouble(store));
    else if (run) fprintf(messages, "hubsim: %s: holds no run %" PRId64 "\n", store->file, run);
    else fprintf(messages, "hubsim: %s: holds no run\n", store->file);
    stored_run_free(kept);
    return NULL;
}

void stored_run_free(struct stored_run_run *run)
{
    if (!run) return;
    for (size_t i = 0; i < run->points; i++) {
        free(run->point[i].text);
        snapshot_free_files(&run->point[i].files);
    }
    free(run->point);
    free(run->command);
    free(run->version);
    free(run->model);
    free(run);
}

/* ---- a replication --------------------------------------------------------------------------- */

bool stored_run_replication(struct store *store, int64_t point, uint32_t replication,
                            struct hub_result *result, int64_t *id)
{
    sqlite3_stmt *row = sql_query(store->db,
                                  "SELECT id, digest, counts FROM replications"
                                  " WHERE point = ? AND replication = ?",
                                  "ii", point, (int64_t)replication);
    const bool there = row && sqlite3_step(row) == SQLITE_ROW;
    if (there) {
        *id = sqlite3_column_int64(row, 0);
        replication_cache_read_counts(sql_text(row, 2), result);
        result->digest = sql_hash(row, 1);
    }
    sqlite3_finalize(row);
    return there;
}

static double value_of(const struct stored_run_now *now, const char *name, int64_t year,
                       size_t *last)
{
    const int64_t at = year - now->first_year;
    for (size_t i = 0; i < now->measures; i++) {
        const size_t m = (*last + i) % now->measures;
        if (strcmp(now->measure[m].name, name) != 0) continue;
        *last = m;
        return at >= 0 && (size_t)at < now->years
                   ? now->result->value[(size_t)at * now->measures + m]
                   : NAN;
    }
    return NAN;
}

static bool agree(double kept, double now)
{
    return kept == now || (isnan(kept) && isnan(now));
}

static bool part_in(struct stored_run_difference *difference, const char *what, int64_t year,
                    double kept, double now)
{
    *difference = (struct stored_run_difference){.year = (int32_t)year, .kept = kept, .now = now};
    snprintf(difference->what, sizeof difference->what, "%s", what);
    return false;
}

static bool are_measures_the_same(struct store *store, int64_t id, const struct stored_run_now *now,
                                  struct stored_run_difference *difference)
{
    size_t last = 0;
    int64_t n = 0;
    bool same = true;
    sqlite3_stmt *row = sql_query(store->db,
                                  "SELECT name, year, value FROM measures JOIN measure_names"
                                  " USING (measure) WHERE id = ? ORDER BY year, measure",
                                  "i", id);
    for (; same && row && sqlite3_step(row) == SQLITE_ROW; n++) {
        const int64_t year = sqlite3_column_int64(row, 1);
        const double kept = sql_real(row, 2), value = value_of(now, sql_text(row, 0), year, &last);
        same = agree(kept, value) || part_in(difference, sql_text(row, 0), year, kept, value);
    }
    const bool whole = sqlite3_finalize(row) == SQLITE_OK;
    if (!same) return false;
    const char *asked =
        "SELECT years * measures FROM points JOIN replications USING (point) WHERE id = ?";
    const int64_t wanted = sql_number(store->db, -1, asked, "i", id);
    return (whole && n == wanted) ||
           part_in(difference, "numbers in the file", 0, (double)n, (double)wanted);
}

static bool are_hours_the_same(struct store *store, int64_t id, const struct stored_run_now *now,
                               struct stored_run_difference *difference)
{
    bool same = true;
    sqlite3_stmt *row = sql_query(store->db,
                                  "SELECT name, hour, value FROM series JOIN series_names"
                                  " USING (series) WHERE id = ? ORDER BY series, hour",
                                  "i", id);
    while (same && row && sqlite3_step(row) == SQLITE_ROW) {
        const int64_t hour = sqlite3_column_int64(row, 1);
        size_t s = 0;
        while (s < MEASURE_DAY_SERIES && strcmp(measure_day[s].name, sql_text(row, 0)) != 0)
            s++;
        const bool known = s < MEASURE_DAY_SERIES && hour >= 0 && hour < 24;
        const double value = known ? now->result->day[(size_t)hour * MEASURE_DAY_SERIES + s] : NAN;
        char what[MEASURE_NAME_BYTES + 16];
        snprintf(what, sizeof what, "%s, hour %d", sql_text(row, 0), (int)hour);
        same =
            agree(sql_real(row, 2), value) || part_in(difference, what, 0, sql_real(row, 2), value);
    }
    sqlite3_finalize(row);
    return same;
}

/* Bytes are left out: how much memory was had depends on what was simulated together. */
static bool are_counts_the_same(const struct hub_result *kept, const struct hub_result *now)
{
    char a[REPLICATION_CACHE_COUNTS_BYTES], b[REPLICATION_CACHE_COUNTS_BYTES];
    struct hub_result with_our_bytes = *kept;
    with_our_bytes.bytes = now->bytes;
    replication_cache_write_counts(&with_our_bytes, a);
    replication_cache_write_counts(now, b);
    return strcmp(a, b) == 0;
}

bool stored_run_is_the_same(struct store *store, int64_t id, const struct hub_result *kept,
                            const struct stored_run_now *now,
                            struct stored_run_difference *difference)
{
    if (!are_measures_the_same(store, id, now, difference)) return false;
    if (kept->digest != now->result->digest)
        return part_in(difference, "digest of all events", 0, NAN, NAN);
    if (!are_counts_the_same(kept, now->result)) return part_in(difference, "counts", 0, NAN, NAN);
    return are_hours_the_same(store, id, now, difference);
}
