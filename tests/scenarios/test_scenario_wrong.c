// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about scenarios that are wrong, on tables small enough to know by heart (small_hub.h):
 * what is reported, and what to give instead. Exact. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/input/scenario.h"
#include "tests/scenarios/request.h"

static void unknown_settings_are_reported_with_what_was_meant(void **state)
{
    (void)state;
    assert_reported_for(
        "airport = { stand = 3;\n  snow_depth = 1;\n  stands = { min = 3; }; };\n"
        "airprot = { stands = 3; };\nstands = 3;\nlane = { x = { hall = \"a\"; }; };\n"
        "floor_m2 = 3;\n",
        "wrong.cfg:1: airport.stand: no such setting; did you mean airport.stands?\n"
        "wrong.cfg:2: airport.snow_depth: no such setting (hubsim params lists all of them)\n"
        "wrong.cfg:3: airport.stands: a distribution cannot stand here: give a plain value\n"
        "wrong.cfg:4: airprot.stands: no such setting; did you mean airport.stands?\n"
        "wrong.cfg:5: stands: no such setting; did you mean airport.stands?\n"
        "wrong.cfg:6: lane.x.hall: no such setting; did you mean lanes.x.hall?\n"
        "wrong.cfg:7: floor_m2: no such setting; did you mean halls.NAME.floor_m2?\n");
}

static void wrong_values_are_reported_with_what_to_give(void **state)
{
    (void)state;
    assert_reported_for(
        "title = 3; airport = {\nstands = 2.5;\ntransit_share = 2;\ndwell_min = \"5\";\n"
        "night = 1;\nopens = \"2021-02-30\";\nnote = [1];\nhours = [1, 2, 3];\n"
        "noise = { }; };\n"
        "halls = { a = { floor_m2 = true; }; };\nlanes = { x = { hall = \"b\"; others = [\"a\", \"c\"]; mode "
        "= \"inport\"; }; };\n",
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

static void missing_settings_are_reported_where_the_item_is_first_named(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file(
        "over.cfg",
        "\ntimeline = ( { at = \"2020-01-01\"; set = { lanes = { caniao = { flights_per_week = 6; }; }; }; } );");
    assert_reported(
        (struct request){.file = "base.cfg", .with = {"over.cfg"}},
        "over.cfg:2: lanes.caniao: no such lane; did you mean lanes.cainiao? A new lane needs "
        "hall\n");
    assert_reported((struct request){.file = "base.cfg", .set = {"lanes.x.mode=export"}},
                    "--set: lanes.x.hall: missing: The hall that handles it.\n");
}

static void no_more_items_than_there_is_room_for(void **state)
{
    (void)state;
    assert_reported_for("halls = { a = {}; b = {}; c = {}; d = {};\n e = {}; f = 3;\n"
                        "a_name_that_is_very_much_too_long = {}; };",
                        "wrong.cfg:2: halls.e: no room for another hall: there are at most 4\n"
                        "wrong.cfg:2: halls.f = 3: a hall is a group of settings: give { ... }\n"
                        "wrong.cfg:3: halls.a_name_that_is_very_much_too_long: the name of a hall "
                        "has at most 31 letters\n");
}

static void wrong_distributions_are_reported(void **state)
{
    (void)state;
    assert_reported_for(
        "airport = { dwell_min = { dist = \"gama\"; mean = 3; };\n"
        "  transit_share = { dist = \"uniform\"; min = 0.5; max = 1.5; };\n"
        "  noise = { dist = \"triangular\"; min = 1; max = 3; }; };\n"
        "halls = { a = { floor_m2 = { dist = \"triangular\"; min = 5; mode = 4; max = 6; }; };\n"
        "  b = { floor_m2 = { min = 5; max = 6; }; };\n"
        "  c = { floor_m2 = { dist = \"discrete\"; value = [1, 2]; weight = [1]; }; };\n"
        "  d = { floor_m2 = { dist = \"normal\"; mean = 10; sd = 10; }; }; };\n",
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

/* libconfig takes a name once in a group: a setting has no second value in one file. */
static void a_setting_that_is_given_twice_is_reported(void **state)
{
    (void)state;
    assert_reported_for("airport = {\n  dwell_min = { dist = \"exponential\"; mean = 3; };\n"
                        "  dwell_min = 4;\n};\n",
                        "wrong.cfg:3: dwell_min = 4;: this name is given twice in its group: keep "
                        "one\n");
    assert_reported_for(
        "airport = { stands = 3; };\n\nairport = { night = true; };\n",
        "wrong.cfg:3: airport = { night = true; };: this name is given twice in its "
        "group: keep one\n");
}

static void a_timeline_that_makes_no_sense_is_reported(void **state)
{
    (void)state;
    assert_reported_for(
        "halls = { a = {}; }; lanes = { x = { hall = \"a\"; }; };\n"
        "timeline = (\n"
        " { at = \"2020-01-01\"; until = \"2020-12-31\"; set = { lanes = { x = { flights_per_week = 5; }; }; }; },\n"
        " { at = \"2020-06-01\"; scale = { lanes = { x = { flights_per_week = 2; }; }; }; },\n"
        " { at = \"2021-01-01\"; set = { airport = { stands = 5; }; }; },\n"
        " { at = \"2021-01-01\"; set = { airport = { stands = 6; }; }; },\n"
        " { at = \"2021-01-01\"; until = \"2020-01-01\"; set = { airport = { stands = 6; }; }; },\n"
        " { at = \"2022-01-01\"; until = \"2023-01-01\"; set = { airport = { stands = 7; }; }; },\n"
        " { at = \"never\"; set = { airport = { stands = 7; }; }; source = 3; },\n"
        " { at = \"2022-01-01\"; scale = { airport = { stands = 2; }; }; },\n"
        " { at = \"2022-01-01\"; scale = { airport = { hours = -1; }; }; },\n"
        " { at = \"2022-01-01\"; scale = { airport = { transit_share = 4; }; }; }\n"
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

static void a_scale_that_leaves_the_range_is_reported(void **state)
{
    (void)state;
    assert_reported_for(
        "airport = { hours = [1, 2, 3, 4]; };\n"
        "scale = { airport = { hours = 3;\n transit_share = 4;\n noise = 2; }; };\n",
        "wrong.cfg:2: airport.hours = 3: it becomes [3, 6, 9, 12]; give 0 to 10\n"
        "wrong.cfg:3: airport.transit_share = 4: it becomes { dist = \"triangular\"; min = 0.4; "
        "mode = 0.8; "
        "max = 1.2; }; it draws from about 0.4 to 1.2: give 0 to 1\n"
        "wrong.cfg:4: airport.noise = 2: it becomes \"unknown\"; the value is unknown: set it "
        "first\n");
}

static void chains_are_followed_and_circles_reported(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("c1.cfg", "extends = \"c2.cfg\"; airport = { stands = 1; };");
    write_file("c2.cfg", "\nextends = \"c3.cfg\"; airport = { stands = 2; note = \"two\"; };");
    write_file("c3.cfg", "extends = \"./base.cfg\"; airport = { stands = 3; note = \"three\"; };");
    assert_says((struct request){.file = "c1.cfg"}, "airport.stands", "airport.stands = 1;\n");
    assert_says((struct request){.file = "c1.cfg"}, "airport.note", "airport.note = \"two\";\n");
    write_file("c3.cfg", "\n\nextends = \"c1.cfg\";");
    assert_reported((struct request){.file = "c1.cfg"},
                    "c3.cfg:3: extends = \"c1.cfg\": files extend each other in a circle: c1.cfg, "
                    "c2.cfg, c3.cfg\n");
    write_file("c3.cfg", "extends = \"c3.cfg\";");
    assert_reported(
        (struct request){.file = "c3.cfg"},
        "c3.cfg:1: extends = \"c3.cfg\": files extend each other in a circle: c3.cfg\n");
}

/* Nothing of a file that is no scenario is opened or shown, whatever its name pretends. */
static void only_scenario_files_are_extended(void **state)
{
    (void)state;
    assert_reported_for("extends = \"../../../../etc/passwd\";",
                        "wrong.cfg:1: extends = \"../../../../etc/passwd\": give the name of a "
                        "scenario file: it ends in .cfg\n");
    assert_reported_for("extends = \"/etc/base.cfg\";",
                        "wrong.cfg:1: extends = \"/etc/base.cfg\": give a name relative to this "
                        "file, such as \"../liege/actual.cfg\"\n");
    assert_int_equal(symlink("/etc/passwd", "link.cfg"), 0);
    assert_reported_for("extends = \"link.cfg\";",
                        "wrong.cfg:1: extends = \"link.cfg\": this is a "
                        "link to something that is not a scenario file\n");
    assert_int_equal(mkfifo("pipe.cfg", 0600), 0);
    assert_reported_for("extends = \"pipe.cfg\";",
                        "wrong.cfg:1: extends = \"pipe.cfg\": this is not a regular file\n");
    assert_reported_for(
        "extends = \"no.cfg\";\nairport = { x = 3; };",
        "wrong.cfg:1: extends = \"no.cfg\": No such file or directory\n"
        "wrong.cfg:2: airport.x: no such setting (hubsim params lists all of them)\n");
    assert_reported_for("extends = 3;", "wrong.cfg:1: extends = 3: give one file name in quotes\n");
}

/* An overlay may say what it is an overlay of: that does not lay the base over what stands on it.
 */
static void a_file_lies_in_the_pile_once(void **state)
{
    (void)state;
    write_file("base.cfg", BASE);
    write_file("top.cfg", "extends = \"base.cfg\"; airport = { stands = 31; };");
    write_file("over.cfg", "extends = \"base.cfg\"; airport = { night = false; };");
    assert_says((struct request){.file = "top.cfg", .with = {"over.cfg"}}, "airport.stands",
                "airport.stands = 31;\n");
    assert_says((struct request){.file = "top.cfg", .with = {"over.cfg"}}, "airport.night",
                "airport.night = false;\n");
    assert_reported(
        (struct request){.file = "top.cfg", .with = {"over.cfg", "over.cfg"}},
        "over.cfg: this file is part of the scenario already: an overlay is given once\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_settings_are_reported_with_what_was_meant),
        cmocka_unit_test(wrong_values_are_reported_with_what_to_give),
        cmocka_unit_test(missing_settings_are_reported_where_the_item_is_first_named),
        cmocka_unit_test(no_more_items_than_there_is_room_for),
        cmocka_unit_test(wrong_distributions_are_reported),
        cmocka_unit_test(a_setting_that_is_given_twice_is_reported),
        cmocka_unit_test(a_timeline_that_makes_no_sense_is_reported),
        cmocka_unit_test(a_scale_that_leaves_the_range_is_reported),
        cmocka_unit_test(chains_are_followed_and_circles_reported),
        cmocka_unit_test(only_scenario_files_are_extended),
        cmocka_unit_test(a_file_lies_in_the_pile_once),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
