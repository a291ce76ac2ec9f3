// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/bytes.h -- a file as bytes, read once, and made sure of before anybody looks at it.
 *
 * Knows          what may be opened (a regular file of at most 4 MiB: never a pipe that hangs,
 *                never a device without end) and what is text.
 * Does not know  scenarios, CSV.
 * May include    scenarios/read/keep.h, scenarios/read/mistakes.h
 */
#ifndef SCENARIOS_BYTES_H
#define SCENARIOS_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenarios/read/keep.h"
#include "scenarios/read/mistakes.h"

struct bytes {
    char *at; /* closed by a NUL that is not counted */
    size_t n;
    uint64_t device, inode; /* which file it is, whatever its name */
};

/* Reads the whole file. Else false, and a mistake at told_file:told_line about key = file says
 * why (told_file NULL: about the file itself). */
bool bytes_read(struct keep *keep, const char *file, const char *told_file, int told_line,
                const char *key, struct mistakes *mistakes, struct bytes *out);

/* Adds a mistake for each line that is not clean UTF-8 text (at most ten, then it stops) and
 * blanks what is not. False if this is not a text file at all. */
bool bytes_clean(struct bytes *bytes, const char *file, struct mistakes *mistakes);

#endif
