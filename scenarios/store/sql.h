// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/store/sql.h -- statements of SQLite with their values bound, never pasted into the
 * text.
 *
 * Knows          which C value each letter of `kinds` stands for:
 *                  t  const char *   text; NULL is NULL
 *                  i  int64_t        whole number
 *                  r  double         NAN is NULL: nobody knows
 *                  h  uint64_t       16 hexadecimal digits as text
 *                  u  uint64_t       decimal digits as text
 * Does not know  tables.
 */
#ifndef SCENARIOS_STORE_SQL_H
#define SCENARIOS_STORE_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

/* Prepares and binds; rows come by sqlite3_step, the caller finalizes. NULL: sqlite3_errmsg. */
sqlite3_stmt *sql_query(sqlite3 *db, const char *sql, const char *kinds, ...);

/* The whole life of a statement that gives no rows. */
bool sql_do(sqlite3 *db, const char *sql, const char *kinds, ...);

/* The same with a statement that was prepared before and will be used again. */
bool sql_again(sqlite3_stmt *statement, const char *kinds, ...);

/* The first column of the first row; `otherwise` if there is none, or it is NULL. */
int64_t sql_number(sqlite3 *db, int64_t otherwise, const char *sql, const char *kinds, ...);

/* Column as text, "" for NULL. Valid until the next step. */
const char *sql_text(sqlite3_stmt *statement, int column);
uint64_t sql_hash(sqlite3_stmt *statement, int column);  /* written with h */
uint64_t sql_count(sqlite3_stmt *statement, int column); /* written with u */
double sql_real(sqlite3_stmt *statement, int column);    /* NULL is NAN */

#endif
