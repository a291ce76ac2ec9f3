// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * scenarios/input/resolve.h -- layers laid over each other: what every setting is in the end.
 *
 * Knows          the order of things: in each layer first the plain values (each replaces all that
 *                earlier layers said of that setting, dated entries included), then `scale`
 *                (multiplies all that was said before: start and dated values), then the timeline.
 *                Unknown settings, items, missing ones, twins in time, ramps that cross.
 * Does not know  files, libconfig.
 */
#ifndef SCENARIOS_INPUT_RESOLVE_H
#define SCENARIOS_INPUT_RESOLVE_H

#include "scenarios/input/layers.h"
#include "scenarios/input/resolved.h"

/* Fills out->table. `whole`: no file is missing, so that what is not there is really not there.
 * Errors are reported. */
void resolve_layers(struct resolved *out, const struct layers *layers, bool whole);

#endif
