// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/event_rows.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "scenarios/store/sql.h"

bool event_rows_want(struct store *store, const struct event_log_wish *wish)
{
    store->wish = *wish;
    if (wish->n == 0) return true;
    if (!store_begin(store)) return false;
    const bool fine = sql_do(store->db, "INSERT INTO run_logs VALUES (?, ?, ?, ?)", "iiii",
                             store->run, (int64_t)wish->n, wish->from_us, wish->until_us);
    return store_end(store, fine);
}

bool event_rows_known(const struct store *store, uint32_t replication, int64_t id)
{
    const struct event_log_wish *wish = &store->wish;
    if (replication >= wish->n) return true;
    return sql_number(store->db, 0,
                      "SELECT log FROM logs WHERE id = ? AND from_us = ? AND until_us = ?", "iii",
                      id, wish->from_us, wish->until_us) != 0;
}

/* ---- words: lanes, halls and steps have numbers ---------------------------------------------- */

struct words {
    int64_t lane[LANE_MAX], hall[HALL_MAX], step[TRACE_STEPS];
};

/* 0: trouble. */
static int64_t number_word(struct store *store, const char *text)
{
    if (!sql_do(store->db, "INSERT OR IGNORE INTO words (text) VALUES (?)", "t", text)) return 0;
    return sql_number(store->db, 0, "SELECT word FROM words WHERE text = ?", "t", text);
}

static bool number_words(struct store *store, const struct hub_def *def, struct words *words)
{
    bool fine = true;
    for (uint32_t l = 0; fine && l < def->lanes_n; l++)
        fine = (words->lane[l] = number_word(store, def->lanes[l].name)) != 0;
    for (uint32_t h = 0; fine && h < def->halls_n; h++)
        fine = (words->hall[h] = number_word(store, def->halls[h].name)) != 0;
    for (int s = 0; fine && s < TRACE_STEPS; s++)
        fine = (words->step[s] = number_word(store, trace_step_word((enum trace_step)s))) != 0;
    return fine;
}

/* ---- moments --------------------------------------------------------------------------------- */

static void bind_if(sqlite3_stmt *row, int column, bool known, int64_t number)
{
    if (known) sqlite3_bind_int64(row, column, number);
    else sqlite3_bind_null(row, column);
}

/* The same blanks as in hubsim trace --csv. */
static bool insert_moment(sqlite3_stmt *row, const struct words *words,
                          const struct trace_note *note)
{
    const bool of_uld = note->uld >= 0, out = note->step >= TRACE_GATE;
    sqlite3_bind_int64(row, 3, note->at_us);
    sqlite3_bind_int64(row, 4, words->lane[note->lane]);
    sqlite3_bind_int64(row, 5, note->flight);
    bind_if(row, 6, of_uld, note->uld);
    bind_if(row, 7, of_uld, note->part);
    bind_if(row, 8, note->parcel >= 0, note->parcel);
    sqlite3_bind_int64(row, 9, words->step[note->step]);
    sqlite3_bind_int64(row, 10, words->hall[note->hall]);
    sqlite3_bind_int64(row, 11, note->g);
    sqlite3_bind_int64(row, 12, note->parcels);
    bind_if(row, 13, note->other_us > 0, note->other_us);
    bind_if(row, 14, note->called_us > 0, note->called_us);
    bind_if(row, 15, out, out ? words->lane[note->other_lane] : 0);
    sqlite3_bind_int64(row, 16, note->detail);
    const bool done = sqlite3_step(row) == SQLITE_DONE;
    return sqlite3_reset(row) == SQLITE_OK && done;
}

static bool keep_moments(struct store *store, int64_t log, const struct words *words,
                         struct event_log *book)
{
    sqlite3_stmt *row = store_prepared(
        store, STORE_KEEP_MOMENT,
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    struct trace_note note;
    uint64_t n = 0;
    bool fine = row != NULL;
    if (fine) sqlite3_bind_int64(row, 1, log);
    while (fine && event_log_next(book, &note)) {
        sqlite3_bind_int64(row, 2, (int64_t)n++);
        fine = insert_moment(row, words, &note);
    }
    return fine && n == event_log_moments(book);
}

static bool report_lost(struct store *store)
{
    if (!*store->trouble)
        snprintf(store->trouble, sizeof store->trouble,
                 "the moments could not be written to a temporary file: %s", strerror(errno));
    return false;
}

bool event_rows_keep(struct store *store, int64_t id, const struct hub_def *def,
                     struct event_log *book)
{
    const struct event_log_wish *wish = &store->wish;
    struct words words = {{0}, {0}, {0}};
    if (!event_log_rewind(book)) return report_lost(store);
    bool fine = number_words(store, def, &words) &&
                sql_do(store->db,
                       "INSERT OR IGNORE INTO logs (id, from_us, until_us, moments)"
                       " VALUES (?, ?, ?, ?)",
                       "iiii", id, wish->from_us, wish->until_us, (int64_t)event_log_moments(book));
    /* another process may have been faster */
    const bool there = sqlite3_changes(store->db) == 0;
    const int64_t log = sqlite3_last_insert_rowid(store->db);
    return fine && (there || keep_moments(store, log, &words, book));
}
