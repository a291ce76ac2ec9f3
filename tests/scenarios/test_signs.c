// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about signs and sizes: what a change of one input does to a hub small enough for the back
 * of an envelope. The hub is lesson 1's: 53 flights in 2024 (Tuesdays, 2 January to 31 December),
 * each of 100 t, 40 ULDs and 400,000 parcels of 0.25 kg; one hall. Each size is worked out before
 * the number. */
#include "tests/scenarios/one_replication.h"
#include "tests/assertions.h"

#define HALL "hall.hall."

enum { MOST = 8, FIGURES = 7 };

struct figure {
    const char *name;
    double good; /* 1: more is better, -1: less is */
};

/* Of the whole hall. The wait at one station (sort_h) is none of them: it rightly falls when the
 * station before it is the bottleneck. */
static const struct figure figure[FIGURES] = {
    {HALL "ready_6h_share", 1}, {HALL "dwell_mean_h", -1}, {HALL "dwell_p50_h", -1},
    {HALL "dwell_p95_h", -1},   {HALL "released_t", 1},    {HALL "trucked_out_t", 1},
    {HALL "in_building_t", -1},
};

static struct one_replication *run(const char *const *set)
{
    size_t n = 0;
    while (n < MOST && set[n] != NULL)
        n++;
    const struct scenario_request request = {
        .file = "scenarios/lessons/01_one_flight.cfg", .set = set, .set_n = n};
    return one_replication_new(&request, 1, NULL, NULL);
}

static double measure_of(const char *const *set, const char *name)
{
    struct one_replication *replication = run(set);
    const double value = one_replication_measure(replication, name);
    one_replication_free(replication);
    return value;
}

/* A figure without a value (a quantile of what never left) is never better. */
static void assert_nothing_better(const struct one_replication *worse,
                                  const struct one_replication *better)
{
    for (int f = 0; f < FIGURES; f++) {
        const double w = one_replication_measure(worse, figure[f].name);
        const double b = one_replication_measure(better, figure[f].name);
        if (!isnan(w) && !isnan(b) && figure[f].good * (w - b) > 1e-9 * fabs(b))
            fail_msg("%s goes from %g to %g, which is better", figure[f].name, b, w);
        if (isnan(b) && !isnan(w)) fail_msg("%s has a value only when worse", figure[f].name);
    }
}

/* Loose parcels: 400,000 / (2 x 500) = 400 h and 40 x 4 min = 2.67 h of a team for each flight.
 * 3000 m2 at 30 m2 are 100 workstations and doors; 60 m2 are 2, both for breakdown ((3 x 2 + 3) / 4
 * = 2). Two teams, never idle, pass 2 x 8784 h / 402.67 h x 100 t = 4363 t of the 5300 that land. A
 * team or a door more or less would be 2181 t: 2 % tells them apart. */
#define SMALL_PLACES                                                                               \
    "halls.hall.m2_per_workstation=30", "halls.hall.m2_per_door=30", "halls.hall.bagged_share=0"
static void a_floor_of_a_fiftieth_passes_what_two_teams_can(void **state)
{
    (void)state;
    struct one_replication *large = run((const char *const[]){SMALL_PLACES, NULL});
    struct one_replication *small =
        run((const char *const[]){SMALL_PLACES, "halls.hall.phase1_m2*=0.02", NULL});
    const double out = one_replication_measure(small, HALL "trucked_out_t");
    const double landed = one_replication_measure(small, HALL "landed_t");
    assert_within(landed, 5300, 1e-9);
    assert_within(out, 4363, 0.02);
    assert_within(one_replication_measure(small, HALL "in_building_t"),
                  one_replication_measure(small, HALL "opening_t") + landed - out, 1e-9);
    assert_less(one_replication_measure(small, HALL "released_t"),
                0.85 * one_replication_measure(large, HALL "released_t"));
    assert_nothing_better(small, large);
    assert_less(one_replication_measure(small, HALL "jobs"),
                one_replication_measure(large, HALL "jobs"));
    one_replication_free(small);
    one_replication_free(large);
}

/* General cargo, one ULD in five examined: of 53 x 40 = 2120 ULDs of 2.5 t, 424 or 1060 t, with a
 * standard deviation of sqrt(2120 x 0.2 x 0.8) x 2.5 = 46 t. With nobody on duty they stay, with
 * twenty they leave but for the last day's. Three standard deviations are 138 t; what is not
 * examined is released: 5300 - 1060 = 4240 t, within the same. */
#define ONE_IN_FIVE                                                                                \
    "lanes.one.business=general", "lanes.one.parcel_share_in=0", "lanes.one.intact_share=0",       \
        "customs.general_examined_share=0.2"
static void without_officers_what_is_examined_stays(void **state)
{
    (void)state;
    struct one_replication *twenty =
        run((const char *const[]){ONE_IN_FIVE, "customs.officers=20", NULL});
    struct one_replication *none =
        run((const char *const[]){ONE_IN_FIVE, "customs.shift_share=[0,0,0]", NULL});
    assert_within(one_replication_measure(none, HALL "in_building_t"), 1060, 138.0 / 1060);
    assert_within(one_replication_measure(none, HALL "released_t"), 4240, 138.0 / 4240);
    assert_less(one_replication_measure(twenty, HALL "in_building_t"), 100);
    assert_greater(one_replication_measure(twenty, HALL "released_t"), 5200);
    assert_nothing_better(none, twenty);
    one_replication_free(none);
    one_replication_free(twenty);
}

/* Loose parcels at 1600 an hour: a year offers 53 x 400,000 = 21.2 million, one sorter takes 8784 x
 * 1600 = 14.05 million, two all of it, but for the last flight of 31 December with at
 * most 0.6 million: 20.6 to 21.2 million. */
#define SLOW_SORTER "halls.hall.bagged_share=0", "halls.hall.sorter_pieces_per_h=1600"
static void a_second_sorter_takes_what_one_cannot(void **state)
{
    (void)state;
    struct one_replication *one = run((const char *const[]){SLOW_SORTER, NULL});
    struct one_replication *two =
        run((const char *const[]){SLOW_SORTER, "halls.hall.sorters=2", NULL});
    assert_within(one_replication_measure(one, HALL "sorted_parcels"), 8784.0 * 1600, 0.02);
    assert_within(one_replication_measure(two, HALL "sorted_parcels"), 20.9e6, 0.015);
    assert_nothing_better(one, two);
    one_replication_free(one);
    one_replication_free(two);
}

/* 5300 t on trucks of 6 t are 883 a year, on 14 t 379: per day of 366, 2.413 and 1.034. A door is
 * busy as long for either, so that its hours are in the ratio 14 / 6, too. */
static void larger_trucks_are_fewer(void **state)
{
    (void)state;
    const char *trucks = HALL "trucks_per_day";
    const double small =
        measure_of((const char *const[]){"halls.hall.parcel_truck_kg=6000", NULL}, trucks);
    const double large =
        measure_of((const char *const[]){"halls.hall.parcel_truck_kg=14000", NULL}, trucks);
    assert_within(small, 5300 / 6.0 / 366, 0.01);
    assert_within(large, 5300 / 14.0 / 366, 0.01);
}

/* Pieces per parcel: 1 - b + b / 25, 0.424 at b = 0.6 and 0.0784 at 0.96. The sorter could take
 * 6000 x 8784 = 52.7 million; 21.2 million parcels are 0.1706 of it and 0.03154. Half of the last
 * flight may still be in line on 31 December, 1 % of the year. The same work falls in breakdown:
 * jobs of the loose hub are more by a tenth at least (one crew of each area stands in both). */
static void bags_save_pieces_and_people(void **state)
{
    (void)state;
    struct one_replication *loose = run(
        (const char *const[]){"halls.hall.bagged_share=0.6", "halls.hall.bag_parcels=25", NULL});
    struct one_replication *bagged = run(
        (const char *const[]){"halls.hall.bagged_share=0.96", "halls.hall.bag_parcels=25", NULL});
    const char *utilisation = HALL "sorter_utilisation";
    assert_within(one_replication_measure(loose, utilisation), 0.1706, 0.015);
    assert_within(one_replication_measure(bagged, utilisation), 0.03154, 0.015);
    assert_greater(one_replication_measure(loose, HALL "jobs"),
                   1.1 * one_replication_measure(bagged, HALL "jobs"));
    one_replication_free(loose);
    one_replication_free(bagged);
}

/* The lesson as it is: a ULD takes a team 4 min and 200 bags / (2 x 500), 16 min in all; 53 x 40 of
 * them are 565.33 team-hours of 8 x 8784. 53 x 10 trucks take half an hour each of 10 x 8784
 * door-hours. 53 x 8000 bags of 6000 x 8784. Each flight is through in three hours, so that 98 % of
 * the hours have nothing to do: nothing is there in the busy hour. */
static void places_doors_and_sorter_are_as_busy_as_their_work_is_long(void **state)
{
    (void)state;
    struct one_replication *lesson = run((const char *const[]){NULL});
    assert_near(one_replication_measure(lesson, HALL "breakdown_utilisation"),
                53 * 40 * 16 / 60.0 / (8 * 8784), 1e-6);
    assert_near(one_replication_measure(lesson, HALL "doors_utilisation"),
                53 * 10 * 0.5 / (10 * 8784), 1e-6);
    assert_near(one_replication_measure(lesson, HALL "sorter_utilisation"),
                53 * 8000.0 / (6000.0 * 8784), 1e-6);
    assert_true(one_replication_measure(lesson, HALL "breakdown_busy_hour") == 0);
    assert_true(one_replication_measure(lesson, HALL "buildup_utilisation") == 0);
    one_replication_free(lesson);
}

/* Four ULDs with 2000 bags each: 2000 / (2 x 62.5) = 16 h and 4 min of setting up, by four of eight
 * teams at a time: 16 of the week's 168 h at one half, which is more than the 5 % that the busy
 * hour leaves above it. The last flight is through on 31 December. */
static void the_busy_hour_is_what_five_per_cent_of_the_hours_exceed(void **state)
{
    (void)state;
    struct one_replication *few = run((const char *const[]){
        "aircraft.freighter.ulds=4", "halls.hall.pieces_per_worker_h=62.5", NULL});
    assert_true(one_replication_measure(few, HALL "breakdown_busy_hour") == 0.5);
    assert_near(one_replication_measure(few, HALL "breakdown_utilisation"),
                53 * (16 + 4 / 60.0) * 4 / (8 * 8784), 0.001);
    one_replication_free(few);
}

/* General cargo, all 40 ULDs of a flight examined for half an hour each by one officer: 20 h a
 * week. Round the clock that is 53 x 20 of 8784 h, and 12 % of the hours are full; in one shift of
 * 8 h a day it is of 2928 h, but for what an officer ends after his shift, at most half an hour of
 * 8; at an eighth of an hour 5 h a week, 3 % of the hours, and the busy hour has none. The last
 * flight leaves at most 4 h of 20 for the next year, in one shift at most 20. */
#define ALL_EXAMINED                                                                               \
    "lanes.one.business=general", "lanes.one.parcel_share_in=0", "lanes.one.intact_share=0",       \
        "customs.general_examined_share=1", "customs.officers=1"
static void officers_are_busy_of_the_hours_on_duty(void **state)
{
    (void)state;
    const char *manned = "airport.officers_manned", *busy_hour = "airport.officers_busy_hour";
    struct one_replication *always = run((const char *const[]){
        ALL_EXAMINED, "customs.shift_share=[1,1,1]", "customs.files_per_officer_h=2", NULL});
    struct one_replication *by_day = run((const char *const[]){
        ALL_EXAMINED, "customs.shift_share=[1,0,0]", "customs.files_per_officer_h=2", NULL});
    struct one_replication *quick = run((const char *const[]){
        ALL_EXAMINED, "customs.shift_share=[1,1,1]", "customs.files_per_officer_h=8", NULL});
    assert_near(one_replication_measure(always, manned), 53 * 20 / 8784.0, 0.005);
    assert_true(one_replication_measure(always, busy_hour) == 1);
    assert_near(one_replication_measure(by_day, manned), 53 * 20 / 2928.0, 0.0625 + 0.019);
    assert_near(one_replication_measure(quick, manned), 53 * 5 / 8784.0, 1e-6);
    assert_true(one_replication_measure(quick, busy_hour) == 0);
    one_replication_free(always);
    one_replication_free(by_day);
    one_replication_free(quick);
}

/* With every ULD handed on as it came, and every ULD out built up elsewhere, all 5300 t and 21.2
 * million parcels pass, and as much is declared, but nothing is broken down or sorted and nothing
 * built up here: those areas keep the one crew that a hall with any work has, or nobody. Half of
 * the ULDs: half of the work, 21.2 million x 0.5 pieces over the sorter, with 2120 ULDs at random
 * within three standard deviations, 3 / (2 sqrt(2120)) of all = 0.033 of it. */
static void what_goes_through_in_its_uld_is_no_work_inside(void **state)
{
    (void)state;
    struct one_replication *opened =
        run((const char *const[]){"lanes.one.load_out_share=0.5", NULL});
    struct one_replication *half = run((const char *const[]){
        "lanes.one.load_out_share=0.5", "lanes.one.parcel_intact_share=0.5", NULL});
    struct one_replication *through =
        run((const char *const[]){"lanes.one.load_out_share=0.5", "lanes.one.parcel_intact_share=1",
                                  "lanes.one.built_up_share=1", NULL});
    static const char *const same[] = {HALL "landed_t", HALL "landed_parcels",
                                       "airport.declarations_in", "airport.items_declared_in"};
    for (size_t m = 0; m < sizeof same / sizeof *same; m++)
        assert_within(one_replication_measure(through, same[m]),
                      one_replication_measure(opened, same[m]), 0.02);
    assert_within(one_replication_measure(through, HALL "unopened_ulds"), 2120, 1e-9);
    assert_within(one_replication_measure(through, HALL "unopened_parcels"), 21.2e6, 1e-9);
    assert_within(one_replication_measure(through, HALL "trucked_out_t"), 5300, 0.02);
    assert_equal(one_replication_measure(through, HALL "sorted_parcels"), 0);
    assert_equal(one_replication_measure(through, HALL "broken_down_t"), 0);
    assert_within(one_replication_measure(half, HALL "sorted_parcels"), 21.2e6 / 2, 0.04);
    assert_within(one_replication_measure(through, HALL "flown_t"),
                  one_replication_measure(opened, HALL "flown_t"), 0.02);
    assert_less(one_replication_measure(through, HALL "jobs"),
                one_replication_measure(half, HALL "jobs"));
    assert_less(one_replication_measure(half, HALL "jobs"),
                one_replication_measure(opened, HALL "jobs"));
    one_replication_free(opened);
    one_replication_free(half);
    one_replication_free(through);
}

/* The same posts need (1 - 0.05) / (1 - 0.10) = 1.0556 as many heads; nothing else changes. */
static void absence_asks_for_more_heads(void **state)
{
    (void)state;
    struct one_replication *few = run((const char *const[]){"labour.absence_share=0.05", NULL});
    struct one_replication *many = run((const char *const[]){"labour.absence_share=0.10", NULL});
    assert_within(one_replication_measure(many, HALL "jobs") /
                      one_replication_measure(few, HALL "jobs"),
                  0.95 / 0.90, 0.002);
    assert_nothing_better(many, few);
    one_replication_free(few);
    one_replication_free(many);
}

/* A flight a day and a roster. Half of the contracted time is absence in both, so that both have
 * the same heads; on the day either 4.5 % of the roster stay away or half of it, at random. */
#define DAILY                                                                                      \
    "lanes.one.flights_per_week=7", "lanes.one.weekday_index=[1,1,1,1,1,1,1]",                     \
        "labour.opening_weeks=2", "labour.absence_share=0.5"
static void absent_people_make_nothing_better(void **state)
{
    (void)state;
    struct one_replication *there =
        run((const char *const[]){DAILY, "labour.short_notice_share=0.045", NULL});
    struct one_replication *absent =
        run((const char *const[]){DAILY, "labour.short_notice_share=0.5", NULL});
    assert_nothing_better(absent, there);
    assert_within(one_replication_measure(absent, HALL "jobs"),
                  one_replication_measure(there, HALL "jobs"), 0.01);
    assert_greater(one_replication_measure(absent, HALL "dwell_mean_h"),
                   one_replication_measure(there, HALL "dwell_mean_h"));
    one_replication_free(there);
    one_replication_free(absent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_floor_of_a_fiftieth_passes_what_two_teams_can),
        cmocka_unit_test(without_officers_what_is_examined_stays),
        cmocka_unit_test(a_second_sorter_takes_what_one_cannot),
        cmocka_unit_test(larger_trucks_are_fewer),
        cmocka_unit_test(places_doors_and_sorter_are_as_busy_as_their_work_is_long),
        cmocka_unit_test(the_busy_hour_is_what_five_per_cent_of_the_hours_exceed),
        cmocka_unit_test(officers_are_busy_of_the_hours_on_duty),
        cmocka_unit_test(what_goes_through_in_its_uld_is_no_work_inside),
        cmocka_unit_test(bags_save_pieces_and_people),
        cmocka_unit_test(absence_asks_for_more_heads),
        cmocka_unit_test(absent_people_make_nothing_better),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
