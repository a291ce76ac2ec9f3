// SPDX-License-Identifier: GPL-3.0-or-later
/* The figures with hostile words in them, with a gnuplot that fails or is not there, on a full
 * disk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plots/gnuplot.h"
#include "plots/plots.h"
#include "tests/plots/sample.h"
#include "tests/plots/stage.h"

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
        assert_true(is_there(&stage, "promises", "csv"));
        assert_true(is_there(&stage, "promises", "gp"));
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
    assert_true(is_there(&stage, "day", "csv"));
    assert_false(is_there(&stage, "day", "svg"));
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

static void a_folder_that_cannot_be_is_reported(void **state)
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_words_execute_nothing),
        cmocka_unit_test(hostile_words_reach_no_absolute_path),
        cmocka_unit_test(a_failing_gnuplot_costs_only_the_picture),
        cmocka_unit_test(a_full_disk_is_noticed),
        cmocka_unit_test(without_gnuplot_the_numbers_arrive),
        cmocka_unit_test(a_folder_that_cannot_be_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
