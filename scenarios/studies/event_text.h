// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/event_text.h -- one moment of the log book in plain words, or as a line of CSV.
 *
 * Knows          what each step means to a planner; times, spans and amounts in words.
 * Does not know  what happened before or after.
 */
#ifndef SCENARIOS_STUDIES_EVENT_TEXT_H
#define SCENARIOS_STUDIES_EVENT_TEXT_H

#include <stdio.h>

#include "models/hub/hub_def.h"
#include "models/base/trace.h"

enum { EVENT_TEXT_BYTES = 40 };

/* "12 min", "2 h 07 min" */
const char *event_text_span(char to[static EVENT_TEXT_BYTES], double us);

/* "8,700 parcels", or "2,400 kg" of what does not come in parcels. */
const char *event_text_amount(char to[static EVENT_TEXT_BYTES], const struct trace_note *note);

/* A line about a flight; since_us: the moment before, from which on it waited. */
void event_text_flight(const struct trace_note *note, int64_t since_us, FILE *to);

/* A line about a ULD, its contents, or a piece. */
void event_text_uld(const struct trace_note *note, int64_t since_us, FILE *to);

void event_text_csv_head(FILE *to);
void event_text_csv_line(const struct hub_def *def, const struct trace_note *note, FILE *to);

#endif
