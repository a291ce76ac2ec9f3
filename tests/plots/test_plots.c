// SPDX-License-Identifier: GPL-3.0-or-later
/* tests/plots/test_plots.c -- the figures with the real gnuplot. Hostile words and broken ones:
 * test_plots_trouble.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plots/gnuplot.h"
#include "plots/plots.h"
#include "tests/plots/sample.h"
#include "tests/plots/stage.h"
#include "tests/assertions.h"

static void all_figures_are_drawn(void **state)
{
    (void)state;
    struct sample *s = sample_new(SAMPLE_REPLICATIONS);
    struct stage stage = new_stage();
    assert_int_equal(draw(&stage, &s->outcome, (struct plots_request){0}), 0);
    assert_string_equal(stage.messages, "");
    assert_int_equal(stage.drawn, ENDINGS * PLOTS_FIGURES);
    check_all_drawn(&stage);
    end_stage(&stage);
    sample_free(s);
}

static void the_same_outcome_gives_the_same_bytes(void **state)
{
    (void)state;
    struct sample *s = sample_new(SAMPLE_REPLICATIONS);
    struct stage one = new_stage(), two = new_stage();
    assert_int_equal(draw(&one, &s->outcome, (struct plots_request){0}), 0);
    assert_int_equal(draw(&two, &s->outcome, (struct plots_request){0}), 0);
    for (int figure = 0; figure < PLOTS_FIGURES; figure++)
        for (int e = 0; e < 3; e++) {
            char *a = contents(&one, plots_name((enum plots_figure)figure), endings[e]);
            char *b = contents(&two, plots_name((enum plots_figure)figure), endings[e]);
            assert_string_equal(a, b);
            free(a);
            free(b);
        }
    end_stage(&one);
    end_stage(&two);
    sample_free(s);
}

/* By hand means: gnuplot NAME.gp in its folder. All of the picture is the same but the title and
 * description that hubsim adds for those who cannot see it. */
static void the_script_redraws_its_picture_by_hand(void **state)
{
    (void)state;
    struct sample *s = sample_new(SAMPLE_REPLICATIONS);
    struct stage stage = new_stage();
    assert_int_equal(draw(&stage, &s->outcome, (struct plots_request){0}), 0);
    for (int figure = 0; figure < PLOTS_FIGURES; figure++) {
        const char *name = plots_name((enum plots_figure)figure);
        char command[512], *before = contents(&stage, name, "svg"), *after;
        unlink(path_of(&stage, name, "svg"));
        snprintf(command, sizeof command,
                 "cd %s && gnuplot %s.gp >out.txt 2>&1 && ! grep -v iconv out.txt", stage.folder,
                 name); /* a bare system's C library cannot convert a degree sign, and says so */
        assert_int_equal(system(command), 0);
        after = contents(&stage, name, "svg");
        assert_string_equal(strstr(before, "</desc>"), strstr(after, "</desc>"));
        free(before);
        free(after);
    }
    end_stage(&stage);
    sample_free(s);
}

/* Measure 0 in year 2018, 40 replications: 870000 + 30000 noise (0.5)(1.3 above zero), noise the
 * odd fortieths, each once. The median lies between noise -1/40 and +1/40: 870000 + (0.5)(-375 +
 * 487.5) = 870056.25. */
static void the_csv_holds_the_numbers(void **state)
{
    (void)state;
    struct sample *s = sample_new(SAMPLE_REPLICATIONS);
    struct stage stage = new_stage();
    draw(&stage, &s->outcome,
         (struct plots_request){.figures = 1U << PLOTS_PROJECTIONS | 1U << PLOTS_PROMISES});
    char *csv = contents(&stage, "projections", "csv");
    assert_non_null(strstr(csv, "\nseries,x,mean,q025,q10,q25,q50,"));
    const char *row = strstr(csv, "\n1,2018,");
    double mean, q[7];
    assert_non_null(row);
    assert_int_equal(sscanf(row + 8, "%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,870644,", &mean, &q[0], &q[1],
                            &q[2], &q[3], &q[4], &q[5], &q[6]),
                     8);
    assert_near(q[3], 870056.25, 1e-6);
    assert_less(q[0], q[1]);
    assert_less(q[1], q[2]);
    assert_less(q[2], q[3]);
    assert_less(q[4], q[5]);
    assert_less(q[5], q[6]);
    assert_non_null(strstr(row, ",,870644,,,,,,airport.tonnes,t\n"));
    free(csv);
    csv = contents(&stage, "promises", "csv");
    assert_non_null(strstr(csv, "\nrow,at_mean,"));
    assert_non_null(strstr(csv, "\n3,6.5")); /* 196 of 3000: 6.53 % */
    assert_non_null(strstr(
        csv,
        "2025-12-31,very unlikely,jobs,jobs,hall.cainiao.jobs,as said,P1,\"Cainiao (Derek Sun), "));
    free(csv);
    end_stage(&stage);
    sample_free(s);
}

static void set_all(struct outcome *outcome, double value)
{
    for (size_t i = 0; i < outcome->replications * outcome->years * outcome->measures; i++)
        outcome->value[i] = value;
    for (size_t i = 0; i < outcome->replications * 24 * MEASURE_DAY_SERIES; i++)
        outcome->day[i] = value;
}

static void odd_numbers_draw_too(void **state)
{
    (void)state;
    static const double odd[] = {0, 5, -5, 1e-12, 1e15, -1e300, NAN};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct sample *s = sample_new(4);
        struct stage stage = new_stage();
        set_all(&s->outcome, odd[i]);
        for (size_t p = 0; p < SAMPLE_PROMISES; p++) {
            s->promise[p].mean = s->promise[p].observed = odd[i];
            s->promise[p].band_95 = s->promise[p].mean_95 = (struct interval){odd[i], odd[i]};
        }
        assert_int_equal(draw(&stage, &s->outcome, (struct plots_request){0}), 0);
        if (!isnan(odd[i])) check_all_drawn(&stage);
        end_stage(&stage);
        sample_free(s);
    }
}

/* In the middle of a year's values one is missing: the others still have their band, and the year
 * is not zero. */
static void replications_without_an_answer_are_left_out(void **state)
{
    (void)state;
    struct sample *s = sample_new(3);
    struct stage stage = new_stage();
    for (size_t r = 0; r < 3; r++)
        s->outcome.value[r * SAMPLE_YEARS * SAMPLE_MEASURES] = r == 1 ? NAN : 7;
    draw(&stage, &s->outcome, (struct plots_request){.figures = 1U << PLOTS_PROJECTIONS});
    char *csv = contents(&stage, "projections", "csv");
    assert_non_null(strstr(csv, "\n1,2018,7,7,7,7,7,7,7,7,"));
    free(csv);
    end_stage(&stage);
    sample_free(s);
}

static void one_replication_has_no_band(void **state)
{
    (void)state;
    struct sample *s = sample_new(1);
    struct stage stage = new_stage();
    assert_int_equal(draw(&stage, &s->outcome, (struct plots_request){0}), 0);
    check_all_drawn(&stage);
    char *csv = contents(&stage, "projections", "csv"), *gp = contents(&stage, "projections", "gp");
    const double value = sample_value(0, 0, 0);
    double mean = 0;
    assert_int_equal(sscanf(strstr(csv, "\n1,2018,"), "\n1,2018,%lf,,,,", &mean), 1);
    assert_near(mean, value, 1e-6);
    assert_non_null(strstr(gp, "1 replication, seed 20181205; one replication has no band"));
    free(csv);
    free(gp);
    end_stage(&stage);
    sample_free(s);
}

static void one_year_and_few_measures_draw(void **state)
{
    (void)state;
    struct sample *s = sample_new(5);
    struct stage stage = new_stage();
    s->outcome.years = 1;
    s->outcome.promises = 1;
    assert_int_equal(draw(&stage, &s->outcome, (struct plots_request){0}), 0);
    check_all_drawn(&stage);
    end_stage(&stage);
    sample_free(s);
}

static void nothing_to_draw_is_no_failure(void **state)
{
    (void)state;
    struct sample *s = sample_new(3);
    struct stage stage = new_stage();
    s->outcome.promises = 0;
    s->outcome.measures = 0;
    free(s->outcome.day);
    s->outcome.day = NULL;
    assert_int_equal(draw(&stage, &s->outcome, (struct plots_request){0}), 0);
    assert_string_equal(stage.messages, "promises: nothing to draw in this scenario\n"
                                        "projections: nothing to draw in this scenario\n"
                                        "day: nothing to draw in this scenario\n"
                                        "jobs: nothing to draw in this scenario\n");
    assert_int_equal(stage.drawn, 0);
    end_stage(&stage);
    sample_free(s);
}

static void forty_promises_with_long_names_draw(void **state)
{
    (void)state;
    enum { MANY = 40 };
    struct sample *s = sample_new(3);
    struct stage stage = new_stage();
    struct outcome_promise *many = calloc(MANY, sizeof *many);
    char *name = malloc(10001);
    memset(name, 'W', 10000);
    name[10000] = '\0';
    for (size_t i = 0; i < MANY; i++)
        many[i] = s->promise[i % SAMPLE_PROMISES];
    many[3].what = many[3].who = many[3].unit = many[3].reading = name;
    s->outcome.promise = many;
    s->outcome.promises = MANY;
    s->outcome.title = name;
    assert_int_equal(
        draw(&stage, &s->outcome, (struct plots_request){.figures = 1U << PLOTS_PROMISES}), 0);
    check_svg(&stage, "promises");
    free(name);
    free(many);
    end_stage(&stage);
    sample_free(s);
}

static void the_terminal_shows_promises_without_gnuplot(void **state)
{
    (void)state;
    struct sample *s = sample_new(SAMPLE_REPLICATIONS);
    char *shown = calloc(1, 1 << 16), words[ROOM] = "";
    FILE *terminal = fmemopen(shown, (1 << 16) - 1, "w"),
         *messages = fmemopen(words, sizeof words, "w");
    s->promise[0].what = "a\x1b[2Jb";
    const struct plots_request request = {
        .gnuplot = "/no/gnuplot", .terminal = terminal, .columns = 80, .lines = 24};
    assert_int_equal(plots_draw(&s->outcome, &request, messages), 0);
    fclose(terminal);
    fclose(messages);
    assert_string_equal(words, "");
    assert_null(strchr(shown, '\x1b'));
    assert_non_null(strstr(
        shown,
        "\n  [        --XO--                  |                               ] very unlikely\n"));
    assert_non_null(
        strstr(shown, "  at least 900 jobs: simulated 305 (235 to 375), observed 276 in 2025\n"));
    assert_non_null(strstr(shown, "(numbers, because there is no program /no/gnuplot)"));
    free(shown);
    sample_free(s);
}

static void the_terminal_draws_fans_within_its_width(void **state)
{
    (void)state;
    struct sample *s = sample_new(SAMPLE_REPLICATIONS);
    char *shown = calloc(1, 1 << 16), words[ROOM] = "";
    FILE *terminal = fmemopen(shown, (1 << 16) - 1, "w"),
         *messages = fmemopen(words, sizeof words, "w");
    const struct plots_request request = {.terminal = terminal,
                                          .columns = 72,
                                          .lines = 24,
                                          .figures = 1U << PLOTS_PROJECTIONS | 1U << PLOTS_DAY};
    assert_int_equal(plots_draw(&s->outcome, &request, messages), 0);
    fclose(terminal);
    fclose(messages);
    assert_non_null(strstr(shown, ":::####"));
    size_t lines = 0;
    for (char *line = strtok(shown, "\n"); line != NULL; line = strtok(NULL, "\n"), lines++)
        assert_at_most(strlen(line), 84); /* 72 letters, of which a few may take three bytes */
    assert_greater(lines, 12 * 10);
    free(shown);
    sample_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_figures_are_drawn),
        cmocka_unit_test(the_same_outcome_gives_the_same_bytes),
        cmocka_unit_test(the_script_redraws_its_picture_by_hand),
        cmocka_unit_test(the_csv_holds_the_numbers),
        cmocka_unit_test(odd_numbers_draw_too),
        cmocka_unit_test(replications_without_an_answer_are_left_out),
        cmocka_unit_test(one_replication_has_no_band),
        cmocka_unit_test(one_year_and_few_measures_draw),
        cmocka_unit_test(nothing_to_draw_is_no_failure),
        cmocka_unit_test(forty_promises_with_long_names_draw),
        cmocka_unit_test(the_terminal_shows_promises_without_gnuplot),
        cmocka_unit_test(the_terminal_draws_fans_within_its_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
