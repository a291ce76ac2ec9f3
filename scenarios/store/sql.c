// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/sql.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/base/require.h"

static int bind_one(sqlite3_stmt *statement, int at, char kind, va_list *values)
{
    char digits[24];
    const char *text;
    double real;
    switch (kind) {
    case 't':
        text = va_arg(*values, const char *);
        return sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
    case 'i':
        return sqlite3_bind_int64(statement, at, va_arg(*values, int64_t));
    case 'r':
        real = va_arg(*values, double);
        return isnan(real) ? sqlite3_bind_null(statement, at)
                           : sqlite3_bind_double(statement, at, real);
    case 'h':
        snprintf(digits, sizeof digits, "%016" PRIx64, va_arg(*values, uint64_t));
        return sqlite3_bind_text(statement, at, digits, -1, SQLITE_TRANSIENT);
    case 'u':
        snprintf(digits, sizeof digits, "%" PRIu64, va_arg(*values, uint64_t));
        return sqlite3_bind_text(statement, at, digits, -1, SQLITE_TRANSIENT);
    default:
        REQUIRE(NULL, false, "no kind of value is called '%c'", kind);
        return SQLITE_MISUSE;
    }
}

static bool bind_all(sqlite3_stmt *statement, const char *kinds, va_list *values)
{
    for (int at = 1; *kinds; kinds++, at++)
        if (bind_one(statement, at, *kinds, values) != SQLITE_OK) return false;
    return true;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *kinds, va_list *values)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) return NULL;
    if (bind_all(statement, kinds, values)) return statement;
    sqlite3_finalize(statement);
    return NULL;
}

sqlite3_stmt *sql_query(sqlite3 *db, const char *sql, const char *kinds, ...)
{
    va_list values;
    va_start(values, kinds);
    sqlite3_stmt *statement = prepare(db, sql, kinds, &values);
    va_end(values);
    return statement;
}

bool sql_do(sqlite3 *db, const char *sql, const char *kinds, ...)
{
    va_list values;
    va_start(values, kinds);
    sqlite3_stmt *statement = prepare(db, sql, kinds, &values);
    va_end(values);
    if (!statement) return false;
    int step = sqlite3_step(statement);
    while (step == SQLITE_ROW) /* a pragma answers */
        step = sqlite3_step(statement);
    return sqlite3_finalize(statement) == SQLITE_OK && step == SQLITE_DONE;
}

bool sql_again(sqlite3_stmt *statement, const char *kinds, ...)
{
    va_list values;
    va_start(values, kinds);
    const bool bound = bind_all(statement, kinds, &values);
    va_end(values);
    const bool done = bound && sqlite3_step(statement) == SQLITE_DONE;
    return sqlite3_reset(statement) == SQLITE_OK && done;
}

int64_t sql_number(sqlite3 *db, int64_t otherwise, const char *sql, const char *kinds, ...)
{
    va_list values;
    va_start(values, kinds);
    sqlite3_stmt *statement = prepare(db, sql, kinds, &values);
    va_end(values);
    int64_t number = otherwise;
    if (statement && sqlite3_step(statement) == SQLITE_ROW &&
        sqlite3_column_type(statement, 0) != SQLITE_NULL)
        number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

const char *sql_text(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    return text ? (const char *)text : "";
}

uint64_t sql_hash(sqlite3_stmt *statement, int column)
{
    return strtoull(sql_text(statement, column), NULL, 16);
}

uint64_t sql_count(sqlite3_stmt *statement, int column)
{
    return strtoull(sql_text(statement, column), NULL, 10);
}

double sql_real(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL
               ? NAN
               : sqlite3_column_double(statement, column);
}
