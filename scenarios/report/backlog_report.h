// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/report/backlog_report.h -- what cannot keep up, and what is beyond its floor, in words
 * and as JSON.
 *
 * Knows          the words of each stage. Nothing is printed where nothing falls behind.
 * Does not know  the rule (scenarios/run/backlog.h).
 */
#ifndef SCENARIOS_REPORT_BACKLOG_REPORT_H
#define SCENARIOS_REPORT_BACKLOG_REPORT_H

#include <stdio.h>

#include "scenarios/report/json.h"
#include "scenarios/run/outcome.h"

void backlog_report_print(const struct outcome *outcome, FILE *to);
/* "backlogs", "beyond_floor" */
void backlog_report_json(const struct outcome *outcome, struct json *json);

#endif
