// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the balance of trade in four concepts, by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/economy/trade.h"
#include "tests/assertions.h"

/* No threshold: everything is published. */
static const struct trade_def prices = {.parcel_eur_per_kg = 25,
                                        .general_in_eur_per_kg = 90,
                                        .general_out_eur_per_kg = 80,
                                        .parcel_released_share = 0.9,
                                        .general_released_share = 0.25,
                                        .parcel_stays_share = 0.05,
                                        .general_stays_share = 0.4,
                                        .export_declared_share = 0.5,
                                        .export_home_share = 0.3,
                                        .parcel_owned_abroad_share = 0.8,
                                        .general_owned_abroad_share = 0.5,
                                        .parcel_cif_over_fob = 1.25,
                                        .general_cif_over_fob = 1.2,
                                        .parcel_declared_eur = 10,
                                        .parcel_declared_cv = 1,
                                        .general_declared_eur = 10,
                                        .general_declared_cv = 1,
                                        .handling_eur_per_parcel = 0.2};

/* Parcels 100,000 t, other goods 40,000 t, out 30,000 t; 400 million parcels. */
static const struct trade_flows year = {
    .parcels_in_kg = 1e8, .general_in_kg = 4e7, .out_kg = 3e7, .parcels = 4e8};

static void assert_side(const struct trade_side *side, double imports, double exports)
{
    assert_near(side->imports, imports, 1e-9);
    assert_near(side->exports, exports, 1e-9);
    assert_near(side->balance, exports - imports, 1e-9);
}

/* (1) Parcels: 100,000 t x 25 EUR/kg x 0.9 = EUR 2,250 m. Other goods: 40,000 t x 90 x 0.25 = 900.
 * Out: 30,000 t x 80 x * 0.5 = 1,200. Balance 1,200 - 3,150 = -1,950. */
static void the_community_concept_takes_all_that_is_released_here(void **state)
{
    (void)state;
    struct trade_balance value = trade_value(&prices, &year);
    assert_side(&value.of[TRADE_COMMUNITY], 3150, 1200);
    assert_near(value.of[TRADE_COMMUNITY].balance, -1950, 1e-9);
}

/* (2) Parcels: of the 95 % that go on a fifth belongs to residents: 2,250 x (0.05 + 0.95 x 0.2) =
 * 540. Other goods: 900 x * (0.4 + 0.6 x 0.5) = 630. Out: 1,200 x (0.3 + 0.7 x 0.5) = 780. Balance
 * 780 - 1,170 = -390. */
static void the_national_concept_drops_what_foreign_owners_send_on(void **state)
{
    (void)state;
    struct trade_balance value = trade_value(&prices, &year);
    assert_side(&value.of[TRADE_NATIONAL], 1170, 780);
}

/* (3) What stays: 2,250 x 0.05 + 900 x 0.4 = 472.5; made here 1,200 x 0.3 = 360: balance -112.5. */
static void the_economic_concept_keeps_what_stays_or_was_made_here(void **state)
{
    (void)state;
    struct trade_balance value = trade_value(&prices, &year);
    assert_side(&value.of[TRADE_ECONOMIC], 472.5, 360);
}

/* (7) with cv 1: S2 = log 2, S = 0.832555. A threshold at the median (mean / sqrt 2) has z = 0:
 * half of the declarations lie * above it, and F(S) = 0.797452 of the value. With mean 10 and T =
 * 20: z = (log 2 + log 2 / 2) / S = 1.248832; count 1 - F(z) * = 0.105863; value F(S - z) =
 * F(-0.416277) = 0.338604. */
static void few_declarations_above_a_threshold_hold_much_of_the_value(void **state)
{
    (void)state;
    assert_near(trade_count_above(10, 1, 10 / sqrt(2)), 0.5, 1e-12);
    assert_near(trade_value_above(10, 1, 10 / sqrt(2)), 0.797452, 1e-6);
    assert_near(trade_count_above(10, 1, 20), 0.105863, 1e-6);
    assert_near(trade_value_above(10, 1, 20), 0.338604, 1e-6);
    assert_equal(trade_value_above(10, 1, 0), 1);
    assert_equal(trade_count_above(10, 1, 0), 1);
}

/* A parcel of EUR 8.82 (cv 1.2) stays below EUR 800: S2 = log 2.44, S = 0.944456, z = (log 90.703 +
 * S2 / 2) / S = 5.245; * F(S - z) = F(-4.30) = 8.5e-6. A declaration of EUR 20,000 (cv 3): S2 = log
 * 10, z = (log 0.04 + S2 / 2) / S = -1.3626; * F(S - z) = F(2.880) = 0.99801. */
static void parcels_are_not_published_and_freight_is(void **state)
{
    (void)state;
    assert_near(trade_value_above(8.82, 1.2, 800), 8.5e-6, 0.1e-6);
    assert_near(trade_value_above(20000, 3, 800), 0.99801, 1e-5);
}

/* (4): all declarations have mean 10, cv 1; above EUR 20 lies 0.338604 of the value. Nothing
 * estimated: 3,150 x 0.338604 = * 1,066.60. Half of the rest estimated: 3,150 x (0.338604 +
 * 0.661396 / 2) = 2,108.30. */
static void what_is_published_leaves_out_the_small_unless_it_is_estimated(void **state)
{
    (void)state;
    struct trade_def def = prices;
    struct trade_balance all = trade_value(&def, &year);
    assert_side(&all.of[TRADE_PUBLISHED], 3150, 1200);
    def.threshold_eur = 20;
    struct trade_balance value = trade_value(&def, &year);
    assert_near(value.of[TRADE_PUBLISHED].imports, 1066.60, 0.01);
    assert_near(value.of[TRADE_PUBLISHED].exports, 1200 * 0.338604, 0.01);
    def.estimated_share = 0.5;
    value = trade_value(&def, &year);
    assert_near(value.of[TRADE_PUBLISHED].imports, 2108.30, 0.01);
    assert_side(&value.of[TRADE_COMMUNITY], 3150, 1200);
}

/* (6) 2,250 / 1.25 + 900 / 1.2 = 1,800 + 750 = 2,550. (8) 400 million x (1 - 0.9 x 0.05) x EUR 0.2
 * = EUR 76.4 m. */
static void the_other_side_counts_without_freight_and_handling_is_a_service(void **state)
{
    (void)state;
    struct trade_balance value = trade_value(&prices, &year);
    assert_near(value.imports_fob, 2550, 1e-9);
    assert_near(value.services, 76.4, 1e-9);
}

static void goods_in_transit_enter_no_concept(void **state)
{
    (void)state;
    struct trade_def transit = prices;
    transit.parcel_released_share = transit.general_released_share = transit.export_declared_share =
        0;
    struct trade_balance value = trade_value(&transit, &year);
    for (int c = 0; c < TRADE_CONCEPTS; c++) {
        assert_equal(value.of[c].imports, 0);
        assert_equal(value.of[c].exports, 0);
        assert_equal(value.of[c].balance, 0);
    }
}

/* Economic <= national <= Community, and published <= Community, on both sides, whatever the
 * shares. */
static void no_narrower_concept_counts_more(void **state)
{
    (void)state;
    for (double share = 0; share <= 1; share += 0.25) {
        struct trade_def def = prices;
        def.parcel_owned_abroad_share = def.general_owned_abroad_share = share;
        def.parcel_stays_share = 1 - share;
        def.threshold_eur = 40 * share;
        struct trade_balance value = trade_value(&def, &year);
        const struct trade_side *of = value.of;
        const double slack = 1e-9;
        assert_at_most(of[TRADE_ECONOMIC].imports, of[TRADE_NATIONAL].imports + slack);
        assert_at_most(of[TRADE_NATIONAL].imports, of[TRADE_COMMUNITY].imports + slack);
        assert_at_most(of[TRADE_PUBLISHED].imports, of[TRADE_COMMUNITY].imports + slack);
        assert_at_most(of[TRADE_ECONOMIC].exports, of[TRADE_NATIONAL].exports + slack);
        assert_at_most(of[TRADE_NATIONAL].exports, of[TRADE_COMMUNITY].exports + slack);
    }
}

static double mean_by_default(const char *key)
{
    for (size_t i = 0; i < trade_params_n; i++)
        if (strcmp(trade_params[i].key, key) == 0) return dist_mean(&trade_params[i].standard);
    fail_msg("no setting %s", key);
    return NAN;
}

/* 309,000 t fly from Liège to China in 2024 in the model. By default (0.02 + 0.04 + 0.15) / 3 =
 * 0.07 of it at (40 + 90 + 150) / 3 = 93.3 EUR/kg is EUR 2.02 bn declared in Belgium; Belgium
 * exported 7.88 bn to China (T10), and 27.1 % of the Union's exports leave by air (OPS54): 2.14 bn.
 * Twice either would not fit. */
static void what_is_declared_by_default_is_no_more_than_leaves_by_air(void **state)
{
    (void)state;
    double eur_m = 309e6 * mean_by_default("export_declared_share") *
                   mean_by_default("general_out_eur_per_kg") * 1e-6;
    assert_near(eur_m, 2018.8, 0.1);
    assert_less(eur_m, 0.271 * 7880);
}

/* One more tonne of parcels: 1,000 x 25 x 0.9 = EUR 22,500 on the Community deficit, a * twentieth
 * of it on the economic one. */
static void one_more_tonne_of_parcels_deepens_the_deficit_by_its_value(void **state)
{
    (void)state;
    struct trade_flows after = year;
    after.parcels_in_kg += 1000;
    struct trade_balance a = trade_value(&prices, &year), b = trade_value(&prices, &after);
    assert_near(b.of[TRADE_COMMUNITY].balance - a.of[TRADE_COMMUNITY].balance, -0.0225, 1e-9);
    assert_near(b.of[TRADE_ECONOMIC].balance - a.of[TRADE_ECONOMIC].balance, -0.0225 * 0.05, 1e-9);
}

/* -1,950 of -27,500 is 7.09 %; what nobody published has no share. */
static void a_share_of_the_unknown_is_unknown(void **state)
{
    (void)state;
    assert_near(trade_share(-1950, -27500), 0.0709, 1e-4);
    assert_unknown(trade_share(-1950, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_community_concept_takes_all_that_is_released_here),
        cmocka_unit_test(the_national_concept_drops_what_foreign_owners_send_on),
        cmocka_unit_test(the_economic_concept_keeps_what_stays_or_was_made_here),
        cmocka_unit_test(few_declarations_above_a_threshold_hold_much_of_the_value),
        cmocka_unit_test(parcels_are_not_published_and_freight_is),
        cmocka_unit_test(what_is_published_leaves_out_the_small_unless_it_is_estimated),
        cmocka_unit_test(the_other_side_counts_without_freight_and_handling_is_a_service),
        cmocka_unit_test(goods_in_transit_enter_no_concept),
        cmocka_unit_test(no_narrower_concept_counts_more),
        cmocka_unit_test(what_is_declared_by_default_is_no_more_than_leaves_by_air),
        cmocka_unit_test(one_more_tonne_of_parcels_deepens_the_deficit_by_its_value),
        cmocka_unit_test(a_share_of_the_unknown_is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
