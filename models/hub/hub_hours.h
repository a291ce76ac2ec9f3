// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_hours.h -- how busy a resource is in the year, while anybody is there, and in its
 * busiest hours.
 *
 * What happens   At every full hour somebody notes how much of each resource was at work in the
 *                hour past: teams at breakdown and build-up, truck doors, the sorter, officers.
 * Left out       ramp crews, tugs, stands (sampled in a closer look: hub_detail.h)
 * Equations      in hour i b(i) units were at work (team-hours, door-hours, pieces) of c(i) that
 *                the places, doors or machines could, and of m(i) that the people there could:
 *                (1) utilisation of the year = sum b / sum c, over the hours the hall was open
 *                (2) of manned hours = sum b / sum m, over the hours with anybody there, but for
 *                    the weeks in which a hall opens; above 1 if who began stays beyond the shift
 *                (3) of the busy hour = least x, in hundredths, with b(i) / c(i) <= x in 95 % of
 *                    the hours open: the rate that 438 hours of a year exceed
 *                Officers have no places: their c is their m, in the hours with any on duty
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_HOURS_H
#define MODELS_HUB_HUB_HOURS_H

#include <stdint.h>

enum { HUB_HOURS_HUNDREDTHS = 101 };

enum hub_hours_of {
    HUB_HOURS_BREAKDOWN,
    HUB_HOURS_SORTER,
    HUB_HOURS_DOORS,
    HUB_HOURS_BUILDUP,
    HUB_HOURS_RESOURCES
};

struct hub_hours { /* of one resource, of the year so far */
    double done, could, done_manned, manned;
    uint32_t hours, seen[HUB_HOURS_HUNDREDTHS]; /* hours, by the share of (3) */
    /* since the last look: done up to then, and what an hour could from then on */
    double last, could_per_h, manned_per_h;
};

struct hub_world;

/* From now on, every full hour. */
void hub_hours_start(struct hub_world *world);

/* What was done up to now goes into the books; before they are read, and before anything measured
 * starts anew. */
void hub_hours_look(struct hub_world *world);
void hub_hours_new_year(struct hub_world *world);

/* (1), (2), (3): NAN if there was no such hour. */
double hub_hours_utilisation(const struct hub_hours *hours);
double hub_hours_manned(const struct hub_hours *hours);
double hub_hours_busy_hour(const struct hub_hours *hours);

#endif
