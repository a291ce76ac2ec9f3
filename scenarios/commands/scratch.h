// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/commands/scratch.h -- a folder of our own for a moment, and its end.
 *
 * Knows          TMPDIR.
 * Does not know  what it is for.
 * May include    nothing
 */
#ifndef SCENARIOS_COMMANDS_SCRATCH_H
#define SCENARIOS_COMMANDS_SCRATCH_H

#include <stdbool.h>

enum { SCRATCH_BYTES = 256 };

/* A new folder that nobody else may read; its name is in `folder`. False: none can be had. */
bool scratch_open(char folder[SCRATCH_BYTES]);

/* The folder and all that is in it. */
void scratch_close(const char *folder);

#endif
