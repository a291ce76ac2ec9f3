// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/result_shape.h"

#include <inttypes.h>
#include <string.h>

#include "scenarios/store/sql.h"

/* Each returns a path, or "" if there is no such value. */
static const char twice[] =
    "SELECT fullkey FROM report, json_tree(body) GROUP BY fullkey HAVING count(*) > 1 LIMIT 1";
static const char another[] =
    "SELECT replace(fullkey, '\"', '') FROM report, json_tree(body)"
    " WHERE (replace(fullkey, '\"', '') GLOB ?1 OR path || '[]' GLOB ?1) AND NOT (type = ?2 AND"
    " CASE type WHEN 'integer' THEN atom BETWEEN 0 AND iif(?3 < 0, 18446744073709551615.0, ?3)"
    " WHEN 'array' THEN json_array_length(value) <= ?3 ELSE 1 END) LIMIT 1";
/* SQLite ends a text there without a word. A pair of backslashes is one that stands for itself. */
static const char nul[] =
    "SELECT 'a text' FROM report WHERE instr(replace(body, '\\\\', ''), '\\u0000') > 0";
static const char missing[] =
    "SELECT ?1 FROM report WHERE coalesce(json_type(body, ?1), 'null') = 'null'";

/* True: the statement found nothing, and came to its end. */
static bool finds_nothing(sqlite3_stmt *row, const char *file, const char *wrong, FILE *messages)
{
    const int step = row ? sqlite3_step(row) : SQLITE_ERROR;
    if (step == SQLITE_ROW) {
        char path[200];
        snprintf(path, sizeof path, "%s", sql_text(row, 0) + strspn(sql_text(row, 0), "$."));
        for (char *c = path; *c; c++)
            if ((unsigned char)*c < 0x20 || (unsigned char)*c >= 0x7f) *c = '?';
        fprintf(messages, "hubsim: %s: %s: %s; hubsim wrote it otherwise\n", file, path, wrong);
    } else if (step != SQLITE_DONE) {
        fprintf(messages, "hubsim: %s: its JSON cannot be read\n", file);
    }
    sqlite3_finalize(row);
    return step == SQLITE_DONE;
}

static void name_shape(const struct result_shape *shape, char *to, size_t room)
{
    if (strcmp(shape->type, "text") == 0) snprintf(to, room, "must be a text");
    else if (strcmp(shape->type, "integer") == 0 && shape->most == RESULT_SHAPE_64_BITS)
        snprintf(to, room, "must be a whole number of 64 bits without a sign");
    else if (strcmp(shape->type, "integer") == 0)
        snprintf(to, room, "must be a whole number, 0 to %" PRId64, shape->most);
    else if (strcmp(shape->type, "array") == 0)
        snprintf(to, room, "must be a list of at most %" PRId64, shape->most);
    else snprintf(to, room, "must be an object");
}

bool result_shape_holds(sqlite3 *db, const struct result_shape *shape, size_t n, const char *file,
                        FILE *messages)
{
    bool fine = finds_nothing(sql_query(db, twice, ""), file, "stands there twice", messages) &&
                finds_nothing(sql_query(db, nul, ""), file, "must be without NUL", messages);
    for (size_t i = 0; fine && i < n; i++) {
        char wrong[80];
        name_shape(&shape[i], wrong, sizeof wrong);
        fine = finds_nothing(
            sql_query(db, another, "tti", shape[i].path, shape[i].type, shape[i].most), file, wrong,
            messages);
        if (fine && shape[i].needed)
            fine = finds_nothing(sql_query(db, missing, "t", shape[i].path), file, wrong, messages);
    }
    return fine;
}
