// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about a whole scenario, on tables small enough to know by heart (small_hub.h). Exact:
 * values as a file writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/input/scenario.h"
#include "sim/date.h"
#include "tests/scenarios/request.h"
#include "tests/assertions.h"

static void a_scenario_lies_over_the_one_it_extends(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file(
        "top.cfg",
        "extends = \"base.cfg\"; airport = { stands = 31; }; lanes = { cargo = { hall = \"fedex\"; }; };");
    struct scenario *scenario = read_well((struct request){.file = "top.cfg"});
    const struct hub_def *def = scenario_plan(scenario)->base;
    assert_string_equal(def->title, "Base");
    assert_int_equal(def->airport.stands, 31);
    assert_int_equal(def->halls, 2);
    assert_string_equal(def->hall[1].name, "fedex");
    assert_equal(def->hall[1].floor_m2, 100); /* the default */
    assert_int_equal(def->lanes, 2);
    assert_string_equal(def->lane[0].name, "cainiao");
    assert_int_equal(def->lane[0].hall, 0);
    assert_int_equal(def->lane[1].hall, 1);
    assert_equal(def->lane[0].flights_per_week, 18);
    assert_true(def->airport.night);
    assert_int_equal(def->airport.opens, date_us(2018, 1, 1));
    assert_equal(def->airport.hours[3], 1);
    assert_unknown(def->airport.noise);
    assert_near(def->airport.transit_share, 0.2,
                1e-15); /* the mean of the default, (0.1 + 0.2 + 0.3) / 3 */
    scenario_free(scenario);
}

static void the_plan_holds_what_is_drawn_and_what_is_dated(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    struct scenario *scenario = read_well((struct request){.file = "base.cfg"});
    const struct plan *plan = scenario_plan(scenario);
    assert_int_equal(plan->n, 3);
    assert_string_equal(plan->changes[0].path, "airport.transit_share");
    assert_equal(plan->changes[0].at_us, PLAN_START_US);
    assert_int_equal(plan->changes[0].number.kind, DIST_TRIANGULAR);
    assert_int_equal(plan->changes[1].at_us, date_us(2021, 11, 8));
    assert_int_equal(plan->changes[1].until_us, plan->changes[1].at_us);
    assert_equal(plan->changes[1].number.a, 20);
    assert_int_equal(plan->changes[2].until_us, date_us(2024, 12, 31));
    assert_int_equal(plan->changes[2].entry, 2);
    assert_equal(plan_value(plan, 2, plan->base), 18);
    scenario_free(scenario);
}

static void a_plain_value_replaces_all_that_was_said_before(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("over.cfg",
               FLIGHTS_ARE("5") "timeline = ( { at = \"2023-01-01\"; set = { " FLIGHTS_ARE(
                   "6") " }; } );");
    assert_says((struct request){.file = "base.cfg"}, FLIGHTS,
                FLIGHTS
                " = 18;\n"
                "{ at = \"2021-11-08\"; set = { " FLIGHTS_ARE(
                    "20") " }; source = \"O23\"; }\n"
                          "{ at = \"2024-01-01\"; until = \"2024-12-31\"; set = { " FLIGHTS_ARE(
                              "30") " }; }\n");
    assert_says((struct request){.file = "base.cfg", .with = {"over.cfg"}}, FLIGHTS,
                FLIGHTS " = 5;\n{ at = \"2023-01-01\"; set = { " FLIGHTS_ARE("6") " }; }\n");
    assert_says((struct request){.file = "base.cfg", .with = {"over.cfg"}, .set = {FLIGHTS "=7"}},
                FLIGHTS, FLIGHTS " = 7;\n");
}

static void dated_entries_of_all_layers_are_kept(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("over.cfg", "timeline = ( { at = \"2022-02-27\"; scale = { " FLIGHTS_ARE(
                               "0.0") " }; note = \"war\"; } );");
    assert_says(
        (struct request){.file = "base.cfg", .with = {"over.cfg"}}, FLIGHTS,
        FLIGHTS
        " = 18;\n"
        "{ at = \"2021-11-08\"; set = { " FLIGHTS_ARE(
            "20") " }; source = \"O23\"; }\n"
                  "{ at = \"2022-02-27\"; scale = { " FLIGHTS_ARE(
                      "0") " }; note = \"war\"; }\n"
                           "{ at = \"2024-01-01\"; until = \"2024-12-31\"; set = { " FLIGHTS_ARE(
                               "30") " }; }\n");
}

/* 18, 20 and 30 halved; the dated factor stays what it is, for it multiplies what is halved
 * already. */
static void a_scale_multiplies_start_and_dated_values_once(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("war.cfg",
               "timeline = ( { at = \"2022-02-27\"; scale = { " FLIGHTS_ARE("0.1") " }; } );");
    write_file("half.cfg", "scale = { " FLIGHTS_ARE("0.5") " };");
    const char *halved = FLIGHTS
        " = 9;\n"
        "{ at = \"2021-11-08\"; set = { " FLIGHTS_ARE(
            "10") " }; source = \"O23\"; }\n"
                  "{ at = \"2022-02-27\"; scale = { " FLIGHTS_ARE(
                      "0.1") " }; }\n"
                             "{ at = \"2024-01-01\"; until = \"2024-12-31\"; set = { " FLIGHTS_ARE(
                                 "15") " }; }\n";
    assert_says((struct request){.file = "base.cfg", .with = {"war.cfg", "half.cfg"}}, FLIGHTS,
                halved);
    assert_says((struct request){.file = "base.cfg", .with = {"war.cfg"}, .set = {FLIGHTS "*=0.5"}},
                FLIGHTS, halved);
    assert_says((struct request){.file = "base.cfg", .set = {FLIGHTS "=4", FLIGHTS "*=0.5"}},
                FLIGHTS, FLIGHTS " = 2;\n");
    assert_says((struct request){.file = "base.cfg", .set = {FLIGHTS "*=0.5", FLIGHTS "=4"}},
                FLIGHTS, FLIGHTS " = 4;\n");
}

static void defaults_lists_and_distributions_are_scaled_too(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    assert_says(
        (struct request){.file = "base.cfg", .set = {"airport.transit_share*=2"}}, "transit_share",
        "airport.transit_share = { dist = \"triangular\"; min = 0.2; mode = 0.4; max = 0.6; };\n");
    assert_says(
        (struct request){.file = "base.cfg", .set = {"airport.dwell_min*=2"}}, "dwell",
        "airport.dwell_min = { dist = \"gamma\"; mean = 20; cv = 0.5; };\n"); /* cv has no unit */
    assert_says((struct request){.file = "base.cfg", .set = {"airport.hours*=2.5"}}, "hours",
                "airport.hours = [2.5, 2.5, 2.5, 2.5];\n");
    assert_says(
        (struct request){.file = "base.cfg",
                         .set = {"airport.transit_share*={dist=uniform;min=0.5;max=1}"}},
        "transit_share",
        "airport.transit_share = { dist = \"triangular\"; min = 0.1; mode = 0.2; max = 0.3; };\n"
        "scale.airport.transit_share = { dist = \"uniform\"; min = 0.5; max = 1; };\n");
}

static void every_kind_is_read(void **state)
{
    (void)state;
    write_file("all.cfg",
               "title = \"It is \\\"all\\\"\";\n"
               "airport = { stands = 40.0; transit_share = 1; dwell_min = 7; night = false;\n"
               "  opens = \"never\"; note = \"Li\xc3\xa8ge\"; hours = (1, 2.5, 3L, 4); noise = "
               "\"unknown\"; };\n"
               "halls = { a = {}; b = {}; };\n"
               "lanes = { x = { hall = \"b\"; others = [\"b\", \"a\"]; mode = \"export\"; }; };\n");
    struct scenario *scenario = read_well((struct request){.file = "all.cfg"});
    const struct hub_def *def = scenario_plan(scenario)->base;
    assert_string_equal(def->title, "It is \"all\"");
    assert_int_equal(def->airport.stands, 40);
    assert_equal(def->airport.transit_share, 1);
    assert_int_equal(def->airport.dwell_min.kind, DIST_CONSTANT);
    assert_equal(def->airport.dwell_min.a, 7);
    assert_false(def->airport.night);
    assert_equal(def->airport.opens, DATE_NEVER_US);
    assert_string_equal(def->airport.note, "Li\xc3\xa8ge");
    assert_equal(def->airport.hours[1], 2.5);
    assert_equal(def->airport.hours[2], 3);
    assert_int_equal(def->lane[0].hall, 1);
    assert_int_equal(def->lane[0].others.n, 2);
    assert_int_equal(def->lane[0].others.item[0], 1);
    assert_int_equal(def->lane[0].others.item[1], 0);
    assert_int_equal(def->lane[0].mode, 1);
    assert_int_equal(scenario_plan(scenario)->n, 0);
    scenario_free(scenario);
}

static void every_distribution_is_read_and_written(void **state)
{
    (void)state;
    static const char *const dists[] = {
        "{ dist = \"uniform\"; min = 1; max = 2; }",
        "{ dist = \"triangular\"; min = 1; mode = 2; max = 4; }",
        "{ dist = \"exponential\"; mean = 3; }",
        "{ dist = \"normal\"; mean = 30; sd = 2.5; }",
        "{ dist = \"lognormal\"; mean = 3; cv = 0.4; }",
        "{ dist = \"gamma\"; mean = 3; cv = 0.4; }",
        "{ dist = \"weibull\"; scale = 3; shape = 1.5; }",
        "{ dist = \"empirical\"; value = [1, 2, 4]; }",
        "{ dist = \"discrete\"; value = [1, 2]; weight = [0.5, 3.0]; }",
    };
    for (size_t i = 0; i < sizeof dists / sizeof *dists; i++) {
        char file[200], expected[220];
        snprintf(file, sizeof file, "airport = { dwell_min = %s; };", dists[i]);
        snprintf(expected, sizeof expected, "airport.dwell_min = %s;\n", dists[i]);
        write_file("dist.cfg", file);
        assert_says((struct request){.file = "dist.cfg"}, "dwell_min", expected);
    }
    write_file("dist.cfg", "airport = { dwell_min = { dist = \"constant\"; value = 7; }; };");
    assert_says((struct request){.file = "dist.cfg"}, "dwell_min", "airport.dwell_min = 7;\n");
    write_file("dist.cfg", "airport = { dwell_min = { max = 7; dist = \"uniform\"; min = 2; }; };");
    assert_says((struct request){.file = "dist.cfg"}, "dwell_min",
                "airport.dwell_min = { dist = \"uniform\"; min = 2; max = 7; };\n");
}

/* What is written is a scenario that is read as the same one, and is written the same again but for
 * the places. */
static void what_is_written_reads_as_the_same_scenario(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    const struct request request = {.file = "base.cfg",
                                    .set = {"airport.dwell_min={dist=weibull;scale=3.1;shape=1.7}",
                                            FLIGHTS "*=0.3333333333333333",
                                            "airport.transit_share*={dist=uniform;min=0.5;max=1}",
                                            "airport.note=\\ and \"quotes\""}};
    struct scenario *first = read_well(request);
    char *text = written(first);
    write_file("again.cfg", text);
    struct scenario *second = read_well((struct request){.file = "again.cfg"});
    assert_equal(scenario_hash(first), scenario_hash(second));
    assert_int_equal(scenario_plan(first)->n, scenario_plan(second)->n);
    free(text);
    scenario_free(first);
    scenario_free(second);
}

static uint64_t hash_of(struct request request)
{
    struct scenario *scenario = read_well(request);
    const uint64_t hash = scenario_hash(scenario);
    scenario_free(scenario);
    return hash;
}

static void the_hash_knows_values_and_not_how_they_were_said(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("one.cfg", "extends = \"base.cfg\"; airport = { stands = 31; };");
    write_file("two.cfg",
               "# in other words\nextends = \"base.cfg\";\nairport = {\n  stands = 31.0;\n};\n");
    const uint64_t base = hash_of((struct request){.file = "base.cfg"});
    const uint64_t one = hash_of((struct request){.file = "one.cfg"});
    assert_equal(one, hash_of((struct request){.file = "two.cfg"}));
    assert_equal(one, hash_of((struct request){.file = "base.cfg", .set = {"airport.stands=31"}}));
    assert_equal(base, hash_of((struct request){.file = "base.cfg",
                                                .set = {"airport.night=true"}})); /* the default */
    assert_differ(base, one);
    assert_differ(base, hash_of((struct request){.file = "base.cfg",
                                                 .set = {FLIGHTS "=18"}})); /* its dates are gone */
    assert_differ(base, hash_of((struct request){.file = "base.cfg",
                                                 .set = {"airport.dwell_min*=1.0000001"}}));
}

static void each_value_knows_where_it_stands(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    struct scenario *scenario =
        read_well((struct request){.file = "base.cfg", .set = {"airport.night=false"}});
    const char *file = NULL;
    int line = 0;
    assert_true(scenario_origin(scenario, FLIGHTS, &file, &line));
    assert_string_equal(file, "base.cfg");
    assert_int_equal(line, 4);
    assert_true(scenario_origin(scenario, "airport.night", &file, &line));
    assert_string_equal(file, "--set");
    assert_int_equal(line, 0);
    assert_true(scenario_origin(scenario, "halls.fedex", &file, &line));
    assert_int_equal(line, 3);
    assert_false(scenario_origin(scenario, "airport.opens", &file, &line));
    assert_false(scenario_origin(scenario, "no.such", &file, &line));
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scenario_lies_over_the_one_it_extends),
        cmocka_unit_test(the_plan_holds_what_is_drawn_and_what_is_dated),
        cmocka_unit_test(a_plain_value_replaces_all_that_was_said_before),
        cmocka_unit_test(dated_entries_of_all_layers_are_kept),
        cmocka_unit_test(a_scale_multiplies_start_and_dated_values_once),
        cmocka_unit_test(defaults_lists_and_distributions_are_scaled_too),
        cmocka_unit_test(every_kind_is_read),
        cmocka_unit_test(every_distribution_is_read_and_written),
        cmocka_unit_test(what_is_written_reads_as_the_same_scenario),
        cmocka_unit_test(the_hash_knows_values_and_not_how_they_were_said),
        cmocka_unit_test(each_value_knows_where_it_stands),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
