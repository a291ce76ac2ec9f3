// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/again.h -- a scenario read again from what a result kept of it: the resolved text, and
 * the timetables that lay beside it.
 *
 * Knows          that nothing else is needed, neither the files of then nor their folder.
 * Does not know  where the result kept it.
 * May include    scenarios/read/scenario.h, scenarios/read/schedule.h,
 *                scenarios/read/truck_schedule.h
 */
#ifndef SCENARIOS_READ_AGAIN_H
#define SCENARIOS_READ_AGAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "scenarios/read/keep.h"
#include "scenarios/read/scenario.h"

/* A file that belongs to a scenario: which setting names it ("lanes.east.schedule"), and its text. */
struct again_file {
    char *path, *text;
};

struct again_files {
    struct again_file *file;
    size_t n;
};

/* Copies; false: no memory. */
bool again_add(struct again_files *files, const char *path, const char *text);
void again_free_files(struct again_files *files);

/* The files that belong to a scenario, as text. */
bool again_files_of(const struct scenario *scenario, struct again_files *to);

struct again {
    struct scenario *scenario;
    struct keep *keep; /* rows of timetables */
};

/* False: lines on `messages` say why, and there is nothing to close. */
bool again_open(struct again *again, const char *text, const struct again_files *files,
                FILE *messages);
void again_close(struct again *again);

#endif
