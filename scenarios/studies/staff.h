// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/staff.h -- the people of chosen halls and areas in one year: means and bands
 * over replications.
 *
 * Knows          which halls and areas were asked for; that people of several areas add up within
 *                a replication before anything is averaged.
 * Does not know  how it is printed or drawn.
 */
#ifndef SCENARIOS_STUDIES_STAFF_H
#define SCENARIOS_STUDIES_STAFF_H

#include <stdbool.h>

#include "scenarios/studies/year_detail.h"
#include "sim/stats/interval.h"

enum { STAFF_ALL = -1 };

struct staff {
    const struct year_detail *detail;
    int hall, area; /* asked for; STAFF_ALL: all */
};

/* Sums over halls and areas, then means over replications. An hour in which no hall of them was at
 * work is NAN. */
struct staff_sum {
    double week[ROSTER_SERIES][ROSTER_HOURS];
    struct interval present[ROSTER_HOURS]; /* 95 % of replications; NAN for one */
    double jobs[HALL_EMPLOYERS];
    double heads, fte;
    struct interval heads_95; /* where one replication would fall */
    double hours[AREA_STAFF_HOURS], paid_h, overtime_h;
    uint32_t
        least_heads; /* who fill the mean week's present people, five days each; 0: no shifts */
};

/* hall, area: of those asked for, one, or STAFF_ALL. False if the machine refuses memory. */
bool staff_sum(const struct staff *staffing, int hall, int area, struct staff_sum *sum);

/* Whether the hall or area is among those asked for and anybody works there. */
bool staff_has(const struct staff *staffing, int hall, int area);

#endif
