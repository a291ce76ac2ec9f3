// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about lanes: capacities and loads by hand, timetables and delays against their sums.
 * Seed 3, fixed. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/airside/lane.h"
#include "sim/date.h"
#include "tests/assertions.h"

struct field { /* an airport at the far end of the lane's port: writes down what comes */
    struct sim *sim;
    struct cargo cargo;
    struct lane_def def;
    struct lane_traffic_def traffic;
    struct lane_aircraft_def fleet[2];
    struct lane *lane;
    double least_ahead_h, most_ahead_h; /* from booking to landing, flights of the second week on */
    uint32_t booked, landed, of_type[2], in_month[13], on_weekday[7], in_hour[24], ulds_in;
    double delay_min_sum, ground_h_sum;
    int64_t kg_in, kg_out, kg_out_max, dm3_out, parcels_in;
};

static void take_booking(struct sim *sim, void *station, uint64_t number)
{
    struct field *field = station;
    int64_t at_us = cargo_flight(&field->cargo, number)->scheduled_us;
    field->booked++;
    if (at_us < date_us(2023, 1, 9)) return;
    double ahead_h = (double)(at_us - sim_now_us(sim)) / (double)DATE_HOUR_US;
    if (ahead_h < field->least_ahead_h) field->least_ahead_h = ahead_h;
    if (ahead_h > field->most_ahead_h) field->most_ahead_h = ahead_h;
}

static void take_flight(struct sim *sim, void *station, uint64_t number)
{
    struct field *field = station;
    const struct flight *flight = cargo_flight(&field->cargo, number);
    field->landed++;
    field->of_type[flight->aircraft]++;
    field->in_month[date_of(flight->scheduled_us).month]++;
    field->on_weekday[date_weekday(flight->scheduled_us)]++;
    field->in_hour[date_hour(flight->scheduled_us)]++;
    field->delay_min_sum +=
        (double)(sim_now_us(sim) - flight->scheduled_us) / (double)DATE_MINUTE_US;
    field->ground_h_sum +=
        (double)(flight->leaves_us - flight->scheduled_us) / (double)DATE_HOUR_US;
    field->kg_in += flight->kg_in;
    field->kg_out += flight->kg_out;
    field->kg_out_max += flight->kg_out_max;
    field->dm3_out += flight->dm3_out;
    field->parcels_in += flight->parcels_in;
    field->ulds_in += flight->ulds_in;
    slab_give(&field->cargo.flights, (uint32_t)number);
}

static uint16_t choose_first(void *context, const struct lane_def *def, int64_t kg, int64_t at_us)
{
    (void)at_us;
    (void)context;
    (void)def;
    (void)kg;
    return 0;
}

/* One 777F lane: 84 flights a week, no season, no delays, half full both ways. Starts on Monday
 * 2 January 2023. */
static struct field *field_new(void)
{
    struct sim_def sim_def = sim_def_default();
    sim_def.seed = 3;
    sim_def.start_us = date_us(2023, 1, 2);
    struct sim *sim = sim_new(&sim_def);
    assert_non_null(sim);
    struct field *field = sim_alloc(sim, sizeof *field);
    field->sim = sim;
    field->least_ahead_h = INFINITY;
    slab_start(&field->cargo.flights, sim, sizeof(struct flight));
    field->fleet[0] =
        (struct lane_aircraft_def){.name = "b777f", .payload_t = 102, .volume_m3 = 653, .ulds = 37};
    field->fleet[1] =
        (struct lane_aircraft_def){.name = "b747", .payload_t = 112, .volume_m3 = 736, .ulds = 39};
    field->traffic = (struct lane_traffic_def){.stowage_share = 0.85,
                                               .delay_min = dist_constant(0),
                                               .delay_late_min = dist_constant(0),
                                               .ground_time_h = dist_constant(3)};
    struct lane_def *def = &field->def;
    strcpy(def->name, "test");
    def->aircraft.n = 1;
    def->aircraft_share[0] = 1;
    def->flights_per_week = 84;
    def->growth_from_us = DATE_NEVER_US;
    for (int m = 0; m < 12; m++)
        def->month_index[m] = 1;
    for (int d = 0; d < 7; d++)
        def->weekday_index[d] = 1;
    for (int h = 0; h < 24; h++)
        def->hour_index[h] = 1;
    def->density_kg_per_m3 = 148;
    def->density_out_kg_per_m3 = 185;
    def->load_in_share = def->load_out_share = 0.5;
    def->parcel_share_in = 1;
    def->parcel_kg = 0.25;
    return field;
}

static void fly_weeks(struct field *field, int64_t weeks)
{
    field->lane =
        lane_new(field->sim, &field->def, 0, &field->traffic, field->fleet, &field->cargo);
    lane_connect(field->lane, (struct lane_ports){.booked = {take_booking, field},
                                                  .out = {take_flight, field},
                                                  .hall = {choose_first, field}});
    lane_start(field->lane);
    sim_run_until(field->sim, sim_now_us(field->sim) + weeks * DATE_WEEK_US);
}

/* 0.85 x 653 m3 x 148 kg/m3 = 82,147.4 kg, by volume; at 300 kg/m3 it would be 166,515 kg: the
 * payload of 102 t is the limit. */
static void a_777f_is_filled_by_volume_at_parcel_density_and_by_weight_above(void **state)
{
    (void)state;
    const struct lane_aircraft_def aircraft = {.payload_t = 102, .volume_m3 = 653};
    assert_near(lane_capacity_kg(&aircraft, 148, 0.85), 82147.4, 1e-6);
    assert_equal(lane_capacity_kg(&aircraft, 300, 0.85), 102000);
}

/* No spread: 0.5 x 82,147.4 = 41,073 whole kilograms on ceil(37 / 2) = 19 ULDs, 41,073.7 / 0.25
 * = 164,294 parcels; out 0.5 x 102,000 = 51,000 of 102,000. Ten weeks of 84 flights, all alike; the
 * eleventh stands in the timetable by then. */
static void a_flight_carries_its_share(void **state)
{
    (void)state;
    struct field *field = field_new();
    fly_weeks(field, 10);
    assert_int_equal(field->landed, 840);
    assert_int_equal(field->booked, 924);
    assert_equal(field->kg_in, 840 * INT64_C(41073));
    assert_int_equal(field->ulds_in, 840 * 19);
    assert_equal(field->parcels_in, 840 * INT64_C(164294));
    assert_equal(field->kg_out, 840 * INT64_C(51000));
    assert_equal(field->kg_out_max, 840 * INT64_C(102000));
    sim_free(field->sim);
}

/* At 100 kg/m3 a full booking of 102 t would need 1,020 m3; 0.85 x 653 = 555.05 m3 take 55,505
 * kg, to the kilogram that rounding may take. */
static void light_freight_out_is_booked_by_volume(void **state)
{
    (void)state;
    struct field *field = field_new();
    field->def.density_out_kg_per_m3 = 100;
    field->def.load_out_share = 1;
    fly_weeks(field, 1);
    assert_near((double)field->kg_out / 84, 55505, 1);
    assert_near((double)field->dm3_out / 84, 555050, 10);
    sim_free(field->sim);
}

/* Monday 2 January 2023 on: a row for Mondays and Wednesdays at 23:50, up to Sunday the 15th; one
 * for Thursday the 5th at 6:00, off again at 8:30, 40.5 t in and 10 t out; one cancelled. Three
 * weeks: 2 + 2 + 0 flights of the first row, one of the second, one planned and cancelled. The
 * lane's frequency, season and demand say nothing. Of the 37 ULDs 40.5 t need ceil(37 x 40.5 /
 * 82.1474) = 19; 40.5 t / 0.25 kg are 162,000 parcels. */
static void a_lane_with_a_timetable_flies_what_stands_there(void **state)
{
    (void)state;
    struct field *field = field_new();
    const int64_t hour_us = DATE_HOUR_US;
    const struct timetable_row row[] = {
        {.from_us = INT64_MIN,
         .until_us = date_us(2023, 1, 16),
         .lands_us = 24 * hour_us - 10 * DATE_MINUTE_US,
         .ground_us = -1,
         .in_t = 0,
         .out_t = 0,
         .weekdays = 1 | 4,
         .aircraft = 1},
        {.from_us = date_us(2023, 1, 5),
         .until_us = date_us(2023, 1, 6),
         .lands_us = 6 * hour_us,
         .ground_us = 5 * hour_us / 2,
         .in_t = 40.5,
         .out_t = 10,
         .weekdays = 127},
        {.from_us = date_us(2023, 1, 7),
         .until_us = date_us(2023, 1, 8),
         .weekdays = 127,
         .cancelled = true},
    };
    strcpy(field->def.schedule, "flights.csv");
    field->def.timetable = (struct timetable){row, 3};
    fly_weeks(field, 3);
    assert_int_equal(field->landed, 5);
    assert_equal(field->of_type[0], 1);
    assert_equal(field->of_type[1], 4);
    assert_equal(field->on_weekday[0], 2);
    assert_equal(field->on_weekday[2], 2);
    assert_equal(field->on_weekday[3], 1);
    assert_equal(field->in_hour[23], 4);
    assert_equal(field->in_hour[6], 1);
    assert_equal(field->kg_in, 40500);
    assert_equal(field->kg_out, 10000);
    assert_equal(field->ulds_in, 19);
    assert_equal(field->parcels_in, 162000);
    assert_equal(field->ground_h_sum,
                 4 * 3 + 2.5); /* ground_time_h of the traffic where none is given */
    assert_equal(lane_year(field->lane)->planned, 6);
    assert_equal(lane_year(field->lane)->cancelled, 1);
    assert_equal(lane_offer(field->lane, date_us(2023, 1, 2)).payload_t, 2 * 112 + 102);
    sim_free(field->sim);
}

/* Delays and cancellations of the traffic come on top: 10 flights a day for 300 weeks and one more
 * that is written, all an hour late, 2 % of 21,070 cancelled: 421, sd 20.3, four of those. Of the
 * last 70 flights, which have not landed, 1.4 are cancelled; more than 10 with a chance below
 * 1e-6. */
static void delays_and_cancellations_come_on_top_of_a_timetable(void **state)
{
    (void)state;
    struct field *field = field_new();
    struct timetable_row row[10];
    for (int i = 0; i < 10; i++)
        row[i] = (struct timetable_row){
            .until_us = INT64_MAX, .lands_us = i * DATE_HOUR_US, .weekdays = 127};
    strcpy(field->def.schedule, "flights.csv");
    field->def.timetable = (struct timetable){row, 10};
    field->traffic.cancelled_share = 0.02;
    field->traffic.delay_min = dist_constant(60);
    fly_weeks(field, 300);
    const struct lane_counts *year = lane_year(field->lane);
    assert_equal(year->planned, 21070);
    assert_closer((double)year->cancelled, 421, 82);
    assert_at_most(field->landed, 21000);
    assert_equal(field->booked, year->planned - year->cancelled);
    assert_at_most(field->booked - field->landed, 70);
    assert_at_least(field->booked - field->landed, 60);
    assert_near(field->delay_min_sum / field->landed, 60, 1e-9);
    sim_free(field->sim);
}

/* Loads spread with cv 0.15 around 0.5: the mean of 20,800 flights has a sd of 0.15 /
 * sqrt(20800) = 0.10 %. 0.5 % is five of those and catches a spread whose median, not mean, is
 * 1 (1.1 %). */
static void loads_spread_around_their_mean(void **state)
{
    (void)state;
    struct field *field = field_new();
    field->def.load_cv = 0.15;
    field->def.flights_per_week = 400;
    fly_weeks(field, 52);
    double mean_kg = (double)field->kg_in / field->landed;
    assert_near(mean_kg / 41073.7, 1, 0.005);
    assert_near((double)field->kg_out / (double)field->kg_out_max / 0.5, 1, 0.005);
    sim_free(field->sim);
}

/* 20.5 flights a week with the season of OPS6 over 52 weeks: each week's flights by hand (the
 * month is that of its Thursday), the fraction at random: sd at most 0.5 a week, 3.6 in all. 15
 * is four of those and 1.4 % of 1,066. November over February, per week: 1.16 / 0.88. A season
 * shifted by one month would be 1.11 / 0.97 there. */
static void a_year_of_flights_adds_up_and_follows_the_season(void **state)
{
    (void)state;
    const double season[12] = {0.93, 0.88, 0.97, 0.98, 0.98, 0.98,
                               0.98, 0.96, 1.01, 1.06, 1.16, 1.11};
    struct field *field = field_new();
    field->def.flights_per_week = 20.5;
    memcpy(field->def.month_index, season, sizeof season);
    fly_weeks(field, 52);
    double expected = 0;
    for (int w = 0; w < 52; w++) {
        int month = date_of(date_us(2023, 1, 5) + w * DATE_WEEK_US).month;
        expected += 20.5 * season[month - 1]; /* the twelve add up to 12.00 */
    }
    assert_near(expected / (20.5 * 52), 1, 0.01);
    assert_closer(field->landed, expected, 15);
    double november = field->in_month[11] / 30.0, february = field->in_month[2] / 28.0;
    assert_near(november / february / (1.16 / 0.88), 1, 0.08);
    sim_free(field->sim);
}

/* 10 % a year from 2023 on: 84 before, 84 x 1.1 after 365.25 days, 84 x 1.21 after twice that. */
static void flights_grow_from_the_date_on(void **state)
{
    (void)state;
    struct lane_def def = {.flights_per_week = 84,
                           .growth_share_per_year = 0.1,
                           .growth_from_us = date_us(2023, 1, 1)};
    int64_t year_us = 365 * DATE_DAY_US + DATE_DAY_US / 4;
    assert_equal(lane_flights_per_week(&def, def.growth_from_us - 1), 84);
    assert_near(lane_flights_per_week(&def, def.growth_from_us + year_us) / 92.4, 1, 1e-12);
    assert_near(lane_flights_per_week(&def, def.growth_from_us + 2 * year_us) / 101.64, 1, 1e-12);
    def.growth_from_us = DATE_NEVER_US;
    assert_equal(lane_flights_per_week(&def, date_us(2040, 1, 1)), 84);
}

/* Early 0.1 of the flights, by 30 minutes on average; late 0.15, by 180; the others by 30: -3 +
 * 27 + 22.5 = 46.5 minutes. Over 20,800 flights the mean has a sd of 96 / sqrt(20800) = 0.67:
 * 2.7 is four of those and catches any one of the three left out. */
static void delays_have_the_mean_of_their_parts(void **state)
{
    (void)state;
    struct field *field = field_new();
    field->def.flights_per_week = 400;
    field->traffic.early_share = 0.1;
    field->traffic.early_max_min = 60;
    field->traffic.late_share = 0.15;
    field->traffic.delay_late_min = dist_gamma(180, 1);
    field->traffic.delay_min = dist_lognormal(30, 1.12);
    fly_weeks(field, 52);
    assert_greater(field->landed, 20700);
    assert_near(field->delay_min_sum / field->landed, 46.5, 2.7);
    sim_free(field->sim);
}

/* Starting on a Monday: the first week and the second are written at once, each other on the Monday
 * before its own, so that a flight is known between 7 and 14 days ahead: 336 h at most, and with 84
 * flights a week the nearest of 20 weeks lies within 2 h of its Monday (missed with chance e^-20).
 * */
static void a_week_is_written_a_week_ahead(void **state)
{
    (void)state;
    struct field *field = field_new();
    fly_weeks(field, 20);
    assert_at_least(field->least_ahead_h, 168);
    assert_less(field->least_ahead_h, 170);
    assert_less(field->most_ahead_h, 336);
    assert_greater(field->most_ahead_h, 334);
    sim_free(field->sim);
}

/* 52 weeks flown and one more written: 0.02 of 21,200 flights cancelled: 424, sd 20.4; four of
 * those. A cancelled flight is neither booked nor flown. The last week's 400 (392, sd 2.8) have not
 * landed. */
static void some_flights_are_cancelled_and_not_booked(void **state)
{
    (void)state;
    struct field *field = field_new();
    field->def.flights_per_week = 400;
    field->traffic.cancelled_share = 0.02;
    fly_weeks(field, 52);
    const struct lane_counts *year = lane_year(field->lane);
    assert_equal(year->planned, 21200);
    assert_closer((double)year->cancelled, 424, 82);
    assert_equal(field->booked, year->planned - year->cancelled);
    assert_at_most(field->booked - field->landed, 400);
    assert_greater(field->booked - field->landed, 380);
    lane_new_year(field->lane);
    assert_equal(lane_year(field->lane)->planned, 0);
    sim_free(field->sim);
}

/* Weights 3 : 1 for two types, Saturdays shut, the hour from 5 to 6 ten times as busy (10 of
 * 33): 20,800 flights, shares with a sd of 0.3 %; 1.3 % is four of those. */
static void types_weekdays_and_hours_follow_their_weights(void **state)
{
    (void)state;
    struct field *field = field_new();
    field->def.flights_per_week = 400;
    field->def.aircraft.n = 2;
    field->def.aircraft.item[1] = 1;
    field->def.aircraft_share[0] = 0.6;
    field->def.aircraft_share[1] = 0.2;
    field->def.weekday_index[5] = 0;
    field->def.hour_index[5] = 10;
    fly_weeks(field, 52);
    assert_near(field->of_type[0] / 20800.0, 0.75, 0.013);
    assert_int_equal(field->on_weekday[5], 0);
    assert_near(field->on_weekday[6] / 20800.0, 1 / 6.0, 0.013);
    assert_near(field->in_hour[5] / 20800.0, 10 / 33.0, 0.013);
    sim_free(field->sim);
}

/* 84 flights a week of a 777F, 2 % cancelled: 84 x 102 t x 0.98 = 8,396.64 t. Freight of 100 kg/m3
 * fills 0.85 x 653 x 0.1 = 55.505 t of the 102: 0.544167. With a 747 (112 t, 62.56 t) for each
 * third flight: (56 x 102 + 28 x 112) x 0.98 = 8,671.04 t. */
static void a_week_offers_the_room_of_its_expected_flights(void **state)
{
    (void)state;
    struct field *field = field_new();
    field->traffic.cancelled_share = 0.02;
    field->def.density_out_kg_per_m3 = 100;
    field->lane =
        lane_new(field->sim, &field->def, 0, &field->traffic, field->fleet, &field->cargo);
    struct backhaul_offer offer = lane_offer(field->lane, date_us(2023, 1, 2));
    assert_near(offer.payload_t, 8396.64, 1e-9);
    assert_equal(offer.pull, 0.5);
    assert_near(offer.most_share, 55.505 / 102, 1e-12);
    field->def.aircraft.n = 2;
    field->def.aircraft.item[1] = 1;
    field->def.aircraft_share[0] = 0.6;
    field->def.aircraft_share[1] = 0.3;
    offer = lane_offer(field->lane, date_us(2023, 1, 2));
    assert_near(offer.payload_t, 8671.04, 1e-9);
    assert_near(offer.most_share, (56 * 55.505 + 28 * 62.56) / (56 * 102 + 28 * 112), 1e-12);
    sim_free(field->sim);
}

static double a_fifth(void *context, uint16_t lane, int64_t monday_us)
{
    (void)lane;
    *(int64_t *)context = monday_us;
    return 0.2;
}

/* load_out_share is 0.5, but 0.2 x 102 t = 20.4 t is what each flight is booked with. */
static void a_lane_that_shares_books_what_it_is_given(void **state)
{
    (void)state;
    struct field *field = field_new();
    int64_t monday_us = 0;
    field->lane =
        lane_new(field->sim, &field->def, 0, &field->traffic, field->fleet, &field->cargo);
    lane_connect(field->lane, (struct lane_ports){.booked = {take_booking, field},
                                                  .out = {take_flight, field},
                                                  .hall = {choose_first, field},
                                                  .backhaul = {a_fifth, &monday_us}});
    lane_start(field->lane);
    sim_run_until(field->sim, sim_now_us(field->sim) + 2 * DATE_WEEK_US - 1);
    assert_greater(field->landed, 160);
    assert_equal(field->kg_out, 20400 * (int64_t)field->landed);
    assert_equal(monday_us,
                 date_us(2023, 1, 16)); /* the third week, written on the second Monday */
    sim_free(field->sim);
}

/* Four flights, every hour of the week alike: their places are 1/8, 3/8, 5/8, 7/8 of 7 days, so
 * 0.875 = Monday 21:00, 2.625 = Wednesday 15:00, 4.375 = Friday 9:00, 6.125 = Sunday 3:00, in each
 * of ten weeks. Three types of shares 0.6, 0.25, 0.15: behind their shares are 0.6, 0.25, 0.15, so
 * the first flight is of the first; then 0.2, 0.5, 0.3: the second; 0.8, -0.25, 0.45: the first;
 * 0.4, 0, 0.6: the third. */
static void flights_may_keep_their_places_in_the_week(void **state)
{
    (void)state;
    struct field *field = field_new();
    field->def.same_every_week = true;
    field->def.flights_per_week = 4;
    field->def.aircraft = (struct param_names){.n = 3, .item = {0, 1, 1}};
    const double share[] = {0.6, 0.25, 0.15};
    for (int t = 0; t < 3; t++)
        field->def.aircraft_share[t] = share[t];
    fly_weeks(field, 10);
    assert_int_equal(field->landed, 40);
    const uint32_t day[] = {0, 2, 4, 6}, hour[] = {21, 15, 9, 3};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(field->on_weekday[day[i]], 10);
        assert_int_equal(field->in_hour[hour[i]], 10);
    }
    assert_int_equal(field->of_type[0], 20);
    assert_int_equal(field->of_type[1], 20);
    sim_free(field->sim);
}

/* 84 flights with the weights of a night hub: no hour of the week has more than one more or less
 * than its share. */
static void flights_in_their_places_follow_the_weights(void **state)
{
    (void)state;
    struct field *field = field_new();
    field->def.same_every_week = true;
    for (int h = 0; h < 24; h++)
        field->def.hour_index[h] = h >= 22 || h < 2 ? 4 : h < 12 ? 0 : 0.5;
    field->def.weekday_index[6] = 0;
    fly_weeks(field, 5);
    assert_int_equal(field->landed, 5 * 84);
    double weights = 4 * 4 + 10 * 0.5;
    for (int h = 0; h < 24; h++) {
        double share =
            14 * field->def.hour_index[h] / weights; /* of the 14 of a day, six days, five weeks */
        assert_closer(field->in_hour[h] / 30.0, share, 1);
        if (field->def.hour_index[h] == 0) assert_int_equal(field->in_hour[h], 0);
    }
    assert_int_equal(field->on_weekday[6], 0);
    for (int d = 0; d < 6; d++)
        assert_int_equal(field->on_weekday[d], 5 * 14);
    sim_free(field->sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_777f_is_filled_by_volume_at_parcel_density_and_by_weight_above),
        cmocka_unit_test(a_flight_carries_its_share),
        cmocka_unit_test(light_freight_out_is_booked_by_volume),
        cmocka_unit_test(a_lane_with_a_timetable_flies_what_stands_there),
        cmocka_unit_test(delays_and_cancellations_come_on_top_of_a_timetable),
        cmocka_unit_test(loads_spread_around_their_mean),
        cmocka_unit_test(a_year_of_flights_adds_up_and_follows_the_season),
        cmocka_unit_test(flights_grow_from_the_date_on),
        cmocka_unit_test(delays_have_the_mean_of_their_parts),
        cmocka_unit_test(a_week_is_written_a_week_ahead),
        cmocka_unit_test(a_week_offers_the_room_of_its_expected_flights),
        cmocka_unit_test(a_lane_that_shares_books_what_it_is_given),
        cmocka_unit_test(some_flights_are_cancelled_and_not_booked),
        cmocka_unit_test(types_weekdays_and_hours_follow_their_weights),
        cmocka_unit_test(flights_may_keep_their_places_in_the_week),
        cmocka_unit_test(flights_in_their_places_follow_the_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
