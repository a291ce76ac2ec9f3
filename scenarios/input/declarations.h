// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/declarations.h -- which settings and items the layers speak of.
 *
 * Knows          that an item (a lane, a hall, a promise) exists from its first appearance on,
 *                anywhere: in a file, an overlay, the timeline, --set. Tells what names no setting.
 * Does not know  values.
 */
#ifndef SCENARIOS_INPUT_DECLARATIONS_H
#define SCENARIOS_INPUT_DECLARATIONS_H

#include "scenarios/input/layers.h"
#include "scenarios/input/resolved.h"

/* Makes the tables with all their items and empty slots. */
void declarations_layers(struct resolved *resolved, const struct layers *layers);

/* Where the row belongs; false if there is no such setting (which was reported by
 * declarations_layers). */
bool declarations_locate(const struct resolved *resolved, const struct setting *row,
                         struct catalogue_place *place);

/* The item of that name ("" in a single group), or NULL. */
struct resolved_item *declarations_find(struct resolved_table *table, const char *name);

#endif
