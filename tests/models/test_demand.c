// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about prices, fees and the flights that follow them, by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/economy/demand.h"
#include "models/airside/lane.h"
#include "models/economy/policy.h"
#include "models/economy/route.h"
#include "sim/date.h"
#include "tests/assertions.h"

static const struct demand_def buyers = {.parcel_eur = 8.82,
                                         .elasticity = -1.2,
                                         .pass_through_share = 0.7,
                                         .half_life_weeks = 4,
                                         .ahead_share = 0.1,
                                         .ahead_weeks = 3,
                                         .payback_weeks = 6};

static struct policy_def no_charge(void)
{
    struct policy_def policy = {.lines_per_parcel = 1};
    for (int k = 0; k < POLICY_KINDS; k++)
        policy.from_us[k] = policy.until_us[k] = DATE_NEVER_US;
    return policy;
}

/* Three euro from 1 July 2026. */
static struct policy_def duty(void)
{
    struct policy_def policy = no_charge();
    policy.duty_eur_per_line = 3;
    policy.from_us[POLICY_DUTY] = date_us(2026, 7, 1);
    return policy;
}

static int64_t weeks_later(double weeks)
{
    return date_us(2026, 7, 1) + (int64_t)(weeks * (double)DATE_WEEK_US);
}

/* ---- policy ---------------------------------------------------------------------------------- */

static void a_charge_is_due_from_its_first_day_to_its_last(void **state)
{
    (void)state;
    struct policy_def policy = duty();
    policy.lines_per_parcel = 1.5;
    policy.until_us[POLICY_DUTY] = date_us(2028, 7, 1);
    assert_equal(policy_due_eur(&policy, POLICY_DUTY, date_us(2026, 7, 1) - 1), 0);
    assert_equal(policy_due_eur(&policy, POLICY_DUTY, date_us(2026, 7, 1)), 4.5);
    assert_equal(policy_due_eur(&policy, POLICY_DUTY, date_us(2028, 7, 1) - 1), 4.5);
    assert_equal(policy_due_eur(&policy, POLICY_DUTY, date_us(2028, 7, 1)), 0);
    assert_equal(policy_due_eur(&policy, POLICY_HANDLING, date_us(2027, 1, 1)), 0);
}

/* ---- the price ------------------------------------------------------------------------------- */

/* EUR 3 on EUR 8.82, all passed on: 1.340136 to the power of the elasticity: -13.6, -20.9, -25.4,
 * -35.5, -44.3, -51.9 %. */
static void three_euro_on_a_parcel_of_8_82_cost_what_the_power_says(void **state)
{
    (void)state;
    const double elasticity[] = {-0.5, -0.8, -1.0, -1.5, -2.0, -2.5};
    const double change[] = {-0.136, -0.209, -0.254, -0.355, -0.443, -0.519};
    struct demand_def def = buyers;
    for (size_t i = 0; i < sizeof elasticity / sizeof *elasticity; i++) {
        def.elasticity = elasticity[i];
        assert_near(demand_price_factor(&def, 3) - 1, change[i], 0.0005);
    }
}

/* Half after 4 weeks, three quarters after 8; with no half-life all at once. */
static void buyers_notice_by_halves(void **state)
{
    (void)state;
    assert_equal(demand_noticed_share(-1, 4), 0);
    assert_equal(demand_noticed_share(0, 4), 0);
    assert_near(demand_noticed_share(4, 4), 0.5, 1e-12);
    assert_near(demand_noticed_share(8, 4), 0.75, 1e-12);
    assert_equal(demand_noticed_share(0.1, 0), 1);
}

/* 0.7 x 3 x 0.5 = EUR 1.05 after 4 weeks: (1 + 1.05 / 8.82) ^ -1.2 = 0.87374. After years 2.10:
 * 1.238095 ^ -1.2 = 0.77392. */
static void part_of_the_duty_reaches_the_price_by_and_by(void **state)
{
    (void)state;
    const struct policy_def policy = duty();
    assert_near(demand_charge_eur(&buyers, &policy, weeks_later(4)), 1.05, 1e-9);
    assert_near(demand_factor(&buyers, &policy, weeks_later(8)),
                pow(1 + 0.7 * 3 * 0.75 / 8.82, -1.2), 1e-12);
    assert_near(demand_price_factor(&buyers, 1.05), 0.87374, 1e-5);
    assert_near(demand_factor(&buyers, &policy, weeks_later(400)), 0.77392, 1e-5);
}

/* Duty 3 and, from November, a fee of 2: 0.7 x 5 in the end. When both have ended for long,
 * nothing. */
static void charges_add_up_and_go_again(void **state)
{
    (void)state;
    struct policy_def policy = duty();
    policy.handling_fee_eur = 2;
    policy.from_us[POLICY_HANDLING] = date_us(2026, 11, 1);
    assert_near(demand_charge_eur(&buyers, &policy, weeks_later(400)), 3.5, 1e-9);
    policy.until_us[POLICY_DUTY] = policy.until_us[POLICY_HANDLING] = date_us(2028, 7, 1);
    assert_near(demand_charge_eur(&buyers, &policy, weeks_later(800)), 0, 1e-9);
}

/* ---- stock ahead ----------------------------------------------------------------------------- */

/* 1.1 for 3 weeks, then 1 - 0.1 x 3 / 6 = 0.95 for 6 weeks: 0.3 weeks' parcels ahead, 0.3 missing.
 * */
static void what_came_ahead_is_missing_later(void **state)
{
    (void)state;
    const struct policy_def policy = duty();
    assert_equal(demand_stock_factor(&buyers, &policy, weeks_later(-3.01)), 1);
    assert_near(demand_stock_factor(&buyers, &policy, weeks_later(-3)), 1.1, 1e-12);
    assert_near(demand_stock_factor(&buyers, &policy, weeks_later(-0.01)), 1.1, 1e-12);
    assert_near(demand_stock_factor(&buyers, &policy, weeks_later(0)), 0.95, 1e-12);
    assert_near(demand_stock_factor(&buyers, &policy, weeks_later(5.99)), 0.95, 1e-12);
    assert_equal(demand_stock_factor(&buyers, &policy, weeks_later(6)), 1);
    double sum = 0;
    for (int day = -70; day < 70; day++)
        sum += demand_stock_factor(&buyers, &policy, weeks_later(day / 7.0 + 0.01)) - 1;
    assert_near(sum, 0, 1e-9);
}

static void without_a_charge_nothing_moves(void **state)
{
    (void)state;
    struct policy_def policy = no_charge();
    policy.from_us[POLICY_DUTY] = date_us(2026, 7, 1);
    for (int weeks = -10; weeks < 10; weeks++)
        assert_equal(demand_factor(&buyers, &policy, weeks_later(weeks)), 1.0);
}

/* ---- the route ------------------------------------------------------------------------------- */

static const struct route_def choice = {.scale_per_eur = 4, .half_life_days = 5};

static struct route_rival_def rival(double share, double fee_eur)
{
    return (struct route_rival_def){.share = share,
                                    .fee_eur = fee_eur,
                                    .from_us = date_us(2026, 1, 1),
                                    .until_us = DATE_NEVER_US};
}

/* A rival with 30 % of the market takes EUR 0.5: its weight falls to exp(-2) = 0.135335. This hub's
 * 70 % become 0.7 / (0.7 + * 0.3 x 0.135335) = 0.945179: a factor of 1.350255. After 5 days the fee
 * counts half: exp(-1) = 0.367879, 1 / 0.810364. */
static void a_fee_at_a_rival_sends_flights_here(void **state)
{
    (void)state;
    const struct policy_def policy = no_charge();
    const struct route_rival_def other = rival(0.3, 0.5);
    assert_near(route_factor(&choice, &policy, &other, 1, date_us(2027, 1, 1)), 1.350255, 1e-6);
    assert_near(route_factor(&choice, &policy, &other, 1, date_us(2026, 1, 6)), 1 / 0.810364, 1e-6);
    assert_equal(route_factor(&choice, &policy, &other, 1, date_us(2025, 12, 31)), 1.0);
}

/* The same fee here: 0.7 exp(-2) / (0.7 exp(-2) + 0.3) = 0.239996; factor 0.342851. */
static void a_national_fee_here_sends_flights_away(void **state)
{
    (void)state;
    struct policy_def policy = no_charge();
    policy.national_fee_eur = 0.5;
    policy.from_us[POLICY_NATIONAL] = date_us(2026, 1, 1);
    const struct route_rival_def other = rival(0.3, 0);
    assert_near(route_factor(&choice, &policy, &other, 1, date_us(2027, 1, 1)), 0.342851, 1e-6);
}

/* Half of the flights cannot move: 1 + 0.5 x (0.342851 - 1) = 0.671426. */
static void bound_flights_stay(void **state)
{
    (void)state;
    struct policy_def policy = no_charge();
    policy.national_fee_eur = 0.5;
    policy.from_us[POLICY_NATIONAL] = date_us(2026, 1, 1);
    struct route_def bound = choice;
    bound.bound_share = 0.5;
    const struct route_rival_def other = rival(0.3, 0);
    assert_near(route_factor(&bound, &policy, &other, 1, date_us(2027, 1, 1)), 0.671426, 1e-6);
}

/* The same fee everywhere changes nothing; nor does any fee where there is no other hub. */
static void a_fee_that_all_take_moves_no_flight(void **state)
{
    (void)state;
    struct policy_def policy = no_charge();
    policy.national_fee_eur = 0.5;
    policy.from_us[POLICY_NATIONAL] = date_us(2026, 1, 1);
    const struct route_rival_def others[] = {rival(0.3, 0.5), rival(0.2, 0.5)};
    assert_near(route_factor(&choice, &policy, others, 2, date_us(2026, 1, 6)), 1, 1e-12);
    assert_equal(route_factor(&choice, &policy, others, 0, date_us(2027, 1, 1)), 1.0);
}

/* ---- growth ---------------------------------------------------------------------------------- */

/* 65 % a year settling to 8 % with a time constant of 2 years: after 4 years r' 4 + (r - r') 2 (1 -
 * exp(-2)), r = log 1.65 = * 0.500775, r' = log 1.08 = 0.076961: 0.307844 + 0.732914 = 1.040759;
 * times 2.831364. */
static void growth_settles(void **state)
{
    (void)state;
    struct lane_def lane = {.flights_per_week = 10,
                            .growth_share_per_year = 0.65,
                            .growth_later_share_per_year = 0.08,
                            .growth_settles_years = 2,
                            .growth_from_us = date_us(2026, 1, 1)};
    int64_t four_years_us = (int64_t)(4 * 365.25 * (double)DATE_DAY_US);
    assert_near(lane_flights_per_week(&lane, lane.growth_from_us + four_years_us), 28.31364, 1e-4);
    assert_equal(lane_flights_per_week(&lane, lane.growth_from_us), 10);
    lane.growth_settles_years = 0;
    assert_near(lane_flights_per_week(&lane, lane.growth_from_us + four_years_us),
                10 * pow(1.65, 4), 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_charge_is_due_from_its_first_day_to_its_last),
        cmocka_unit_test(three_euro_on_a_parcel_of_8_82_cost_what_the_power_says),
        cmocka_unit_test(buyers_notice_by_halves),
        cmocka_unit_test(part_of_the_duty_reaches_the_price_by_and_by),
        cmocka_unit_test(charges_add_up_and_go_again),
        cmocka_unit_test(what_came_ahead_is_missing_later),
        cmocka_unit_test(without_a_charge_nothing_moves),
        cmocka_unit_test(a_fee_at_a_rival_sends_flights_here),
        cmocka_unit_test(a_national_fee_here_sends_flights_away),
        cmocka_unit_test(bound_flights_stay),
        cmocka_unit_test(a_fee_that_all_take_moves_no_flight),
        cmocka_unit_test(growth_settles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
