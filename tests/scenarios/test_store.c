// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the database of results. Exact: bytes of results, counts of rows. The kills come at
 * moments that nobody chooses; what is claimed holds for every moment. */
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <dirent.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenarios/run/experiment.h"
#include "scenarios/store/stored_run.h"
#include "scenarios/store/replication_cache.h"
#include "scenarios/store/merge.h"
#include "scenarios/store/runs.h"
#include "scenarios/run/batch.h"
#include "tests/scenarios/opened.h"
#include "tests/assertions.h"

enum { REPLICATIONS = 12 };

static const char small[] =
    "title = \"A small hub\"; run = { from = \"2024-01-01\"; to = \"2025-01-01\"; day = \"2024-05-02\"; };\n"
    "halls = { one = { phase1_m2 = 5000.0; phase1_opens = \"2020-01-01\"; }; };\n"
    "aircraft = { big = { payload_t = 100.0; volume_m3 = 600.0; ulds = 30; }; };\n"
    "lanes = { east = { business = \"ecommerce\"; halls = [\"one\"]; aircraft = [\"big\"];\n"
    "  flights_per_week = 5.0; }; };\n";

/* ---- a folder of its own, a question, a run -------------------------------------------------- */

struct place {
    char folder[64], file[96], db[96], other[96];
    struct experiment experiment;
    size_t values;
};

static struct place *place_new(void)
{
    struct place *place = calloc(1, sizeof *place);
    strcpy(place->folder, "/tmp/hubsim-store-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->file, sizeof place->file, "%s/small.cfg", place->folder);
    snprintf(place->db, sizeof place->db, "%s/r.db", place->folder);
    snprintf(place->other, sizeof place->other, "%s/other.db", place->folder);
    FILE *to = fopen(place->file, "w");
    fputs(small, to);
    fclose(to);
    place->experiment = open_question(place->file, NULL, NULL);
    const struct hub_def *def = scenario_plan(place->experiment.scenario)->base;
    place->values = hub_years(def) * hub_measures(def, NULL);
    return place;
}

static void place_free(struct place *place)
{
    DIR *folder = opendir(place->folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.') unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    rmdir(place->folder);
    experiment_close(&place->experiment);
    free(place);
}

struct got {
    double *value, *day;
    struct hub_result each[REPLICATIONS];
    size_t values;
    uint32_t *acknowledged; /* shared with a process that watches; may be NULL */
};

static void take(void *context, size_t point, uint32_t replication, const struct hub_result *result)
{
    (void)point;
    struct got *got = context;
    got->each[replication] = *result;
    memcpy(got->value + replication * got->values, result->value, got->values * sizeof(double));
    memcpy(got->day + replication * 24 * MEASURE_DAY_SERIES, result->day,
           24 * MEASURE_DAY_SERIES * sizeof(double));
}

static void acknowledge(void *context, uint64_t done, uint64_t n)
{
    (void)n;
    struct got *got = context;
    if (got->acknowledged) __atomic_store_n(got->acknowledged, (uint32_t)done, __ATOMIC_SEQ_CST);
}

static struct got *got_new(const struct place *place)
{
    struct got *got = calloc(1, sizeof *got);
    got->values = place->values;
    got->value = calloc(REPLICATIONS * place->values, sizeof(double));
    got->day = calloc(REPLICATIONS * 24 * MEASURE_DAY_SERIES, sizeof(double));
    return got;
}

static void got_free(struct got *got)
{
    free(got->value);
    free(got->day);
    free(got);
}

/* db: NULL keeps nothing. */
static struct batch_done work(const struct place *place, const char *db, const char *model,
                              struct got *got)
{
    static char word[] = "small.cfg";
    char *argv[] = {word};
    const struct build_info build = {"0", model, "none", "any", "none"};
    const struct runs_def def = {.build = &build,
                                 .command = "run",
                                 .argc = 1,
                                 .argv = argv,
                                 .scenario = place->experiment.scenario,
                                 .seed = 7,
                                 .replications = REPLICATIONS};
    struct store *store = db ? store_open(db, STORE_WRITE, stderr) : NULL;
    if (db) {
        assert_non_null(store);
        assert_true(runs_begin(store, &def));
    }
    const struct batch_memory memory =
        store ? replication_cache_of(store) : (struct batch_memory){.find = NULL};
    const struct batch batch = {.threads = 2,
                                .memory = store ? &memory : NULL,
                                .progress = acknowledge,
                                .progress_context = got};
    const struct batch_point point = {
        .scenario = place->experiment.scenario, .seed = 7, .n = REPLICATIONS};
    const struct batch_done done = batch_run(&batch, &point, 1, take, got);
    if (store) assert_true(runs_end(store, RUNS_FINISHED, 0));
    store_close(store);
    return done;
}

static int64_t query_db(const char *db, const char *sql)
{
    sqlite3 *open = NULL;
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_open(db, &open), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(open, sql, -1, &row, NULL), SQLITE_OK);
    const int64_t number = sqlite3_step(row) == SQLITE_ROW ? sqlite3_column_int64(row, 0) : -1;
    sqlite3_finalize(row);
    sqlite3_close(open);
    return number;
}

/* Bytes but for the pattern of "nobody knows". */
static void assert_same_numbers(const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!(isnan(a[i]) && isnan(b[i]))) assert_memory_equal(&a[i], &b[i], sizeof *a);
}

static void assert_same(const struct got *a, const struct got *b)
{
    assert_same_numbers(a->value, b->value, REPLICATIONS * a->values);
    assert_same_numbers(a->day, b->day, REPLICATIONS * 24 * MEASURE_DAY_SERIES);
    for (int i = 0; i < REPLICATIONS; i++) {
        struct hub_result one = a->each[i], two = b->each[i];
        one.value = one.day = two.value = two.day = NULL;
        assert_memory_equal(&one, &two, sizeof one);
    }
}

/* ---- claims ---------------------------------------------------------------------------------- */

static void what_is_kept_comes_back_to_the_byte(void **state)
{
    (void)state;
    struct place *place = place_new();
    struct got *first = got_new(place), *second = got_new(place);
    assert_int_equal(work(place, place->db, "m1", first).remembered, 0);
    const struct batch_done done = work(place, place->db, "m1", second);
    assert_int_equal(done.remembered, REPLICATIONS);
    assert_int_equal(done.done, REPLICATIONS);
    assert_same(first, second);
    got_free(first);
    got_free(second);
    place_free(place);
}

static void a_changed_model_finds_nothing(void **state)
{
    (void)state;
    struct place *place = place_new();
    struct got *got = got_new(place);
    work(place, place->db, "m1", got);
    assert_int_equal(work(place, place->db, "m2", got).remembered, 0);
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM replications"), 2 * REPLICATIONS);
    got_free(got);
    place_free(place);
}

/* Twelve kills, at moments spread over the run. What the child said to be kept is there, and the
 * next one goes on from it. */
static void a_killed_process_loses_only_what_was_under_way(void **state)
{
    (void)state;
    struct place *place = place_new();
    struct got *undisturbed = got_new(place), *resumed = got_new(place);
    uint32_t *acknowledged =
        mmap(NULL, sizeof *acknowledged, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    work(place, NULL, "m1", undisturbed);
    for (int kill_n = 0; kill_n < 12; kill_n++) {
        if (kill_n % 4 == 0) unlink(place->db);
        *acknowledged = 0;
        const pid_t child = fork();
        if (child == 0) {
            resumed->acknowledged = acknowledged;
            work(place, place->db, "m1", resumed);
            _exit(0);
        }
        /* until so many are kept, or it has ended by itself */
        for (int i = 0; i < 400 && *acknowledged < (uint32_t)(kill_n % 4) * 3 + 1; i++)
            usleep(5000);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        if (access(place->db, F_OK) != 0) continue;
        struct store *store = store_open(place->db, STORE_WRITE, stderr);
        assert_non_null(store);
        store_close(store);
        assert_at_least(query_db(place->db, "SELECT count(*) FROM replications"), *acknowledged);
        assert_int_equal(query_db(place->db, "SELECT count(*) FROM pragma_integrity_check"
                                             " WHERE integrity_check != 'ok'"),
                         0);
        if (kill_n % 4 != 3) continue;
        const struct batch_done done = work(place, place->db, "m1", resumed);
        assert_int_equal(done.done, REPLICATIONS);
        assert_greater(done.remembered, 0);
        assert_same(undisturbed, resumed);
    }
    munmap(acknowledged, sizeof *acknowledged);
    got_free(undisturbed);
    got_free(resumed);
    place_free(place);
}

/* A replication that went another way elsewhere is a sign of something very wrong. */
static void what_two_databases_disagree_about_is_not_merged(void **state)
{
    (void)state;
    struct place *place = place_new();
    struct got *got = got_new(place);
    struct merge_count count;
    FILE *messages = tmpfile();
    work(place, place->db, "m1", got);
    work(place, place->other, "m1", got);
    query_db(place->other,
             "UPDATE replications SET digest = '0000000000000001' WHERE replication = 3");
    struct store *store = store_open(place->db, STORE_WRITE, stderr);
    assert_false(merge_file(store, place->other, &count, messages));
    store_close(store);
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM runs"), 1);
    query_db(place->other, "UPDATE replications SET replication = 99 WHERE replication = 3");
    store = store_open(place->db, STORE_WRITE, stderr);
    assert_true(merge_file(store, place->other, &count, messages));
    assert_int_equal(count.replications, 1);
    assert_true(merge_file(store, place->other, &count, messages));
    assert_int_equal(count.replications, 0);
    store_close(store);
    /* every number came with it: values of one year, and 24 hours of each series */
    assert_int_equal(query_db(place->db,
                              "SELECT count(*) FROM measures JOIN replications USING (id)"
                              " WHERE replication = 99"),
                     place->values);
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM series JOIN replications USING (id)"
                                         " WHERE replication = 99"),
                     24 * MEASURE_DAY_SERIES);
    fclose(messages);
    got_free(got);
    place_free(place);
}

static void a_run_taken_out_takes_only_its_own_with_it(void **state)
{
    (void)state;
    struct place *place = place_new();
    struct got *got = got_new(place);
    work(place, place->db, "m1", got);
    work(place, place->db, "m1", got); /* the second asks for the same */
    work(place, place->db, "m2", got);
    struct store *store = store_open(place->db, STORE_WRITE, stderr);
    assert_true(merge_remove(store, 1, stderr));
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM replications"), 2 * REPLICATIONS);
    assert_true(merge_remove(store, 3, stderr));
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM replications"), REPLICATIONS);
    assert_true(merge_remove(store, 2, stderr));
    store_close(store);
    const char *const table[] = {"replications", "measures",  "series",   "points",
                                 "run_points",   "scenarios", "inputs",   "settings",
                                 "builds",       "logs",      "run_logs", "events"};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char sql[80];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table[i]);
        assert_int_equal(query_db(place->db, sql), 0);
    }
    got_free(got);
    place_free(place);
}

/* What edition 3 added is taken away again: such a file keeps what it knows, and may be merged. */
static void a_file_of_the_edition_before_is_brought_up_to_date(void **state)
{
    (void)state;
    struct place *place = place_new();
    struct got *first = got_new(place), *second = got_new(place);
    static const char *const backwards[] = {"DROP VIEW v_events",  "DROP TABLE events",
                                            "DROP TABLE words",    "DROP TABLE logs",
                                            "DROP TABLE run_logs", "PRAGMA user_version = 2"};
    work(place, place->db, "m1", first);
    for (size_t i = 0; i < sizeof backwards / sizeof *backwards; i++)
        query_db(place->db, backwards[i]);
    assert_int_equal(query_db(place->db, "PRAGMA user_version"), 2);
    struct store *store = store_open(place->db, STORE_READ, stderr);
    assert_non_null(store);
    store_close(store);
    assert_int_equal(query_db(place->db, "PRAGMA user_version"), 2); /* reading changes nothing */
    assert_int_equal(work(place, place->db, "m1", second).remembered, REPLICATIONS);
    assert_same(first, second);
    assert_int_equal(query_db(place->db, "PRAGMA user_version"), 3);
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM v_events"), 0);
    got_free(first);
    got_free(second);
    place_free(place);
}

/* Somebody wrote a trigger into the file that takes all runs out when a replication comes in. */
/* Its point is gone with it, and the number of the point belongs to the next who comes. */
static void a_run_taken_out_while_it_goes_on_keeps_nothing_more(void **state)
{
    (void)state;
    static char word[] = "small.cfg";
    char *argv[] = {word};
    const struct build_info build = {"0", "m1", "none", "any", "none"};
    struct place *place = place_new();
    struct got *got = got_new(place);
    const struct runs_def def = {.build = &build,
                                 .command = "run",
                                 .argc = 1,
                                 .argv = argv,
                                 .scenario = place->experiment.scenario,
                                 .seed = 7,
                                 .replications = 2};
    struct store *going_on = store_open(place->db, STORE_WRITE, stderr);
    assert_true(runs_begin(going_on, &def));
    const struct batch_memory memory = replication_cache_of(going_on);
    const struct batch_point point = {.scenario = place->experiment.scenario, .seed = 7, .n = 2};
    memory.begin(memory.context, &point, 1);
    struct store *other = store_open(place->db, STORE_WRITE, stderr);
    assert_true(merge_remove(other, 1, stderr));
    store_close(other);
    work(place, place->db, "m2", got); /* has point 1 now */
    got->each[0].value = got->value;
    got->each[0].day = got->day;
    assert_false(memory.keep(memory.context, &point, REPLICATIONS + 1, &got->each[0], NULL));
    assert_string_equal(store_trouble(going_on), "somebody has taken this run out meanwhile");
    assert_false(runs_end(going_on, RUNS_FINISHED, 0));
    store_close(going_on);
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM replications"), REPLICATIONS);
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    got_free(got);
    place_free(place);
}

static void what_was_left_in_a_file_to_be_run_is_not_run(void **state)
{
    (void)state;
    struct place *place = place_new();
    struct got *got = got_new(place);
    work(place, place->db, "m1", got);
    query_db(place->db,
             "CREATE TRIGGER evil AFTER INSERT ON replications BEGIN DELETE FROM runs; END");
    work(place, place->db, "m2", got);
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM runs"), 2);
    struct store *store = store_open(place->db, STORE_WRITE, stderr);
    assert_true(merge_remove(store, 1, stderr)); /* deleting what belongs together still works */
    store_close(store);
    assert_int_equal(query_db(place->db, "SELECT count(*) FROM replications"), REPLICATIONS);
    got_free(got);
    place_free(place);
}

static void counts_are_written_and_read_to_the_byte(void **state)
{
    (void)state;
    struct place *place = place_new();
    struct got *got = got_new(place);
    char text[REPLICATION_CACHE_COUNTS_BYTES];
    work(place, NULL, "m1", got);
    struct hub_result before = got->each[5], after = {.digest = before.digest};
    before.value = before.day = NULL;
    replication_cache_write_counts(&before, text);
    assert_true(replication_cache_read_counts(text, &after));
    assert_memory_equal(&before, &after, sizeof before);
    assert_false(replication_cache_read_counts("{\"events\": 1}", &after));
    got_free(got);
    place_free(place);
}

/* Replication 5 of the file held against what came out: NULL if all is the same, else what is not.
 * */
static const char *hold(const struct place *place, const struct got *got,
                        struct stored_run_difference *to)
{
    const struct hub_def *def = scenario_plan(place->experiment.scenario)->base;
    const size_t measures = hub_measures(def, NULL);
    struct measure *measure = calloc(measures, sizeof *measure);
    hub_measures(def, measure);
    struct hub_result now = got->each[5], kept = {0};
    now.value = got->value + 5 * got->values;
    now.day = got->day + 5 * 24 * MEASURE_DAY_SERIES;
    const struct stored_run_now with = {measure, measures, hub_years(def), hub_first_year(def),
                                        &now};
    struct store *store = store_open(place->db, STORE_READ, stderr);
    int64_t id;
    assert_true(stored_run_replication(store, 1, 5, &kept, &id));
    const bool same = stored_run_is_the_same(store, id, &kept, &with, to);
    store_close(store);
    free(measure);
    return same ? NULL : to->what;
}

static void whatever_was_changed_in_a_file_is_found(void **state)
{
    (void)state;
    static const char *const change[][3] = {
        {"UPDATE measures SET value = value + 1e-9 WHERE id = %s AND measure ="
         " (SELECT measure FROM measure_names WHERE name = 'airport.tonnes')",
         "airport.tonnes",
         "UPDATE measures SET value = value - 1e-9 WHERE id = %s AND measure ="
         " (SELECT measure FROM measure_names WHERE name = 'airport.tonnes')"},
        {"UPDATE series SET value = value + 1 WHERE id = %s AND hour = 7 AND series ="
         " (SELECT series FROM series_names WHERE name = 'landed_ulds')",
         "landed_ulds, hour 7",
         "UPDATE series SET value = value - 1 WHERE id = %s AND hour = 7 AND series ="
         " (SELECT series FROM series_names WHERE name = 'landed_ulds')"},
        {"UPDATE replications SET counts = replace(counts, 'g_in\": ', 'g_in\": 1') WHERE id = %s",
         "counts",
         "UPDATE replications SET counts = replace(counts, 'g_in\": 1', 'g_in\": ') WHERE id = %s"},
        {"UPDATE replications SET digest = '0' || digest || '0' WHERE id = %s",
         "digest of all events",
         "UPDATE replications SET digest = substr(digest, 2, 16) WHERE id = %s"},
        {"DELETE FROM measures WHERE id = %s AND measure = 3", "numbers in the file", "SELECT %s"},
    };
    struct place *place = place_new();
    struct got *got = got_new(place);
    struct stored_run_difference difference;
    work(place, place->db, "m1", got);
    for (size_t i = 0; i < sizeof change / sizeof *change; i++) {
        char sql[400];
        assert_null(hold(place, got, &difference));
        snprintf(sql, sizeof sql, change[i][0],
                 "(SELECT id FROM replications WHERE replication = 5)");
        query_db(place->db, sql);
        assert_string_equal(hold(place, got, &difference), change[i][1]);
        snprintf(sql, sizeof sql, change[i][2],
                 "(SELECT id FROM replications WHERE replication = 5)");
        query_db(place->db, sql);
    }
    got_free(got);
    place_free(place);
}

static void every_table_and_view_is_documented(void **state)
{
    (void)state;
    char *text = NULL;
    size_t room = 0, names = 0;
    FILE *from = fopen("scenarios/store/README.md", "r");
    assert_non_null(from);
    assert_greater(getdelim(&text, &room, '\0', from), 0);
    fclose(from);
    struct place *place = place_new();
    store_close(store_open(place->db, STORE_WRITE, stderr));
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    const char *sql = "SELECT '`' || name || '`' FROM sqlite_master"
                      " WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'";
    assert_int_equal(sqlite3_open(place->db, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
    for (; sqlite3_step(row) == SQLITE_ROW; names++)
        if (!strstr(text, (const char *)sqlite3_column_text(row, 0)))
            fail_msg("the README does not tell of %s", (const char *)sqlite3_column_text(row, 0));
    assert_at_least(names, 27);
    sqlite3_finalize(row);
    sqlite3_close(db);
    free(text);
    place_free(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_comes_back_to_the_byte),
        cmocka_unit_test(a_changed_model_finds_nothing),
        cmocka_unit_test(a_killed_process_loses_only_what_was_under_way),
        cmocka_unit_test(what_two_databases_disagree_about_is_not_merged),
        cmocka_unit_test(a_run_taken_out_takes_only_its_own_with_it),
        cmocka_unit_test(a_run_taken_out_while_it_goes_on_keeps_nothing_more),
        cmocka_unit_test(a_file_of_the_edition_before_is_brought_up_to_date),
        cmocka_unit_test(what_was_left_in_a_file_to_be_run_is_not_run),
        cmocka_unit_test(counts_are_written_and_read_to_the_byte),
        cmocka_unit_test(every_table_and_view_is_documented),
        cmocka_unit_test(whatever_was_changed_in_a_file_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
