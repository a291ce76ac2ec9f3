// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/runs.h"

#include <gsl/gsl_version.h>
#include <libconfig.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "scenarios/store/stored_scenario.h"
#include "scenarios/store/rows.h"
#include "scenarios/store/sql.h"
#include "scenarios/store/store_parts.h"
#include "scenarios/report/json.h"
#include "sim/date.h"

/* ---- how it was called ----------------------------------------------------------------------- */

/* The words as a JSON array; the caller frees. */
static char *write_words(int argc, char *const *argv)
{
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    if (!to) return NULL;
    struct json json = json_to(to);
    json_array(&json, NULL);
    for (int i = 0; i < argc; i++)
        json_text(&json, NULL, argv[i]);
    json_array_end(&json);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

static void write_now(char to[32])
{
    const time_t now = time(NULL);
    struct tm utc;
    *to = '\0';
    if (gmtime_r(&now, &utc)) strftime(to, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}

static int64_t keep_build(struct store *store, const struct build_info *build)
{
    char libraries[120];
    snprintf(libraries, sizeof libraries, "gsl %s, libconfig %d.%d.%d, sqlite %s", gsl_version,
             LIBCONFIG_VER_MAJOR, LIBCONFIG_VER_MINOR, LIBCONFIG_VER_REVISION,
             sqlite3_libversion());
    const char *of = " INTO builds (version, model, commit_id, compiler, flags, libraries)"
                     " VALUES (?, ?, ?, ?, ?, ?)";
    char sql[200];
    snprintf(sql, sizeof sql, "INSERT OR IGNORE%s", of);
    if (!sql_do(store->db, sql, "tttttt", build->version, build->model, build->commit,
                build->compiler, build->flags, libraries))
        return 0;
    return sql_number(store->db, 0,
                      "SELECT build FROM builds WHERE version = ? AND model = ? AND commit_id = ?"
                      " AND compiler = ? AND flags = ? AND libraries = ?",
                      "tttttt", build->version, build->model, build->commit, build->compiler,
                      build->flags, libraries);
}

static bool keep_run(struct store *store, const struct runs_def *def, const char *words,
                     int64_t scenario)
{
    char host[256] = "", started[32], shard[32] = "", folder[4096] = "";
    write_now(started);
    if (gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
    if (!getcwd(folder, sizeof folder)) folder[0] = '\0';
    if (def->shards) snprintf(shard, sizeof shard, "%u/%u", def->shard, def->shards);
    return sql_do(store->db,
                  "INSERT INTO runs (build, scenario, command, arguments, folder, address, seed,"
                  " replications, shard, threads, host, started, state)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running')",
                  "iittthuititt", store->build, scenario, def->command, words, folder,
                  scenario_address(def->scenario), def->seed, (int64_t)def->replications, shard,
                  (int64_t)def->threads, host, started);
}

bool runs_begin(struct store *store, const struct runs_def *def)
{
    snprintf(store->model, sizeof store->model, "%s", def->build->model);
    char *words = write_words(def->argc, def->argv);
    if (!words || !store_begin(store)) {
        free(words);
        return store_failed(store);
    }
    store->build = keep_build(store, def->build);
    const int64_t scenario = store->build ? stored_scenario_keep(store, def->scenario) : 0;
    const bool fine = scenario && keep_run(store, def, words, scenario);
    store->run = fine ? sqlite3_last_insert_rowid(store->db) : 0;
    free(words);
    return store_end(store, fine);
}

bool runs_end(struct store *store, enum runs_state state, double wall_s)
{
    static const char *const word[] = {"finished", "interrupted", "failed"};
    char ended[32];
    if (state == RUNS_FINISHED) rows_unpack_all(store);
    write_now(ended);
    store->synced_s = 0; /* the last word waits for the disk */
    if (!store_begin(store)) return false;
    const bool fine =
        sql_do(store->db, "UPDATE runs SET state = ?, ended = ?, wall_s = ? WHERE run = ?", "ttri",
               word[state], ended, wall_s, store->run);
    return store_end(store, fine);
}

/* ---- promises -------------------------------------------------------------------------------- */

static bool keep_promise(struct store *store, const struct outcome *outcome,
                         const struct outcome_promise *promise)
{
    char by[17];
    return sql_do(store->db,
                  "INSERT OR REPLACE INTO promises"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  "ittttrtirrrrrrrrrtt", store->run, promise->id, promise->measure, promise->unit,
                  promise->at_most ? "at most" : "at least", promise->promised,
                  date_write(by, promise->by_us, false), (int64_t)outcome->replications,
                  promise->mean, promise->mean_95.lo, promise->mean_95.hi, promise->band_95.lo,
                  promise->band_95.hi, promise->p_kept, promise->p_kept_95.lo,
                  promise->p_kept_95.hi, promise->observed, outcome_verdict_word(promise->verdict),
                  promise->why);
}

bool runs_keep_promises(struct store *store, const struct outcome *outcome)
{
    if (!store_begin(store)) return false;
    bool fine = true;
    for (size_t i = 0; fine && i < outcome->promises; i++)
        fine = keep_promise(store, outcome, &outcome->promise[i]);
    return store_end(store, fine);
}

/* ---- what was asked before ------------------------------------------------------------------- */

uint32_t runs_replications(struct store *store, const struct runs_def *def)
{
    return (uint32_t)sql_number(
        store->db, 0,
        "SELECT max(replications) FROM runs JOIN builds USING (build) WHERE state = 'finished'"
        " AND command = ? AND address = ? AND seed = ? AND model = ?",
        "thut", def->command, scenario_address(def->scenario), def->seed, def->build->model);
}

/* Reads the words of one run; more than a command line ever has are too many. */
static struct runs_words *read_words(struct store *store, int64_t run)
{
    enum { WORDS_MAX = 4096 };
    struct runs_words *words = calloc(1, sizeof *words);
    if (words) words->argv = calloc(WORDS_MAX + 1, sizeof *words->argv);
    sqlite3_stmt *row = sql_query(
        store->db,
        "SELECT value, folder, replications FROM runs, json_each(arguments) WHERE run = ? ORDER BY key",
        "i", run);
    bool fine = words && words->argv && row;
    while (fine && words->argc < WORDS_MAX && sqlite3_step(row) == SQLITE_ROW) {
        if (!words->folder) words->folder = strdup(sql_text(row, 1));
        fine = words->folder && (words->argv[words->argc] = strdup(sql_text(row, 0))) != NULL;
        words->argc += fine;
        words->replications = (uint32_t)sqlite3_column_int64(row, 2);
    }
    sqlite3_finalize(row);
    if (fine && words->argc > 0) return words;
    runs_words_free(words);
    return NULL;
}

struct runs_words *runs_last_words(struct store *store, const char *command)
{
    const int64_t run = sql_number(store->db, 0,
                                   "SELECT run FROM runs AS old WHERE command = ? ORDER BY"
                                   " state != 'finished' AND NOT EXISTS (SELECT 1 FROM runs"
                                   "  WHERE run > old.run AND state = 'finished'"
                                   "  AND command = old.command AND address = old.address"
                                   "  AND seed = old.seed AND replications >= old.replications)"
                                   " DESC, run DESC LIMIT 1",
                                   "t", command);
    return run ? read_words(store, run) : NULL;
}

void runs_words_free(struct runs_words *words)
{
    if (!words) return;
    for (int i = 0; i < words->argc; i++)
        free(words->argv[i]);
    free(words->argv);
    free(words->folder);
    free(words);
}
