// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about a whole scenario, on tables small enough to know by heart (small_hub.h). Exact:
 * values as a file writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/read/scenario.h"
#include "sim/date.h"
#include "tests/scenarios/small_hub.h"
#include "tests/scenarios/told.h"

static const char BASE[] = "title = \"Base\";\n"
                           "airport.stands = 30;\n"
                           "halls = { cainiao = { floor_m2 = 1000; }; fedex = { }; };\n"
                           "lanes.cainiao = { hall = \"cainiao\"; flights_per_week = 18; };\n"
                           "timeline = (\n"
                           "  { at = \"2021-11-08\"; set = { lanes.cainiao.flights_per_week = 20; "
                           "}; source = \"O23\"; },\n"
                           "  { at = \"2024-01-01\"; until = \"2024-12-31\"; set = { "
                           "lanes.cainiao.flights_per_week = 30; }; }\n"
                           ");\n";

struct asked {
    const char *file;
    const char *with[4], *set[4];
};

static struct scenario *ask(struct asked asked, struct mistakes *mistakes)
{
    struct scenario_request request = {.file = asked.file, .with = asked.with, .set = asked.set};
    while (request.with_n < 4 && asked.with[request.with_n])
        request.with_n++;
    while (request.set_n < 4 && asked.set[request.set_n])
        request.set_n++;
    return read_small(&request, mistakes);
}

static struct scenario *ask_well(struct asked asked)
{
    struct mistakes *mistakes = mistakes_new();
    struct scenario *scenario = ask(asked, mistakes);
    mistakes_print(mistakes, stderr);
    mistakes_free(mistakes);
    assert_non_null(scenario);
    return scenario;
}

static void assert_told(struct asked asked, const char *expected)
{
    struct mistakes *mistakes = mistakes_new();
    struct scenario *scenario = ask(asked, mistakes);
    assert_null(scenario);
    char *text = told(mistakes);
    assert_string_equal(text, expected);
    free(text);
    mistakes_free(mistakes);
}

static void assert_told_about(const char *file, const char *expected)
{
    write_file("wrong.cfg", file);
    assert_told((struct asked){.file = "wrong.cfg"}, expected);
}

static char *written(const struct scenario *scenario)
{
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    scenario_write(scenario, to);
    fclose(to);
    return text;
}

/* The lines of what is written that speak of that path, without the places. */
static void assert_says(struct asked asked, const char *path, const char *expected)
{
    struct scenario *scenario = ask_well(asked);
    char *text = written(scenario), *found = NULL, *rest = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&found, &n);
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (!strstr(line, path)) continue;
        char *place = strstr(line, "  #");
        if (!place) place = strstr(line, "  /*");
        if (place) *place = '\0';
        fprintf(to, "%s\n", line + strspn(line, " "));
    }
    fclose(to);
    assert_string_equal(found, expected);
    free(found);
    free(text);
    scenario_free(scenario);
}

#define FLIGHTS "lanes.cainiao.flights_per_week"

static void a_scenario_lies_over_the_one_it_extends(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("top.cfg",
               "extends = \"base.cfg\"; airport.stands = 31; lanes.cargo.hall = \"fedex\";");
    struct scenario *scenario = ask_well((struct asked){.file = "top.cfg"});
    const struct hub_def *def = scenario_plan(scenario)->base;
    assert_string_equal(def->title, "Base");
    assert_int_equal(def->airport.stands, 31);
    assert_int_equal(def->halls, 2);
    assert_string_equal(def->hall[1].name, "fedex");
    assert_true(def->hall[1].floor_m2 == 100); /* the default */
    assert_int_equal(def->lanes, 2);
    assert_string_equal(def->lane[0].name, "cainiao");
    assert_int_equal(def->lane[0].hall, 0);
    assert_int_equal(def->lane[1].hall, 1);
    assert_true(def->lane[0].flights_per_week == 18);
    assert_true(def->airport.night);
    assert_int_equal(def->airport.opens, date_us(2018, 1, 1));
    assert_true(def->airport.hours[3] == 1);
    assert_true(isnan(def->airport.noise));
    assert_true(fabs(def->airport.transit_share - 0.2) <
                1e-15); /* the mean of the default, (0.1 + 0.2 + 0.3) / 3 */
    scenario_free(scenario);
}

static void the_plan_holds_what_is_drawn_and_what_is_dated(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    struct scenario *scenario = ask_well((struct asked){.file = "base.cfg"});
    const struct plan *plan = scenario_plan(scenario);
    assert_int_equal(plan->n, 3);
    assert_string_equal(plan->changes[0].path, "airport.transit_share");
    assert_true(plan->changes[0].at_us == PLAN_START_US);
    assert_int_equal(plan->changes[0].number.kind, DIST_TRIANGULAR);
    assert_int_equal(plan->changes[1].at_us, date_us(2021, 11, 8));
    assert_int_equal(plan->changes[1].until_us, plan->changes[1].at_us);
    assert_true(plan->changes[1].number.a == 20);
    assert_int_equal(plan->changes[2].until_us, date_us(2024, 12, 31));
    assert_int_equal(plan->changes[2].entry, 2);
    assert_true(plan_value(plan, 2, plan->base) == 18);
    scenario_free(scenario);
}

static void a_plain_value_replaces_all_that_was_said_before(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("over.cfg", "lanes.cainiao.flights_per_week = 5;\n"
                           "timeline = ( { at = \"2023-01-01\"; set." FLIGHTS " = 6; } );");
    assert_says((struct asked){.file = "base.cfg"}, FLIGHTS,
                FLIGHTS " = 18;\n"
                        "{ at = \"2021-11-08\"; set = { " FLIGHTS " = 20; }; source = \"O23\"; }\n"
                        "{ at = \"2024-01-01\"; until = \"2024-12-31\"; set = { " FLIGHTS
                        " = 30; }; }\n");
    assert_says((struct asked){.file = "base.cfg", .with = {"over.cfg"}}, FLIGHTS,
                FLIGHTS " = 5;\n{ at = \"2023-01-01\"; set = { " FLIGHTS " = 6; }; }\n");
    assert_says((struct asked){.file = "base.cfg", .with = {"over.cfg"}, .set = {FLIGHTS "=7"}},
                FLIGHTS, FLIGHTS " = 7;\n");
}

static void dated_entries_of_all_layers_are_kept(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("over.cfg", "timeline = ( { at = \"2022-02-27\"; scale = { " FLIGHTS
                           " = 0.0; }; note = \"war\"; } );");
    assert_says((struct asked){.file = "base.cfg", .with = {"over.cfg"}}, FLIGHTS,
                FLIGHTS " = 18;\n"
                        "{ at = \"2021-11-08\"; set = { " FLIGHTS " = 20; }; source = \"O23\"; }\n"
                        "{ at = \"2022-02-27\"; scale = { " FLIGHTS " = 0; }; note = \"war\"; }\n"
                        "{ at = \"2024-01-01\"; until = \"2024-12-31\"; set = { " FLIGHTS
                        " = 30; }; }\n");
}

/* 18, 20 and 30 halved; the dated factor stays what it is, for it multiplies what is halved
 * already. */
static void a_scale_multiplies_start_and_dated_values_once(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("war.cfg",
               "timeline = ( { at = \"2022-02-27\"; scale = { " FLIGHTS " = 0.1; }; } );");
    write_file("half.cfg", "scale = { " FLIGHTS " = 0.5; };");
    const char *halved =
        FLIGHTS " = 9;\n"
                "{ at = \"2021-11-08\"; set = { " FLIGHTS " = 10; }; source = \"O23\"; }\n"
                "{ at = \"2022-02-27\"; scale = { " FLIGHTS " = 0.1; }; }\n"
                "{ at = \"2024-01-01\"; until = \"2024-12-31\"; set = { " FLIGHTS " = 15; }; }\n";
    assert_says((struct asked){.file = "base.cfg", .with = {"war.cfg", "half.cfg"}}, FLIGHTS,
                halved);
    assert_says((struct asked){.file = "base.cfg", .with = {"war.cfg"}, .set = {FLIGHTS "*=0.5"}},
                FLIGHTS, halved);
    assert_says((struct asked){.file = "base.cfg", .set = {FLIGHTS "=4", FLIGHTS "*=0.5"}}, FLIGHTS,
                FLIGHTS " = 2;\n");
    assert_says((struct asked){.file = "base.cfg", .set = {FLIGHTS "*=0.5", FLIGHTS "=4"}}, FLIGHTS,
                FLIGHTS " = 4;\n");
}

static void defaults_lists_and_distributions_are_scaled_too(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    assert_says(
        (struct asked){.file = "base.cfg", .set = {"airport.transit_share*=2"}}, "transit_share",
        "airport.transit_share = { dist = \"triangular\"; min = 0.2; mode = 0.4; max = 0.6; };\n");
    assert_says(
        (struct asked){.file = "base.cfg", .set = {"airport.dwell_min*=2"}}, "dwell",
        "airport.dwell_min = { dist = \"gamma\"; mean = 20; cv = 0.5; };\n"); /* cv has no unit */
    assert_says((struct asked){.file = "base.cfg", .set = {"airport.hours*=2.5"}}, "hours",
                "airport.hours = [2.5, 2.5, 2.5, 2.5];\n");
    assert_says(
        (struct asked){.file = "base.cfg",
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
               "  opens = \"never\"; note = \"Li\xc3\xa8ge\"; hours = [1, 2.5, 3L, 4]; noise = "
               "\"unknown\"; };\n"
               "halls.a = {}; halls.b = {};\n"
               "lanes.x = { hall = \"b\"; others = [\"b\", \"a\"]; mode = \"export\"; };\n");
    struct scenario *scenario = ask_well((struct asked){.file = "all.cfg"});
    const struct hub_def *def = scenario_plan(scenario)->base;
    assert_string_equal(def->title, "It is \"all\"");
    assert_int_equal(def->airport.stands, 40);
    assert_true(def->airport.transit_share == 1);
    assert_int_equal(def->airport.dwell_min.kind, DIST_CONSTANT);
    assert_true(def->airport.dwell_min.a == 7);
    assert_false(def->airport.night);
    assert_true(def->airport.opens == DATE_NEVER_US);
    assert_string_equal(def->airport.note, "Li\xc3\xa8ge");
    assert_true(def->airport.hours[1] == 2.5 && def->airport.hours[2] == 3);
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
        "{ dist = \"discrete\"; value = [1, 2]; weight = [0.5, 3]; }",
    };
    for (size_t i = 0; i < sizeof dists / sizeof *dists; i++) {
        char file[200], expected[220];
        snprintf(file, sizeof file, "airport.dwell_min = %s;", dists[i]);
        snprintf(expected, sizeof expected, "%s\n", file);
        write_file("dist.cfg", file);
        assert_says((struct asked){.file = "dist.cfg"}, "dwell_min", expected);
    }
    write_file("dist.cfg", "airport.dwell_min = { dist = \"constant\"; value = 7; };");
    assert_says((struct asked){.file = "dist.cfg"}, "dwell_min", "airport.dwell_min = 7;\n");
    write_file("dist.cfg", "airport.dwell_min.max = 7; airport = { dwell_min.dist = \"uniform\"; "
                           "dwell_min.min = 2; };");
    assert_says((struct asked){.file = "dist.cfg"}, "dwell_min",
                "airport.dwell_min = { dist = \"uniform\"; min = 2; max = 7; };\n");
}

/* What is written is a scenario that is read as the same one, and is written the same again but for
 * the places. */
static void what_is_written_reads_as_the_same_scenario(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    const struct asked asked = {.file = "base.cfg",
                                .set = {"airport.dwell_min={dist=weibull;scale=3.1;shape=1.7}",
                                        FLIGHTS "*=0.3333333333333333",
                                        "airport.transit_share*={dist=uniform;min=0.5;max=1}",
                                        "airport.note=\\ and \"quotes\""}};
    struct scenario *first = ask_well(asked);
    char *text = written(first);
    write_file("again.cfg", text);
    struct scenario *second = ask_well((struct asked){.file = "again.cfg"});
    assert_true(scenario_hash(first) == scenario_hash(second));
    assert_int_equal(scenario_plan(first)->n, scenario_plan(second)->n);
    free(text);
    scenario_free(first);
    scenario_free(second);
}

static uint64_t hash_of(struct asked asked)
{
    struct scenario *scenario = ask_well(asked);
    const uint64_t hash = scenario_hash(scenario);
    scenario_free(scenario);
    return hash;
}

static void the_hash_knows_values_and_not_how_they_were_said(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("one.cfg", "extends = \"base.cfg\"; airport.stands = 31;");
    write_file("two.cfg",
               "# in other words\nextends = \"base.cfg\";\nairport = {\n  stands = 31.0;\n};\n");
    const uint64_t base = hash_of((struct asked){.file = "base.cfg"});
    const uint64_t one = hash_of((struct asked){.file = "one.cfg"});
    assert_true(one == hash_of((struct asked){.file = "two.cfg"}));
    assert_true(one == hash_of((struct asked){.file = "base.cfg", .set = {"airport.stands=31"}}));
    assert_true(base == hash_of((struct asked){.file = "base.cfg",
                                               .set = {"airport.night=true"}})); /* the default */
    assert_true(base != one);
    assert_true(base != hash_of((struct asked){.file = "base.cfg",
                                               .set = {FLIGHTS "=18"}})); /* its dates are gone */
    assert_true(base != hash_of((struct asked){.file = "base.cfg",
                                               .set = {"airport.dwell_min*=1.0000001"}}));
}

static void each_value_knows_where_it_stands(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    struct scenario *scenario =
        ask_well((struct asked){.file = "base.cfg", .set = {"airport.night=false"}});
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

static void unknown_settings_are_told_with_what_was_meant(void **state)
{
    (void)state;
    assert_told_about(
        "airport.stand = 3;\nairprot.stands = 3;\nstands = 3;\nlane.x.hall = \"a\";\n"
        "airport.snow_depth = 1;\nairport.stands.min = 3;\nfloor_m2 = 3;\n",
        "wrong.cfg:1: airport.stand: no such setting; did you mean airport.stands?\n"
        "wrong.cfg:2: airprot.stands: no such setting; did you mean airport.stands?\n"
        "wrong.cfg:3: stands: no such setting; did you mean airport.stands?\n"
        "wrong.cfg:4: lane.x.hall: no such setting; did you mean lanes.x.hall?\n"
        "wrong.cfg:5: airport.snow_depth: no such setting (hubsim params lists all of them)\n"
        "wrong.cfg:6: airport.stands: a distribution cannot stand here: give a plain value\n"
        "wrong.cfg:7: floor_m2: no such setting; did you mean halls.NAME.floor_m2?\n");
}

static void wrong_values_are_told_with_what_to_give(void **state)
{
    (void)state;
    assert_told_about(
        "title = 3;\nairport.stands = 2.5;\nairport.transit_share = 2;\nairport.dwell_min = "
        "\"5\";\nairport.night = 1;\n"
        "airport.opens = \"2021-02-30\";\nairport.note = [1];\nairport.hours = [1, 2, "
        "3];\nairport.noise = { };\n"
        "halls.a = { floor_m2 = true; };\nlanes.x = { hall = \"b\"; others = [\"a\", \"c\"]; mode "
        "= \"inport\"; };\n",
        "wrong.cfg:1: title = 3: give a text in quotes\n"
        "wrong.cfg:2: airport.stands = 2.5: give a whole number\n"
        "wrong.cfg:3: airport.transit_share = 2: give 0 to 1\n"
        "wrong.cfg:4: airport.dwell_min = \"5\": give a number, 0 to 500 min, without quotes\n"
        "wrong.cfg:5: airport.night = 1: give true or false\n"
        "wrong.cfg:6: airport.opens = \"2021-02-30\": give a day that exists, such as "
        "\"2021-11-08\", or \"never\"\n"
        "wrong.cfg:7: airport.note = [1]: give a text in quotes\n"
        "wrong.cfg:8: airport.hours = [1, 2, 3]: give a list of 4 numbers in [ ] (here are 3)\n"
        "wrong.cfg:9: airport.noise = { }: give a number\n"
        "wrong.cfg:10: halls.a.floor_m2 = true: give a number, 0 to 1000000 m2\n"
        "wrong.cfg:11: lanes.x.hall = \"b\": no such hall; there are \"a\"\n"
        "wrong.cfg:11: lanes.x.others = [\"a\", \"c\"]: no such hall; there are \"a\"\n"
        "wrong.cfg:11: lanes.x.mode = \"inport\": give one of \"import\", \"export\"; did you mean "
        "\"import\"?\n");
}

static void missing_settings_are_told_where_the_item_is_first_named(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("over.cfg",
               "\ntimeline = ( { at = \"2020-01-01\"; set.lanes.caniao.flights_per_week = 6; } );");
    assert_told(
        (struct asked){.file = "base.cfg", .with = {"over.cfg"}},
        "over.cfg:2: lanes.caniao: no such lane; did you mean lanes.cainiao? A new lane needs "
        "hall\n");
    assert_told((struct asked){.file = "base.cfg", .set = {"lanes.x.mode=export"}},
                "--set: lanes.x.hall: missing: The hall that handles it.\n");
}

static void no_more_items_than_there_is_room_for(void **state)
{
    (void)state;
    assert_told_about("halls = { a = {}; b = {}; c = {}; d = {};\n e = {}; f = 3; };\n"
                      "halls.a_name_that_is_very_much_too_long = {};",
                      "wrong.cfg:2: halls.e: no room for another hall: there are at most 4\n"
                      "wrong.cfg:2: halls.f = 3: a hall is a group of settings: give { ... }\n"
                      "wrong.cfg:3: halls.a_name_that_is_very_much_too_long: the name of a hall "
                      "has at most 31 letters\n");
}

static void wrong_distributions_are_told(void **state)
{
    (void)state;
    assert_told_about(
        "airport.dwell_min = { dist = \"gama\"; mean = 3; };\n"
        "airport.transit_share = { dist = \"uniform\"; min = 0.5; max = 1.5; };\n"
        "airport.noise = { dist = \"triangular\"; min = 1; max = 3; };\n"
        "halls.a.floor_m2 = { dist = \"triangular\"; min = 5; mode = 4; max = 6; };\n"
        "halls.b.floor_m2 = { min = 5; max = 6; };\n"
        "halls.c.floor_m2 = { dist = \"discrete\"; value = [1, 2]; weight = [1]; };\n"
        "halls.d.floor_m2 = { dist = \"normal\"; mean = 10; sd = 10; };\n",
        "wrong.cfg:1: airport.dwell_min.dist = \"gama\": give one of constant, uniform, "
        "triangular, exponential, normal, "
        "lognormal, gamma, weibull, empirical and discrete; did you mean \"gamma\"?\n"
        "wrong.cfg:2: airport.transit_share = { dist = \"uniform\"; min = 0.5; max = 1.5; }: "
        "it draws from about 0.5 to 1.5: give 0 to 1\n"
        "wrong.cfg:3: airport.noise: mode is missing: a triangular distribution is made of min, "
        "mode and max\n"
        "wrong.cfg:4: halls.a.floor_m2 = { dist = \"triangular\"; min = 5; mode = 4; max = 6; }: "
        "mode is below min\n"
        "wrong.cfg:5: halls.b.floor_m2: say which distribution: dist = \"triangular\"; for "
        "example\n"
        "wrong.cfg:6: halls.c.floor_m2.weight = [1]: give as many weights as values\n"
        /* the 1 % point of a normal with mean and sd 10: 10 - 2.326 * 10 */
        "wrong.cfg:7: halls.d.floor_m2 = { dist = \"normal\"; mean = 10; sd = 10; }: "
        "it draws from about -13.26 to 33.26: give 0 to 1000000 m2\n");
}

static void a_number_and_a_distribution_for_the_same_setting_are_told(void **state)
{
    (void)state;
    assert_told_about(
        "airport.dwell_min.dist = \"exponential\";\nairport.dwell_min = 4;\nairport.dwell_min.mean "
        "= 3;\n",
        "wrong.cfg:2: airport.dwell_min = 4: given twice, first in line 1 as a distribution: keep "
        "one\n");
}

static void a_timeline_that_makes_no_sense_is_told(void **state)
{
    (void)state;
    assert_told_about(
        "halls.a = {}; lanes.x.hall = \"a\";\n"
        "timeline = (\n"
        " { at = \"2020-01-01\"; until = \"2020-12-31\"; set.lanes.x.flights_per_week = 5; },\n"
        " { at = \"2020-06-01\"; scale.lanes.x.flights_per_week = 2; },\n"
        " { at = \"2021-01-01\"; set.airport.stands = 5; },\n"
        " { at = \"2021-01-01\"; set.airport.stands = 6; },\n"
        " { at = \"2021-01-01\"; until = \"2020-01-01\"; set.airport.stands = 6; },\n"
        " { at = \"2022-01-01\"; until = \"2023-01-01\"; set.airport.stands = 7; },\n"
        " { at = \"never\"; set.airport.stands = 7; source = 3; },\n"
        " { at = \"2022-01-01\"; scale.airport.stands = 2; },\n"
        " { at = \"2022-01-01\"; scale.airport.hours = -1; },\n"
        " { at = \"2022-01-01\"; scale.airport.transit_share = 4; }\n"
        ");",
        "wrong.cfg:4: lanes.x.flights_per_week: on \"2020-06-01\" it is still on its way (until "
        "\"2020-12-31\", wrong.cfg:3): "
        "begin after that\n"
        "wrong.cfg:6: airport.stands: given twice for the same day, first in line 5: keep one\n"
        "wrong.cfg:7: until = \"2020-01-01\": a ramp ends after it begins: give a later day\n"
        "wrong.cfg:8: airport.stands: only plain numbers change little by little: leave out until\n"
        "wrong.cfg:9: source = 3: give a text in quotes\n"
        "wrong.cfg:9: at = \"never\": give a day that exists, such as \"2021-11-08\"\n"
        "wrong.cfg:10: airport.stands = 2: this cannot be multiplied: set it to a value\n"
        "wrong.cfg:11: airport.hours = -1: give a factor, 0 or more\n"
        "wrong.cfg:12: airport.transit_share = 4: it becomes 0.4 to 1.2; give 0 to 1\n");
}

static void a_scale_that_leaves_the_range_is_told(void **state)
{
    (void)state;
    assert_told_about(
        "airport.hours = [1, 2, 3, 4];\nscale = { airport.hours = 3;\n airport.transit_share = 4;\n"
        " airport.noise = 2; };\n",
        "wrong.cfg:2: airport.hours = 3: it becomes [3, 6, 9, 12]; give 0 to 10\n"
        "wrong.cfg:3: airport.transit_share = 4: it becomes { dist = \"triangular\"; min = 0.4; "
        "mode = 0.8; "
        "max = 1.2; }; it draws from about 0.4 to 1.2: give 0 to 1\n"
        "wrong.cfg:4: airport.noise = 2: it becomes \"unknown\"; the value is unknown: set it "
        "first\n");
}

static void chains_are_followed_and_circles_told(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("c1.cfg", "extends = \"c2.cfg\"; airport.stands = 1;");
    write_file("c2.cfg", "\nextends = \"c3.cfg\"; airport.stands = 2; airport.note = \"two\";");
    write_file("c3.cfg", "extends = \"./base.cfg\"; airport.stands = 3; airport.note = \"three\";");
    assert_says((struct asked){.file = "c1.cfg"}, "airport.stands", "airport.stands = 1;\n");
    assert_says((struct asked){.file = "c1.cfg"}, "airport.note", "airport.note = \"two\";\n");
    write_file("c3.cfg", "\n\nextends = \"c1.cfg\";");
    assert_told((struct asked){.file = "c1.cfg"},
                "c3.cfg:3: extends = \"c1.cfg\": files extend each other in a circle: c1.cfg, "
                "c2.cfg, c3.cfg\n");
    write_file("c3.cfg", "extends = \"c3.cfg\";");
    assert_told((struct asked){.file = "c3.cfg"},
                "c3.cfg:1: extends = \"c3.cfg\": files extend each other in a circle: c3.cfg\n");
}

/* Nothing of a file that is no scenario is opened or shown, whatever its name pretends. */
static void only_scenario_files_are_extended(void **state)
{
    (void)state;
    assert_told_about("extends = \"../../../../etc/passwd\";",
                      "wrong.cfg:1: extends = \"../../../../etc/passwd\": give the name of a "
                      "scenario file: it ends in .cfg\n");
    assert_told_about("extends = \"/etc/base.cfg\";",
                      "wrong.cfg:1: extends = \"/etc/base.cfg\": give a name relative to this "
                      "file, such as \"../liege/actual.cfg\"\n");
    assert_int_equal(symlink("/etc/passwd", "link.cfg"), 0);
    assert_told_about("extends = \"link.cfg\";", "wrong.cfg:1: extends = \"link.cfg\": this is a "
                                                 "link to something that is not a scenario file\n");
    assert_int_equal(mkfifo("pipe.cfg", 0600), 0);
    assert_told_about("extends = \"pipe.cfg\";",
                      "wrong.cfg:1: extends = \"pipe.cfg\": this is not a regular file\n");
    assert_told_about(
        "extends = \"no.cfg\";\nairport.x = 3;",
        "wrong.cfg:1: extends = \"no.cfg\": No such file or directory\n"
        "wrong.cfg:2: airport.x: no such setting (hubsim params lists all of them)\n");
    assert_told_about("extends = 3;", "wrong.cfg:1: extends = 3: give one file name in quotes\n");
}

/* An overlay may say what it is an overlay of: that does not lay the base over what stands on it.
 */
static void a_file_lies_in_the_pile_once(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("top.cfg", "extends = \"base.cfg\"; airport.stands = 31;");
    write_file("over.cfg", "extends = \"base.cfg\"; airport.night = false;");
    assert_says((struct asked){.file = "top.cfg", .with = {"over.cfg"}}, "airport.stands",
                "airport.stands = 31;\n");
    assert_says((struct asked){.file = "top.cfg", .with = {"over.cfg"}}, "airport.night",
                "airport.night = false;\n");
    assert_told((struct asked){.file = "top.cfg", .with = {"over.cfg", "over.cfg"}},
                "over.cfg: this file is part of the scenario already: an overlay is given once\n");
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
        cmocka_unit_test(unknown_settings_are_told_with_what_was_meant),
        cmocka_unit_test(wrong_values_are_told_with_what_to_give),
        cmocka_unit_test(missing_settings_are_told_where_the_item_is_first_named),
        cmocka_unit_test(no_more_items_than_there_is_room_for),
        cmocka_unit_test(wrong_distributions_are_told),
        cmocka_unit_test(a_number_and_a_distribution_for_the_same_setting_are_told),
        cmocka_unit_test(a_timeline_that_makes_no_sense_is_told),
        cmocka_unit_test(a_scale_that_leaves_the_range_is_told),
        cmocka_unit_test(chains_are_followed_and_circles_told),
        cmocka_unit_test(only_scenario_files_are_extended),
        cmocka_unit_test(a_file_lies_in_the_pile_once),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
