// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/read/resolve.h -- layers laid over each other: what every setting is in the end.
 *
 * Knows          the order of things: in each layer first the plain values (each replaces all that
 *                earlier layers said of that setting, dated entries included), then `scale`
 *                (multiplies all that was said before: start and dated values), then the timeline.
 *                Unknown settings, items, missing ones, twins in time, ramps that cross.
 * Does not know  files, libconfig.
 * May include    scenarios/read/resolved.h, scenarios/read/layers.h
 */
#ifndef SCENARIOS_RESOLVE_H
#define SCENARIOS_RESOLVE_H

#include "scenarios/read/layers.h"
#include "scenarios/read/resolved.h"

/* Fills out->table. `whole`: no file is missing, so that what is not there is really not there.
 * Mistakes are told. */
void resolve_layers(struct resolved *out, const struct layers *layers, bool whole);

#endif
