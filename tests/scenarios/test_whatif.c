// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the overlays of scenarios/whatif/: each runs, and moves what it asks about. One
 * year, one replication, common random numbers (seed 1): the seed is fixed, so no claim fails by
 * chance. */
#include <dirent.h>
#include <stdio.h>

#include "tests/scenarios/one_replication.h"
#include "tests/assertions.h"

static const char actual[] = "scenarios/liege/actual.cfg";
static const char plan2018[] = "scenarios/liege/plan2018.cfg";
static const char to2030[] = "scenarios/liege/to2030.cfg";

/* In that year the measure with the overlay is least to most times what it is without. */
struct claim {
    const char *overlay, *base;
    int year;
    const char *measure;
    double least, most;
    const char *set; /* one more setting in both, or NULL */
};

static const struct claim claims[] = {
    {"automated_breakdown", actual, 2025, "hall.cainiao.jobs", 0.7, 0.95, NULL},
    {"cainiao_timetable", actual, 2025, "lane.cainiao.flights_per_day", 0.85, 1.05,
     NULL}, /* 23 for 24.5 a week */
    {"cap_38000", to2030, 2030, "airport.movements", 0.8, 0.97,
     "lanes.ecommerce.growth_share_per_year=0.25"},
    {"data_kept_local", actual, 2025, "visibility.operator_share", 0.0999, 0.1001, NULL},
    {"data_kept_local", actual, 2025, "airport.parcels_in", 1, 1, NULL},
    /* 1.238 to the power of -2 .. -0.5, a flight more or less */
    {"eu_duty_2026", actual, 2027, "lane.ecommerce.flights_per_day", 0.64, 0.91, NULL},
    {"fedex_stays", actual, 2023, "lane.express.tonnes", 3.2, 3.9,
     NULL}, /* 206 flights a week for 58 */
    {"fuller_trucks", actual, 2025, "hall.cainiao.trucks_per_day", 0.7, 0.9, NULL},
    /* 125,000 to 292,000 t for the 394,000 that the plan's planes bring with them */
    {"freight_home", plan2018, 2025, "trade.china_return_load_share", 0.3, 0.75, NULL},
    {"freight_home", plan2018, 2025, "trade.china_tonnes_in", 1, 1, NULL},
    {"half_the_flights", actual, 2025, "lane.cainiao.flights_per_day", 0.47, 0.53, NULL},
    /* 3.5 on 8.82 for 2.1: (1.397 / 1.238) to the power of -2 .. -0.5 */
    {"handling_fee", to2030, 2027, "lane.ecommerce.flights_per_day", 0.77, 0.95, NULL},
    {"national_fee", to2030, 2027, "lane.ecommerce.flights_per_day", 0.2, 0.66,
     NULL}, /* the bound share */
    {"night_quota", actual, 2025, "airport.night_share", 0.3, 0.95, NULL},
    {"night_quota", actual, 2025, "airport.night_movements", 0.6, 0.75,
     NULL}, /* 8,000 for about 12,000 */
    {"no_eu_duty", to2030, 2027, "lane.ecommerce.flights_per_day", 1.1, 1.56, NULL},
    {"opening_year_late", actual, 2022, "hall.cainiao.months_open", 0.14, 0.16,
     NULL}, /* 54 of 365 days */
    {"few_drivers", actual, 2025, "hall.first_line.wait_ramp_h", 5, 40, NULL},
    {"small_buffer", actual, 2025, "hall.first_line.wait_ramp_h", 1.4, 2.5, NULL},
    {"small_buffer", actual, 2025, "hall.first_line.wait_breakdown_h", 0.2, 0.6,
     NULL}, /* they wait outside */
    {"small_buffer", actual, 2025, "hall.express.wait_ramp_h", 0.9, 1.1,
     NULL}, /* the others keep theirs */
    {"few_drivers", actual, 2025, "hall.express.wait_ramp_h", 0.9, 1.1,
     NULL}, /* the others keep theirs */
    {"phase2_built", actual, 2025, "hall.cainiao.area_m2", 74.0 / 30 - 0.001, 74.0 / 30 + 0.001,
     NULL},
    {"phase2_built", actual, 2025, "hall.cainiao.jobs", 1.5, 5, NULL},
    {"quarter_absent", actual, 2025, "hall.cainiao.jobs", 1.1, 1.3,
     NULL}, /* (1 - 0.1179) / 0.75 = 1.176 */
    {"return_load_60", actual, 2025, "lane.cainiao.tonnes_out", 1.7, 4.1,
     NULL}, /* 0.6 for 0.15 .. 0.35 */
    {"road_feeder", actual, 2025, "hall.first_line.wait_gate_min", 1.1, 2.5, NULL},
    {"road_feeder", actual, 2025, "lane.world.tonnes_out", 0.999, 1.001, NULL},
    {"shifts_by_the_hour", actual, 2025, "hall.cainiao.dwell_p50_h", 0.8, 0.98, NULL},
    {"shifts_by_the_hour", actual, 2025, "hall.cainiao.jobs", 1.02, 1.15, NULL},
    {"snow_night", actual, 2025, "airport.parcels_in", 0.95, 1.001,
     NULL}, /* the night shows in the day's series */
    {"sorter_down_singles_day", actual, 2025, "hall.cainiao.dwell_p95_h", 1.0001, 1.1, NULL},
    {"twice_the_checks", actual, 2025, "visibility.examined_share", 1.9, 2.1, NULL},
};
enum { CLAIMS = sizeof claims / sizeof *claims };

static struct one_replication *year_of(const char *file, const char *overlay, int year,
                                       const char *more)
{
    char path[128], from[40], to[40];
    snprintf(path, sizeof path, "scenarios/whatif/%s.cfg", overlay == NULL ? "" : overlay);
    snprintf(from, sizeof from, "run.from=%d-01-01", year);
    snprintf(to, sizeof to, "run.to=%d-01-01", year + 1);
    const char *const with[] = {path};
    const char *const set[] = {from, to, "halls.cainiao.bagged_share=0.95",
                               "halls.first_line.bagged_share=0.95", more};
    const struct scenario_request request = {
        .file = file, .with = with, .with_n = overlay != NULL, .set = set, .set_n = more ? 5 : 4};
    return one_replication_new(&request, 1, NULL, NULL);
}

/* Nearly all e-commerce comes in bags in both, so that the sorters can do it and nothing but the
 * overlay moves. Claims about the same base and year share its run. */
static void every_overlay_moves_what_it_asks_about(void **state)
{
    (void)state;
    bool done[CLAIMS] = {false};
    for (size_t first = 0; first < CLAIMS; first++) {
        if (done[first]) continue;
        struct one_replication *base =
            year_of(claims[first].base, NULL, claims[first].year, claims[first].set);
        for (size_t i = first; i < CLAIMS; i++) {
            const struct claim *c = &claims[i];
            if (done[i] || c->base != claims[first].base || c->year != claims[first].year) continue;
            if (c->set != claims[first].set) continue;
            done[i] = true;
            struct one_replication *with = year_of(c->base, c->overlay, c->year, c->set);
            double before = one_replication_measure(base, c->measure),
                   after = one_replication_measure(with, c->measure);
            double ratio = after / before;
            if (!(ratio >= c->least && ratio <= c->most))
                fail_msg("%s: %s goes from %g to %g, %.4f times; claimed %g to %g", c->overlay,
                         c->measure, before, after, ratio, c->least, c->most);
            one_replication_free(with);
        }
        one_replication_free(base);
    }
}

/* The duty due is 3 euro on each parcel released here: revenue / parcels / 3 is the released share,
 * 0.8 to 1. The year 2027 lies wholly within the duty. */
static void the_duty_brings_three_euro_a_parcel(void **state)
{
    (void)state;
    struct one_replication *with = year_of(actual, "eu_duty_2026", 2027, NULL);
    double parcels = one_replication_measure(with, "airport.parcels_in");
    double share = one_replication_measure(with, "policy.duty_eur_m") * 1e6 / 3 / parcels;
    assert_greater(share, 0.8);
    assert_less(share, 1);
    assert_equal(one_replication_measure(with, "policy.handling_fee_eur_m"), 0);
    one_replication_free(with);
}

/* 4,000 t a week, of any number of flights: 208,570 t in the year. Flights are whole numbers and
 * their loads spread, so a year is within 3 % of it; if each lane shared by itself it would be
 * three times as much. */
static void the_freight_there_is_flies_however_many_planes_there_are(void **state)
{
    (void)state;
    const char *const set = "backhaul.china_t_per_week=4000";
    struct one_replication *few = year_of(actual, NULL, 2025, set),
                           *many = year_of(plan2018, NULL, 2025, set);
    const double t = 4000.0 * 365 / 7;
    assert_near(one_replication_measure(few, "trade.china_tonnes_out") / t, 1, 0.03);
    assert_near(one_replication_measure(many, "trade.china_tonnes_out") / t, 1, 0.03);
    one_replication_free(few);
    one_replication_free(many);
}

/* Twelve months add up to the year: the sums differ by rounding only. */
static void months_of_the_balance_add_up(void **state)
{
    (void)state;
    struct one_replication *base = year_of(actual, NULL, 2025, NULL);
    double sum = 0;
    for (int m = 1; m <= 12; m++) {
        char name[64];
        snprintf(name, sizeof name, "trade.month_%02d_balance_community_eur_m", m);
        sum += one_replication_measure(base, name);
    }
    assert_near(sum, one_replication_measure(base, "trade.china_balance_community_eur_m"), 1e-6);
    one_replication_free(base);
}

/* A day's series summed over hours `from` to `to`, in a replication that ends two days later. */
static double over_hours(const char *overlay, const char *day, enum measure_day series, int from,
                         int to)
{
    char path[128], start[40], end[40], drawn[40], text[17];
    int64_t day_us;
    assert_true(date_read(day, &day_us));
    snprintf(path, sizeof path, "scenarios/whatif/%s.cfg", overlay == NULL ? "" : overlay);
    snprintf(start, sizeof start, "run.from=%s",
             date_write(text, day_us - 8 * DATE_WEEK_US, false));
    snprintf(end, sizeof end, "run.to=%s", date_write(text, day_us + 2 * DATE_DAY_US, false));
    snprintf(drawn, sizeof drawn, "run.day=%s", day);
    const char *const with[] = {path}, *const set[] = {start, end, drawn};
    const struct scenario_request request = {
        .file = actual, .with = with, .with_n = overlay != NULL, .set = set, .set_n = 3};
    struct one_replication *replication = one_replication_new(&request, 1, NULL, NULL);
    double sum = 0;
    for (int h = from; h < to; h++)
        sum += replication->day[h * MEASURE_DAY_SERIES + (int)series];
    one_replication_free(replication);
    return sum;
}

/* From noon on parcels pile up: more wait through the last hour. */
static void a_sorter_that_stands_leaves_parcels_waiting(void **state)
{
    (void)state;
    double base = over_hours(NULL, "2025-11-11", MEASURE_DAY_WAITING_SORT, 23, 24);
    double down =
        over_hours("sorter_down_singles_day", "2025-11-11", MEASURE_DAY_WAITING_SORT, 23, 24);
    if (!(down > base + 10000)) fail_msg("%g wait, %g without", down, base);
}

/* Every departure is de-iced, the runway closes now and then: aircraft stand longer. */
static void a_snow_night_keeps_aircraft_on_their_stands(void **state)
{
    (void)state;
    double base = over_hours(NULL, "2025-01-09", MEASURE_DAY_STANDS, 0, 10);
    double snow = over_hours("snow_night", "2025-01-09", MEASURE_DAY_STANDS, 0, 10);
    if (!(snow > 1.02 * base)) fail_msg("%g stand hours, %g without", snow, base);
}

/* Each file of the folder is claimed about. */
static void every_overlay_is_claimed_about(void **state)
{
    (void)state;
    DIR *folder = opendir("scenarios/whatif");
    assert_non_null(folder);
    size_t files = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot == NULL || strcmp(dot, ".cfg") != 0) continue;
        files++;
        bool claimed = false;
        for (size_t i = 0; i < CLAIMS; i++)
            claimed |=
                strncmp(entry->d_name, claims[i].overlay, (size_t)(dot - entry->d_name)) == 0;
        if (!claimed) fail_msg("no claim about %s", entry->d_name);
    }
    closedir(folder);
    assert_at_least(files, 17);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_overlay_moves_what_it_asks_about),
        cmocka_unit_test(the_duty_brings_three_euro_a_parcel),
        cmocka_unit_test(the_freight_there_is_flies_however_many_planes_there_are),
        cmocka_unit_test(months_of_the_balance_add_up),
        cmocka_unit_test(a_sorter_that_stands_leaves_parcels_waiting),
        cmocka_unit_test(a_snow_night_keeps_aircraft_on_their_stands),
        cmocka_unit_test(every_overlay_is_claimed_about),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
