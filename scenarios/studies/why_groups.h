// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/studies/why_groups.h -- the settings in which two scenarios differ, put into groups
 * that mean something: a hall, a lane, trade.
 *
 * Knows          that a group is what may be changed from A to B together; that settings of one
 *                item ("lanes.cainiao.*") belong together, and those of one table ("trade.*").
 * Does not know  what a change does.
 */
#ifndef SCENARIOS_STUDIES_WHY_GROUPS_H
#define SCENARIOS_STUDIES_WHY_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenarios/input/scenario_mix.h"

enum { WHY_GROUPS_MAX = 48, WHY_GROUPS_NAME_BYTES = 64, WHY_GROUPS_ERROR_BYTES = 320 };

struct why_groups_one {
    char name[WHY_GROUPS_NAME_BYTES]; /* "lanes.cainiao" */
    char **path;                      /* "lanes.cainiao.flights_per_week" */
    size_t n, room;
};

struct why_groups {
    struct why_groups_one one[WHY_GROUPS_MAX];
    size_t n;
};

/* Of two scenarios. wish: "flights=lanes.cainiao.flights_per_week,lanes.express", groups asked for
 * by the beginnings of paths; the rest falls into groups by itself: by item, or if that makes fewer
 * than three groups and there are at most twelve settings, each for itself. False: `error`. */
bool why_groups_of(struct why_groups *groups, const struct scenario *a, const struct scenario *b,
                   const char *const *wish, size_t wishes,
                   char error[static WHY_GROUPS_ERROR_BYTES]);
void why_groups_free(struct why_groups *groups);

/* Puts the groups whose bit is set in `which` into one, named `name`, which comes last. */
bool why_groups_merge(struct why_groups *groups, uint64_t which, const char *name);

/* The number of the group of a path, or -1. */
int why_groups_find(const struct why_groups *groups, const char *path);

/* The scenario that has the groups in `which` as in b, all else as in a. NULL: `error`. */
struct scenario *why_groups_mix(const struct why_groups *groups, uint64_t which,
                                const struct scenario *a, const struct scenario *b,
                                char error[static WHY_GROUPS_ERROR_BYTES]);

#endif
