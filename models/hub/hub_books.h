// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_books.h -- what a flight brought and took: the books of lanes, halls and trade.
 *
 * What happens   On block, a flight is written into the books of its lane, its hall and trade; the
 *                clerks get its papers, customs says whether it holds it, and the ramp gets it. One
 *                that could not land, or leaves, is written down as such and is gone.
 * Left out       what happens to the freight: the stations count it at their doors
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_BOOKS_H
#define MODELS_HUB_HUB_BOOKS_H

#include "sim/sim.h"

/* Each a port_accept of the world. */
void hub_books_blocked(struct sim *sim, void *world, uint64_t flight);
void hub_books_lost(struct sim *sim, void *world, uint64_t flight);
void hub_books_left(struct sim *sim, void *world, uint64_t flight);

#endif
