// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Every message a planner can meet: each tests/bad/KIND/NAME.cfg is read with the real tables and
 * must get exactly what stands in NAME.expected. NAME.set, where there is one, holds --set
 * arguments, a line each. Run from the top of the project.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "models/hub/hub_def.h"
#include "models/hub/hub_params.h"
#include "scenarios/input/nested.h"
#include "scenarios/input/scenario.h"
#include "tests/assertions.h"

enum { FILES_MAX = 500, ARGUMENTS_MAX = 8, PATH_BYTES = 512, FILE_BYTES = 1 << 16 };

/* The whole file, or NULL if there is none; the caller frees. */
static char *file_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *text = calloc(1, FILE_BYTES);
    const size_t n = fread(text, 1, FILE_BYTES - 1, file);
    fclose(file);
    text[n] = '\0';
    return text;
}

/* "tests/bad/KIND/NAME" with another ending. */
static char *beside(const char *path, const char *ending)
{
    static char other[PATH_BYTES];
    snprintf(other, sizeof other, "%.*s%s", (int)(strlen(path) - strlen(".cfg")), path, ending);
    return other;
}

static char *report_on(const char *path, char *arguments)
{
    const char *set[ARGUMENTS_MAX];
    struct scenario_request request = {.file = path, .set = set};
    char *rest = NULL;
    for (char *line = arguments ? strtok_r(arguments, "\n", &rest) : NULL;
         line && request.set_n < ARGUMENTS_MAX; line = strtok_r(NULL, "\n", &rest))
        set[request.set_n++] = line;
    size_t groups_n, n = 0;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    struct scenario *scenario =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    char *text = NULL;
    FILE *to = open_memstream(&text, &n);
    diagnostics_print(diagnostics, to);
    if (scenario) fprintf(to, "accepted\n");
    fclose(to);
    scenario_free(scenario);
    diagnostics_free(diagnostics);
    return text;
}

static size_t add_files(const char *folder, char *paths[FILES_MAX], size_t files)
{
    struct dirent **entries;
    const int n = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name, *ending = strrchr(name, '.');
        char path[PATH_BYTES];
        snprintf(path, sizeof path, "%s/%s", folder, name);
        if (!ending) files = add_files(path, paths, files); /* a kind of mistake */
        else if (strcmp(ending, ".cfg") == 0 && files < FILES_MAX) paths[files++] = strdup(path);
        free(entries[i]);
    }
    if (n >= 0) free(entries);
    return files;
}

static bool is_reported_as_expected(const char *path)
{
    char *expected = file_text(beside(path, ".expected"));
    char *arguments = file_text(beside(path, ".set"));
    if (!expected) {
        free(arguments);
        return true; /* part of another: a base, a link in a circle */
    }
    char *text = report_on(path, arguments);
    const bool same = strcmp(text, expected) == 0;
    if (!same) print_error("%s\n---- expected\n%s---- reported\n%s", path, expected, text);
    free(text);
    free(expected);
    free(arguments);
    return same;
}

static void each_wrong_scenario_is_reported_what_is_wrong(void **state)
{
    (void)state;
    char *paths[FILES_MAX];
    const size_t n = add_files("tests/bad", paths, 0);
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++) {
        wrong += !is_reported_as_expected(paths[i]);
        free(paths[i]);
    }
    assert_at_least(n, 110); /* the folders were found */
    assert_int_equal(wrong, 0);
}

/* Writes what the tables give when nothing is said, with one item of each group that a hub needs,
 * and reads it back: every default then passes the checks a planner's values pass. */
static void write_value(void *context, const char *path, const char *value,
                        const struct param *param, const char *file, int line)
{
    (void)param, (void)file, (void)line;
    nested_write(context, path, value, NULL);
}

static void every_default_passes_its_own_check(void **state)
{
    (void)state;
    char path[] = "/tmp/hubsim-defaults-XXXXXX";
    const int file = mkstemp(path);
    assert_at_least(file, 0);
    static const char least[] =
        "halls = { h = {}; };\n"
        "aircraft = { a = { payload_t = 100; volume_m3 = 600; ulds = 30; }; };\n"
        "lanes = { l = { business = \"general\"; halls = [\"h\"]; aircraft = [\"a\"]; }; };\n";
    FILE *to = fdopen(file, "w");
    fputs(least, to);
    fflush(to);
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    struct diagnostics *diagnostics = diagnostics_new();
    const struct scenario_request request = {.file = path};
    struct scenario *defaults =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    diagnostics_print(diagnostics, stderr);
    assert_non_null(defaults);
    rewind(to);
    struct nested nested = {.to = to};
    scenario_each(defaults, write_value, &nested);
    nested_close(&nested);
    fclose(to);
    struct scenario *again =
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics);
    diagnostics_print(diagnostics, stderr);
    assert_non_null(again);
    assert_equal(scenario_hash(defaults), scenario_hash(again));
    scenario_free(defaults);
    scenario_free(again);
    diagnostics_free(diagnostics);
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_wrong_scenario_is_reported_what_is_wrong),
        cmocka_unit_test(every_default_passes_its_own_check),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
