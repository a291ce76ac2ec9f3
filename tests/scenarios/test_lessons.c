// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about scenarios/lessons/: what its README says comes out, comes out. One replication each
 * (replication 0, seed 1), so no claim fails by chance; tolerances say what they allow. */
#include <stdio.h>

#include "models/base/trace.h"
#include "scenarios/studies/trace_run.h"
#include "tests/scenarios/one_replication.h"
#include "tests/assertions.h"

static struct one_replication *lesson(const char *name, const char *const *set, size_t set_n)
{
    char path[128];
    snprintf(path, sizeof path, "scenarios/lessons/%s.cfg", name);
    const struct scenario_request request = {.file = path, .set = set, .set_n = set_n};
    return one_replication_new(&request, 1, NULL, NULL);
}

/* The measure in the last year of a lesson, with at most one more setting. */
static double measure_of(const char *name, const char *set, const char *measure)
{
    struct one_replication *replication = lesson(name, &set, set != NULL);
    double value = one_replication_measure(replication, measure);
    one_replication_free(replication);
    return value;
}

/* ---- 1 --------------------------------------------------------------------------------------- */

struct first_flight {
    struct experiment experiment;
    struct trace_run follow;
    double f;
};

static void follow_first(struct first_flight *first, const char *set)
{
    struct diagnostics *diagnostics = diagnostics_new();
    const struct scenario_request request = {
        .file = "scenarios/lessons/01_one_flight.cfg", .set = &set, .set_n = set != NULL};
    assert_true(experiment_open(&first->experiment, &request, diagnostics));
    diagnostics_free(diagnostics);
    const struct plan *plan = scenario_plan(first->experiment.scenario);
    const struct trace_run_request follow = {.plan = plan,
                                             .seed = 1,
                                             .from_us = plan->base->run.from_us,
                                             .lane = -1,
                                             .nth = 1,
                                             .serial = -1};
    first->follow = trace_run_flight(&follow);
    assert_true(first->follow.found);
    assert_true(first->follow.complete);
    int64_t doors_us = 0, off_us = 0;
    for (size_t i = 0; i < first->follow.n; i++) {
        if (first->follow.note[i].step == TRACE_DOORS_OPEN) doors_us = first->follow.note[i].at_us;
        if (first->follow.note[i].step == TRACE_OFFLOADED) off_us = first->follow.note[i].at_us;
    }
    first->f = (double)(off_us - doors_us) / (60.0 * (double)DATE_MINUTE_US);
}

static void first_free(struct first_flight *first)
{
    trace_run_free(&first->follow);
    experiment_close(&first->experiment);
}

static struct dwell_mean mean_of(const struct first_flight *first, int u)
{
    struct dwell_mean mean;
    assert_true(dwell_mean(&first->follow.dwell, u, &mean));
    return mean;
}

/* Minutes from on block to when the last truck of ULD u leaves. */
static double leaves_min(const struct first_flight *first, int u)
{
    return (double)(mean_of(first, u).off_us - first->follow.dwell.on_block_us) /
           (double)DATE_MINUTE_US;
}

static double spent_min(const struct first_flight *first, int u, enum dwell_span span)
{
    return mean_of(first, u).spent_us[span] / (double)DATE_MINUTE_US;
}

/* Until it stands on its dolly. */
static double aboard_min(const struct first_flight *first, int u)
{
    double sum_min = 0;
    for (int span = DWELL_CREW; span <= DWELL_OFFLOAD; span++)
        sum_min += spent_min(first, u, (enum dwell_span)span);
    return sum_min;
}

/* The hand calculation of the README. Half a minute of slack catches an error of one ULD (1.5
 * minutes) anywhere. The teams are the limit only while 12 f < 16, so f is checked too. */
static void one_flight_takes_the_minutes_counted_by_hand(void **state)
{
    (void)state;
    struct first_flight first;
    follow_first(&first, NULL);
    assert_between(0.7, first.f, 1.3);
    assert_near(aboard_min(&first, 0), 15 + 6 * first.f, 0.01);
    assert_near(spent_min(&first, 0, DWELL_RIDE), 6, 0.01);
    assert_near(spent_min(&first, 0, DWELL_OPENING), 10, 0.01);
    assert_near(spent_min(&first, 3, DWELL_INDUCTION), 6, 0.01);
    assert_near(spent_min(&first, 3, DWELL_SORTING), 2, 0.01);
    assert_near(leaves_min(&first, 0), 69 + 6 * first.f, 0.5);
    assert_near(leaves_min(&first, 39), 141 + 6 * first.f, 0.5);
    first_free(&first);
}

/* Nothing is lost on the way: all spans of a ULD's parcels add up to their whole time. */
static void the_waits_of_a_uld_add_up_to_its_time(void **state)
{
    (void)state;
    struct first_flight first;
    follow_first(&first, NULL);
    int64_t kg = 0;
    for (int u = 0; u < 40; u++) {
        double sum_min = 0;
        for (int span = 0; span < DWELL_SPANS; span++)
            sum_min += spent_min(&first, u, (enum dwell_span)span);
        assert_int_equal(mean_of(&first, u).parcels, 10000);
        kg += mean_of(&first, u).g / 1000;
        assert_near(sum_min, leaves_min(&first, u), 1e-6);
    }
    assert_int_equal(kg, 100000);
    first_free(&first);
}

/* A train every 12 minutes: the tenth leaves 108 minutes after the first, 15 + 6 f. */
static void with_one_tug_the_tug_is_the_bottleneck(void **state)
{
    (void)state;
    struct first_flight first;
    follow_first(&first, "halls.hall.tugs=1");
    assert_near(leaves_min(&first, 39), 177 + 6 * first.f, 0.5);
    assert_near(spent_min(&first, 39, DWELL_TUG), 108 - 54 * first.f, 0.01);
    first_free(&first);
}

/* ---- 2 to 7 ---------------------------------------------------------------------------------- */

/* 717 flights, give or take 3 standard deviations of the cancellations (11); each 89.25 t. */
static void a_timetable_brings_its_flights_times_a_full_hold(void **state)
{
    (void)state;
    double tonnes = measure_of("02_one_year", NULL, "airport.tonnes");
    double flights = 366 * measure_of("02_one_year", NULL, "lane.one.flights_per_day");
    assert_near(flights, 717, 11);
    assert_near(tonnes, flights * 89.25, 0.5);
    assert_near(measure_of("02_one_year", NULL, "airport.parcels_in"), flights * 89250 / 0.25, 1);
    double heavy = measure_of("02_one_year", "lanes.one.density_kg_per_m3=200.0", "airport.tonnes");
    assert_near(heavy, flights * 100, 0.5);
}

/* Twenty replications: the sd of the load is 7.2 % of the mean, a little less with the top cut off.
 * 0.04 to 0.105 is where 20 draws' sd falls in 99 % of cases. */
static void not_knowing_the_load_makes_the_band(void **state)
{
    (void)state;
    double sum = 0, squares = 0;
    const int n = 20;
    const struct scenario_request request = {.file = "scenarios/lessons/03_chance.cfg"};
    for (uint64_t seed = 1; seed <= (uint64_t)n; seed++) {
        struct one_replication *replication = one_replication_new(&request, seed, NULL, NULL);
        double tonnes = one_replication_measure(replication, "airport.tonnes");
        sum += tonnes;
        squares += tonnes * tonnes;
        one_replication_free(replication);
    }
    double mean = sum / n, sd = sqrt((squares - sum * mean) / (n - 1));
    assert_between(0.04, sd / mean, 0.105);
    assert_greater(mean, 0.78 * 64000);
    assert_less(mean, 0.9 * 64000);
}

static double erlang_b(int servers, double load)
{
    double b = 1;
    for (int n = 1; n <= servers; n++)
        b = load * b / (n + load * b);
    return b;
}

/* Of 4,380 flights or so. Patience lets about one in ten of them land after all: 6 minutes against
 * a stand that comes free every hour. Slack: 3.3 standard deviations of the count, and that
 * tenth. */
static void stands_follow_the_loss_formula(void **state)
{
    (void)state;
    for (int stands = 2; stands <= 5; stands++) {
        char set[40];
        snprintf(set, sizeof set, "airport.stands_wide=%d", stands);
        double lost = measure_of("04_stands", set, "airport.diverted") / 4392,
               b = erlang_b(stands, 1.5);
        double slack = 3.3 * sqrt(b * (1 - b) / 4392);
        if (!(lost > 0.8 * b - slack && lost < b + slack))
            fail_msg("%d stands: %.4f, B = %.4f", stands, lost, b);
    }
}

/* More flights make more jobs, but fewer for each, and fuller hours. */
static void the_second_flight_makes_fewer_jobs(void **state)
{
    (void)state;
    double jobs = measure_of("05_jobs", NULL, "hall.hall.jobs");
    double worked = measure_of("05_jobs", NULL, "hall.hall.worked_share");
    double more = measure_of("05_jobs", "lanes.one.flights_per_week=56.0", "hall.hall.jobs");
    double fuller =
        measure_of("05_jobs", "lanes.one.flights_per_week=56.0", "hall.hall.worked_share");
    assert_greater(jobs, 120);
    assert_less(jobs, 350);
    assert_between(0.2, worked, 0.5);
    assert_greater(more, 1.5 * jobs);
    assert_less(more, 4 * jobs);
    assert_greater(fuller, worked + 0.1);
}

/* (11.10 / 9) ^ -1.2 = 0.7775; cancellations and fractions of a flight allow 2 %. The duty is 3
 * euro on each parcel, to the cent. */
static void the_duty_takes_what_the_arithmetic_says(void **state)
{
    (void)state;
    double before =
        365 * measure_of("02_one_year", NULL, "lane.one.flights_per_day") * 89250 / 0.25;
    double after = measure_of("06_duty", NULL, "airport.parcels_in");
    assert_near(after / before, 0.7775, 0.02);
    assert_near(measure_of("06_duty", NULL, "policy.duty_eur_m"),
                3e-6 * measure_of("06_duty", NULL, "airport.released_parcels"), 1e-6);
}

/* Of what was released. 1e-4: the kilogram by which a ULD's weight is rounded. */
static void four_balances_and_two_parties_come_out_as_multiplied(void **state)
{
    (void)state;
    struct one_replication *replication = lesson("07_trade_and_visibility", NULL, 0);
    double in_t = one_replication_measure(replication, "airport.released_parcels") * 0.25e-3;
    double out_t = one_replication_measure(replication, "airport.tonnes_out");
    double community = out_t * 80e-3 * 0.5 - in_t * 25e-3 * 0.9;
    double stays = in_t * 25e-3 * 0.9 * 0.05;
    assert_near(one_replication_measure(replication, "trade.china_balance_community_eur_m"),
                community, 1e-4);
    double national = out_t * 40e-3 * 0.7 - stays, economic = out_t * 40e-3 * 0.4 - stays;
    assert_near(one_replication_measure(replication, "trade.china_balance_national_eur_m"),
                national, 1e-4);
    assert_near(one_replication_measure(replication, "trade.china_balance_economic_eur_m"),
                economic, 1e-4);
    assert_near(one_replication_measure(replication, "trade.china_imports_published_eur_m"), 0,
                0.1);
    double parcels = one_replication_measure(replication, "airport.parcels_in");
    assert_near(one_replication_measure(replication, "visibility.operator_records"), 6 * parcels,
                1);
    assert_near(one_replication_measure(replication, "visibility.customs_records"), 1.8 * parcels,
                1);
    assert_near(one_replication_measure(replication, "visibility.operator_cells_share"), 5.5 / 6,
                1e-9);
    assert_near(one_replication_measure(replication, "visibility.state_cells_share"), 0.75, 1e-9);
    assert_near(one_replication_measure(replication, "visibility.gap_share"), 1.4 / 6, 1e-9);
    one_replication_free(replication);
}

/* 40 EUR/kg declared of what flew out, over EUR 10,000 m; without the whole there is no share of
 * it. */
static void the_hub_is_set_beside_the_exports_of_its_country(void **state)
{
    (void)state;
    const char *set = "trade.belgian_exports_eur_m=10000.0",
               *share = "trade.of_belgian_exports_share";
    double out_t = measure_of("07_trade_and_visibility", set, "airport.tonnes_out");
    assert_near(measure_of("07_trade_and_visibility", set, share), out_t * 40e-3 / 10000, 1e-9);
    assert_unknown(measure_of("07_trade_and_visibility", NULL, share));
}

/* ---- 8 --------------------------------------------------------------------------------------- */

/* One year of the real scenario, as wide as what nobody measured (scenarios/liege/priors.cfg): at
 * 250 to 500 thousand parcels a day, of which 2 to 80 % come loose, and 100 to 250 pieces a
 * man-hour with all standing posts, 300 to 1,900 jobs. */
static void liege_untuned_leaves_the_jobs_wide_open(void **state)
{
    (void)state;
    const char *const set[] = {"run.from=2025-01-01"};
    struct one_replication *replication = lesson("08_liege", set, 1);
    double jobs = one_replication_measure(replication, "hall.cainiao.jobs");
    assert_greater(jobs, 300);
    assert_less(jobs, 1900);
    one_replication_free(replication);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_flight_takes_the_minutes_counted_by_hand),
        cmocka_unit_test(the_waits_of_a_uld_add_up_to_its_time),
        cmocka_unit_test(with_one_tug_the_tug_is_the_bottleneck),
        cmocka_unit_test(a_timetable_brings_its_flights_times_a_full_hold),
        cmocka_unit_test(not_knowing_the_load_makes_the_band),
        cmocka_unit_test(stands_follow_the_loss_formula),
        cmocka_unit_test(the_second_flight_makes_fewer_jobs),
        cmocka_unit_test(the_duty_takes_what_the_arithmetic_says),
        cmocka_unit_test(four_balances_and_two_parties_come_out_as_multiplied),
        cmocka_unit_test(the_hub_is_set_beside_the_exports_of_its_country),
        cmocka_unit_test(liege_untuned_leaves_the_jobs_wide_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
