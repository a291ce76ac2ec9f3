// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/run/backlog.h -- the halls that cannot keep up: where the freight inside grows, and
 * which take more than their floor passes.
 *
 * Knows          the rule. Of the means over replications, freight in and freight out apart: a hall
 *                falls behind in a year in which what is inside grew by more than 1 % of what came
 *                in, to more than a week's worth of that; and in a year in which freight came in or
 *                lay inside and none left. Who falls behind in the last year simulated is listed,
 *                with the first year of it. Freight in waits at the stage before which most of the
 *                growth lies, by the tonnes through the doors on either side of it
 *                (models/hub/hub_doors.c); the sorter's is its parcels at their mean weight.
 *                A hall is beyond its floor in a year in which more than 1 % of its cargo came in
 *                weeks for which its floor had no room (models/airside/hall_choice.h).
 * Does not know  why; printing.
 */
#ifndef SCENARIOS_RUN_BACKLOG_H
#define SCENARIOS_RUN_BACKLOG_H

#include "models/hub/hub_def.h"
#include "scenarios/run/outcome.h"

enum backlog_stage {
    BACKLOG_BREAKDOWN, /* on the ramp or before breakdown */
    BACKLOG_CUSTOMS,   /* before X-ray or customs */
    BACKLOG_SORTER,
    BACKLOG_DOCK,
    BACKLOG_OUT /* freight out, wherever it stands */
};

struct backlog {
    char hall[PARAM_NAME_BYTES];
    enum backlog_stage stage;
    int32_t year, first_year; /* the last one simulated; the first in which the hall fell behind */
    double came_t;            /* in that year */
    double inside_t;          /* at its end */
    double days;              /* of what comes in; NAN if nothing did */
    double week_t;            /* growth per week */
    bool none_left;
};

struct backlog_floor { /* a hall beyond its floor */
    char hall[PARAM_NAME_BYTES];
    int32_t year, first_year;         /* the year of the largest share; the first beyond */
    double beyond_t, tonnes, floor_t; /* in that year; floor_t: what the floor passes in it */
    double area_m2;                   /* at its end */
};

struct backlogs {
    struct backlog each[2 * HALL_MAX];
    size_t n;
    struct backlog_floor floor[HALL_MAX];
    size_t floors;
};

void backlog_find(const struct outcome *outcome, struct backlogs *to);

/* "breakdown", "customs", "sorter", "dock", "out" */
const char *backlog_stage_word(enum backlog_stage stage);

#endif
