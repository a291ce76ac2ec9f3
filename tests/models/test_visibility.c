// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about who sees what, by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/economy/visibility.h"
#include "tests/assertions.h"

/* The operator sees all of its parcels at six scans, customs four fields of six in two records. */
static const struct visibility_def parties =
    {.party =
         {
             [VISIBILITY_OPERATOR] = {{1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}, 730.5},
             [VISIBILITY_HANDLER] = {{0, 0, 0, 0, 1, 1}, {0, 1, 0, 0, 1, 1}, 365.25},
             [VISIBILITY_CUSTOMS] = {{1, 0, 1, 1, 0.5, 0.5}, {1, 0, 0, 1, 0, 0}, 365.25},
             [VISIBILITY_STATISTICS] = {{0, 0, 1, 1, 0, 0}, {0, 0, 0, 1, 0, 0}, 365.25},
             [VISIBILITY_OVERSIGHT] = {{1, 1, 1, 1, 1, 1}, {1, 0, 0, 0, 0, 0}, 36.525},
         },
     .oversight_custody_share = 1};

/* A thousand parcels, 200 of them in the operator's hall; 900 declared here, one in a hundred
 * registered; 5 files opened. */
static const struct visibility_flow year = {.parcels = 1000,
                                            .operator_parcels = 200,
                                            .declared_share = 0.9,
                                            .registered_share = 0.01,
                                            .examined = 5};

/* (1) 200 / 1000, 800 / 1000, 0.9, 0.9 x 0.01, no access. */
static void each_party_reaches_its_own_parcels(void **state)
{
    (void)state;
    struct visibility view = visibility_of(&parties, &year);
    const double reach[VISIBILITY_PARTIES] = {0.2, 0.8, 0.9, 0.009, 0};
    for (int p = 0; p < VISIBILITY_PARTIES; p++)
        assert_near(view.reach[p], reach[p], 1e-12);
}

/* (2) 200 x 6, 800 x 3, 900 x 2, 9 x 1, none. (3) The operator keeps two years' worth, the others
 * one, oversight a tenth. */
static void records_are_parcels_times_scans_and_add_up_as_they_are_kept(void **state)
{
    (void)state;
    struct visibility view = visibility_of(&parties, &year);
    const double records[VISIBILITY_PARTIES] = {1200, 2400, 1800, 9, 0};
    for (int p = 0; p < VISIBILITY_PARTIES; p++)
        assert_near(view.records[p], records[p], 1e-12);
    assert_near(view.held[VISIBILITY_OPERATOR], 2400, 1e-12);
    assert_near(view.held[VISIBILITY_HANDLER], 2400, 1e-12);
    assert_near(view.held[VISIBILITY_CUSTOMS], 1800, 1e-12);
}

/* (4) 0.2 x 6/6; 0.8 x 2/6; 0.9 x 4/6; 0.009 x 2/6. (5) customs holds most of every field: 0.9 x
 * 4/6 = 0.6. */
static void cells_are_reach_times_fields(void **state)
{
    (void)state;
    struct visibility view = visibility_of(&parties, &year);
    const double cells[VISIBILITY_PARTIES] = {0.2, 0.8 / 3, 0.6, 0.003, 0};
    for (int p = 0; p < VISIBILITY_PARTIES; p++)
        assert_near(view.cells[p], cells[p], 1e-12);
    assert_near(view.state_cells, 0.6, 1e-12);
}

/* (6) Field by field the operator has 1 and the state 0.9, 0, 0.9, 0.9, 0.45, 0.45: missing 0.1 + 1
 * + 0.1 + 0.1 + 0.55 + * 0.55 = 2.4 of 6, on a fifth of the parcels: 0.08. (7) 200 / 5. */
static void the_gap_is_what_the_operator_has_and_the_state_lacks(void **state)
{
    (void)state;
    struct visibility view = visibility_of(&parties, &year);
    assert_near(view.gap, 0.08, 1e-12);
    assert_near(view.seen_per_examined, 40, 1e-12);
}

/* Half in custody: reach 0.1; oversight may open that half: 0.1. The state's fields become max(0.9,
 * 0.1) and so on, only * merchant rises, to 0.1. The operator's fields count half: missing 0 + 0.4
 * + 0 + 0 + 0.05 + 0.05 = 0.5 of 6, x 0.2. */
static void custody_moves_records_from_the_operator_to_oversight(void **state)
{
    (void)state;
    struct visibility_def def = parties;
    def.local_custody_share = 0.5;
    struct visibility view = visibility_of(&def, &year);
    assert_near(view.reach[VISIBILITY_OPERATOR], 0.1, 1e-12);
    assert_near(view.reach[VISIBILITY_OVERSIGHT], 0.1, 1e-12);
    assert_near(view.records[VISIBILITY_OPERATOR], 600, 1e-12);
    assert_near(view.records[VISIBILITY_OVERSIGHT], 100, 1e-12);
    assert_near(view.gap, 0.2 * 0.5 / 6, 1e-12);
    def.oversight_custody_share = 0;
    view = visibility_of(&def, &year);
    assert_equal(view.reach[VISIBILITY_OVERSIGHT], 0);
}

/* Oversight with access to a tenth of all, and to the half in custody of the rest: 0.1 + 0.9 x 0.1
 * = 0.19. */
static void access_and_custody_do_not_count_a_parcel_twice(void **state)
{
    (void)state;
    struct visibility_def def = parties;
    def.local_custody_share = 0.5;
    def.oversight_access_share = 0.1;
    assert_near(visibility_of(&def, &year).reach[VISIBILITY_OVERSIGHT], 0.19, 1e-12);
}

/* Totals only: the operator's records stay as many, but show no parcel. */
static void aggregation_hides_the_parcel_not_the_count(void **state)
{
    (void)state;
    struct visibility_def def = parties;
    def.aggregated_share = 1;
    struct visibility view = visibility_of(&def, &year);
    assert_near(view.records[VISIBILITY_OPERATOR], 1200, 1e-12);
    assert_equal(view.cells[VISIBILITY_OPERATOR], 0);
    assert_equal(view.gap, 0);
}

static void without_parcels_nothing_is_known(void **state)
{
    (void)state;
    const struct visibility_flow none = {.declared_share = 0.9};
    struct visibility view = visibility_of(&parties, &none);
    assert_unknown(view.reach[VISIBILITY_OPERATOR]);
    assert_unknown(view.cells[VISIBILITY_CUSTOMS]);
    assert_unknown(view.gap);
    assert_equal(view.records[VISIBILITY_OPERATOR], 0);
    assert_unknown(view.seen_per_examined);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_party_reaches_its_own_parcels),
        cmocka_unit_test(records_are_parcels_times_scans_and_add_up_as_they_are_kept),
        cmocka_unit_test(cells_are_reach_times_fields),
        cmocka_unit_test(the_gap_is_what_the_operator_has_and_the_state_lacks),
        cmocka_unit_test(custody_moves_records_from_the_operator_to_oversight),
        cmocka_unit_test(access_and_custody_do_not_count_a_parcel_twice),
        cmocka_unit_test(aggregation_hides_the_parcel_not_the_count),
        cmocka_unit_test(without_parcels_nothing_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
