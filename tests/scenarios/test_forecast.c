// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims: what is drawn for years that nobody knows comes from what was known, as by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scenarios/run/forecast.h"
#include "sim/date.h"
#include "tests/scenarios/messages.h"
#include "tests/assertions.h"

static const char HEADER[] =
    "hub,kind,said,promised,counted,unit,counted_on,known,source,confidence,note\n";

static struct reference_class read_class(struct text_arena *arena, const char *rows,
                                         struct diagnostics *diagnostics)
{
    FILE *file = fopen("class.csv", "w");
    assert_non_null(file);
    fprintf(file, "%s%s", HEADER, rows);
    fclose(file);
    return reference_class_read("class.csv", arena, diagnostics);
}

static const char ROWS[] = "A,level,2004-01-01,1000,1000,jobs,2012-01-01,2012-01-01,x,high,\n"
                           "B,level,1998-01-01,1000,200,jobs,2011-01-01,2011-01-01,x,high,\n"
                           "C,level,2018-01-01,1000,500,jobs,2023-01-01,2023-01-01,x,high,\n"
                           "D,opening,1998-01-01,2003-01-01,2009-01-01,,,2009-01-01,x,high,\n"
                           "E,opening,2008-01-01,2011-01-01,,,,2012-01-01,x,high,\n"
                           "F,opening,2008-01-01,2011-01-01,2010-06-01,,,2012-01-01,x,high,\n";

/* In 2020 shares 0.2 and 1 are known: three gaps, 0 to 0.2, 0.2 to 1 and 1 to 2, each a third. So
 * the middle of the first gap lies at p = 1/6: 0.1; that of the second at p = 1/2: 0.6. In 2024
 * there is 0.5 too: four gaps, and p = 1/2 is a case: 0.5. */
static void the_next_share_falls_into_any_gap(void **state)
{
    (void)state;
    struct text_arena *arena = text_arena_new();
    struct diagnostics *diagnostics = diagnostics_new();
    const struct reference_class all = read_class(arena, ROWS, diagnostics);
    assert_int_equal(diagnostics_count(diagnostics), 0);
    const int64_t then_us = date_us(2020, 1, 1), later_us = date_us(2024, 1, 1);
    assert_int_equal(reference_class_known(&all, REFERENCE_CLASS_LEVEL, then_us), 2);
    const struct dist share = reference_class_share(&all, then_us, 2);
    assert_near(dist_quantile(&share, 1 / 6.0), 0.1, 1e-12);
    assert_near(dist_quantile(&share, 0.5), 0.6, 1e-12);
    assert_near(dist_quantile(&share, 5 / 6.0), 1.5, 1e-12);
    const struct dist more = reference_class_share(&all, later_us, 2);
    assert_near(dist_quantile(&more, 0.5), 0.5, 1e-12);
    diagnostics_free(diagnostics);
    text_arena_free(arena);
}

/* Nothing known: anything from 0 to the most. */
static void without_cases_anything_may_come(void **state)
{
    (void)state;
    const struct reference_class none = {NULL, 0};
    const struct dist share = reference_class_share(&none, date_us(2020, 1, 1), 2);
    assert_near(dist_quantile(&share, 0.25), 0.5, 1e-12);
    const struct dist delay = reference_class_delay(&none, date_us(2020, 1, 1));
    assert_near(dist_quantile(&delay, 0.51), REFERENCE_CLASS_NEVER_Y, 0);
    assert_near(dist_quantile(&delay, 0.49), 0, 0);
}

/* Three openings known, one of them never: Laplace's (1 + 1) / (3 + 2) = 0.4 for never; the other
 * 0.6 are shared by 6 years (2003 to 2009 are 2,192 days: 6.0014 years) and 0, early counts as on
 * time. */
static void openings_come_late_or_never(void **state)
{
    (void)state;
    struct text_arena *arena = text_arena_new();
    struct diagnostics *diagnostics = diagnostics_new();
    const struct reference_class all = read_class(arena, ROWS, diagnostics);
    const struct dist delay = reference_class_delay(&all, date_us(2020, 1, 1));
    assert_near(dist_quantile(&delay, 0.61), REFERENCE_CLASS_NEVER_Y, 0);
    assert_near(dist_quantile(&delay, 0.59), 2192 / 365.25, 1e-9);
    assert_near(dist_quantile(&delay, 0.31), 2192 / 365.25, 1e-9);
    assert_near(dist_quantile(&delay, 0.29), 0, 1e-12);
    diagnostics_free(diagnostics);
    text_arena_free(arena);
}

static struct observed_row tonnes(int32_t year, double value, int64_t known_us)
{
    struct observed_row row = {.year = year, .value = value, .known_us = known_us};
    strcpy(row.measure, "airport.tonnes");
    return row;
}

/* Growth 0.1, 0.3, 0.2, 0.2 in log: mean 0.2, sd sqrt(0.02 / 3) = 0.08165. Drawn once: sd / 2.
 * A year: sd sqrt(3 / 1). A count that comes out later is none. */
static void growth_comes_from_the_years_that_were_known(void **state)
{
    (void)state;
    struct observed_row row[6];
    double log_tonnes = 10;
    const double growth[6] = {0, 0.1, 0.3, 0.2, 0.2, 0.9};
    for (int i = 0; i < 6; i++) {
        log_tonnes += growth[i];
        row[i] = tonnes(2013 + i, exp(log_tonnes), date_us(2014 + i, 1, 12));
    }
    const struct observed record = {row, 6};
    const struct forecast_growth known =
        forecast_growth(&record, "airport.tonnes", date_us(2019, 1, 1), 0.15);
    assert_int_equal(known.n, 4);
    assert_near(known.mean, 0.2, 1e-12);
    assert_near(known.mean_sd, sqrt(0.02 / 3) / 2, 1e-12);
    assert_near(known.year_sd, sqrt(0.02 / 3) * sqrt(3), 1e-12);
    const struct forecast_growth early =
        forecast_growth(&record, "airport.tonnes", date_us(2017, 1, 1), 0.15);
    assert_int_equal(early.n, 2);
    assert_near(early.mean, 0, 0);
    assert_near(early.mean_sd, 0.075, 1e-12);
    assert_near(early.year_sd, 0.15, 1e-12);
}

static void a_wrong_case_is_reported(void **state)
{
    (void)state;
    struct text_arena *arena = text_arena_new();
    struct diagnostics *diagnostics = diagnostics_new();
    const struct reference_class all =
        read_class(arena,
                   "A,jobs,2004-01-01,1,1,jobs,2012-01-01,2012-01-01,x,high,\n"
                   "B,level,2004,0,many,jobs,2012-01-01,2012-01-01,,high,\n",
                   diagnostics);
    assert_int_equal(all.n, 0);
    assert_int_equal(diagnostics_count(diagnostics), 5);
    diagnostics_free(diagnostics);
    text_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_next_share_falls_into_any_gap),
        cmocka_unit_test(without_cases_anything_may_come),
        cmocka_unit_test(openings_come_late_or_never),
        cmocka_unit_test(growth_comes_from_the_years_that_were_known),
        cmocka_unit_test(a_wrong_case_is_reported),
    };
    return cmocka_run_group_tests(tests, enter_new_folder, leave_folder);
}
