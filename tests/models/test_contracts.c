// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about people on paper: equations (1) to (6) of models/people/contracts.h, in closed form.
 * */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "models/people/contracts.h"
#include "tests/assertions.h"

static struct labour_def quiet_labour(void)
{
    return (struct labour_def){.hours_per_week = 40,
                               .fte_week_h = 40,
                               .shift_h = 8,
                               .break_paid = true,
                               .agency_max_share = 0.35,
                               .layoff_share_per_review = 0.08,
                               .learning_p = 6,
                               .learning_k = 4,
                               .fte_per_job = 0.84};
}

static void weeks(struct contracts *contracts, const struct labour_def *labour, uint64_t from,
                  uint64_t to, bool review)
{
    for (uint64_t week = from; week < to; week++) {
        if (review) contracts_review(contracts, labour, week, false);
        contracts_week(contracts, labour, week);
    }
}

/* (3) Nobody is hired: after a year 100 (1 - 0.29 / 52) ^ 52 = 74.77 are left, not 71. */
static void attrition_compounds_week_by_week(void **state)
{
    (void)state;
    struct labour_def labour = quiet_labour();
    labour.attrition_share_per_year = 0.29;
    struct contracts contracts = {.required_fte = 100, .permanent_fte = 100};
    weeks(&contracts, &labour, 0, 52, false);
    assert_close(contracts.permanent_fte, 100 * pow(1 - 0.29 / 52, 52));
    assert_close(contracts.agency_fte, 100 - contracts.permanent_fte);
}

/* In the steady state as many join as leave, h = P a / 52 a week, and L h are on their way, T h
 * in training. At a review the gap is one week's leavers: R - P - L h - T h = h, so
 * P = R / (1 + (L + T + 1) a / 52): with R = 100, L = 5, a = 0.29 it is 96.76; with four weeks of
 * training 94.72, and 2.11 sit in class. */
static void vacancies_are_leavers_times_the_time_to_replace_them(void **state)
{
    (void)state;
    for (uint32_t training = 0; training <= 4; training += 4) {
        struct labour_def labour = quiet_labour();
        labour.attrition_share_per_year = 0.29;
        labour.hiring_weeks = 5;
        labour.training_weeks = training;
        struct contracts contracts = {.required_fte = 100, .permanent_fte = 100};
        weeks(&contracts, &labour, 0, 5000, true);
        double permanent = 100 / (1 + (5.0 + training + 1) * 0.29 / 52);
        assert_close(contracts.permanent_fte, permanent);
        assert_close(contracts.agency_fte, 100 - permanent);
        assert_near(contracts.trainee_fte, training * permanent * 0.29 / 52, 1e-9);
        assert_close(contracts_fte(&contracts), 100 + contracts.trainee_fte);
        assert_close(contracts_filled(&contracts), 1);
    }
}

/* 10 are missing today: they come in week 5, start to work in week 7, one in ten never shows up. */
static void newcomers_train_before_they_work_and_some_never_come(void **state)
{
    (void)state;
    struct labour_def labour = quiet_labour();
    labour.hiring_weeks = 5;
    labour.training_weeks = 2;
    labour.no_show_share = 0.1;
    struct contracts contracts = {.required_fte = 10};
    contracts_review(&contracts, &labour, 0, false);
    weeks(&contracts, &labour, 0, 5, false);
    assert_equal(contracts_fte(&contracts), 3.5); /* the agency alone: 0.35 of ten */
    weeks(&contracts, &labour, 5, 6, false);
    assert_close(contracts.trainee_fte, 9);
    assert_equal(contracts.permanent_fte, 0);
    weeks(&contracts, &labour, 6, 8, false);
    assert_near(contracts.trainee_fte, 0, 1e-12);
    assert_close(contracts.permanent_fte, 9);
    assert_close(contracts.agency_fte, 1);
}

/* (4) Each cohort loses w beside the quarter that moves on, so (1/4 / (1/4 + w)) ^ 3 of all get
 * through three: with early_leave_share 0.4 six in ten, whatever the week they leave in. */
static void six_in_ten_newcomers_stay_if_four_leave_early(void **state)
{
    (void)state;
    struct labour_def labour = quiet_labour();
    labour.early_leave_share = 0.4;
    labour.hiring_weeks = 1;
    struct contracts contracts = {.required_fte = 100};
    contracts_review(&contracts, &labour, 0, false);
    weeks(&contracts, &labour, 0, 400, false);
    assert_close(contracts.permanent_fte, 60);
}

/* (6) All 100 are in their first four weeks: 20 shifts, of which the mean of (n + 6) / (n + 10)
 * is 1 - 4 / 20 ln(30 / 10) = 0.780278. Half of them old hands: halfway to 1. */
static void the_rate_of_newcomers_is_the_mean_of_the_curve(void **state)
{
    (void)state;
    const struct labour_def labour = quiet_labour();
    struct contracts contracts = {
        .required_fte = 100, .permanent_fte = 100, .fresh_fte = {100, 0, 0}};
    double rate = 1 - 4.0 / 20 * log(3);
    assert_near(contracts_rate(&contracts, &labour), rate, 5e-4);
    contracts.fresh_fte[0] = 50;
    assert_near(contracts_rate(&contracts, &labour), (1 + rate) / 2, 5e-4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attrition_compounds_week_by_week),
        cmocka_unit_test(vacancies_are_leavers_times_the_time_to_replace_them),
        cmocka_unit_test(newcomers_train_before_they_work_and_some_never_come),
        cmocka_unit_test(six_in_ten_newcomers_stay_if_four_leave_early),
        cmocka_unit_test(the_rate_of_newcomers_is_the_mean_of_the_curve),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
