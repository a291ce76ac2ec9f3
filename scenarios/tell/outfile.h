// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/outfile.h -- a file that is there whole or not at all.
 *
 * Knows          write beside, sync, rename: who looks at any moment sees the old file or the new
 *                one, never half of one.
 * Does not know  what is written.
 * May include    nothing.
 */
#ifndef SCENARIOS_OUTFILE_H
#define SCENARIOS_OUTFILE_H

#include <stdbool.h>
#include <stdio.h>

enum { OUTFILE_PATH_BYTES = 4096 };

struct outfile {
    FILE *to; /* write here */
    char path[OUTFILE_PATH_BYTES], beside[OUTFILE_PATH_BYTES + 16];
};

/* The folder and those above it, if they are missing. False: errno says why. */
bool outfile_folder(const char *folder);

/* False: errno says why, and there is nothing to close. */
bool outfile_open(struct outfile *file, const char *folder, const char *name);

/* Puts it in its place. False if anything went wrong since it was opened: errno says why, and
 * the old file stands. */
bool outfile_close(struct outfile *file);

#endif
