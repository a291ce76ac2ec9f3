// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub_look.h -- a closer look at one year of a replication than its measures: the people of
 * every area, and where the time of stands, crews, machines and doors goes.
 *
 * What happens   Who wants it hands a struct hub_look with the year in it to hub_run. Through that
 *                year its resources are looked at every 433 s (no hour, shift or wave is a multiple
 *                of it); on New Year's Eve the people are read off. Nothing else changes.
 * Left out       other years
 * Equations      none
 * Sources        none
 * May include    models/staff.h, models/usage.h
 */
#ifndef MODELS_HUB_LOOK_H
#define MODELS_HUB_LOOK_H

#include <stdbool.h>

#include "models/staff.h"
#include "models/usage.h"

struct hub_world;

enum hub_look_airport { HUB_LOOK_WIDE, HUB_LOOK_NARROW, HUB_LOOK_OFFICERS, HUB_LOOK_AIRPORT };
enum hub_look_hall {
    HUB_LOOK_CREWS,
    HUB_LOOK_LOADER_DRIVERS, /* licensed people: only those who are told apart */
    HUB_LOOK_DRIVERS,
    HUB_LOOK_MAIN_LOADERS, /* machines of the ramp: only those that are counted */
    HUB_LOOK_LOWER_LOADERS,
    HUB_LOOK_TUGS,
    HUB_LOOK_DOLLIES,
    HUB_LOOK_CHECKIN,
    HUB_LOOK_BUFFER,
    HUB_LOOK_BREAKDOWN,
    HUB_LOOK_SORTER,
    HUB_LOOK_DOORS,
    HUB_LOOK_BUILDUP,
    HUB_LOOK_HALL
};

struct hub_look {
    int32_t year; /* in: which one */
    bool taken;   /* out: it was simulated to its end */
    struct staff_area staff[HALL_MAX][HALL_AREAS];
    struct usage airport[HUB_LOOK_AIRPORT];
    struct usage hall[HALL_MAX][HUB_LOOK_HALL];
    /* Of those whom people make up: the most that were on shift so far. */
    double most[HALL_MAX][HUB_LOOK_HALL];
};

extern const char *const hub_look_airport_name[HUB_LOOK_AIRPORT];
extern const char *const hub_look_hall_name[HUB_LOOK_HALL];

/* Only hub.c calls these: at each look, and at the end of the year. */
enum { HUB_LOOK_EVERY_S = 433 };
void hub_look_resources(struct hub_look *look, const struct hub_world *world);
void hub_look_take(struct hub_look *look, const struct hub_world *world);

#endif
