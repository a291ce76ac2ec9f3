// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/snapshot.h -- a scenario read again from what a result kept of it: the resolved
 * text, and the timetables that lay beside it.
 *
 * Knows          that nothing else is needed, neither the files of then nor their folder.
 * Does not know  where the result kept it.
 */
#ifndef SCENARIOS_INPUT_SNAPSHOT_H
#define SCENARIOS_INPUT_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "scenarios/input/text_arena.h"
#include "scenarios/input/scenario.h"

/* A file that belongs to a scenario: which setting names it ("lanes.east.schedule"), and its text.
 * */
struct snapshot_file {
    char *path, *text;
};

struct snapshot_files {
    struct snapshot_file *file;
    size_t n;
};

/* Copies; false: no memory. */
bool snapshot_add(struct snapshot_files *files, const char *path, const char *text);
void snapshot_free_files(struct snapshot_files *files);

/* The files that belong to a scenario, as text. */
bool snapshot_files_of(const struct scenario *scenario, struct snapshot_files *to);

struct snapshot {
    struct scenario *scenario;
    struct text_arena *arena; /* rows of timetables */
};

/* False: lines on `messages` say why, and there is nothing to close. */
bool snapshot_open(struct snapshot *snapshot, const char *text, const struct snapshot_files *files,
                   FILE *messages);
void snapshot_close(struct snapshot *snapshot);

#endif
