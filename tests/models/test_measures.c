// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the catalogue of measures, and about what hub_check finds wrong between settings. */
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
#include "scenarios/input/observed.h"
#include "scenarios/input/scenario.h"
#include "sim/date.h"
#include "tests/assertions.h"

struct liege {
    struct scenario *scenario;
    struct hub_def def; /* a copy to be spoilt */
    struct measure *list;
    size_t measures;
};

/* Liège, with what was promised: base.cfg extends promises.cfg. */
static struct liege *liege_new(void)
{
    struct liege *liege = calloc(1, sizeof *liege);
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    const struct scenario_request request = {.file = "scenarios/liege/actual.cfg"};
    liege->scenario =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    assert_non_null(liege->scenario);
    liege->def = *scenario_plan(liege->scenario)->base;
    liege->measures = hub_measures(&liege->def, NULL);
    liege->list = calloc(liege->measures, sizeof *liege->list);
    assert_int_equal(hub_measures(&liege->def, liege->list), liege->measures);
    return liege;
}

static void liege_free(struct liege *liege)
{
    scenario_free(liege->scenario);
    free(liege->list);
    free(liege);
}

static bool has_measure(const struct liege *liege, const char *name)
{
    for (size_t i = 0; i < liege->measures; i++)
        if (strcmp(liege->list[i].name, name) == 0) return true;
    return false;
}

/* ---- the catalogue --------------------------------------------------------------------------- */

static void every_measure_has_its_own_name_a_unit_and_a_meaning(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    for (size_t i = 0; i < liege->measures; i++) {
        const struct measure *m = &liege->list[i];
        if (m->name[0] == '\0' || m->unit[0] == '\0' || m->meaning[0] == '\0')
            fail_msg("measure %zu is bare", i);
        for (size_t j = 0; j < i; j++)
            if (strcmp(m->name, liege->list[j].name) == 0) fail_msg("%s stands twice", m->name);
    }
    liege_free(liege);
}

static void each_hall_and_each_lane_adds_the_same_measures(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    struct hub_def *def = &liege->def;
    def->halls_n--;
    size_t per_hall = liege->measures - hub_measures(def, NULL);
    def->halls_n--;
    assert_int_equal(liege->measures - hub_measures(def, NULL), 2 * per_hall);
    def->halls_n += 2;
    def->lanes_n--;
    size_t per_lane = liege->measures - hub_measures(def, NULL);
    def->lanes_n--;
    assert_int_equal(liege->measures - hub_measures(def, NULL), 2 * per_lane);
    assert_greater(per_hall, 5);
    assert_greater(per_lane, 3);
    liege_free(liege);
}

static void every_promise_speaks_of_a_measure_that_exists_in_its_unit(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    assert_greater(liege->def.promises_n, 10);
    for (uint32_t p = 0; p < liege->def.promises_n; p++) {
        const struct promise_def *promise = &liege->def.promises[p];
        bool found = promise->counted_only;
        for (size_t i = 0; i < liege->measures; i++) {
            if (strcmp(liege->list[i].name, promise->measure) != 0) continue;
            found = true;
            if (strcmp(liege->list[i].unit, promise->unit) != 0)
                fail_msg("promise %s is in %s, %s in %s", promise->name, promise->unit,
                         promise->measure, liege->list[i].unit);
        }
        if (!found) fail_msg("promise %s: no measure %s", promise->name, promise->measure);
    }
    liege_free(liege);
}

static void every_counted_figure_that_is_compared_has_a_measure(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    struct diagnostics *diagnostics = diagnostics_new();
    struct observed observed = observed_read("scenarios/liege/observed.csv", diagnostics);
    assert_int_equal(diagnostics_count(diagnostics), 0);
    size_t compared = 0;
    for (size_t i = 0; i < observed.n; i++) {
        if (observed.row[i].role == OBSERVED_CONTEXT) continue;
        compared++;
        if (!has_measure(liege, observed.row[i].measure))
            fail_msg("no measure %s", observed.row[i].measure);
    }
    assert_greater(compared, 10);
    observed_free(&observed);
    diagnostics_free(diagnostics);
    liege_free(liege);
}

static void the_years_reported_are_the_whole_ones(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    struct hub_run_def *run = &liege->def.run;
    run->from_us = date_us(2018, 1, 1);
    run->to_us = date_us(2026, 1, 1);
    assert_equal(hub_first_year(&liege->def), 2018);
    assert_equal(hub_years(&liege->def), 8);
    run->from_us = date_us(2018, 1, 2); /* 2018 is no longer whole */
    run->to_us = date_us(2025, 12, 31);
    assert_equal(hub_first_year(&liege->def), 2019);
    assert_equal(hub_years(&liege->def), 6);
    run->to_us = date_us(2018, 6, 1);
    assert_equal(hub_years(&liege->def), 0);
    liege_free(liege);
}

/* ---- hub_check ------------------------------------------------------------------------------- */

struct heard {
    size_t n;
    char path[160];
};

static void hear(void *context, const char *path, const char *what_to_give)
{
    struct heard *heard = context;
    assert_greater(strlen(what_to_give), 5);
    heard->n++;
    snprintf(heard->path, sizeof heard->path, "%s", path);
}

/* Exactly one complaint, about that path. */
static void assert_complains(const struct liege *liege, const char *path)
{
    struct heard heard = {0};
    hub_check(&liege->def, hear, &heard);
    if (heard.n != 1 || strcmp(heard.path, path) != 0)
        fail_msg("%zu complaints, the last about %s, not one about %s", heard.n, heard.path, path);
}

static void liege_has_nothing_wrong(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    struct heard heard = {0};
    hub_check(&liege->def, hear, &heard);
    assert_int_equal(heard.n, 0);
    liege_free(liege);
}

static void dates_the_wrong_way_round_are_reported(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    struct hub_run_def good = liege->def.run;
    liege->def.run.to_us = liege->def.run.from_us;
    assert_complains(liege, "run.to");
    liege->def.run.to_us = DATE_NEVER_US;
    assert_complains(liege, "run.to");
    liege->def.run.to_us = date_us(2300, 1, 1);
    assert_complains(liege, "run.to");
    liege->def.run = good;
    liege->def.run.from_us = DATE_NEVER_US;
    assert_complains(liege, "run.from");
    liege->def.run = good;
    liege->def.run.warm_up_weeks = 5; /* 35 days: 5 February 1970 is the first day that has them */
    liege->def.run.to_us = date_us(1972, 1, 1);
    liege->def.run.from_us = date_us(1970, 2, 4);
    assert_complains(liege, "run.from");
    liege->def.run.from_us = date_us(1970, 2, 5);
    struct heard heard = {0};
    hub_check(&liege->def, hear, &heard);
    assert_int_equal(heard.n, 0);
    liege_free(liege);
}

static void a_lane_that_cannot_fly_is_reported(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    struct lane_def *lane = &liege->def.lanes[0], good = *lane;
    liege->def.promises_n = 0; /* they speak of lanes by name */
    strcpy(good.name, "one");
    *lane = good;
    lane->halls.n = 0;
    assert_complains(liege, "lanes.one.halls");
    *lane = good;
    memset(lane->aircraft_share, 0, sizeof lane->aircraft_share);
    assert_complains(liege, "lanes.one.aircraft_share");
    *lane = good;
    memset(lane->month_index, 0, sizeof lane->month_index);
    assert_complains(liege, "lanes.one.month_index");
    *lane = good;
    memset(lane->weekday_index, 0, sizeof lane->weekday_index);
    assert_complains(liege, "lanes.one.weekday_index");
    *lane = good;
    memset(lane->hour_index, 0, sizeof lane->hour_index);
    assert_complains(liege, "lanes.one.hour_index");
    liege_free(liege);
}

static void a_hall_without_destinations_and_too_many_late_flights_are_reported(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    liege->def.traffic.early_share = 0.6;
    liege->def.traffic.late_share = 0.5;
    assert_complains(liege, "traffic.late_share");
    liege->def.traffic.late_share = 0.1;
    strcpy(liege->def.halls[1].name, "two");
    memset(liege->def.halls[1].destination_share, 0, sizeof liege->def.halls[1].destination_share);
    liege->def.promises_n = 0; /* they speak of halls by name */
    assert_complains(liege, "halls.two.destination_share");
    liege_free(liege);
}

static void destinations_without_a_share_or_too_many_of_them_are_reported(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    liege->def.promises_n = 0;
    liege->def.hauls_n = HALL_DESTINATIONS + 1;
    for (int i = 0; i <= HALL_DESTINATIONS; i++) {
        snprintf(liege->def.hauls[i].name, sizeof liege->def.hauls[i].name, "d%d", i + 1);
        liege->def.hauls[i].hall = 1;
        liege->def.hauls[i].share = 1;
    }
    assert_complains(liege, "linehaul.d9.hall");
    liege->def.hauls_n = 2;
    liege->def.hauls[0].share = liege->def.hauls[1].share = 0;
    assert_complains(liege, "linehaul.d2.share");
    liege_free(liege);
}

static void a_promise_about_nothing_is_reported(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    struct promise_def *promise = &liege->def.promises[0], good = *promise;
    strcpy(good.name, "it");
    *promise = good;
    strcpy(promise->measure, "hall.cainiao.happiness");
    assert_complains(liege, "promises.it.measure");
    *promise = good;
    promise->at_least = promise->at_most = 5;
    assert_complains(liege, "promises.it.at_least");
    promise->at_least = promise->at_most = NAN;
    assert_complains(liege, "promises.it.at_least");
    *promise = good;
    promise->by_us = DATE_NEVER_US;
    assert_complains(liege, "promises.it.by");
    liege_free(liege);
}

static void rivals_that_leave_this_hub_nothing_are_reported(void **state)
{
    (void)state;
    struct liege *liege = liege_new();
    liege->def.rivals_n = 2;
    strcpy(liege->def.rivals[0].name, "one");
    strcpy(liege->def.rivals[1].name, "two");
    liege->def.rivals[0].share = liege->def.rivals[1].share = 0.5;
    assert_complains(liege, "rivals.two.share");
    liege_free(liege);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_measure_has_its_own_name_a_unit_and_a_meaning),
        cmocka_unit_test(each_hall_and_each_lane_adds_the_same_measures),
        cmocka_unit_test(every_promise_speaks_of_a_measure_that_exists_in_its_unit),
        cmocka_unit_test(every_counted_figure_that_is_compared_has_a_measure),
        cmocka_unit_test(the_years_reported_are_the_whole_ones),
        cmocka_unit_test(liege_has_nothing_wrong),
        cmocka_unit_test(dates_the_wrong_way_round_are_reported),
        cmocka_unit_test(a_lane_that_cannot_fly_is_reported),
        cmocka_unit_test(a_hall_without_destinations_and_too_many_late_flights_are_reported),
        cmocka_unit_test(destinations_without_a_share_or_too_many_of_them_are_reported),
        cmocka_unit_test(a_promise_about_nothing_is_reported),
        cmocka_unit_test(rivals_that_leave_this_hub_nothing_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
