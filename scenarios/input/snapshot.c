// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/input/snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "models/hub/hub_params.h"
#include "scenarios/input/flight_schedule.h"
#include "scenarios/input/posterior.h"
#include "scenarios/input/truck_schedule.h"

static const char POSTERIOR[] = "posterior";

/* ---- files as text --------------------------------------------------------------------------- */

bool snapshot_add(struct snapshot_files *files, const char *path, const char *text)
{
    struct snapshot_file *more = realloc(files->file, (files->n + 1) * sizeof *more);
    if (!more) return false;
    files->file = more;
    more[files->n] = (struct snapshot_file){strdup(path), strdup(text)};
    files->n++;
    return more[files->n - 1].path && more[files->n - 1].text;
}

void snapshot_free_files(struct snapshot_files *files)
{
    for (size_t i = 0; i < files->n; i++) {
        free(files->file[i].path);
        free(files->file[i].text);
    }
    free(files->file);
    *files = (struct snapshot_files){NULL, 0};
}

static void name_path(char to[2 * PARAM_NAME_BYTES], const char *group, const char *name,
                      const char *key)
{
    snprintf(to, 2 * PARAM_NAME_BYTES, "%s.%.31s.%s", group, name, key);
}

static void flights_path(char to[2 * PARAM_NAME_BYTES], const struct hub_def *def, uint32_t lane)
{
    name_path(to, "lanes", def->lanes[lane].name, "schedule");
}

static void trucks_path(char to[2 * PARAM_NAME_BYTES], const struct hub_def *def, uint32_t hall)
{
    name_path(to, "halls", def->halls[hall].name, "trucks");
}

static void write_flights(const struct hub_def *def, uint32_t lane, FILE *to)
{
    flight_schedule_write(&def->lanes[lane].timetable, def->aircraft, to);
}

static bool add_text(const struct hub_def *def, uint32_t number, const char *path,
                     void write(const struct hub_def *def, uint32_t number, FILE *to),
                     struct snapshot_files *to)
{
    char *text = NULL;
    size_t n;
    FILE *stream = open_memstream(&text, &n);
    if (!stream) return false;
    write(def, number, stream);
    const bool whole = fclose(stream) == 0;
    const bool fine = whole && snapshot_add(to, path, text);
    free(text);
    return fine;
}

static bool add_posterior(const struct posterior *posterior, struct snapshot_files *to)
{
    char *text = NULL;
    size_t n;
    FILE *stream = open_memstream(&text, &n);
    if (!stream) return false;
    posterior_write(posterior, stream);
    const bool whole = fclose(stream) == 0;
    const bool fine = whole && snapshot_add(to, POSTERIOR, text);
    free(text);
    return fine;
}

bool snapshot_files_of(const struct scenario *scenario, struct snapshot_files *to)
{
    const struct hub_def *def = scenario_plan(scenario)->base;
    char path[2 * PARAM_NAME_BYTES];
    bool fine = true;
    *to = (struct snapshot_files){NULL, 0};
    for (uint32_t l = 0; fine && l < def->lanes_n; l++) {
        flights_path(path, def, l);
        if (*def->lanes[l].schedule) fine = add_text(def, l, path, write_flights, to);
    }
    for (uint32_t h = 0; fine && h < def->halls_n; h++) {
        trucks_path(path, def, h);
        if (*def->halls[h].trucks) fine = add_text(def, h, path, truck_schedule_write, to);
    }
    if (fine && posterior_of(scenario)) fine = add_posterior(posterior_of(scenario), to);
    return fine;
}

/* ---- and back -------------------------------------------------------------------------------- */

static const char *text_of(const struct snapshot_files *files, const char *path)
{
    for (size_t i = 0; i < files->n; i++)
        if (strcmp(files->file[i].path, path) == 0) return files->file[i].text;
    return NULL;
}

static const char KEPT[] = "the timetable kept in the result";

/* What asks for it; its text is NULL if it was not kept: reported. */
static struct schedule_rows_origin origin_of(const char *path, const struct snapshot_files *files,
                                             struct diagnostics *diagnostics)
{
    const struct schedule_rows_origin origin = {"the result", 0, path, text_of(files, path)};
    if (!origin.text)
        diagnostics_add(diagnostics, "the result", 0, path, NULL, "its file was not kept");
    return origin;
}

static void attach_flights(struct snapshot *snapshot, uint32_t lane,
                           const struct snapshot_files *files, struct diagnostics *diagnostics)
{
    const struct hub_def *def = scenario_plan(snapshot->scenario)->base;
    char path[2 * PARAM_NAME_BYTES];
    flights_path(path, def, lane);
    const struct schedule_rows_origin origin = origin_of(path, files, diagnostics);
    if (!origin.text) return;
    flight_schedule_attach(snapshot->scenario, lane,
                           flight_schedule_read(KEPT, &origin, def->aircraft, def->aircraft_n,
                                                snapshot->arena, diagnostics));
}

static void attach_trucks(struct snapshot *snapshot, uint32_t hall,
                          const struct snapshot_files *files, struct diagnostics *diagnostics)
{
    const struct hub_def *def = scenario_plan(snapshot->scenario)->base;
    char path[2 * PARAM_NAME_BYTES];
    trucks_path(path, def, hall);
    const struct schedule_rows_origin origin = origin_of(path, files, diagnostics);
    if (!origin.text) return;
    truck_schedule_attach(
        snapshot->scenario, hall,
        truck_schedule_read(KEPT, &origin, def, hall, snapshot->arena, diagnostics));
}

/* A sample may be there that no file of the scenario names: the points of a study have theirs. */
static void attach_posterior(struct snapshot *snapshot, const struct snapshot_files *files,
                             struct diagnostics *diagnostics)
{
    const bool named = *scenario_plan(snapshot->scenario)->base->posterior != '\0';
    if (!named && !text_of(files, POSTERIOR)) return;
    const struct schedule_rows_origin origin = origin_of(POSTERIOR, files, diagnostics);
    if (!origin.text) return;
    posterior_attach(snapshot->scenario,
                     posterior_read("the sample kept in the result", &origin, snapshot->scenario,
                                    snapshot->arena, diagnostics));
}

bool snapshot_open(struct snapshot *snapshot, const char *text, const struct snapshot_files *files,
                   FILE *messages)
{
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    const struct scenario_request request = {
        .file = "the scenario kept in the result", .text = text, .text_n = strlen(text)};
    struct diagnostics *diagnostics = diagnostics_new();
    *snapshot = (struct snapshot){
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), diagnostics),
        text_arena_new()};
    const struct hub_def *def = snapshot->scenario ? scenario_plan(snapshot->scenario)->base : NULL;
    for (uint32_t l = 0; def && l < def->lanes_n; l++)
        if (*def->lanes[l].schedule) attach_flights(snapshot, l, files, diagnostics);
    for (uint32_t h = 0; def && h < def->halls_n; h++)
        if (*def->halls[h].trucks) attach_trucks(snapshot, h, files, diagnostics);
    if (def) attach_posterior(snapshot, files, diagnostics);
    const bool fine = diagnostics_count(diagnostics) == 0;
    if (!fine) {
        diagnostics_print(diagnostics, messages);
        snapshot_close(snapshot);
    }
    diagnostics_free(diagnostics);
    return fine;
}

void snapshot_close(struct snapshot *snapshot)
{
    scenario_free(snapshot->scenario);
    if (snapshot->arena) text_arena_free(snapshot->arena);
    *snapshot = (struct snapshot){NULL, NULL};
}
