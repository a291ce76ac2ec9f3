// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/tell/staff_tables.h -- the people of a year, for the terminal (at most 100 columns) and
 * for other programs.
 *
 * Knows          which figures a planner of rosters looks for, and in which order.
 * Does not know  files, pictures.
 * May include    scenarios/study/staffing.h, scenarios/tell/tables.h,
 *                scenarios/tell/studied.h
 */
#ifndef SCENARIOS_TELL_STAFF_TABLES_H
#define SCENARIOS_TELL_STAFF_TABLES_H

#include <stdbool.h>
#include <stdio.h>

#include "scenarios/study/staffing.h"
#include "scenarios/tell/studied.h"

/* Each: false if the machine refuses memory. */

/* Areas with employers, hours and what became of them, the week hour by hour, a sentence. */
bool staff_tables_print(const struct staffing *staffing, FILE *to);

/* hall,area,hour_of_week,weekday,hour,work,required,rostered,present: one row per hour. */
bool staff_tables_csv(const struct staffing *staffing, const struct studied *studied, FILE *to);
bool staff_tables_json(const struct staffing *staffing, const struct studied *studied, FILE *to);

#endif
