// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the balance of trade, by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/trade.h"

static const struct trade_def prices = {
    .parcel_eur_per_kg = 25, .general_in_eur_per_kg = 90, .general_out_eur_per_kg = 80,
    .parcel_released_share = 0.9, .general_released_share = 0.25, .parcel_stays_share = 0.05,
    .general_stays_share = 0.4, .export_declared_share = 0.5, .export_home_share = 0.3};

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

/* Parcels: 100,000 t x 25 EUR/kg x 0.9 = EUR 2,250 m. Other goods: 40,000 t x 90 x 0.25 = 900.
 * Out: 30,000 t x 80 x 0.5 = 1,200. Balance 1,200 - 3,150 = -1,950. What stays: 2,250 x 0.05 +
 * 900 x 0.4 = 472.5; made here 1,200 x 0.3 = 360: -112.5. */
static void a_year_is_worth_what_the_arithmetic_says(void **state)
{
    (void)state;
    const struct trade_flows flows = {.parcels_in_kg = 1e8, .general_in_kg = 4e7, .out_kg = 3e7};
    struct trade_balance value = trade_value(&prices, &flows);
    assert_true(near(value.imports, 3150) && near(value.exports, 1200) && near(value.balance, -1950));
    assert_true(near(value.economic_imports, 472.5) && near(value.economic_exports, 360));
    assert_true(near(value.economic_balance, -112.5));
}

static void goods_in_transit_enter_neither_concept(void **state)
{
    (void)state;
    struct trade_def transit = prices;
    transit.parcel_released_share = transit.general_released_share = transit.export_declared_share = 0;
    const struct trade_flows flows = {.parcels_in_kg = 1e8, .general_in_kg = 4e7, .out_kg = 3e7};
    struct trade_balance value = trade_value(&transit, &flows);
    assert_true(value.imports == 0 && value.exports == 0 && value.balance == 0 && value.economic_balance == 0);
}

/* One more tonne of parcels: 1,000 x 25 x 0.9 = EUR 22,500 on the Community deficit, a
 * twentieth of it on the economic one. */
static void one_more_tonne_of_parcels_deepens_the_deficit_by_its_value(void **state)
{
    (void)state;
    const struct trade_flows before = {.parcels_in_kg = 1e8, .out_kg = 3e7};
    const struct trade_flows after = {.parcels_in_kg = 1e8 + 1000, .out_kg = 3e7};
    struct trade_balance a = trade_value(&prices, &before), b = trade_value(&prices, &after);
    assert_true(near(b.balance - a.balance, -0.0225));
    assert_true(near(b.economic_balance - a.economic_balance, -0.0225 * 0.05));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_is_worth_what_the_arithmetic_says),
        cmocka_unit_test(goods_in_transit_enter_neither_concept),
        cmocka_unit_test(one_more_tonne_of_parcels_deepens_the_deficit_by_its_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
