// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the clerks' work. By hand. */
#include "models/people/clerks.h"
#include "tests/models/apron.h"
#include "tests/sim/theory.h"
#include "tests/assertions.h"

static void look_away(struct sim *sim, void *station, uint64_t number)
{
    (void)sim, (void)station, (void)number;
}

/* 4,000 parcels of which 2 in 100 are lines of their own: 80 lines; at 16 an hour, 5 hours. 24 ULDs
 * of general cargo are 24 lines more: 104 in all, 6.5 hours. */
static void papers_are_work_in_the_hour_a_flight_is_there(void **state)
{
    (void)state;
    for (int general = 0; general < 2; general++) {
        struct apron *apron = apron_new(0);
        apron->hall.clerk_line_share = 0.02;
        apron->hall.declarations_per_clerk_h = 16;
        apron->labour.review_weeks = 1000;
        open_ramp(apron);
        apron->labour.opening_weeks = 0;
        roster_connect(apron->roster, (struct roster_ports){.changed = {look_away, NULL}});
        roster_start(apron->roster);
        run_to_min(apron, 6 * 60 + 30);
        const struct flight flight = {.parcels_in = 4000, .ulds_in = 24};
        clerks_declare(apron->roster, &apron->hall, &flight, general);
        run_to_min(apron, 36 * 60);
        for (uint32_t h = 6; h < 30; h++)
            assert_near(roster_mean_week(apron->roster, HALL_CLERKS, ROSTER_WORK, h),
                        h != 6    ? 0
                        : general ? 6.5
                                  : 5,
                        1e-9);
        sim_free(apron->sim);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(papers_are_work_in_the_hour_a_flight_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
