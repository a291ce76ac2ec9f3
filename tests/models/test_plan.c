// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about drawing and applying a plan. By hand; the stochastic claims use seed 7 and state
 * what they catch. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "models/base/plan.h"
#include "sim/date.h"
#include "sim/random/dist.h"
#include "sim/random/stream.h"
#include "tests/assertions.h"

struct hub_def {
    double real, other;
    struct dist dist;
    uint32_t count, name;
    bool flag;
    int64_t date_us;
    char text[PARAM_TEXT_BYTES];
    struct param_names names;
    double reals[3];
};

#define AT(field) offsetof(struct hub_def, field)

static struct plan_change real_change(enum plan_operation operation, struct dist number)
{
    return (struct plan_change){.path = "a.real",
                                .at_us = 10,
                                .until_us = 10,
                                .operation = operation,
                                .kind = PARAM_REAL,
                                .at = AT(real),
                                .number = number};
}

static void apply(struct hub_def *def, struct plan_change change, double share, double from)
{
    const struct plan plan = {.base = def, .changes = &change, .n = 1};
    plan_apply(&plan, 0, def, share, from, 7, 0);
}

static void every_kind_is_set(void **state)
{
    (void)state;
    struct hub_def def = {.real = 1};
    apply(&def, real_change(PLAN_SET, dist_constant(2.5)), 1, NAN);
    assert_equal(def.real, 2.5);
    apply(&def,
          (struct plan_change){.kind = PARAM_DIST, .at = AT(dist), .number = dist_gamma(3, 0.5)}, 1,
          NAN);
    assert_int_equal(def.dist.kind, DIST_GAMMA);
    apply(&def,
          (struct plan_change){
              .kind = PARAM_COUNT, .at = AT(count), .number = dist_constant(4294967295.0)},
          1, NAN);
    assert_int_equal(def.count, UINT32_MAX);
    apply(&def,
          (struct plan_change){.kind = PARAM_FLAG, .at = AT(flag), .number = dist_constant(1)}, 1,
          NAN);
    assert_true(def.flag);
    apply(&def,
          (struct plan_change){.kind = PARAM_DATE, .at = AT(date_us), .date_us = DATE_NEVER_US}, 1,
          NAN);
    assert_equal(def.date_us, DATE_NEVER_US);
    apply(&def, (struct plan_change){.kind = PARAM_TEXT, .at = AT(text), .text = "words"}, 1, NAN);
    assert_string_equal(def.text, "words");
    const struct param_names names = {.n = 2, .item = {3, 1}};
    apply(&def, (struct plan_change){.kind = PARAM_NAME, .at = AT(name), .names = names}, 1, NAN);
    assert_int_equal(def.name, 3);
    apply(&def, (struct plan_change){.kind = PARAM_CHOICE, .at = AT(count), .names = names}, 1,
          NAN);
    assert_int_equal(def.count, 3);
    apply(&def, (struct plan_change){.kind = PARAM_NAMES, .at = AT(names), .names = names}, 1, NAN);
    assert_int_equal(def.names.n, 2);
    assert_int_equal(def.names.item[1], 1);
    apply(&def,
          (struct plan_change){.kind = PARAM_REALS, .at = AT(reals), .n = 3, .reals = {1, 2, 3}}, 1,
          NAN);
    assert_equal(def.reals[0], 1);
    assert_equal(def.reals[2], 3);
}

static void a_ramp_goes_straight_from_where_it_began(void **state)
{
    (void)state;
    struct hub_def def = {.real = 10};
    struct plan_change ramp = real_change(PLAN_SET, dist_constant(20));
    ramp.until_us = 110;
    apply(&def, ramp, 0.25, 10);
    assert_equal(def.real, 12.5);
    apply(&def, ramp, 0.5, 10); /* from 10, not from 12.5 */
    assert_equal(def.real, 15);
    apply(&def, ramp, 1, 10);
    assert_equal(def.real, 20);
    struct plan_change doubling = real_change(PLAN_SCALE, dist_constant(2));
    doubling.until_us = 110;
    apply(&def, doubling, 0.5, 20);
    assert_equal(def.real, 30);
    apply(&def, doubling, 1, 20);
    assert_equal(def.real, 40);
}

static void a_scale_multiplies_what_is_there(void **state)
{
    (void)state;
    struct hub_def def = {.real = 10, .reals = {1, 2, 3}};
    def.dist = dist_triangular(1, 2, 4);
    apply(&def, real_change(PLAN_SCALE, dist_constant(0.5)), 1, NAN);
    assert_equal(def.real, 5);
    struct plan_change change = {
        .operation = PLAN_SCALE, .kind = PARAM_REALS, .at = AT(reals), .n = 3};
    change.number = dist_constant(2);
    apply(&def, change, 1, NAN);
    assert_equal(def.reals[0], 2);
    assert_equal(def.reals[1], 4);
    assert_equal(def.reals[2], 6);
    change.kind = PARAM_DIST;
    change.at = AT(dist);
    apply(&def, change, 1, NAN);
    assert_equal(def.dist.a, 2);
    assert_equal(def.dist.b, 4);
    assert_equal(def.dist.c, 8);
}

/* From 10 towards 30: a share 0.25 of the way is 15, none is 10, twice the way 50. */
static void an_announcement_gets_as_far_as_its_share(void **state)
{
    (void)state;
    struct hub_def def = {.real = 10};
    struct plan_change announced = real_change(PLAN_TOWARDS, dist_constant(0));
    announced.target = 30;
    apply(&def, announced, 1, NAN);
    assert_equal(def.real, 10);
    announced.number = dist_constant(0.25);
    apply(&def, announced, 1, NAN);
    assert_equal(def.real, 15);
    def.real = 10;
    announced.number = dist_constant(2);
    apply(&def, announced, 1, NAN);
    assert_equal(def.real, 50);
}

/* Two years of 365.25 days are 730 whole days; what is 50 years late never comes. */
static void a_date_comes_late_or_never(void **state)
{
    (void)state;
    struct hub_def def = {.date_us = 0};
    struct plan_change opens = {.path = "a.opens",
                                .operation = PLAN_DELAY,
                                .kind = PARAM_DATE,
                                .at = AT(date_us),
                                .date_us = date_us(2021, 1, 1),
                                .number = dist_constant(2)};
    apply(&def, opens, 1, NAN);
    assert_equal(def.date_us, date_us(2023, 1, 1));
    opens.number = dist_constant(99);
    apply(&def, opens, 1, NAN);
    assert_equal(def.date_us, DATE_NEVER_US);
}

/* Both drawn evenly, as "plan" says: the share u of the way, and 1 - u years late. Another draw has
 * another u. In microseconds of whole days, so within a day. */
static void what_goes_well_goes_well_together(void **state)
{
    (void)state;
    struct hub_def def = {.real = 0};
    struct plan_change share = real_change(PLAN_TOWARDS, dist_uniform(0, 1));
    share.target = 1;
    share.draw = "plan";
    struct plan_change opens = {.path = "a.opens",
                                .operation = PLAN_DELAY,
                                .kind = PARAM_DATE,
                                .at = AT(date_us),
                                .draw = "plan",
                                .entry = 3,
                                .number = dist_uniform(0, 1)};
    apply(&def, share, 1, NAN);
    apply(&def, opens, 1, NAN);
    const double late_days = (double)def.date_us / (double)DATE_DAY_US;
    assert_near(late_days, 365.25 * (1 - def.real), 1);
    const double u = def.real;
    def.real = 0;
    share.draw = "another plan";
    apply(&def, share, 1, NAN);
    assert_differ(def.real, u);
}

static void assert_mean_scales(struct dist dist, double factor)
{
    const double mean = dist_mean(&dist), median = dist_quantile(&dist, 0.5);
    plan_scale(&dist, factor);
    assert_null(dist_wrong(&dist));
    assert_near(dist_mean(&dist), factor * mean, 1e-12 * fabs(factor * mean));
    assert_near(dist_quantile(&dist, 0.5), factor * median, 1e-9 * fabs(factor * median) + 1e-300);
}

/* Mean and median of each kind, times 3; the tolerance would catch one parameter forgotten. */
static void every_distribution_can_be_scaled(void **state)
{
    (void)state;
    const struct dist dists[] = {
        dist_constant(2),
        dist_triangular(1, 2, 4),
        dist_exponential(2),
        dist_lognormal(2, 0.5),
        dist_gamma(2, 0.5),
        {.kind = DIST_UNIFORM, .a = 1, .b = 4},
        {.kind = DIST_NORMAL, .a = 3, .b = 2},
        {.kind = DIST_WEIBULL, .a = 2, .b = 1.5},
        {.kind = DIST_EMPIRICAL, .points = 3, .value = {1, 2, 7}},
        {.kind = DIST_DISCRETE, .points = 2, .value = {1, 5}, .weight = {1, 3}},
    };
    for (size_t i = 0; i < sizeof dists / sizeof *dists; i++) {
        assert_mean_scales(dists[i], 3);
        struct dist nothing = dists[i];
        plan_scale(&nothing, 0);
        assert_null(dist_wrong(&nothing));
        assert_equal(dist_mean(&nothing), 0);
    }
}

static double draw(const char *path, uint32_t entry, uint64_t seed, uint32_t replication)
{
    struct hub_def def = {.real = 0};
    struct plan_change change = real_change(PLAN_SET, dist_triangular(0, 1, 2));
    change.path = path;
    change.at_us = change.until_us = PLAN_START_US;
    change.entry = entry;
    const struct plan plan = {.base = &def, .changes = &change, .n = 1};
    plan_draw(&plan, &def, seed, replication);
    return def.real;
}

/* The stream of an uncertain value is (seed, path, replication, entry) and nothing else. */
static void draws_depend_on_path_replication_and_entry_alone(void **state)
{
    (void)state;
    const double one = draw("a.real", 0, 7, 0);
    struct stream stream = stream_named(7, "a.real", 0, 0);
    const struct dist dist = dist_triangular(0, 1, 2);
    assert_equal(one, dist_draw(&dist, &stream));
    assert_equal(one, draw("a.real", 0, 7, 0));
    assert_differ(one, draw("b.real", 0, 7, 0));
    assert_differ(one, draw("a.real", 1, 7, 0));
    assert_differ(one, draw("a.real", 0, 8, 0));
    assert_differ(one, draw("a.real", 0, 7, 1));
}

static void only_the_start_is_drawn(void **state)
{
    (void)state;
    struct hub_def def = {.real = 1, .other = 1};
    struct plan_change changes[3] = {real_change(PLAN_SET, dist_constant(4)),
                                     real_change(PLAN_SCALE, dist_constant(3)),
                                     real_change(PLAN_SET, dist_constant(5))};
    changes[0].at_us = changes[0].until_us = changes[1].at_us = changes[1].until_us = PLAN_START_US;
    const struct plan plan = {.base = &def, .changes = changes, .n = 3};
    plan_draw(&plan, &def, 7, 0);
    assert_equal(def.real, 12); /* set, then scaled; the dated 5 waits for its day */
    assert_equal(plan_value(&plan, 0, &def), 12);
    assert_equal(def.other, 1);
}

/* 10,000 draws of a normal with mean 0.5 and sd 0.5, held to 0 .. 1: none outside; by symmetry the
 * mean stays 0.5. Its standard error is below 0.5 / 100: five of them catch a shift of 5 %. Chance
 * of a false alarm below 1e-6. */
static void draws_are_held_within_the_range_of_the_setting(void **state)
{
    (void)state;
    double sum = 0;
    for (uint32_t replication = 0; replication < 10000; replication++) {
        struct hub_def def = {.real = 0};
        struct plan_change change =
            real_change(PLAN_SET, (struct dist){.kind = DIST_NORMAL, .a = 0.5, .b = 0.5});
        change.max = 1;
        const struct plan plan = {.base = &def, .changes = &change, .n = 1};
        plan_apply(&plan, 0, &def, 1, NAN, 7, replication);
        assert_between(0, def.real, 1);
        sum += def.real;
    }
    assert_near(sum / 10000, 0.5, 0.025);
}

static void only_reals_have_a_value_to_ramp_from(void **state)
{
    (void)state;
    const struct hub_def def = {.count = 3};
    const struct plan_change change = {.kind = PARAM_COUNT, .at = AT(count)};
    const struct plan plan = {.base = &def, .changes = &change, .n = 1};
    assert_unknown(plan_value(&plan, 0, &def));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_set),
        cmocka_unit_test(a_ramp_goes_straight_from_where_it_began),
        cmocka_unit_test(a_scale_multiplies_what_is_there),
        cmocka_unit_test(an_announcement_gets_as_far_as_its_share),
        cmocka_unit_test(a_date_comes_late_or_never),
        cmocka_unit_test(what_goes_well_goes_well_together),
        cmocka_unit_test(every_distribution_can_be_scaled),
        cmocka_unit_test(draws_depend_on_path_replication_and_entry_alone),
        cmocka_unit_test(only_the_start_is_drawn),
        cmocka_unit_test(draws_are_held_within_the_range_of_the_setting),
        cmocka_unit_test(only_reals_have_a_value_to_ramp_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
