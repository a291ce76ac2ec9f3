// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/store.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "scenarios/store/schema.h"
#include "scenarios/store/sql.h"
#include "scenarios/store/store_parts.h"

enum {
    PATIENCE_MS = 60000, /* how long to wait for another process that writes */
    NAP_US = 20000
};

/* ---- trouble and transactions ---------------------------------------------------------------- */

bool store_failed(struct store *store)
{
    const int seen = errno, reported = sqlite3_system_errno(store->db),
              error = reported ? reported : seen;
    const int code = sqlite3_errcode(store->db);
    const bool from_outside = code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
    if (!*store->trouble)
        snprintf(store->trouble, sizeof store->trouble, "%s%s%s", sqlite3_errmsg(store->db),
                 from_outside && error ? ": " : "", from_outside && error ? strerror(error) : "");
    return false;
}

double store_now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* A run that was taken out while it was going on has no point any more, and the number of its point
 * may be somebody else's by now. */
static bool is_run_there(struct store *store)
{
    if (!store->run) return true;
    sqlite3_stmt *row = store_prepared(store, STORE_THERE, "SELECT 1 FROM runs WHERE run = ?");
    if (!row) return false;
    sqlite3_bind_int64(row, 1, store->run);
    const int step = sqlite3_step(row);
    sqlite3_reset(row);
    if (step == SQLITE_DONE && !*store->trouble)
        snprintf(store->trouble, sizeof store->trouble,
                 "somebody has taken this run out meanwhile");
    return step == SQLITE_ROW;
}

/* Every commit outlives the process. Only one in a second waits for the disk: so much may be lost
 * when the power fails, and the file stays whole. */
bool store_begin(struct store *store)
{
    const bool sync = store_now_s() - store->synced_s >= 1;
    if (sync) store->synced_s = store_now_s();
    const char *how = sync ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL";
    if (sqlite3_exec(store->db, how, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return store_failed(store);
    return is_run_there(store) || store_end(store, false);
}

bool store_end(struct store *store, bool fine)
{
    if (fine && sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK) return true;
    store_failed(store);
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

sqlite3_stmt *store_prepared(struct store *store, enum store_statement which, const char *sql)
{
    sqlite3_stmt **statement = &store->statement[which];
    if (!*statement && sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement,
                                          NULL) != SQLITE_OK)
        store_failed(store);
    return *statement;
}

int64_t store_number(struct store *store, const char *sql)
{
    const int64_t number = sql_number(store->db, 0, sql, "");
    const int code = sqlite3_errcode(store->db);
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) store_failed(store);
    return number;
}

const char *store_trouble(const struct store *store)
{
    return *store->trouble ? store->trouble : NULL;
}

const char *store_file(const struct store *store)
{
    return store->file;
}

/* ---- what kind of file is it? ---------------------------------------------------------------- */

enum kind {
    KIND_OURS,
    KIND_OUTDATED, /* ours; whoever may write to it brings it up to date */
    KIND_EMPTY,
    KIND_FOREIGN,
    KIND_NEWER,
    KIND_OLDER,
    KIND_UNREADABLE
};

static enum kind look_at(sqlite3 *db)
{
    const int64_t tables = sql_number(db, -1, "SELECT count(*) FROM sqlite_master", "");
    const int64_t application = sql_number(db, -1, "PRAGMA application_id", "");
    const int64_t edition = sql_number(db, -1, "PRAGMA user_version", "");
    if (tables < 0 || application < 0 || edition < 0) return KIND_UNREADABLE;
    if (tables == 0 && application == 0 && edition == 0) return KIND_EMPTY;
    if (application != SCHEMA_APPLICATION) return KIND_FOREIGN;
    if (edition > SCHEMA_EDITION) return KIND_NEWER;
    if (edition < SCHEMA_OLDEST) return KIND_OLDER;
    return edition < SCHEMA_EDITION ? KIND_OUTDATED : KIND_OURS;
}

static const char *refusal_of(enum kind kind, enum store_use use)
{
    switch (kind) {
    case KIND_OURS:
    case KIND_OUTDATED:
        return NULL;
    case KIND_EMPTY:
        return use == STORE_WRITE ? NULL : "holds no results";
    case KIND_FOREIGN:
        return "a database of another program: give another file";
    case KIND_NEWER:
        return "made by a newer hubsim: read it with that one, or give another file";
    case KIND_OLDER:
        return "made by a hubsim before the first release: give another file";
    case KIND_UNREADABLE:
        break;
    }
    return "unreadable";
}

static bool refuse(const struct store *store, enum kind kind, enum store_use use, FILE *messages)
{
    const char *error = refusal_of(kind, use);
    if (!error) return false;
    if (kind == KIND_UNREADABLE) {
        const int code = sqlite3_errcode(store->db);
        const bool damaged = code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
        error = damaged ? "not a database, or a damaged one: give another file"
                        : sqlite3_errmsg(store->db);
    }
    fprintf(messages, "hubsim: %s: %s (nothing was changed)\n", store->file, error);
    return true;
}

/* ---- opening --------------------------------------------------------------------------------- */

static void name_folder(const char *file, char folder[PATH_MAX])
{
    const char *slash = strrchr(file, '/');
    snprintf(folder, PATH_MAX, "%.*s", slash ? (int)(slash - file) + 1 : 1, slash ? file : ".");
}

/* Files on other machines: SQLite's write-ahead log wants memory shared by all who write. */
static bool is_far(const char *file)
{
    enum { NFS = 0x6969, SMB = 0x517b, CEPH = 0x00c36400, LUSTRE = 0x0bd00bd0, V9FS = 0x01021997 };
    const unsigned long far[] = {NFS, SMB, CEPH, LUSTRE, V9FS, 0xff534d42, 0xfe534d42};
    struct statfs status;
    char folder[PATH_MAX];
    name_folder(file, folder); /* the file may not be there yet */
    if (statfs(folder, &status) != 0) return false;
    for (size_t i = 0; i < sizeof far / sizeof *far; i++)
        if ((unsigned long)status.f_type == far[i]) return true;
    return false;
}

/* Two processes that begin at once stand in each other's way here, without SQLite waiting. */
static bool set_journal(struct store *store)
{
    const char *sql =
        is_far(store->file) ? "PRAGMA journal_mode = TRUNCATE" : "PRAGMA journal_mode = WAL";
    int code = SQLITE_BUSY;
    for (int waited_us = 0; code == SQLITE_BUSY && waited_us < 1000 * PATIENCE_MS;
         waited_us += NAP_US) {
        if (waited_us > 0) usleep(NAP_US);
        code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    }
    return code == SQLITE_OK || store_failed(store);
}

static bool make_tables(struct store *store)
{
    if (!store_begin(store)) return false;
    /* somebody else may have been faster */
    if (look_at(store->db) == KIND_OURS) return store_end(store, true);
    const int64_t edition = sql_number(store->db, 0, "PRAGMA user_version", "");
    bool fine = true;
    for (int64_t e = edition + 1; e <= SCHEMA_EDITION; e++)
        for (const char *const *sql = schema_sql[e]; fine && sql && *sql; sql++)
            fine = sqlite3_exec(store->db, *sql, NULL, NULL, NULL) == SQLITE_OK;
    return store_end(store, fine);
}

/* Somebody else may have written into the file: what they left there to be run is not run. */
static void be_wary(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
}

static bool open_to_write(struct store *store, FILE *messages)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(store->file, &store->db, flags, NULL) != SQLITE_OK) {
        char folder[PATH_MAX];
        name_folder(store->file, folder);
        if (access(folder, W_OK | X_OK) != 0)
            snprintf(store->trouble, sizeof store->trouble, "cannot be made: %s", strerror(errno));
        return store_failed(store);
    }
    be_wary(store->db);
    sqlite3_busy_timeout(store->db, PATIENCE_MS);
    if (sqlite3_db_readonly(store->db, "main") == 1) {
        snprintf(store->trouble, sizeof store->trouble, "may not be written to");
        return false;
    }
    const enum kind kind = look_at(store->db);
    if (refuse(store, kind, STORE_WRITE, messages)) return false;
    return set_journal(store) && (kind == KIND_OURS || make_tables(store));
}

/* A name that SQLite reads as an address. */
static char *address_of(const char *file, const char *how)
{
    char *address = malloc(3 * strlen(file) + strlen(how) + 8);
    if (!address) return NULL;
    char *to = address + sprintf(address, "file:");
    for (; *file; file++) {
        if (strchr("%?#", *file)) to += sprintf(to, "%%%02X", (unsigned char)*file);
        else *to++ = *file;
    }
    strcpy(to, how);
    return address;
}

/* Where the folder may not be written to there is no room for the log, and nobody who writes: then
 * the file stands still. */
static bool open_still(struct store *store)
{
    char *address = address_of(store->file, "?immutable=1");
    sqlite3_close(store->db);
    store->db = NULL;
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    const int code = address ? sqlite3_open_v2(address, &store->db, flags, NULL) : SQLITE_NOMEM;
    free(address);
    if (code == SQLITE_OK) be_wary(store->db);
    return code == SQLITE_OK;
}

static bool open_to_read(struct store *store, FILE *messages)
{
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    if (access(store->file, R_OK) != 0) {
        snprintf(store->trouble, sizeof store->trouble, "%s", strerror(errno));
        return false;
    }
    if (sqlite3_open_v2(store->file, &store->db, flags, NULL) != SQLITE_OK)
        return store_failed(store);
    be_wary(store->db);
    sqlite3_busy_timeout(store->db, PATIENCE_MS);
    enum kind kind = look_at(store->db);
    const int code = sqlite3_errcode(store->db);
    if (kind == KIND_UNREADABLE && (code == SQLITE_CANTOPEN || code == SQLITE_READONLY) &&
        open_still(store))
        kind = look_at(store->db);
    return !refuse(store, kind, STORE_READ, messages);
}

/* "results" for "DIR/results.db", since a folder is what a user has in mind. ":memory:" and
 * "file:x", which mean something to SQLite, are files here, too. */
static char *name_of(const char *file)
{
    struct stat status;
    const bool folder = stat(file, &status) == 0 && S_ISDIR(status.st_mode);
    const bool special = *file == ':' || strncmp(file, "file:", 5) == 0;
    char *name = malloc(strlen(file) + sizeof "./"
                                              "/results.db");
    if (name) sprintf(name, "%s%s%s", special ? "./" : "", file, folder ? "/results.db" : "");
    return name;
}

/* A pipe would let us wait for ever, a device swallow what is written. */
static bool is_no_file(struct store *store)
{
    struct stat status;
    if (stat(store->file, &status) != 0 || S_ISREG(status.st_mode)) return false;
    snprintf(store->trouble, sizeof store->trouble, "not a file: give another");
    return true;
}

struct store *store_open(const char *file, enum store_use use, FILE *messages)
{
    struct store *store = calloc(1, sizeof *store);
    if (store) store->file = name_of(file);
    if (!store || !store->file) {
        fprintf(messages, "hubsim: out of memory\n");
        store_close(store);
        return NULL;
    }
    bool fine = !is_no_file(store);
    if (fine)
        fine = use == STORE_WRITE ? open_to_write(store, messages) : open_to_read(store, messages);
    if (fine) return store;
    if (*store->trouble) fprintf(messages, "hubsim: %s: %s\n", store->file, store->trouble);
    store_close(store);
    return NULL;
}

void store_close(struct store *store)
{
    if (!store) return;
    for (size_t i = 0; i < STORE_STATEMENTS; i++)
        sqlite3_finalize(store->statement[i]);
    for (size_t i = 0; i < store->points; i++)
        free(store->point[i].measure);
    free(store->point);
    sqlite3_close(store->db);
    free(store->file);
    free(store);
}
