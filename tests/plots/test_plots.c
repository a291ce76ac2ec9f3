// SPDX-License-Identifier: GPL-3.0-or-later
/* tests/plots/test_plots.c -- the figures with the real gnuplot, with broken ones, and with hostile
 * words in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "plots/gnuplot.h"
#include "plots/plots.h"
#include "tests/plots/sample.h"

static const char *const endings[] = {"csv", "gp", "svg", "png"};
enum { ENDINGS = 4, ROOM = 4096 };

struct stage {
    char folder[64], messages[ROOM];
    size_t drawn;
};

static struct stage new_stage(void)
{
    struct stage stage = {.folder = "/tmp/hubsim_plots_XXXXXX"};
    assert_non_null(mkdtemp(stage.folder));
    return stage;
}

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *ftw)
{
    (void)s, (void)type, (void)ftw;
    return remove(path);
}

static void end_stage(const struct stage *stage)
{
    nftw(stage->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void count_drawn(void *arg, const char *path)
{
    struct stage *stage = arg;
    struct stat s;
    assert_int_equal(stat(path, &s), 0);
    assert_true(s.st_size > 0);
    stage->drawn++;
}

static int draw(struct stage *stage, const struct outcome *outcome, struct plots_request request)
{
    memset(stage->messages, 0, sizeof stage->messages);
    stage->drawn = 0;
    request.folder = stage->folder;
    request.drawn = count_drawn;
    request.drawn_arg = stage;
    FILE *messages = fmemopen(stage->messages, sizeof stage->messages - 1, "w");
    const int failed = plots_draw(outcome, &request, messages);
    fclose(messages);
    return failed;
}

static char *path_of(const struct stage *stage, const char *name, const char *ending)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s.%s", stage->folder, name, ending);
    return path;
}

static bool is_there(const struct stage *stage, const char *name, const char *ending)
{
    return access(path_of(stage, name, ending), F_OK) == 0;
}

static char *contents(const struct stage *stage, const char *name, const char *ending)
{
    FILE *file = fopen(path_of(stage, name, ending), "rb");
    assert_non_null(file);
    char *all = calloc(1, 4 << 20);
    assert_true(fread(all, 1, (4 << 20) - 1, file) > 0);
    fclose(file);
    return all;
}

/* gnuplot itself reads an SVG as text only; xmllint is asked if it is installed, else tags are
 * counted. */
static void check_svg(const struct stage *stage, const char *name)
{
    char *svg = contents(stage, name, "svg"), command[512];
    assert_non_null(strstr(svg, "<title>"));
    assert_null(strstr(svg, "<script"));
    for (const char *c = svg; *c != '\0'; c++)
        assert_true((unsigned char)*c >= ' ' || strchr("\t\r\n", *c));
    assert_null(strstr(svg, "Produced by GNUPLOT"));
    free(svg);
    snprintf(command, sizeof command,
             "if command -v xmllint >/dev/null; then xmllint --noout %s; fi",
             path_of(stage, name, "svg"));
    assert_int_equal(system(command), 0);
}

static void check_all_drawn(const struct stage *stage)
{
    for (int figure = 0; figure < PLOTS_FIGURES; figure++) {
        for (int e = 0; e < ENDINGS; e++)
            assert_true(is_there(stage, plots_name((enum plots_figure)figure), endings[e]));
        check_svg(stage, plots_name((enum plots_figure)figure));
    }
}

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

/* Measure 0 in year 2018, 40 replications: 870000 + 30000 luck (0.5)(1.3 above zero), luck the odd
 * fortieths, each once. The median lies between luck -1/40 and +1/40: 870000 + (0.5)(-375 + 487.5)
 * = 870056.25. */
static void the_csv_holds_the_numbers(void **state)
{
    (void)state;
    struct sample *s = sample_new(SAMPLE_REPLICATIONS);
    struct stage stage = new_stage();
    draw(&stage, &s->outcome,
         (struct plots_request){.figures = 1U << PLOTS_PROJECTIONS | 1U << PLOTS_PROMISES});
    char *csv = contents(&stage, "projections", "csv");
    assert_int_equal(strncmp(csv, "series,x,mean,q025,q10,q25,q50,", 31), 0);
    const char *row = strstr(csv, "\n1,2018,");
    double mean, q[7];
    assert_non_null(row);
    assert_int_equal(sscanf(row + 8, "%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,870644,", &mean, &q[0], &q[1],
                            &q[2], &q[3], &q[4], &q[5], &q[6]),
                     8);
    assert_true(fabs(q[3] - 870056.25) < 1e-6);
    assert_true(q[0] < q[1] && q[1] < q[2] && q[2] < q[3] && q[4] < q[5] && q[5] < q[6]);
    assert_non_null(strstr(row, ",,870644,,,,,,airport.tonnes,t\n"));
    free(csv);
    csv = contents(&stage, "promises", "csv");
    assert_int_equal(strncmp(csv, "row,at_mean,", 12), 0);
    assert_non_null(strstr(csv, "\n3,6.5")); /* 196 of 3000: 6.53 % */
    assert_non_null(strstr(
        csv, "2025-12-31,missed,jobs,jobs,hall.cainiao.jobs,as said,P1,\"Cainiao (Derek Sun), "));
    free(csv);
    end_stage(&stage);
    sample_free(s);
}

/* Each would run a command, end a string or a block, or break the SVG, if words were anything but
 * data. */
static const char *const hostile[] = {"`touch PWNED`",
                                      "'.system('touch PWNED').'",
                                      "\"; system(\"touch PWNED\"); \"",
                                      "x\n!touch PWNED\n",
                                      "x\nsystem 'touch PWNED'\n",
                                      "EOD\nsystem('touch PWNED')",
                                      "\x1b]0;owned\x07\x1b[2J",
                                      "<script>alert(1)</script>&amp;]]>",
                                      "$(touch PWNED)",
                                      "@GPVAL_VERSION {/Bold x} a_b^c } { #",
                                      "\\",
                                      "'",
                                      "''",
                                      "\\'",
                                      "=cmd|' /C x'!A0",
                                      "\xE2\x80\xAE xabc \xFF\xFE \xC0\xAF",
                                      "%s%n%d %1$s",
                                      ""};

static void hostile_words_execute_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct sample *s = sample_new(3);
        struct stage stage = new_stage();
        s->outcome.title = hostile[i];
        s->outcome.promises = 2;
        s->promise[0].what = s->promise[0].who = s->promise[0].id = s->promise[0].unit = hostile[i];
        s->promise[1].reading = s->promise[1].source = hostile[i];
        snprintf(s->promise[1].why, sizeof s->promise[1].why, "%s", hostile[i]);
        s->promise[1].verdict = OUTCOME_CANNOT_TELL;
        snprintf(s->measure[0].meaning, sizeof s->measure[0].meaning, "%s", hostile[i]);
        snprintf(s->measure[0].unit, sizeof s->measure[0].unit, "%s", hostile[i]);
        const struct plots_request request = {.figures =
                                                  1U << PLOTS_PROMISES | 1U << PLOTS_PROJECTIONS};
        assert_int_equal(draw(&stage, &s->outcome, request), 0);
        check_svg(&stage, "promises");
        check_svg(&stage, "projections");
        assert_false(access("PWNED", F_OK) == 0);
        char trace[128];
        snprintf(trace, sizeof trace, "%s/PWNED", stage.folder);
        assert_int_not_equal(access(trace, F_OK), 0);
        end_stage(&stage);
        sample_free(s);
    }
}

/* gnuplot's working folder is removed after the drawing, so the planted command is given an
 * absolute target as well. */
static void hostile_words_reach_no_absolute_path(void **state)
{
    (void)state;
    struct sample *s = sample_new(3);
    struct stage stage = new_stage();
    char words[256], trace[128];
    snprintf(trace, sizeof trace, "%s/PWNED", stage.folder);
    static const char *const forms[] = {"`touch %s`",
                                        "'.system('touch %s').'",
                                        "x\n!touch %s\n",
                                        "\nEOD\n!touch %s\n",
                                        "\"`touch %s`\"",
                                        "'`touch %s`'",
                                        "'; system('touch %s'); a='"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *at = strstr(forms[i], "%s");
        snprintf(words, sizeof words, "%.*s%s%s", (int)(at - forms[i]), forms[i], trace, at + 2);
        s->outcome.title = s->promise[0].what = s->promise[0].who = s->promise[0].unit = words;
        snprintf(s->measure[1].meaning, sizeof s->measure[1].meaning, "%.150s", words);
        FILE *terminal = tmpfile();
        assert_int_equal(draw(&stage, &s->outcome, (struct plots_request){.terminal = terminal}),
                         0);
        fclose(terminal);
        assert_int_not_equal(access(trace, F_OK), 0);
    }
    end_stage(&stage);
    sample_free(s);
}

static void write_fake(const struct stage *stage, const char *lines, char path[128])
{
    snprintf(path, 128, "%s/fake", stage->folder);
    unlink(path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", lines);
    fclose(file);
    assert_int_equal(chmod(path, 0700), 0);
}

/* Every way to fail: one line that says which and why, numbers and script in place, no picture that
 * contradicts them. */
static void a_failing_gnuplot_costs_only_the_picture(void **state)
{
    (void)state;
    static const struct {
        const char *program, *why;
    } way[] = {
        {"exit 3", "gnuplot ended with status 3"},
        {"kill -SEGV $$", "gnuplot was ended by signal 11"},
        {"sleep 60", "gnuplot did not end within 0.5 s and was stopped"},
        {"cat >/dev/null", "gnuplot wrote no svg file"},
        {"cat >/dev/null; : >promises.svg; : >promises.png", "gnuplot wrote an empty svg file"},
        {"cat >/dev/null; echo '<svg> and then the disk was full' >promises.svg",
         "gnuplot wrote only part of the svg file"},
        {"cat >/dev/null; echo '<svg>0123456789</svg>' >promises.svg; echo half >promises.png",
         "gnuplot wrote only part of the png file"},
        {"cat >/dev/null; mkdir promises.svg", "gnuplot wrote no svg file"}};
    struct sample *s = sample_new(3);
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        struct stage stage = new_stage();
        char fake[128], wanted[256];
        write_fake(&stage, way[i].program, fake);
        FILE *old = fopen(path_of(&stage, "promises", "svg"), "w");
        fputs("a picture of older numbers", old);
        fclose(old);
        const struct plots_request request = {
            .gnuplot = fake, .deadline_s = 0.5, .figures = 1U << PLOTS_PROMISES};
        assert_int_equal(draw(&stage, &s->outcome, request), 1);
        snprintf(wanted, sizeof wanted, "promises: no picture: %s", way[i].why);
        assert_int_equal(strncmp(stage.messages, wanted, strlen(wanted)), 0);
        assert_non_null(strstr(stage.messages, "; the results are complete\n"));
        assert_ptr_equal(strchr(stage.messages, '\n'), strrchr(stage.messages, '\n'));
        assert_int_equal(stage.drawn, 2);
        assert_true(is_there(&stage, "promises", "csv") && is_there(&stage, "promises", "gp"));
        assert_false(is_there(&stage, "promises", "svg") || is_there(&stage, "promises", "png"));
        unlink(fake);
        unlink(path_of(&stage, "promises", "csv"));
        unlink(path_of(&stage, "promises", "gp"));
        assert_int_equal(rmdir(stage.folder), 0); /* nothing of ours is left over */
    }
    sample_free(s);
}

/* A real full disk: files of this gnuplot may not grow beyond one block. */
static void a_full_disk_is_noticed(void **state)
{
    (void)state;
    struct sample *s = sample_new(3);
    struct stage stage = new_stage();
    const struct gnuplot real = gnuplot_find("gnuplot");
    char fake[128], lines[GNUPLOT_PATH_BYTES + 64];
    snprintf(lines, sizeof lines, "trap '' XFSZ; ulimit -f 1; exec %s \"$@\"", real.path);
    write_fake(&stage, lines, fake);
    const struct plots_request request = {.gnuplot = fake, .figures = 1U << PLOTS_DAY};
    assert_int_equal(draw(&stage, &s->outcome, request), 1);
    assert_true(is_there(&stage, "day", "csv") && !is_there(&stage, "day", "svg"));
    end_stage(&stage);
    sample_free(s);
}

static void without_gnuplot_the_numbers_arrive(void **state)
{
    (void)state;
    struct sample *s = sample_new(3);
    struct stage stage = new_stage();
    assert_int_equal(draw(&stage, &s->outcome, (struct plots_request){.gnuplot = "/no/gnuplot"}),
                     PLOTS_FIGURES);
    assert_int_equal(stage.drawn, 2 * PLOTS_FIGURES);
    assert_non_null(
        strstr(stage.messages,
               "jobs: no picture: there is no program /no/gnuplot; the results are complete\n"));
    end_stage(&stage);
    sample_free(s);
}

static void a_folder_that_cannot_be_is_told(void **state)
{
    (void)state;
    struct sample *s = sample_new(3);
    char words[ROOM] = "";
    FILE *messages = fmemopen(words, sizeof words, "w");
    const struct plots_request request = {.folder = "/dev/null/x"};
    assert_int_equal(plots_draw(&s->outcome, &request, messages), PLOTS_FIGURES);
    fclose(messages);
    assert_non_null(
        strstr(words, "promises: no picture: cannot make the folder /dev/null/x: Not a directory"));
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
    assert_true(fabs(mean - value) < 1e-6);
    assert_non_null(strstr(gp, "1 replication, seed 20181205; one history has no band"));
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
        shown, "\n  [        --XO--                  |                               ] missed\n"));
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
        assert_true(strlen(line) <= 84); /* 72 letters, of which a few may take three bytes */
    assert_true(lines > 12 * 10);
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
        cmocka_unit_test(hostile_words_execute_nothing),
        cmocka_unit_test(hostile_words_reach_no_absolute_path),
        cmocka_unit_test(a_failing_gnuplot_costs_only_the_picture),
        cmocka_unit_test(a_full_disk_is_noticed),
        cmocka_unit_test(without_gnuplot_the_numbers_arrive),
        cmocka_unit_test(a_folder_that_cannot_be_is_told),
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
