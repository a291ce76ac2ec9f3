// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/staffing.h -- the people of chosen halls and areas in one year: means and bands
 * over replications.
 *
 * Knows          which halls and areas were asked for; that people of several areas add up within
 *                a replication before anything is averaged.
 * Does not know  how it is printed or drawn.
 * May include    scenarios/study/looks.h, sim/stats/interval.h
 */
#ifndef SCENARIOS_STUDY_STAFFING_H
#define SCENARIOS_STUDY_STAFFING_H

#include <stdbool.h>

#include "scenarios/study/looks.h"
#include "sim/stats/interval.h"

enum { STAFFING_ALL = -1 };

struct staffing {
    const struct looks *looks;
    int hall, area; /* asked for; STAFFING_ALL: all */
};

/* Sums over halls and areas, then means over replications. An hour in which no hall of them was at
 * work is NAN. */
struct staffing_sum {
    double week[ROSTER_SERIES][ROSTER_HOURS];
    struct interval present[ROSTER_HOURS]; /* 95 % of replications; NAN for one */
    double jobs[HALL_EMPLOYERS];
    double heads, fte;
    struct interval heads_95; /* where one history would fall */
    double hours[STAFF_HOURS], paid_h, overtime_h;
    uint32_t least_heads; /* who fill the mean week's present people, five days each; 0: no shifts */
};

/* hall, area: of those asked for, one, or STAFFING_ALL. False if the machine refuses memory. */
bool staffing_sum(const struct staffing *staffing, int hall, int area, struct staffing_sum *sum);

/* Whether the hall or area is among those asked for and anybody works there. */
bool staffing_has(const struct staffing *staffing, int hall, int area);

#endif
