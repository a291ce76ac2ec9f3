// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims: stands without a waiting line lose as many flights as Erlang's loss formula says,
 * whatever the shape of the dwell. Rule of theory.h; every comparison catches 2 % unless said
 * otherwise.
 */
#include "tests/sim/theory.h"

static void assert_erlang_b(uint32_t stands, double a, struct dist dwell_s, double run_s)
{
    struct queue_def def = {.rate_per_s = a, .batch = 1, .servers = stands, .service_s = dwell_s,
                            .lossy = true, .warm_s = 500, .run_s = run_s};
    struct queue_result result = queue_run(&def, 1917 + stands);
    double lost = erlang_b((int)stands, a);
    assert_theory("lost", result.lost, lost, 0.02);
    assert_theory("stands taken", result.inside, a * (1 - lost), 0.02);
}

/* Insensitivity: the same formula for exponential, fixed and lognormal dwell [Sevastyanov1957]. */
static void a_few_stands_lose_what_erlang_says_for_any_dwell(void **state)
{
    (void)state;
    assert_erlang_b(5, 3, dist_exponential(1), 60000);
    assert_erlang_b(5, 3, dist_constant(1), 60000);
    assert_erlang_b(5, 3, dist_lognormal(1, 1.5), 60000);
}

static void ten_stands_lose_what_erlang_says_for_any_dwell(void **state)
{
    (void)state;
    assert_erlang_b(10, 7.5, dist_exponential(1), 25000);
    assert_erlang_b(10, 7.5, dist_constant(1), 18000);
    assert_erlang_b(10, 7.5, dist_lognormal(1, 1.5), 45000);
}

static void twelve_stands_lose_what_erlang_says(void **state)
{
    (void)state;
    assert_erlang_b(12, 10, dist_exponential(1), 20000);
}

/* With as many stands as wanted the number taken is Poisson with mean m, whatever the dwell.
 * Looked at 8,000 times a replication, five mean dwells apart; P(N > 8) for m = 5 is 0.0681,
 * P(N > 10) 0.0137 (catches 8 and 16 %). */
static double poisson_beyond(int n, double m)
{
    double term = exp(-m), below = term;
    for (int k = 1; k <= n; k++) {
        term *= m / k;
        below += term;
    }
    return 1 - below;
}

static void unlimited_stands_hold_a_poisson_number(void **state)
{
    (void)state;
    enum { LOOKS = 8000 };
    double beyond8[REPLICATIONS], beyond10[REPLICATIONS], mean[REPLICATIONS];
    struct queue_def def = {.rate_per_s = 5, .batch = 1, .servers = 1000,
                            .service_s = dist_lognormal(1, 0.5)};
    for (int i = 0; i < REPLICATIONS; i++) {
        struct sim_def sim_def = sim_def_default();
        sim_def.replication = (uint32_t)i;
        struct sim *sim = sim_new(&sim_def);
        struct queue *queue = queue_new(sim, &def, 0);
        beyond8[i] = beyond10[i] = mean[i] = 0;
        for (int look = 1; look <= LOOKS; look++) {
            sim_run_until(sim, ticks(5.0 * look));
            uint32_t taken = pool_busy(queue->pool);
            beyond8[i] += (taken > 8) / (double)LOOKS;
            beyond10[i] += (taken > 10) / (double)LOOKS;
            mean[i] += taken / (double)LOOKS;
        }
        sim_free(sim);
    }
    assert_theory("mean", mean, 5, 0.02);
    assert_theory("P(N > 8)", beyond8, poisson_beyond(8, 5), 0.08);
    assert_theory("P(N > 10)", beyond10, poisson_beyond(10, 5), 0.16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_few_stands_lose_what_erlang_says_for_any_dwell),
        cmocka_unit_test(ten_stands_lose_what_erlang_says_for_any_dwell),
        cmocka_unit_test(twelve_stands_lose_what_erlang_says),
        cmocka_unit_test(unlimited_stands_hold_a_poisson_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
