// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/event_log.h -- what happened in one replication, moment by moment, on its way to
 * whoever keeps it.
 *
 * Knows          which moments are wanted; that a year of an airport has some four million of them,
 *                so they wait in a temporary file and not in memory.
 * Does not know  who keeps them (scenarios/store/event_rows.h); what they mean
 *                (scenarios/studies/event_text.h).
 */
#ifndef SCENARIOS_RUN_EVENT_LOG_H
#define SCENARIOS_RUN_EVENT_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/trace.h"

/* Of replications 0 to n - 1, the moments from from_us on and before until_us. n = 0: none. */
struct event_log_wish {
    uint32_t n;
    int64_t from_us, until_us;
};

struct event_log;

/* NULL: the machine refuses memory. NULL is fine for event_log_free. */
struct event_log *event_log_new(const struct event_log_wish *wish);
void event_log_free(struct event_log *book);

/* Whoever tells it; borrows the book. */
struct trace event_log_trace(struct event_log *book);

/* Back to the first moment. False: not all could be written down; errno says why. */
bool event_log_rewind(struct event_log *book);
uint64_t event_log_moments(const struct event_log *book);

/* The next moment, in the order they were reported. False: that was the last, or it could not be
 * read.
 * */
bool event_log_next(struct event_log *book, struct trace_note *note);

#endif
