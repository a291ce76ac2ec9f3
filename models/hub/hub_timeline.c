// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/hub_timeline.h"

#include "models/hub/hub_flows.h"
#include "sim/date.h"

/* An event's number: the change, and which of the settings it is written into. */
static size_t change_of(uint64_t which)
{
    return (size_t)(which / HUB_VIEWS);
}

static enum hub_view view_of(uint64_t which)
{
    return (enum hub_view)(which % HUB_VIEWS);
}

static int64_t ahead_us(enum hub_view view)
{
    return view == HUB_NEXT ? LANE_AHEAD_US : 0;
}

static struct hub_def *settings(struct hub_world *world, enum hub_view view)
{
    return view == HUB_NEXT ? world->next : world->def;
}

static void tell_stations(struct hub_world *world)
{
    struct hub_def *def = world->def;
    linehaul_settle(def->hauls, def->hauls_n, def->halls, def->halls_n);
    airport_changed(world->airport);
    customs_changed(world->customs);
    hub_flows_staffed(world->sim, world, 0);
}

static void apply(struct hub_world *world, uint64_t which, double share)
{
    plan_apply(world->plan, change_of(which), settings(world, view_of(which)), share,
               world->ramp_from[which], sim_seed(world->sim), sim_replication(world->sim));
    if (view_of(which) == HUB_NOW) tell_stations(world);
}

static void ramp_step(struct sim *sim, void *station, uint64_t which)
{
    struct hub_world *world = station;
    const struct plan_change *change = &world->plan->changes[change_of(which)];
    int64_t ahead = ahead_us(view_of(which)), now_us = sim_now_us(sim) + ahead;
    double way_us = (double)(change->until_us - change->at_us);
    apply(world, which, (double)(now_us - change->at_us) / way_us);
    if (now_us >= change->until_us) return;
    int64_t next_us =
        now_us + DATE_WEEK_US < change->until_us ? now_us + DATE_WEEK_US : change->until_us;
    /* the last step before an entry of the same day */
    sim_at(sim, next_us - ahead, SIM_END, world->steps, world, which);
}

static void apply_change(struct sim *sim, void *station, uint64_t which)
{
    struct hub_world *world = station;
    const struct plan_change *change = &world->plan->changes[change_of(which)];
    if (change->until_us > change->at_us) {
        world->ramp_from[which] =
            plan_value(world->plan, change_of(which), settings(world, view_of(which)));
        ramp_step(sim, world, which);
    } else {
        apply(world, which, 1.0);
    }
}

/* What lies before the start has already happened (0); the rest is scheduled. */
static uint64_t start_change(struct hub_world *world, const struct plan *plan, size_t i,
                             enum hub_view view)
{
    const struct plan_change *change = &plan->changes[i];
    int64_t now_us = sim_now_us(world->sim), at_us = change->at_us;
    uint64_t which = HUB_VIEWS * (uint64_t)i + view;
    if (at_us == PLAN_START_US) return 0;
    bool ramp = change->until_us > at_us && change->until_us > now_us;
    if (at_us <= now_us && !ramp) {
        apply(world, which, 1.0);
        return 0;
    }
    at_us -= ahead_us(view);
    if (at_us < now_us) at_us = now_us;
    return sim_at(world->sim, at_us, SIM_CHANGE, world->changes, world, which);
}

void hub_timeline_start(struct hub_world *world, const struct hub_futures *futures)
{
    world->changes = sim_kind(world->sim, "hub.timeline", apply_change);
    world->steps = sim_kind(world->sim, "hub.ramp_step", ramp_step);
    const size_t common = futures ? futures->common : world->plan->n;
    size_t most = common;
    for (size_t k = 0; futures && k < futures->n; k++)
        if (futures->plan[k]->n > most) most = futures->plan[k]->n;
    world->ramp_from = sim_alloc(world->sim, (most + 1) * HUB_VIEWS * sizeof *world->ramp_from);
    for (size_t i = 0; i < common; i++)
        for (int v = 0; v < HUB_VIEWS; v++)
            start_change(world, world->plan, i, (enum hub_view)v);
    for (size_t k = 0; futures && k < futures->n; k++)
        for (size_t i = common; i < futures->plan[k]->n; i++)
            for (int v = 0; v < HUB_VIEWS; v++)
                futures->handle[k][HUB_VIEWS * (i - common) + (size_t)v] =
                    start_change(world, futures->plan[k], i, (enum hub_view)v);
}
