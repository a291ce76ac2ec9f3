// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_timeline.h -- the dated changes of a plan, as they come true, and as those who
 * plan ahead see them.
 *
 * What happens   Each change is written into the world's settings on its date and the stations are
 *                notified; a ramp goes in weekly steps. LANE_AHEAD_US earlier the same change is
 *                written into a second copy, `next`, from which lanes write their flights: so each
 *                week's flights follow the settings of its own Monday, though they are known before
 *                it.
 * Left out       surprises: a lane knows a week before what will be decided
 * Equations      plan.h
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_TIMELINE_H
#define MODELS_HUB_HUB_TIMELINE_H

#include "models/hub/hub_world.h"

/* Applies what lies before the start, schedules the rest. With several futures the common changes,
 * then those of each future, whose handles are noted: two for each change. */
void hub_timeline_start(struct hub_world *world, const struct hub_futures *futures);

#endif
