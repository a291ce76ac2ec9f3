// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/trace_report.h -- a flight in plain words: what happened to it, to its ULDs, to
 * one parcel, to the freight it took out; what they waited for, and what of that weighed most.
 *
 * Knows          how the spans of a stay are reported and put together into columns.
 * Does not know  where they come from (scenarios/studies/trace_run.h, scenarios/studies/dwell.h).
 */
#ifndef SCENARIOS_STUDIES_TRACE_REPORT_H
#define SCENARIOS_STUDIES_TRACE_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "models/hub/hub_def.h"
#include "scenarios/studies/trace_run.h"

struct trace_report_wish {
    int32_t uld;    /* reported in full; -1: the one whose contents took longest */
    int64_t parcel; /* of that ULD, reported instead; -1: none */
};

enum trace_report_end { TRACE_REPORT_SHOWN, TRACE_REPORT_NO_ULD, TRACE_REPORT_NO_PARCEL };

/* The flight, a line for each ULD, one ULD or parcel in full, the freight out. */
enum trace_report_end trace_report_print(const struct trace_run *follow, const struct hub_def *def,
                                         const struct trace_report_wish *wish, FILE *to);

/* The latest ULDs: a line each, with what weighed most. */
void trace_report_late(const struct trace_run *follow, const struct hub_def *def, FILE *to);
void trace_report_late_csv(const struct trace_run *follow, const struct hub_def *def, FILE *to);

#endif
