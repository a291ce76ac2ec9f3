// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/study/groups.h -- the settings in which two scenarios differ, put into groups that mean
 * something: a hall, a lane, trade.
 *
 * Knows          that a group is what may be changed from A to B together; that settings of one item
 *                ("lanes.cainiao.*") belong together, and those of one table ("trade.*").
 * Does not know  what a change does.
 * May include    scenarios/read/scenario_mix.h
 */
#ifndef SCENARIOS_GROUPS_H
#define SCENARIOS_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenarios/read/scenario_mix.h"

enum { GROUPS_MAX = 48, GROUPS_NAME_BYTES = 64, GROUPS_WHY_BYTES = 320 };

struct groups_one {
    char name[GROUPS_NAME_BYTES]; /* "lanes.cainiao" */
    char **path;                  /* "lanes.cainiao.flights_per_week" */
    size_t n, room;
};

struct groups {
    struct groups_one one[GROUPS_MAX];
    size_t n;
};

/* Of two scenarios. wish: "flights=lanes.cainiao.flights_per_week,lanes.express", groups asked for by
 * the beginnings of paths; the rest falls into groups by itself: by item, or if that makes fewer
 * than three groups and there are at most twelve settings, each for itself. False: `why`. */
bool groups_of(struct groups *groups, const struct scenario *a, const struct scenario *b,
               const char *const *wish, size_t wishes, char why[static GROUPS_WHY_BYTES]);
void groups_free(struct groups *groups);

/* Puts the groups whose bit is set in `which` into one, named `name`, which comes last. */
bool groups_merge(struct groups *groups, uint64_t which, const char *name);

/* The number of the group of a path, or -1. */
int groups_find(const struct groups *groups, const char *path);

/* The scenario that has the groups in `which` as in b, all else as in a. NULL: `why`. */
struct scenario *groups_mix(const struct groups *groups, uint64_t which, const struct scenario *a,
                            const struct scenario *b, char why[static GROUPS_WHY_BYTES]);

#endif
