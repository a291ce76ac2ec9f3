// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about where two scenarios differ, and about a third made of both, on tables small enough
 * to know by heart (small_hub.h). Exact: values as a file writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/input/scenario_mix.h"
#include "tests/scenarios/small_hub.h"
#include "tests/scenarios/messages.h"

static const char ONE[] =
    "title = \"One\";\n"
    "airport = { stands = 30; };\n"
    "halls = { cainiao = { floor_m2 = 1000; }; fedex = { }; };\n"
    "lanes = { east = { hall = \"cainiao\"; flights_per_week = 18; }; };\n"
    "timeline = ( { at = \"2021-11-08\"; set = { lanes = { east = { flights_per_week = 20; }; }; }; } );\n";

/* The halls come in the other order, and the lane goes to the other hall. */
static const char OTHER[] =
    "title = \"Other\";\n"
    "airport = { stands = 40; };\n"
    "halls = { fedex = { }; cainiao = { floor_m2 = 1000; }; };\n"
    "lanes = { east = { hall = \"fedex\"; flights_per_week = 18; }; };\n"
    "timeline = ( { at = \"2022-01-01\"; until = \"2022-12-31\"; set = { lanes = { east = { flights_per_week = 30; }; }; }; } );\n";

static struct scenario *read_text(const char *file, const char *text)
{
    struct diagnostics *diagnostics = diagnostics_new();
    write_file(file, text);
    const struct scenario_request request = {.file = file};
    struct scenario *scenario = read_small(&request, diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    assert_non_null(scenario);
    return scenario;
}

static void list(void *context, const struct scenario_difference *difference)
{
    fprintf(context, "%s: %s -> %s\n", difference->path, difference->a ? difference->a : "none",
            difference->b ? difference->b : "none");
}

static void assert_differences(const struct scenario *a, const struct scenario *b,
                               const char *expected)
{
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    scenario_differences(a, b, list, to);
    fclose(to);
    assert_string_equal(text, expected);
    free(text);
}

static bool is_named(void *context, const char *path)
{
    return strcmp(path, context) == 0;
}

static bool is_any(void *context, const char *path)
{
    (void)context, (void)path;
    return true;
}

static void every_setting_that_differs_is_reported_with_its_dates(void **state)
{
    (void)state;
    struct scenario *one = read_text("one.cfg", ONE), *other = read_text("other.cfg", OTHER);
    assert_differences(one, other,
                       "airport.stands: 30 -> 40\n"
                       "lanes.east.hall: \"cainiao\" -> \"fedex\"\n"
                       "lanes.east.flights_per_week: 18, from 2021-11-08: 20 -> 18, from "
                       "2022-01-01 to 2022-12-31: 30\n");
    assert_differences(one, one, "");
    scenario_free(one);
    scenario_free(other);
}

static void an_item_of_one_only_is_reported_as_not_there(void **state)
{
    (void)state;
    struct scenario *one = read_text("one.cfg", "halls = { a = { floor_m2 = 5; }; };");
    struct scenario *other = read_text("other.cfg", "halls = { a = { floor_m2 = 5; }; b = { "
                                                    "floor_m2 = 7; }; };");
    assert_differences(one, other, "halls.b.floor_m2: none -> 7\n");
    scenario_free(one);
    scenario_free(other);
}

/* A mix of nothing is a, of everything is b but for its title and the order of its items. */
static void a_mix_has_of_each_what_was_chosen(void **state)
{
    (void)state;
    struct scenario *one = read_text("one.cfg", ONE), *other = read_text("other.cfg", OTHER);
    struct scenario *none = scenario_mix(one, other, is_named, (void *)(uintptr_t) "");
    struct scenario *stands =
        scenario_mix(one, other, is_named, (void *)(uintptr_t) "airport.stands");
    struct scenario *all = scenario_mix(one, other, is_any, NULL);
    assert_int_equal(scenario_hash(none), scenario_hash(one));
    assert_differences(stands, one, "airport.stands: 40 -> 30\n");
    assert_differences(all, other, "");
    assert_int_equal(scenario_plan(stands)->base->airport.stands, 40);
    scenario_free(none);
    scenario_free(stands);
    scenario_free(all);
    scenario_free(one);
    scenario_free(other);
}

/* fedex is hall 0 of the other and hall 1 of the one. */
static void a_hall_is_taken_by_its_name_not_by_its_number(void **state)
{
    (void)state;
    struct scenario *one = read_text("one.cfg", ONE), *other = read_text("other.cfg", OTHER);
    struct scenario *mix =
        scenario_mix(one, other, is_named, (void *)(uintptr_t) "lanes.east.hall");
    assert_int_equal(scenario_plan(other)->base->lane[0].hall, 0);
    assert_int_equal(scenario_plan(mix)->base->lane[0].hall, 1);
    scenario_free(mix);
    scenario_free(one);
    scenario_free(other);
}

static void a_mix_that_names_a_missing_hall_is_none(void **state)
{
    (void)state;
    struct scenario *one = read_text(
        "one.cfg",
        "halls = { a = { floor_m2 = 5; }; }; lanes = { east = { hall = \"a\"; flights_per_week = 1; }; };");
    struct scenario *other = read_text(
        "other.cfg",
        "halls = { a = { }; b = { }; }; lanes = { east = { hall = \"b\"; flights_per_week = 1; }; };");
    assert_null(scenario_mix(one, other, is_any, NULL));
    scenario_free(one);
    scenario_free(other);
}

static void in_the_world_of_the_start_nothing_is_dated(void **state)
{
    (void)state;
    struct scenario *one = read_text("one.cfg", ONE), *still = scenario_still(one);
    assert_int_equal(scenario_plan(one)->n, scenario_plan(still)->n + 1);
    assert_differences(still, one,
                       "lanes.east.flights_per_week: 18 -> 18, from 2021-11-08: "
                       "20\n");
    scenario_free(still);
    scenario_free(one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_setting_that_differs_is_reported_with_its_dates),
        cmocka_unit_test(an_item_of_one_only_is_reported_as_not_there),
        cmocka_unit_test(a_mix_has_of_each_what_was_chosen),
        cmocka_unit_test(a_hall_is_taken_by_its_name_not_by_its_number),
        cmocka_unit_test(a_mix_that_names_a_missing_hall_is_none),
        cmocka_unit_test(in_the_world_of_the_start_nothing_is_dated),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
