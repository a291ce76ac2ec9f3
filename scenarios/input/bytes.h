// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/bytes.h -- a file as bytes, read once, and made sure of before anybody looks at
 * it.
 *
 * Knows          what may be opened (a regular file of at most 4 MiB: never a pipe that hangs,
 *                never a device without end) and what is text.
 * Does not know  scenarios, CSV.
 */
#ifndef SCENARIOS_INPUT_BYTES_H
#define SCENARIOS_INPUT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenarios/input/text_arena.h"
#include "scenarios/input/diagnostics.h"

struct bytes {
    char *at; /* closed by a NUL that is not counted */
    size_t n;
    uint64_t device, inode; /* which file it is, whatever its name */
};

/* Reads the whole file. Else false, and an error at named_file:named_line about key = file says
 * why (named_file NULL: about the file itself). */
bool bytes_read(struct text_arena *arena, const char *file, const char *named_file, int named_line,
                const char *key, struct diagnostics *diagnostics, struct bytes *out);

/* Adds an error for each line that is not clean UTF-8 text (at most ten, then it stops) and
 * blanks what is not. False if this is not a text file at all. */
bool bytes_clean(struct bytes *bytes, const char *file, struct diagnostics *diagnostics);

#endif
