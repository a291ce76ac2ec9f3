// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_flows.h -- which port follows which: the flows of the hub as data.
 *
 * What happens   The stations are built and their ports connected, in one place:
 *                  lane -> airport (runway, stand) -> ramp -> breakdown -> X-ray -> customs ->
 *                      sorter -> dock -> truck;  from the ramp unopened, and from customs general
 *                      cargo, straight to the dock
 *                  truck -> dock -> export (screening, build-up) -> ramp -> airport -> away
 *                Rules stand elsewhere: the hall of a flight in hall_choice.h, the way in and its
 *                grain in hub_way.h, the books in hub_books.h.
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
