// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/reference_class.h -- what came of other hubs that were announced, and what that
 * says of the next one.
 *
 * Knows          a CSV with the header hub,kind,said,promised,counted,unit,counted_on,known,source,
 *                confidence,note. kind `level`: how much was promised and counted, and when. kind
 *                `opening`: for which day it was promised, and on which it opened; never: empty.
 *                known: the day the outcome could be read; a case is no evidence before it.
 *                The next case is as likely to fall into each of the n + 1 gaps between n known
 *                ones (with 0 and `most` as the ends), so that few cases make a wide distribution;
 *                of openings the chance of none is Laplace's (never + 1) / (n + 2).
 * Does not know  what is announced here (models/base/forecast.h).
 */
#ifndef SCENARIOS_INPUT_REFERENCE_CLASS_H
#define SCENARIOS_INPUT_REFERENCE_CLASS_H

#include <stddef.h>
#include <stdint.h>

#include "scenarios/input/diagnostics.h"
#include "scenarios/input/text_arena.h"
#include "sim/random/dist.h"

enum reference_class_kind { REFERENCE_CLASS_LEVEL, REFERENCE_CLASS_OPENING };

struct reference_class_case {
    const char *hub, *unit, *source, *confidence, *note;
    enum reference_class_kind kind;
    int64_t said_us, known_us;
    double promised, counted, years; /* level: how much, after how many years */
    double late_y;                   /* opening: INFINITY for never */
};

struct reference_class {
    struct reference_class_case *cases; /* lives in the arena */
    size_t n;
};

/* Mistakes as usual (file:line); then the result is empty. */
struct reference_class reference_class_read(const char *file, struct text_arena *arena,
                                            struct diagnostics *diagnostics);

/* How many cases of that kind were known by that day. */
size_t reference_class_known(const struct reference_class *all, enum reference_class_kind kind,
                             int64_t by_us);

/* Of what was promised, the share that comes. */
struct dist reference_class_share(const struct reference_class *all, int64_t by_us, double most);

/* Years between the day promised and the opening; REFERENCE_CLASS_NEVER_Y: it does not open. */
enum { REFERENCE_CLASS_NEVER_Y = 99 };
struct dist reference_class_delay(const struct reference_class *all, int64_t by_us);

#endif
