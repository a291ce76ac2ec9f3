// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/timeline.h -- what happens to one setting over the years, in order, and whether
 * that makes sense.
 *
 * Knows          dates of entries, twins (the same setting on the same day in one file), ramps that
 *                are crossed, values that leave their range when they are multiplied.
 * Does not know  layers.
 */
#ifndef SCENARIOS_INPUT_TIMELINE_H
#define SCENARIOS_INPUT_TIMELINE_H

#include "scenarios/input/resolved.h"
#include "scenarios/input/settings.h"

struct timeline_when {
    int64_t at_us, until_us; /* equal: a step */
    int64_t known_us;
    bool right; /* false: an error was reported */
};

struct timeline_when timeline_read_when(const struct resolved *resolved,
                                        const struct settings_entry *entry);

/* The text of `source`, `note` or `draw`; NULL if there is none. */
const char *timeline_text(const struct setting *setting);

/* A day such as "2021-11-08". False: reported. */
bool timeline_read_day(const struct resolved *resolved, const struct setting *row, int64_t *at_us);

void timeline_add(struct resolved *resolved, struct resolved_slot *slot,
                  struct resolved_entry entry);

/* Puts the slot's entries into their order and checks them one after the other. */
void timeline_finish(struct resolved *resolved, struct resolved_slot *slot);

#endif
