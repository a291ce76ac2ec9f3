// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims: the formulas of models/theory/ are right, and the engine agrees with them: losses, flows,
 * trucks, loops, failures. The queues are in test_theory_queues.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "models/theory/queue.h"
#include "sim/date.h"
#include "tests/models/cases.h"
#include "tests/assertions.h"

/* ---- formulas, against values computed elsewhere --------------------------------------------- */

static double exact_of(const char *name, size_t measure)
{
    for (size_t i = 0; theory_at(i) != NULL; i++)
        if (strcmp(theory_at(i)->name, name) == 0)
            return theory_at(i)->kind->exact(theory_at(i),
                                             theory_at(i)->kind->measure[measure].code);
    return NAN;
}

static void assert_exact(const char *name, size_t measure, double want, double tolerance)
{
    const double got = exact_of(name, measure);
    if (!(fabs(got - want) <= tolerance)) fail_msg("%s: %.12g is not %.12g", name, got, want);
}

/* Tables of queueing theory, recomputed by matrix recursion, forward equations and exhaustive sums.
 */
static void the_formulas_give_the_known_numbers(void **state)
{
    (void)state;
    assert_exact("mm1", 1, 4, 1e-12);
    assert_exact("mm1", 4, 0.6549846, 1e-7);
    assert_exact("mm5", 0, 0.5541125541, 1e-10);
    assert_exact("mm5", 3, 6.216450216, 1e-9);
    assert_exact("mm15", 1, 0.0531984042, 1e-10);
    assert_exact("mm15", 4, 0.0158916, 1e-7);
    assert_exact("mm10", 1, 15.01858372, 1e-8);
    assert_exact("mm20", 0, 0.5507690048, 1e-10);
    assert_exact("mm50", 1, 48.27478020, 1e-8);
    assert_exact("mm100", 0, 0.2169404809, 1e-10);
    assert_exact("md1-busy", 0, 2, 1e-12);
    assert_exact("mg1-triangular", 0, 0.5208333, 1e-7);
    assert_exact("mg1-wide", 0, 1.625, 1e-12);
    assert_exact("md1-law", 1, 0.2983649, 1e-7);
    assert_exact("md1-law", 2, 0.4451082, 1e-7);
    assert_exact("md1-law", 3, 0.6345199, 1e-7);
    assert_exact("fifo", 0, 4.875, 1e-12);
    assert_exact("batch-30", 0, 1.4875 * 40, 1e-10);
    assert_exact("batch-geometric", 0, 24, 1e-12);
    assert_exact("batch-30-exponential", 0, 1.525 * 40, 1e-10);
    assert_exact("batch-5", 0, 5.6, 1e-12);
    assert_exact("burst-30", 0, 51.5, 1e-12);
    assert_exact("burst-30", 1, 17.55, 1e-12);
    assert_exact("burst-12", 0, 24.1666667, 1e-7);
    assert_exact("burst-40", 0, 162.3333333, 1e-7);
    assert_exact("burst-30-fixed", 0, 48, 1e-12);
    assert_exact("burst-30-fixed", 1, 19.6, 1e-12);
    assert_exact("burst-40-fixed", 0, 140, 1e-12);
    assert_exact("stands-8-lognormal", 0, 0.0700478522, 1e-10);
    assert_exact("stands-20-lognormal", 0, 0.0455932156, 1e-10);
    assert_exact("trucks-9", 0, 3.1012385, 1e-7);
    assert_exact("trucks-9", 1, 0.8445821, 1e-7);
    assert_exact("stands-5-fixed", 0, 0.1100543478, 1e-10);
    assert_exact("stands-10-fixed", 0, 0.0995437131, 1e-10);
    assert_exact("stands-12-exponential", 0, 0.1197391884, 1e-10);
    assert_exact("stands-free", 1, 0.068093635, 1e-9);
    assert_exact("stands-free", 2, 0.013695269, 1e-9);
    assert_exact("jackson", 1, 4.56952169, 1e-8);
    assert_exact("jackson", 3, 2.15431627, 1e-8);
    assert_exact("jackson", 5, 12.61272685, 1e-8);
    assert_exact("tandem", 1, 5.0 / 3, 1e-12);
    assert_exact("tandem", 2, 4, 1e-12);
    assert_exact("fork-join", 0, 7.0, 1e-12);
    assert_exact("trucks-8", 0, 0.8786223, 1e-7);
    assert_exact("trucks-8", 1, 0.6098278, 1e-7);
    assert_exact("trucks-18", 0, 2.5971494, 1e-7);
    assert_exact("trucks-18", 1, 0.6442861, 1e-7);
    assert_exact("peak", 0, 1.2, 1e-12);
    assert_exact("peak", 1, 0.6, 1e-12);
    assert_exact("stop", 1, 1875, 1e-9);
}

/* l = 1/2, failures 1/20, repairs 1/4: 0.5 (0.09 + 0.05) / (0.3 (0.25 - 0.15)) = 7/3. Failures 1/10
 * of work: E[C] = 1.4, E[C^2] = 2 x 1.96 + 0.2 x 16 = 7.12, L = 0.5 (1.4 + 0.5 x 7.12 / 0.6) =
 * 11/3.
 * */
static void failures_are_as_by_hand(void **state)
{
    (void)state;
    assert_exact("fails-any-time", 0, 7.0 / 3, 1e-12);
    assert_exact("fails-any-time", 1, 1.0 / 6, 1e-12);
    assert_exact("fails-working", 0, 11.0 / 3, 1e-12);
    assert_exact("fails-working", 1, 0.2, 1e-12);
}

/* Laws that hold whatever the numbers, and bounds. */
static void closed_loops_are_as_by_hand(void **state)
{
    (void)state;
    assert_greater(exact_of("machines", 0), 2);
    assert_less(exact_of("machines", 0), 3); /* 1.67 without waiting */
    /* what is repaired is what breaks: l (N - down) */
    assert_exact("machines", 1, (10 - exact_of("machines", 0)) / 10, 1e-12);
    /* four tugs: no more than 4 / 15 trips a minute, no more than the door's 1 / 3 */
    assert_less(exact_of("tugs", 0), 4.0 / 15);
    assert_greater(exact_of("tugs", 0), 3.0 / 15);
    /* Little: tugs under way = trips x 10 minutes; all four are somewhere */
    assert_exact("tugs", 1, 4 - exact_of("tugs", 2) - 10 * exact_of("tugs", 0), 1e-12);
}

/* ---- laws ------------------------------------------------------------------------------------ */

/* From empty to empty, the time spent inside by all is the area under the number inside: exact
 * to the tick [Little1961]. */
static void littles_law_holds_to_the_tick(void **state)
{
    (void)state;
    const struct queue_def def = {.rate_per_s = 3.5,
                                  .batch = 0,
                                  .servers = 19,
                                  .service_s = dist_lognormal(1, 1.5),
                                  .priorities = 4};
    struct sim_def sim_def = sim_def_default();
    struct sim *sim = sim_new(&sim_def);
    assert_non_null(sim);
    struct queue *queue = queue_new(sim, &def, 0);
    for (int shift = 0; shift < 100; shift++) {
        sim_run_until(sim, queue_ticks(200 * (shift + 1)));
        pool_resize(queue->pool, 15 + (uint32_t)(shift * 7 % 9));
    }
    queue->closed = true;
    sim_run_until(sim, queue_ticks(1e6));
    assert_int_equal(queue->came, queue->left);
    assert_greater(queue->left, 300000);
    assert_int_equal(sim_pending(sim), 0);
    assert_int_equal(queue->inside.value, 0);
    /* (1) of level.h with v = 0 */
    assert_equal_wide(-wide_value(queue->inside.moment), queue->sojourn_us);
    /* and line + desks = inside, at every instant, so their areas add up */
    const double parts_s = level_area_s(pool_waiting_level(queue->pool), sim_now_us(sim)) +
                           level_area_s(pool_busy_level(queue->pool), sim_now_us(sim));
    const double whole_s = level_area_s(&queue->inside, sim_now_us(sim));
    assert_near(parts_s, whole_s, 1e-9 * whole_s);
    sim_free(sim);
}

/* ---- the judge ------------------------------------------------------------------------------- */

/* 1 and 3 against 0: t = 2 / 1 with one degree of freedom, two-sided p 0.2952, z 1.0468. */
static void z_is_as_rare_as_t(void **state)
{
    (void)state;
    const struct theory_case mm1 = *theory_at(0);
    const double x[] = {1, 3};
    assert_near(theory_judge(&mm1, 0, x, 2, 3).z, 1.0468, 1e-4);
    assert_near(theory_judge(&mm1, 4, x, 2, 3).z + 1.0468, 0, 1e-4);
    assert_false(theory_judge(&mm1, 0, x, 2, 1).agrees);
    assert_near(theory_limit(1), 3.2905, 1e-4);
    assert_between(4.4, theory_limit(100), 4.5);
}

/* ---- the list -------------------------------------------------------------------------------- */

static bool is_listed(const char *list, const char *key)
{
    char row[80];
    snprintf(row, sizeof row, "| [%s] |", key);
    return strcmp(key, "derived") == 0 || strstr(list, row) != NULL;
}

static void cases_name_their_sources(void **state)
{
    (void)state;
    static char list[1 << 20];
    FILE *file = fopen("models/SOURCES.md", "r");
    assert_non_null(file);
    list[fread(list, 1, sizeof list - 1, file)] = '\0';
    fclose(file);
    for (size_t i = 0; theory_at(i) != NULL; i++)
        if (!is_listed(list, theory_at(i)->kind->source))
            fail_msg("%s: no row for %s in models/SOURCES.md", theory_at(i)->name,
                     theory_at(i)->kind->source);
}

static void cases_have_names_of_their_own(void **state)
{
    (void)state;
    size_t cases = 0;
    for (; theory_at(cases) != NULL; cases++) {
        const struct theory_case *of = theory_at(cases);
        assert_between(1, of->kind->measures, THEORY_MEASURES);
        for (size_t k = 0; k < cases; k++)
            assert_string_not_equal(of->name, theory_at(k)->name);
    }
    assert_greater(cases, 35);
    assert_less(cases, CASES_MOST);
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(the_formulas_give_the_known_numbers),
        cmocka_unit_test(failures_are_as_by_hand),
        cmocka_unit_test(closed_loops_are_as_by_hand),
        cmocka_unit_test(littles_law_holds_to_the_tick),
        cmocka_unit_test(z_is_as_rare_as_t),
        cmocka_unit_test(cases_have_names_of_their_own),
        cmocka_unit_test(cases_name_their_sources),
    };
    enum { OTHERS = sizeof others / sizeof *others };
    struct CMUnitTest tests[CASES_MOST + OTHERS];
    memcpy(tests, others, sizeof others);
    size_t n = add_cases(tests, OTHERS, theory_losses, theory_losses_n);
    n = add_cases(tests, n, theory_flows, theory_flows_n);
    n = add_cases(tests, n, theory_trucks, theory_trucks_n);
    n = add_cases(tests, n, theory_loops, theory_loops_n);
    n = add_cases(tests, n, theory_failures, theory_failures_n);
    return _cmocka_run_group_tests("theory", tests, n, NULL, NULL);
}
