// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claims about forks: futures that share a past give, to the last bit and event, what each gives
 * when it is run from the start. On Liège in 2021 and 2022, with changes of 2022 left out, moved,
 * doubled and made into a ramp. Exact: no tolerance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/hub/hub_fork.h"
#include "models/hub/hub_params.h"
#include "scenarios/input/scenario.h"
#include "sim/date.h"
#include "tests/assertions.h"

enum { FUTURES = 5, EXTRA = 4 };

struct liege {
    struct scenario *scenario;
    const struct plan *plan;
    struct plan future[FUTURES];
    struct plan_change *changes[FUTURES];
    const struct plan *pointer[FUTURES];
};

static struct scenario *read_liege(void)
{
    static const char *const set[] = {"run.from=2021-07-01", "run.to=2023-01-01"};
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    const struct scenario_request request = {
        .file = "scenarios/liege/actual.cfg", .set = set, .set_n = 2};
    struct scenario *scenario =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    return scenario;
}

/* The first change of a number (REAL) on that day or later. */
static size_t change_from(const struct plan *plan, int64_t at_us)
{
    for (size_t i = 0; i < plan->n; i++)
        if (plan->changes[i].at_us >= at_us && plan->changes[i].kind == PARAM_REAL) return i;
    fail_msg("Liège has no change from that day on");
    return 0;
}

static void leave_out(struct plan *plan, struct plan_change *changes, size_t i)
{
    memmove(&changes[i], &changes[i + 1], (plan->n - i - 1) * sizeof *changes);
    plan->n--;
}

/* 0: as it is. 1: a change of March 2022 or later left out. 2: it comes twelve weeks later, a
 * Monday at midnight, when weeks and shifts begin, too. 3: it comes a second time in September. 4:
 * it is a ramp of half a year. */
static void make_futures(struct liege *liege)
{
    liege->scenario = read_liege();
    assert_non_null(liege->scenario);
    liege->plan = scenario_plan(liege->scenario);
    const struct plan *plan = liege->plan;
    const size_t i = change_from(plan, date_us(2022, 2, 1));
    for (int k = 0; k < FUTURES; k++) {
        struct plan_change *changes = calloc(plan->n + EXTRA, sizeof *changes);
        assert_non_null(changes);
        memcpy(changes, plan->changes, plan->n * sizeof *changes);
        liege->changes[k] = changes;
        liege->future[k] = (struct plan){plan->base, changes, plan->n, NULL};
        liege->pointer[k] = &liege->future[k];
    }
    leave_out(&liege->future[1], liege->changes[1], i);
    const struct plan_change moved = plan->changes[i];
    for (int k = 2; k <= 3; k++) {
        struct plan *future = &liege->future[k];
        struct plan_change *changes = liege->changes[k];
        const int64_t at_us = k == 2 ? date_us(2022, 5, 30) : date_us(2022, 9, 5);
        if (k == 2) leave_out(future, changes, i);
        size_t to = 0;
        while (to < future->n && changes[to].at_us <= at_us)
            to++;
        memmove(&changes[to + 1], &changes[to], (future->n - to) * sizeof *changes);
        changes[to] = moved;
        changes[to].at_us = at_us;
        changes[to].number.a *= 2;
        if (k == 3) changes[to].entry += 100;
        future->n++;
    }
    liege->changes[4][i].until_us = liege->changes[4][i].at_us + 26 * DATE_WEEK_US;
}

static void free_futures(struct liege *liege)
{
    for (int k = 0; k < FUTURES; k++)
        free(liege->changes[k]);
    scenario_free(liege->scenario);
}

static struct hub_result make_room(const struct hub_def *def)
{
    struct hub_result result = {
        .value = calloc(hub_years(def) * hub_measures(def, NULL), sizeof(double)),
        .day = calloc(24 * MEASURE_DAY_SERIES, sizeof(double))};
    assert_non_null(result.value);
    assert_non_null(result.day);
    return result;
}

static void free_room(struct hub_result *result)
{
    free(result->value);
    free(result->day);
}

/* All but the memory taken: the past of several futures has more in its calendar. */
static void assert_same(const struct hub_def *def, const struct hub_result *a,
                        const struct hub_result *b)
{
    struct hub_result x = *a, y = *b;
    const size_t cells = hub_years(def) * hub_measures(def, NULL);
    assert_memory_equal(a->value, b->value, cells * sizeof(double));
    assert_memory_equal(a->day, b->day, 24 * MEASURE_DAY_SERIES * sizeof(double));
    assert_int_equal(a->digest, b->digest);
    x.value = y.value = x.day = y.day = NULL;
    x.bytes = y.bytes = 0;
    assert_memory_equal(&x, &y, sizeof x);
}

static void futures_of_one_past_are_those_from_the_start(void **state)
{
    (void)state;
    struct liege liege;
    make_futures(&liege);
    const struct hub_def *def = liege.plan->base;
    struct hub_request request = {.seed = 11, .replication = 3};
    struct hub_result forked[FUTURES];
    uint64_t digest[FUTURES];
    for (int k = 0; k < FUTURES; k++)
        forked[k] = make_room(def);
    assert_true(hub_fork(&request, liege.pointer, FUTURES, forked));
    for (int k = 0; k < FUTURES; k++) {
        struct hub_result alone = make_room(def);
        request.plan = liege.pointer[k];
        assert_true(hub_run(&request, &alone));
        assert_same(def, &alone, &forked[k]);
        digest[k] = alone.digest;
        for (int j = 0; j < k; j++)
            assert_differ(digest[j], digest[k]); /* they are different futures */
        free_room(&alone);
    }
    for (int k = 0; k < FUTURES; k++)
        free_room(&forked[k]);
    free_futures(&liege);
}

/* By hand: future 1 lacks the change, so they differ from its date on; future 3 has one more on 5
 * September. Lanes write their flights a week ahead, so the past ends a week before. */
static void a_fork_lies_a_week_before_the_first_difference(void **state)
{
    (void)state;
    struct liege liege;
    make_futures(&liege);
    const int64_t change_us =
        liege.plan->changes[change_from(liege.plan, date_us(2022, 2, 1))].at_us;
    const struct plan *late[] = {liege.pointer[0], liege.pointer[3]};
    const struct plan *same[] = {liege.pointer[0], liege.plan};
    assert_int_equal(hub_fork_us(liege.pointer, FUTURES), change_us - DATE_WEEK_US);
    assert_int_equal(hub_fork_us(late, 2), date_us(2022, 8, 29));
    assert_int_equal(hub_fork_us(same, 2), INT64_MAX);
    assert_int_equal(hub_fork_us(same, 1), INT64_MAX);
    free_futures(&liege);
}

/* One more stand from the start on, or a change that is in force before the clock starts. */
static void plans_without_a_common_past_are_refused(void **state)
{
    (void)state;
    struct liege liege;
    make_futures(&liege);
    struct hub_def *other = malloc(hub_params_bytes(liege.plan->base));
    assert_non_null(other);
    hub_params_copy(other, liege.plan->base);
    liege.future[1].base = other;
    liege.future[1].changes = liege.plan->changes;
    liege.future[1].n = liege.plan->n;
    assert_int_equal(hub_fork_us(liege.pointer, 2), INT64_MAX); /* a copy of the base is the same */
    strcpy(other->title, "other words");
    assert_int_equal(hub_fork_us(liege.pointer, 2), INT64_MAX);
    other->airport.stands_wide++;
    assert_int_equal(hub_fork_us(liege.pointer, 2), INT64_MIN);
    struct hub_request request = {.seed = 1};
    struct hub_result result[2] = {make_room(other), make_room(other)};
    assert_false(hub_fork(&request, liege.pointer, 2, result));
    other->airport.stands_wide--;
    liege.changes[2][0].number.a += 1;
    liege.changes[2][0].reals[0] += 1;
    const struct plan *early[] = {liege.pointer[0], liege.pointer[2]};
    assert_int_equal(hub_fork_us(early, 2), INT64_MIN);
    free_room(&result[0]);
    free_room(&result[1]);
    free(other);
    free_futures(&liege);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(futures_of_one_past_are_those_from_the_start),
        cmocka_unit_test(a_fork_lies_a_week_before_the_first_difference),
        cmocka_unit_test(plans_without_a_common_past_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
