// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about the integrator's hall of scenarios/liege/: freight out makes the flight it was
 * booked on, and each of the two things that see to it is needed. One year, one replication, common
 * random numbers (seed 1): the seed is fixed. */
#include "tests/scenarios/one_replication.h"
#include "tests/assertions.h"

static const char by_teams[] = "halls.express.buildup_by=\"teams\"";
static const char at_random[] = "lanes.express.same_every_week=false";

static double rolled_over(const char *one, const char *other, double *jobs)
{
    const char *set[] = {"run.from=2021-01-01", "run.to=2022-01-01",
                         "halls.express.buildup_t_per_team_h=1.2", one, other};
    const struct scenario_request request = {.file = "scenarios/liege/actual.cfg",
                                             .set = set,
                                             .set_n = 3u + (one != NULL) + (other != NULL)};
    struct one_replication *replication = one_replication_new(&request, 1, NULL, NULL);
    double share = one_replication_measure(replication, "lane.express.rolled_over_share");
    *jobs = one_replication_measure(replication, "hall.express.jobs");
    one_replication_free(replication);
    return share;
}

/* README: 2 % in the mean, 23 % with teams, 7 % by chance alone, 37 % with both. Bounds stand about
 * half-way. */
static void an_integrators_freight_makes_its_flight(void **state)
{
    (void)state;
    double jobs, jobs_before;
    assert_less(rolled_over(NULL, NULL, &jobs), 0.035);
    assert_greater(rolled_over(by_teams, NULL, &jobs_before), 0.15);
    assert_greater(rolled_over(at_random, NULL, &jobs_before), 0.035);
    assert_greater(rolled_over(by_teams, at_random, &jobs_before), 0.25);
    assert_near(jobs / jobs_before, 1, 0.05); /* it takes no more people */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_integrators_freight_makes_its_flight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
