// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the doors of a hub that ends full: one SQL query on the results finds nothing
 * lost. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sqlite3.h>
#include <cmocka.h>

#include "tests/assertions.h"

/* Every year of every replication, of each hall and of the airport: what was there and what came is
 * what went and what is there. */
static const char conservation[] =
    "WITH doors AS (SELECT replication, year, value,"
    "    rtrim(measure, replace(measure, '.', '')) AS of,"
    "    replace(measure, rtrim(measure, replace(measure, '.', '')), '') AS door FROM v_measures),"
    "  books AS (SELECT replication, year, of,"
    "    sum(value * ((door IN ('opening_t', 'landed_t'))"
    "               - (door IN ('trucked_out_t', 'in_building_t')))) AS t,"
    "    sum(value * ((door IN ('opening_parcels', 'landed_parcels'))"
    "               - (door IN ('trucked_out_parcels', 'in_building_parcels')))) AS parcels,"
    "    sum(value * ((door IN ('opening_ulds', 'landed_ulds'))"
    "               - (door IN ('broken_down_ulds', 'unopened_ulds', 'in_building_ulds')))) AS ulds,"
    "    sum(value * ((door IN ('out_opening_t', 'gate_t'))"
    "               - (door IN ('flown_t', 'out_in_building_t')))) AS out_t,"
    "    sum(value * ((door IN ('out_opening_ulds', 'built_up_ulds'))"
    "               - (door IN ('flown_ulds', 'out_in_building_ulds')))) AS out_ulds"
    "  FROM doors WHERE of = 'airport.' OR of LIKE 'hall.%' GROUP BY replication, year, of)"
    "SELECT count(*), sum(abs(t) > 1e-6), sum(parcels <> 0), sum(ulds <> 0),"
    "  sum(abs(out_t) > 1e-6), sum(out_ulds <> 0) FROM books";

static char folder[] = "/tmp/hubsim_doors_XXXXXX";
static sqlite3 *results;

static double first_number(const char *sql, int column)
{
    sqlite3_stmt *asked;
    if (sqlite3_prepare_v2(results, sql, -1, &asked, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(results));
    assert_int_equal(sqlite3_step(asked), SQLITE_ROW);
    double number = sqlite3_column_double(asked, column);
    sqlite3_finalize(asked);
    return number;
}

static double measure(const char *name, int year)
{
    char sql[200];
    snprintf(sql, sizeof sql,
             "SELECT value FROM v_measures WHERE measure = '%s' AND year = %d AND replication = 0",
             name, year);
    return first_number(sql, 0);
}

/* Lesson 2's hub with a floor of an eighth and slow hands, some freight of each kind, a cap that
 * turns flights away, two years. */
static int run(const char *grain)
{
    const char *build = getenv("BUILD");
    char command[1000];
    snprintf(
        command, sizeof command,
        "%s/hubsim run scenarios/lessons/02_one_year.cfg --out %s/%s --no-plots"
        " --replications 2 --set 'run.to=\"2026-01-01\"' --set 'run.grain=\"%s\"'"
        " --set lanes.one.parcel_share_in=0.6 --set lanes.one.intact_share=0.3"
        " --set lanes.one.load_out_share=0.5 --set lanes.one.flights_per_week=7.0"
        " --set halls.hall.phase1_m2=400.0 --set halls.hall.pieces_per_worker_h=30.0 --set airport.movement_cap_per_year=640"
        " --set airport.other_movements_per_year=0.0 >/dev/null 2>&1",
        build != NULL ? build : "build", folder, grain, grain);
    return system(command);
}

static int open_results(void **state)
{
    char path[200];
    const char *grain = *state;
    snprintf(path, sizeof path, "%s/%s/results.db", folder, grain);
    if (run(grain) != 0) return -1;
    return sqlite3_open_v2(path, &results, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK ? 0 : -1;
}

static int close_results(void **state)
{
    (void)state;
    return sqlite3_close(results);
}

/* Two replications, two years, a hall and the airport: eight books. */
static void nothing_is_lost_in_a_hub_that_ends_full(void **state)
{
    (void)state;
    assert_int_equal((int)first_number(conservation, 0), 8);
    for (int column = 1; column <= 5; column++)
        assert_int_equal((int)first_number(conservation, column), 0);
    /* and it did end full: more than half of what landed in two years never left */
    double landed = measure("airport.landed_t", 2024) + measure("airport.landed_t", 2025);
    assert_greater(landed, 1000);
    assert_greater(measure("airport.in_building_t", 2025), 0.5 * landed);
    assert_greater(measure("airport.in_building_ulds", 2025), 0);
    assert_greater(measure("airport.out_in_building_t", 2025), 0);
    assert_greater(measure("airport.lost_cap_t", 2024), 0);
}

static void a_year_opens_with_what_the_last_one_closed_with(void **state)
{
    (void)state;
    static const char *const unit[] = {"t", "parcels", "ulds"};
    for (int u = 0; u < 3; u++) {
        char closing[64], opening[64];
        snprintf(closing, sizeof closing, "hall.hall.in_building_%s", unit[u]);
        snprintf(opening, sizeof opening, "hall.hall.opening_%s", unit[u]);
        assert_equal(measure(closing, 2024), measure(opening, 2025));
    }
}

/* Nothing passes a later door before an earlier one. */
static void no_door_lets_out_more_than_came_in(void **state)
{
    (void)state;
    double landed = measure("hall.hall.landed_t", 2024) + measure("hall.hall.opening_t", 2024);
    double opened = measure("hall.hall.broken_down_t", 2024);
    double released = measure("hall.hall.released_t", 2024);
    assert_at_most(opened + measure("hall.hall.unopened_t", 2024), landed);
    assert_at_most(released, opened);
    assert_at_most(measure("hall.hall.sorted_t", 2024), released);
    assert_at_most(measure("hall.hall.trucked_out_t", 2024),
                   measure("hall.hall.opening_t", 2024) + released +
                       measure("hall.hall.unopened_t", 2024));
}

int main(void)
{
    char batch[] = "batch", parcel[] = "parcel";
#define CLAIM(claim, grain)                                                                        \
    cmocka_unit_test_prestate_setup_teardown(claim, open_results, close_results, grain)
    const struct CMUnitTest tests[] = {
        CLAIM(nothing_is_lost_in_a_hub_that_ends_full, batch),
        CLAIM(a_year_opens_with_what_the_last_one_closed_with, batch),
        CLAIM(no_door_lets_out_more_than_came_in, batch),
        CLAIM(nothing_is_lost_in_a_hub_that_ends_full, parcel),
    };
    if (mkdtemp(folder) == NULL) return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0 ? 1 : failed;
}
