// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/read/question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub.h"
#include "models/hub_params.h"
#include "scenarios/study/verdict.h"

struct checking {
    const struct scenario *scenario;
    const char *file; /* for what stands nowhere: a default */
    struct mistakes *mistakes;
};

struct wanted {
    const char *path;
    char value[PARAM_TEXT_BYTES];
    bool found;
};

static void look_at(void *context, const char *path, const char *value, const struct param *param,
                    const char *file, int line)
{
    (void)param, (void)file, (void)line;
    struct wanted *wanted = context;
    if (strcmp(path, wanted->path) != 0) return;
    snprintf(wanted->value, sizeof wanted->value, "%s", value);
    wanted->found = true;
}

static void tell(const struct checking *checking, const char *path, const char *what_to_give)
{
    const char *file = NULL;
    int line = 0;
    struct wanted wanted = {.path = path};
    scenario_each(checking->scenario, look_at, &wanted);
    if (!scenario_origin(checking->scenario, path, &file, &line)) {
        file = checking->file;
        line = 0;
    }
    mistakes_add(checking->mistakes, file, line, path, wanted.found ? wanted.value : NULL, "%s",
                 what_to_give);
}

static bool names_a_measure(const char *path)
{
    const size_t n = strlen(path), tail = strlen(".measure");
    return strncmp(path, "promises.", 9) == 0 && n > tail &&
           strcmp(path + n - tail, ".measure") == 0;
}

/* Unknown measures are told below, with the name that may have been meant. */
static void complain(void *context, const char *path, const char *what_to_give)
{
    if (!names_a_measure(path)) tell(context, path, what_to_give);
}

static void name_unknown(void *context, const char *promise, const char *measure,
                         const char *nearest)
{
    char path[PARAM_NAME_BYTES + 32], what[MEASURE_NAME_BYTES + 64];
    (void)measure;
    snprintf(path, sizeof path, "promises.%s.measure", promise);
    if (nearest)
        snprintf(what, sizeof what, "nothing measured is called that; did you mean %s?", nearest);
    else
        snprintf(what, sizeof what, "nothing measured is called that");
    tell(context, path, what);
}

static void check_promises(const struct checking *checking, const struct hub_def *def)
{
    const size_t n = hub_measures(def, NULL);
    struct measure *measure = calloc(n + 1, sizeof *measure);
    if (!measure) {
        mistakes_add(checking->mistakes, checking->file, 0, NULL, NULL, "out of memory");
        return;
    }
    hub_measures(def, measure);
    struct checking copy = *checking;
    verdict_check(def, measure, n, name_unknown, &copy);
    free(measure);
}

/* `observed` is relative to the file that names it; given on the command line, to where one
 * stands. */
static struct observed read_record(const struct checking *checking, const char *name)
{
    const char *file = NULL;
    int line = 0;
    char path[4096];
    const bool placed = scenario_origin(checking->scenario, "observed", &file, &line) && line > 0;
    const char *slash = placed && name[0] != '/' ? strrchr(file, '/') : NULL;
    const int folder = slash ? (int)(slash - file) + 1 : 0;
    const int n = snprintf(path, sizeof path, "%.*s%s", folder, folder ? file : "", name);
    if (n < 0 || (size_t)n >= sizeof path) {
        tell(checking, "observed", "give a shorter name");
        return (struct observed){NULL, 0};
    }
    return observed_read(path, checking->mistakes);
}

bool question_open(struct question *question, const struct scenario_request *request,
                   struct mistakes *mistakes)
{
    size_t n;
    const struct param_group *groups = hub_params_groups(&n);
    *question = (struct question){NULL, {NULL, 0}};
    question->scenario = scenario_read(request, groups, n, sizeof(struct hub_def), mistakes);
    if (!question->scenario) return false;
    struct checking checking = {question->scenario, request->file, mistakes};
    const struct hub_def *def = scenario_plan(question->scenario)->base;
    hub_check(def, complain, &checking);
    check_promises(&checking, def);
    if (*def->observed) question->observed = read_record(&checking, def->observed);
    if (mistakes_count(mistakes) == 0) return true;
    question_close(question);
    return false;
}

void question_close(struct question *question)
{
    observed_free(&question->observed);
    scenario_free(question->scenario);
    question->scenario = NULL;
}
