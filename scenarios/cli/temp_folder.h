// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/cli/temp_folder.h -- a folder of our own for a moment, and its end.
 *
 * Knows          TMPDIR.
 * Does not know  what it is for.
 */
#ifndef SCENARIOS_CLI_TEMP_FOLDER_H
#define SCENARIOS_CLI_TEMP_FOLDER_H

#include <stdbool.h>

enum { TEMP_FOLDER_BYTES = 256 };

/* A new folder that nobody else may read; its name is in `folder`. False: none can be had. */
bool temp_folder_open(char folder[TEMP_FOLDER_BYTES]);

/* The folder and all that is in it. */
void temp_folder_close(const char *folder);

#endif
