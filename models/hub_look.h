// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub_look.h -- a closer look at one year of a replication than its measures: the people of
 * every area.
 *
 * What happens   Who wants it hands a struct hub_look with the year in it to hub_run; on that New
 *                Year's Eve it is filled. Nothing else changes.
 * Left out       other years
 * Equations      none
 * Sources        none
 * May include    models/staff.h
 */
#ifndef MODELS_HUB_LOOK_H
#define MODELS_HUB_LOOK_H

#include <stdbool.h>

#include "models/staff.h"

struct hub_world;

struct hub_look {
    int32_t year; /* in: which one */
    bool taken;   /* out: it was simulated to its end */
    struct staff_area staff[HALL_MAX][HALL_AREAS];
};

/* Fills it. Only hub.c calls this. */
void hub_look_take(struct hub_look *look, const struct hub_world *world);

#endif
