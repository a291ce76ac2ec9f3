// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_detail.h -- a closer look at one year of a replication than its measures: the
 * people of every area, and where the time of stands, crews, machines and doors goes.
 *
 * What happens   Who wants it hands a struct hub_detail with the year in it to hub_run. Through
 *                that year its resources are looked at every 433 s (no hour, shift or wave is a
 *                multiple of it); on New Year's Eve the people are read off. Nothing else changes.
 * Left out       other years
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_DETAIL_H
#define MODELS_HUB_HUB_DETAIL_H

#include <stdbool.h>

#include "models/people/area_staff.h"
#include "models/hub/usage.h"

struct hub_world;

enum hub_detail_airport {
    HUB_DETAIL_WIDE,
    HUB_DETAIL_NARROW,
    HUB_DETAIL_OFFICERS,
    HUB_DETAIL_AIRPORT
};
enum hub_detail_hall {
    HUB_DETAIL_CREWS,
    HUB_DETAIL_LOADER_DRIVERS, /* licensed people: only those who are distinguished */
    HUB_DETAIL_DRIVERS,
    HUB_DETAIL_MAIN_LOADERS, /* machines of the ramp: only those that are counted */
    HUB_DETAIL_LOWER_LOADERS,
    HUB_DETAIL_TUGS,
    HUB_DETAIL_DOLLIES,
    HUB_DETAIL_CHECKIN,
    HUB_DETAIL_BUFFER,
    HUB_DETAIL_BREAKDOWN,
    HUB_DETAIL_XRAY, /* only where there are any */
    HUB_DETAIL_SORTER,
    HUB_DETAIL_DOORS,
    HUB_DETAIL_BUILDUP,
    HUB_DETAIL_HALL
};

struct hub_detail {
    int32_t year; /* in: which one */
    bool taken;   /* out: it was simulated to its end */
    struct usage airport[HUB_DETAIL_AIRPORT];
    double most_officers;
    /* Of each hall: */
    struct area_staff_area (*staff)[HALL_AREAS];
    struct usage (*hall)[HUB_DETAIL_HALL];
    /* Of those whom people make up: the most that were on shift so far. */
    double (*most)[HUB_DETAIL_HALL];
};

/* n of them, for hubs with so many halls, to be freed as one; NULL if the machine refuses. */
struct hub_detail *hub_detail_new(size_t n, uint32_t halls_n);

extern const char *const hub_detail_airport_name[HUB_DETAIL_AIRPORT];
extern const char *const hub_detail_hall_name[HUB_DETAIL_HALL];

/* Only hub.c calls these: at each look, and at the end of the year. */
enum { HUB_DETAIL_EVERY_S = 433 };
void hub_detail_resources(struct hub_detail *look, const struct hub_world *world);
void hub_detail_take(struct hub_detail *look, const struct hub_world *world);

#endif
