// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/store/merge.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>

#include "scenarios/store/rows.h"
#include "scenarios/store/sql.h"
#include "scenarios/store/store_parts.h"

/* What is shared comes first, each row once; `map_...` says which number of theirs is which of
 * ours. */
static const char *const shared[] = {
    "INSERT OR IGNORE INTO builds (version, model, commit_id, compiler, flags, libraries)"
    " SELECT version, model, commit_id, compiler, flags, libraries FROM other.builds",
    "CREATE TEMP TABLE map_build AS SELECT o.build AS old, m.build AS new FROM other.builds AS o"
    " JOIN main.builds AS m USING (version, model, commit_id, compiler, flags, libraries)",
    "INSERT OR IGNORE INTO settings (path, value, unit, file, line, source)"
    " SELECT path, value, unit, file, line, source FROM other.settings",
    "CREATE TEMP TABLE map_setting AS SELECT o.setting AS old, m.setting AS new"
    " FROM other.settings AS o JOIN main.settings AS m USING (path, value, file, line, source)",
    "INSERT OR IGNORE INTO scenarios (hash, text_hash, title, question, text)"
    " SELECT hash, text_hash, title, question, text FROM other.scenarios",
    "CREATE TEMP TABLE map_scenario AS SELECT o.scenario AS old, m.scenario AS new"
    " FROM other.scenarios AS o JOIN main.scenarios AS m USING (hash, text_hash)",
    "INSERT OR IGNORE INTO inputs SELECT s.new, t.new FROM other.inputs AS o"
    " JOIN map_scenario AS s ON s.old = o.scenario JOIN map_setting AS t ON t.old = o.setting",
    "INSERT OR IGNORE INTO files SELECT s.new, o.path, o.text FROM other.files AS o"
    " JOIN map_scenario AS s ON s.old = o.scenario",
    "INSERT OR IGNORE INTO measure_names (name, unit, meaning)"
    " SELECT name, unit, meaning FROM other.measure_names",
    "CREATE TEMP TABLE map_measure AS SELECT o.measure AS old, m.measure AS new"
    " FROM other.measure_names AS o JOIN main.measure_names AS m USING (name, unit)",
    "INSERT OR IGNORE INTO series_names (name, unit, meaning)"
    " SELECT name, unit, meaning FROM other.series_names",
    "CREATE TEMP TABLE map_series AS SELECT o.series AS old, m.series AS new"
    " FROM other.series_names AS o JOIN main.series_names AS m USING (name, unit)",
    "INSERT OR IGNORE INTO points (address, model, seed, first_year, years, measures)"
    " SELECT address, model, seed, first_year, years, measures FROM other.points",
    "CREATE TEMP TABLE map_point AS SELECT o.point AS old, m.point AS new"
    " FROM other.points AS o JOIN main.points AS m USING (address, model, seed)",
    "INSERT OR IGNORE INTO point_measures SELECT p.new, o.place, n.new"
    " FROM other.point_measures AS o JOIN map_point AS p ON p.old = o.point"
    " JOIN map_measure AS n ON n.old = o.measure",
    NULL};

static const char other_way[] =
    "SELECT count(*) FROM other.replications AS o JOIN map_point AS p ON p.old = o.point"
    " JOIN main.replications AS m ON m.point = p.new AND m.replication = o.replication"
    " WHERE m.digest != o.digest";

static const char *const results[] = {
    "CREATE TEMP TABLE before AS SELECT (SELECT coalesce(max(id), 0) FROM main.replications) AS id,"
    " (SELECT coalesce(max(run), 0) FROM main.runs) AS run",
    "INSERT OR IGNORE INTO replications (point, replication, build, digest, counts)"
    " SELECT p.new, o.replication, b.new, o.digest, o.counts FROM other.replications AS o"
    " JOIN map_point AS p ON p.old = o.point JOIN map_build AS b ON b.old = o.build"
    " WHERE o.packed IS NULL ORDER BY o.id",
    "CREATE TEMP TABLE map_id AS SELECT o.id AS old, m.id AS new FROM other.replications AS o"
    " JOIN map_point AS p ON p.old = o.point"
    " JOIN main.replications AS m ON m.point = p.new AND m.replication = o.replication"
    " WHERE m.id > (SELECT id FROM before) ORDER BY m.id",
    "INSERT INTO measures SELECT i.new, n.new, o.year, o.value FROM map_id AS i"
    " JOIN other.measures AS o ON o.id = i.old JOIN map_measure AS n ON n.old = o.measure",
    "INSERT INTO series SELECT i.new, n.new, o.hour, o.value FROM map_id AS i"
    " JOIN other.series AS o ON o.id = i.old JOIN map_series AS n ON n.old = o.series",
    NULL};

#define RUN_COLUMNS                                                                                \
    "command, arguments, folder, address, seed, replications, shard, threads, host, started,"      \
    " ended, wall_s, state"
static const char *const runs[] = {
    "INSERT INTO runs (build, scenario, " RUN_COLUMNS ")"
    " SELECT b.new, s.new, " RUN_COLUMNS " FROM other.runs AS o"
    " JOIN map_build AS b ON b.old = o.build JOIN map_scenario AS s ON s.old = o.scenario"
    " WHERE NOT EXISTS (SELECT 1 FROM main.runs AS m WHERE m.command = o.command"
    "  AND m.arguments = o.arguments AND m.folder = o.folder AND m.host = o.host"
    "  AND m.started = o.started AND m.ended IS o.ended AND m.wall_s IS o.wall_s) ORDER BY run",
    "CREATE TEMP TABLE map_run AS SELECT o.run AS old, m.run AS new FROM other.runs AS o"
    " JOIN main.runs AS m ON m.arguments = o.arguments AND m.folder = o.folder"
    "  AND m.host = o.host AND m.started = o.started AND m.ended IS o.ended"
    "  AND m.wall_s IS o.wall_s WHERE m.run > (SELECT run FROM before)",
    "INSERT OR IGNORE INTO run_points SELECT r.new, o.place, p.new, s.new, o.first, o.n"
    " FROM other.run_points AS o JOIN map_run AS r ON r.old = o.run"
    " JOIN map_point AS p ON p.old = o.point JOIN map_scenario AS s ON s.old = o.scenario",
    "INSERT OR IGNORE INTO promises SELECT r.new, promise, measure, unit, sense, promised, by,"
    " replications, mean, mean_lo, mean_hi, band_lo, band_hi, p_kept, p_lo, p_hi, observed,"
    " verdict, why FROM other.promises AS o JOIN map_run AS r ON r.old = o.run",
    NULL};

/* Logs come with the replications that both have, too. */
static const char *const logs[] = {
    "INSERT OR IGNORE INTO run_logs SELECT r.new, o.replications, o.from_us, o.until_us"
    " FROM other.run_logs AS o JOIN map_run AS r ON r.old = o.run",
    "INSERT OR IGNORE INTO words (text) SELECT text FROM other.words",
    "CREATE TEMP TABLE map_word AS SELECT o.word AS old, m.word AS new FROM other.words AS o"
    " JOIN main.words AS m USING (text)",
    "CREATE UNIQUE INDEX temp.map_word_old ON map_word (old)",
    "CREATE TEMP TABLE newest AS SELECT coalesce(max(log), 0) AS log FROM main.logs",
    "INSERT OR IGNORE INTO logs (id, from_us, until_us, moments)"
    " SELECT m.id, l.from_us, l.until_us, l.moments FROM other.logs AS l"
    " JOIN other.replications AS o ON o.id = l.id JOIN map_point AS p ON p.old = o.point"
    " JOIN main.replications AS m ON m.point = p.new AND m.replication = o.replication"
    " ORDER BY l.log",
    "CREATE TEMP TABLE map_log AS SELECT l.log AS old, n.log AS new FROM other.logs AS l"
    " JOIN other.replications AS o ON o.id = l.id JOIN map_point AS p ON p.old = o.point"
    " JOIN main.replications AS m ON m.point = p.new AND m.replication = o.replication"
    " JOIN main.logs AS n ON n.id = m.id AND n.from_us = l.from_us AND n.until_us = l.until_us"
    " WHERE n.log > (SELECT log FROM newest) ORDER BY n.log",
    "INSERT INTO events SELECT g.new, e.number, e.at_us, l.new, e.flight, e.uld, e.part, e.parcel,"
    " s.new, h.new, e.g, e.parcels, e.other_us, e.called_us,"
    " (SELECT new FROM map_word WHERE old = e.other_lane), e.detail"
    " FROM map_log AS g CROSS JOIN other.events AS e ON e.log = g.old"
    " CROSS JOIN map_word AS l ON l.old = e.lane CROSS JOIN map_word AS s ON s.old = e.step"
    " CROSS JOIN map_word AS h ON h.old = e.hall",
    NULL};

static const char *const clear[] = {"DROP TABLE IF EXISTS temp.map_build",
                                    "DROP TABLE IF EXISTS temp.map_setting",
                                    "DROP TABLE IF EXISTS temp.map_scenario",
                                    "DROP TABLE IF EXISTS temp.map_measure",
                                    "DROP TABLE IF EXISTS temp.map_series",
                                    "DROP TABLE IF EXISTS temp.map_point",
                                    "DROP TABLE IF EXISTS temp.before",
                                    "DROP TABLE IF EXISTS temp.map_id",
                                    "DROP TABLE IF EXISTS temp.map_run",
                                    "DROP TABLE IF EXISTS temp.map_word",
                                    "DROP TABLE IF EXISTS temp.newest",
                                    "DROP TABLE IF EXISTS temp.map_log",
                                    NULL};

static bool do_all(struct store *store, const char *const *sql)
{
    for (; *sql; sql++)
        if (!sql_do(store->db, *sql, "")) return store_failed(store);
    return true;
}

static bool agree(struct store *store)
{
    const int64_t n = sql_number(store->db, -1, other_way, "");
    if (n > 0)
        snprintf(store->trouble, sizeof store->trouble,
                 "%" PRId64 " of its replications went another way than those kept here", n);
    return n == 0 || store_failed(store);
}

static bool merge_attached(struct store *store, struct merge_count *count)
{
    if (!store_begin(store)) return false;
    /* a file of the edition before that nobody could bring up to date has no logs */
    const bool has_logs = sql_number(store->db, 0, "PRAGMA other.user_version", "") > 2;
    const bool fine = do_all(store, shared) && agree(store) && do_all(store, results) &&
                      do_all(store, runs) && (!has_logs || do_all(store, logs));
    if (fine) {
        count->replications = sql_number(store->db, 0, "SELECT count(*) FROM map_id", "");
        count->runs = sql_number(store->db, 0, "SELECT count(*) FROM map_run", "");
    }
    const bool kept = store_end(store, fine);
    do_all(store, clear);
    return kept;
}

static bool is_the_same_file(const char *a, const char *b)
{
    struct stat one, two;
    return stat(a, &one) == 0 && stat(b, &two) == 0 && one.st_dev == two.st_dev &&
           one.st_ino == two.st_ino;
}

bool merge_file(struct store *store, const char *from, struct merge_count *count, FILE *messages)
{
    *count = (struct merge_count){0, 0};
    /* looks whether it is one of ours */
    struct store *other = rows_open(from, messages);
    if (!other) return false;
    if (is_the_same_file(store_file(store), store_file(other))) {
        fprintf(messages, "hubsim: %s: this is the file to merge into\n", from);
        store_close(other);
        return false;
    }
    bool fine = sql_do(store->db, "ATTACH DATABASE ? AS other", "t", store_file(other)) ||
                store_failed(store);
    store_close(other);
    fine = fine && merge_attached(store, count);
    sql_do(store->db, "DETACH DATABASE other", "");
    if (!fine)
        fprintf(messages, "hubsim: %s: not merged: %s\n", from,
                store_trouble(store) ? store_trouble(store) : "?");
    return fine;
}

/* Run after the run itself, in this order. */
static const char *const leftovers[] = {
    "DELETE FROM points WHERE point NOT IN (SELECT point FROM run_points)",
    "DELETE FROM logs WHERE NOT EXISTS (SELECT 1 FROM replications JOIN run_points USING (point)"
    " JOIN run_logs USING (run) WHERE replications.id = logs.id"
    " AND replication >= first AND replication < first + n"
    " AND replication < run_logs.replications"
    " AND run_logs.from_us = logs.from_us AND run_logs.until_us = logs.until_us)",
    "DELETE FROM scenarios WHERE scenario NOT IN (SELECT scenario FROM run_points)"
    " AND scenario NOT IN (SELECT scenario FROM runs)",
    "DELETE FROM settings WHERE setting NOT IN (SELECT setting FROM inputs)",
    "DELETE FROM builds WHERE build NOT IN (SELECT build FROM runs)"
    " AND build NOT IN (SELECT build FROM replications)",
    NULL};

bool merge_remove(struct store *store, int64_t run, FILE *messages)
{
    if (store_number(store, "SELECT count(*) FROM runs") == 0 && store_trouble(store)) {
        fprintf(messages, "hubsim: %s: %s\n", store_file(store), store_trouble(store));
        return false;
    }
    if (!sql_number(store->db, 0, "SELECT run FROM runs WHERE run = ?", "i", run)) {
        fprintf(messages, "hubsim: %s: holds no run %" PRId64 "\n", store_file(store), run);
        return false;
    }
    /* only here: looking at two more tables for each number kept would double the cost of keeping
     * */
    sqlite3_exec(store->db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    bool fine = store_begin(store);
    if (fine) {
        fine = sql_do(store->db, "DELETE FROM runs WHERE run = ?", "i", run) &&
               do_all(store, leftovers);
        fine = store_end(store, fine);
    }
    if (!fine) fprintf(messages, "hubsim: %s: %s\n", store_file(store), store_trouble(store));
    /* gives the room back to the disk; others at work may keep it from that */
    if (fine) sqlite3_exec(store->db, "VACUUM", NULL, NULL, NULL);
    return fine;
}
