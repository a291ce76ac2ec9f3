// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/mistakes.h -- the user's mistakes, gathered so that all of them are told at once.
 *
 * Knows          file, line, key, value as written, and what to give instead.
 * Does not know  how to exit.
 * May include    nothing.
 *
 * What a planner sees, one line each, in the order of file and line: snow.cfg:3: customs.desks
 *     = 2.5: give a whole number snow.cfg:4: customs.inspection_mean_min: no such setting; did you
 *     mean customs.inspection_mean_s?
 */
#ifndef SCENARIOS_MISTAKES_H
#define SCENARIOS_MISTAKES_H

#include <stddef.h>
#include <stdio.h>

enum { MISTAKES_KEPT = 200 };

struct mistakes;

struct mistakes *mistakes_new(void);
void mistakes_free(struct mistakes *mistakes);

/* line 0: no line (command line, whole file). key and value may be NULL. Control bytes in them
 * are shown as \x1b. At most MISTAKES_KEPT are kept, the same one about the same line once; the
 * count goes on. */
void mistakes_add(struct mistakes *mistakes, const char *file, int line, const char *key,
                  const char *value, const char *what_to_give, ...)
    __attribute__((format(printf, 6, 7)));
size_t mistakes_count(const struct mistakes *mistakes);
void mistakes_print(const struct mistakes *mistakes, FILE *to);

#endif
