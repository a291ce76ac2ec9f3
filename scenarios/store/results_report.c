// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/results_report.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/store/schema.h"
#include "scenarios/store/sql.h"
#include "scenarios/store/store_parts.h"
#include "scenarios/report/results_csv.h"
#include "scenarios/report/json.h"
#include "scenarios/report/shown.h"

/* ---- words on a terminal --------------------------------------------------------------------- */

/* A word that the shell would take apart. */
static void show_quoted(FILE *to, const char *word)
{
    fputc('\'', to);
    for (const char *end; (end = strchr(word, '\'')) != NULL; word = end + 1) {
        shown_part(to, word, (size_t)(end - word));
        fputs("'\\''", to);
    }
    shown_text(to, word);
    fputc('\'', to);
}

/* The words of a JSON array as somebody would type them. */
static void show_words(struct store *store, int64_t run, FILE *to)
{
    sqlite3_stmt *row = sql_query(store->db,
                                  "SELECT command, value FROM runs, json_each(arguments)"
                                  " WHERE run = ? ORDER BY key",
                                  "i", run);
    for (bool first = true; row && sqlite3_step(row) == SQLITE_ROW; first = false) {
        const char *word = sql_text(row, 1);
        const bool plain = *word && strpbrk(word, " \t\n\"'\\$`*?[]{}()<>|&;!#~") == NULL;
        if (first) {
            fputs("hubsim ", to);
            shown_text(to, sql_text(row, 0));
        }
        fputc(' ', to);
        if (plain) shown_text(to, word);
        else show_quoted(to, word);
    }
    sqlite3_finalize(row);
}

/* ---- lists ----------------------------------------------------------------------------------- */

/* In columns of at least that width, two blanks behind. */
static void show_column(sqlite3_stmt *row, int column, size_t width, FILE *to)
{
    const char *text = sql_text(row, column);
    shown_text(to, text);
    fprintf(to, "%*s", (int)(strlen(text) < width ? width - strlen(text) : 0) + 2, "");
}

bool results_report_list(struct store *store, FILE *to)
{
    sqlite3_stmt *row =
        sql_query(store->db,
                  "SELECT run, state, started, seed, replications, version, title,"
                  " (SELECT count(*) FROM v_replications AS v WHERE v.run = v_runs.run)"
                  " FROM v_runs ORDER BY run",
                  "");
    fprintf(to, "%4s  %-11s  %-20s  %8s  %-12s  %-10s  %s\n", "run", "state", "started", "kept",
            "seed", "hubsim", "command");
    while (row && sqlite3_step(row) == SQLITE_ROW) {
        fprintf(to, "%4" PRId64 "  ", (int64_t)sqlite3_column_int64(row, 0));
        show_column(row, 1, 11, to);
        show_column(row, 2, 20, to);
        fprintf(to, "%8" PRId64 "  ", (int64_t)sqlite3_column_int64(row, 7));
        show_column(row, 3, 12, to);
        show_column(row, 5, 10, to);
        show_words(store, sqlite3_column_int64(row, 0), to);
        fputc('\n', to);
    }
    return sqlite3_finalize(row) == SQLITE_OK;
}

int64_t results_report_last(struct store *store)
{
    return store_number(store, "SELECT max(run) FROM runs");
}

static const char *known(sqlite3_stmt *row, int column)
{
    return sqlite3_column_type(row, column) == SQLITE_NULL ? "n/a" : sql_text(row, column);
}

static void show_promises(struct store *store, int64_t run, FILE *to)
{
    sqlite3_stmt *row = sql_query(
        store->db,
        "SELECT promise, verdict || iif(given_by = '', '', ' (given)'), p_kept, mean, promised,"
        " unit FROM v_promises"
        " WHERE run = ? ORDER BY promise",
        "i", run);
    for (bool first = true; row && sqlite3_step(row) == SQLITE_ROW; first = false) {
        if (first) fputs("\npromises\n", to);
        fputs("  ", to);
        shown_text(to, sql_text(row, 0));
        static const char *const before[] = {": ", "; chance ", ", mean ", ", promised "};
        for (int i = 0; i < 4; i++) {
            fputs(before[i], to);
            shown_text(to, i == 0 ? sql_text(row, 1) : known(row, i + 1));
        }
        fputc(' ', to);
        shown_text(to, sql_text(row, 5));
        fputc('\n', to);
    }
    sqlite3_finalize(row);
}

/* Nothing in a run that asked for none, or in a file that knows of none. */
static void show_logs(struct store *store, int64_t run, FILE *to)
{
    sqlite3_stmt *row = sql_query(store->db,
                                  "SELECT count(*), sum(moments) FROM run_points"
                                  " CROSS JOIN run_logs USING (run)"
                                  " CROSS JOIN replications USING (point)"
                                  " CROSS JOIN logs USING (id, from_us, until_us)"
                                  " WHERE run = ? AND replication >= first"
                                  " AND replication < first + n"
                                  " AND replication < run_logs.replications",
                                  "i", run);
    if (row && sqlite3_step(row) == SQLITE_ROW && sqlite3_column_int64(row, 0) > 0)
        fprintf(to, "%-13s %s moments of %s replications\n", "events", sql_text(row, 1),
                sql_text(row, 0));
    sqlite3_finalize(row);
}

bool results_report_run(struct store *store, int64_t run, FILE *to)
{
    sqlite3_stmt *row = sql_query(store->db, "SELECT * FROM v_runs WHERE run = ?", "i", run);
    const bool there = row && sqlite3_step(row) == SQLITE_ROW;
    for (int i = 0; there && i < sqlite3_column_count(row); i++) {
        const char *name = sqlite3_column_name(row, i);
        fprintf(to, "%-13s ", name);
        if (strcmp(name, "arguments") == 0) show_words(store, run, to);
        else shown_text(to, sql_text(row, i));
        fputc('\n', to);
    }
    sqlite3_finalize(row);
    if (!there) return false;
    fprintf(to, "%-13s %" PRId64 "\n", "scenarios",
            sql_number(store->db, 0, "SELECT count(*) FROM run_points WHERE run = ?", "i", run));
    fprintf(
        to, "%-13s %" PRId64 "\n", "kept",
        sql_number(store->db, 0, "SELECT count(*) FROM v_replications WHERE run = ?", "i", run));
    show_logs(store, run, to);
    show_promises(store, run, to);
    return true;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void write_csv_field(sqlite3_stmt *row, int column, FILE *to)
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL:
        break;
    case SQLITE_FLOAT:
        json_digits(to, sqlite3_column_double(row, column));
        break;
    case SQLITE_INTEGER:
        fprintf(to, "%" PRId64, (int64_t)sqlite3_column_int64(row, column));
        break;
    default:
        results_csv_field(to, sql_text(row, column));
        break;
    }
}

static void write_csv(sqlite3_stmt *row, FILE *to)
{
    const int columns = sqlite3_column_count(row);
    for (int i = 0; i < columns; i++)
        fprintf(to, "%s%s", i ? "," : "", sqlite3_column_name(row, i));
    fputc('\n', to);
    while (sqlite3_step(row) == SQLITE_ROW) {
        for (int i = 0; i < columns; i++) {
            if (i) fputc(',', to);
            write_csv_field(row, i, to);
        }
        fputc('\n', to);
    }
}

static void write_json_row(struct json *json, const char *key, sqlite3_stmt *row)
{
    json_object(json, key);
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        const char *name = sqlite3_column_name(row, i);
        const int type = sqlite3_column_type(row, i);
        if (type == SQLITE_INTEGER) json_whole(json, name, sqlite3_column_int64(row, i));
        else if (type == SQLITE_FLOAT) json_number(json, name, sqlite3_column_double(row, i));
        else json_text(json, name, type == SQLITE_NULL ? NULL : sql_text(row, i));
    }
    json_object_end(json);
}

/* How the run was made, with the scenario's whole text. */
static void write_manifest(struct json *json, struct store *store, int64_t run)
{
    sqlite3_stmt *row = sql_query(store->db,
                                  "SELECT v_runs.*, text FROM v_runs JOIN runs USING (run)"
                                  " JOIN scenarios USING (scenario) WHERE run = ?",
                                  "i", run);
    if (row && sqlite3_step(row) == SQLITE_ROW) write_json_row(json, "manifest", row);
    sqlite3_finalize(row);
}

static void write_head(struct store *store, int64_t run, FILE *to)
{
    char *text = NULL;
    size_t n;
    FILE *memory = open_memstream(&text, &n);
    if (!memory) return;
    struct json json = json_to(memory);
    json_object(&json, NULL);
    write_manifest(&json, store, run);
    json_object_end(&json);
    if (fclose(memory) == 0) results_csv_head(to, text);
    free(text);
}

bool results_report_rows(struct store *store, const char *name, int64_t run,
                         enum results_report_format format, FILE *to)
{
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT * FROM v_%.20s WHERE run = ?", name);
    sqlite3_stmt *row = sql_query(store->db, sql, "i", run);
    if (!row && sql_number(store->db, 0, "PRAGMA user_version", "") < SCHEMA_EDITION)
        snprintf(store->trouble, sizeof store->trouble,
                 "of an earlier edition, which has no %.20s, and may not be written to", name);
    if (!row) return store_failed(store);
    struct json json = json_to(to);
    if (format == RESULTS_REPORT_CSV) {
        write_head(store, run, to);
        write_csv(row, to);
    } else {
        json_object(&json, NULL);
        write_manifest(&json, store, run);
        json_array(&json, name);
        while (sqlite3_step(row) == SQLITE_ROW)
            write_json_row(&json, NULL, row);
        json_array_end(&json);
        json_object_end(&json);
    }
    return sqlite3_finalize(row) == SQLITE_OK || store_failed(store);
}

bool results_report_check(struct store *store, FILE *to)
{
    sqlite3_stmt *row = sql_query(store->db, "PRAGMA integrity_check(20)", "");
    bool fine = false;
    while (row && sqlite3_step(row) == SQLITE_ROW) {
        fine = strcmp(sql_text(row, 0), "ok") == 0;
        shown_text(to, sql_text(row, 0));
        fputc('\n', to);
    }
    return sqlite3_finalize(row) == SQLITE_OK && fine;
}

/* ---- differences: two lists in the same order, read side by side ----------------------------- */

struct cursor {
    sqlite3_stmt *row;
    bool there;
};

static void move(struct cursor *cursor)
{
    cursor->there = cursor->row && sqlite3_step(cursor->row) == SQLITE_ROW;
}

static struct cursor start(const struct results_report_side *side, const char *sql)
{
    struct cursor cursor = {sql_query(side->store->db, sql, "i", side->run), false};
    move(&cursor);
    return cursor;
}

/* Which comes first by the first two columns; 0: both stand at the same. */
static int compare(const struct cursor *a, const struct cursor *b)
{
    if (!a->there || !b->there) return (int)b->there - (int)a->there;
    const int name = strcmp(sql_text(a->row, 0), sql_text(b->row, 0));
    if (name) return name;
    const int64_t x = sqlite3_column_int64(a->row, 1), y = sqlite3_column_int64(b->row, 1);
    return (x > y) - (x < y);
}

/* False: the list did not end, it broke off. */
static bool finish(struct cursor *cursor, const struct results_report_side *side)
{
    return (cursor->row && sqlite3_finalize(cursor->row) == SQLITE_OK) || store_failed(side->store);
}

typedef uint64_t show_pair(const struct cursor *a, const struct cursor *b, FILE *to);

/* A side that has no such row is not `there`. False: trouble is remembered. */
static bool walk(const struct results_report_side *a, const struct results_report_side *b,
                 const char *sql, show_pair *show, FILE *to, uint64_t *n)
{
    struct cursor one = start(a, sql), two = start(b, sql);
    uint64_t lines = 0;
    while (one.there || two.there) {
        const int order = compare(&one, &two);
        const struct cursor nobody = {NULL, false};
        lines += show(order <= 0 ? &one : &nobody, order >= 0 ? &two : &nobody, to);
        if (order <= 0) move(&one);
        if (order >= 0) move(&two);
    }
    *n = lines;
    const bool whole[] = {finish(&one, a), finish(&two, b)};
    return whole[0] && whole[1];
}

static uint64_t show_setting(const struct cursor *a, const struct cursor *b, FILE *to)
{
    const char *x = a->there ? sql_text(a->row, 2) : "not there";
    const char *y = b->there ? sql_text(b->row, 2) : "not there";
    if (strcmp(x, y) == 0) return 0;
    shown_text(to, sql_text(a->there ? a->row : b->row, 0));
    fputs(": ", to);
    shown_text(to, x);
    fputs(" -> ", to);
    shown_text(to, y);
    fputc('\n', to);
    return 1;
}

static void show_number(FILE *to, double number)
{
    if (isfinite(number)) fprintf(to, "%.6g", number);
    else fputs("n/a", to);
}

static uint64_t show_mean(const struct cursor *a, const struct cursor *b, FILE *to)
{
    const double x = a->there ? sql_real(a->row, 2) : NAN, y = b->there ? sql_real(b->row, 2) : NAN;
    if (x == y || (isnan(x) && isnan(y))) return 0;
    const struct cursor *any = a->there ? a : b;
    shown_text(to, sql_text(any->row, 0));
    fprintf(to, ", %d: ", sqlite3_column_int(any->row, 1));
    show_number(to, x);
    fputs(" -> ", to);
    show_number(to, y);
    if (isfinite(x) && isfinite(y) && x != 0) fprintf(to, " (%+.2f %%)", 100 * (y - x) / fabs(x));
    fputc('\n', to);
    return 1;
}

/* Titles and promises are part of what differs; where a setting stood is not. */
bool results_report_difference(const struct results_report_side *a,
                               const struct results_report_side *b, FILE *to, uint64_t *lines)
{
    uint64_t settings = 0, means = 0;
    const bool whole =
        walk(a, b, "SELECT path, 0, value FROM v_inputs WHERE run = ? AND place = 0 ORDER BY path",
             show_setting, to, &settings) &&
        walk(a, b,
             "SELECT measure, year, mean FROM v_means WHERE run = ? AND place = 0"
             " ORDER BY measure, year",
             show_mean, to, &means);
    if (whole)
        fprintf(to, "%" PRIu64 " settings and %" PRIu64 " yearly means differ\n", settings, means);
    *lines = settings + means;
    return whole;
}
