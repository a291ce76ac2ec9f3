// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the people of a year, added up by hand over two halls, two areas, two
 * replications. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "scenarios/studies/staff.h"
#include "tests/assertions.h"

struct fixture {
    struct hub_def def;
    struct year_detail detail;
    struct staff staffing;
};

/* Hall 0: ramp 10 (12 in the second replication) people at every hour, sort 5. Hall 1: sort 3,
 * closed at every hour from Saturday on. */
static struct fixture *fixture_new(void)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct hub_detail *each = hub_detail_new(2, 2);
    fixture->def.halls_n = 2;
    fixture->def.labour.shift_h = 8;
    fixture->def.labour.hours_per_week = 38;
    for (int i = 0; i < 2; i++)
        for (int h = 0; h < ROSTER_HOURS; h++) {
            each[i].staff[0][HALL_RAMP].week[ROSTER_PRESENT][h] = 10 + 2 * i;
            each[i].staff[0][HALL_SORT].week[ROSTER_PRESENT][h] = 5;
            for (int a = 0; a < HALL_AREAS && h >= 120; a++)
                each[i].staff[1][a].week[ROSTER_PRESENT][h] = NAN;
            each[i].staff[1][HALL_SORT].week[ROSTER_PRESENT][h] = h < 120 ? 3 : NAN;
            each[i].staff[1][HALL_SORT].week[ROSTER_ROSTERED][h] = h < 120 ? 4 : NAN;
        }
    for (int i = 0; i < 2; i++) {
        each[i].staff[0][HALL_RAMP].fte = 40 + 2 * i;
        each[i].staff[0][HALL_RAMP].jobs[HALL_HANDLER] = 50 + 4 * i;
        each[i].staff[1][HALL_SORT].fte = 9;
        each[i].staff[1][HALL_SORT].jobs[HALL_OPERATOR] = 11;
    }
    fixture->detail =
        (struct year_detail){.def = &fixture->def, .year = 2025, .done = 2, .each = each};
    fixture->staffing = (struct staff){&fixture->detail, STAFF_ALL, STAFF_ALL};
    return fixture;
}

static void fixture_free(struct fixture *fixture)
{
    free(fixture->detail.each);
    free(fixture);
}

static void people_add_up_over_halls_and_areas(void **state)
{
    (void)state;
    struct fixture *fixture = fixture_new();
    struct staff_sum *sum = calloc(1, sizeof *sum);
    assert_true(staff_sum(&fixture->staffing, STAFF_ALL, STAFF_ALL, sum));
    assert_equal(sum->week[ROSTER_PRESENT][0], 19);   /* (10 + 12) / 2 + 5 + 3 */
    assert_equal(sum->week[ROSTER_PRESENT][130], 16); /* the closed hall is not there */
    assert_equal(sum->heads, 63);
    assert_equal(sum->fte, 50);
    assert_equal(sum->jobs[HALL_HANDLER], 52);
    assert_equal(sum->jobs[HALL_OPERATOR], 11);
    assert_greater(sum->present[0].lo, 18);
    assert_less(sum->present[0].hi, 20);
    assert_true(staff_sum(&fixture->staffing, 1, STAFF_ALL, sum));
    assert_equal(sum->week[ROSTER_PRESENT][0], 3);
    assert_unknown(sum->week[ROSTER_PRESENT][130]);
    free(sum);
    fixture_free(fixture);
}

/* 4 people on the roster around the clock are 12 shifts a day, five days a week: 12 heads, each
 * five days. */
static void least_heads_are_those_of_the_busiest_day_or_a_fifth_of_the_week(void **state)
{
    (void)state;
    struct fixture *fixture = fixture_new();
    struct staff_sum *sum = calloc(1, sizeof *sum);
    assert_true(staff_sum(&fixture->staffing, 1, HALL_SORT, sum));
    assert_int_equal(sum->least_heads, 12);
    free(sum);
    fixture_free(fixture);
}

static void what_was_not_asked_for_is_left_out(void **state)
{
    (void)state;
    struct fixture *fixture = fixture_new();
    struct staff_sum *sum = calloc(1, sizeof *sum);
    fixture->staffing.area = HALL_RAMP;
    assert_true(staff_sum(&fixture->staffing, STAFF_ALL, STAFF_ALL, sum));
    assert_equal(sum->heads, 52);
    assert_true(staff_has(&fixture->staffing, 0, STAFF_ALL));
    assert_false(staff_has(&fixture->staffing, 1, STAFF_ALL));
    free(sum);
    fixture_free(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_add_up_over_halls_and_areas),
        cmocka_unit_test(least_heads_are_those_of_the_busiest_day_or_a_fifth_of_the_week),
        cmocka_unit_test(what_was_not_asked_for_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
