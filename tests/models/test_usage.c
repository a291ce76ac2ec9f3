// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about where a resource's time goes: equations (1) to (3) of models/hub/usage.h by hand,
 * and the looks at a whole hub against the levels its pools measure by themselves. */
#include <math.h>

#include "models/hub/hub_detail.h"
#include "sim/pool.h"
#include "tests/scenarios/one_replication.h"
#include "tests/assertions.h"

static void assert_parts(struct usage_look look, double busy, double starved, double blocked,
                         double down, double off)
{
    const double part[] = {busy, starved, blocked, down, off};
    for (int s = 0; s < USAGE_STATES; s++)
        assert_near(look.part[s], part[s], 1e-12);
}

/* Of 10 that could be there 6 are, 4 at work: nobody waits, so 2 are starved; somebody waits for
 * two at once, so they are blocked. 6 at work and somebody waits: work waits. 7 at work although 6
 * are on shift: one stays on. */
static void a_pool_is_shared_out_to_the_last_unit(void **state)
{
    (void)state;
    assert_parts(usage_pool(10, 6, 4, 0), 4, 2, 0, 0, 4);
    assert_parts(usage_pool(10, 6, 4, 1), 4, 0, 2, 0, 4);
    assert_false(usage_pool(10, 6, 4, 1).waits);
    assert_parts(usage_pool(10, 6, 6, 3), 6, 0, 0, 0, 4);
    assert_true(usage_pool(10, 6, 6, 3).waits);
    assert_parts(usage_pool(10, 6, 7, 0), 7, 0, 0, 0, 3);
}

/* People for 0.3 of the machine: 0.3 busy and 0.7 off shift; with too many people all of it is
 * busy. Down is down, whoever is there. */
static void a_machine_is_as_busy_as_its_people_make_it(void **state)
{
    (void)state;
    assert_parts(usage_machine(false, true, false, 0.3), 0.3, 0, 0, 0, 0.7);
    assert_parts(usage_machine(false, true, true, 5), 1, 0, 0, 0, 0);
    assert_parts(usage_machine(false, false, false, 0.3), 0, 0.3, 0, 0, 0.7);
    assert_parts(usage_machine(true, true, true, 1), 0, 0, 0, 1, 0);
}

static void what_is_taken_but_waits_is_blocked(void **state)
{
    (void)state;
    struct usage_look stands = usage_pool(30, 30, 10, 0);
    usage_block(&stands, 3);
    assert_parts(stands, 7, 20, 3, 0, 0);
    usage_block(&stands, 30); /* no more than there are */
    assert_parts(stands, 0, 20, 10, 0, 0);
}

/* Two looks in May, one in June: 4 and 6 of 10 busy, then 10. May 0.5, the year 2 / 3. */
static void looks_add_up_by_month(void **state)
{
    (void)state;
    struct usage usage = {0};
    usage_add(&usage, 5, usage_pool(10, 10, 4, 0));
    usage_add(&usage, 5, usage_pool(10, 10, 6, 0));
    usage_add(&usage, 6, usage_pool(10, 10, 10, 1));
    const struct usage_month may = usage_sum(&usage, 5), year = usage_sum(&usage, 0),
                             july = usage_sum(&usage, 7);
    assert_near(usage_share(&may, USAGE_BUSY), 0.5, 1e-12);
    assert_near(usage_share(&year, USAGE_BUSY), 2.0 / 3, 1e-12);
    assert_near(usage_units(&year), 10, 1e-12);
    assert_near(usage_waits(&year), 1.0 / 3, 1e-12);
    assert_unknown(usage_share(&july, USAGE_BUSY));
    assert_unknown(usage_waits(&july));
}

/* The wide stands in use, by 73,000 looks and by the level the pool integrates: looks spread over
 * stays of about three hours miss by less than 0.5 % of the mean (25 looks in each of some 10,000
 * stays: an end falls anywhere between two looks; 433 s / sqrt(6 x 10,000) on a mean of 3 h is 0.02
 * %); 0.5 % catches a look that is left out, or taken before what ends at the same instant. The
 * shares of each resource add up to one. */
static void looks_agree_with_what_the_pools_measure(void **state)
{
    (void)state;
    const char *const set[] = {"run.from=2024-01-01", "run.to=2025-01-01"};
    const struct scenario_request request = {
        .file = "scenarios/liege/actual.cfg", .set = set, .set_n = 2};
    struct one_replication *replication = one_replication_new(&request, 1, NULL, NULL);
    struct hub_detail *look = hub_detail_new(1, replication->base->halls_n);
    look->year = 2024;
    const struct hub_request run = {
        .plan = scenario_plan(replication->experiment.scenario), .seed = 1, .look = look};
    assert_true(hub_run(&run, &replication->result));
    assert_true(look->taken);
    struct usage_month year = usage_sum(&look->airport[HUB_DETAIL_WIDE], 0);
    assert_int_equal(year.looks, 366 * 86400 / HUB_DETAIL_EVERY_S + 1);
    double taken = usage_share(&year, USAGE_BUSY) + usage_share(&year, USAGE_BLOCKED);
    double measured = one_replication_measure(replication, "airport.stands_wide_busy_share");
    assert_near(taken / measured, 1, 0.005);
    int counted = 0;
    for (uint32_t h = 0; h < replication->base->halls_n; h++)
        for (int r = 0; r < HUB_DETAIL_HALL; r++) {
            year = usage_sum(&look->hall[h][r], 0);
            if (year.looks == 0) continue; /* loaders and dollies are not counted there */
            double all = 0;
            counted++;
            for (int s = 0; s < USAGE_STATES; s++)
                all += usage_share(&year, (enum usage_state)s);
            assert_near(all, 1, 1e-12);
        }
    assert_int_equal(counted, 3 * 6);
    free(look);
    one_replication_free(replication);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pool_is_shared_out_to_the_last_unit),
        cmocka_unit_test(a_machine_is_as_busy_as_its_people_make_it),
        cmocka_unit_test(what_is_taken_but_waits_is_blocked),
        cmocka_unit_test(looks_add_up_by_month),
        cmocka_unit_test(looks_agree_with_what_the_pools_measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
