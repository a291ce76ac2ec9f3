// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/bottleneck.h -- where the time of a hub's resources goes in one year, and which
 * of them holds up the rest.
 *
 * Knows          that looks of several replications add up; that the constraint is the resource for
 *                which work waits most often.
 * Does not know  how it is printed.
 */
#ifndef SCENARIOS_STUDIES_BOTTLENECK_H
#define SCENARIOS_STUDIES_BOTTLENECK_H

#include "scenarios/studies/year_detail.h"

enum { BOTTLENECK_MOST = HUB_DETAIL_AIRPORT + HALL_MAX * HUB_DETAIL_HALL };

struct bottleneck_row {
    int hall; /* -1: the airport's */
    const char *name;
    struct usage usage; /* of all replications */
};

struct bottleneck {
    const struct year_detail *detail;
    struct bottleneck_row row[BOTTLENECK_MOST]; /* those that were looked at */
    size_t rows;
};

/* hall: one hall and the airport's resources; -1: all. */
void bottleneck_find(struct bottleneck *bottleneck, const struct year_detail *detail, int hall);

/* The row for which work waits most often in that hall (-1: anywhere); NULL if it waits nowhere. */
const struct bottleneck_row *bottleneck_constraint(const struct bottleneck *bottleneck, int hall);

/* The month in which work waits for it most often: 1 to 12. */
int bottleneck_worst_month(const struct bottleneck_row *row);

#endif
