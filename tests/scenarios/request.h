// SPDX-License-Identifier: GPL-3.0-or-later
/* A scenario asked of small_hub.h: its file, what lies over it, what is set on top. */
#ifndef TESTS_SCENARIOS_REQUEST_H
#define TESTS_SCENARIOS_REQUEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/input/scenario.h"
#include "tests/scenarios/small_hub.h"
#include "tests/scenarios/messages.h"

static const char BASE[] =
    "title = \"Base\";\n"
    "airport = { stands = 30; };\n"
    "halls = { cainiao = { floor_m2 = 1000; }; fedex = { }; };\n"
    "lanes = { cainiao = { hall = \"cainiao\"; flights_per_week = 18; }; };\n"
    "timeline = (\n"
    "  { at = \"2021-11-08\"; set = { lanes = { cainiao = { flights_per_week = 20; }; }; }; source = \"O23\"; },\n"
    "  { at = \"2024-01-01\"; until = \"2024-12-31\"; set = { lanes = { cainiao = { flights_per_week = 30; }; }; }; }\n"
    ");\n";

struct request {
    const char *file;
    const char *with[4], *set[4];
};

static inline struct scenario *read_request(struct request request, struct diagnostics *diagnostics)
{
    struct scenario_request whole = {
        .file = request.file, .with = request.with, .set = request.set};
    while (whole.with_n < 4 && whole.with[whole.with_n])
        whole.with_n++;
    while (whole.set_n < 4 && whole.set[whole.set_n])
        whole.set_n++;
    return read_small(&whole, diagnostics);
}

static inline struct scenario *read_well(struct request request)
{
    struct diagnostics *diagnostics = diagnostics_new();
    struct scenario *scenario = read_request(request, diagnostics);
    diagnostics_print(diagnostics, stderr);
    diagnostics_free(diagnostics);
    assert_non_null(scenario);
    return scenario;
}

static inline void assert_reported(struct request request, const char *expected)
{
    struct diagnostics *diagnostics = diagnostics_new();
    struct scenario *scenario = read_request(request, diagnostics);
    assert_null(scenario);
    char *text = messages_of(diagnostics);
    assert_string_equal(text, expected);
    free(text);
    diagnostics_free(diagnostics);
}

static inline void assert_reported_for(const char *file, const char *expected)
{
    write_file("wrong.cfg", file);
    assert_reported((struct request){.file = "wrong.cfg"}, expected);
}

static inline char *written(const struct scenario *scenario)
{
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    scenario_write(scenario, to);
    fclose(to);
    return text;
}

/* "airport = {\n  stands = 3;" as "airport.stands = 3;": path holds the groups that are open. A
 * line of the timeline stays as it is. False: the line opens or closes a group. */
static inline bool unnest(char *path, const char *line, char *to, size_t room)
{
    const char *word = line + strspn(line, " ");
    const size_t n = strlen(path);
    if (strcmp(word, "};") == 0) {
        char *dot = n > 1 ? strrchr((path[n - 1] = '\0', path), '.') : NULL;
        *(dot ? dot + 1 : path) = '\0';
        return false;
    }
    if (strlen(word) > 4 && strcmp(word + strlen(word) - 4, " = {") == 0) {
        sprintf(path + n, "%.*s.", (int)strlen(word) - 4, word);
        return false;
    }
    snprintf(to, room, "%s%s", path, word);
    return true;
}

/* The lines of what is written that speak of the last name of that path, without the places. */
static inline void assert_says(struct request request, const char *path, const char *expected)
{
    struct scenario *scenario = read_well(request);
    char *text = written(scenario), *found = NULL, *rest = NULL;
    char groups[200] = "", row[1000];
    const char *key = strrchr(path, '.') ? strrchr(path, '.') + 1 : path;
    size_t n = 0;
    FILE *to = open_memstream(&found, &n);
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *place = strstr(line, "  #");
        if (!place) place = strstr(line, "  /*");
        if (place) *place = '\0';
        if (unnest(groups, line, row, sizeof row) && strstr(row, key)) fprintf(to, "%s\n", row);
    }
    fclose(to);
    assert_string_equal(found, expected);
    free(found);
    free(text);
    scenario_free(scenario);
}

#define FLIGHTS "lanes.cainiao.flights_per_week"
#define FLIGHTS_ARE(number) "lanes = { cainiao = { flights_per_week = " number "; }; };"

#endif
