// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about a hub of many lanes and halls: as many as the scenario names run, nothing of them is
 * lost, and those that nobody uses change nothing for the others. The seed is fixed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "models/hub/hub.h"
#include "models/hub/hub_params.h"
#include "scenarios/input/diagnostics.h"
#include "scenarios/input/scenario.h"
#include "sim/date.h"
#include "tests/assertions.h"

struct size {
    int lanes, halls;   /* that fly, and that are open */
    int idle;           /* lanes without a flight, and halls that never open, behind them */
    bool halls_reverse; /* named in the order of their numbers, or the other way round */
    const char *to;     /* the day the run ends */
};

struct hub {
    struct scenario *scenario;
    const struct hub_def *def;
    struct measure *measure;
    size_t measures;
    struct hub_result result;
};

/* Lane l flies to hall l modulo `halls`, one in three with general cargo, freight out as well. */
static void write_lane(FILE *to, const struct size *size, int l, double flights)
{
    static const char *const business[] = {"ecommerce", "general", "express"};
    fprintf(to,
            "lane_%02d = { business = \"%s\"; china = %s; halls = (\"hall_%02d\"); aircraft = "
            "(\"small\"); flights_per_week = %.1f; load_in_share = 0.8; load_out_share = 0.5; "
            "parcel_share_in = %s; parcel_kg = 0.5; };\n",
            l, business[l % 3], l % 2 ? "true" : "false", l % size->halls, flights,
            l % 3 == 1 ? "0.0" : "0.9");
}

static void write_hall(FILE *to, int h, const char *opens)
{
    fprintf(to,
            "hall_%02d = { staff_of = \"operator\"; phase1_m2 = 4000.0; phase1_opens = \"%s\"; "
            "sorters = 1; tugs = 6; };\n",
            h, opens);
}

static char *write_scenario(const struct size *size, size_t *n)
{
    char *text = NULL;
    FILE *to = open_memstream(&text, n);
    assert_non_null(to);
    fprintf(to,
            "run = { from = \"2024-01-01\"; to = \"%s\"; warm_up_weeks = 1; };\n"
            "airport = { stands_wide = 60; runway_separation_s = 60; };\n"
            "aircraft = { small = { payload_t = 9.0; volume_m3 = 60.0; ulds = 6; }; };\n"
            "labour = { opening_weeks = 8; };\nhalls = {\n",
            size->to);
    for (int i = 0; i < size->halls; i++)
        write_hall(to, size->halls_reverse ? size->halls - 1 - i : i, "2000-01-01");
    for (int i = 0; i < size->idle; i++)
        write_hall(to, size->halls + i, "never");
    fprintf(to, "};\nlanes = {\n");
    for (int i = 0; i < size->lanes + size->idle; i++)
        write_lane(to, size, i, i < size->lanes ? 3 : 0);
    fprintf(to, "};\n");
    fclose(to);
    return text;
}

static struct scenario *read_scenario(const struct size *size, const char *grain, char **error)
{
    size_t groups_n, n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    char *text = write_scenario(size, &n);
    const char *const set[] = {grain};
    const struct scenario_request request = {
        .file = "many.cfg", .text = text, .text_n = n, .set = set, .set_n = 1};
    struct scenario *scenario =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    size_t error_n;
    FILE *to = open_memstream(error, &error_n);
    diagnostics_print(diagnostics, to);
    fclose(to);
    diagnostics_free(diagnostics);
    free(text);
    return scenario;
}

static struct hub *run_hub(const struct size *size, const char *grain)
{
    struct hub *hub = calloc(1, sizeof *hub);
    assert_non_null(hub);
    char *error;
    hub->scenario = read_scenario(size, grain, &error);
    if (!hub->scenario) fail_msg("%s", error);
    free(error);
    hub->def = scenario_plan(hub->scenario)->base;
    hub->measures = hub_measures(hub->def, NULL);
    hub->measure = calloc(hub->measures, sizeof *hub->measure);
    hub_measures(hub->def, hub->measure);
    hub->result.value = calloc(hub_years(hub->def) * hub->measures + 1, sizeof(double));
    hub->result.day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double));
    const struct hub_request request = {.plan = scenario_plan(hub->scenario), .seed = 1};
    assert_true(hub_run(&request, &hub->result));
    return hub;
}

static void hub_free(struct hub *hub)
{
    scenario_free(hub->scenario);
    free(hub->measure);
    free(hub->result.value);
    free(hub->result.day);
    free(hub);
}

static double value_of(const struct hub *hub, const char *name)
{
    for (size_t i = 0; i < hub->measures; i++)
        if (strcmp(hub->measure[i].name, name) == 0) return hub->result.value[i];
    fail_msg("no measure %s", name);
    return NAN;
}

/* ---- as many as the scenario names ----------------------------------------------------------- */

static void assert_all_accounted_for(const struct hub_result *result)
{
    assert_greater(result->g_in, 0);
    assert_greater(result->parcels_in, 0);
    assert_int_equal(result->g_in, result->g_out_by_truck + result->g_inside);
    assert_int_equal(result->parcels_in, result->parcels_out_by_truck + result->parcels_inside);
    assert_greater(result->export_kg_in, 0);
    assert_int_equal(result->export_kg_in, result->export_kg_flown + result->export_kg_inside);
}

/* Three flights a week of 50 lanes for 31 days (and the week before), 20 halls: 37.5 days x 150 / 7
 * = 800 flights, of at most 9 t. Both grains bring the same grams and parcels. */
static void fifty_lanes_and_twenty_halls_lose_nothing_in_either_grain(void **state)
{
    (void)state;
    const struct size size = {.lanes = 50, .halls = 20, .to = "2024-02-01"};
    struct hub *batch = run_hub(&size, "run.grain=batch"),
               *parcel = run_hub(&size, "run.grain=parcel");
    assert_int_equal(batch->def->lanes_n, 50);
    assert_int_equal(batch->def->halls_n, 20);
    assert_all_accounted_for(&batch->result);
    assert_all_accounted_for(&parcel->result);
    assert_int_equal(batch->result.g_in, parcel->result.g_in);
    assert_int_equal(batch->result.parcels_in, parcel->result.parcels_in);
    assert_greater(parcel->result.parcels_moved, 0);
    assert_equal(batch->result.parcels_moved, 0);
    hub_free(batch);
    hub_free(parcel);
}

/* Each hall has tonnes of its own, and they add up to the airport's. */
static void each_of_twenty_halls_has_its_tonnes_and_they_add_up(void **state)
{
    (void)state;
    const struct size size = {.lanes = 50, .halls = 20, .to = "2025-01-01"};
    struct hub *hub = run_hub(&size, "run.grain=batch");
    assert_all_accounted_for(&hub->result);
    double halls_t = 0;
    for (uint32_t h = 0; h < hub->def->halls_n; h++) {
        char name[MEASURE_NAME_BYTES];
        snprintf(name, sizeof name, "hall.%s.tonnes", hub->def->halls[h].name);
        assert_greater(value_of(hub, name), 0);
        halls_t += value_of(hub, name);
    }
    const double all_t = value_of(hub, "airport.tonnes");
    if (!(fabs(halls_t - all_t) < 1e-6 * all_t)) fail_msg("%.15g of %.15g t", halls_t, all_t);
    hub_free(hub);
}

/* ---- those that nobody uses ------------------------------------------------------------------ */

static void assert_same_rows(const struct hub *few, const struct hub *many, const char *prefix)
{
    size_t compared = 0;
    for (size_t i = 0; i < few->measures; i++) {
        const char *name = few->measure[i].name;
        if (strncmp(name, prefix, strlen(prefix)) != 0) continue;
        const double a = few->result.value[i], b = value_of(many, name);
        if (memcmp(&a, &b, sizeof a) != 0 && !(isnan(a) && isnan(b)))
            fail_msg("%s: %.17g, and %.17g beside idle ones or in another order", name, a, b);
        compared++;
    }
    assert_greater(compared, 5);
}

static void idle_lanes_and_closed_halls_change_no_row_of_the_others(void **state)
{
    (void)state;
    const struct size few = {.lanes = 4, .halls = 2, .to = "2025-01-01"};
    struct size many = few;
    many.idle = 46;
    struct hub *a = run_hub(&few, "run.grain=batch"), *b = run_hub(&many, "run.grain=batch");
    assert_int_equal(b->def->lanes_n, 50);
    assert_int_equal(b->def->halls_n, 48);
    assert_same_rows(a, b, "");
    assert_int_equal(a->result.g_in, b->result.g_in);
    hub_free(a);
    hub_free(b);
}

/* A hall's draws go by its name. (A lane's go by its place, so lanes keep theirs.) */
static void the_order_in_which_halls_are_named_changes_no_row_of_theirs(void **state)
{
    (void)state;
    const struct size size = {.lanes = 12, .halls = 5, .to = "2025-01-01"};
    struct size other = size;
    other.halls_reverse = true;
    struct hub *a = run_hub(&size, "run.grain=batch"), *b = run_hub(&other, "run.grain=batch");
    assert_string_equal(a->def->halls[0].name, b->def->halls[4].name);
    assert_same_rows(a, b, "hall.");
    assert_same_rows(a, b, "lane.");
    hub_free(a);
    hub_free(b);
}

/* ---- beyond ---------------------------------------------------------------------------------- */

static void what_the_model_cannot_number_is_refused_with_its_limit(void **state)
{
    (void)state;
    const struct size lanes = {.lanes = LANE_MAX + 1, .halls = 1, .to = "2024-02-01"},
                      halls = {.lanes = 1, .halls = HALL_MAX + 1, .to = "2024-02-01"};
    char *error, limit[64];
    assert_null(read_scenario(&lanes, "run.grain=batch", &error));
    snprintf(limit, sizeof limit, "no room for another lane: there are at most %d", LANE_MAX);
    assert_non_null(strstr(error, limit));
    free(error);
    assert_null(read_scenario(&halls, "run.grain=batch", &error));
    snprintf(limit, sizeof limit, "no room for another hall: there are at most %d", HALL_MAX);
    assert_non_null(strstr(error, limit));
    free(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifty_lanes_and_twenty_halls_lose_nothing_in_either_grain),
        cmocka_unit_test(each_of_twenty_halls_has_its_tonnes_and_they_add_up),
        cmocka_unit_test(idle_lanes_and_closed_halls_change_no_row_of_the_others),
        cmocka_unit_test(the_order_in_which_halls_are_named_changes_no_row_of_theirs),
        cmocka_unit_test(what_the_model_cannot_number_is_refused_with_its_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
