// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about units and their empties, by hand: what is emptied or brought by road is used, flown
 * home or still there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "models/airside/empties.h"
#include "tests/assertions.h"

static struct flight flight_of(uint32_t ulds_out, uint32_t main_ulds, uint8_t main_type,
                               uint8_t lower_type)
{
    struct flight flight = {.ulds_out = ulds_out, .main_ulds = main_ulds};
    flight.uld_type[CARGO_MAIN_DECK] = main_type;
    flight.uld_type[CARGO_LOWER_DECK] = lower_type;
    return flight;
}

static void assert_balanced(const struct empties *empties)
{
    for (int t = 0; t < EMPTIES_TYPES; t++) {
        const struct empties_count *c = &empties->of[t];
        assert_equal(c->emptied + c->short_of, c->used + c->flown + c->stock);
    }
}

/* 100 pallets and 30 containers are empty. An aircraft of 26 pallets and 10 containers leaves with
 * 20 units: all on the main deck, 20 pallets; 6 positions are free above, 10 below. Stacks of 4, 30
 * kept of each type: 80 - 30 = 50 pallets might go, 24 do; of the containers none above 30. */
static void a_flight_uses_units_up_and_takes_empty_ones_home(void **state)
{
    (void)state;
    struct empties empties = {0};
    const struct empties_rule rule = {.pallets_per_position = 4, .kept = 30};
    for (int i = 0; i < 100; i++)
        empties_gather(&empties, EMPTIES_PMC);
    for (int i = 0; i < 30; i++)
        empties_gather(&empties, EMPTIES_AKE);
    struct flight flight = flight_of(20, 26, EMPTIES_PMC, EMPTIES_AKE);
    empties_leave(&empties, &flight, 36, &rule);
    const struct empties_count *pmc = &empties.of[EMPTIES_PMC], *ake = &empties.of[EMPTIES_AKE];
    assert_equal(pmc->used, 20);
    assert_equal(pmc->flown, 24);
    assert_equal(pmc->stock, 56);
    assert_equal(pmc->short_of, 0);
    assert_equal(ake->used, 0);
    assert_equal(ake->flown, 0);
    assert_equal(ake->stock, 30);
    empties_gather(&empties, EMPTIES_AKE); /* containers do not stack: one of the 31 goes */
    empties_leave(&empties, &flight, 36, &rule);
    assert_equal(ake->flown, 1);
    assert_equal(ake->stock, 30);
    assert_equal(pmc->used, 40);
    assert_equal(pmc->flown, 30);
    assert_equal(pmc->stock, 30); /* 36 - 30 = 6 of 24 */
    assert_balanced(&empties);
    assert_equal(empties_all(&empties).stock, 60);
    assert_equal(empties_all(&empties).emptied, 131);
}

/* 33 units out on 26 + 10 positions: 26 pallets, 7 containers. Ten pallets and nothing else are
 * there: 16 pallets and 7 containers are short. */
static void what_is_not_there_comes_by_road_and_is_counted(void **state)
{
    (void)state;
    struct empties empties = {0};
    const struct empties_rule rule = {.pallets_per_position = 12};
    for (int i = 0; i < 10; i++)
        empties_gather(&empties, EMPTIES_PMC);
    struct flight flight = flight_of(33, 26, EMPTIES_PMC, EMPTIES_AKE);
    empties_leave(&empties, &flight, 36, &rule);
    assert_equal(empties.of[EMPTIES_PMC].short_of, 16);
    assert_equal(empties.of[EMPTIES_AKE].short_of, 7);
    assert_equal(empties_all(&empties).used, 33);
    assert_equal(empties_all(&empties).stock, 0);
    assert_balanced(&empties);
    empties_new_year(&empties);
    assert_equal(empties_all(&empties).used, 0);
    assert_equal(empties_all(&empties).short_of, 0);
}

/* Every type says what it is, its tare lies below its gross weight, and the names are in order. */
static void types_and_their_names_agree(void **state)
{
    (void)state;
    for (int t = 0; t < EMPTIES_TYPES; t++) {
        assert_string_equal(empties_names[t], empties_type[t].name);
        assert_greater(empties_type[t].tare_kg, 0);
        assert_less(empties_type[t].tare_kg, empties_type[t].gross_kg);
        assert_greater(empties_type[t].m3, 0);
    }
    assert_null(empties_names[EMPTIES_TYPES]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flight_uses_units_up_and_takes_empty_ones_home),
        cmocka_unit_test(what_is_not_there_comes_by_road_and_is_counted),
        cmocka_unit_test(types_and_their_names_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
