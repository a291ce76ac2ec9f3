// SPDX-License-Identifier: GPL-3.0-or-later
/* tests/plots/test_gnuplot.c -- whatever the program that is called gnuplot does, we end in time,
 * unhurt, and can say why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "plots/gnuplot.h"
#include "tests/assertions.h"

enum { MUCH = 1 << 20 };

static char folder[] = "/tmp/hubsim_gnuplot_XXXXXX";

/* A program made of these lines of shell. */
static struct gnuplot fake(const char *lines)
{
    char path[128];
    snprintf(path, sizeof path, "%s/fake", folder);
    unlink(path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "#!/bin/sh\n%s\n", lines);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0700), 0);
    struct gnuplot gnuplot = gnuplot_find(path);
    assert_string_equal(gnuplot.path, path);
    gnuplot.deadline_s = 20;
    return gnuplot;
}

static bool run(const char *lines, const char *script, size_t bytes, char *out, size_t room,
                char *error)
{
    const struct gnuplot gnuplot = fake(lines);
    FILE *to = out != NULL ? fmemopen(out, room, "w") : NULL;
    const bool fine = gnuplot_run(&gnuplot, folder, script, bytes, to, error);
    if (to != NULL) fclose(to);
    return fine;
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void the_script_arrives_whole_and_the_answer_comes_back(void **state)
{
    (void)state;
    char *script = malloc(MUCH), *back = calloc(1, 2 * MUCH), error[GNUPLOT_ERROR_BYTES];
    for (size_t i = 0; i < MUCH; i++)
        script[i] = (char)('a' + i % 26);
    assert_true(run("exec cat", script, MUCH, back, 2 * MUCH, error));
    assert_memory_equal(back, script, MUCH);
    assert_int_equal(back[MUCH], 0);
    free(script);
    free(back);
}

static void it_works_in_the_folder_with_a_neutral_environment(void **state)
{
    (void)state;
    char back[1024] = "", error[GNUPLOT_ERROR_BYTES], wanted[256];
    setenv("LC_ALL", "de_BE.UTF-8", 1);
    setenv("GNUTERM", "x11", 1);
    setenv("GNUPLOT_LIB", "/tmp", 1);
    assert_true(run("echo \"$(pwd) $1 $LC_ALL $HOME $GNUTERM [$GNUPLOT_LIB]\"", "", 0, back,
                    sizeof back, error));
    snprintf(wanted, sizeof wanted, "%s -d C /dev/null dumb []\n", folder);
    assert_string_equal(back, wanted);
    unsetenv("LC_ALL");
    unsetenv("GNUTERM");
    unsetenv("GNUPLOT_LIB");
}

static void a_missing_program_is_a_state(void **state)
{
    (void)state;
    char error[GNUPLOT_ERROR_BYTES];
    const struct gnuplot path = gnuplot_find("/no/such/gnuplot"),
                         name = gnuplot_find("no_such_gnuplot");
    assert_string_equal(path.path, "");
    assert_string_equal(path.error, "there is no program /no/such/gnuplot");
    assert_string_equal(name.error, "there is no program no_such_gnuplot in PATH");
    assert_false(gnuplot_run(&path, folder, "", 0, NULL, error));
    assert_string_equal(error, path.error);
    assert_string_equal(gnuplot_find("/tmp").path, ""); /* a folder is no program */
}

static void the_environment_may_name_it(void **state)
{
    (void)state;
    setenv("HUBSIM_GNUPLOT", "/bin/cat", 1);
    assert_string_equal(gnuplot_find(NULL).path, "/bin/cat");
    assert_string_equal(gnuplot_find("/bin/true").path, "/bin/true"); /* the option wins */
    unsetenv("HUBSIM_GNUPLOT");
}

/* With the default SIGPIPE the program would die with 141 here; 1 MB does not fit into a pipe. */
static void a_program_that_dies_while_fed_does_not_take_us_along(void **state)
{
    (void)state;
    char *script = calloc(1, MUCH), error[GNUPLOT_ERROR_BYTES];
    signal(SIGPIPE, SIG_DFL);
    memset(script, '#', MUCH);
    assert_false(
        run("echo 'line 7: undefined variable: x' >&2; exit 3", script, MUCH, NULL, 0, error));
    assert_string_equal(error, "gnuplot ended with status 3: line 7: undefined variable: x");
    sigset_t waiting;
    sigpending(&waiting);
    assert_false(sigismember(&waiting, SIGPIPE));
    free(script);
}

static void a_signal_is_named(void **state)
{
    (void)state;
    char error[GNUPLOT_ERROR_BYTES];
    assert_false(run("kill -9 $$", "", 0, NULL, 0, error));
    assert_string_equal(error, "gnuplot was ended by signal 9 (Killed)");
}

/* Its children go too: they are in its process group, and hold our pipes open. */
static void a_program_that_hangs_is_stopped_in_time(void **state)
{
    (void)state;
    static const char *const ways[] = {
        "sleep 60", "sleep 60 & sleep 60", "exec <&- >&- 2>&-; sleep 60",
        "trap '' TERM INT HUP; while :; do sleep 1; done", "while :; do echo flood; done"};
    char error[GNUPLOT_ERROR_BYTES];
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct gnuplot gnuplot = fake(ways[i]);
        gnuplot.deadline_s = 0.3;
        const double start = now_s();
        assert_false(gnuplot_run(&gnuplot, folder, "x", 1, NULL, error));
        assert_string_equal(error, "gnuplot did not end within 0.3 s and was stopped");
        assert_less(now_s() - start, 5);
    }
}

static void children_left_behind_do_not_hold_us(void **state)
{
    (void)state;
    char back[64] = "", error[GNUPLOT_ERROR_BYTES];
    const double start = now_s();
    assert_true(run("sleep 60 & echo done", "", 0, back, sizeof back, error));
    assert_string_equal(back, "done\n");
    assert_less(now_s() - start, 5);
}

static void complaints_are_cleaned_before_they_are_shown(void **state)
{
    (void)state;
    char error[GNUPLOT_ERROR_BYTES];
    assert_false(run("printf 'bad \\033[2Jthing\\n' >&2; exit 1", "", 0, NULL, 0, error));
    assert_string_equal(error, "gnuplot ended with status 1: bad [2Jthing");
}

static void a_folder_that_is_gone_is_reported(void **state)
{
    (void)state;
    char error[GNUPLOT_ERROR_BYTES];
    const struct gnuplot gnuplot = fake("exit 0");
    assert_false(gnuplot_run(&gnuplot, "/no/such/folder", "", 0, NULL, error));
    assert_non_null(strstr(error, "does not start: No such file or directory"));
}

/* Standard streams closed, as under some job runners: our pipes must not end up as the child's
 * wrong stream. */
static void closed_standard_streams_do_no_harm(void **state)
{
    (void)state;
    char back[64] = "", error[GNUPLOT_ERROR_BYTES];
    const int in = dup(0);
    close(0);
    const bool fine = run("exec cat", "hello", 5, back, sizeof back, error);
    dup2(in, 0);
    close(in);
    assert_true(fine);
    assert_string_equal(back, "hello");
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/fake", folder);
    unlink(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_script_arrives_whole_and_the_answer_comes_back),
        cmocka_unit_test(it_works_in_the_folder_with_a_neutral_environment),
        cmocka_unit_test(a_missing_program_is_a_state),
        cmocka_unit_test(the_environment_may_name_it),
        cmocka_unit_test(a_program_that_dies_while_fed_does_not_take_us_along),
        cmocka_unit_test(a_signal_is_named),
        cmocka_unit_test(a_program_that_hangs_is_stopped_in_time),
        cmocka_unit_test(children_left_behind_do_not_hold_us),
        cmocka_unit_test(complaints_are_cleaned_before_they_are_shown),
        cmocka_unit_test(a_folder_that_is_gone_is_reported),
        cmocka_unit_test(closed_standard_streams_do_no_harm),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
