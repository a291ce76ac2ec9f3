// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about history matching, on simulators whose answers can be worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "sim/analysis/matching.h"
#include "sim/random/dist.h"
#include "tests/assertions.h"

enum { INPUTS = 3, TARGETS = 5 };

/* Jobs and tonnes of a hub of straws: all but the last input matter. */
static void answer(const double *x, double *y)
{
    y[0] = 100 + 60 * x[0];
    y[1] = 200 + 100 * x[1];
    y[2] = 150 + 50 * x[0] + 40 * x[1] * x[1];
    y[3] = 80 + 50 * x[0] - 30 * x[1];
    y[4] = 300 + 90 * x[1] + 20 * x[0] * x[0];
}

static bool simulate(void *context, const double *unit, size_t n, double *y)
{
    (void)context;
    for (size_t i = 0; i < n; i++)
        answer(unit + i * INPUTS, y + i * TARGETS);
    return true;
}

static struct matching_rule rule_of(uint64_t seed, double discrepancy)
{
    struct matching_rule rule = {.points = 80,
                                 .waves = 3,
                                 .cut_off = 3,
                                 .discrepancy_scale = 0.1,
                                 .enough_counts = 2,
                                 .seed = seed};
    for (size_t k = 0; k < MATCHING_KINDS; k++)
        rule.discrepancy[k] = discrepancy;
    return rule;
}

/* What is counted at `truth`: 2 % off, at random. */
static void count_at(const double *truth, uint64_t seed, struct matching_target *target)
{
    const struct dist law = {.kind = DIST_NORMAL, .a = 1, .b = 0.02};
    double y[TARGETS];
    answer(truth, y);
    for (size_t j = 0; j < TARGETS; j++) {
        struct stream stream = stream_named(seed, "counted", 0, j);
        const double count = y[j] * dist_draw(&law, &stream);
        target[j] = (struct matching_target){count, 0.02 * count, 0, j % 2};
    }
}

/* Twenty truths, each counted once: the 95 % interval of each of the two inputs that matter holds
 * the truth in at least 17. A right interval fails this in 1.6 % of seeds (binomial 20, 0.95), one
 * that holds 70 % passes it in 11 %. Were it as wide as the prior, it would hold always: its mean
 * width must be below 0.6 of the prior's 0.95. The input that nothing tells of keeps its prior. */
static void what_remains_covers_the_truth_and_is_narrower_than_the_prior(void **state)
{
    (void)state;
    int held[INPUTS] = {0};
    double width[INPUTS] = {0};
    for (uint64_t set = 0; set < 20; set++) {
        double truth[INPUTS];
        struct matching_target target[TARGETS];
        struct matching matching;
        struct stream stream = stream_named(set, "truth", 0, 0);
        for (size_t i = 0; i < INPUTS; i++)
            truth[i] = stream_uniform(&stream);
        count_at(truth, set, target);
        const struct matching_rule rule = rule_of(set, 0);
        assert_true(matching_run(&rule, INPUTS, target, TARGETS, simulate, NULL, &matching));
        assert_greater(matching.remain, 20);
        for (size_t i = 0; i < INPUTS; i++) {
            const double lo = matching_quantile(matching.unit + i, INPUTS, matching.weight,
                                                matching.n, 0.025),
                         hi = matching_quantile(matching.unit + i, INPUTS, matching.weight,
                                                matching.n, 0.975);
            held[i] += truth[i] >= lo && truth[i] <= hi;
            width[i] += (hi - lo) / 20;
        }
        matching_free(&matching);
    }
    for (size_t i = 0; i < 2; i++) {
        assert_in_range(held[i], 17, 20);
        assert_less(width[i], 0.6 * 0.95);
    }
    assert_greater(width[2], 0.8);
}

static void a_count_out_of_reach_leaves_nothing(void **state)
{
    (void)state;
    const double truth[INPUTS] = {0.5, 0.5, 0.5};
    struct matching_target target[TARGETS];
    struct matching matching;
    const struct matching_rule rule = rule_of(1, 0.02);
    count_at(truth, 1, target);
    target[3].count = 400; /* between 50 and 130 come out */
    assert_true(matching_run(&rule, INPUTS, target, TARGETS, simulate, NULL, &matching));
    assert_int_equal(matching.remain, 0);
    assert_greater(matching_implausibility(&matching, target, matching.best, 3), 3);
    assert_unknown(matching_quantile(matching.y, TARGETS, matching.weight, matching.n, 0.5));
    matching_free(&matching);
    const struct matching_rule forgiving = {
        .points = 80, .waves = 3, .cut_off = 3, .may_miss = 1, .discrepancy = {0.02, 0.02}};
    assert_true(matching_run(&forgiving, INPUTS, target, TARGETS, simulate, NULL, &matching));
    assert_greater(matching.remain, 20); /* one count may miss */
    matching_free(&matching);
}

/* Weight (2) at half the cut-off is 3/4, and nothing weighs above it. */
static void the_kernel_weighs_by_implausibility(void **state)
{
    (void)state;
    const double truth[INPUTS] = {0.3, 0.6, 0.5};
    struct matching_target target[TARGETS];
    struct matching matching;
    const struct matching_rule rule = rule_of(3, 0.01);
    count_at(truth, 3, target);
    assert_true(matching_run(&rule, INPUTS, target, TARGETS, simulate, NULL, &matching));
    for (size_t i = 0; i < matching.n; i++) {
        double worst = 0;
        for (size_t j = 0; j < TARGETS; j++)
            worst = fmax(worst, matching_implausibility(&matching, target, i, j));
        assert_float_equal(matching.implausibility[i], worst, 1e-12);
        assert_float_equal(matching.weight[i], fmax(0, 1 - worst * worst / 9), 1e-12);
    }
    /* by hand: |y - z| / sqrt((0.02 z)^2 + (0.01 z)^2) */
    const double z = target[1].count, y = matching.y[1];
    assert_float_equal(matching_implausibility(&matching, target, 0, 1),
                       (float)(fabs(y - z) / (z * sqrt(0.0005))), 1e-6);
    matching_free(&matching);
}

/* The second half of the counts is half as large again as any input explains: its kind's
 * discrepancy rises above the prior's mean, 0.08, and well above the other kind's. */
static void what_inputs_cannot_explain_is_discrepancy(void **state)
{
    (void)state;
    const double truth[INPUTS] = {0.5, 0.5, 0.5};
    struct matching_target target[TARGETS];
    struct matching matching;
    const struct matching_rule rule = rule_of(5, NAN);
    count_at(truth, 5, target);
    target[1].count *= 1.5; /* kind 1: targets 1 and 3 */
    target[3].count *= 0.5;
    target[1].count_sd = target[3].count_sd = 1;
    assert_true(matching_run(&rule, INPUTS, target, TARGETS, simulate, NULL, &matching));
    assert_int_equal(matching.discrepancy[1].counts, 2);
    assert_greater(matching.discrepancy[1].mean, 0.12);
    assert_less(matching.discrepancy[0].mean, matching.discrepancy[1].mean - 0.05);
    assert_less(matching.discrepancy[0].lo, matching.discrepancy[0].mean);
    assert_int_equal(matching.discrepancy[2].counts, 0); /* the prior's mean, 0.1 sqrt(2 / pi) */
    assert_true(matching.discrepancy[2].assumed);
    assert_false(matching.discrepancy[1].assumed);
    assert_float_equal(matching.discrepancy[2].mean, 0.0797885F, 1e-6);
    matching_free(&matching);
}

static void a_weighted_quantile_counts_weight(void **state)
{
    (void)state;
    const double x[] = {30, 10, 20, 99}, weight[] = {1, 1, 2, 0};
    assert_float_equal(matching_quantile(x, 1, weight, 4, 0.25), 10, 0);
    assert_float_equal(matching_quantile(x, 1, weight, 4, 0.5), 20, 0);
    assert_float_equal(matching_quantile(x, 1, weight, 4, 0.76), 30, 0);
    assert_float_equal(matching_quantile(x, 1, weight, 4, 1), 30, 0);
    assert_float_equal(matching_quantile(x, 1, NULL, 4, 1), 99, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_remains_covers_the_truth_and_is_narrower_than_the_prior),
        cmocka_unit_test(a_count_out_of_reach_leaves_nothing),
        cmocka_unit_test(the_kernel_weighs_by_implausibility),
        cmocka_unit_test(what_inputs_cannot_explain_is_discrepancy),
        cmocka_unit_test(a_weighted_quantile_counts_weight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
