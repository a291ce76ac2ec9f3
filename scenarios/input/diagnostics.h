// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/diagnostics.h -- the user's errors, gathered so that all of them are reported at
 * once.
 *
 * Knows          file, line, key, value as written, and what to give instead.
 * Does not know  how to exit.
 *
 * What a planner sees, one line each, in the order of file and line: snow.cfg:3: customs.desks
 *     = 2.5: give a whole number snow.cfg:4: customs.inspection_mean_min: no such setting; did you
 *     mean customs.inspection_mean_s?
 */
#ifndef SCENARIOS_INPUT_DIAGNOSTICS_H
#define SCENARIOS_INPUT_DIAGNOSTICS_H

#include <stddef.h>
#include <stdio.h>

enum { DIAGNOSTICS_KEPT = 200 };

struct diagnostics;

struct diagnostics *diagnostics_new(void);
void diagnostics_free(struct diagnostics *diagnostics);

/* line 0: no line (command line, whole file). key and value may be NULL. Control bytes in them
 * are shown as \x1b. At most DIAGNOSTICS_KEPT are kept, the same one about the same line once; the
 * count goes on. */
void diagnostics_add(struct diagnostics *diagnostics, const char *file, int line, const char *key,
                     const char *value, const char *what_to_give, ...)
    __attribute__((format(printf, 6, 7)));
size_t diagnostics_count(const struct diagnostics *diagnostics);
void diagnostics_print(const struct diagnostics *diagnostics, FILE *to);

#endif
