// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/run/experiment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/hub/hub.h"
#include "models/hub/hub_params.h"
#include "scenarios/input/flight_schedule.h"
#include "scenarios/input/posterior.h"
#include "scenarios/input/reference_class.h"
#include "scenarios/input/truck_schedule.h"
#include "scenarios/run/forecast.h"
#include "scenarios/run/verdict.h"

enum { PATH_BYTES = 4096 };

struct checking {
    const struct scenario *scenario;
    const char *file; /* for what stands nowhere: a default */
    struct diagnostics *diagnostics;
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

void experiment_report(const struct scenario *scenario, struct diagnostics *diagnostics,
                       const char *default_file, const char *path, const char *also,
                       const char *what)
{
    const char *file = NULL;
    int line = 0;
    struct wanted wanted = {.path = path};
    scenario_each(scenario, look_at, &wanted);
    if (!scenario_origin(scenario, path, &file, &line) &&
        !scenario_origin(scenario, also, &file, &line)) {
        file = default_file;
        line = 0;
    }
    diagnostics_add(diagnostics, file, line, path, wanted.found ? wanted.value : NULL, "%s", what);
}

static void report(const struct checking *checking, const char *path, const char *what_to_give)
{
    experiment_report(checking->scenario, checking->diagnostics, checking->file, path, path,
                      what_to_give);
}

static bool names_a_measure(const char *path)
{
    const size_t n = strlen(path), tail = strlen(".measure");
    return strncmp(path, "promises.", 9) == 0 && n > tail &&
           strcmp(path + n - tail, ".measure") == 0;
}

/* Unknown measures are reported below, with the name that may have been meant. */
static void complain(void *context, const char *path, const char *what_to_give)
{
    if (!names_a_measure(path)) report(context, path, what_to_give);
}

static void name_unknown(void *context, const char *promise, const char *measure,
                         const char *nearest)
{
    char path[PARAM_NAME_BYTES + 32], what[MEASURE_NAME_BYTES + 64];
    (void)measure;
    snprintf(path, sizeof path, "promises.%s.measure", promise);
    if (nearest)
        snprintf(what, sizeof what, "nothing measured is called that; did you mean %s?", nearest);
    else snprintf(what, sizeof what, "nothing measured is called that");
    report(context, path, what);
}

/* Blank after blank, each must be a setting. */
static void check_given(const struct checking *checking, const struct promise_def *promise)
{
    char words[PARAM_TEXT_BYTES], path[PARAM_NAME_BYTES + 32], *rest = NULL;
    snprintf(words, sizeof words, "%s", promise->given_by);
    snprintf(path, sizeof path, "promises.%s.given_by", promise->name);
    for (char *word = strtok_r(words, " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest)) {
        struct wanted wanted = {.path = word};
        scenario_each(checking->scenario, look_at, &wanted);
        if (wanted.found) continue;
        report(checking, path, "name settings of this scenario, with blanks between them");
        return;
    }
}

/* The unit of a measure of that name; NULL: the simulation makes none. */
static const char *unit_of(const struct measure *measure, size_t measures, const char *name)
{
    for (size_t i = 0; i < measures; i++)
        if (strcmp(measure[i].name, name) == 0) return measure[i].unit;
    return NULL;
}

/* Heads are not held against full-time equivalents, nor parcels against declarations. */
static void check_promised_unit(const struct checking *checking, const struct promise_def *promise,
                                const struct measure *measure, size_t measures)
{
    char path[PARAM_NAME_BYTES + 32], what[160];
    const char *unit = unit_of(measure, measures, promise->measure);
    if (!unit || !*promise->unit || strcmp(unit, promise->unit) == 0) return;
    snprintf(path, sizeof path, "promises.%s.unit", promise->name);
    snprintf(what, sizeof what, "%.63s is in %s: give that, or a measure of what was promised",
             promise->measure, unit);
    report(checking, path, what);
}

static void check_counted_units(const struct checking *checking, const struct observed *observed,
                                const char *file, const struct measure *measure, size_t measures)
{
    for (size_t i = 0; i < observed->n; i++) {
        const struct observed_row *row = &observed->row[i];
        const char *unit = unit_of(measure, measures, row->measure);
        if (!unit || strcmp(unit, row->unit) == 0) continue;
        diagnostics_add(checking->diagnostics, file, row->line, "unit", row->unit,
                        "%s is in %s: give that, or another name to what was counted", row->measure,
                        unit);
    }
}

static void check_names(const struct checking *checking, const struct hub_def *def,
                        const struct observed *observed, const char *record)
{
    const size_t n = hub_measures(def, NULL);
    struct measure *measure = calloc(n + 1, sizeof *measure);
    if (!measure) {
        diagnostics_add(checking->diagnostics, checking->file, 0, NULL, NULL, "out of memory");
        return;
    }
    hub_measures(def, measure);
    struct checking copy = *checking;
    verdict_check(def, measure, n, name_unknown, &copy);
    for (uint32_t p = 0; p < def->promises_n; p++)
        check_promised_unit(checking, &def->promises[p], measure, n);
    check_counted_units(checking, observed, record, measure, n);
    free(measure);
    for (uint32_t p = 0; p < def->promises_n; p++)
        check_given(checking, &def->promises[p]);
}

/* A file is named relative to the file that names it; on the command line, to where one stands.
 * False if the name is too long: reported. */
static bool place(const struct checking *checking, const char *key, const char *name, char *path,
                  size_t room)
{
    const char *file = NULL;
    int line = 0;
    const bool placed = scenario_origin(checking->scenario, key, &file, &line) && line > 0;
    const char *slash = placed && name[0] != '/' ? strrchr(file, '/') : NULL;
    const int folder = slash ? (int)(slash - file) + 1 : 0;
    const int n = snprintf(path, room, "%.*s%s", folder, folder ? file : "", name);
    if (n >= 0 && (size_t)n < room) return true;
    report(checking, key, "give a shorter name");
    return false;
}

/* path: PATH_BYTES for where it lies. */
static struct observed read_record(const struct checking *checking, const char *name, char *path)
{
    if (!*name || !place(checking, "observed", name, path, PATH_BYTES))
        return (struct observed){NULL, 0};
    return observed_read(path, checking->diagnostics);
}

static void read_schedule(const struct experiment *experiment, const struct checking *checking,
                          uint32_t lane)
{
    const struct hub_def *def = scenario_plan(experiment->scenario)->base;
    char key[2 * PARAM_NAME_BYTES], path[PATH_BYTES];
    snprintf(key, sizeof key, "lanes.%.31s.schedule", def->lanes[lane].name);
    if (!place(checking, key, def->lanes[lane].schedule, path, sizeof path)) return;
    struct schedule_rows_origin origin = {checking->file, 0, key, NULL};
    scenario_origin(checking->scenario, key, &origin.file, &origin.line);
    flight_schedule_attach(experiment->scenario, lane,
                           flight_schedule_read(path, &origin, def->aircraft, def->aircraft_n,
                                                experiment->files, checking->diagnostics));
}

static void read_trucks(const struct experiment *experiment, const struct checking *checking,
                        uint32_t hall)
{
    const struct hub_def *def = scenario_plan(experiment->scenario)->base;
    char key[2 * PARAM_NAME_BYTES], path[PATH_BYTES];
    snprintf(key, sizeof key, "halls.%.31s.trucks", def->halls[hall].name);
    if (!place(checking, key, def->halls[hall].trucks, path, sizeof path)) return;
    struct schedule_rows_origin origin = {checking->file, 0, key, NULL};
    scenario_origin(checking->scenario, key, &origin.file, &origin.line);
    truck_schedule_attach(
        experiment->scenario, hall,
        truck_schedule_read(path, &origin, def, hall, experiment->files, checking->diagnostics));
}

static void read_posterior(const struct experiment *experiment, const struct checking *checking)
{
    const struct hub_def *def = scenario_plan(experiment->scenario)->base;
    char path[PATH_BYTES];
    if (!place(checking, "posterior", def->posterior, path, sizeof path)) return;
    struct schedule_rows_origin origin = {checking->file, 0, "posterior", NULL};
    scenario_origin(checking->scenario, "posterior", &origin.file, &origin.line);
    posterior_attach(experiment->scenario,
                     posterior_read(path, &origin, experiment->scenario, experiment->files,
                                    checking->diagnostics));
}

static bool ends_with(const char *path, const char *tail)
{
    const size_t n = strlen(path);
    return n > strlen(tail) && strcmp(path + n - strlen(tail), tail) == 0;
}

/* A timetable has dates of its own. */
static void check_schedule_dates(const struct checking *checking)
{
    const struct plan *plan = scenario_plan(checking->scenario);
    for (size_t i = 0; i < plan->n; i++) {
        const char *path = plan->changes[i].path;
        if (ends_with(path, ".schedule") || ends_with(path, ".trucks"))
            report(checking, path,
                   "give one timetable for all dates: its rows have from and until");
    }
}

/* What was known by that day; a judged count that was is no longer anything to foretell. */
static bool know_record(struct experiment *experiment, int64_t by_us)
{
    const struct observed *all = &experiment->record;
    struct observed *known = &experiment->observed;
    known->row = calloc(all->n + 1, sizeof *known->row);
    if (!known->row) return false;
    for (size_t i = 0; i < all->n; i++)
        if (by_us == 0 || all->row[i].known_us <= by_us) known->row[known->n++] = all->row[i];
    return true;
}

static struct scenario *read_scenario(const struct scenario_request *request,
                                      struct diagnostics *diagnostics)
{
    size_t n;
    const struct param_group *groups = hub_params_groups(&n);
    return scenario_read(request, groups, n, sizeof(struct hub_def), diagnostics);
}

static struct reference_class read_class(const struct experiment *experiment,
                                         const struct checking *checking)
{
    char path[PATH_BYTES];
    const char *name = scenario_plan(experiment->scenario)->base->forecast.reference_class;
    if (!*name || !place(checking, "forecast.reference_class", name, path, sizeof path))
        return (struct reference_class){NULL, 0};
    return reference_class_read(path, experiment->files, checking->diagnostics);
}

/* Reads the scenario again with what is drawn for the time after the day it knows. */
static void look_ahead(struct experiment *experiment, const struct scenario_request *request,
                       struct diagnostics *diagnostics)
{
    struct checking checking = {experiment->scenario, request->file, diagnostics};
    const struct reference_class all = read_class(experiment, &checking);
    struct scenario_request again = *request;
    again.forecast = forecast_text(experiment->scenario, &experiment->record, &all,
                                   request->known_by_us, experiment->files, complain, &checking);
    if (!again.forecast || diagnostics_count(diagnostics) > 0) return;
    struct scenario *forecast = read_scenario(&again, diagnostics);
    if (!forecast) return;
    scenario_free(experiment->scenario);
    experiment->scenario = forecast;
}

static void check_scenario(struct experiment *experiment, const struct checking *checking,
                           const char *record)
{
    const struct hub_def *def = scenario_plan(experiment->scenario)->base;
    struct checking copy = *checking;
    if (*def->posterior) read_posterior(experiment, checking);
    hub_check(def, complain, &copy);
    check_names(checking, def, &experiment->record, record);
    check_schedule_dates(checking);
    for (uint32_t l = 0; l < def->lanes_n; l++)
        if (*def->lanes[l].schedule) read_schedule(experiment, checking, l);
    for (uint32_t h = 0; h < def->halls_n; h++)
        if (*def->halls[h].trucks) read_trucks(experiment, checking, h);
}

bool experiment_open(struct experiment *experiment, const struct scenario_request *request,
                     struct diagnostics *diagnostics)
{
    *experiment = (struct experiment){.files = text_arena_new()};
    experiment->scenario = read_scenario(request, diagnostics);
    if (!experiment->scenario) {
        text_arena_free(experiment->files);
        return false;
    }
    struct checking checking = {experiment->scenario, request->file, diagnostics};
    char record[PATH_BYTES] = "";
    const char *name = scenario_plan(experiment->scenario)->base->observed;
    experiment->record = read_record(&checking, name, record);
    if (request->known_by_us) look_ahead(experiment, request, diagnostics);
    checking.scenario = experiment->scenario;
    check_scenario(experiment, &checking, record);
    if (!know_record(experiment, request->known_by_us))
        diagnostics_add(diagnostics, request->file, 0, NULL, NULL, "out of memory");
    if (diagnostics_count(diagnostics) == 0) return true;
    experiment_close(experiment);
    return false;
}

void experiment_close(struct experiment *experiment)
{
    observed_free(&experiment->observed);
    observed_free(&experiment->record);
    scenario_free(experiment->scenario);
    text_arena_free(experiment->files);
    experiment->files = NULL;
    experiment->scenario = NULL;
}
