// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/moments.h -- one moment of the log book in plain words, or as a line of CSV.
 *
 * Knows          what each step means to a planner; times, spans and amounts in words.
 * Does not know  what happened before or after.
 * May include    models/hub_def.h, models/trace.h
 */
#ifndef SCENARIOS_TELL_MOMENTS_H
#define SCENARIOS_TELL_MOMENTS_H

#include <stdio.h>

#include "models/hub_def.h"
#include "models/trace.h"

enum { MOMENTS_BYTES = 40 };

/* "12 min", "2 h 07 min" */
const char *moments_span(char to[static MOMENTS_BYTES], double us);

/* "8,700 parcels", or "2,400 kg" of what does not come in parcels. */
const char *moments_amount(char to[static MOMENTS_BYTES], const struct trace_note *note);

/* A line about a flight; since_us: the moment before, from which on it waited. */
void moments_flight(const struct trace_note *note, int64_t since_us, FILE *to);

/* A line about a ULD, its contents, or a piece. */
void moments_uld(const struct trace_note *note, int64_t since_us, FILE *to);

void moments_csv_head(FILE *to);
void moments_csv_line(const struct hub_def *def, const struct trace_note *note, FILE *to);

#endif
