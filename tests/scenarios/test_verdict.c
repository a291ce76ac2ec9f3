// SPDX-License-Identifier: GPL-3.0-or-later
/* Verdicts over ten replications and two years, every number worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "scenarios/run/verdict.h"
#include "sim/date.h"
#include "tests/assertions.h"

enum { REPLICATIONS = 10, MOST = 100, YEARS = 2, MEASURES = 2 };

struct bench {
    struct hub_def def;
    struct promise_def promised;
    struct outcome outcome;
    struct measure measure[MEASURES];
    struct outcome_promise promise[PROMISE_MAX];
    double value[MOST * YEARS * MEASURES];
    struct observed_row row[4];
    struct observed observed;
};

/* jobs: 1, 2 ... 10 in 2024 and 11 ... 20 in 2025; dwell: never an answer. One promise about jobs.
 */
static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    *state = b;
    if (!b) return -1;
    strcpy(b->measure[0].name, "hall.a.jobs");
    strcpy(b->measure[1].name, "hall.a.dwell");
    for (int r = 0; r < MOST; r++) {
        for (int y = 0; y < YEARS; y++) {
            b->value[(r * YEARS + y) * MEASURES] = 10 * y + r + 1;
            b->value[(r * YEARS + y) * MEASURES + 1] = NAN;
        }
    }
    b->outcome = (struct outcome){.replications = REPLICATIONS,
                                  .first_year = 2024,
                                  .years = YEARS,
                                  .measures = MEASURES,
                                  .measure = b->measure,
                                  .value = b->value,
                                  .promise = b->promise,
                                  .observed = &b->observed};
    b->observed = (struct observed){b->row, 0};
    b->def.promises_n = 1;
    b->def.promises = &b->promised;
    struct promise_def *promise = &b->def.promises[0];
    strcpy(promise->name, "jobs");
    strcpy(promise->measure, "hall.a.jobs");
    promise->at_least = 5;
    promise->at_most = NAN;
    promise->by_us = date_us(2024, 6, 30);
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static const struct outcome_promise *judge(struct bench *b)
{
    assert_true(verdict_judge(&b->def, &b->outcome));
    assert_int_equal(b->outcome.promises, 1);
    return &b->promise[0];
}

static void the_year_of_the_date_is_judged(void **state)
{
    struct bench *b = *state;
    /* mean of 1 ... 10 is 5.5; sd = sqrt(55 / 6) = 3.0276504; t(0.975, 9) = 2.2621572;
     * mean +- t sd / sqrt(10) = 5.5 +- 2.165852; band = 5.5 +- t sd sqrt(1.1) = 5.5 +- 7.183317 */
    const struct outcome_promise *p = judge(b);
    assert_float_equal(p->mean, 5.5, 1e-9);
    assert_float_equal(p->mean_95.lo, 3.334148F, 1e-4);
    assert_float_equal(p->band_95.hi, 12.683317F, 1e-4);
    b->def.promises[0].by_us = date_us(2025, 12, 31);
    assert_float_equal(judge(b)->mean, 15.5, 1e-9);
}

static void exactly_what_was_promised_is_enough(void **state)
{
    struct bench *b = *state;
    assert_float_equal(judge(b)->p_kept, 0.6, 1e-12); /* 5, 6 ... 10 */
    b->def.promises[0].at_least = NAN;
    b->def.promises[0].at_most = 5;
    assert_float_equal(judge(b)->p_kept, 0.5, 1e-12); /* 1 ... 5 */
    assert_true(b->promise[0].at_most);
}

/* The lines are 10, 33, 66 and 90 %; a word holds for the whole interval or is not said. */
static void a_word_for_chance_holds_for_the_whole_interval(void **state)
{
    (void)state;
    static const struct {
        double lo, hi;
        enum outcome_verdict verdict;
    } said[] = {{0, 0.0999, OUTCOME_VERY_UNLIKELY}, {0, 0.1, OUTCOME_UNLIKELY},
                {0.05, 0.3299, OUTCOME_UNLIKELY},   {0.2, 0.33, OUTCOME_CANNOT_TELL},
                {0.331, 0.659, OUTCOME_EVEN},       {0.32, 0.5, OUTCOME_CANNOT_TELL},
                {0.5, 0.66, OUTCOME_CANNOT_TELL},   {0.661, 0.9, OUTCOME_LIKELY},
                {0.66, 1, OUTCOME_CANNOT_TELL},     {0.9001, 1, OUTCOME_VERY_LIKELY},
                {0, 1, OUTCOME_CANNOT_TELL},        {NAN, NAN, OUTCOME_CANNOT_TELL}};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        assert_int_equal(verdict_of_chance((struct interval){said[i].lo, said[i].hi}),
                         said[i].verdict);
}

/* Clopper and Pearson with nobody of n: (1 - hi)^n = 0.025, so 1 - 0.025^(1/20) = 0.1684 for 20 and
 * 0.0362 for 100. Ten say 0.3085, which would be a word, were they not too few. */
static void none_of_twenty_is_unlikely_and_none_of_a_hundred_very(void **state)
{
    struct bench *b = *state;
    b->def.promises[0].at_least = 1000;
    assert_int_equal(judge(b)->verdict, OUTCOME_CANNOT_TELL);
    assert_float_equal(b->promise[0].p_kept_95.hi, 0.3085, 1e-4);
    assert_string_equal(b->promise[0].why,
                        "cannot tell: a verdict needs 20 replications, these are 10");
    b->outcome.replications = 20;
    assert_int_equal(judge(b)->verdict, OUTCOME_UNLIKELY);
    assert_float_equal(b->promise[0].p_kept_95.hi, 0.1684, 1e-4);
    b->outcome.replications = MOST;
    assert_int_equal(judge(b)->verdict, OUTCOME_VERY_UNLIKELY);
    assert_float_equal(b->promise[0].p_kept_95.hi, 0.0362, 1e-4);
    b->def.promises[0].at_least = 1;
    assert_int_equal(judge(b)->verdict, OUTCOME_VERY_LIKELY);
    b->def.promises[0].at_least = 51; /* 50 of 100: 0.398 to 0.602 */
    assert_int_equal(judge(b)->verdict, OUTCOME_EVEN);
    b->def.promises[0].at_least = 66; /* 35 of 100: 0.257 to 0.452 */
    assert_int_equal(judge(b)->verdict, OUTCOME_CANNOT_TELL);
    assert_string_equal(b->promise[0].why,
                        "cannot tell: the chance is 26 to 45 %: more replications may tell");
}

/* The median of 1 ... 10 is 5.5. */
static void what_is_missing_for_an_even_bet_is_known(void **state)
{
    struct bench *b = *state;
    b->def.promises[0].at_least = 900;
    assert_float_equal(judge(b)->shift_for_even, 894.5, 1e-12);
    b->def.promises[0].at_least = 2;
    assert_float_equal(judge(b)->shift_for_even, -3.5, 1e-12);
}

static void a_year_that_is_not_simulated_cannot_be_judged(void **state)
{
    struct bench *b = *state;
    b->def.promises[0].by_us = date_us(2040, 12, 31);
    assert_int_equal(judge(b)->verdict, OUTCOME_CANNOT_TELL);
    assert_string_equal(b->promise[0].why, "cannot tell: the run ends before 2040 is over");
    assert_unknown(b->promise[0].p_kept);
    b->def.promises[0].by_us = date_us(2023, 12, 31);
    assert_string_equal(judge(b)->why, "cannot tell: no whole year up to 2023 is simulated");
}

/* Counted in 2022, promised for 2024: the count is shown, and no replication is asked. */
static void what_only_a_count_can_say_is_not_judged(void **state)
{
    struct bench *b = *state;
    b->def.promises[0].counted_only = true;
    strcpy(b->def.promises[0].measure, "investment");
    strcpy(b->row[0].measure, "investment");
    b->row[0].year = 2022;
    b->row[0].value = 30;
    b->row[0].role = OBSERVED_CONTEXT;
    b->observed.n = 1;
    assert_int_equal(judge(b)->verdict, OUTCOME_CANNOT_TELL);
    assert_string_equal(b->promise[0].why,
                        "cannot tell: only a count can say, the simulation makes no such figure");
    assert_unknown(b->promise[0].p_kept);
    assert_equal(b->promise[0].observed, 30);
    assert_equal(b->promise[0].observed_year, 2022);
}

static void no_answer_in_one_replication_is_no_answer(void **state)
{
    struct bench *b = *state;
    b->value[0] = NAN; /* the first replication's jobs of 2024 */
    assert_int_equal(judge(b)->verdict, OUTCOME_CANNOT_TELL);
    assert_string_equal(b->promise[0].why, "cannot tell: 1 of 10 replications have no answer");
    assert_unknown(b->promise[0].mean);
}

static void one_replication_has_no_band(void **state)
{
    struct bench *b = *state;
    b->outcome.replications = 1;
    assert_int_equal(judge(b)->verdict, OUTCOME_CANNOT_TELL);
    assert_float_equal(b->promise[0].mean, 1, 1e-12);
    assert_unknown(b->promise[0].band_95.lo);
}

static void an_unknown_measure_cannot_be_judged(void **state)
{
    struct bench *b = *state;
    strcpy(b->def.promises[0].measure, "hall.b.jobs");
    assert_int_equal(judge(b)->verdict, OUTCOME_CANNOT_TELL);
    assert_string_equal(b->promise[0].why, "cannot tell: no measure is called hall.b.jobs");
}

static void the_latest_count_up_to_the_year_stands_beside(void **state)
{
    struct bench *b = *state;
    static const struct {
        int32_t year;
        double value;
    } count[] = {{2019, 3}, {2023, 4}, {2025, 9}};
    assert_int_equal(judge(b)->observed_year, 0);
    assert_unknown(b->promise[0].observed);
    for (size_t i = 0; i < 3; i++) {
        strcpy(b->row[i].measure, "hall.a.jobs");
        b->row[i].year = count[i].year;
        b->row[i].value = count[i].value;
        b->row[i].role = OBSERVED_CONTEXT;
    }
    b->observed.n = 3;
    assert_int_equal(judge(b)->observed_year, 2023); /* 2025 comes after 2024 */
    assert_float_equal(b->promise[0].observed, 4, 1e-12);
    b->def.promises[0].by_us = date_us(2025, 12, 31);
    assert_int_equal(judge(b)->observed_year, 2025);
}

static void only_judged_counts_are_scored(void **state)
{
    struct bench *b = *state;
    double x[REPLICATIONS];
    strcpy(b->row[0].measure, "hall.a.jobs");
    b->row[0].year = 2024;
    b->row[0].value = 5.5 + 7.2; /* just above the band, which ends at 5.5 + 7.1833 */
    b->row[0].role = OBSERVED_JUDGED;
    b->observed.n = 1;
    struct verdict_year year = verdict_year(&b->outcome, 0, 0, x);
    assert_int_equal(year.n, REPLICATIONS);
    assert_true(verdict_is_miss(&year));
    b->row[0].role = OBSERVED_CALIBRATION;
    assert_false(verdict_is_miss(&year));
    b->row[0].role = OBSERVED_JUDGED;
    b->row[0].value = 5.5 + 7.1;
    assert_false(verdict_is_miss(&year));
    year = verdict_year(&b->outcome, 1, 0, x);
    assert_int_equal(year.n, 0);
    assert_unknown(year.mean);
    assert_unknown(year.sd);
    assert_unknown(year.band_95.lo);
}

static void remember(void *context, const char *promise, const char *measure, const char *nearest)
{
    snprintf(context, 200, "%s %s %s", promise, measure, nearest ? nearest : "none");
}

static void a_misspelt_measure_is_recognised(void **state)
{
    struct bench *b = *state;
    char messages_of[200] = "nothing";
    verdict_check(&b->def, b->measure, MEASURES, remember, messages_of);
    assert_string_equal(messages_of, "nothing");
    strcpy(b->def.promises[0].measure, "hall.a.jbos");
    verdict_check(&b->def, b->measure, MEASURES, remember, messages_of);
    assert_string_equal(messages_of, "jobs hall.a.jbos hall.a.jobs");
    strcpy(b->def.promises[0].measure, "weather");
    verdict_check(&b->def, b->measure, MEASURES, remember, messages_of);
    assert_string_equal(messages_of, "jobs weather none");
}

/* Every replication says 100 jobs: without discrepancy the band is a point and 100 is always
 * reached. With d = 0.1 the band is that of the ten errors, and 100 is reached where the error is
 * 1 or more. */
static void discrepancy_widens_band_and_chance_and_leaves_the_mean(void **state)
{
    struct bench *b = *state;
    strcpy(b->measure[0].unit, "jobs");
    for (int r = 0; r < REPLICATIONS; r++)
        b->value[r * YEARS * MEASURES] = 100;
    b->def.promises[0].at_least = 100;
    assert_float_equal(judge(b)->p_kept, 1, 0);
    assert_float_equal(b->promise[0].band_95.hi, 100, 1e-9);
    b->outcome.discrepancy.jobs = 0.1;
    double e[REPLICATIONS];
    int enough = 0;
    for (uint32_t r = 0; r < REPLICATIONS; r++) {
        e[r] = 100 * discrepancy_error(&b->outcome.discrepancy, DISCREPANCY_JOBS, 0, r);
        enough += e[r] >= 100;
    }
    assert_in_range(enough, 1, REPLICATIONS - 1);
    const struct interval band = interval_prediction(e, REPLICATIONS, 0.95);
    assert_float_equal(judge(b)->mean, 100, 1e-9);
    assert_float_equal(b->promise[0].mean_95.hi, 100, 1e-9);
    assert_float_equal(b->promise[0].band_95.lo, band.lo, 1e-9);
    assert_float_equal(b->promise[0].p_kept, (double)enough / REPLICATIONS, 1e-12);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_year_of_the_date_is_judged),
        TEST(exactly_what_was_promised_is_enough),
        TEST(a_word_for_chance_holds_for_the_whole_interval),
        TEST(none_of_twenty_is_unlikely_and_none_of_a_hundred_very),
        TEST(what_is_missing_for_an_even_bet_is_known),
        TEST(a_year_that_is_not_simulated_cannot_be_judged),
        TEST(what_only_a_count_can_say_is_not_judged),
        TEST(no_answer_in_one_replication_is_no_answer),
        TEST(one_replication_has_no_band),
        TEST(an_unknown_measure_cannot_be_judged),
        TEST(discrepancy_widens_band_and_chance_and_leaves_the_mean),
        TEST(the_latest_count_up_to_the_year_stands_beside),
        TEST(only_judged_counts_are_scored),
        TEST(a_misspelt_measure_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
