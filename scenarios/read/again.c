// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/read/again.h"

#include <stdlib.h>
#include <string.h>

#include "models/hub_params.h"
#include "scenarios/read/schedule.h"

/* ---- files as text ---- */

bool again_add(struct again_files *files, const char *path, const char *text)
{
    struct again_file *more = realloc(files->file, (files->n + 1) * sizeof *more);
    if (!more) return false;
    files->file = more;
    more[files->n] = (struct again_file){strdup(path), strdup(text)};
    files->n++;
    return more[files->n - 1].path && more[files->n - 1].text;
}

void again_free_files(struct again_files *files)
{
    for (size_t i = 0; i < files->n; i++) {
        free(files->file[i].path);
        free(files->file[i].text);
    }
    free(files->file);
    *files = (struct again_files){NULL, 0};
}

static void name_path(const struct lane_def *lane, char to[2 * PARAM_NAME_BYTES])
{
    snprintf(to, 2 * PARAM_NAME_BYTES, "lanes.%.31s.schedule", lane->name);
}

static bool add_schedule(const struct hub_def *def, const struct lane_def *lane,
                         struct again_files *to)
{
    char path[2 * PARAM_NAME_BYTES], *text = NULL;
    size_t n;
    FILE *stream = open_memstream(&text, &n);
    if (!stream) return false;
    schedule_write(&lane->timetable, def->aircraft, stream);
    const bool whole = fclose(stream) == 0;
    name_path(lane, path);
    const bool fine = whole && again_add(to, path, text);
    free(text);
    return fine;
}

bool again_files_of(const struct scenario *scenario, struct again_files *to)
{
    const struct hub_def *def = scenario_plan(scenario)->base;
    bool fine = true;
    *to = (struct again_files){NULL, 0};
    for (uint32_t l = 0; fine && l < def->lanes_n; l++)
        if (*def->lanes[l].schedule) fine = add_schedule(def, &def->lanes[l], to);
    return fine;
}

/* ---- and back ---- */

static const char *text_of(const struct again_files *files, const char *path)
{
    for (size_t i = 0; i < files->n; i++)
        if (strcmp(files->file[i].path, path) == 0) return files->file[i].text;
    return NULL;
}

static void attach(struct again *again, uint32_t lane, const struct again_files *files,
                   struct mistakes *mistakes)
{
    const struct hub_def *def = scenario_plan(again->scenario)->base;
    char path[2 * PARAM_NAME_BYTES];
    name_path(&def->lanes[lane], path);
    const struct schedule_asked asked = {"the result", 0, path, text_of(files, path)};
    if (!asked.text) {
        mistakes_add(mistakes, "the result", 0, path, NULL, "its timetable was not kept");
        return;
    }
    schedule_attach(again->scenario, lane,
                    schedule_read("the timetable kept in the result", &asked, def->aircraft,
                                  def->aircraft_n, again->keep, mistakes));
}

bool again_open(struct again *again, const char *text, const struct again_files *files,
                FILE *messages)
{
    size_t groups_n;
    const struct param_group *groups = hub_params_groups(&groups_n);
    const struct scenario_request request = {
        .file = "the scenario kept in the result", .text = text, .text_n = strlen(text)};
    struct mistakes *mistakes = mistakes_new();
    *again = (struct again){
        scenario_read(&request, groups, groups_n, sizeof(struct hub_def), mistakes), keep_new()};
    const struct hub_def *def = again->scenario ? scenario_plan(again->scenario)->base : NULL;
    for (uint32_t l = 0; def && l < def->lanes_n; l++)
        if (*def->lanes[l].schedule) attach(again, l, files, mistakes);
    const bool fine = mistakes_count(mistakes) == 0;
    if (!fine) {
        mistakes_print(mistakes, messages);
        again_close(again);
    }
    mistakes_free(mistakes);
    return fine;
}

void again_close(struct again *again)
{
    scenario_free(again->scenario);
    if (again->keep) keep_free(again->keep);
    *again = (struct again){NULL, NULL};
}
