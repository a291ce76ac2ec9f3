// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/result_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "scenarios/report/label.h"
#include "scenarios/store/result_shape.h"
#include "scenarios/store/sql.h"

const char result_file_keyword[] = "hubsim-manifest";

enum { MOST_BYTES = 1 << 28, REPLICATIONS_MOST = 1000000, ROWS_MOST = 100000000 };

/* ---- the JSON in a file ---------------------------------------------------------------------- */

char *result_file_load(const char *file, size_t *n, FILE *messages)
{
    FILE *from = fopen(file, "rb");
    char *all = NULL;
    size_t room = 0;
    *n = 0;
    while (from && !ferror(from) && !feof(from) && room < MOST_BYTES) {
        char *more = realloc(all, (room = room ? 2 * room : 1 << 16) + 1);
        if (!more) break;
        all = more;
        *n += fread(all + *n, 1, room - *n, from);
    }
    const bool whole = from && feof(from) && !ferror(from);
    if (from) fclose(from);
    if (whole) {
        all[*n] = '\0';
        return all;
    }
    free(all);
    fprintf(messages, "hubsim: %s: %s\n", file,
            room >= MOST_BYTES ? "larger than 256 MB, which no result is" : strerror(errno));
    return NULL;
}

/* The second line of a CSV file, behind "# ". */
static bool move_from_csv(char *all)
{
    const char *from = strchr(all, '\n');
    if (!from || strncmp(from, "\n# {", 4) != 0) return false;
    const size_t n = strcspn(from + 3, "\n");
    memmove(all, from + 3, n);
    all[n] = '\0';
    return true;
}

bool result_file_find(char *all, size_t n)
{
    if (n > 8 && memcmp(all, "\x89PNG", 4) == 0) return label_find_png(all, n, result_file_keyword);
    if (n > 0 && *all == '<') return label_find_svg(all, result_file_keyword);
    if (n > 0 && *all == '#') return move_from_csv(all);
    return true;
}

/* ---- what it says ---------------------------------------------------------------------------- */

static const struct result_shape shape[] = {
    {"$", "object", 0, true},
    {"$.manifest", "object", 0, true},
    {"$.manifest.scenario", "object", 0, true},
    {"$.manifest.scenario.text", "text", 0, true},
    {"$.manifest.scenario.hash", "text", 0, true},
    {"$.manifest.scenario.files", "array", ROWS_MOST, false},
    {"$.manifest.scenario.files[[]]", "object", 0, false},
    {"$.manifest.scenario.files[[]*].path", "text", 0, false},
    {"$.manifest.scenario.files[[]*].text", "text", 0, false},
    {"$.manifest.version", "text", 0, true},
    {"$.manifest.model", "text", 0, true},
    {"$.manifest.seed", "integer", RESULT_SHAPE_64_BITS, true},
    {"$.manifest.replications", "integer", REPLICATIONS_MOST, true},
    {"$.manifest.digests", "array", REPLICATIONS_MOST, true},
    {"$.manifest.digests[[]]", "text", 0, false},
    {"$.measures", "array", ROWS_MOST, false},
    {"$.measures[[]]", "object", 0, false},
    {"$.promises", "array", ROWS_MOST, false},
    {"$.promises[[]]", "object", 0, false}};

static bool open_table(struct result_file *result, const char *json)
{
    return sqlite3_open(":memory:", &result->db) == SQLITE_OK &&
           sql_do(result->db, "CREATE TABLE report (body TEXT)", "") &&
           sql_do(result->db, "INSERT INTO report SELECT ?1 WHERE json_valid(?1)", "t", json) &&
           sqlite3_changes(result->db) == 1;
}

static bool read_manifest(struct result_file *result)
{
    /* -> gives the digits as they stand: a seed may need 64 bits without a sign */
    sqlite3_stmt *row = sql_query(result->db,
                                  "SELECT body ->> '$.manifest.scenario.text',"
                                  " body ->> '$.manifest.version', body ->> '$.manifest.model',"
                                  " body ->> '$.manifest.scenario.hash', body -> '$.manifest.seed',"
                                  " body ->> '$.manifest.replications' FROM report",
                                  "");
    bool fine = row && sqlite3_step(row) == SQLITE_ROW;
    for (int column = 0; fine && column < 6; column++)
        fine = sqlite3_column_type(row, column) != SQLITE_NULL;
    if (fine) {
        result->text = strdup(sql_text(row, 0));
        result->version = strdup(sql_text(row, 1));
        result->model = strdup(sql_text(row, 2));
        result->hash = sql_hash(row, 3);
        result->seed = sql_count(row, 4);
        result->replications = (uint32_t)sqlite3_column_int64(row, 5);
    }
    sqlite3_finalize(row);
    return fine && result->text && result->version && result->model && result->replications > 0;
}

static bool read_digests(struct result_file *result)
{
    uint32_t n = 0;
    sqlite3_stmt *row = sql_query(result->db,
                                  "SELECT value FROM report, json_each(body, '$.manifest.digests')"
                                  " ORDER BY key",
                                  "");
    result->digest = calloc((size_t)result->replications + 1, sizeof *result->digest);
    while (result->digest && row && n < result->replications && sqlite3_step(row) == SQLITE_ROW)
        result->digest[n++] = sql_hash(row, 0);
    sqlite3_finalize(row);
    return n == result->replications &&
           sql_number(result->db, -1,
                      "SELECT json_array_length(body, '$.manifest.digests') FROM report", "") == n;
}

static bool read_files(struct result_file *result)
{
    bool fine = true;
    sqlite3_stmt *row = sql_query(result->db,
                                  "SELECT value ->> '$.path', value ->> '$.text' FROM report,"
                                  " json_each(body, '$.manifest.scenario.files')",
                                  "");
    while (fine && row && sqlite3_step(row) == SQLITE_ROW)
        fine = snapshot_add(&result->files, sql_text(row, 0), sql_text(row, 1));
    sqlite3_finalize(row);
    return fine;
}

/* What stands behind the two lines that a CSV file begins with. */
static char *copy_rows(const char *all)
{
    if (*all != '#') return NULL;
    for (int i = 0; all && i < 2; i++) {
        all = strchr(all, '\n');
        all += all != NULL;
    }
    return all ? strdup(all) : NULL;
}

bool result_file_open(struct result_file *result, const char *file, FILE *messages)
{
    size_t n;
    *result = (struct result_file){0};
    char *all = result_file_load(file, &n, messages);
    if (!all) return false;
    result->rows = copy_rows(all);
    const bool tells =
        result_file_find(all, n) && open_table(result, all) &&
        sql_number(result->db, 0, "SELECT body ->> '$.manifest' IS NOT NULL FROM report", "") == 1;
    free(all);
    const bool sound = tells && result_shape_holds(result->db, shape, sizeof shape / sizeof *shape,
                                                   file, messages);
    if (sound && read_manifest(result) && read_digests(result) && read_files(result)) return true;
    if (!tells)
        fprintf(messages,
                "hubsim: %s: does not say how it was made: give a results.db, or a JSON, CSV or"
                " picture that hubsim wrote\n",
                file);
    else if (sound)
        fprintf(messages,
                "hubsim: %s: manifest.digests: must be one for each of the %u"
                " replications, of which there must be 1 at least\n",
                file, result->replications);
    result_file_close(result);
    return false;
}

void result_file_close(struct result_file *result)
{
    free(result->text);
    snapshot_free_files(&result->files);
    free(result->version);
    free(result->model);
    free(result->digest);
    free(result->rows);
    sqlite3_close(result->db);
    *result = (struct result_file){0};
}

/* ---- held against what comes out now --------------------------------------------------------- */

/* A row for each number or word, as it stands (->: all its digits): side 1 is kept, 2 is now; `of`
 * is a measure, a promise or the run. Order is the order of the file. */
static const char *const spread[] = {
    "CREATE TABLE said (side, part, at, key, word, of, year, PRIMARY KEY (side, part, at, key))",
    "INSERT INTO said SELECT report.rowid, 0, 0, f.key, body -> ('$.manifest.' || f.key), 'the run', 0 FROM report,"
    " json_each(body, '$.manifest') AS f WHERE f.key IN ('events', 'parcels_moved_one_by_one', 'digest',"
    " 'first_year', 'years')",
    "INSERT INTO said SELECT report.rowid, 1, 0, f.key, body -> ('$.manifest.balance.' || f.key), 'the balance', 0"
    " FROM report,"
    " json_each(body, '$.manifest.balance') AS f",
    "INSERT INTO said SELECT report.rowid, 2, m.key, f.key, m.value -> ('$.' || f.key),"
    " m.value ->> '$.name', m.value ->> '$.year' FROM report, json_each(body, '$.measures') AS m, json_each(m.value) AS f"
    " WHERE f.key NOT IN ('observed', 'role')",
    "INSERT INTO said SELECT report.rowid, 3, m.key, f.key, m.value -> ('$.' || f.key),"
    " m.value ->> '$.id', 0 FROM report, json_each(body, '$.promises') AS m, json_each(m.value) AS f"
    " WHERE f.key NOT IN ('observed', 'observed_year')",
    NULL};

static const char first_other[] =
    "SELECT kept.key || ' of ' || kept.of, kept.year, kept.word, ifnull(now.word, 'nothing')"
    " FROM said AS kept LEFT JOIN said AS now ON now.side = 2 AND now.part = kept.part"
    " AND now.at = kept.at AND now.key = kept.key"
    " WHERE kept.side = 1 AND kept.word IS NOT now.word ORDER BY kept.part, kept.rowid LIMIT 1";

bool result_file_is_the_same(const struct result_file *result, const char *now,
                             struct result_file_difference *difference)
{
    bool fine = sql_do(result->db, "INSERT INTO report SELECT ?1 WHERE json_valid(?1)", "t", now);
    for (const char *const *sql = spread; fine && *sql; sql++)
        fine = sql_do(result->db, *sql, "");
    *difference = (struct result_file_difference){.what = "its JSON cannot be read"};
    sqlite3_stmt *row = fine ? sql_query(result->db, first_other, "") : NULL;
    const int step = row ? sqlite3_step(row) : SQLITE_ERROR;
    if (step == SQLITE_ROW) {
        snprintf(difference->what, sizeof difference->what, "%s", sql_text(row, 0));
        difference->year = (int32_t)sqlite3_column_int64(row, 1);
        snprintf(difference->kept, sizeof difference->kept, "%s", sql_text(row, 2));
        snprintf(difference->now, sizeof difference->now, "%s", sql_text(row, 3));
    }
    sqlite3_finalize(row);
    return step == SQLITE_DONE;
}
