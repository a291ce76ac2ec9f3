// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/catalogue.h -- the settings there are, by path.
 *
 * Knows          the tables of struct param: that "lanes.cainiao.hall" is the setting `hall` of the
 *                item `cainiao` of the group "lanes.*", and which path somebody may have meant who
 *                wrote another.
 * Does not know  values, layers.
 */
#ifndef SCENARIOS_INPUT_CATALOGUE_H
#define SCENARIOS_INPUT_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/param.h"
#include "scenarios/input/text_arena.h"

struct catalogue {
    const struct param_group *group;
    size_t n;
};

struct catalogue_place {
    size_t group;
    const char *item; /* "cainiao"; NULL in a single group */
    size_t param;     /* group's params[param] */
    bool is_item;     /* the path names the item itself: no param */
    /* what follows the setting: "min" in "labour.parcels_per_h.min"; NULL: nothing */
    const char *rest;
};

/* False if no table has such a setting. */
bool catalogue_find(struct text_arena *arena, const struct catalogue *catalogue, const char *path,
                    struct catalogue_place *place);

/* "airport", "lanes": the path of a group, not of a setting. */
bool catalogue_is_group(const struct catalogue *catalogue, const char *path);

/* A path that exists and looks like this one, or NULL. */
const char *catalogue_nearest(struct text_arena *arena, const struct catalogue *catalogue,
                              const char *path);

/* "lanes.cainiao.hall". item NULL: a single group. */
const char *catalogue_path(struct text_arena *arena, const struct param_group *group,
                           const char *item, const char *key);

/* "hall" for the group "halls.*": what messages call one of its items. */
const char *catalogue_item_word(struct text_arena *arena, const char *group_path);

#endif
