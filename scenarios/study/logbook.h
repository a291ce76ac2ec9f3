// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/logbook.h -- what happened in one history, moment by moment, on its way to whoever
 * keeps it.
 *
 * Knows          which moments are wanted; that a year of an airport has some four million of them, so
 *                they wait in a temporary file and not in memory.
 * Does not know  who keeps them (scenarios/store/logs.h); what they mean (scenarios/tell/moments.h).
 * May include    models/trace.h
 */
#ifndef SCENARIOS_STUDY_LOGBOOK_H
#define SCENARIOS_STUDY_LOGBOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "models/trace.h"

/* Of replications 0 to n - 1, the moments from from_us on and before until_us. n = 0: none. */
struct logbook_wish {
    uint32_t n;
    int64_t from_us, until_us;
};

struct logbook;

/* NULL: the machine refuses memory. NULL is fine for logbook_free. */
struct logbook *logbook_new(const struct logbook_wish *wish);
void logbook_free(struct logbook *book);

/* Whoever tells it; borrows the book. */
struct trace logbook_trace(struct logbook *book);

/* Back to the first moment. False: not all could be written down; errno says why. */
bool logbook_rewind(struct logbook *book);
uint64_t logbook_moments(const struct logbook *book);

/* The next moment, in the order they were told. False: that was the last, or it could not be read. */
bool logbook_next(struct logbook *book, struct trace_note *note);

#endif
