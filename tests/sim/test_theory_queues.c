// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims: the pool and the fifo, fed by the engine, agree with queueing theory. Every comparison
 * follows the rule of theory.h (1 false alarm in 1,000, fixed seeds) and names the error it
 * catches: 2 % unless said otherwise.
 */
#include "tests/sim/theory.h"

#include "sim/fifo.h"

static double wait_mm(int servers, double rate, double mu)
{
    return erlang_c(servers, rate / mu) / (servers * mu - rate);
}

/* Wq = C / (c mu - l), Lq = l Wq, L = Lq + a, P(wait > t) = C exp(-(c mu - l) t)    [Erlang1917]
 * The tail, down to 1.6 % of all jobs, catches 7 %. */
static void assert_erlang_c(int servers, double rate, double mu, double run_s)
{
    struct queue_def def = {.rate_per_s = rate, .batch = 1, .servers = (uint32_t)servers,
                            .service_s = dist_exponential(1 / mu), .point_s = {0, 1 / mu},
                            .warm_s = run_s / 50, .run_s = run_s};
    struct queue_result result = queue_run(&def, 1917);
    double c = erlang_c(servers, rate / mu);
    double wait_s = wait_mm(servers, rate, mu);
    assert_theory("P(wait)", result.beyond[0], c, 0.02);
    assert_theory("Wq", result.wait_s, wait_s, 0.02);
    assert_theory("Lq", result.waiting, rate * wait_s, 0.02);
    assert_theory("L", result.inside, rate * wait_s + rate / mu, 0.02);
    assert_theory("P(wait > 1/mu)", result.beyond[1], c * exp(-(servers * mu - rate) / mu), 0.07);
}

static void one_desk_agrees_with_erlang_c(void **state)
{
    (void)state;
    assert_erlang_c(1, 0.8, 1, 750000);
}

static void five_desks_agree_with_erlang_c(void **state)
{
    (void)state;
    assert_erlang_c(5, 4, 1, 240000);
}

static void fifteen_quick_desks_agree_with_erlang_c(void **state)
{
    (void)state;
    assert_erlang_c(15, 24, 2, 95000);
}

/* Of many busy desks the chance to wait (catches 5 %) and the number inside (3 %): the number
 * in line alone would need ten times the run. */
static void assert_many_desks(int servers, double rate, double run_s)
{
    struct queue_def def = {.rate_per_s = rate, .batch = 1, .servers = (uint32_t)servers,
                            .service_s = dist_exponential(1), .point_s = {0},
                            .warm_s = run_s / 20, .run_s = run_s};
    struct queue_result result = queue_run(&def, 1918);
    assert_theory("P(wait)", result.beyond[0], erlang_c(servers, rate), 0.05);
    assert_theory("L", result.inside, rate * wait_mm(servers, rate, 1) + rate, 0.03);
}

static void ten_to_a_hundred_desks_agree_with_erlang_c(void **state)
{
    (void)state;
    assert_many_desks(10, 9, 50000);
    assert_many_desks(20, 18, 22000);
    assert_many_desks(50, 45, 12000);
    assert_many_desks(100, 90, 8000);
}

/* ---- one server, any service ---- */

/* Wq = rho (1 + scv) / (2 (1 - rho)) E[S]    [Pollaczek1930]. The widest service catches 4 %. */
static void assert_pollaczek(struct dist service_s, double scv, double rho, double run_s,
                             double caught)
{
    struct queue_def def = {.rate_per_s = rho, .batch = 1, .servers = 1, .service_s = service_s,
                            .warm_s = run_s / 50, .run_s = run_s};
    struct queue_result result = queue_run(&def, 1930 + (uint64_t)(1000 * rho * (1 + scv)));
    double wait_s = rho * (1 + scv) / (2 * (1 - rho));
    assert_theory("Wq", result.wait_s, wait_s, caught);
    assert_theory("Lq", result.waiting, rho * wait_s, caught);
}

static void one_server_of_any_spread_agrees_with_pollaczek(void **state)
{
    (void)state;
    assert_pollaczek(dist_constant(1), 0, 0.5, 200000, 0.02);
    assert_pollaczek(dist_triangular(0.5, 1, 1.5), 1.0 / 24, 0.5, 220000, 0.02);
    assert_pollaczek(dist_uniform(0.5, 1.5), 1.0 / 12, 0.5, 220000, 0.02);
    assert_pollaczek(dist_gamma(1, 0.5), 0.25, 0.5, 280000, 0.02);
    assert_pollaczek(dist_lognormal(1, 0.5), 0.25, 0.5, 260000, 0.02);
    assert_pollaczek(dist_exponential(1), 1, 0.5, 350000, 0.02);
    assert_pollaczek(dist_lognormal(1, 1.5), 2.25, 0.5, 1000000, 0.04);
    assert_pollaczek(dist_constant(1), 0, 0.8, 600000, 0.02);
    assert_pollaczek(dist_uniform(0.5, 1.5), 1.0 / 12, 0.8, 430000, 0.02);
}

/* F(t) = (1 - rho) sum over k = 0 .. floor(t) of e^x (-x)^k / k!, x = rho (t - k)
 * [Erlang1909] */
static double md1_within(double rho, double t)
{
    double sum = 0, factorial = 1;
    for (int k = 0; k <= (int)t; k++) {
        double x = rho * (t - k);
        if (k > 0) factorial *= k;
        sum += exp(x) * pow(-x, k) / factorial;
    }
    return (1 - rho) * sum;
}

static void fixed_service_gives_erlangs_distribution_of_waits(void **state)
{
    (void)state;
    const double point_s[QUEUE_POINTS] = {0, 0.5, 1, 2};
    struct queue_def def = {.rate_per_s = 0.8, .batch = 1, .servers = 1,
                            .service_s = dist_constant(1), .point_s = {0, 0.5, 1, 2},
                            .warm_s = 2000, .run_s = 170000};
    struct queue_result result = queue_run(&def, 1909);
    for (int i = 0; i < QUEUE_POINTS; i++)
        assert_theory("F(t)", result.within[i], md1_within(0.8, point_s[i]), 0.02);
    def.rate_per_s = 0.5;
    result = queue_run(&def, 1910);
    for (int i = 0; i < QUEUE_POINTS; i++)
        assert_theory("F(t)", result.within[i], md1_within(0.5, point_s[i]), 0.02);
}

/* The server that needs no events: the same formula, rho 0.9, in the time of the variates. */
static void the_fifo_without_events_agrees_with_pollaczek(void **state)
{
    (void)state;
    const double rho = 0.9;
    struct dist gap_s = dist_exponential(1 / rho), service_s = dist_uniform(0.5, 1.5);
    double wait_s[REPLICATIONS];
    for (int i = 0; i < REPLICATIONS; i++) {
        struct sim_def def = sim_def_default();
        struct sim *sim = sim_new(&def);
        struct fifo *fifo = fifo_new(sim, "theory.fifo", 1);
        struct stream gaps = stream_named(1952, "theory.gaps", (uint32_t)i, 0);
        struct stream services = stream_named(1952, "theory.services", (uint32_t)i, 0);
        int64_t at_us = 0;
        for (int job = 0; job < 1550000; job++) {
            if (job == 50000) fifo_reset_measures(fifo);
            at_us += ticks(dist_draw(&gap_s, &gaps));
            fifo_serve(fifo, at_us, ticks(dist_draw(&service_s, &services)));
        }
        wait_s[i] = tally_mean(fifo_wait_s(fifo));
        sim_free(sim);
    }
    assert_theory("Wq", wait_s, rho * (1 + 1.0 / 12) / (2 * (1 - rho)), 0.02);
}

/* ---- batches: a freighter drops its ULDs ---- */

/* Wq = l E[S^2] / (2 (1 - rho)) + E[S] E[X (X - 1)] / (2 E[X] (1 - rho)),  l = l_b E[X]
 * [Burke1975] */
static double wait_batch(double rate, double size, double size_times_less, double mean, double scv)
{
    double jobs_per_s = rate * size, rho = jobs_per_s * mean;
    return (jobs_per_s * mean * mean * (1 + scv) + mean * size_times_less / size) / (2 * (1 - rho));
}

/* One flight an hour with 30 ULDs of 1.5 minutes, in units of 1.5 minutes: 40 to the hour.
 * 1.4875 h = 59.5 units. */
static void batches_wait_as_the_formula_says(void **state)
{
    (void)state;
    struct queue_def def = {.rate_per_s = 1.0 / 40, .batch = 30, .servers = 1,
                            .service_s = dist_constant(1), .warm_s = 20000, .run_s = 4200000};
    double exact = wait_batch(1.0 / 40, 30, 30 * 29, 1, 0);
    assert_true(fabs(exact / 40 - 1.4875) < 1e-12);
    assert_theory("Wq of 30 ULDs", queue_run(&def, 1975).wait_s, exact, 0.02);
    def = (struct queue_def){.rate_per_s = 0.16, .batch = 0, .servers = 1,
                             .service_s = dist_exponential(1), .warm_s = 20000, .run_s = 2000000};
    /* geometric with mean 5: E[X (X - 1)] = 2 (1 - p) / p^2 = 40 */
    exact = wait_batch(0.16, 5, 40, 1, 1);
    assert_true(fabs(exact - 24) < 1e-12);
    assert_theory("Wq of geometric batches", queue_run(&def, 1976).wait_s, exact, 0.03);
}

/* n at once on c servers, exponential of mean s: makespan s ((n - c) / c + H_c), mean wait s (n
 * - c)(n - c + 1) / (2 n c). 30 ULDs, 4 teams, 6 minutes: 51.5 and 17.55. A replication is 300
 * such nights. */
static void a_single_batch_takes_as_long_as_it_should(void **state)
{
    (void)state;
    enum { NIGHTS = 400 };
    struct queue_def def = {.rate_per_s = 1e-9, .batch = 30, .servers = 4,
                            .service_s = dist_exponential(6)};
    double makespan[REPLICATIONS], wait_s[REPLICATIONS];
    for (int i = 0; i < REPLICATIONS; i++) {
        struct sim_def sim_def = sim_def_default();
        sim_def.replication = (uint32_t)i;
        struct sim *sim = sim_new(&sim_def);
        struct queue *queue = queue_new(sim, &def, 0);
        makespan[i] = 0;
        for (int night = 0; night < NIGHTS; night++) {
            int64_t start_us = sim_now_us(sim);
            for (int uld = 0; uld < 30; uld++)
                queue_come_one(sim, queue);
            while (pool_busy(queue->pool) > 0) /* to the tick of the last end */
                sim_run_until(sim, sim_now_us(sim) + 1000);
            makespan[i] += (double)(sim_now_us(sim) - start_us) * 1e-6 / NIGHTS;
        }
        wait_s[i] = tally_mean(pool_wait_s(queue->pool));
        sim_free(sim);
    }
    assert_theory("makespan", makespan, 6 * (26.0 / 4 + 1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4), 0.02);
    assert_theory("mean wait", wait_s, 6 * 26.0 * 27.0 / (2 * 30 * 4), 0.02);
}

/* ---- priorities ---- */

/* Equal exponential services, no interruption, classes 1..p of rate l_k, s_k = (l_1 + .. + l_k)
 *   / (c mu): W_k = C / (c mu (1 - s_(k-1)) (1 - s_k))    [Cobham1954]
 * Catches 3 %: the last class swings widely. */
static void priorities_wait_as_cobham_says(void **state)
{
    (void)state;
    const int servers = 5, classes = 3;
    const double rate = 4;
    struct queue_def def = {.rate_per_s = rate, .batch = 1, .servers = 5,
                            .service_s = dist_exponential(1), .priorities = 3,
                            .warm_s = 2000, .run_s = 330000};
    struct queue_result result = queue_run(&def, 1954);
    for (int k = 0; k < classes; k++) {
        double before = rate / servers * k / classes, with = rate / servers * (k + 1) / classes;
        double exact = erlang_c(servers, rate) / (servers * (1 - before) * (1 - with));
        assert_theory("wait of a class", result.of_priority_s[k], exact, 0.03);
    }
}

/* ---- laws ---- */

/* From empty to empty, the time spent inside by all is the area under the number inside: exact
 * to the tick [Little1961]. */
static void littles_law_holds_to_the_tick(void **state)
{
    (void)state;
    struct queue_def def = {.rate_per_s = 3.5, .batch = 0, .servers = 19,
                            .service_s = dist_lognormal(1, 1.5), .priorities = 4};
    struct sim_def sim_def = sim_def_default();
    struct sim *sim = sim_new(&sim_def);
    struct queue *queue = queue_new(sim, &def, 0);
    for (int shift = 0; shift < 100; shift++) {
        sim_run_until(sim, ticks(200 * (shift + 1)));
        pool_resize(queue->pool, 15 + (uint32_t)(shift * 7 % 9));
    }
    queue->closed = true;
    sim_run_until(sim, ticks(1e6));
    assert_int_equal(queue->came, queue->left);
    assert_true(queue->left > 300000);
    assert_int_equal(sim_pending(sim), 0);
    level_set(&queue->inside, sim_now_us(sim), 0);
    assert_true(queue->inside.area == queue->sojourn_us);
    /* and line + desks = inside, at every instant, so their areas add up */
    double parts_s = level_area_s(pool_waiting_level(queue->pool), sim_now_us(sim)) +
                     level_area_s(pool_busy_level(queue->pool), sim_now_us(sim));
    double whole_s = level_area_s(&queue->inside, sim_now_us(sim));
    assert_true(fabs(parts_s - whole_s) < 1e-9 * whole_s);
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_desk_agrees_with_erlang_c),
        cmocka_unit_test(five_desks_agree_with_erlang_c),
        cmocka_unit_test(fifteen_quick_desks_agree_with_erlang_c),
        cmocka_unit_test(ten_to_a_hundred_desks_agree_with_erlang_c),
        cmocka_unit_test(one_server_of_any_spread_agrees_with_pollaczek),
        cmocka_unit_test(fixed_service_gives_erlangs_distribution_of_waits),
        cmocka_unit_test(the_fifo_without_events_agrees_with_pollaczek),
        cmocka_unit_test(batches_wait_as_the_formula_says),
        cmocka_unit_test(a_single_batch_takes_as_long_as_it_should),
        cmocka_unit_test(priorities_wait_as_cobham_says),
        cmocka_unit_test(littles_law_holds_to_the_tick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
