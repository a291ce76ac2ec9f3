// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_flows.h -- which port follows which: the flows of the hub as data.
 *
 * What happens   The stations are built and their ports connected, in one place:
 *                  lane -> airport (runway, stand) -> ramp ->
 *                                                       breakdown -> customs -> sorter -> dock ->
 *                                                       truck \-> dock (intact)       \-> dock
 *                                                       (general cargo)
 *                  truck -> dock -> export (screening, build-up) -> ramp -> airport -> away
 *                Where a flow parts (by kind of cargo, by grain, by the hall with room) the rule
 *                stands here, and so do the books of what a flight brought and took.
 *                When a team opens a ULD it is settled whether its parcels go on together (batch
 *                grain) or one by one (run.grain, halls.*.grain; the timeline may change either).
 * Left out       freight that goes from one hall to another
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_FLOWS_H
#define MODELS_HUB_HUB_FLOWS_H

#include "sim/sim.h"

struct hub_world;

/* All stations of the world, connected; not yet staffed. */
void hub_flows_build(struct hub_world *world);

/* Somebody came or went, or a setting changed: every hall looks again. A port_accept of the
 * world. */
void hub_flows_staffed(struct sim *sim, void *world, uint64_t unused);

#endif
