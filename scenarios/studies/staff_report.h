// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/staff_report.h -- the people of a year, for the terminal (at most 100 columns)
 * and for other programs.
 *
 * Knows          which figures a planner of rosters looks for, and in which order.
 * Does not know  files, pictures.
 */
#ifndef SCENARIOS_STUDIES_STAFF_REPORT_H
#define SCENARIOS_STUDIES_STAFF_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "scenarios/studies/staff.h"
#include "scenarios/report/study_header.h"

/* Each: false if the machine refuses memory. */

/* Areas with employers, hours and what became of them, the week hour by hour, a sentence. */
bool staff_report_print(const struct staff *staffing, FILE *to);

/* hall,area,hour_of_week,weekday,hour,work,required,rostered,present: one row per hour. */
bool staff_report_csv(const struct staff *staffing, const struct study_header *header, FILE *to);
bool staff_report_json(const struct staff *staffing, const struct study_header *header, FILE *to);

#endif
