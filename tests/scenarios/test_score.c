// SPDX-License-Identifier: GPL-3.0-or-later
/* Only what was judged is scored, against what anybody could have said before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <string.h>

#include <cmocka.h>

#include "scenarios/studies/score.h"
#include "tests/assertions.h"

enum { MEASURES = 2, YEARS = 2, REPLICATIONS = 3 };

static const struct measure measures[MEASURES] = {{"airport.tonnes", "t", "Tonnes"},
                                                  {"jobs.direct", "jobs", "Jobs"}};

/* Tonnes of 2022: 90, 100, 110; of 2023: 190, 200, 210. Jobs: 10, 20, 30 each year. */
static double value[] = {90, 10, 190, 10, 100, 20, 200, 20, 110, 30, 210, 30};

static struct outcome projected(const struct observed *observed)
{
    return (struct outcome){.measures = MEASURES,
                            .measure = measures,
                            .first_year = 2022,
                            .years = YEARS,
                            .replications = REPLICATIONS,
                            .value = value,
                            .observed = observed};
}

static struct observed_row counted(const char *measure, int32_t year, double count,
                                   enum observed_role role)
{
    struct observed_row row = {.year = year, .value = count, .role = role};
    strcpy(row.measure, measure);
    return row;
}

/* 2022: mean 100, count 100. CRPS = mean |x - y| - mean |x - x'| / 2 = 20/3 - (80/9)/2 = 20/9.
 * As last counted: 80, so 20 off. In shares of the count: CRPS 1/45, naive 1/5, skill 1 - 1/9. */
static void a_judged_line_is_scored_by_hand(void **state)
{
    (void)state;
    struct observed_row row[] = {counted("airport.tonnes", 2020, 70, OBSERVED_CALIBRATION),
                                 counted("airport.tonnes", 2021, 80, OBSERVED_CALIBRATION),
                                 counted("airport.tonnes", 2022, 100, OBSERVED_JUDGED)};
    const struct observed observed = {row, 3};
    const struct outcome outcome = projected(&observed);
    struct score score;
    assert_true(score_make(&outcome, &score));
    assert_int_equal(score.n, 1);
    assert_int_equal(score.calibration, 2);
    assert_near(score.line[0].mean, 100, 1e-12);
    assert_near(score.line[0].crps, 20.0 / 9, 1e-12);
    assert_near(score.line[0].naive, 80, 1e-12);
    assert_int_equal(score.line[0].naive_year, 2021);
    assert_near(score.all.skill, 1 - 1.0 / 9, 1e-12);
    score_free(&score);
}

static void what_was_not_judged_is_not_scored(void **state)
{
    (void)state;
    struct observed_row row[] = {counted("airport.tonnes", 2022, 100, OBSERVED_CALIBRATION),
                                 counted("airport.tonnes", 2023, 200, OBSERVED_CONTEXT),
                                 counted("airport.tonnes", 2024, 200, OBSERVED_JUDGED),
                                 counted("airport.moods", 2022, 7, OBSERVED_JUDGED)};
    const struct observed observed = {row, 4};
    const struct outcome outcome = projected(&observed);
    struct score score;
    assert_true(score_make(&outcome, &score));
    assert_int_equal(score.n, 0);
    assert_int_equal(score.calibration, 1);
    assert_int_equal(score.context, 1);
    assert_int_equal(score.other_years, 1);
    assert_int_equal(score.not_measured, 1);
    assert_int_equal(score.all.cases, 0);
    score_free(&score);
}

/* 10 tonnes too few of 210 and 5 jobs too many of 15 (n = 3 gives the band of 50 % only). */
static void all_lines_together_are_in_shares_of_the_counts(void **state)
{
    (void)state;
    struct observed_row row[] = {counted("airport.tonnes", 2023, 210, OBSERVED_JUDGED),
                                 counted("jobs.direct", 2023, 15, OBSERVED_JUDGED)};
    const struct observed observed = {row, 2};
    const struct outcome outcome = projected(&observed);
    struct score score;
    assert_true(score_make(&outcome, &score));
    assert_near(score.all.bias, (-10.0 / 210 + 5.0 / 15) / 2, 1e-12);
    assert_int_equal(score.all.naive_cases, 0);
    assert_unknown(score.all.skill);
    assert_int_equal(score.all.band[0].of, 2);
    assert_int_equal(score.all.band[2].of, 0);
    score_free(&score);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_judged_line_is_scored_by_hand),
        cmocka_unit_test(what_was_not_judged_is_not_scored),
        cmocka_unit_test(all_lines_together_are_in_shares_of_the_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
