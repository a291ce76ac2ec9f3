// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * models/hub/hub_way.h -- the way in between the ramp and the sorter, the same in both grains.
 *
 * What happens   The stations before customs stand in a row, enum hub_stage. A ULD's contents go
 *                through all of them. The last one that is there opens it: from then on its parcels
 *                go on together (batch grain) or one by one (run.grain, halls.*.grain; the timeline
 *                may change either), and customs' selection falls on some of them. So pieces that
 *                go one by one have passed the same stations as a batch. Customs hands what it
 *                releases back to its hall: parcels to the sorter, general cargo to the dock.
 * Left out       freight that goes from one hall to another
 * Equations      none
 * Sources        none
 */
#ifndef MODELS_HUB_HUB_WAY_H
#define MODELS_HUB_HUB_WAY_H

#include "models/base/port.h"

struct hub_world;

enum hub_stage { HUB_BREAKDOWN, HUB_XRAY, HUB_STAGES };

/* Who is asked when a station of the way starts on a ULD. */
struct hub_opener {
    struct hub_world *world;
    uint32_t hall;
    enum hub_stage stage;
};
struct port_opener hub_way_opener(struct hub_world *world, uint32_t hall, enum hub_stage stage);

/* Customs hands back released contents: a port_accept of the world. */
void hub_way_released(struct sim *sim, void *world, uint64_t uld);

/* REQUIREs that each stage of the hall hands on to the next, and the last to customs. If not, a
 * station that nobody listed would be passed by parcels that go one by one. */
void hub_way_require(const struct hub_world *world, uint32_t hall);

#endif
