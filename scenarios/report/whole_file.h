// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/whole_file.h -- a file that is there whole or not at all.
 *
 * Knows          write beside, sync, rename: who looks at any moment sees the old file or the new
 *                one, never half of one.
 * Does not know  what is written.
 */
#ifndef SCENARIOS_REPORT_WHOLE_FILE_H
#define SCENARIOS_REPORT_WHOLE_FILE_H

#include <stdbool.h>
#include <stdio.h>

enum { WHOLE_FILE_PATH_BYTES = 4096 };

struct whole_file {
    FILE *to; /* write here */
    char path[WHOLE_FILE_PATH_BYTES], beside[WHOLE_FILE_PATH_BYTES + 16];
};

/* The folder and those above it, if they are missing. False: errno says why. */
bool whole_file_folder(const char *folder);

/* False: errno says why, and there is nothing to close. */
bool whole_file_open(struct whole_file *file, const char *folder, const char *name);

/* Puts it in its place. False if anything went wrong since it was opened: errno says why, and
 * the old file stands. */
bool whole_file_close(struct whole_file *file);

#endif
