// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_way.h"

#include "models/hub/hub_world.h"

/* ---- the stages of the way ------------------------------------------------------------------- */

/* Whether the station is there, by the settings of now; one that is not lets all pass. */
static bool is_there(const struct hall_def *hall, enum hub_stage stage)
{
    return stage == HUB_BREAKDOWN || (stage == HUB_XRAY && hall->xray_lines > 0);
}

static const void *station_of(const struct hub_hall *hall, enum hub_stage stage)
{
    return stage == HUB_BREAKDOWN ? (const void *)hall->breakdown : hall->xray;
}

static const struct port *out_of(const struct hub_hall *hall, enum hub_stage stage)
{
    return stage == HUB_BREAKDOWN ? breakdown_out(hall->breakdown) : xray_out(hall->xray);
}

void hub_way_require(const struct hub_world *world, uint32_t h)
{
    const struct hub_hall *hall = &world->hall[h];
    for (enum hub_stage s = 0; s < HUB_STAGES; s++) {
        const void *next = s + 1 < HUB_STAGES ? station_of(hall, s + 1) : world->customs;
        REQUIRE(world->sim, out_of(hall, s)->station == next,
                "hall %s: what stage %d of the way in hands on to is not the next of enum "
                "hub_stage, nor customs after the last",
                world->def->halls[h].name, (int)s);
    }
}

/* ---- opening --------------------------------------------------------------------------------- */

static bool one_by_one(const struct hub_world *world, uint32_t hall)
{
    uint32_t grain = world->def->halls[hall].grain;
    return grain == HALL_GRAIN_PARCEL ||
           (grain == HALL_GRAIN_OF_RUN && world->def->run.grain == HUB_GRAIN_PARCEL);
}

static bool is_last(const struct hall_def *hall, enum hub_stage stage)
{
    for (enum hub_stage later = stage + 1; later < HUB_STAGES; later++)
        if (is_there(hall, later)) return false;
    return true;
}

/* A station of the way starts on a ULD. */
static bool opens(void *context, uint64_t number, int64_t from_us, int64_t to_us)
{
    const struct hub_opener *opener = context;
    struct hub_world *world = opener->world;
    const struct uld *uld = cargo_uld(&world->cargo, number);
    if (opener->stage == HUB_BREAKDOWN) empties_gather(&world->empties, uld->type);
    if (!is_last(&world->def->halls[opener->hall], opener->stage)) return false;
    if (uld->kind == CARGO_GENERAL || uld->parcels == 0 || !one_by_one(world, uld->hall))
        return false;
    uint32_t picked[PARCELS_CHANNELS];
    customs_pick(world->customs, uld, picked);
    sorter_take_apart(world->hall[uld->hall].sorter, number, from_us, to_us, picked);
    return true;
}

struct port_opener hub_way_opener(struct hub_world *world, uint32_t hall, enum hub_stage stage)
{
    struct hub_opener *opener = &world->hall[hall].opener[stage];
    *opener = (struct hub_opener){.world = world, .hall = hall, .stage = stage};
    return (struct port_opener){opens, opener};
}

/* ---- after customs --------------------------------------------------------------------------- */

/* By themselves, or together. A ULD that was opened has only what customs set apart; its own
 * record is empty by now. */
static void to_sorter(struct hub_world *world, struct sorter *sorter, uint64_t number)
{
    const uint32_t none[PARCELS_CHANNELS] = {0};
    const struct uld *uld = cargo_uld(&world->cargo, number);
    int64_t now_us = sim_now_us(world->sim);
    if (uld->load > 0 && uld->parcels > 0) {
        sorter_take_back(sorter, number);
    } else if (uld->load > 0) {
        slab_give(&world->cargo.ulds, (uint32_t)number);
    } else if (uld->parcels > 0 && one_by_one(world, uld->hall)) {
        sorter_take_apart(sorter, number, now_us, now_us, none);
        slab_give(&world->cargo.ulds, (uint32_t)number);
    } else {
        sorter_accept(world->sim, sorter, number);
    }
}

void hub_way_released(struct sim *sim, void *station, uint64_t number)
{
    struct hub_world *world = station;
    const struct uld *uld = cargo_uld(&world->cargo, number);
    struct hub_hall *hall = &world->hall[uld->hall];
    if (uld->kind == CARGO_GENERAL) dock_accept(sim, hall->dock, number);
    else to_sorter(world, hall->sorter, number);
}
