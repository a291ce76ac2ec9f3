// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/study_file.h"

#include <stdlib.h>
#include <string.h>

#include "scenarios/store/sql.h"
#include "scenarios/store/result_file.h"
#include "scenarios/store/result_shape.h"

/* ---- the head -------------------------------------------------------------------------------- */

static sqlite3 *open_json(const char *json)
{
    sqlite3 *db = NULL;
    if (sqlite3_open(":memory:", &db) == SQLITE_OK &&
        sql_do(db, "CREATE TABLE report AS SELECT ?1 AS body WHERE json_valid(?1)", "t", json) &&
        sql_number(db, 0, "SELECT count(*) FROM report WHERE body ->> '$.study' IS NOT NULL", "") ==
            1)
        return db;
    sqlite3_close(db);
    return NULL;
}

enum { WORDS_MOST = 1000, SCENARIOS_MOST = 1000, FILES_MOST = 10000, REPLICATIONS_MOST = 1000000 };
static const struct result_shape shape[] = {
    {"$", "object", 0, true},
    {"$.study", "text", 0, true},
    {"$.version", "text", 0, true},
    {"$.model", "text", 0, true},
    {"$.seed", "integer", RESULT_SHAPE_64_BITS, false},
    {"$.replications", "integer", REPLICATIONS_MOST, false},
    {"$.replications_asked", "integer", REPLICATIONS_MOST, false},
    {"$.asked", "array", WORDS_MOST, false},
    {"$.asked[[]]", "text", 0, false},
    {"$.scenarios", "array", SCENARIOS_MOST, false},
    {"$.scenarios[[]]", "object", 0, false},
    {"$.scenarios[[]*].text", "text", 0, false},
    {"$.scenarios[[]*].files", "array", FILES_MOST, false},
    {"$.scenarios[[]*].files[[]]", "object", 0, false},
    {"$.scenarios[[]*].files[[]*].path", "text", 0, false}};

static bool read_head(struct study_file *stored, sqlite3 *db)
{
    sqlite3_stmt *row = sql_query(db,
                                  "SELECT body ->> '$.study', body ->> '$.version',"
                                  " body ->> '$.model', body -> '$.seed',"
                                  " coalesce(body ->> '$.replications_asked',"
                                  "  body ->> '$.replications', 0) FROM report",
                                  "");
    const bool there = row && sqlite3_step(row) == SQLITE_ROW;
    if (there) {
        stored->study = strdup(sql_text(row, 0));
        stored->version = strdup(sql_text(row, 1));
        stored->model = strdup(sql_text(row, 2));
        snprintf(stored->seed, sizeof stored->seed, "%.20s", sql_text(row, 3));
        stored->replications = (uint32_t)sqlite3_column_int64(row, 4);
    }
    sqlite3_finalize(row);
    return there && stored->study && stored->version && stored->model;
}

static bool read_command_line(struct study_file *stored, sqlite3 *db)
{
    const int64_t n =
        sql_number(db, 0, "SELECT count(*) FROM report, json_each(body, '$.asked')", "");
    sqlite3_stmt *row =
        sql_query(db, "SELECT value FROM report, json_each(body, '$.asked') ORDER BY key", "");
    bool fine = row && (stored->asked = calloc((size_t)n + 1, sizeof *stored->asked));
    while (fine && stored->words < (size_t)n && sqlite3_step(row) == SQLITE_ROW)
        fine = (stored->asked[stored->words++] = strdup(sql_text(row, 0))) != NULL;
    sqlite3_finalize(row);
    return fine;
}

static bool read_files(struct study_file_scenario *scenario, sqlite3 *db, size_t number)
{
    sqlite3_stmt *row = sql_query(db,
                                  "SELECT value ->> '$.path', value ->> '$.text' FROM report,"
                                  " json_each(body, '$.scenarios[' || ? || '].files')",
                                  "i", (int64_t)number);
    bool fine = row != NULL;
    while (fine && sqlite3_step(row) == SQLITE_ROW)
        fine = snapshot_add(&scenario->files, sql_text(row, 0), sql_text(row, 1));
    sqlite3_finalize(row);
    return fine;
}

static bool read_scenarios(struct study_file *stored, sqlite3 *db)
{
    const int64_t n =
        sql_number(db, 0, "SELECT count(*) FROM report, json_each(body, '$.scenarios')", "");
    sqlite3_stmt *row = sql_query(
        db, "SELECT value ->> '$.text' FROM report, json_each(body, '$.scenarios') ORDER BY key",
        "");
    bool fine = row && (stored->scenario = calloc((size_t)n + 1, sizeof *stored->scenario));
    while (fine && stored->scenarios < (size_t)n && sqlite3_step(row) == SQLITE_ROW) {
        struct study_file_scenario *scenario = &stored->scenario[stored->scenarios];
        scenario->text = strdup(sql_text(row, 0));
        fine = scenario->text && read_files(scenario, db, stored->scenarios++);
    }
    sqlite3_finalize(row);
    return fine;
}

int study_file_open(struct study_file *stored, const char *file, FILE *messages)
{
    *stored = (struct study_file){0};
    size_t n;
    char *all = result_file_load(file, &n, messages);
    if (!all) return -1;
    const char first = n ? *all : '\0';
    stored->rows = first == '#';
    stored->all = first == '#' || first == '{' ? strdup(all) : NULL;
    sqlite3 *db = result_file_find(all, n) ? open_json(all) : NULL;
    free(all);
    const bool sound =
        !db || result_shape_holds(db, shape, sizeof shape / sizeof *shape, file, messages);
    const bool read = db && sound && read_head(stored, db) && read_command_line(stored, db) &&
                      read_scenarios(stored, db);
    if (db && sound && !read) fprintf(messages, "hubsim: %s: out of memory\n", file);
    const int is = !db ? 0 : read ? 1 : -1;
    sqlite3_close(db);
    if (is != 1) study_file_close(stored);
    return is;
}

void study_file_close(struct study_file *stored)
{
    for (size_t i = 0; stored->asked && i < stored->words; i++)
        free(stored->asked[i]);
    for (size_t i = 0; stored->scenario && i < stored->scenarios; i++) {
        free(stored->scenario[i].text);
        snapshot_free_files(&stored->scenario[i].files);
    }
    free(stored->asked);
    free(stored->scenario);
    free(stored->study);
    free(stored->version);
    free(stored->model);
    free(stored->all);
    *stored = (struct study_file){0};
}

/* ---- the numbers ----------------------------------------------------------------------------- */

/* Where what was found begins: behind the two lines of CSV, or behind the scenarios of JSON, whose
 * last part of the head is the seed. */
static const char *body_of(const char *all, size_t *line)
{
    const char *end = *all == '#' ? strchr(all, '\n') : strstr(all, "\n \"seed\": ");
    if (end) end = strchr(end + 1, '\n');
    *line = 1;
    for (const char *c = all; end && c < end; c++)
        *line += *c == '\n';
    return end ? end : all + strlen(all);
}

static bool ends_word(char c)
{
    return c == '\0' || strchr(", \n\r]}[{:", c) != NULL;
}

/* Past a text in quotes; of the record, which is no part of the answer, past its value too. */
static const char *skip_text(const char *at)
{
    const char *from = ++at;
    for (; *at && *at != '"'; at++)
        at += *at == '\\' && at[1];
    const size_t n = (size_t)(at - from);
    at += *at == '"';
    const bool record = n == strlen("counted") && strncmp(from, "counted", n) == 0;
    return record ? at + strcspn(at, "\n") : at;
}

/* The next word that is a number; n = 0: there is none. Texts in quotes are passed over. */
static const char *next_number(const char *at, size_t *line, size_t *n)
{
    *n = 0;
    while (*at) {
        if (*at == '"') {
            at = skip_text(at);
        } else if (ends_word(*at)) {
            *line += *at++ == '\n';
        } else {
            const char *from = at;
            char *end;
            while (!ends_word(*at))
                at++;
            strtod(from, &end);
            *n = (size_t)(at - from);
            if (end == at) return from;
            *n = 0;
        }
    }
    return at;
}

bool study_file_is_the_same(const char *kept, const char *now, size_t *line)
{
    size_t n, m, unused;
    kept = body_of(kept, line);
    now = body_of(now, &unused);
    do {
        kept = next_number(kept, line, &n);
        now = next_number(now, &unused, &m);
        if (n != m || memcmp(kept, now, n) != 0) return false;
        kept += n;
        now += m;
    } while (n > 0);
    return true;
}
