// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/comparable.h -- other hubs that were promised jobs, and what came of them.
 *
 * Knows          a CSV with the header
 *                hub,announced,promised_jobs,counted,counted_jobs,source,note (announced, counted:
 *                years); what nobody knows is empty.
 * Does not know  what to make of them.
 */
#ifndef SCENARIOS_INPUT_COMPARABLE_H
#define SCENARIOS_INPUT_COMPARABLE_H

#include <stddef.h>

#include "scenarios/input/text_arena.h"
#include "scenarios/input/diagnostics.h"

struct comparable_hub {
    const char *name, *source, *note;
    double announced, counted;          /* years; NAN: unknown */
    double promised_jobs, counted_jobs; /* NAN: unknown */
};

struct comparable {
    struct comparable_hub *hub; /* stands in the arena */
    size_t n;
};

/* Errors as usual (file:line); then the result is empty. */
struct comparable comparable_read(const char *file, struct text_arena *arena,
                                  struct diagnostics *diagnostics);

#endif
