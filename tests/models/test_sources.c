// SPDX-License-Identifier: GPL-3.0-or-later
/* Claims about sources: whoever names one, names a row of models/SOURCES.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "models/hub/hub_params.h"
#include "scenarios/input/observed.h"
#include "tests/assertions.h"

static char *read_file(const char *name)
{
    FILE *file = fopen(name, "rb");
    if (file == NULL) fail_msg("cannot read %s (run from the project's root)", name);
    size_t room = 1 << 16, n = 0, got;
    char *text = malloc(room + 1);
    while ((got = fread(text + n, 1, room - n, file)) > 0) {
        n += got;
        if (n < room) continue;
        room *= 2;
        text = realloc(text, room + 1);
    }
    fclose(file);
    text[n] = '\0';
    return text;
}

/* Whether a line of the list begins with "| KEY |". */
static bool has_row(const char *list, const char *key, size_t bytes)
{
    char row[80];
    snprintf(row, sizeof row, "\n| %.*s |", (int)bytes, key);
    return strstr(list, row) != NULL;
}

static bool is_word_for_no_source(const char *key, size_t bytes)
{
    const char *const words[] = {"assumption", "definition", "derived"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == bytes && memcmp(words[i], key, bytes) == 0) return true;
    return false;
}

/* Complains about every key of `source` (keys with blanks between) that is in no row; returns
 * how many. */
static size_t unknown_keys(const char *list, const char *where, const char *source,
                           bool words_allowed)
{
    size_t unknown = 0, keys = 0;
    for (const char *at = source; *at != '\0';) {
        size_t bytes = strcspn(at, " ");
        if (bytes > 0) {
            keys++;
            bool fine =
                has_row(list, at, bytes) || (words_allowed && is_word_for_no_source(at, bytes));
            if (!fine)
                fprintf(stderr, "%s: no row for %.*s in models/SOURCES.md\n", where, (int)bytes,
                        at);
            unknown += !fine;
        }
        at += bytes + (at[bytes] == ' ');
    }
    if (keys == 0) fprintf(stderr, "%s: no source\n", where);
    return unknown + (keys == 0);
}

static void the_list_knows_a_row_from_a_word(void **state)
{
    (void)state;
    const char *list =
        "text\n| Key | Figure |\n|---|---|\n| O1 | Jobs |\n| L79b | files, see O2 |\n";
    assert_int_equal(unknown_keys(list, "test", "O1 L79b", false), 0);
    assert_true(has_row(list, "O1", 2));
    assert_false(has_row(list, "O2", 2));
    assert_false(has_row(list, "L79", 3));
    assert_true(is_word_for_no_source("assumption", 10));
    assert_false(is_word_for_no_source("assume", 6));
}

static void every_setting_names_a_source_or_says_assumption(void **state)
{
    (void)state;
    char *list = read_file("models/SOURCES.md");
    size_t groups_n, unknown = 0, rows = 0;
    const struct param_group *groups = hub_params_groups(&groups_n);
    for (size_t g = 0; g < groups_n; g++)
        for (size_t p = 0; p < *groups[g].count; p++, rows++) {
            const struct param *param = &groups[g].params[p];
            char where[120];
            snprintf(where, sizeof where, "%s.%s", groups[g].path, param->key);
            unknown += unknown_keys(list, where, param->source == NULL ? "" : param->source, true);
        }
    free(list);
    assert_greater(rows, 100);
    assert_int_equal(unknown, 0);
}

/* Every  source = "..."  of a scenario file: promises and dated entries. */
static size_t unknown_in_file(const char *list, const char *name, size_t *found)
{
    char *text = read_file(name);
    size_t unknown = 0;
    const char *const mark = "source = \"";
    for (const char *at = strstr(text, mark); at != NULL; at = strstr(at, mark)) {
        at += strlen(mark);
        char keys[320];
        snprintf(keys, sizeof keys, "%.*s", (int)strcspn(at, "\""), at);
        unknown += unknown_keys(list, name, keys, true);
        ++*found;
    }
    free(text);
    return unknown;
}

static void every_promise_and_dated_change_names_its_source(void **state)
{
    (void)state;
    char *list = read_file("models/SOURCES.md");
    size_t promises = 0, changes = 0;
    size_t unknown = unknown_in_file(list, "scenarios/liege/promises.cfg", &promises);
    unknown += unknown_in_file(list, "scenarios/liege/actual.cfg", &changes);
    free(list);
    assert_greater(promises, 10);
    assert_greater(changes, 10);
    assert_int_equal(unknown, 0);
}

static void every_counted_figure_names_its_source(void **state)
{
    (void)state;
    char *list = read_file("models/SOURCES.md");
    struct diagnostics *diagnostics = diagnostics_new();
    struct observed observed = observed_read("scenarios/liege/observed.csv", diagnostics);
    diagnostics_print(diagnostics, stderr);
    assert_int_equal(diagnostics_count(diagnostics), 0);
    size_t unknown = 0;
    for (size_t i = 0; i < observed.n; i++) {
        char where[100];
        snprintf(where, sizeof where, "observed.csv: %s %d", observed.row[i].measure,
                 (int)observed.row[i].year);
        unknown += unknown_keys(list, where, observed.row[i].source, false);
    }
    assert_greater(observed.n, 50);
    observed_free(&observed);
    diagnostics_free(diagnostics);
    free(list);
    assert_int_equal(unknown, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_knows_a_row_from_a_word),
        cmocka_unit_test(every_setting_names_a_source_or_says_assumption),
        cmocka_unit_test(every_promise_and_dated_change_names_its_source),
        cmocka_unit_test(every_counted_figure_names_its_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
